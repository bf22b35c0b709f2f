r"""V vanishes exactly at neural collapse.

V >= 0; V = 0 iff all s_k (k != 0) are equal iff, for balanced factors a = b = sqrt(s), the rows of W form a
simplex equiangular tight frame, W W^T = bar s (I - J/K), or any other multiple of I - J/K; and H = W^T, so the
features are the same frame. Source: [G].
"""

from fractions import Fraction

from symflow.algebra.expr import Expr, atom, delta, total
from symflow.algebra.indexing import FEATURES, GSTAR, G, Index, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Iff, Implies, Statement, eq, forall, ge
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.factors import FRAME, ORTHONORMAL, classifier, features
from symflow.flow.notation import H, K, V, W, s, sbar
from symflow.flow.spectrum import modes

i, j = indices("i j", G)
k, l = indices("k l", GSTAR)
(c,) = indices("c", FEATURES)


GRAM = total(W(i, c) * W(j, c), c)
alpha = atom("alpha")()


def root(mode: Index) -> Expr:
    """The singular value sqrt(s_k) of each balanced factor."""
    return s(mode) ** Fraction(1, 2)


def frame(offset: int) -> Statement:
    """W W^T = bar s (I - J/K); the false twin has another constant in place of 1/K."""
    return forall(i, j, eq(GRAM, sbar * (delta(i, j) - offset / K)))


COLLAPSED = forall(k, l, eq(s(k), s(l)))
CLAIM = register(
    Claim(
        id="lyapunov-zero",
        chapter="hadamard",
        title="V = 0 exactly at neural collapse (simplex ETF)",
        source="[G]; docs/theory section 4",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), s_k > 0 even "
            "for k != 0, s_0 = 0, R^* R = I with conj(R_{ck}) = R_{c,-k}, W = U sqrt(diag s) R^*, "
            "H = R sqrt(diag s) U^*; alpha real.",
            modes() | Model((FRAME, Variable("alpha")), (classifier(root), features(root))),
            group="abelian",
            hypotheses=(ORTHONORMAL,),
        ),
        parts=(
            ("nonnegative", ge(V, 0)),
            ("zero", Iff(eq(V, 0), COLLAPSED)),
            ("simplex", Iff(COLLAPSED, frame(1))),
            ("any-scale", Implies(forall(i, j, eq(GRAM, alpha * (delta(i, j) - 1 / K))), COLLAPSED)),
            ("self-dual", eq(H(c, j), W(j, c))),
        ),
        uses=("walsh-characters",),
        twin=Twin("simplex", Iff(COLLAPSED, frame(2)), instance("walsh", 2, d=2, s=(0, 1), alpha=1)),
    )
)
