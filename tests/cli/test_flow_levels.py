"""``symflow flow --rigorous``: its record, its table of values, and the first times of levels."""

from __future__ import annotations

import csv
import json
import signal
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from symflow.cli import flow_run, main

SMALL = ["flow", "--modes", "1/10,3,1/7", "--t-end", "100", "--samples", "3", "--digits", "20", "--rigorous"]


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """main() takes the signals over; give them back."""
    former = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for name, handler in former.items():
        signal.signal(name, handler)


def data(path: Path) -> dict[str, Any]:
    """The record of a file."""
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def test_the_record_of_bounds(tmp_path: Path) -> None:
    """Radii of modes and factors, and pairs for the loss and V: decimal strings, null where V is infinite."""
    file = tmp_path / "f.json"
    factors = ["flow", "--a", "0,1,1/3", "--b", "1,1/2,2", "--t-end", "2", "--samples", "2", "--rigorous"]
    assert main([*factors, "--quiet", "--json", str(file)]) == 0
    record = data(file)
    assert record["rigorous"] is True
    assert record["radius"][0][0] == "0"
    for name in ("radius", "a_radius", "b_radius"):
        assert [len(row) for row in record[name]] == [3, 3]
    assert record["lyapunov_enclosure"][0] is None
    for low, high in [*record["loss_enclosure"], record["lyapunov_enclosure"][1]]:
        assert 0 < Fraction(low) <= Fraction(high)
    assert "first_below" not in record


def test_the_table_of_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns for the radii and the ends, as many as the header has."""
    assert main([*SMALL, "--csv", "-"]) == 0
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    assert rows[0][-7:] == [
        "radius_s_1", "radius_s_2", "radius_s_3", "loss_low", "loss_high", "lyapunov_low", "lyapunov_high",
    ]  # fmt: skip
    assert {len(row) for row in rows} == {len(rows[0])}


def test_first_times(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Printed and written: passed, and not passed before the end."""
    file = tmp_path / "f.json"
    levels = ["--first-below", "V=1/100", "--first-below", "loss=1e-2", "--first-below", "V=1e-9"]
    assert main([*SMALL, *levels, "--json", str(file)]) == 0
    first, second, third = data(file)["first_below"]
    assert (first["quantity"], first["level"], first["outcome"]) == ("V", "1/100", "TRUE")
    low, high = map(Fraction, first["time"])
    assert Fraction("60.787738163221739684") < low <= high < Fraction("60.787738163221739686")
    assert second["quantity"] == "loss"
    assert (third["outcome"], third["time"]) == ("FALSE", None)
    out = capsys.readouterr().out
    assert "V <= 1/100, first at t in [60.787738163221739684" in out
    assert "V <= 1e-9: FALSE (it is above the level until t = 100)" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--first-below", "V"], "--first-below: 'V' cannot be used; write V=1/1000 or loss=1e-6"),
        (["--first-below", "W=1"], "--first-below: 'W=1' cannot be used"),
        (["--first-below", "V=x"], "--first-below: 'x' cannot be used"),
        (["--first-below", "V=-1"], "--first-below: 'V=-1' cannot be used; give a level >= 0"),
        (["--verify-digits"], "--rigorous: bounds the error already; leave --verify-digits out"),
        (["--matrices"], "--rigorous: the full matrices are not enclosed; leave --matrices out"),
        (["--depth", "3"], "--rigorous: the flow depth:3 is not enclosed"),
    ],
)
def test_what_cannot_be_used(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2 and one line, before any work starts."""
    monkeypatch.setattr(flow_run, "enclosing", None)
    assert main([*SMALL, *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"symflow: {said}")


def test_levels_need_bounds_and_balance(capsys: pytest.CaptureFixture[str]) -> None:
    """A level without --rigorous, and V of unbalanced factors."""
    assert main(["flow", "--K", "4", "--first-below", "V=1"]) == 2
    assert "--first-below: needs bounds; give --rigorous too" in capsys.readouterr().err
    assert main(["flow", "--a", "1,2,3", "--b", "1,1,1", "--rigorous", "--first-below", "V=1"]) == 2
    assert "--first-below: V may increase where a and b differ" in capsys.readouterr().err


def test_a_limit_in_the_levels_keeps_the_samples(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 4; the trajectory and the levels that are done are written."""
    from symflow.errors import LimitReached
    from symflow.flow.enclose.enclosure import Enclosure

    first_time = Enclosure.first_time

    def limited(self: Enclosure, quantity: str, level: object) -> Any:
        if quantity == "loss":
            raise LimitReached("time: the limit was reached")
        return first_time(self, quantity, level)

    monkeypatch.setattr(Enclosure, "first_time", limited)
    file = tmp_path / "f.json"
    levels = ["--first-below", "V=1/100", "--first-below", "loss=1e-2"]
    assert main([*SMALL, *levels, "--json", str(file)]) == 4
    record = data(file)
    assert len(record["t"]) == 3
    assert [first["quantity"] for first in record["first_below"]] == ["V"]
    assert "time: the limit was reached" in capsys.readouterr().err
