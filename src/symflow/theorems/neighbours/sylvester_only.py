r"""Which Hadamard matrices diagonalise the softmax?

X of order K, U = X / sqrt(K), Z = U diag(s) U^T, P its column softmax, D = U^T P U. For every real X

    d^2 D_kl / ds_a ds_b = K^{-3} sum_j X_ja X_jb X_jl kappa_j(a, b, k),

kappa_j the third central moment of the columns a, b, k under the weights P_ij. At s = 0 the weights are 1/K, so
D_kl = xbar_k xbar_l, and K^4 times the second derivative is T_abl times a third central moment. For a Hadamard matrix
it follows that D is diagonal at s = 0 to second order if and only if T_abk T_abl = 0 for all a, b and k != l. As
sum_k T_abk^2 = K^2, then T_abk = +-K for exactly one k and 0 for the others: h_a * h_b = +- h_k, the columns are closed
under the entrywise product up to sign, one of them constant (a = b). So a matrix that diagonalises the softmax for
all s near 0 has K = 2^m and is Sylvester's, up to the order of the rows and the order and signs of the columns
(columns up to sign are then a group in which every square is 1); that Sylvester's does so for all s is
softmax-diagonal. Source: docs/theory section 2.
"""

from symflow.algebra.expr import Partial, delta, total
from symflow.algebra.indexing import CLASSES, indices
from symflow.algebra.statement import And, Iff, Implies, eq, forall
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.matrices import D, X
from symflow.flow.notation import K, N, P, s
from symflow.flow.triples import MODEL, T, mu, third_moment, xbar

a, b, i, j, k, l = indices("a b i j k l", CLASSES)
bending = Partial(Partial(D(k, l), s(a)), s(b))
moment = total(P(i, j) * (X(i, a) - mu(j, a)) * (X(i, b) - mu(j, b)) * (X(i, k) - mu(j, k)), i)

HADAMARD = And(
    (
        forall(i, k, eq(X(i, k) ** 2, 1)),
        forall(k, l, eq(total(X(i, k) * X(i, l), i), K * delta(k, l))),
        forall(i, j, eq(total(X(i, k) * X(j, k), k), K * delta(i, j))),
    )
)
AT_ZERO = forall(k, eq(s(k), 0))
DIAGONAL = And(
    (
        forall(k, l, eq((1 - delta(k, l)) * D(k, l), 0)),
        forall(a, b, k, l, eq((1 - delta(k, l)) * bending, 0)),
    )
)
ALONE = forall(a, b, k, l, eq((1 - delta(k, l)) * T(a, b, k) * T(a, b, l), 0))
CLOSED = And((HADAMARD, ALONE))

CLAIM = register(
    Claim(
        id="sylvester-only",
        chapter="neighbours",
        title="a Hadamard matrix diagonalises the softmax to second order iff its columns are closed under products",
        source="docs/theory section 2",
        domain=Domain("Let X be a real matrix of order K >= 2 and s in R^K.", MODEL),
        parts=(
            ("curvature", eq(bending, total(X(j, a) * X(j, b) * X(j, l) * moment, j) / K**3)),
            ("flat", Implies(AT_ZERO, eq(D(k, l), xbar(k) * xbar(l)))),
            ("bend", Implies(AT_ZERO, eq(K**4 * bending, T(a, b, l) * third_moment(a, b, k)))),
            ("only", Implies(And((HADAMARD, AT_ZERO)), Iff(DIAGONAL, ALONE))),
            ("parseval", Implies(HADAMARD, eq(total(T(a, b, k) ** 2, k), K**2))),
            ("one", Implies(CLOSED, eq(T(a, b, k) ** 2 * (T(a, b, k) ** 2 - K**2), 0))),
            ("product", Implies(CLOSED, eq(T(a, b, k) * (K * X(i, a) * X(i, b) - T(a, b, k) * X(i, k)), 0))),
        ),
        twin=Twin(
            "one",
            Implies(CLOSED, eq(T(a, b, k) ** 2 * (T(a, b, k) ** 2 - N**2), 0)),
            instance("none", 2, X=(1, 1, 1, -1), s=(0, 0)),
        ),
    )
)
