r"""A scheme from its eigenmatrix: every necessary condition that is known to symflow is checked, exactly.

Statement.  If P is the first eigenmatrix of a symmetric association scheme with rational eigenvalues, then
(1) p_0(j) = 1; v_i = p_i(0) are whole numbers >= 1, K = sum_i v_i; p_i(j) are whole numbers, |p_i(j)| <= v_i;
(2) sum_i p_i(j) = 0 for j != 0;
(3) sum_i p_i(j) p_i(l) / v_i = 0 for j != l, and K / m_j for j = l with a whole number m_j >= 1; m_0 = 1;
(4) the intersection numbers p_ij^k are whole numbers >= 0;
(5) K v_i is even for i != 0 (a relation has K v_i / 2 edges), and K v_i p_ii^i is divisible by 6 (its triangles);
(6) the Krein numbers q_ij^k are >= 0;
(7) the m_k with q_ij^k != 0 sum to at most m_i m_j, and to at most m_i (m_i + 1) / 2 where i = j.
(1) to (3) are all that the formulas of the flow use; (4) is what makes it the algebra of products of relations, and (6)
is what gives pi >= 0 for s >= 0.

What is not implied.  That a scheme with this matrix exists: (1) to (7) are necessary and not sufficient (the strongly
regular graphs that do not exist are such cases). For a matrix without a scheme the numbers that are computed are those
of the formulas, and of no network. ``from_relations`` is the way to be sure.

Reference.  Bannai, Ito (1984), section II.3 and theorem II.3.8; Neumaier: New inequalities for the parameters of an
association scheme (1981), for (7).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations_with_replacement

from symflow.algebra.association.scheme import AssociationScheme, Matrix, Row, stored
from symflow.errors import InputError, LimitReached
from symflow.exact import exact

MOST_CHECKED = 64


def from_eigenmatrix(P: Sequence[Sequence[object]], name: str = "eigenmatrix") -> AssociationScheme:
    """The scheme with P[j][i] = p_i(j), the row of the valencies first; exact whole numbers.

    Raises InputError with the condition that fails and its indices. That none fails does not prove that such a scheme
    exists.
    """
    rows = _whole(P)
    valencies = _valencies(rows)
    multiplicities = _multiplicities(rows, valencies)
    found = stored(name, rows, multiplicities)
    _intersections(found)
    _kreins(found)
    return found


def _refused(identity: str) -> InputError:
    return InputError(f"P: is not an eigenmatrix of a symmetric association scheme: {identity}")


def _whole(P: Sequence[Sequence[object]]) -> Matrix:
    """A square matrix of whole numbers."""
    given = [list(row) for row in P]
    size = len(given)
    if size < 2 or any(len(row) != size for row in given):
        raise InputError(
            "P: is not a square matrix of at least 2 rows; give d + 1 rows of d + 1 exact numbers"
        )
    if size > MOST_CHECKED + 1:
        raise LimitReached(f"P: has {size} rows; from_eigenmatrix checks up to {MOST_CHECKED + 1}")
    rows = [[exact(x, f"P[{j}][{i}]") for i, x in enumerate(row)] for j, row in enumerate(given)]
    for j, row in enumerate(rows):
        for i, x in enumerate(row):
            if x.denominator != 1:
                raise _refused(
                    f"p_{i}({j}) = {x} is rational and not whole; eigenvalues are algebraic integers"
                )
    return tuple(tuple(int(x) for x in row) for row in rows)


def _valencies(rows: Matrix) -> Row:
    """(1) and (2)."""
    first = rows[0]
    for i, v in enumerate(first):
        if v < 1:
            raise _refused(f"the valency v_{i} = p_{i}(0) = {v} is not positive")
    for j, row in enumerate(rows):
        if row[0] != 1:
            raise _refused(f"p_0({j}) = {row[0]} is not 1")
        for i, (x, v) in enumerate(zip(row, first, strict=True)):
            if abs(x) > v:
                raise _refused(f"|p_{i}({j})| = {abs(x)} is larger than v_{i} = {v}")
        if j and sum(row) != 0:
            raise _refused(f"sum_i p_i({j}) = {sum(row)} is not 0")
    return first


def _multiplicities(rows: Matrix, v: Row) -> Row:
    """(3)."""
    K, found = sum(v), []
    for j, row in enumerate(rows):
        for l in range(j):
            value = sum(Fraction(x * y, w) for x, y, w in zip(row, rows[l], v, strict=True))
            if value != 0:
                raise _refused(f"sum_i p_i({j}) p_i({l}) / v_i = {value} is not 0")
        m = K / sum((Fraction(x * x, w) for x, w in zip(row, v, strict=True)), Fraction(0))
        if m.denominator != 1:
            raise _refused(f"the multiplicity m_{j} = K / sum_i p_i({j})^2 / v_i = {m} is not whole")
        found.append(int(m))
    return tuple(found)


def _intersections(found: AssociationScheme) -> None:
    """(4) and (5)."""
    v, K = found.valencies, found.K
    for i, j, k in combinations_with_replacement(range(found.d + 1), 3):
        triangles = v[k] * found.intersection(i, j, k)  # symmetric in i, j and k
        for a, b, c in {(i, j, k), (i, k, j), (j, k, i)}:
            value = triangles / v[c]
            if value.denominator != 1 or value < 0:
                what = "negative" if value < 0 else "not whole"
                raise _refused(f"the intersection number p_({a},{b})^{c} = {value} is {what}")
    for i in range(1, found.d + 1):
        if K * v[i] % 2:
            raise _refused(f"K v_{i} = {K * v[i]} is odd, and relation {i} would have half an edge")
        if K * v[i] * found.intersection(i, i, i) % 6:
            raise _refused(
                f"K v_{i} p_({i},{i})^{i} is not divisible by 6: relation {i} has a part of a triangle"
            )


def _kreins(found: AssociationScheme) -> None:
    """(6) and (7)."""
    m = found.multiplicities
    for i, j in combinations_with_replacement(range(found.d + 1), 2):
        numbers = [found.krein(i, j, k) for k in range(found.d + 1)]
        for k, value in enumerate(numbers):
            if value < 0:
                raise _refused(f"the Krein number q_({i},{j})^{k} = {value} is negative")
        rank = sum(size for size, value in zip(m, numbers, strict=True) if value)
        most = m[i] * (m[i] + 1) // 2 if i == j else m[i] * m[j]
        if rank > most:
            raise _refused(f"the absolute bound fails for ({i}, {j}): rank {rank} is larger than {most}")
