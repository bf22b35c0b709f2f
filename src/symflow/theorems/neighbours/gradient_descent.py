r"""Does V decrease along gradient descent, with steps of finite size?

One step of size eta on the balanced factors takes s_k to s_k (1 + eta x_k)^2, x_k = 1 - pi_k. If

    eta (s_k + 2 bar s) <= 2 for every k != 0

then V does not increase in this step, and stays as it is only where all modes are equal. With mu the mean of the x_k,
A = 1 + eta mu, y_k = 1 + eta x_k and Q = bar s2/bar s:

    V - V2 = e(Q/A^2) + (2/N) sum_k e(A/y_k) + eta/(A N bar s) (2 T - sum_k (x_k - mu)^2 (eta s_k/A + 2 eta bar s/y_k)),

where e(x) = x - 1 - log x >= 0, and T = sum_k (s_k - bar s) pi_k is at least sum_k (x_k - mu)^2: both are sums over the
pairs g, h != 0, of (q_g - q_h)(z_g - z_h) and of (q_g - q_h)^2, times K/(2N), and q has slope at most 1 in z. The bound
on eta is enough, and not the best possible; some bound is needed: see gradient-descent-any-step. Source: symflow.
"""

from fractions import Fraction

from symflow.algebra.expr import total
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import And, Implies, Statement, eq, forall, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.descent import MODEL, V2, eta, mu
from symflow.flow.notation import K, N, V, pi, q, s, sbar, x, z

g, h = indices("g h", GSTAR)
k, l = indices("k l", GSTAR)
LET = (
    "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even for "
    "k != 0, s_0 = 0; eta > 0 the step, s2, bar s2, V2 after the step."
)
DOMAIN = Domain(LET, MODEL, group="abelian")
covariance = total((s(k) - sbar) * pi(k), k)
variance = total((x(k) - mu) ** 2, k)


SMALL = forall(k, le(eta * (s(k) + 2 * sbar), 2))


def small_step(conclusion: Statement) -> Statement:
    """What holds where eta (s_k + 2 bar s) <= 2 for every k."""
    return Implies(SMALL, conclusion)


CLAIM = register(
    Claim(
        id="gradient-descent",
        chapter="neighbours",
        title="V decreases along gradient descent with small steps",
        source="symflow; docs/theory section 8",
        domain=DOMAIN,
        parts=(
            ("brake", eq(x(k), 1 - pi(k))),
            ("covariance", eq(covariance, K / (2 * N) * total((q(g) - q(h)) * (z(g) - z(h)), g, h))),
            ("variance", eq(variance, K / (2 * N) * total((q(g) - q(h)) ** 2, g, h))),
            ("slope", ge((q(g) - q(h)) * (z(g) - z(h)), (q(g) - q(h)) ** 2)),
            ("room", ge(covariance, variance)),
            ("decrease", small_step(le(V2, V))),
            ("strict", Implies(And((SMALL, eq(V2, V))), forall(k, l, eq(s(k), s(l))))),
        ),
        uses=("log-product",),
        twin=Twin(
            "decrease",
            small_step(ge(V2, V)),
            instance("walsh", 4, s=(0, 1, 2, 3), eta=Fraction(1, 4)),
        ),
    )
)
LARGE = register(
    Claim(
        id="gradient-descent-any-step",
        chapter="neighbours",
        title="V decreases along gradient descent with any step",
        source="symflow; docs/theory section 8",
        domain=DOMAIN,
        parts=(("decrease", le(V2, V)),),
        expected="REFUTED",
        reproduce="""\
from math import exp, log
s, K, eta = [0, 1, 1, 8], 4, 100
chi = lambda k, g: (-1) ** bin(k & g).count("1")
z = [sum(chi(k, g) * s[k] for k in range(K)) / K for g in range(K)]
q = [exp(x) / sum(map(exp, z)) for x in z]
pi = [sum(chi(k, g) * q[g] for g in range(K)) for k in range(K)]
V = lambda s: log(sum(s[1:]) / 3) - sum(map(log, s[1:])) / 3
s2 = [x * (1 + eta * (1 - p)) ** 2 for x, p in zip(s, pi)]
print(V(s2) - V(s))
""",
    )
)
