r"""A point (W, H) and (V, G) = (a W, b H), where both norms are scaled: its class means, logits, norm and loss.

gbar_k = (1/n) sum_i g_{k,i},   Z2_{j,(k,i)} = v_j . g_{k,i},   size2 = |V|_F^2 + |G|_F^2,   L2 = the loss at (V, G)
"""

from __future__ import annotations

from symflow.algebra.expr import Expr, atom, delta, exp, log, total
from symflow.algebra.quantities import Definition, Model
from symflow.algebra.statement import And, eq, forall
from symflow.flow import peeled
from symflow.flow.notation import H, K, W, n
from symflow.flow.peeled import c, i, j, k, l

V, G, gbar, Z2 = atom("V"), atom("G"), atom("gbar"), atom("Z2")
alpha, beta, sigma = atom("alpha")(), atom("beta")(), atom("sigma")()
scaled_size, scaled_loss = atom("size2")(), atom("L2")()


def scaled(a: Expr, b: Expr) -> Model:
    """The model of (W, H) and (a W, b H)."""
    return peeled.MODEL | Model(
        (),
        (
            Definition("V", (k.variable, c.variable), a * W(k, c)),
            Definition("G", (c.variable, k.variable, i.variable), b * H(c, k, i)),
            Definition("gbar", (c.variable, k.variable), total(G(c, k, i), i) / n),
            Definition("Z2", (j.variable, k.variable, i.variable), total(V(j, c) * G(c, k, i), c)),
            Definition("size2", (), total(V(k, c) ** 2, k, c) + total(G(c, k, i) ** 2, c, k, i)),
            Definition("L2", (), total(-Z2(k, k, i) + log(total(exp(Z2(j, k, i)), j)), k, i)),
        ),
        (),
    )


def scaled_collapse(length: Expr, factor: Expr) -> And:
    """NC1-NC3 at (V, G), with |gbar_k|^2 = length and v_k = factor gbar_k."""
    product = total(gbar(c, k) * gbar(c, l), c)
    gram = forall(k, l, eq(product, length * (K * delta(k, l) - 1) / (K - 1)))
    rows = forall(k, c, eq(V(k, c), factor * gbar(c, k)))
    return And((forall(c, k, i, eq(G(c, k, i), gbar(c, k))), gram, rows))
