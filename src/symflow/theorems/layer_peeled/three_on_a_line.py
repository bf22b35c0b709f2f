r"""Three classes on a line cannot be separated.

For K = 3, n = 1, d = 1 and any real w_1, w_2, w_3 and h_1, h_2, h_3, the product of the six margins (w_k - w_j) h_k is
minus a square. So they are never all positive, and the problem (5) of [J] has no feasible point: the class whose
classifier lies between the two others is never the best one. Source: [J] (5), the dimension d >= K - 1 that it needs.
"""

from math import prod

from symflow.algebra.expr import Expr, atom
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register

w = [atom(f"w{k}")() for k in (1, 2, 3)]
h = [atom(f"h{k}")() for k in (1, 2, 3)]
MARGINS = [(w[k] - w[j]) * h[k] for k in range(3) for j in range(3) if j != k]
PRODUCT: Expr = prod(MARGINS[1:], start=MARGINS[0])

CLAIM = register(
    Claim(
        id="three-on-a-line",
        chapter="layer-peeled",
        title="three classes on a line cannot be separated",
        source="[J] (5)",
        domain=Domain(
            "Let w1, w2, w3, h1, h2, h3 be real numbers: K = 3, n = 1, d = 1.",
            Model(tuple(Variable(f"{name}{k}") for name in "wh" for k in (1, 2, 3))),
        ),
        parts=(("product", le(PRODUCT, 0)),),
        cites=("ji2022unconstrained",),
        twin=Twin("product", ge(PRODUCT, 0), instance("none", 2, w1=1, w2=2, w3=4, h1=1, h2=1, h3=1)),
    )
)
