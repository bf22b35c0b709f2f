r"""Two points of the layer-peeled model: (W, H) and a rival (W2, H2) with its own logits Z2 and loss L2.

    Z2_{j,(k,i)} = sum_c W2_{jc} H2_{c,(k,i)},   L2 = sum_{k,i} ( -Z2_{k,(k,i)} + log sum_j exp Z2_{j,(k,i)} )

hbar2_k = (1/n) sum_i h2_{k,i} are its class means. Both points lie on one sphere where |W2|_F^2 + |H2|_F^2 is
|W|_F^2 + |H|_F^2.
"""

from __future__ import annotations

from symflow.algebra.expr import atom, delta, exp, log, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.statement import And, eq, forall
from symflow.flow import peeled
from symflow.flow.notation import H, K, W, n
from symflow.flow.peeled import c, factor, i, j, k, l, length, size

W2, H2, Z2, hbar2 = atom("W2"), atom("H2"), atom("Z2"), atom("hbar2")
rival_loss, rival_size = atom("L2")(), total(W2(k, c) ** 2, k, c) + total(H2(c, k, i) ** 2, c, k, i)
EQUAL_NORMS = eq(total(W(k, c) ** 2, k, c), total(H(c, k, i) ** 2, c, k, i))
SAME_SPHERE = eq(rival_size, size)
RIVAL_COLLAPSE = And(
    (
        forall(c, k, i, eq(H2(c, k, i), hbar2(c, k))),
        forall(k, l, eq(total(hbar2(c, k) * hbar2(c, l), c), length * (K * delta(k, l) - 1) / (K - 1))),
        forall(k, c, eq(W2(k, c), factor * hbar2(c, k))),
    )
)
RIVAL_NORMS = eq(total(W2(k, c) ** 2, k, c), total(H2(c, k, i) ** 2, c, k, i))

MODEL = peeled.MODEL | Model(
    (Variable("W2", (CLASSES, FEATURES)), Variable("H2", (FEATURES, CLASSES, SAMPLES))),
    (
        Definition("Z2", (j.variable, k.variable, i.variable), total(W2(j, c) * H2(c, k, i), c)),
        Definition("hbar2", (c.variable, k.variable), total(H2(c, k, i), i) / n),
        Definition("L2", (), total(-Z2(k, k, i) + log(total(exp(Z2(j, k, i)), j)), k, i)),
    ),
    (),
)
