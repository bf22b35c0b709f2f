"""``symflow experiment`` as a user sees it: the data, the table, the refusals, an interrupt and going on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from symflow.cli import main
from symflow.experiment import fashion
from symflow.experiment.metrics import COLUMNS, METRICS

SMALL = ["experiment", "fig2", "--steps", "300", "--seeds", "2"]
REFUSED = {
    "no experiment": ([], "experiment: none was given; give one of fig2, late, train"),
    "an unknown one": (["fig9"], "experiment: 'fig9' cannot be used; give one of fig2, late, train"),
    "seeds 0": (["fig2", "--seeds", "0"], "--seeds: '0' cannot be used; give a whole number from 1 to 1000"),
    "seeds -1": (["fig2", "--seeds", "-1"], "--seeds: '-1'"),
    "seeds 1.5": (["late", "--seeds", "1.5"], "--seeds: '1.5'"),
    "steps 9": (["fig2", "--steps", "9"], "--steps: '9' cannot be used; give a whole number from 10"),
    "steps 1e5": (["fig2", "--steps", "1e5"], "--steps: '1e5'"),
    "scale 0": (["fig2", "--scales", "0"], "--scales: '0' cannot be used; give numbers from 1e-6 to 1000"),
    "scale -1": (["fig2", "--scales", "1,-1"], "--scales: '-1'"),
    "scale nan": (["fig2", "--scales", "nan"], "--scales: 'nan'"),
    "scale empty": (["fig2", "--scales", ""], "--scales: ''"),
    "scale 1e9": (["late", "--scales", "1e9"], "--scales: '1e9'"),
    "scale 1/0": (["late", "--scales", "1/0"], "--scales: '1/0' cannot be used; give a denominator"),
    "twice the same scale": (
        ["fig2", "--scales", "0.1,1/10"],
        "--scales: '0.1,1/10' cannot be used; give at most",
    ),
    "an unknown loss": (["fig2", "--loss", "squared"], "--loss: 'squared' cannot be used; give mean or sum"),
    "log t 9": (["late", "--log-t", "9"], "--log-t: '9' cannot be used; give a number from 10 to 100000"),
    "log t inf": (["late", "--log-t", "inf"], "--log-t: 'inf'"),
    "a picture of no kind": (
        ["fig2", "--plot", "x.pdf"],
        "--plot: 'x.pdf' cannot be used; give a file that ends in",
    ),
    "no folder": (
        ["fig2", "--json", "/nowhere/x"],
        "--json: '/nowhere/x' cannot be used; its folder does not exist",
    ),
    "no state": (["fig2", "--state", "/dev/null/x"], "--state: '/dev/null/x' cannot be used"),
    "epochs 0": (["train", "--epochs", "0"], "--epochs: '0' cannot be used; give a whole number from 1"),
    "a device": (["train", "--device", "tpu"], "--device: 'tpu' cannot be used; give auto, cpu, cuda"),
    "a seed": (["train", "--seed", "x"], "--seed: 'x'"),
    "an unknown option": (["late", "--steps", "10"], "--steps"),
}


def written(path: Path) -> dict[str, Any]:
    """A JSON file without its volatile part."""
    record: dict[str, Any] = json.loads(path.read_text())
    del record["volatile"]
    return record


@pytest.mark.parametrize("case", REFUSED)
def test_bad_usage_is_one_line(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, line = REFUSED[case]
    assert main(["experiment", *arguments]) == 2
    error = capsys.readouterr().err
    assert line in error
    assert error.count("\n") == 1


def test_the_data_and_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers are strings, every start has every curve, and two runs give the same but for what is volatile."""
    files = [tmp_path / name for name in ("a.json", "b.json")]
    for file in files:
        assert main([*SMALL, "--json", str(file)]) == 0
    record = written(files[0])
    assert record == written(files[1])
    assert record["schema"] == "symflow.experiment/1"
    assert record["evidence"] is False
    assert [(run["seed"], run["scale"]) for run in record["runs"]] == [
        (0, "0.1"),
        (1, "0.1"),
        (0, "1"),
        (1, "1"),
    ]
    points = len(record["step"])
    for run in record["runs"]:
        assert set(run["curves"]) == set(COLUMNS)
        assert all(len(curve) == points for curve in run["curves"].values())
    assert not floats(record)
    assert {f["metric"] for f in record["fits"]} == {m.name for m in METRICS}
    out = capsys.readouterr().out
    assert "4 runs" in out
    assert all(m.name in out for m in METRICS)


