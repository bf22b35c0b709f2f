r"""Global convergence to neural collapse, with an explicit time.

Let all modes be active, s_k(0) > 0 for k != 0, and put

    v0 = V(0),   b = bar s(0),   c = exp(-(N v0 + 1)),   lambda = tanh(b)/(2 K kappa(c)),   C(x) = Ei(x) + N log x.

No mode falls behind: s_k >= c bar s while V <= v0. At all times V <= v0, bar s >= b, C(bar s) >= C(b) + 2 K c t, and
V bar s^lambda <= v0 b^lambda. So bar s has passed x from the time (C(x) - C(b))/(2 K c) on, and for every eps > 0

    L <= eps   from  x = log(1 + K^2 / eps) / c  on,          L = K l the loss of all classes,
    V <= eps   from  x = b (1 + v0 / eps)^(1/lambda)  on.

The solution exists at all times, since s_k(t) <= s_k(0) e^{2t} (softmax-modes-nonnegative).
Source: docs/theory section 5; lines 5a to 5e.
"""

from symflow.algebra.expr import Expr, atom, exp, expr, log
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Pred, Statement, eq, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import MODEL, balance, c, clock, decay
from symflow.flow.notation import K, V, ell, s, sbar, t

(k,) = indices("k", GSTAR)
b, lam, v0, eps = (atom(name)() for name in ("b", "lam", "v0", "eps"))
SCALARS = (
    *(Variable(name, (), "positive") for name in ("b", "lam", "eps")),
    Variable("v0", (), "nonnegative"),
)
START = And((eq(V, v0), eq(sbar, b), eq(c, balance(v0)), eq(lam, decay(c, b))))


def from_start(left: Expr, right: Expr, since: Expr | int = 0) -> Statement:
    """left <= right at all times from ``since`` on, for every start with the given constants."""
    return Implies(START, Pred("at-most-from", "modes", (left, right, expr(since))))


def passing(x: Expr) -> Expr:
    """The time from which bar s >= x."""
    return (clock(x) - clock(b)) / (2 * K * c)


CLAIM = register(
    Claim(
        id="global-convergence",
        chapter="hadamard",
        title="global convergence to neural collapse, with an explicit time",
        source="docs/theory section 5",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; v0 >= 0 and b, c, lambda, eps > 0.",
            MODEL | Model(SCALARS),
            group="abelian",
        ),
        parts=(
            ("balance", Implies(le(V, v0), ge(s(k), balance(v0) * sbar))),
            ("mixing", from_start(V, v0)),
            ("mean", from_start(-sbar, -b)),
            ("clock", from_start(2 * K * c * t - clock(sbar), -clock(b))),
            ("power", from_start(V * exp(lam * log(sbar)), v0 * exp(lam * log(b)))),
            ("loss", from_start(K * ell, eps, passing(log(1 + K**2 / eps) / c))),
            ("collapse", from_start(V, eps, passing(b * exp(log(1 + v0 / eps) / lam)))),
        ),
        uses=(
            "lyapunov-identity",
            "lyapunov-decrease",
            "order-parameter",
            "ei-clock",
            "exp-tangent",
            "log-parabola",
            "global-convergence-5a",
            "global-convergence-5b",
            "global-convergence-5e",
        ),
        twin=Twin(
            "balance",
            Implies(le(V, v0), le(s(k), balance(v0) * sbar)),
            instance("walsh", 4, s=(0, 1, 2, 3), v0=1, b=1, c=1, lam=1, eps=1),
        ),
    )
)
