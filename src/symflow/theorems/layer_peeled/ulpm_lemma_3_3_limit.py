r"""Lemma 3.3, its first half, with the sign of beta put right: beta^2 tends to a limit > 0. Open.

[J] says beta -> 1. Known: 0 < beta <= 1 at all times (ulpm-lemma-3-3, smooth-margin), and

    (log gamma)' >= (1/beta^2 - 1) (log rho^2)'      with gamma bounded (ulpm-lemma-3-1), rho -> oo,

so the integral of 1/beta^2 - 1 by log rho^2 is finite: beta comes as near to 1 as one likes, again and again. That is
beta -> 1 along a sequence of times, and it is what the theorem of Lyu and Li uses. Missing: that beta cannot fall back
in between, a bound of beta' against (log rho^2)'. Of a limit the kernel can say that it exists and is positive; that is
what is stated here, and it is weaker than beta -> 1.
"""

from symflow.algebra.statement import Implies, Pred
from symflow.claim.claim import Claim
from symflow.claim.registry import register
from symflow.flow.alignment import slope, work
from symflow.flow.peeled import size
from symflow.theorems.layer_peeled.ulpm_theorem_3_1 import CLAIM as THEOREM
from symflow.theorems.layer_peeled.ulpm_theorem_3_1 import START

CLAIM = register(
    Claim(
        id="ulpm-lemma-3-3-limit",
        chapter="layer-peeled",
        title="beta^2 tends to a positive limit below log 2",
        source="[J] Lemma 3.3",
        domain=THEOREM.domain,
        parts=(
            ("limit", Implies(START, Pred("tends-to-positive", "gradient", (work**2 / (size * slope),)))),
        ),
        cites=("ji2022unconstrained",),
        expected="UNDECIDED",
    )
)
