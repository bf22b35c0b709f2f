"""Counting, seeds, what is reported and what is raised, and that users find no litter."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume
from hypothesis import strategies as st
from planted import planted

from symflow.errors import InputError
from symflow.testing import LAWS, REFERENCE, LawBroken, TooFewCases, assert_laws, check, reference
from symflow.testing.law import Case, Undecided
from symflow.testing.options import Options
from symflow.testing.trial import try_law

VALUE = LAWS["softmax-value"]
QUICK = Options(max_examples=100, folder=None)


def one_case(family: str) -> st.SearchStrategy[Case]:
    return st.just(Case(family, 2, (("Z", ((Fraction(1),), (Fraction(0),))),)))


@st.composite
def rare_cases(draw: st.DrawFn, family: str) -> Case:
    number = draw(st.integers(0, 10**6))
    assume(number < 10)
    return Case(family, 2, (("Z", ((Fraction(number),), (Fraction(0),))),))


@st.composite
def no_cases(draw: st.DrawFn, family: str) -> Case:
    assume(draw(st.booleans()) is None)
    return draw(one_case(family))


@pytest.mark.parametrize(
    ("cases", "least", "most"), [(one_case, 1, 1), (rare_cases, 1, 10), (no_cases, 0, 0)]
)
def test_too_few_cases_is_not_held(cases: object, least: int, most: int) -> None:
    """The same case again is not another one, and filtered cases do not count."""
    options = Options(20, folder=None)
    result = try_law(REFERENCE, replace(VALUE, cases=cases), "walsh", options)
    assert result.outcome == "too few cases"
    assert least <= result.cases <= most


def test_undecided_cases_do_not_count() -> None:
    def residual(calls, case):
        if case["Z"] != ((1,), (0,)):
            raise Undecided
        return VALUE.residual(calls, case)

    law = replace(VALUE, residual=residual, cases=lambda family: one_case(family) | VALUE.cases(family, 2))
    result = try_law(REFERENCE, law, "walsh", Options(20, folder=None))
    assert (result.outcome, result.cases) == ("too few cases", 1)


def test_every_counted_case_is_judged_once() -> None:
    judged = []

    def residual(calls, case):
        judged.append(case)
        return VALUE.residual(calls, case)

    result = try_law(REFERENCE, replace(VALUE, residual=residual), "cyclic", QUICK)
    assert (result.outcome, result.cases) == ("held", 100)
    assert len(set(judged)) == 100


def test_the_same_seed_gives_the_same_report() -> None:
    """Whatever else runs, and another seed gives another."""
    bad = planted("mean")
    first = check(bad, "gradient-*", max_examples=20, folder=None)
    alone = check(bad, "gradient-features", max_examples=20, folder=None)
    assert [r for r in first.results if r.law == "gradient-features"] == list(alone.results)
    other = check(REFERENCE, "softmax-value", max_examples=20, seed=1, folder=None)
    assert other.results != check(REFERENCE, "softmax-value", max_examples=20, folder=None).results


def test_a_seed_means_the_same_in_another_program() -> None:
    """No constants of the running program leak into the cases; no hash order does."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from planted import planted; from symflow.testing import check; "
        "print(check(planted('euler'), 'reduced-flow', max_examples=20, folder=None), 31337, 'a constant', 2.5e-7)"
    )
    folder = str(Path(__file__).parent)
    run = subprocess.run(
        [sys.executable, "-c", program, folder],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    here = str(check(planted("euler"), "reduced-flow", max_examples=20, folder=None))
    assert run.stdout == f"{here} 31337 a constant 2.5e-07\n"


def test_missing_functions_are_not_checked() -> None:
    """They are never held, and a law that was asked for by name must be."""
    report = check({"softmax": reference.softmax}, max_examples=5, folder=None)
    missing = [r for r in report.results if "softmax" not in LAWS[r.law].needs]
    assert {r.outcome for r in missing} == {"not checked"}
    assert {r.cases for r in missing} == {0}
    assert "no gradient" in next(r.about for r in missing if r.law == "gradient-weights")
    projected = check({"matrix_flow": reference.matrix_flow}, "projected-flow", folder=None).results[0]
    assert projected.about == "the implementation has no reduced_flow"
    assert_laws({"softmax": reference.softmax}, max_examples=5, folder=None)
    with pytest.raises(TooFewCases, match=r"gradient-weights \(walsh\): not checked"):
        assert_laws({"softmax": reference.softmax}, ["softmax-value", "gradient-weights"], max_examples=5)
    with pytest.raises(TooFewCases, match="time-rescaling"):
        assert_laws({"scaled_flow": reference.scaled_flow}, max_examples=5)


def test_broken_laws_are_raised_with_all_that_is_needed(tmp_path: Path) -> None:
    with pytest.raises(LawBroken) as raised:
        assert_laws(planted("twice-the-step"), ["reduced-flow", "collapse-ray"], folder=tmp_path)
    error = raised.value
    assert isinstance(error, AssertionError)
    assert [r.law for r in error.results] == ["reduced-flow"] * 2 + ["collapse-ray"] * 2
    failure = error.result.failure
    assert failure is not None
    assert failure.path is not None
    assert Path(failure.path).parent == tmp_path
    for part in ("reduced-flow (walsh) is broken", str(failure.case), failure.path, "tolerance 1e-06"):
        assert part in str(error)


def test_a_broken_law_of_an_unsteady_function_is_said_to_be_unsteady(tmp_path: Path) -> None:
    """One line, no traceback of the test library, no file."""
    counter = itertools.count()

    def softmax(Z):
        return np.full(Z.shape, np.nan) if next(counter) % 7 == 6 else reference.softmax(Z)

    result = check({"softmax": softmax}, "softmax-value", families="walsh", folder=tmp_path).results[0]
    assert result.outcome == "broken"
    assert "does not return the same result" in result.about
    assert "\n" not in result.about
    assert list(tmp_path.iterdir()) == []


def test_always_wrong_but_never_the_same_is_broken_as_usual(tmp_path: Path) -> None:
    random = np.random.default_rng()
    result = check({"softmax": lambda Z: random.random(Z.shape) + 2}, "softmax-value", folder=tmp_path)
    assert {r.outcome for r in result.results} == {"broken"}
    assert len(list(tmp_path.iterdir())) == 2


def test_reports_have_no_truth_value() -> None:
    report = check(REFERENCE, "softmax-value", max_examples=2, folder=None)
    with pytest.raises(TypeError, match="no truth value"):
        bool(report)
    with pytest.raises(TypeError, match="no truth value"):
        bool(report.results[0])
    with pytest.raises(FrozenInstanceError):
        report.results[0].outcome = "held"  # type: ignore[misc]
    assert "softmax-value  walsh   held     2/2" in str(report)
    assert report._repr_html_().count("<tr>") == 3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"laws": "softmaxes"}, "laws: 'softmaxes'"),
        ({"laws": ["softmax-value", "x*"]}, "laws: 'x*'"),
        ({"max_examples": 0}, "max_examples: 0"),
        ({"max_examples": 10.0}, "max_examples: 10.0"),
        ({"seed": -1}, "seed: -1"),
        ({"seed": "1"}, "seed: '1'"),
        ({"rtol": 1e-17}, "rtol: 1e-17"),
        ({"rtol": float("nan")}, "rtol: nan"),
        ({"rtol": "1e999"}, "rtol: '1e999'"),
        ({"flow_rtol": "1e-11"}, "flow_rtol: '1e-11'"),
        ({"flow_rtol": 2}, "flow_rtol: 2"),
        ({"families": ["fourier"]}, "families: "),
        ({"folder": "/dev/null/x"}, "folder: '/dev/null/x'"),
        ({"folder": "/proc/nothing/x"}, "folder: '/proc/nothing/x'"),
        ({"folder": "a\0b"}, "folder: "),
    ],
)
def test_bad_options_are_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(InputError) as refusal:
        check(REFERENCE, **options)  # type: ignore[arg-type]
    assert said in str(refusal.value)


