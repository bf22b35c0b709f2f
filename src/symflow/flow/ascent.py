r"""The flow that [J] prints after (4), with its sign: W' = +dL/dW, H' = +dL/dH."""

from __future__ import annotations

from symflow.algebra.expr import Partial
from symflow.algebra.quantities import Definition, Flow, Model
from symflow.flow import features
from symflow.flow.features import c, i, j, k
from symflow.flow.notation import H, L, W

ASCENT = Flow(
    "printed",
    (
        Definition("W", (j.variable, c.variable), Partial(L, W(j, c))),
        Definition("H", (c.variable, k.variable, i.variable), Partial(L, H(c, k, i))),
    ),
    "the flow as printed",
)
MODEL = features.MODEL | Model((), (), (ASCENT,))
