"""A campaign goes on where it was stopped, keeps what was missed, and refuses another's file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symflow.errors import LimitReached
from symflow.testing.campaign import Campaign


def campaign(cases: int = 60, stop: int | None = None, settings: int = 1) -> Campaign:
    """Case 7 is missed; `stop`: the case in which somebody presses Ctrl-C."""

    def examine(number: int, seed: int) -> list[str]:
        if number == stop:
            raise KeyboardInterrupt
        return ["seven"] if number == 7 else []

    return Campaign(
        "a.toy", "A toy.", "toy/1", cases, examine, lambda n, s: {"case": n + s}, {"digits": settings}
    )


def test_it_goes_on(tmp_path: Path) -> None:
    """Interrupted in case 33, started again: the same file as in one go."""
    parts, whole = tmp_path / "parts.json", tmp_path / "whole.json"
    assert campaign(stop=33).main(["--file", str(parts)]) == 1  # a miss counts more than an interruption
    assert json.loads(parts.read_text())["done"] == 33
    assert campaign().main(["--file", str(parts)]) == 1
    assert campaign().main(["--file", str(whole)]) == 1
    assert parts.read_text() == whole.read_text()
    record = json.loads(whole.read_text())
    assert record["done"] == 60
    assert record["missed"] == [{"number": 7, "case": 7, "misses": ["seven"]}]


def test_exit_codes(tmp_path: Path) -> None:
    """0 without a miss, 4 where it was interrupted without one."""
    assert campaign(cases=5).main(["--file", str(tmp_path / "a.json")]) == 0
    assert campaign(cases=5, stop=3).main(["--file", str(tmp_path / "b.json")]) == 4


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "other", "seed": 0, "digits": 1}'])
def test_other_files_are_left_alone(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit 2, and the file is as it was."""
    file = tmp_path / "x.json"
    file.write_text(text)
    assert campaign().main(["--file", str(file)]) == 2
    assert file.read_text() == text
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_another_seed_or_setting_is_another_campaign(tmp_path: Path) -> None:
    """Results of different runs are not mixed."""
    file = str(tmp_path / "x.json")
    assert campaign(cases=5).main(["--file", file]) == 0
    assert campaign(cases=5).main(["--file", file, "--seed", "1"]) == 2
    assert campaign(cases=5, settings=2).main(["--file", file]) == 2
    assert campaign(cases=5).main(["--file", str(tmp_path / "no" / "x.json")]) == 2
    assert campaign(cases=5).main(["--cases", "0"]) == 2


def test_a_limit_is_no_result(tmp_path: Path) -> None:
    """A case that reached a limit is listed apart, and the campaign goes on; it does not end with 0."""

    def examine(number: int, seed: int) -> list[str]:
        if number == 2:
            raise LimitReached("time: the limit was reached")
        return []

    toy = Campaign("a.toy", "A toy.", "toy/1", 4, examine, lambda n, s: {"case": n})
    file = tmp_path / "x.json"
    assert toy.main(["--file", str(file)]) == 4
    record = json.loads(file.read_text())
    assert (record["done"], record["missed"]) == (4, [])
    assert [u["number"] for u in record["unfinished"]] == [2]
