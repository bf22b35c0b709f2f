r"""The largest and the smallest mode approach each other for K <= 8.

Let s_k be a largest and s_l a smallest mode, k != l, A = {g: chi_k(g) = 1, chi_l(g) = -1}, B = {g: chi_k(g) = -1,
chi_l(g) = 1}. Then (log s_k - log s_l)' = 2 (pi_l - pi_k) = 4 (q(B) - q(A)), both sets have K/4 elements, the mean of z
over A is mu = (s_k - s_l - s_{k+l})/K, and for g in B, over the modes j other than 0, k, l, k + l,

    K (mu - z_g) = sum_j ( (1 + chi_j(g))/2 (s_k - s_j) + (1 - chi_j(g))/2 (s_j - s_l) ) + (8 - K)/2 (s_k - s_l) >= 0.

So q(A) >= (K/4) e^mu / sum e^z >= q(B), by the convexity of exp and then term by term. For K = 16 the last bracket is
negative, and the statement is false: see max-min-ratio-16. Source: symflow.
"""

from symflow.algebra.expr import Ddt, log
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import And, Implies, Statement, forall, ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.extreme import MODEL
from symflow.flow.notation import K, s

j, k, l = indices("j k l", GSTAR)


rate = Ddt(log(s(k)) - log(s(l)), "modes")


def extreme(conclusion: Statement) -> Statement:
    """What holds for a largest s_k and a smallest s_l, K <= 8."""
    return Implies(And((le(K, 8), forall(j, ge(s(k), s(j))), forall(j, ge(s(j), s(l))))), conclusion)


CLAIM = register(
    Claim(
        id="extreme-pair",
        chapter="neighbours",
        title="the largest and the smallest mode approach each other, K <= 8",
        source="symflow; docs/theory section 8",
        domain=Domain("Let G = Z_2^m, K = 2^m, s_k > 0 for k != 0, s_0 = 0.", MODEL, group="boolean"),
        parts=(("pair", extreme(le(rate, 0))),),
        twin=Twin("pair", extreme(ge(rate, 0)), instance("walsh", 8, s=(0, 1, 2, 2, 2, 2, 2, 3))),
    )
)
