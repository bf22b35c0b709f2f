r"""V e^{2 bar s / K} tends to a positive limit: so fast is neural collapse.

Let 0 < v0 = V(0) and b = bar s(0), so not all modes s_k, k != 0, are equal, and put c = exp(-(N v0 + 1)),

    G(v, x) = (3/c) (x + 4K/c) (exp(4 K^2 sqrt(v)/c) - 1).

While s_k >= c bar s for every k != 0, V e^{2N bar s/c} never falls. At all times V <= v0, and
V e^{2N bar s/c} >= v0 e^{2N b/c}, so that V > 0, and

    v0 e^{2b/K} e^{-G(v0, b)} <= V e^{2 bar s/K} <= v0 e^{2b/K} e^{G(v0, b)}.

Neither log V + 2 bar s/K + G(V, bar s) nor -log V - 2 bar s/K + G(V, bar s) ever increases (collapse-potential), and
their sum is 2G >= 0. So both are bounded from below and have limits, and V e^{2 bar s/K} tends to a finite limit > 0.
(G is large unless v0 is small: what the two bounds show is the order.) Source: docs/theory section 6.
"""

from fractions import Fraction

from symflow.algebra.expr import Ddt, Expr, atom, exp, expr
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Pred, Statement, eq, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.convergence import MODEL, balance, balanced, c
from symflow.flow.notation import K, N, V, sbar
from symflow.theorems.hadamard.collapse_potential import potential

b, v0 = atom("b")(), atom("v0")()
START = And((eq(V, v0), eq(sbar, b), eq(c, balance(v0))))
scaled = V * exp(2 * sbar / K)
start = v0 * exp(2 * b / K)
steep = 2 * N / c
stem = V * exp(steep * sbar)


def kept(left: Expr, right: Expr) -> Statement:
    """left <= right at all times, for every start with the given constants."""
    return Implies(START, Pred("at-most-from", "modes", (left, right, expr(0))))


CLAIM = register(
    Claim(
        id="collapse-rate",
        chapter="hadamard",
        title="V e^{2 bar s / K} tends to a positive limit, between two explicit bounds",
        source="docs/theory section 6",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; v0, b, c > 0.",
            MODEL | Model(tuple(Variable(name, (), "positive") for name in ("b", "v0"))),
            group="abelian",
        ),
        parts=(
            ("grows", Implies(balanced(), ge(Ddt(stem, "modes"), 0))),
            ("mixing", kept(V, v0)),
            ("floor", kept(-stem, -(v0 * exp(steep * b)))),
            ("upper", kept(scaled, start * exp(potential(v0, b)))),
            ("lower", kept(-scaled, -(start * exp(-potential(v0, b))))),
            ("limit", Implies(START, Pred("tends-to-positive", "modes", (scaled,)))),
        ),
        uses=(
            "exp-tangent",
            "lyapunov-decrease",
            "global-convergence-5a",
            "rate-bounds",
            "collapse-potential",
        ),
        twin=Twin(
            "grows",
            Implies(balanced(), le(Ddt(stem, "modes"), 0)),
            instance("walsh", 4, s=(0, 1, 2, 3), b=1, c=Fraction(1, 2), v0=1),
        ),
    )
)
