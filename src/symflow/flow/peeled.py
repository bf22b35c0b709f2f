r"""The layer-peeled model of [J]: norms, class means, margins and the conditions of neural collapse.

    rho^2 = |W|_F^2 + |H|_F^2,    hbar_k = (1/n) sum_i h_{k,i},    wbar = (1/K) sum_k w_k,
    m_{k,j,i} = (w_k - w_j) . h_{k,i}

    NC1: h_{k,i} = hbar_k
    NC2: hbar_k . hbar_l = e (K delta_{kl} - 1)/(K - 1), e > 0
    NC3: w_k = C hbar_k, C > 0

NC2 says in one formula that all class means have the same length sqrt(e) > 0 and that the cosine of two of them is
-1/(K - 1); then their sum is 0. It is the formula of [J]: its sentence centres the means first, with which a common
shift of all of them would be allowed, and Theorem 3.3 false. NC1 is meant for every sample, which the print leaves out,
and NC3 for the class mean hbar_k, where the print has h_k. The root of n is the scalar r > 0 with r^2 = n (hypothesis
ROOT), so that no step needs a square root.
"""

from __future__ import annotations

from symflow.algebra.expr import atom, delta, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.statement import And, eq, forall
from symflow.flow import features
from symflow.flow.notation import H, K, W, Z, n

hbar, wbar, margin = atom("hbar"), atom("wbar"), atom("m")
size, root = atom("rho2")(), atom("r")()
length, factor = atom("e")(), atom("C")()
j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)

SIZE = Definition("rho2", (), total(W(k, c) ** 2, k, c) + total(H(c, k, i) ** 2, c, k, i))
CLASS_MEAN = Definition("hbar", (c.variable, k.variable), total(H(c, k, i), i) / n)
MEAN_ROW = Definition("wbar", (c.variable,), total(W(k, c), k) / K)
MARGIN = Definition("m", (k.variable, j.variable, i.variable), Z(k, k, i) - Z(j, k, i))
ROOT_OF_N = Variable("r", (), "positive")
ROOT = ("root", eq(root**2, n))

MODEL = features.MODEL | Model((), (SIZE, CLASS_MEAN, MEAN_ROW, MARGIN), ())
COLLAPSE = Model((Variable("e", (), "positive"), Variable("C", (), "positive")), (), ())

NC1 = forall(c, k, i, eq(H(c, k, i), hbar(c, k)))
NC2 = forall(k, l, eq(total(hbar(c, k) * hbar(c, l), c), length * (K * delta(k, l) - 1) / (K - 1)))
NC3 = forall(k, c, eq(W(k, c), factor * hbar(c, k)))
NEURAL_COLLAPSE = And((NC1, NC2, NC3))
