r"""The clock of the collapse ray runs forward.

C(x) = Ei(x) + N log x increases for x > 0: where C has passed C(b), x has passed b. Source: textbook.
"""

from symflow.algebra.expr import Expr, atom, ei, log
from symflow.algebra.statement import And, Implies, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import N
from symflow.flow.scalar import scalars

x, b = atom("x")(), atom("b")()


def clock(value: Expr) -> Expr:
    """Ei(x) + N log x."""
    return ei(value) + N * log(value)


CLAIM = register(
    Claim(
        id="ei-clock",
        chapter="calculus",
        title="Ei(x) + N log x increases for x > 0",
        source="textbook; docs/theory section 6",
        domain=Domain("Let N = K - 1 >= 1, and let b and x be real numbers.", scalars("b", "x")),
        parts=(("passed", Implies(And((gt(x, 0), gt(b, 0), le(clock(b), clock(x)))), le(b, x))),),
        twin=Twin(
            "passed",
            Implies(And((gt(x, 0), gt(b, 0), le(clock(b), clock(x)))), ge(b, x)),
            instance("none", 2, b=1, x=2, y=1),
        ),
    )
)
