r"""A straight line of weights and features along which the loss bends down at every critical point.

    W' = epsilon v a^T,      H'_{c,(k,i)} = a_c v_k / epsilon,      v_j = u_j - (1/K) sum_l u_l

u, a and epsilon > 0 are constant: along the line W and H move with constant velocity, and W' is turned against H'.
mu_c = (1/K) sum_j W_{jc} is the mean row of W.
"""

from __future__ import annotations

from symflow.algebra.expr import atom, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow import features
from symflow.flow.notation import K, W, a

u, v, mu = atom("u"), atom("v"), atom("mu")
epsilon = atom("epsilon")()
j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)

CENTRED = Definition("v", (j.variable,), u(j) - total(u(l), l) / K)
MEAN_ROW = Definition("mu", (c.variable,), total(W(j, c), j) / K)
LINE = Flow(
    "descent",
    (
        Definition("W", (j.variable, c.variable), epsilon * v(j) * a(c)),
        Definition("H", (c.variable, k.variable, i.variable), a(c) * v(k) / epsilon),
    ),
    "motion along a straight line of weights and features",
)
MODEL = features.MODEL | Model(
    (Variable("u", (CLASSES,)), Variable("a", (FEATURES,)), Variable("epsilon", (), "positive")),
    (CENTRED, MEAN_ROW),
    (LINE,),
)
