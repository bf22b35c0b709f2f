r"""exp lies above its tangent at 0: e^x >= 1 + x for every real x. Source: textbook."""

from symflow.algebra.expr import atom, exp
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register

x = atom("x")()

CLAIM = register(
    Claim(
        id="exp-tangent",
        chapter="calculus",
        title="e^x is at least 1 + x",
        source="textbook",
        domain=Domain("Let x be a real number.", Model((Variable("x"),))),
        parts=(("tangent", ge(exp(x), 1 + x)),),
        twin=Twin("tangent", ge(exp(x), 1 - x), instance("none", 2, x=-1)),
    )
)
