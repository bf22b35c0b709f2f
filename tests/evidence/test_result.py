"""Evidence is issued and sealed by the checkers: it cannot be made, edited or mistaken for a truth value."""

from __future__ import annotations

import copy
import dataclasses
import subprocess
import sys

import pytest

from symflow.claim.claim import instance
from symflow.evidence import result
from symflow.evidence.result import COVERAGES, STRENGTHS, Evidence, Outcome, Refutation, genuine, issue

POINT = instance("none", 2)
REFUTATION = Refutation("a", POINT, (), "==", "1", "2", 128)
FIELDS = ("exact", "universal", Outcome.TRUE, "by hand", 1, "everything", (), ("digest",), None)


def real(**change: object) -> Evidence:
    """Evidence that a checker might issue."""
    values = dict(
        zip(("strength", "coverage", "outcome", "method", "cases", "covers"), FIELDS, strict=False), **change
    )
    return issue(**values)  # type: ignore[arg-type]


def test_a_checker_can_issue_evidence() -> None:
    """And what it issued is genuine, as often as one asks."""
    found = real()
    assert genuine(found) is found
    assert genuine(genuine(found)) is found


def test_there_is_no_place_for_more() -> None:
    """No field but those that the seal covers."""
    for found in (real(), REFUTATION):
        assert not hasattr(found, "__dict__")


@pytest.mark.parametrize("seal", ["", "0" * 64, "seal"])
def test_evidence_is_not_made_by_hand(seal: str) -> None:
    """The constructor wants a seal that nobody can write."""
    with pytest.raises(TypeError, match="cannot be made or changed by hand"):
        Evidence(*FIELDS, seal)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="cannot be made or changed by hand"):
        Evidence(*FIELDS, real().seal)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("strength", "kernel"),
        ("coverage", "boxes"),
        ("outcome", Outcome.FALSE),
        ("method", "better"),
        ("cases", 10**6),
        ("covers", "all there is"),
        ("trusts", ("nothing",)),
        ("established", ("another digest",)),
        ("refutation", REFUTATION),
        ("seal", "0" * 64),
    ],
)
def test_evidence_is_not_changed(field: str, value: object) -> None:
    """Not by assignment, not by a changed copy, and not behind the back of the class."""
    found = real()
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(found, field, value)
    with pytest.raises(TypeError, match="cannot be made or changed by hand"):
        dataclasses.replace(found, **{field: value})
    object.__setattr__(found, field, value)
    with pytest.raises(TypeError, match="cannot be made or changed by hand"):
        genuine(found)


def test_a_seal_does_not_fit_other_evidence() -> None:
    """The seal of weak evidence moved to strong one."""
    weak, strong = real(strength="sampled", coverage="instances"), real()
    object.__setattr__(strong, "seal", weak.seal)
    with pytest.raises(TypeError):
        genuine(strong)
    object.__setattr__(weak, "strength", "exact")
    object.__setattr__(weak, "coverage", "universal")
    with pytest.raises(TypeError):
        genuine(weak)


def test_an_unchanged_copy_is_as_good() -> None:
    """It says the same; a copy that is edited afterwards is refused."""
    found = real()
    for twin in (copy.copy(found), copy.deepcopy(found), dataclasses.replace(found)):
        assert genuine(twin) == found
        object.__setattr__(twin, "strength", "kernel")
        with pytest.raises(TypeError):
            genuine(twin)


def test_a_seal_is_good_in_one_run_only() -> None:
    """Another process has another secret: stored evidence cannot be replayed."""
    code = (
        "from symflow.evidence.result import Outcome, issue\n"
        "print(issue('exact', 'universal', Outcome.TRUE, 'by hand', 1, 'everything', (), ('digest',)).seal)"
    )
    seals = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
        ).stdout.strip()
        for _ in range(2)
    }
    assert len(seals) == 2
    for seal in seals:
        with pytest.raises(TypeError):
            Evidence(*FIELDS, seal)  # type: ignore[arg-type]


def test_what_is_not_evidence_is_not_genuine() -> None:
    """A dictionary, None, a tuple of the right fields."""
    for fake in ({"strength": "exact"}, None, FIELDS):
        with pytest.raises((TypeError, AttributeError)):
            genuine(fake)  # type: ignore[arg-type]


def test_no_outcome_and_no_evidence_has_a_truth_value() -> None:
    """UNKNOWN can never pass for TRUE in an if."""
    for outcome in Outcome:
        with pytest.raises(TypeError, match="no truth value"):
            bool(outcome)
    with pytest.raises(TypeError, match="no truth value"):
        bool(real())
    with pytest.raises(TypeError, match="no truth value"):
        assert not real(outcome=Outcome.UNKNOWN)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cases": 0}, "no case was examined"),
        ({"cases": -1}, "no case was examined"),
        ({"strength": "certain"}, "unknown strength"),
        ({"coverage": "almost everything"}, "unknown strength 'exact' or coverage"),
        ({"outcome": Outcome.FALSE}, "a refutation needs its witness"),
    ],
)
def test_evidence_that_is_not_issued(change: dict[str, object], message: str) -> None:
    """Zero cases are an error, and so is a refutation without its witness."""
    with pytest.raises(ValueError, match=message):
        real(**change)


def test_the_two_axes() -> None:
    """From strong to weak, and from wide to narrow."""
    assert STRENGTHS == ("kernel", "exact", "ball", "highprec", "sampled")
    assert COVERAGES == ("universal", "boxes", "instances")
    assert len(result._SECRET) == 32


def test_a_subclass_that_skips_the_seal_is_refused() -> None:
    """A class may not vouch for itself."""

    class Forged(Evidence):
        def __post_init__(self) -> None:
            """Nothing is checked."""

    with pytest.raises(TypeError):
        genuine(Forged(*FIELDS, "no seal"))  # type: ignore[arg-type]
