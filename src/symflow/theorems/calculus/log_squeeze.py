r"""x - 1 - log x between two parabolas.

For 0 < c <= 1 <= M and x > 0:

    2 c (x - 1 - log x) <= (x - 1)^2  if x >= c,         (x - 1)^2 <= 2 M (x - 1 - log x)  if x <= M.

Both are sharp at x = 1 as c and M tend to 1. Source: textbook.
"""

from fractions import Fraction

from symflow.algebra.expr import atom, log
from symflow.algebra.statement import And, Implies, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.scalar import scalars

x, c, M = atom("x")(), atom("c")(), atom("M")()
excess = x - 1 - log(x)
ABOVE = And((gt(x, 0), gt(c, 0), le(c, 1), le(c, x)))
BELOW = And((gt(x, 0), ge(M, 1), le(x, M)))

CLAIM = register(
    Claim(
        id="log-squeeze",
        chapter="calculus",
        title="x - 1 - log x lies between (x - 1)^2/(2M) and (x - 1)^2/(2c)",
        source="textbook",
        domain=Domain("Let c, M and x be real numbers.", scalars("c", "M", "x")),
        parts=(
            ("above", Implies(ABOVE, le(2 * c * excess, (x - 1) ** 2))),
            ("below", Implies(BELOW, ge(2 * M * excess, (x - 1) ** 2))),
        ),
        twin=Twin(
            "below",
            Implies(BELOW, le(2 * M * excess, (x - 1) ** 2)),
            instance("none", 2, c=Fraction(1, 2), M=3, x=2, y=1),
        ),
    )
)
