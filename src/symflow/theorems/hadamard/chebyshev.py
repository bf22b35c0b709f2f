r"""Chebyshev's sum inequality for the exponential.

For any N numbers z with mean m,

    (4b)  sum_g e^{z_g}(z_g - m) = (1/2N) sum_{g,h} (e^{z_g} - e^{z_h})(z_g - z_h)
    (4c)  (e^x - e^y)(x - y) = (e^x + e^y) psi(x - y),   psi(x) = x tanh(x/2) >= 0, zero only at 0

Hence the sum is not negative, and zero iff all z_g are equal. Source: Chebyshev; used in [G].
"""

from symflow.algebra.expr import atom, exp, half_tanh, total
from symflow.algebra.indexing import OTHERS, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.statement import Iff, eq, forall, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import N, m, z

g, h = indices("g h", OTHERS)
x, y = atom("x")(), atom("y")()
covariance = total(exp(z(g)) * (z(g) - m), g)
pairs = total((exp(z(g)) - exp(z(h))) * (z(g) - z(h)), g, h)
MODEL = Model(
    (Variable("z", (OTHERS,)), Variable("x"), Variable("y")), (Definition("m", (), total(z(g), g) / N),)
)

CLAIM = register(
    Claim(
        id="chebyshev",
        chapter="hadamard",
        title="Chebyshev's sum inequality for the exponential",
        source="Chebyshev; docs/theory (4b), (4c)",
        domain=Domain("Let N >= 1 and let z_1, ..., z_N, x, y be real, m the mean of the z_g.", MODEL),
        parts=(
            ("4b", eq(covariance, pairs / (2 * N))),
            ("4c", eq((exp(x) - exp(y)) * (x - y), (exp(x) + exp(y)) * half_tanh(x - y))),
            ("psi", ge(half_tanh(x), 0)),
            ("psi-zero", Iff(eq(half_tanh(x), 0), eq(x, 0))),
            ("inequality", ge(covariance, 0)),
            ("equality", Iff(eq(covariance, 0), forall(g, h, eq(z(g), z(h))))),
        ),
        twin=Twin("4b", eq(covariance, pairs / (1 * N)), instance("none", 3, z=(0, 1), x=0, y=0)),
    )
)
