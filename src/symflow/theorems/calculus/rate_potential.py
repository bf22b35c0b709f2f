r"""A potential that pays for the distance of the rate of V from 2/K.

With x for bar s and r for sqrt V, x, r > 0 and 0 < c <= 1, let

    R = K x r,   Q = (x + 4K/c) r/(1 + R),   E = exp(4 K^2 r/c),   C = c/(c + 2Nr),   M = 1 + 2Nr.

Then 2/K - 2C/(K (1 + R)) and (2M/(K C)) (1 + NR/(1 + R)) - 2/K are at most (6K/c) E Q, and E - 1 <= 2K E Q.
Source: docs/theory section 6.
"""

from fractions import Fraction

from symflow.algebra.expr import atom, exp
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import K, N

x, r, c = atom("x")(), atom("r")(), atom("c")()
R = K * x * r
E = exp(4 * K**2 * r / c)
PRICE = 6 * K / c * E * ((x + 4 * K / c) * r / (1 + R))
LOW, TOP = c / (c + 2 * N * r), 1 + 2 * N * r
fast = 2 / K - 2 * LOW / (K * (1 + R))
slow = 2 * TOP / (K * LOW) * (1 + N * R / (1 + R)) - 2 / K
WHERE = And((gt(x, 0), gt(r, 0), gt(c, 0), le(c, 1)))

CLAIM = register(
    Claim(
        id="rate-potential",
        chapter="calculus",
        title="a potential that pays for the distance of the rate of V from 2/K",
        source="docs/theory section 6",
        domain=Domain(
            "Let K >= 2, N = K - 1, and let c, r and x be real numbers.",
            Model(tuple(Variable(name) for name in ("c", "r", "x"))),
        ),
        parts=(
            ("fast", Implies(WHERE, le(fast, PRICE))),
            ("slow", Implies(WHERE, le(slow, PRICE))),
            ("growth", Implies(WHERE, le(E - 1, c / 3 * PRICE))),
        ),
        twin=Twin(
            "growth",
            Implies(WHERE, ge(E - 1, c / 3 * PRICE)),
            instance("none", 2, c=Fraction(1, 2), r=1, x=1),
        ),
    )
)
