r"""The square root of a positive number e^x: its square is e^x, and e^x over it is the root again. Source: textbook."""

from fractions import Fraction

from symflow.algebra.expr import atom, exp
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register

x = atom("x")()
half = Fraction(1, 2)
root, inverse = exp(x) ** half, exp(x) ** -half

CLAIM = register(
    Claim(
        id="square-root",
        chapter="calculus",
        title="the square root of e^x",
        source="textbook",
        domain=Domain("Let x be a real number.", Model((Variable("x"),))),
        parts=(("square", eq(root * root, exp(x))), ("inverse", eq(inverse * exp(x), root))),
        twin=Twin("square", eq(root * root, exp(-x)), instance("none", 2, x=1)),
    )
)
