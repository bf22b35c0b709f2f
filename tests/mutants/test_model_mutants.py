"""A claim whose verdict does not move when its model is edited is independent of the edit; the others fall."""

from __future__ import annotations

import pytest
from edits import Mutant
from model_mutants import BOOK, affected, all_survivors, mutated, rests_on
from mutant_table import MUTANTS

ANY_LOSS = "W' = -M H^T and H' = -W^T M with one matrix M, whatever the loss: W^T W and H H^T move alike"
ANY_PI = "2 a (1 - pi) b - 2 b (1 - pi) a = 0 whatever pi is"
ANY_PROBABILITIES = "needs only that the q_g are positive, even and sum to 1, whatever the logits are"
ANY_LOGITS = "the losses, the softmax and the differences are all formed from the logits, whatever these are"
ANY_VECTORS = "says what any vectors with these inner products satisfy, whatever they are the means of"
FLOW_OF_L = "the flow is minus the gradient of L, whatever L is"
SUM_TO_ONE = "needs only that the q_g are even and sum to 1"
EVEN_TERM = "second derivatives by s at s: those of D(-s) at -s, and every weight P is allowed"
PI_ZERO = "needs only pi_0 = sum_g q_g = 1; otherwise it holds for any pi"

# (title of the mutant, claim): why the claim is still true, in one line.
INDEPENDENT: dict[tuple[str, str], str] = {
    ("logits turned", "imbalance-conserved"): ANY_PI,
    ("logits turned", "mode-growth"): ANY_PROBABILITIES,
    ("logits turned", "mode-growth-walsh"): SUM_TO_ONE,
    ("logits turned", "reduced-flow"): PI_ZERO,
    ("logits not divided by K", "imbalance-conserved"): ANY_PI,
    ("logits not divided by K", "mode-growth"): ANY_PROBABILITIES,
    ("logits not divided by K", "mode-growth-walsh"): SUM_TO_ONE,
    ("logits not divided by K", "reduced-flow"): PI_ZERO,
    ("matrix logits turned", "imbalance-conserved"): ANY_LOSS,
    ("softmax exponents turned", "imbalance-conserved"): ANY_PI,
    ("softmax exponents turned", "mode-growth-walsh"): SUM_TO_ONE,
    ("softmax exponents turned", "reduced-flow"): PI_ZERO,
    ("softmax numerator turned", "imbalance-conserved"): ANY_PI,
    ("softmax modes turned", "imbalance-conserved"): ANY_PI,
    ("matrix logits turned", "logit-gap"): ANY_LOGITS,
    ("matrix logits turned", "ulpm-flow"): FLOW_OF_L,
    ("loss turned", "imbalance-conserved"): ANY_LOSS,
    ("loss turned", "ulpm-flow"): FLOW_OF_L,
    ("loss: label term turned", "ulpm-flow"): FLOW_OF_L,
    ("loss: label term turned", "imbalance-conserved"): ANY_LOSS,
    ("line reversed", "mirror-flow"): "the second derivative along -v is the one along v",
    ("spectrum squared", "imbalance-conserved"): ANY_PI,
    ("matrix logits turned", "sylvester-only"): EVEN_TERM,
    ("matrix softmax exponents turned", "sylvester-only"): EVEN_TERM,
    (
        "matrix softmax exponents turned",
        "equal-rows",
    ): "equal logits give 1/K whatever the sign of the exponent",
    ("class means doubled", "anti-aligned"): ANY_VECTORS,
    ("class means doubled", "ulpm-dimension"): ANY_VECTORS,
    ("class means doubled", "ulpm-nc4"): ANY_VECTORS,
    (
        "rival class means doubled",
        "ulpm-theorem-3-3-sphere",
    ): "uses of hbar2 only its inner products and that H2 and W2 are multiples of it, which NC1-NC3 assume",
    ("other logits turned", "logit-gap"): ANY_LOGITS,
    (
        "tau of the printed family twice as fast",
        "ulpm-eq-11-printed-family",
    ): "two functions that agree up to the third derivative do so in every clock",
}
# Their only definition is hbar, and they hold for any vectors in its place.
ABOUT_ANY_VECTORS = {"ulpm-dimension", "ulpm-nc4"}
WITHOUT_MODEL = {
    "walsh-characters",
    "ei-clock",
    "exp-chord",
    "exp-tangent",
    "log-parabola",
    "log-product",
    "log-squeeze",
    "rate-potential",
    "scheme-eigenvalues",
    "square-root",
    "tanh-chord",
    "tanh-parabola",
    "three-on-a-line",
}


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    """The survivors of every mutant."""
    return all_survivors()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: m.title.replace(" ", "-"))
def test_what_rests_on_the_edit_is_no_longer_proved(mutant: Mutant, found: dict[str, list[str]]) -> None:
    """The survivors are exactly those of the table."""
    assert affected(mutant), "a mutant that nothing rests on shows nothing"
    excused = sorted(claim for title, claim in INDEPENDENT if title == mutant.title)
    assert sorted(found[mutant.title]) == excused


def test_the_table_names_mutants_and_claims_that_exist() -> None:
    """No entry is left over from an earlier mutant, and each has its reason."""
    titles = [m.title for m in MUTANTS]
    assert len(set(titles)) == len(titles)
    for (title, claim), reason in INDEPENDENT.items():
        assert title in titles
        assert claim in affected(next(m for m in MUTANTS if m.title == title))
        assert reason


def test_an_edit_changes_the_domain_that_a_digest_covers() -> None:
    """What is cited and certified is not the edited claim."""
    for mutant in MUTANTS:
        book = mutated(mutant)
        for name in affected(mutant):
            assert book[name].digest != BOOK[name].digest
            assert book[name].parts == BOOK[name].parts


def test_every_claim_is_felled_by_some_mutant() -> None:
    """A claim with a model whose proof survived every edit would not be about the model at all."""
    felled = {name for m in MUTANTS for name in affected(m) if (m.title, name) not in INDEPENDENT}
    proved = {name for name, claim in BOOK.items() if claim.expected == "PROVED"}
    assert {name for name in proved if not rests_on(name)} == WITHOUT_MODEL
    assert proved - felled == WITHOUT_MODEL | ABOUT_ANY_VECTORS


def test_every_definition_and_rate_that_matters_is_edited() -> None:
    """Each definition and rate that a statement mentions is changed by some mutant, in this claim's own model."""
    mentioned = {
        (name, *place) for name, c in BOOK.items() if c.expected == "PROVED" for place in rests_on(name)
    }
    edited = {(name, m.flow, m.name) for m in MUTANTS for name in affected(m)}
    assert mentioned == edited
