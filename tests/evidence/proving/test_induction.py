"""Induction over m: the rules of the Walsh characters pass, and nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from toys import ONE, K, N, d, g, h, i, k, k1, n, t, x

from symflow.algebra.expr import Ddt, Expr, Extremum, chi, delta, exp, total
from symflow.algebra.indexing import ZERO_INDEX
from symflow.algebra.statement import Rel, eq, ge
from symflow.evidence.proving.induction import check_induction
from symflow.evidence.proving.world import StepFailed

TRUE = {
    "symmetric": eq(chi(k, g), chi(g, k)),
    "multiplicative": eq(chi(k, g + h), chi(k, g) * chi(k, h)),
    "square": eq(chi(k, g) ** 2, 1),
    "orthogonal": eq(total(chi(k, g), k), K * delta(g, ZERO_INDEX)),
    "parseval": eq(total(chi(k, g) * chi(k, h), k), K * delta(g, h)),
    "sum of squares": eq(total(chi(k, g) ** 2, k, g), K * K),
    "count": eq(total(ONE, k), K),
    "doubled": eq(chi(k, g + g), 1),
}
FALSE = {
    "sign": eq(chi(k, g), -chi(g, k)),
    "square is two": eq(chi(k, g) ** 2, 2),
    "all ones": eq(chi(k, g), 1),
    "additive": eq(chi(k, g + h), chi(k, g) + chi(k, h) - 1),
    "orthogonal to K + 1": eq(total(chi(k, g), k), (K + 1) * delta(g, ZERO_INDEX)),
    "delta forgotten": eq(total(chi(k, g), k), K),
    "m = 0 only": eq(K, 1),
    "step only": eq(K, 0),
    "K is even": eq((K - 1) * (K - 2), 0),
}


@pytest.mark.parametrize("relation", TRUE.values(), ids=TRUE)
def test_rules_of_the_characters(relation: Rel) -> None:
    """They hold at m = 0 and pass from m to m + 1."""
    check_induction(relation)


@pytest.mark.parametrize("relation", FALSE.values(), ids=FALSE)
def test_false_relations(relation: Rel) -> None:
    """They fail at m = 0 or do not pass on."""
    with pytest.raises(StepFailed, match=r"fails for the one-element group|does not pass from m"):
        check_induction(relation)


# (K - 1)(K - 2 N - 2) is 0 at K = 1, and 0 at level m + 1 if N is forgotten there; it is -12 at K = 4.
FORGOTTEN_N = (K - 1) * (K - 2 * N - 2)
FORGOTTEN_STAR = (K - 1) * (total(ONE, k1) - (K - 2))


@pytest.mark.parametrize(
    "formula",
    [
        FORGOTTEN_N,
        FORGOTTEN_STAR,
        (K - 1) * (n - 1),
        (K - 1) * t,
        (K - 1) * d,
        (K - 1) * (total(ONE, i) - K),
        chi(k1, g) - chi(g, k1),
        delta(k1, ZERO_INDEX),
        exp(K) - exp(K),
        K**-1 - K**-1,
        K ** Fraction(1, 2) - K ** Fraction(1, 2),
        x() - x(),
        Ddt(K, "f") - Ddt(K, "f"),
        Extremum("max", chi(k, g), k.variable) - 1,
    ],
)
def test_formulas_without_rules_are_refused(formula: Expr) -> None:
    """N, other parameters, G without 0, other index sets, quotients, functions, quantities."""
    with pytest.raises(StepFailed, match="has no rule for this"):
        check_induction(eq(formula, 0))


def test_inequalities_are_refused() -> None:
    """Equations only."""
    with pytest.raises(StepFailed, match="for equations"):
        check_induction(ge(K, 1))
