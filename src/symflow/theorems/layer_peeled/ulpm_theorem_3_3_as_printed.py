r"""Theorem 3.3 as printed, with NC3 and NC4 as printed: anti-aligned points satisfy every condition.

[J] says: (W, H) has the least loss on its sphere if it satisfies NC1-NC4 and |W|_F = |H|_F. As printed, NC3 asks for
some real C with w_k = C hbar_k, and NC4 for argmin_k w_k . x = argmin_k |x - hbar_k|. Here NC4 is written as
2 (hbar_l - hbar_k) = g (w_k - w_l) with some g > 0: together with equal lengths this says for every x

    |x - hbar_k|^2 - |x - hbar_l|^2 = g (w_k - w_l) . x,

so both have the same argmin. All this holds with C = -2/g < 0, where every feature has the least score for its own
class: then (W, -H), on the same sphere, has the smaller loss. With C > 0 this direction is true
(ulpm-theorem-3-3-sphere); "only if" needs d >= K - 1 and rho > 0 (ulpm-theorem-3-3-narrow).
"""

from symflow.algebra.expr import atom
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, eq, forall, le
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import L, W
from symflow.flow.peeled import NC1, NC2, c, factor, hbar, k, l, size
from symflow.flow.rival import EQUAL_NORMS, MODEL, rival_loss, rival_size

g = atom("g")()
PRINTED_NC3 = forall(k, c, eq(W(k, c), factor * hbar(c, k)))
PRINTED_NC4 = forall(k, l, c, eq(2 * (hbar(c, l) - hbar(c, k)), g * (W(k, c) - W(l, c))))
PRINTED = And((NC1, NC2, PRINTED_NC3, PRINTED_NC4))

CLAIM = register(
    Claim(
        id="ulpm-theorem-3-3-as-printed",
        chapter="layer-peeled",
        title="with equal norms NC1-NC4 as printed give the least loss on the sphere",
        source="[J] Theorem 3.3",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W and W2 in R^{K x d}, H and H2 in R^{d x nK}; e, g > 0, C real.",
            MODEL
            | Model((Variable("e", (), "positive"), Variable("g", (), "positive"), Variable("C")), (), ()),
        ),
        parts=(("least", Implies(And((PRINTED, EQUAL_NORMS, eq(rival_size, size))), le(L, rival_loss))),),
        expected="REFUTED",
        cites=("ji2022unconstrained",),
        reproduce="""\
from math import exp, log
loss = lambda W, H: sum(log(sum(exp((W[j] - W[k]) * H[k]) for j in (0, 1))) for k in (0, 1))
W, H = [1, -1], [-1, 1]  # K = 2, n = d = 1: the class means are -w_k, so C = -1 and g = 2
print(loss(W, H) - loss([1, -1], [1, -1]))
""",
    )
)