def floats(value: Any) -> bool:
    """Whether a float is anywhere in it."""
    if isinstance(value, dict):
        return any(map(floats, value.values()))
    return any(map(floats, value)) if isinstance(value, list) else isinstance(value, float)


def test_the_sum_loss_is_reported_start_by_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The step at which each was lost, in the table and in the data; null where there is no number."""
    file = tmp_path / "x.json"
    assert main([*SMALL, "--loss", "sum", "--json", str(file)]) == 0
    runs = written(file)["runs"]
    out = capsys.readouterr().out
    assert "4 of 4 runs left the range of float64" in out
    for run in runs:
        assert f"{run['seed']} at {run['not_finite_from']}" in out
        assert run["curves"]["within"][0] is not None
        assert run["curves"]["within"][-1] is None


def test_late_checks_itself_by_a_second_route(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.json"
    command = ["experiment", "late", "--seeds", "1", "--scales", "1/10", "--log-t", "12", "--json", str(file)]
    assert main(command) == 0
    record = written(file)
    assert record["log_t"][-1] == "12.0"
    assert record["notes"][0].startswith("Second route")
    assert record["notes"][0] in capsys.readouterr().out


def test_quiet_and_data_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """With --json - the table goes to standard error; with --quiet there is none."""
    assert main([*SMALL, "--json", "-"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["experiment"] == "fig2"
    assert "a measurement" in err
    assert main([*SMALL, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_without_matplotlib_only_a_picture_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert main([*SMALL, "--plot", str(tmp_path / "x.svg")]) == 3
    assert (
        "--plot: matplotlib is missing; pip install 'symflow[plot]', or use --json" in capsys.readouterr().err
    )
    assert main([*SMALL, "--quiet"]) == 0


def test_without_torch_there_is_no_training(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    assert main(["experiment", "train", "--small"]) == 3
    assert (
        capsys.readouterr().err
        == "symflow: experiment train: torch is missing; pip install 'symflow[train]'\n"
    )


def test_without_data_there_is_no_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether torch is there or not."""
    monkeypatch.setattr("symflow.experiment.network.require", lambda: None)
    monkeypatch.setattr("symflow.experiment.network.device_of", lambda asked: "cpu")
    monkeypatch.setattr(fashion, "DEBIAN", str(tmp_path))
    assert main(["experiment", "train", "--small"]) == 3
    assert "apt-get install dataset-fashion-mnist" in capsys.readouterr().err
    assert main(["experiment", "train", "--small", "--data", str(tmp_path)]) == 2
    assert "--data: " in capsys.readouterr().err


INTERRUPTED = """
import os, sys
from symflow.cli import main
from symflow.experiment.descent import Descent
advance, calls = Descent.advance, []

def interrupted(self, arrays, place):
    calls.append(place)
    if len(calls) == 20:
        os.kill(os.getpid(), int(sys.argv[1]))
    return advance(self, arrays, place)

Descent.advance = interrupted
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_interrupted_goes_on_to_the_same_numbers(
    number: signal.Signals, tmp_path: Path
) -> None:
    """Exit 4 with what was done, and then the same file as without the interrupt."""
    whole, part, kept = (str(tmp_path / name) for name in ("whole.json", "part.json", "state"))
    assert main([*SMALL, "--quiet", "--json", whole]) == 0
    again = [*SMALL, "--quiet", "--json", part, "--state", kept]
    process = [sys.executable, "-c", INTERRUPTED, str(int(number)), *again]
    done = subprocess.run(process, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert done.stderr.startswith("symflow: interrupted at point 19 of ")
    assert done.stderr.endswith("the same command goes on from there\n")
    first = written(Path(part))
    assert (first["complete"], first["fits"], len(first["step"])) == (False, [], 19)
    assert main(again) == 0
    assert written(Path(part)) == written(Path(whole))


def test_a_state_of_other_options_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = ["--quiet", "--state", str(tmp_path)]
    assert main([*SMALL, *kept]) == 0
    assert main([*SMALL, *kept, "--loss", "sum"]) == 2
    assert "it was made with other options" in capsys.readouterr().err
