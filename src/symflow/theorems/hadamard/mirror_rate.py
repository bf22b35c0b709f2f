r"""The mirror flow approaches the loss of every comparison point at rate 1/t.

Modes s = alpha r with alpha >= 0 fixed, and any point s* = beta alpha with the same active modes. The distance
D = sum_k (s*_k log(s*_k/s_k) - s*_k + s_k) >= 0 falls at least as fast as the losses differ:

    D' = 2 sum_k (s_k - s*_k)(1 - pi_k) = -2K <grad l, s - s*>  <=  -2K (l - l*)

because l is convex (what is left over is the divergence KL(q || q*) of the two softmaxes). As the loss falls,
l' = -(2/K) sum_k s_k (1 - pi_k)^2, the sum D + 2Kt (l - l*) never increases, so 2Kt (l(s(t)) - l*) <= D(0) at all
times. (beta = 1 is the general case: alpha is then s* itself.)
Source: exponentiated-gradient literature; docs/theory section 7.
"""

from symflow.algebra.expr import Ddt, expr, total
from symflow.algebra.indexing import G, indices
from symflow.algebra.statement import Implies, Pred, eq, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import K, ell, pi, s, t
from symflow.flow.subset import MODEL, alpha, distance, least, scale, start

(k,) = indices("k", G)
progress = distance + 2 * K * t * (ell - least)
NEAR = le(distance, start)

CLAIM = register(
    Claim(
        id="mirror-rate",
        chapter="hadamard",
        title="2Kt (l - l*) is at most the distance at the start, for every comparison point",
        source="exponentiated gradient; docs/theory section 7",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), alpha >= 0 and r > 0 "
            "even, s = alpha r, beta > 0, D0 >= 0.",
            MODEL,
            group="abelian",
        ),
        parts=(
            ("distance", ge(distance, 0)),
            ("slope", eq(Ddt(distance, "active"), 2 * total((s(k) - scale * alpha(k)) * (1 - pi(k)), k))),
            ("approach", le(Ddt(distance, "active"), -(2 * K * (ell - least)))),
            ("descent", eq(Ddt(ell, "active"), -(2 / K * total(s(k) * (1 - pi(k)) ** 2, k)))),
            ("barrier", Implies(NEAR, Pred("at-most-from", "active", (progress, start, expr(0))))),
            (
                "rate",
                Implies(NEAR, Pred("at-most-from", "active", (2 * K * t * (ell - least), start, expr(0)))),
            ),
        ),
        twin=Twin(
            "approach",
            ge(Ddt(distance, "active"), -(2 * K * (ell - least))),
            instance("walsh", 2, alpha=(0, 1), r=(1, 1), D0=0, T=1, beta=2),
        ),
    )
)
