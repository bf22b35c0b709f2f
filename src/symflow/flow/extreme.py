r"""Two modes k, l != 0 and the elements that tell them apart, over Z_2^m.

A = {g: chi_k(g) = 1, chi_l(g) = -1} has K/4 elements for k != l, and mu_{kl} = (s_k - s_l - s_{k+l})/K is the mean of
the logits z_g over A: every other character sums to 0 over A. For k = l the set is empty and mu = 0.
"""

from __future__ import annotations

from symflow.algebra.expr import atom
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.quantities import Definition, Model
from symflow.flow.notation import K, s
from symflow.flow.spectrum import modes

mu = atom("mu")
k, l = indices("k l", GSTAR)

MEAN_LOGIT = Definition("mu", (k.variable, l.variable), (s(k) - s(l) - s(k + l)) / K)
MODEL = modes() | Model((), (MEAN_LOGIT,))
