r"""The loss of any point of the sphere above that of a critical point, in three squares.

Let (W, H) be critical on its sphere with multiplier lambda > 0: M H^T = lambda W, W^T M = lambda H, M = Y - P. For
every (W1, H1) with |W1|^2 + |H1|^2 = |W|^2 + |H|^2

    L1 - L = sum_{k,i} KL(P || P1) + (lambda/2) |W1 - M H1^T / lambda|^2 + tr H1 (lambda^2 I - M^T M) H1^T / (2 lambda).

So (W, H) is a global minimum on its sphere if |M|_2 <= lambda; of the spectral norm only |M h|^2 <= lambda^2 |h|^2
for the rows h of H1 is needed. "everywhere" is the same identity at any two points, with what criticality and the
sphere remove; "balanced" says <M, Z> = lambda |W|^2 = lambda |H|^2 at a critical point, for every real lambda.
Source: [J] Theorem 3.4; docs/theory section 10.
"""

from symflow.algebra.expr import Expr, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.statement import And, Implies, Statement, eq, forall, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import H, L, W, Z
from symflow.flow.peeled import size
from symflow.flow.sphere import CRITICAL, H1, KL, L1, MODEL, MULTIPLIER, W1, M, lam, size1

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)

DOMAIN = Domain(
    "Let K >= 2, n, d >= 1, W, W1 in R^{K x d}, H, H1 in R^{d x nK}, lambda real.", MODEL | MULTIPLIER
)
POSITIVE = gt(lam, 0)
IMAGE = total(M(j, k, i) * H1(c, k, i), k, i)
ROW = total(H1(c, k, i) ** 2, k, i)
DEFECT = lam / 2 * total((W1(j, c) - IMAGE / lam) ** 2, j, c)
FORM = total(lam**2 * ROW - total(IMAGE**2, j), c) / (2 * lam)
INNER = total(M(j, k, i) * Z(j, k, i), j, k, i)
ON_SPHERE = eq(size1, size)
AT_MOST = forall(c, le(total(IMAGE**2, j), lam**2 * ROW))


def everywhere(form: Expr) -> Statement:
    """The identity at any two points; the false twin has the last form's sign turned."""
    return Implies(POSITIVE, eq(L1 - L, KL + DEFECT + form + INNER - lam / 2 * size1))


CLAIM = register(
    Claim(
        id="optimality-identity",
        chapter="layer-peeled",
        title="a critical point with |M|_2 <= lambda is a global minimum on its sphere",
        source="[J] Theorem 3.4; docs/theory section 10",
        domain=DOMAIN,
        parts=(
            ("everywhere", everywhere(FORM)),
            (
                "balanced",
                Implies(
                    CRITICAL,
                    And(
                        (
                            eq(INNER, lam * total(W(j, c) ** 2, j, c)),
                            eq(INNER, lam * total(H(c, k, i) ** 2, c, k, i)),
                        )
                    ),
                ),
            ),
            ("identity", Implies(And((CRITICAL, ON_SPHERE, POSITIVE)), eq(L1 - L, KL + DEFECT + FORM))),
            ("optimal", Implies(And((CRITICAL, ON_SPHERE, POSITIVE, AT_MOST)), ge(L1, L))),
        ),
        uses=("logit-gap",),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "everywhere",
            everywhere(-FORM),
            instance(
                "none", 2, n=1, d=1, W=(0, 0), H=(0, 0), W1=(0, 0), H1=(1, 0), indices={}, **{"lambda": 1}
            ),
        ),
    )
)
