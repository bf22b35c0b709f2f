"""``symflow lyapunov`` as a user sees it: verdicts, data, exit codes, refusals, and what an interrupt leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from symflow.cli import main
from symflow.lab import examine as examining
from symflow.lab.answer import Answer
from symflow.lab.examine import Budget
from symflow.lab.question import Question

V = "log(mean(s)) - mean(log(s))"
FIELDS = {
    "candidate",
    "K",
    "flow",
    "verdict",
    "strength",
    "coverage",
    "covers",
    "left",
    "strict",
    "nonnegative",
    "witness",
}


def asked(place: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the data."""
    file = place / "answers.json"
    code = main(["lyapunov", "--quiet", "--json", str(file), *arguments])
    return code, json.loads(file.read_text(encoding="utf-8"))


def test_proved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """V itself, for a Walsh and a cyclic scheme: exit code 0, and nothing to say."""
    code, data = asked(tmp_path, V, "--K", "4,5", "--timeout", "20")
    assert code == 0
    assert capsys.readouterr() == ("", "")
    assert data["schema"] == "symflow.lyapunov/1"
    assert [r["K"] for r in data["results"]] == [4, 5]
    for result in data["results"]:
        assert set(result) >= FIELDS
        assert (result["verdict"], result["strength"], result["coverage"]) == ("PROVED", "exact", "universal")
        assert (result["witness"], result["left"], result["flow"]) == (None, None, "balanced")
        assert result["candidate"] == V


def test_refuted(tmp_path: Path) -> None:
    """K = 16: exit code 1; exact modes, an enclosure of strings, and the script."""
    code, data = asked(tmp_path, "log(max(s)/min(s))", "--K", "16")
    (result,) = data["results"]
    assert code == 1
    assert result["verdict"] == "REFUTED"
    modes, (low, high) = result["witness"]["modes"], result["witness"]["derivative"]
    assert len(modes) == 15
    assert all(isinstance(x, str) and Fraction(x) > 0 for x in modes)
    assert 0 < Fraction(low) <= Fraction(high)
    run = subprocess.run(
        [sys.executable, "-I", "-c", result["reproduce"]], capture_output=True, text=True, check=True
    )
    assert run.stdout.startswith(low[:12])


def test_undecided(tmp_path: Path) -> None:
    """No value is shown: exit code 4, with the reason."""
    code, data = asked(tmp_path, "1/(mean(exp(s)) - exp(mean(s)))", "--K", "4")
    (result,) = data["results"]
    assert code == 4
    assert (result["verdict"], result["strength"], result["coverage"]) == ("UNDECIDED", None, None)
    assert "not shown to have a value" in result["left"]


def test_one_refuted_is_enough(tmp_path: Path) -> None:
    """K = 2 is open or proved, K = 4 is refuted: exit code 1, and both are told."""
    code, data = asked(tmp_path, f"0 - ({V})", "--K", "2,4", "--timeout", "2")
    assert code == 1
    assert [r["verdict"] == "REFUTED" for r in data["results"]] == [False, True]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """But for what is volatile."""
    pages = []
    for _ in range(2):
        _, data = asked(tmp_path, "max(s) - mean(s)", "--K", "4,6", "--seed", "3")
        del data["volatile"]
        pages.append(json.dumps(data))
    assert pages[0] == pages[1]


def test_the_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The table, the witness and the script; on a pipe in plain lines."""
    assert main(["lyapunov", "max(s) - min(s)", "--K", "4", "--flow", "temperature:1/2"]) == 1
    out = capsys.readouterr().out
    assert "REFUTED" in out
    assert "D+ V is in [" in out
    assert "from decimal import *" in out
    assert "\x1b" not in out


def test_json_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """The data there, the table elsewhere."""
    assert main(["lyapunov", "mean(s)", "--K", "4", "--json", "-"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["results"][0]["verdict"] == "REFUTED"
    assert "REFUTED" in captured.err


def test_parameters_and_box(tmp_path: Path) -> None:
    """A range is refuted by one value, which the witness names; a box is named in what is covered."""
    code, data = asked(tmp_path, "mean(s**p)", "--param", "p=-1..2", "--K", "4")
    assert code == 1
    assert 0 < Fraction(data["results"][0]["witness"]["parameters"]["p"]) <= 2
    code, data = asked(tmp_path, "0 - mean(s)", "--box", "1..2", "--K", "4", "--timeout", "10")
    assert code == 0
    assert "[1, 2]^3" in data["results"][0]["covers"]


REFUSED = [
    ["s.__class__"],
    ["mean(s)**10**9"],
    ["(" * 500 + "s" + ")" * 500],
    ["mean(x)"],
    ["1/(max(s)-min(s))"],
    ["log(max(s)-min(s))"],
    ["mean(s)" + "+1" * 500_000],
    ["mean(\u0455)"],
    ["nan"],
    [""],
    ["mean(s)", "--K", "1"],
    ["mean(s)", "--K", "four"],
    ["mean(s)", "--flow", "sideways"],
    ["mean(s)", "--flow", "imbalance:nan"],
    ["mean(s)", "--box", "2..1"],
    ["mean(s)", "--param", "c"],
    ["mean(s*c)", "--param", "c=1..2", "--param", "c=1..3"],
    ["mean(s)", "--timeout", "0"],
    ["mean(s)", "--boxes", "-1"],
    ["mean(s)", "--seed", "x"],
    ["mean(s)", "--json", "/nowhere/at/all.json"],
    [],
]


@pytest.mark.parametrize("arguments", REFUSED, ids=[" ".join(a)[:40] or "nothing" for a in REFUSED])
def test_refusals(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and one line on standard error."""
    code = main(["lyapunov", *(["--", *arguments] if len(arguments) == 1 else arguments)])
    captured = capsys.readouterr()
    assert code == 2
    assert captured.out == ""
    assert captured.err.startswith("symflow: ")
    assert len(captured.err.splitlines()) == 1
    assert len(captured.err) < 400


def test_help_has_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    """Every function of the language, and the exit codes."""
    assert main(["lyapunov", "--help"]) == 0
    out = capsys.readouterr().out
    for word in (
        "mean",
        "sum",
        "min",
        "max",
        "sorted",
        "log",
        "exp",
        "sqrt",
        "tanh",
        "abs",
        "--param",
        "exit",
    ):
        assert word in out.lower()


def test_an_interrupt_keeps_what_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first K is answered, the second is interrupted: both are written, exit code 1 or 4 by what is there."""
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("signals need the main thread")
    answers = examining.answer

    def slow(question: Question, budget: Budget, progress: Any) -> Answer:
        if question.K == 8:
            os.kill(os.getpid(), signal.SIGINT)
        return answers(question, budget, progress)

    monkeypatch.setattr(examining, "answer", slow)
    code, data = asked(tmp_path, V, "--K", "4,8,16", "--timeout", "20")
    assert code == 4
    assert [r["verdict"] for r in data["results"]] == ["PROVED", "UNDECIDED", "UNDECIDED"]
    assert "interrupted" in data["results"][1]["left"]
    assert "interrupted" in capsys.readouterr().err


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
