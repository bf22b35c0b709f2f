r"""With the squared loss the modes decouple and follow logistic curves.

L = (1/2) |Z - I|^2 with W = U diag(a) R^*, H = R diag(b) U^*, s = a b is (1/2) sum_k (s_k - 1)^2. The singular vectors
stay frozen as for cross-entropy, a_k' = (1 - s_k) b_k and b_k' = (1 - s_k) a_k, but here no mode feels another one and
mode 0 moves too. Balanced factors stay balanced, and then s_k' = 2 s_k (1 - s_k). The solution sigma of this equation
from alpha is

    sigma(t) = alpha e^{2t} / (1 + alpha (e^{2t} - 1)):

sigma (1 + alpha (e^{2t} - 1)) - alpha e^{2t} is sigma(0) - alpha at t = 0, and a zero start of it stays zero.
Source: Saxe, McClelland, Ganguli (2014); docs/theory section 8.
"""

from symflow.algebra.expr import Ddt, Expr, Partial, exp, total
from symflow.algebra.indexing import FEATURES, G, indices
from symflow.algebra.statement import Implies, Pred, Statement, eq, forall
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.factors import ORTHONORMAL
from symflow.flow.notation import H, L, W, Z, a, b, s, sigma, t, z
from symflow.flow.squared import MODEL, alpha

i, j, k, l = indices("i j k l", G)
(c,) = indices("c", FEATURES)


def balanced(brake: Expr) -> Statement:
    """s_k' = 2 s_k times the brake 1 - s_k; the false twin has 1 + s_k."""
    return Implies(forall(l, eq(a(l), b(l))), eq(Ddt(s(k), "squared"), 2 * s(k) * brake))


CLAIM = register(
    Claim(
        id="squared-loss",
        chapter="neighbours",
        title="squared loss: the modes decouple and are logistic",
        source="Saxe, McClelland, Ganguli (2014); docs/theory section 8",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), a, b real and even, "
            "s = a b, R^* R = I with conj(R_{ck}) = R_{c,-k}; sigma, alpha real, alpha constant.",
            MODEL,
            group="abelian",
            hypotheses=(ORTHONORMAL,),
        ),
        parts=(
            ("logits", eq(Z(i, j), z(i - j))),
            ("loss", eq(L, total((s(k) - 1) ** 2, k) / 2)),
            ("classifier", eq(Ddt(W(i, c), "squared"), -Partial(L, W(i, c)))),
            ("features", eq(Ddt(H(c, j), "squared"), -Partial(L, H(c, j)))),
            ("unique", Pred("solves-uniquely", "squared", (L, W(i, c), H(c, j)))),
            ("product", eq(Ddt(s(k), "squared"), (a(k) ** 2 + b(k) ** 2) * (1 - s(k)))),
            ("imbalance", eq(Ddt(a(k) ** 2 - b(k) ** 2, "squared"), 0)),
            ("balance-kept", Pred("sign-preserved", "squared", (a(k) - b(k),))),
            ("balanced", balanced(1 - s(k))),
            (
                "closed-form",
                Pred(
                    "sign-preserved",
                    "logistic",
                    (sigma * (1 + alpha * (exp(2 * t) - 1)) - alpha * exp(2 * t),),
                ),
            ),
        ),
        twin=Twin(
            "balanced",
            balanced(1 + s(k)),
            instance("walsh", 2, d=2, a=(1, 1), b=(1, 1), sigma=0, alpha=0),
        ),
    )
)
