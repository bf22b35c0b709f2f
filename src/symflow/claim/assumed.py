r"""The textbook facts that a proof may cite: a closed list.

Each is a schema: it takes facts that the proof has already established and allows one conclusion from
them; without premises it allows nothing. None mentions a model, and none comes from a paper that
symflow verifies. What a proof cites is listed in the ``trusts`` of its evidence. What each one checks
stands in claim/citable.

    linear-equation       x' = x c with c continuous: x(0) = 0 keeps x = 0, and x(0) > 0 keeps x > 0
    mean-value            x' > 0 on an interval: x increases strictly; x' <= 0: x does not increase;
                          df/dx >= 0 for lo <= x <= hi: f(lo) <= f(hi)
    ode-uniqueness        a curve that satisfies y' = -grad L(y), L smooth and a function of y alone, is the
                          only one from its start
    comparison            F <= c at the start and F' <= 0: F <= c at all times; what follows from bounds that
                          hold at all times holds at all times
    bounded-variation     (log F + g)' <= 0, (-log F + g)' <= 0 and g >= 0: F tends to a finite limit > 0
    danskin               the upper right derivative of max_i f_i is the largest f_i' among the maximal f_i
                          (used for log max f - log min f of positive f; log increases)
    finite-maximum        finitely many numbers have a largest
    total-order           two real numbers are comparable
    schur-product         the entrywise exponential of a positive semidefinite matrix is positive semidefinite
    characters            sum_k chi_k(g) = K delta_{g,0} for the characters of a finite abelian group
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symflow.algebra.quantities import Model
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent
from symflow.claim.citable.limits import bounded_variation
from symflow.claim.citable.matrices import schur_product
from symflow.claim.citable.motion import comparison, lasting, linear_equation, mean_value, ode_uniqueness
from symflow.claim.citable.order import danskin, finite_maximum, total_order

__all__ = ["ASSUMED", "PREDICATES", "Assumed", "lasting"]

Check = Callable[[tuple[Sequent, ...], Rel | Pred, Model], str | tuple[Hypothesis, ...]]
PREDICATES = {
    "sign-preserved": "a zero start stays zero for ever, and a positive start stays positive",
    "increasing": "increases strictly along every solution",
    "non-increasing": "never increases along a solution",
    "solves-uniquely": "is the one and only solution of the gradient flow of the first argument from its start",
    "at-most-from": "is at most the second argument at all later times from the third on, while the solution exists "
    "(hypotheses: at time 0)",
    "tends-to-positive": "tends to a finite limit > 0 along every solution that satisfies the hypotheses at time 0, "
    "as time runs to the end of its existence",
}


@dataclass(frozen=True, slots=True)
class Assumed:
    """One citable fact; ``check`` says why a conclusion does not follow, or which hypotheses it carries."""

    name: str
    sentence: str
    cites: str
    check: Check


def _characters(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> str:
    return "is built into the normal form of abelian groups; no step needs to cite it"


_LIST = (
    Assumed(
        "linear-equation",
        "x' = x c with c continuous preserves the sign of x",
        "coddington1955",
        linear_equation,
    ),
    Assumed(
        "mean-value",
        "the sign of a derivative decides whether a function increases (mean value theorem)",
        "rudin1976",
        mean_value,
    ),
    Assumed(
        "ode-uniqueness",
        "a smooth vector field has one solution from each start (Picard-Lindelof)",
        "coddington1955",
        ode_uniqueness,
    ),
    Assumed(
        "comparison",
        "a quantity whose derivative is not positive stays below its start value",
        "coddington1955",
        comparison,
    ),
    Assumed(
        "bounded-variation",
        "what never increases and is bounded from below converges, and so do differences of such quantities",
        "rudin1976",
        bounded_variation,
    ),
    Assumed("finite-maximum", "finitely many real numbers have a largest", "rudin1976", finite_maximum),
    Assumed("total-order", "two real numbers are comparable", "rudin1976", total_order),
    Assumed(
        "schur-product",
        "the entrywise exponential of a positive semidefinite matrix is positive semidefinite",
        "horn1985",
        schur_product,
    ),
    Assumed(
        "danskin",
        "the right derivative of a maximum is the largest derivative among the maximal ones",
        "danskin1967",
        danskin,
    ),
    Assumed(
        "characters", "orthogonality of the characters of a finite abelian group", "serre1977", _characters
    ),
)
ASSUMED = {fact.name: fact for fact in _LIST}
