r"""The gradient at the example (7), and the flow along its direction.

With E = e^{2 C^2}, where W = H = C B:

    dL/dW = dL/dH = -(2C/(1 + E)) B,       2/(1 + E) = (2 + 2 e^{-2C^2}) / (2 + e^{2C^2} + e^{-2C^2})

The softmax of each column has the denominator 2 + e^{2C^2} + e^{-2C^2}. (The print has 2 + 2e^{-2C^2} + 2e^{2C^2}: see
ulpm-eq-9-as-printed.) So the gradient points along the point itself: W = H = C(t) B with C' = 2C/(1 + e^{2C^2}) solves
the gradient flow, L = 4 log(1 + e^{-4C^2} + 2 e^{-2C^2}) tends to 0 as C grows, and with y = 2C^2 the quantity
Ei(y) + log y - 4t is constant. Source: [J] Example 3.1, (9).
"""

from symflow.algebra.expr import Ddt, Partial, ei, exp, log
from symflow.algebra.statement import And, eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.example import MODEL, PAIRS, C, L, c, e, i
from symflow.flow.notation import H, P, W, t

E, y = exp(2 * C**2), 2 * C**2
LOSS = 4 * log(1 + exp(-4 * C**2) + 2 * exp(-2 * C**2))
DOMAIN = Domain(
    "Let K = 4, n = 1, d = 4, G = Z_2^2, e != 0, C > 0, W = H = C B with B_ij = delta_{i,j} - delta_{i,j+e}.",
    MODEL,
    group="boolean",
    order=4,
)

CLAIM = register(
    Claim(
        id="ulpm-eq-9",
        chapter="layer-peeled",
        title="the gradient at the example is -2C/(1 + e^{2C^2}) times its direction",
        source="[J] Example 3.1, (9)",
        domain=DOMAIN,
        parts=(
            ("softmax", eq((2 + E + 1 / E) * P(e, i, i), E)),
            ("dL/dW", eq(Partial(L(e), W(e, i, c)), -(2 * C / (1 + E)) * PAIRS)),
            ("dL/dH", eq(Partial(L(e), H(e, i, c)), -(2 * C / (1 + E)) * PAIRS)),
            (
                "ray",
                And(
                    (
                        eq(Ddt(W(e, i, c), "ray"), -Partial(L(e), W(e, i, c))),
                        eq(Ddt(H(e, i, c), "ray"), -Partial(L(e), H(e, i, c))),
                    )
                ),
            ),
            ("loss", eq(L(e), LOSS)),
            ("first-integral", eq(Ddt(ei(y) + log(y) - 4 * t, "ray"), 0)),
        ),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "dL/dW",
            eq(Partial(L(e), W(e, i, c)), -(2 * C / (2 + E)) * PAIRS),
            instance("walsh", 4, C=1),
        ),
    )
)
