r"""Label smoothing changes where the modes go, and not how V falls.

With labels (1 - e) I + (e/K) J the balanced modes move by s_k' = 2 s_k (1 - e - pi_k): the constant e acts on all modes
alike, and as the s_k - bar s sum to 0 it drops out of

    V' = (2/(N bar s)) sum_{k != 0} (s_k - bar s)(1 - e - pi_k),

which is the V' of e = 0 at the same modes. The modes do not grow for ever: for 0 < e < 1 they rest at the simplex
s_k = bar s for all k != 0 with e (e^{bar s} + K - 1) = K, that is e^{bar s} = (K - e (K - 1))/e > 1, and at no other
point with all s_k > 0. Source: symflow.
"""

from symflow.algebra.expr import Ddt, atom, delta, exp
from symflow.algebra.indexing import GSTAR, ZERO_INDEX, G, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Iff, Implies, Pred, Statement, eq, forall, ge, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import lyapunov
from symflow.flow.families import FAMILIES
from symflow.flow.notation import K, V, s, sbar, sigma

(f,) = indices("f", G)
j, k, l = indices("j k l", GSTAR)
e = atom("e")()
MODEL = (
    lyapunov.MODEL
    | FAMILIES["smoothing"].model(e)
    | Model((Variable("e"), Variable("sigma", (), "positive")))
)


def settled(flow: str) -> tuple[tuple[str, Statement], ...]:
    """What is said of V and of the point of rest, for a flow that shrinks every mode at the rate 2 e s_k."""
    slope = Ddt(V, flow)
    ray = forall(f, eq(s(f), sigma * (1 - delta(f, ZERO_INDEX))))
    return (
        ("same", eq(slope, Ddt(V, "modes"))),
        ("decrease", le(slope, 0)),
        ("strict", Iff(eq(slope, 0), forall(k, l, eq(s(k), s(l))))),
        ("monotone", Pred("non-increasing", flow, (V,))),
        ("level", Implies(And((gt(e, 0), lt(e, 1))), gt((K - e * (K - 1)) / e, 1))),
        ("rest", Implies(And((ray, eq(e * (exp(sigma) + K - 1), K))), eq(Ddt(s(k), flow), 0))),
        (
            "only",
            Implies(
                forall(j, eq(Ddt(s(j), flow), 0)),
                And((forall(k, l, eq(s(k), s(l))), eq(e * (exp(sbar) + K - 1), K))),
            ),
        ),
    )


CLAIM = register(
    Claim(
        id="label-smoothing",
        chapter="neighbours",
        title="V decreases under label smoothing, to a simplex at finite modes",
        source="symflow; docs/theory section 8",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), N = K - 1, s_k > 0 even "
            "for k != 0, s_0 = 0; e real and constant, sigma > 0.",
            MODEL,
            group="abelian",
        ),
        parts=settled("smoothing"),
        uses=("lyapunov-identity", "lyapunov-decrease"),
        twin=Twin(
            "decrease",
            ge(Ddt(V, "smoothing"), 0),
            instance("walsh", 4, s=(0, 1, 2, 3), e=0, sigma=1),
        ),
    )
)
