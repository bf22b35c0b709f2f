r"""Cross-entropy on the unconstrained-features model, for any K classes, n samples each, d features.

    Z_{j,(k,i)} = sum_c W_{jc} H_{c,(k,i)},      P = softmax of each column of Z,
    L = sum_{k,i} ( -Z_{k,(k,i)} + log sum_j exp Z_{j,(k,i)} )                        [J] (4)

The gradient flow W' = -dL/dW, H' = -dL/dH is given by the loss alone: nobody types a gradient.
"""

from __future__ import annotations

from symflow.algebra.expr import Partial, exp, log, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.notation import H, L, W, Z

j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)

LOGITS = Definition("Z", (j.variable, k.variable, i.variable), total(W(j, c) * H(c, k, i), c))
SOFTMAX = Definition("P", (j.variable, k.variable, i.variable), exp(Z(j, k, i)) / total(exp(Z(l, k, i)), l))
LOSS = Definition("L", (), total(-Z(k, k, i) + log(total(exp(Z(j, k, i)), j)), k, i))
GRADIENT_FLOW = Flow(
    "gradient",
    (
        Definition("W", (j.variable, c.variable), -Partial(L, W(j, c))),
        Definition("H", (c.variable, k.variable, i.variable), -Partial(L, H(c, k, i))),
    ),
    "gradient flow of the loss",
)
MODEL = Model(
    (Variable("W", (CLASSES, FEATURES)), Variable("H", (FEATURES, CLASSES, SAMPLES))),
    (LOGITS, SOFTMAX, LOSS),
    (GRADIENT_FLOW,),
)
