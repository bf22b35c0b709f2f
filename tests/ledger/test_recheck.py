"""``symflow.check``: answers for Python, without truth value."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from certificates_made import from_scripts, written

import symflow
from symflow.checker import judge as checker
from symflow.checker.certificate import LARGEST_FILE
from symflow.ledger import claims
from symflow.ledger.recheck import Recheck, check, known_names, read

IDS = ["exp-tangent", "square-root", "unequal-imbalance"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three certificates."""
    return written(from_scripts(claims(), IDS), tmp_path_factory.mktemp("certificates") / "c")


def test_answers(folder: Path) -> None:
    """Sorted by id; a path, several, or text."""
    found = symflow.check(folder)
    assert [(r.id, r.state, r.verdict) for r in found] == [
        ("exp-tangent", "accepted", "PROVED"),
        ("square-root", "accepted", "PROVED"),
        ("unequal-imbalance", "accepted", "REFUTED"),
    ]
    assert all(r.known and r.statement and r.digest for r in found)
    assert check([str(folder / f"{name}.json") for name in reversed(IDS)]) == found


def test_an_answer_has_no_truth_value_and_cannot_be_changed(folder: Path) -> None:
    """An answer "rejected" must not pass for true."""
    one = check(folder)[0]
    with pytest.raises(TypeError, match="no truth value"):
        bool(one)
    with pytest.raises(FrozenInstanceError):
        one.state = "accepted"  # type: ignore[misc]
    assert str(one) == "exp-tangent: accepted, PROVED"
    assert one._repr_html_() == "<p>exp-tangent: accepted, PROVED</p>"
    assert one._repr_latex_() == "exp-tangent: accepted, PROVED"


def test_what_is_not_accepted_says_nothing_about_its_content(tmp_path: Path) -> None:
    """No verdict and no statement, and what it says is escaped."""
    (tmp_path / "<b>.json").write_text("{}", encoding="utf-8")
    (one,) = check(tmp_path)
    assert isinstance(one, Recheck)
    assert (one.state, one.verdict, one.statement, one.known) == ("rejected", "", (), False)
    assert "&lt;b&gt;" in one._repr_html_()


@pytest.mark.parametrize("places", [[], "", "/no/such/file", ["/dev/null/x"]])
def test_nothing_to_check_is_refused(places: str | list[str]) -> None:
    with pytest.raises(symflow.InputError, match="certificate: "):
        check(places)


def test_an_enormous_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """One byte more than allowed is enough to reject it."""
    with open(tmp_path / "x.json", "wb") as file:
        file.truncate(LARGEST_FILE * 64)
    ((_, raw),) = read([str(tmp_path)])
    assert len(raw) == LARGEST_FILE + 1
    assert "the file has more than" in check(tmp_path)[0].why


def test_the_names_are_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installation that lost them says so; it does not accept whatever has an id."""
    assert known_names() == {name: claim.digest for name, claim in claims().items()}
    monkeypatch.setattr(checker, "NAMES", tmp_path / "gone.json")
    with pytest.raises(symflow.InputError, match=r"gone\.json"):
        known_names()
