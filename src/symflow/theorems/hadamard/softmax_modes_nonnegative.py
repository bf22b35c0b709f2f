r"""Griffiths' first inequality: non-negative modes have non-negative softmax modes.

If s_k >= 0 for every k (mode 0 included) then pi_k = sum_g chi_k(g) q_g >= 0. The matrix z_{i-j} is positive
semidefinite, since z_{i-j} = (1/K) sum_k s_k chi_k(i) conj chi_k(j); by Schur's product theorem so is its entrywise
exponential, and sum_{ij} chi_k(i) conj chi_k(j) e^{z_{i-j}} = K pi_k sum_g e^{z_g}. Hence 1 - pi_k <= 1: along
s_k' = 2 s_k (1 - pi_k) the quantity s_k e^{-2t} never increases, that is s_k(t) <= s_k(0) e^{2t}.
Source: Griffiths, J. Math. Phys. 8 (1967), for G = Z_2^m; docs/theory section 3.
"""

from symflow.algebra.expr import Ddt, exp
from symflow.algebra.indexing import ZERO_INDEX, G, indices
from symflow.algebra.quantities import Variable
from symflow.algebra.statement import Pred, eq, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import pi, s, t
from symflow.flow.spectrum import modes

(k,) = indices("k", G)

CLAIM = register(
    Claim(
        id="softmax-modes-nonnegative",
        chapter="hadamard",
        title="non-negative modes have non-negative softmax modes",
        source="docs/theory section 3; Griffiths' first inequality",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), s >= 0 even.",
            modes(Variable("s", (G,), "nonnegative", even=True)),
            group="abelian",
        ),
        parts=(
            ("nonnegative", ge(pi(k), 0)),
            ("constant-mode", eq(pi(ZERO_INDEX), 1)),
            ("factor", le(1 - pi(k), 1)),
            ("rate", le(Ddt(s(k), "modes"), 2 * s(k))),
            ("growth", Pred("non-increasing", "modes", (s(k) * exp(-2 * t),))),
        ),
        twin=Twin("nonnegative", gt(pi(k), 0), instance("walsh", 2, s=(0, 0), indices={"k": 1})),
    )
)
