r"""tanh above its chord.

For |x| <= R:  R x tanh(x/2) >= x^2 tanh(R/2), that is x tanh(x/2) >= (tanh(R/2)/R) x^2 where R > 0: tanh is
concave on [0, oo), and both sides are even in x. Source: textbook.
"""

from symflow.algebra.expr import atom, half_tanh, tanh
from symflow.algebra.statement import And, Implies, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.scalar import scalars

x, R = atom("x")(), atom("R")()
WITHIN = And((le(x, R), le(-x, R)))

CLAIM = register(
    Claim(
        id="tanh-chord",
        chapter="calculus",
        title="x tanh(x/2) lies above (tanh(R/2)/R) x^2 for |x| <= R",
        source="textbook; docs/theory section 5",
        domain=Domain("Let x and R be real numbers.", scalars("R", "x", running="real")),
        parts=(("chord", Implies(WITHIN, ge(R * half_tanh(x), x**2 * tanh(R / 2)))),),
        twin=Twin(
            "chord",
            Implies(WITHIN, le(R * half_tanh(x), x**2 * tanh(R / 2))),
            instance("none", 2, R=2, x=1, y=1),
        ),
    )
)
