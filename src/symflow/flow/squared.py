r"""The squared loss in place of cross-entropy, from the same Hadamard initialisation.

    L = (1/2) |Z - I|^2,      a_k' = (1 - s_k) b_k,      b_k' = (1 - s_k) a_k,      s = a b

a and b are any real even spectra. sigma stands for one balanced mode by itself: sigma' = 2 sigma (1 - sigma), the
logistic equation; alpha is its start.
"""

from __future__ import annotations

from symflow.algebra.expr import atom, delta, total
from symflow.algebra.indexing import G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.factors import FRAME, LOGITS, PRODUCT, classifier, features
from symflow.flow.notation import Z, a, b, s, sigma
from symflow.flow.spectrum import LOGITS as SPECTRAL_LOGITS

i, j, k = indices("i j k", G)
alpha = atom("alpha")()

LOSS = Definition("L", (), total((Z(i, j) - delta(i, j)) ** 2, i, j) / 2)
FLOW = Flow(
    "squared",
    (
        Definition("a", (k.variable,), (1 - s(k)) * b(k)),
        Definition("b", (k.variable,), (1 - s(k)) * a(k)),
    ),
    "reduced flow of the squared loss",
)
LOGISTIC = Flow("logistic", (Definition("sigma", (), 2 * sigma * (1 - sigma)),), "one balanced mode")
MODEL = Model(
    (
        Variable("a", (G,), even=True),
        Variable("b", (G,), even=True),
        FRAME,
        Variable("sigma"),
        Variable("alpha"),
    ),
    (PRODUCT, SPECTRAL_LOGITS, classifier(a), features(b), LOGITS, LOSS),
    (FLOW, LOGISTIC),
)
