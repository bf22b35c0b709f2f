r"""The logarithm of a product of positive numbers e^u and e^v is u + v. Source: textbook."""

from symflow.algebra.expr import atom, exp, log
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register

u, v = atom("u")(), atom("v")()
product = log(exp(u) * exp(v))

CLAIM = register(
    Claim(
        id="log-product",
        chapter="calculus",
        title="the logarithm of e^u e^v",
        source="textbook",
        domain=Domain("Let u and v be real numbers.", Model((Variable("u"), Variable("v")))),
        parts=(("product", eq(product, u + v)),),
        twin=Twin("product", eq(product, u - v), instance("none", 2, u=1, v=1)),
    )
)