def test_no_litter(tmp_path: Path) -> None:
    """A run in which all laws hold leaves nothing behind; a broken one leaves .symflow only."""
    program = (
        "from symflow.testing import REFERENCE, check; "
        "print({r.outcome for r in check(REFERENCE, 'softmax-*', max_examples=20).results}); "
        "import os; print(os.listdir('.')); "
        "check({'softmax': lambda Z: Z}, 'softmax-value'); print(os.listdir('.'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert run.stdout == "{'held'}\n[]\n['.symflow']\n"
    assert run.stderr == ""
    names = sorted(p.name for p in (tmp_path / ".symflow" / "failures").iterdir())
    assert [name.rpartition("-")[0] for name in names] == ["softmax-value", "softmax-value"]


def test_one_pytest_test_for_each_law(tmp_path: Path) -> None:
    """`parametrize` leaves out the laws that cannot be checked."""
    (tmp_path / "test_mine.py").write_text(
        "from symflow.testing import assert_laws, parametrize, reference\n"
        "MINE = {'transform': reference.transform, 'families': ['cyclic']}\n"
        "@parametrize(MINE)\n"
        "def test_law(law, family):\n"
        "    assert_laws(MINE, law, families=family, max_examples=5)\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_mine.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stdout
    assert "4 passed" in run.stdout
