r"""Hadamard initialisation diagonalises the softmax.

With W = U diag(a) R^*, H = R diag(b) U^*, R^* R = I, s = a b: Z_ij = z(i - j), P_ij = q(i - j) and
P = U diag(pi) U^*, pi_k = sum_g chi_k(g) q_g, pi_0 = 1. For every finite abelian group: the Walsh form
(i - j is i xor j) for every K = 2^m, the cyclic form (real symmetric circulants) for every K.
Source: [G], abstract.
"""

from symflow.algebra.expr import chi, delta, total
from symflow.algebra.indexing import ZERO_INDEX, G, indices
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.factors import ORTHONORMAL, WITH_MATRICES
from symflow.flow.notation import K, P, Z, pi, q, z

i, j, k, l = indices("i j k l", G)

DOMAIN = Domain(
    "Let G be a finite abelian group of order K >= 2 with a symmetric bicharacter chi (Walsh on Z_2^m, "
    "Fourier on Z_K), a, b >= 0 with a_{-k} = a_k, b_{-k} = b_k, and R^* R = I with conj(R_{ck}) = R_{c,-k}.",
    WITH_MATRICES,
    group="abelian",
    hypotheses=(ORTHONORMAL,),
)

CLAIM = register(
    Claim(
        id="softmax-diagonal",
        chapter="hadamard",
        title="Hadamard initialisation diagonalises the softmax",
        source="[G], abstract",
        domain=DOMAIN,
        parts=(
            ("logits", eq(Z(i, j), z(i - j))),
            ("softmax", eq(P(i, j), q(i - j))),
            ("diagonal", eq(P(i, j), total(chi(k, i) * pi(k) * chi(k, -j), k) / K)),
            ("transform", eq(total(chi(k, -i) * P(i, j) * chi(l, j), i, j) / K, delta(k, l) * pi(k))),
            ("constant-mode", eq(pi(ZERO_INDEX), 1)),
        ),
        uses=("walsh-characters",),
        twin=Twin(
            "constant-mode", eq(pi(ZERO_INDEX), 2), instance("walsh", 2, d=2, a=(0, 1), b=(0, 1), indices={})
        ),
    )
)
