r"""x - 1 - log x below a parabola.

For 0 < c < 1 and x >= c:  x - 1 - log x <= kappa(c) (x - 1)^2  with  kappa(c) = (c - 1 - log c) / (1 - c)^2,
and equality at x = c: (x - 1 - log x)/(x - 1)^2 decreases in x. Stated without the denominator. Also kappa(c) >= 1/2.
Source: textbook.
"""

from fractions import Fraction

from symflow.algebra.expr import atom, log
from symflow.algebra.statement import And, Implies, ge, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.scalar import scalars

x, c = atom("x")(), atom("c")()
WHERE = And((gt(c, 0), lt(c, 1), gt(x, 0), le(c, x)))

CLAIM = register(
    Claim(
        id="log-parabola",
        chapter="calculus",
        title="x - 1 - log x lies below kappa(c) (x - 1)^2 for x >= c",
        source="textbook; docs/theory section 5",
        domain=Domain("Let c and x be real numbers.", scalars("c", "x")),
        parts=(
            ("curvature", Implies(And((gt(c, 0), lt(c, 1))), ge(c - 1 - log(c), (1 - c) ** 2 / 2))),
            ("bound", Implies(WHERE, ge((x - 1) ** 2 * (c - 1 - log(c)), (1 - c) ** 2 * (x - 1 - log(x))))),
        ),
        twin=Twin(
            "bound",
            Implies(WHERE, le((x - 1) ** 2 * (c - 1 - log(c)), (1 - c) ** 2 * (x - 1 - log(x)))),
            instance("none", 2, c=Fraction(1, 2), x=2, y=1),
        ),
    )
)
