"""Trajectories on a terminal: the summary, and the bar that shows how far a run has come."""

from __future__ import annotations

import io

import pytest

import symflow
from symflow.cli.bar import Bar
from symflow.flow.solve.budget import Reached
from symflow.flow.solve.problem import problem
from symflow.flow.solve.start import from_modes, scheme_of
from symflow.render import flow_csv, flow_table
from symflow.render.console import Paper


def terminal() -> tuple[Paper, io.StringIO]:
    """A terminal without colour, and what was written to it."""
    stream = io.StringIO()
    return Paper(file=stream, force_terminal=True, color_system=None, width=120), stream


def test_the_summary_on_a_terminal() -> None:
    """At most eleven samples, the first and the last among them."""
    found = symflow.integrate(["1/10", 1, 2], t_end=3, samples=31)
    console, stream = terminal()
    flow_table.show(console, found)
    lines = [line.split() for line in stream.getvalue().splitlines()]
    assert [line[0] for line in lines if line and line[0][0].isdigit()] == [
        "0", "0.3", "0.6", "0.9", "1.2", "1.5", "1.8", "2.1", "2.4", "2.7", "3",
    ]  # fmt: skip
    assert next(line[1:4] for line in lines if line[:1] == ["0"]) == ["0.100000", "1.03333", "2.00000"]


def test_a_narrow_terminal_shows_whole_numbers() -> None:
    """Late and small ones too; V is infinite where a mode is 0."""
    found = symflow.integrate(["1e-300", 0, 700], t_end="1e9", samples=3)
    stream = io.StringIO()
    flow_table.show(Paper(file=stream, force_terminal=True, color_system=None, width=80), found)
    rows = [line.split() for line in stream.getvalue().splitlines()]
    assert ["31621.8", "0", "242.879", "700.000", "inf", "0.00000241738"] in rows


def test_the_summary_of_nothing() -> None:
    """A run that ended before its first sample."""
    asked = problem(from_modes(scheme_of(4), [1, 2, 3]), 3, 15, 5)
    found = symflow.Trajectory.of(asked, [])
    console, stream = terminal()
    flow_table.show(console, found)
    assert "t = 0..nothing of 3; 0 samples, 15 digits" in stream.getvalue()
    assert flow_csv.text(found) == "t,s_1,s_2,s_3,loss,lyapunov\n"


def test_the_bar() -> None:
    """It shows how far the run is, and goes when the run is done; elsewhere it is silent."""
    console, stream = terminal()
    with Bar(console) as bar:
        bar.update(Reached((-1.0, -2.0), 0.0, 17, 24))
    assert "24 working digits, 17 steps" in stream.getvalue()
    assert "38%" in stream.getvalue()
    for quiet, interactive in ((True, True), (False, False)):
        silent = io.StringIO()
        with Bar(Paper(file=silent, force_terminal=interactive, quiet=quiet)) as bar:
            bar.update(Reached((-1.0,), 0.0, 17, 24))
        assert silent.getvalue() == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Nothing was compared in this run: "),
        ({"verify_digits": True}, "The two runs agree to 2"),
        (
            {"rigorous": True, "t_end": 1},
            "Every number of the data is within 10^-15 of its size of the true one",
        ),
    ],
)
def test_what_was_checked(options: dict[str, object], said: str) -> None:
    """The summary says it, and claims no more."""
    found = symflow.integrate(["1/10", 1, 2], **{"t_end": 3, "samples": 2, **options})  # type: ignore[arg-type]
    text = "\n".join(flow_table.notes(found))
    assert said in text
    assert "None" not in text
    assert ("bound of the error" in text) == ("rigorous" in options)
