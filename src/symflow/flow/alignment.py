r"""The smoothed margin of the layer-peeled model, and how the point is aligned with minus its gradient.

    ell_{k,i} = -Z_{k,(k,i)} + log sum_j exp Z_{j,(k,i)}      the loss of one sample: L is their sum
    g  = -log(e^L - 1)                                        the smoothed margin: g > 0 if and only if L < log 2
    dL/dW = GW,  dL/dH = GH,  slope2 = |GW|^2 + |GH|^2        the gradient and its squared norm
    nu = -<W, GW> - <H, GH>                                   minus the product of the point with its gradient

The cosine between (W, H) and minus the gradient is beta = nu/(rho sqrt(slope2)). The formula that [J] prints for beta
lacks the minus sign.
"""

from __future__ import annotations

from symflow.algebra.expr import Expr, atom, delta, exp, log, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Definition, Model
from symflow.algebra.statement import lt
from symflow.flow import peeled
from symflow.flow.notation import H, L, P, W, Z
from symflow.flow.peeled import c, i, j, k, l

ell, GW, GH = atom("ell"), atom("GW"), atom("GH")
smooth, work, slope = atom("g")(), atom("nu")(), atom("slope2")()
(q,), (r,), (e,) = indices("q", CLASSES), indices("r", SAMPLES), indices("e", FEATURES)

SAMPLE_LOSS = Definition("ell", (k.variable, i.variable), -Z(k, k, i) + log(total(exp(Z(j, k, i)), j)))
BY_W = Definition("GW", (j.variable, c.variable), total((P(j, k, i) - delta(j, k)) * H(c, k, i), k, i))
BY_H = Definition("GH", (c.variable, k.variable, i.variable), total(W(j, c) * (P(j, k, i) - delta(j, k)), j))
WORK = Definition("nu", (), -total(W(j, c) * GW(j, c), j, c) - total(H(c, k, i) * GH(c, k, i), c, k, i))
SLOPE = Definition("slope2", (), total(GW(j, c) ** 2, j, c) + total(GH(c, k, i) ** 2, c, k, i))
SMOOTH = Definition("g", (), -log(exp(L) - 1))

MODEL = peeled.MODEL | Model((), (SAMPLE_LOSS, BY_W, BY_H, WORK, SLOPE, SMOOTH))
BELOW = lt(L, log(2))


def across() -> Expr:
    """rho^2 |grad L|^2 - nu^2 by Lagrange's identity: half the sum of the squares of all two-by-two minors."""
    pairs_W = total((W(j, c) * GW(l, e) - W(l, e) * GW(j, c)) ** 2, j, c, l, e) / 2
    pairs_H = total((H(c, k, i) * GH(e, q, r) - H(e, q, r) * GH(c, k, i)) ** 2, c, k, i, e, q, r) / 2
    mixed = total((W(j, c) * GH(e, k, i) - H(e, k, i) * GW(j, c)) ** 2, j, c, e, k, i)
    return pairs_W + pairs_H + mixed
