r"""1 - e^{-x} lies above its chords from 0.

For 0 < x <= u:  u (1 - e^{-x}) >= x (1 - e^{-u}), since (1 - e^{-x})/x falls. Source: textbook (concavity).
"""

from symflow.algebra.expr import atom, exp
from symflow.algebra.statement import And, Implies, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.scalar import scalars

x, u = atom("x")(), atom("u")()
BETWEEN = And((gt(x, 0), le(x, u)))

CLAIM = register(
    Claim(
        id="exp-chord",
        chapter="calculus",
        title="1 - e^{-x} lies above its chords from 0",
        source="textbook",
        domain=Domain("Let u and x be real numbers.", scalars("u", "x")),
        parts=(("chord", Implies(BETWEEN, ge(u * (1 - exp(-x)), x * (1 - exp(-u))))),),
        twin=Twin(
            "chord",
            Implies(BETWEEN, le(u * (1 - exp(-x)), x * (1 - exp(-u)))),
            instance("none", 2, u=2, x=1, y=1),
        ),
    )
)
