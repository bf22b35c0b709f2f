r"""The Walsh characters, for every m.

chi_k(g) = (-1)^{popcount(k AND g)} on Z_2^m, defined by chi_{(c,k)}(b,g) = (-1)^{bc} chi_k(g), is
multiplicative, has values +-1, and sum_k chi_k(g) = K delta_{g,0}: what the normal form relies on.
Source: textbook; proved here by induction over m.
"""

from symflow.algebra.expr import chi, delta, total
from symflow.algebra.indexing import ZERO_INDEX, G, indices
from symflow.algebra.quantities import Model
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import K

g, h, k = indices("g h k", G)

CLAIM = register(
    Claim(
        id="walsh-characters",
        chapter="hadamard",
        title="the Walsh functions are orthogonal characters, for every m",
        source="textbook; [G] notation",
        domain=Domain(
            "Let m >= 0, K = 2^m, and chi the Walsh characters of Z_2^m, defined by recursion.",
            Model(),
            "recursive",
        ),
        parts=(
            ("symmetric", eq(chi(k, g), chi(g, k))),
            ("multiplicative", eq(chi(k, g + h), chi(k, g) * chi(k, h))),
            ("square", eq(chi(k, g) * chi(k, g), 1)),
            ("orthogonal", eq(total(chi(k, g), k), K * delta(g, ZERO_INDEX))),
        ),
        twin=Twin("square", eq(chi(k, g) * chi(k, g), 2), instance("walsh", 2)),
    )
)
