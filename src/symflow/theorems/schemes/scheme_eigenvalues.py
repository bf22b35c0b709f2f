r"""The eigenvalues of a symmetric association scheme.

Relations A_i with entries 0 and 1, exactly one of which (or equality) holds between two classes; primitive idempotents
E_j that span the same matrices; A_i = v_i J/K + sum_j p_{ij} E_j. Then relations are disjoint, every column of A_i has
v_i entries 1, K E_j = m_j (I + sum_i (p_{ij}/v_i) A_i), no p_{ij} exceeds v_i, and p has the four identities on which
scheme-identity and scheme-lyapunov rest. Source: Bannai, Ito (1984), chapter II; docs/theory section 11.
"""

from fractions import Fraction
from typing import Any

from symflow.algebra.expr import delta, total
from symflow.algebra.indexing import CLASSES, FEATURES, indices
from symflow.algebra.statement import eq, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.association import (
    AXIOMS,
    CLASSES_COUNTED,
    COLUMNS,
    MODES_ORTHOGONAL,
    ROWS,
    SCHEME,
    A,
    E,
    m,
    v,
)
from symflow.flow.notation import K, p

h, i, j = indices("h i j", FEATURES)
x, y = indices("x y", CLASSES)

LET = (
    "Let A_1, ..., A_d be the relations of a symmetric association scheme on K >= 2 classes, beside equality, and "
    "E_1, ..., E_d its primitive idempotents, beside the constant J/K: symmetric 0/1 matrices that add up with I to "
    "J, and projections that add up with J/K to I, all in one span; p_{ij} the eigenvalue of A_i on E_j, v_i > 0 the "
    "valencies, m_j > 0 the ranks of the E_j."
)
DOMAIN = Domain(LET, AXIOMS, hypotheses=SCHEME)
half, quarter = Fraction(1, 2), Fraction(1, 4)
UNIT = tuple(int(place % 5 == 0) for place in range(16))
# the scheme of the four corners of a square, H(2, 2): side, diagonal; corners in the order 00, 01, 10, 11
SIDES, DIAGONALS = (
    (0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0),
    (0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0),
)
SQUARE: dict[str, Any] = {
    "v": (2, 1),
    "m": (2, 1),
    "p": (0, -2, -1, 1),
    "r0": (half, quarter),
    "r": (0, -half, -quarter, quarter),
    "A": SIDES + DIAGONALS,
    "E": tuple(half * (one - d) for one, d in zip(UNIT, DIAGONALS, strict=True))
    + tuple(quarter * (one - a + d) for one, a, d in zip(UNIT, SIDES, DIAGONALS, strict=True)),
}

CLAIM = register(
    Claim(
        id="scheme-eigenvalues",
        chapter="schemes",
        title="the eigenvalues of a symmetric association scheme",
        source="Bannai, Ito (1984), chapter II",
        domain=DOMAIN,
        parts=(
            ("entries", ge(A(i, x, y), 0)),
            ("disjoint", eq(A(i, x, y) * A(h, x, y), delta(i, h) * A(i, x, y))),
            ("no-loops", eq(delta(x, y) * A(i, x, y), 0)),
            ("symmetry", eq(E(j, x, y), E(j, y, x))),
            ("valency", eq(total(A(i, x, y), x), v(i))),
            ("dual", eq(K * E(j, x, y), m(j) * (delta(x, y) + total(p(i, j) / v(i) * A(i, x, y), i)))),
            ("rows", ROWS),
            ("columns", COLUMNS),
            ("classes", CLASSES_COUNTED),
            ("orthogonal", MODES_ORTHOGONAL),
            ("bound", le(p(i, j), v(i))),
        ),
        twin=Twin("bound", ge(p(i, j), v(i)), instance("none", 4, d=2, **SQUARE)),
    )
)
