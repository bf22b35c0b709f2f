r"""Lemma 3.3, its second half: q_min tends to infinity; and beta, with the right sign, is positive at all times.

With the constants of ulpm-theorem-3-1: from the time e^x/(2 gamma0 g0) on every margin is at least x, for every real x.
At all times nu > 0, so beta = nu/(rho |grad L|) > 0: with the sign of the print it is negative at all times
(ulpm-lemma-3-3-as-printed). That beta -> 1 is not shown here: see ulpm-lemma-3-3-limit.
"""

from symflow.algebra.expr import delta, exp, expr
from symflow.algebra.statement import Implies, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.registry import register
from symflow.flow.alignment import BELOW, work
from symflow.flow.peeled import i, j, k, margin
from symflow.theorems.layer_peeled.ulpm_theorem_3_1 import CLAIM as THEOREM
from symflow.theorems.layer_peeled.ulpm_theorem_3_1 import from_start, g0, gamma0, x

CLAIM = register(
    Claim(
        id="ulpm-lemma-3-3",
        chapter="layer-peeled",
        title="every margin tends to infinity, and the point and minus its gradient always form an acute angle",
        source="[J] Lemma 3.3",
        domain=THEOREM.domain,
        parts=(
            ("acute", Implies(BELOW, gt(work, 0))),
            ("always", from_start(-work, expr(0))),
            (
                "margins",
                from_start((1 - delta(j, k)) * (x - margin(k, j, i)), expr(0), exp(x) / (2 * gamma0 * g0)),
            ),
        ),
        uses=("smooth-margin", "ulpm-theorem-3-1", "exp-tangent"),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "acute",
            Implies(BELOW, le(work, 0)),
            instance("none", 2, n=1, d=1, W=(2, -2), H=(2, -2), g0=1, gamma0=1, eps=1, x=1),
        ),
    )
)
