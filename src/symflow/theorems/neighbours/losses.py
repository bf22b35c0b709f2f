r"""The laws of the modes, each derived from its loss.

Two layers a, b with s = a b > 0 for k != 0 and s_0 = 0. For each loss L below the layers move by a' = -dL/da and
b' = -dL/db, carried out by the same code, and then (with a = b but for the second law)

    cross-entropy               s' = 2 s (1 - pi)
      a_k^2 - b_k^2 = c         s' = (1 - pi) sqrt(4 s^2 + c^2)
    softmax of beta Z           s' = 2 beta s (1 - pi2), pi2 from the softmax of beta z
    labels (1 - e) I + (e/K) J  s' = 2 s (1 - e - pi)
    plus (e/2)(|a|^2 + |b|^2)   s' = 2 s (1 - e - pi)
    (1/2) |Z - I|^2             s' = 2 s (1 - s)

and one step of descent of size eta along the first takes s to s (1 + eta (1 - pi))^2. Source: symflow.
"""

from symflow.algebra.expr import Ddt, Expr, Partial
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.rewrite import substitute
from symflow.algebra.statement import And, Implies, Statement, eq, forall
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import families
from symflow.flow.descents import LOSSES, MODEL, a2, b2, beta, c, e, eta, pi2
from symflow.flow.families import FAMILIES, ONE
from symflow.flow.notation import a, b, pi, s

k, l = indices("k l", GSTAR)
BALANCED = forall(l, eq(b(l), a(l)))


def gradient(name: str) -> Statement:
    """The flow is minus the gradient of the loss, in both layers."""
    loss = LOSSES[name]
    return And(tuple(eq(Ddt(x, name), -Partial(loss, x)) for x in (a(k), b(k))))


def law(family: str, value: Expr) -> Expr:
    """s_k' of a family, for k != 0."""
    return substitute(FAMILIES[family].rate(value), {families.k.variable: k})


def balanced(name: str, rate: Expr) -> Statement:
    """s_k' where a = b."""
    return Implies(BALANCED, eq(Ddt(s(k), name), rate))


CLAIM = register(
    Claim(
        id="losses",
        chapter="neighbours",
        title="the laws of the modes follow from their losses",
        source="symflow; docs/theory section 8",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), a_k, b_k > 0 even for "
            "k != 0, a_0 = b_0 = 0, s = a b; beta, eta > 0 and c, e real, all constant.",
            MODEL,
            group="abelian",
        ),
        parts=(
            *((f"{name}-gradient", gradient(name)) for name in LOSSES),
            ("balanced", balanced("cross-entropy", law("balanced", ONE))),
            (
                "imbalance",
                Implies(
                    forall(l, eq(a(l) ** 2 - b(l) ** 2, c)),
                    eq(Ddt(s(k), "cross-entropy"), law("imbalance", c)),
                ),
            ),
            ("temperature", balanced("tempered", 2 * beta * s(k) * (1 - pi2(k)))),
            ("smoothing", balanced("smoothed", law("smoothing", e))),
            ("decay", balanced("decayed", law("decay", e))),
            ("squared", balanced("squared", law("squared", ONE))),
            ("step", Implies(BALANCED, eq(a2(k) * b2(k), s(k) * (1 + eta * (1 - pi(k))) ** 2))),
        ),
        uses=("square-root",),
        twin=Twin(
            "smoothing",
            balanced("smoothed", law("smoothing", -e)),
            instance("walsh", 2, a=(0, 1), b=(0, 1), e=1, beta=1, c=0, eta=1),
        ),
    )
)
