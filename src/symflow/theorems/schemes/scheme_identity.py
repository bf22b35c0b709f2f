r"""The Lyapunov identity over every symmetric association scheme.

Along s_j' = 2 s_j (1 - pi_j), with V = log bar s - (1/N) sum_j m_j log s_j, modes weighted by their multiplicities
m_j and relations by their valencies v_i:

    (4a)  sum_j m_j (s_j - bar s) pi_j = K / (e^{z_0} + sum_i v_i e^{z_i}) * sum_i v_i e^{z_i} (z_i - bar z)
    (4b)  S rho = (1/2N) sum_{i, h} v_i v_h (e^{w_i} - e^{w_h})(w_i - w_h)
    (4d)  V' = -(2K/N) S rho / (bar s (e^{bar s} + S))

Only four identities of the eigenvalues are used; scheme-eigenvalues shows them for every symmetric association scheme.
Source: docs/theory section 11.
"""

from symflow.algebra.expr import Ddt, Expr, exp, total
from symflow.algebra.indexing import FEATURES, indices
from symflow.algebra.signs import pairing
from symflow.algebra.statement import eq, gt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.association import LYAPUNOV, TABLE, WHOLE, m, v, z0, zbar
from symflow.flow.notation import K, N, S, V, p, pi, rho, s, sbar, w, z

i, h, j = indices("i h j", FEATURES)

DOMAIN = Domain(
    "Let p_{ij} be the eigenvalues of a symmetric association scheme on K >= 2 classes (relation i on mode j, "
    "i, j = 1, ..., d, the trivial ones apart), v_i its valencies, m_j its multiplicities, N = K - 1, s_j > 0, "
    "s_0 = 0; of the scheme only four identities are used.",
    LYAPUNOV,
    hypotheses=TABLE,
)
RATE: Expr = 2 * K / N * S * rho / (sbar * (exp(sbar) + S))
# the scheme of the four corners of a square, H(2, 2): side, diagonal
SQUARE = instance("none", 4, d=2, v=(2, 1), m=(2, 1), p=(0, -2, -1, 1), s=(1, 3))

CLAIM = register(
    Claim(
        id="scheme-identity",
        chapter="schemes",
        title="the derivative of V in closed form, for every association scheme",
        source="docs/theory section 11",
        domain=DOMAIN,
        parts=(
            ("order", eq(total(v(i), i), N)),
            ("inverse", eq(s(j), z0 + total(p(i, j) * z(i), i))),
            ("shift", eq(z0 - zbar, sbar)),
            (
                "4a",
                eq(
                    total(m(j) * (s(j) - sbar) * pi(j), j),
                    K / WHOLE * total(v(i) * exp(z(i)) * (z(i) - zbar), i),
                ),
            ),
            ("positive-mean", gt(sbar, 0)),
            ("positive-sum", gt(S, 0)),
            ("4b", eq(S * rho, total(v(i) * v(h) * pairing(w(i), w(h)), i, h) / (2 * N))),
            ("4d", eq(Ddt(V, "modes"), -RATE)),
        ),
        uses=("scheme-eigenvalues",),
        twin=Twin("4d", eq(Ddt(V, "modes"), RATE), SQUARE),
    )
)
