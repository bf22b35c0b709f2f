"""Every planted error is found by its law, shrunk to a small exact case, and found again from the file."""

from __future__ import annotations

import importlib
from fractions import Fraction
from pathlib import Path

import pytest
from planted import PLANTED, planted

from symflow.cli import main
from symflow.testing import LAWS, REFERENCE, check
from symflow.testing.draw import LARGEST
from symflow.testing.reading import read

ASKED = 100


def numbers(value):
    """All numbers of an exact value."""
    return [x for part in value for x in numbers(part)] if isinstance(value, tuple) else [value]


@pytest.mark.parametrize("name", PLANTED)
def test_it_is_found_and_shrunk(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the named law; the file replays to 1 with the error and to 0 without."""
    _, _, law, largest = PLANTED[name]
    result = check(planted(name), law, families="walsh", max_examples=ASKED, folder=tmp_path).results[0]
    assert result.outcome == "broken"
    assert result.failure is not None
    case = result.failure.case
    assert largest >= case.K, case
    for _, value in case.inputs:
        for x in map(Fraction, numbers(value)):
            assert x.denominator <= 10**3, case
            assert abs(x) <= LARGEST, case
    assert result.residual > result.tolerance
    path = result.failure.path
    assert path is not None
    assert read(path).case == case
    assert main(["replay", path, "--implementation", f"planted:{_attribute(name)}"]) == 1
    out = capsys.readouterr().out
    assert law in out
    assert str(case) in out
    assert "residual" in out
    assert main(["replay", path]) == 0


def _attribute(name: str) -> str:
    """The planted implementation as an attribute of the module, where the command line finds it."""
    module = importlib.import_module("planted")
    attribute = "made_" + name.replace("-", "_")
    setattr(module, attribute, planted(name))
    return attribute


@pytest.mark.parametrize("name", PLANTED)
def test_nothing_else_is_wrong(name: str) -> None:
    """On the very law, the reference in its place obeys: the error is the planted one."""
    what, _, law, _ = PLANTED[name]
    result = check({what: getattr(REFERENCE, what), **_others(law)}, law, max_examples=10, folder=None)
    assert {r.outcome for r in result.results} == {"held"}


def _others(law: str) -> dict[str, object]:
    """The functions that the law needs besides."""
    return {name: getattr(REFERENCE, name) for name in LAWS[law].needs}


def test_no_law_is_idle() -> None:
    """Every law finds some planted error."""
    assert {law for _, _, law, _ in PLANTED.values()} == set(LAWS)
