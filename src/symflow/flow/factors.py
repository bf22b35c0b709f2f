r"""Hadamard initialisation: the matrices W and H, their singular values, and the reduced flow of these.

    W = U diag(a) R^*,   H = R diag(b) U^*,   U_{ik} = chi_k(i) / sqrt(K),   R^* R = I,   s = a b
    a_k' = (1 - pi_k) b_k,   b_k' = (1 - pi_k) a_k

U is the Hadamard matrix of Walsh functions for G = Z_2^m, and the Fourier matrix for G = Z_K; there
conj(R_{ck}) = R_{c,-k} makes W and H real. The loss is that of one sample per class.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from symflow.algebra.expr import Expr, chi, delta, exp, log, total
from symflow.algebra.indexing import FEATURES, G, Index, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import Statement, eq
from symflow.flow.notation import H, K, R, W, Z, a, b, pi
from symflow.flow.spectrum import LYAPUNOV, MEAN, SOFTMAX

i, j, k, l = indices("i j k l", G)
(c,) = indices("c", FEATURES)
Spectrum = Callable[[Index], Expr]
ROOT = K ** Fraction(-1, 2)

LEFT = Variable("a", (G,), "nonnegative", even=True)
RIGHT = Variable("b", (G,), "nonnegative", even=True)
FRAME = Variable("R", (FEATURES, G), hermitian=True)
ORTHONORMAL: tuple[str, Statement] = ("orthonormal", eq(total(R(c, -k) * R(c, l), c), delta(k, l)))

PRODUCT = Definition("s", (k.variable,), a(k) * b(k), even=True)
FLOW = Flow(
    "factors",
    (
        Definition("a", (k.variable,), (1 - pi(k)) * b(k)),
        Definition("b", (k.variable,), (1 - pi(k)) * a(k)),
    ),
    "reduced flow of the singular values",
)
MODEL = Model((LEFT, RIGHT), (PRODUCT, *SOFTMAX.definitions), (FLOW,))


def classifier(left: Spectrum) -> Definition:
    """W_{ic} with singular values ``left(k)``."""
    return Definition("W", (i.variable, c.variable), ROOT * total(chi(k, i) * left(k) * R(c, -k), k))


def features(right: Spectrum) -> Definition:
    """H_{cj} with singular values ``right(k)``."""
    return Definition("H", (c.variable, j.variable), ROOT * total(R(c, k) * right(k) * chi(k, -j), k))


LOGITS = Definition("Z", (i.variable, j.variable), total(W(i, c) * H(c, j), c))
COLUMN_SOFTMAX = Definition("P", (i.variable, j.variable), exp(Z(i, j)) / total(exp(Z(k, j)), k))
LOSS = Definition("L", (), total(-Z(j, j) + log(total(exp(Z(i, j)), i)), j))
MATRICES = Model((FRAME,), (classifier(a), features(b), LOGITS, COLUMN_SOFTMAX, LOSS))
WITH_MATRICES = MODEL | MATRICES
WITH_LYAPUNOV = MODEL | Model((), (MEAN, LYAPUNOV))
