r"""Two layers a, b with s = a b, and the gradient flows of the losses that the families of flow/families.py stand for.

e is the rate of smoothing, or of decay; beta the inverse temperature, with q2 = softmax(beta z) and its modes pi2; c
the difference of squares of the layers; eta the size of a step of descent, after which the layers are a2 and b2.
"""

from __future__ import annotations

from symflow.algebra.expr import Expr, atom, chi, exp, total
from symflow.algebra.indexing import G, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.flow.losses import cross_entropy, decay, descend, layered, squared_loss
from symflow.flow.notation import a, b, pi, z

LAYERS = ("a", "b")
e, beta, c, eta = (atom(name)() for name in ("e", "beta", "c", "eta"))
q2, pi2, a2, b2 = (atom(name) for name in ("q2", "pi2", "a2", "b2"))
f, g, k = indices("f g k", G)

LOSSES: dict[str, Expr] = {
    "cross-entropy": cross_entropy(),
    "tempered": cross_entropy(beta),
    "smoothed": cross_entropy(1, e),
    "decayed": cross_entropy() + decay(e, LAYERS),
    "squared": squared_loss(),
}
_LAYERED = layered(LAYERS)
TEMPERED = (
    Definition("q2", (g.variable,), exp(beta * z(g)) / total(exp(beta * z(f)), f), even=True),
    Definition("pi2", (k.variable,), total(chi(k, g) * q2(g), g), even=True),
)
STEP = (
    Definition("a2", (k.variable,), a(k) + eta * (1 - pi(k)) * b(k), even=True),
    Definition("b2", (k.variable,), b(k) + eta * (1 - pi(k)) * a(k), even=True),
)
FLOWS = tuple(descend(name, loss, LAYERS, _LAYERED) for name, loss in LOSSES.items())
SCALARS = tuple(
    Variable(n, (), "positive" if n in ("beta", "eta") else "real") for n in ("e", "beta", "c", "eta")
)
MODEL = _LAYERED | Model(SCALARS, (*TEMPERED, *STEP), FLOWS)
