r"""The distribution of a collapsed column, and the relative entropy of the softmax to it.

    B = rho^2/(2 r (K - 1)),   T = 1 + (K - 1) e^{-B},   p = e^{-B}/T,   y_{jk} = e^{-B (1 - delta_{jk})}/T
    KL_{ki} = sum_j y_{jk} (log y_{jk} - log P_{j,k,i})

y_k is the softmax of a column whose margins are all B: it has mass 1 - (K - 1) p on k and p on each other class.
"""

from __future__ import annotations

from symflow.algebra.expr import atom, delta, exp, log, total
from symflow.algebra.quantities import Definition, Model
from symflow.flow import peeled
from symflow.flow.notation import K, P, n
from symflow.flow.peeled import ROOT_OF_N, i, j, k, root, size
from symflow.flow.slack import SLACK

B, T, tail = atom("B")(), atom("T")(), atom("p")()
target, divergence = atom("y"), atom("KL")

BOUND = n * K * log(T)
MODEL = peeled.MODEL | Model(
    (ROOT_OF_N,),
    (
        SLACK,
        Definition("B", (), size / (2 * root * (K - 1))),
        Definition("T", (), 1 + (K - 1) * exp(-B)),
        Definition("p", (), exp(-B) / T),
        Definition("y", (j.variable, k.variable), exp(-(B * (1 - delta(j, k)))) / T),
        Definition(
            "KL", (k.variable, i.variable), total(target(j, k) * (log(target(j, k)) - log(P(j, k, i))), j)
        ),
    ),
    (),
)
