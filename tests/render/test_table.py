"""The table of verdicts and the lines under it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from made import kernel, proof, refutation, renamed, result, sample

from symflow.claim.claim import VERDICTS
from symflow.render.console import Paper
from symflow.render.outcome import MEANING, carried, counts, exit_code, held_back, summary, surprises
from symflow.render.table import STYLES, SYMBOLS, aligned, row, show, show_claims


def printed(draw: Any, what: Any, **options: Any) -> str:
    """What is printed on a console that writes to memory."""
    out = io.StringIO()
    console = Paper(file=out, width=120, **options)
    draw(console, what)
    return out.getvalue()


def test_every_verdict_has_a_symbol_and_a_style() -> None:
    """And a symbol in ASCII, all different."""
    assert set(SYMBOLS) == set(STYLES) == set(VERDICTS)
    assert len({s for s, _ in SYMBOLS.values()}) == len({a for _, a in SYMBOLS.values()}) == len(VERDICTS)
    assert all(a.isascii() for _, a in SYMBOLS.values())


def test_a_row() -> None:
    """Strength and coverage stand in columns of their own."""
    cells = row(result("PROVED", proof())).cells
    assert cells == ("alpha", "✓ PROVED", "exact", "universal", "1.2", "Let u_1, ..., u_N be real.")
    assert row(result("PROVED", proof()), plain=True).cells[1] == "+ PROVED"


def test_a_surprise_and_a_used_claim_are_marked() -> None:
    """With the reason in place of the coverage."""
    line = row(result("SUPPORTED", sample(), requested=False, messages=("step 'x' fails",)))
    assert line.cells[0] == "alpha (used)"
    assert line.cells[1] == "≈ SUPPORTED (expected PROVED)"
    assert line.cells[-1] == "step 'x' fails"
    assert line.style == "bold red"


@pytest.mark.parametrize("terminal", [True, False])
def test_titles_are_not_markup(terminal: bool) -> None:
    """Brackets are printed as they are."""
    assert "[bold]" in printed(show_claims, [result().claim], force_terminal=terminal, color_system=None)


def test_no_control_codes_off_a_terminal() -> None:
    """Plain aligned lines, one for each claim, of any length."""
    results = [result("PROVED", proof()), result("REFUTED", refutation(), claim=renamed("a-much-longer-id"))]
    text = printed(show, results, force_terminal=False)
    lines = text.splitlines()
    assert "\x1b" not in text
    assert len(lines) == 3
    assert lines[1].index("✓") == lines[2].index("✗")


def test_aligned() -> None:
    """The last column is as long as it is."""
    assert aligned(("a", "b"), [("xxx", "y" * 300)]) == ["a    b", "xxx  " + "y" * 300]


def test_exit_codes() -> None:
    """0 as expected, 1 weaker or stronger, 4 a limit, whatever rests on it included."""
    good, slow = result("PROVED", proof()), ("did not finish within 2 s",)
    late = result("UNDECIDED", claim=renamed("late"), examined=False, messages=slow)
    heir = result("CONDITIONAL", proof(), claim=renamed("heir", uses=("late",)))
    heirs_heir = result("CONDITIONAL", proof(), claim=renamed("z", uses=("heir",)))
    stronger = result("PROVED", proof(), claim=renamed("s", expected="SUPPORTED"))
    assert exit_code([]) == exit_code([good]) == 0
    assert exit_code([good, stronger]) == 1
    assert exit_code([good, result("REFUTED", refutation())]) == 1
    assert exit_code([good, late, heir, heirs_heir]) == 4
    assert held_back([good, late, heir, heirs_heir]) == {"late", "heir", "z"}
    assert exit_code([late, stronger]) == 1
    stopped = result("UNDECIDED", claim=renamed("x"), examined=False, messages=("was interrupted",))
    assert exit_code([stopped, stronger]) == 4


def test_a_limit_is_a_limit_even_where_undecided_is_expected() -> None:
    """An open question is not confirmed as open by running out of time."""
    open_ = renamed("open", expected="UNDECIDED")
    assert exit_code([result("UNDECIDED", claim=open_, examined=False)]) == 0
    assert exit_code([result("UNDECIDED", claim=open_, messages=("ran out of memory (limit 6 GiB)",))]) == 4


def test_the_summary() -> None:
    """Counts, what PROVED means, and one line for each surprise."""
    results = [
        result("PROVED", proof()),
        result("REFUTED", refutation(), claim=renamed("b", expected="REFUTED")),
        result("UNDECIDED", claim=renamed("c"), messages=("step 'k' (SIGN) fails: no",)),
    ]
    assert counts(results) == "3 claims: 1 PROVED, 1 UNDECIDED, 1 REFUTED; 2 of 3 as expected"
    assert summary(results)[1] == MEANING
    assert surprises(results) == ["c: UNDECIDED, expected PROVED: step 'k' (SIGN) fails: no"]
    assert counts([]) == "0 claims"


def test_a_proof_that_fails_beside_another_is_said() -> None:
    """The verdict stands and is as expected; the claim's own proof is named all the same, with its step."""
    failing = result("PROVED", kernel(), holds=False, why="the sides differ")
    alone = "alpha: its own proof fails at step 1 (collect): the sides differ; the verdict rests on Coq's kernel alone"
    assert (exit_code([failing]), surprises([failing]), carried([failing])) == (0, [], [alone])
    assert alone in summary([failing])
    both = result("PROVED", kernel(), proof(), holds=False, why="no")
    assert carried([both])[0].endswith("no; the verdict rests on Coq's kernel and the steps that hold")
    spare = result("PROVED", proof(), holds=False, why="no")
    assert carried([spare])[0].endswith("no; the verdict rests on the steps that hold")
    crashed = result("PROVED", kernel(), messages=("the proof script ended", "evidence beside the proof: no"))
    (line,) = carried([crashed])
    why = "alpha: its own proof does not establish double, zero (the proof script ended)"
    assert line == f"{why}; the verdict rests on Coq's kernel alone"


def test_a_proof_that_is_whole_needs_no_note() -> None:
    """Nor does one of a claim that is not settled: its step stands among the surprises."""
    whole = [result("PROVED", proof()), result("PROVED", kernel(), proof())]
    assert (
        carried([*whole, result("UNDECIDED", holds=False, why="no"), result("REFUTED", refutation())]) == []
    )
