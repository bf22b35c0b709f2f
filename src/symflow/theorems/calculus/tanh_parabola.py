r"""tanh below its tangent at 0.

For every real x:  x tanh(x/2) <= x^2 / 2, since tanh(u) <= u for u >= 0 and both sides are even in x.
Source: textbook.
"""

from symflow.algebra.expr import atom, half_tanh
from symflow.algebra.statement import ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.scalar import scalars

x = atom("x")()

CLAIM = register(
    Claim(
        id="tanh-parabola",
        chapter="calculus",
        title="x tanh(x/2) lies below x^2/2",
        source="textbook",
        domain=Domain("Let x be a real number.", scalars("x", running="real")),
        parts=(("parabola", le(half_tanh(x), x**2 / 2)),),
        twin=Twin("parabola", ge(half_tanh(x), x**2 / 2), instance("none", 2, x=1, y=1)),
    )
)
