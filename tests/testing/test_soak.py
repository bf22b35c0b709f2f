"""The long run, made short: its table, its exit codes, and that it can be interrupted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from planted import planted

from symflow.testing import REFERENCE, reference, soak


def run(tmp_path: Path, *given: str, **options: object) -> int:
    return soak.main(["--folder", str(tmp_path), *given], **options)  # type: ignore[arg-type]


def test_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Law, family, cases; nothing but the table where there is no terminal."""
    assert run(tmp_path, "--examples", "7", "--law", "transform-*", "--law", "softmax-rows") == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].split()[:4] == ["law", "family", "outcome", "cases"]
    assert [line.split()[:4] for line in lines[1:3]] == [
        ["softmax-rows", "walsh", "held", "7/7"],
        ["softmax-rows", "cyclic", "held", "7/7"],
    ]
    assert lines[-1].startswith("10 of 10 runs finished, seed 0, ")
    assert err == ""


def test_a_broken_law_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--examples", "60", "--law", "softmax-value", mine=planted("overflow")) == 1
    assert "softmax-value (walsh) is broken: softmax returned nan" in capsys.readouterr().out
    assert len(list(tmp_path.iterdir())) == 2


def test_an_interruption_prints_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the middle of a law."""
    calls = iter(range(10**6))

    def softmax(Z):
        if next(calls) == 30:
            raise KeyboardInterrupt
        return reference.softmax(Z)

    mine = replace(REFERENCE, softmax=softmax)
    assert run(tmp_path, "--examples", "20", "--law", "softmax-value", mine=mine) == 4
    out, err = capsys.readouterr()
    assert "softmax-value  walsh   held     20/20" in out
    assert "1 of 2 runs finished" in out
    assert "interrupted" in err


@pytest.mark.parametrize("given", [["--examples", "0"], ["--law", "nothing"], ["--seed", "-1"]])
def test_bad_usage_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str]) -> None:
    assert run(tmp_path, *given) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("symflow: ")
    assert err.count("\n") == 1
