r"""[J] (13) with "<" does not do either: it holds at global minima, so it does not imply (14).

Let (W, H) be critical on its sphere with multiplier lambda > 0 (M H^T = lambda W, W^T M = lambda H; M = Y - P), as
every global minimum of the sphere is, and let A be a skew d x d matrix. The direction (WA, -AH) is tangent, and

    W1 = W (I + delta A),  H1 = (I - delta A) H   has the logits   Z1 = Z - delta^2 W A^2 H,

    L1 < L   wherever   delta > 0   and   delta^2 |W A^2 H|^2 < lambda |AH|^2.

So where AH is not 0 the loss falls along this tangent line, although no point of the sphere need be lower: to
second order the line leaves the sphere, |W1|^2 + |H1|^2 = rho^2 + delta^2 (|WA|^2 + |AH|^2), and (W1, H1) is not a
point of (14). A skew A with AH not 0 exists wherever d >= 2 and H is not 0 (linear algebra, not part of the
statement). Source: [J] Theorem 3.4, (13) and (14); docs/theory section 10.
"""

from symflow.algebra.expr import Expr, atom, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Implies, Statement, eq, forall, gt, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import H, L, W, Z
from symflow.flow.peeled import size
from symflow.flow.sphere import CRITICAL, H1, L1, MODEL, MULTIPLIER, W1, Z1, lam, size1

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
c, e, f = indices("c e f", FEATURES)
A, delta = atom("A"), atom("delta")()
TURN = Model((Variable("A", (FEATURES, FEATURES)), Variable("delta", (), "positive")))

SKEW = forall(c, e, eq(A(c, e), -A(e, c)))
WA = total(W(j, e) * A(e, c), e)
AH = total(A(c, e) * H(e, k, i), e)
WAAH = total(W(j, c) * A(c, e) * A(e, f) * H(f, k, i), c, e, f)
MOVED = And(
    (
        forall(j, c, eq(W1(j, c), W(j, c) + delta * WA)),
        forall(c, k, i, eq(H1(c, k, i), H(c, k, i) - delta * AH)),
    )
)
LENGTH_WA, LENGTH_AH = total(WA**2, j, c), total(AH**2, c, k, i)
NEAR = lt(delta**2 * total(WAAH**2, j, k, i), lam * LENGTH_AH)


def logits(change: Expr) -> Statement:
    """The logits of the moved point; the false twin has the change with the other sign."""
    return Implies(MOVED, eq(Z1(j, k, i), Z(j, k, i) + change))


CLAIM = register(
    Claim(
        id="ulpm-theorem-3-4-strict-tangent",
        chapter="layer-peeled",
        title="[J] (13) with < holds at global minima too: tangent lines leave the sphere",
        source="[J] Theorem 3.4, (13) and (14)",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W, W1 in R^{K x d}, H, H1 in R^{d x nK}, A in R^{d x d}, delta > 0, lambda real.",
            MODEL | MULTIPLIER | TURN,
        ),
        parts=(
            ("tangent", Implies(SKEW, eq(total(W(j, c) * WA, j, c) - total(H(c, k, i) * AH, c, k, i), 0))),
            ("logits", logits(-(delta**2 * WAAH))),
            (
                "outside",
                Implies(And((SKEW, MOVED)), eq(size1, size + delta**2 * (LENGTH_WA + LENGTH_AH))),
            ),
            ("lower", Implies(And((CRITICAL, gt(lam, 0), SKEW, MOVED, NEAR)), lt(L1, L))),
        ),
        uses=("logit-gap",),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "logits",
            logits(delta**2 * WAAH),
            instance(
                "none",
                2,
                n=1,
                d=2,
                W=(1, 0, 0, 0),
                H=(1, 0, 0, 0),
                A=(0, 1, -1, 0),
                W1=(1, 1, 0, 0),
                H1=(1, 0, 1, 0),
                delta=1,
                indices={},
                **{"lambda": 0},
            ),
        ),
    )
)
