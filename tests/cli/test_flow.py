"""``symflow flow`` as a user sees it: the data, the table, the files, the refusals, the limits."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mpmath
import pytest

from symflow.cli import flow_run, main
from symflow.errors import LimitReached
from symflow.flow.solve.engine import solve
from symflow.flow.solve.problem import Refused

EQUAL = ",".join(["1/10"] * 7)
SMALL = ["flow", "--K", "4", "--modes", "1/10,0,2", "--t-end", "2", "--samples", "3"]
REFUSED = {
    "no K": ([], "--K: is missing"),
    "K = 0": (["--K", "0"], "--K: '0' cannot be used; give a whole number from 2 to 4096"),
    "K = 1": (["--K", "1"], "--K: '1'"),
    "K huge": (["--K", "1000000000000"], "--K: '1000000000000'"),
    "K negative": (["--K", "-4"], "--K: '-4'"),
    "K in other digits": (["--K", "٤"], "--K: "),
    "K a float": (["--K", "4.0"], "--K: '4.0'"),
    "too few modes": (
        ["--K", "4", "--modes", "1,2"],
        "--modes: has 2 entries; K = 4 needs K - 1 = 3 of them",
    ),
    "no modes": (["--K", "4", "--modes", ""], "a list is empty"),
    "an empty mode": (["--K", "4", "--modes", "1,,2"], "--modes: '' cannot be used"),
    "a negative mode": (["--K", "4", "--modes", "1,-2,3"], "--modes: '-2' cannot be used"),
    "nan": (["--K", "4", "--modes", "1,nan,3"], "--modes: 'nan'"),
    "1/0": (["--K", "4", "--modes", "1,1/0,3"], "--modes: '1/0' cannot be used; give a denominator"),
    "code": (["--K", "4", "--modes", "1,print(1),3"], "--modes: 'print(1)'"),
    "a huge exponent": (["--K", "4", "--modes", "1,1e999999999,3"], "--modes: '1e999999999'"),
    "uneven modes": (["--K", "3", "--modes", "1,2"], "--modes: entries 1 and 2 differ"),
    "walsh of 3": (["--K", "3", "--scheme", "walsh"], "--scheme: 'walsh'"),
    "unknown scheme": (["--K", "4", "--scheme", "x"], "--scheme: 'x' cannot be used; give walsh or cyclic"),
    "modes and factors": (
        ["--modes", "1", "--a", "1", "--b", "1"],
        "--modes: cannot be used with --a and --b",
    ),
    "a alone": (["--a", "1"], "--a: cannot be used alone; give --b"),
    "modes and a seed": (["--modes", "1", "--seed", "1"], "--init, --seed: cannot be used with modes"),
    "a bad seed": (["--K", "4", "--seed", "x"], "--seed: 'x'"),
    "a bad scale": (["--K", "4", "--init", "0"], "--init: '0'"),
    "digits 0": (
        ["--K", "4", "--digits", "0"],
        "--digits: '0' cannot be used; give a whole number from 1 to 10000",
    ),
    "digits negative": (["--K", "4", "--digits", "-1"], "--digits: '-1'"),
    "digits 10^9": (["--K", "4", "--digits", "1000000000"], "--digits: '1000000000'"),
    "samples 0": (
        ["--K", "4", "--samples", "0"],
        "--samples: '0' cannot be used; give a whole number from 2",
    ),
    "samples huge": (["--K", "4", "--samples", "1" * 30], "--samples: "),
    "end 0": (["--K", "4", "--t-end", "0"], "--t-end: '0' cannot be used; give a time after 0"),
    "end negative": (["--K", "4", "--t-end", "-1"], "--t-end: '-1'"),
    "end infinite": (["--K", "4", "--t-end", "inf"], "--t-end: 'inf'"),
    "end empty": (["--K", "4", "--t-end", ""], "--t-end: ''"),
    "time 0": (["--K", "4", "--timeout", "0"], "--timeout: '0'"),
    "a picture of another kind": (
        ["--K", "4", "--plot", "f.pdf"],
        "--plot: 'f.pdf' cannot be used; give a file that",
    ),
    "a picture nowhere": (["--K", "4", "--plot", "-"], "--plot: '-'"),
    "one file for two": (
        ["--K", "4", "--json", "-", "--csv", "-"],
        "--json, --csv, --plot: cannot share a file",
    ),
    "no such folder": (["--K", "4", "--csv", "/no/such/f"], "--csv: '/no/such/f' cannot be used"),
    "large matrices": (
        ["--K", "128", "--matrices"],
        "--K: 128 cannot be used; --matrices works up to K = 64",
    ),
    "a stray word": (["--K", "4", "x"], "unexpected extra argument"),
}


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


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """Exit code 2, before any work starts."""
    monkeypatch.setattr(flow_run, "solve", None)
    arguments, said = REFUSED[case]
    assert main(["flow", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("symflow: ")
    assert err.count("\n") == 1
    assert said in err
    assert len(err) < 300


def test_a_rigorous_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every mode has a radius; the table says what is bounded."""
    file = tmp_path / "f.json"
    assert main([*SMALL, "--rigorous", "--json", str(file)]) == 0
    record = data(file)
    assert record["rigorous"] is True
    assert [len(row) for row in record["radius"]] == [3, 3, 3]
    for row, radii in zip(record["modes"], record["radius"], strict=True):
        assert all(0 <= float(r) <= 1e-15 * float(s) for s, r in zip(row, radii, strict=True))
    assert "within 10^-15 of its size" in capsys.readouterr().out


def test_a_run_whose_digits_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two runs and the ray; without the option the record says that nothing was compared."""
    file, other = tmp_path / "f.json", tmp_path / "g.json"
    assert main([*SMALL, "--verify-digits", "--json", str(file)]) == 0
    assert min(data(file)["agreement"], data(file)["ray"]) >= 17
    assert "The two runs agree to" in capsys.readouterr().out
    assert main([*SMALL, "--json", str(other)]) == 0
    assert (data(other)["agreement"], data(other)["ray"]) == (None, None)
    assert data(other)["modes"] == data(file)["modes"]
    assert "Nothing was compared in this run" in capsys.readouterr().out


def test_fifty_digits_on_the_collapse_ray(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Against Ei(s) + 7 log s = 16 t + const, solved here by a root finder."""
    file = tmp_path / "flow.json"
    assert (
        main(["flow", "--K", "8", "--modes", EQUAL, "--t-end", "3", "--digits", "50", "--json", str(file)])
        == 0
    )
    record = data(file)
    with mpmath.workdps(80):
        first = mpmath.ei(mpmath.mpf(1) / 10) + 7 * mpmath.log(mpmath.mpf(1) / 10)
        true = mpmath.findroot(lambda s: mpmath.ei(s) + 7 * mpmath.log(s) - first - 48, 4)
        assert all(abs(mpmath.mpf(s) / true - 1) < mpmath.mpf(10) ** -49 for s in record["modes"][-1])
        loss = 8 * mpmath.log1p(7 * mpmath.exp(-true))
        assert abs(mpmath.mpf(record["loss"][-1]) / loss - 1) < mpmath.mpf(10) ** -49
    assert record["t"][0] == "0"
    assert record["t"][-1] == "3"
    assert len(record["t"]) == len(record["modes"]) == len(record["loss"]) == len(record["lyapunov"]) == 101
    assert set(record["lyapunov"]) == {"0"}
    table = capsys.readouterr().out
    assert "walsh flow, K = 8, balanced modes; t = 0..3; 101 samples, 50 digits" in table
    assert "4.05889" in table
    assert "\x1b" not in table


def test_the_record(tmp_path: Path) -> None:
    """The fields that others rely on; no number of the trajectory is a float."""
    file = tmp_path / "flow.json"
    assert main([*SMALL, "--quiet", "--json", str(file)]) == 0
    record = data(file)
    assert (record["schema"], record["K"], record["scheme"], record["digits"]) == (
        "symflow.flow/1",
        4,
        "walsh",
        15,
    )
    assert (record["rigorous"], record["radius"], record["complete"], record["end"]) == (False, [], True, "2")
    assert record["t"] == ["0", "1", "2"]
    assert record["modes"][0] == ["0.100000000000000", "0", "2.00000000000000"]
    assert [row[1] for row in record["modes"]] == ["0", "0", "0"]
    assert record["lyapunov"] == [None, None, None]
    assert "a" not in record
    assert "matrices" not in record
    assert {"method", "volatile", "agreement", "ray"} <= set(record)
    assert not any(
        isinstance(x, float) for row in [record["t"], record["loss"], *record["modes"]] for x in row
    )


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    """But for what is volatile."""
    files = [tmp_path / "1.json", tmp_path / "2.json"]
    for file in files:
        assert main(["flow", "--K", "8", "--samples", "4", "--quiet", "--json", str(file)]) == 0
    first, second = (data(file) for file in files)
    assert first.pop("volatile").keys() == second.pop("volatile").keys()
    assert json.dumps(first) == json.dumps(second)
    assert (
        main(["flow", "--K", "8", "--init", "0.1", "--seed", "0", "--samples", "4", "--quiet", "--json", "-"])
        == 0
    )


def test_random_starts(tmp_path: Path) -> None:
    """The defaults are those that the help states; the cyclic scheme gets even modes."""
    records = []
    for options in ([], ["--init", "1/10", "--seed", "0"], ["--seed", "1"]):
        file = tmp_path / "f.json"
        assert main(["flow", "--K", "6", "--samples", "2", "--quiet", "--json", str(file), *options]) == 0
        records.append(data(file)["modes"])
    assert records[0] == records[1] != records[2]
    assert records[0][0] == records[0][0][::-1]


def test_unbalanced_factors_and_matrices(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are in the record, and the table says how frozen the vectors are."""
    file = tmp_path / "f.json"
    factors = ["--a", "1,0,1/2", "--b", "1/4,1,1/2"]
    assert main(["flow", *factors, "--samples", "3", "--t-end", "1", "--matrices", "--json", str(file)]) == 0
    record = data(file)
    assert record["a"][0] == ["1.00000000000000", "0", "0.500000000000000"]
    assert len(record["b"]) == 3
    assert record["lyapunov"][0] is None
    assert record["lyapunov"][1] is not None
    frozen = record["matrices"]
    assert set(frozen) == {"off_diagonal_W", "off_diagonal_H", "modes_difference"}
    assert all(float(x) < 1e-15 for row in frozen.values() for x in row)
    out = capsys.readouterr().out
    assert "unbalanced factors" in out
    assert "Full matrices: off-diagonal part of U^T W R at most" in out


def test_the_table_of_values(capsys: pytest.CaptureFixture[str]) -> None:
    """On standard output, the summary elsewhere; an infinite V is an empty field."""
    assert main([*SMALL, "--csv", "-"]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.reader(out.splitlines()))
    assert rows[0] == ["t", "s_1", "s_2", "s_3", "loss", "lyapunov"]
    assert len(rows) == 4
    assert {len(row) for row in rows} == {6}
    assert rows[1][-1] == ""
    assert "walsh flow, K = 4" in err


def test_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing at all."""
    assert main([*SMALL, "--quiet"]) == 0
    assert tuple(capsys.readouterr()) == ("", "")


def test_a_limit_writes_what_was_reached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 4: whole files, which say that they are not complete."""
    file, table = tmp_path / "f.json", tmp_path / "f.csv"
    command = [
        "flow",
        "--K",
        "4",
        "--modes",
        "1,2,3",
        "--t-end",
        "1e10000",
        "--samples",
        "20001",
        "--timeout",
        "1",
    ]
    assert main([*command, "--json", str(file), "--csv", str(table)]) == 4
    out, err = capsys.readouterr()
    record = data(file)
    reached = len(record["t"])
    assert 1 <= reached < 20001
    assert not record["complete"]
    assert len(record["modes"]) == len(record["loss"]) == reached
    assert len(table.read_text(encoding="utf-8").splitlines()) == reached + 1
    assert err.count("\n") == 1
    assert "time: the limit of 1 s was reached" in err
    assert f"t = {record['t'][-1]} of 1e10000 was reached, and that is written" in err
    assert f"t = 0..{record['t'][-1]} of 1e10000" in out


def test_an_interrupt_writes_what_was_reached(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal after two samples."""

    def interrupted(*given: Any) -> Iterator[Any]:
        samples = solve(*given)
        yield next(samples)
        yield next(samples)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(30)

    monkeypatch.setattr(flow_run, "solve", interrupted)
    file = tmp_path / "f.json"
    assert main([*SMALL, "--json", str(file)]) == 4
    assert data(file)["t"] == ["0", "1"]
    assert capsys.readouterr().err == "symflow: interrupted; t = 1 of 2 was reached, and that is written\n"


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.3, 1.0])
def test_a_signal_at_any_time(tmp_path: Path, seconds: float) -> None:
    """A process of its own, interrupted so long after its first step, and again while it writes: a valid file."""
    file = tmp_path / "f.json"
    code = (
        "import sys, threading, time, os, signal\n"
        "from symflow.cli import bar, flow_run, main\n"
        "def stop():\n"
        f"    time.sleep({seconds})\n"
        "    for _ in range(5):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        time.sleep(0.02)\n"
        "started = []\n"
        "def update(self, reached):\n"
        "    started or started.append(threading.Thread(target=stop, daemon=True)) or started[0].start()\n"
        "bar.Bar.update = update\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = ["flow", "--modes", "1/10,1,2", "--t-end", "1e30", "--samples", "50000", "--json", str(file)]
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 4, done.stderr
    assert "interrupted; t = " in done.stderr
    assert "Traceback" not in done.stderr
    record = data(file)
    reached = len(record["t"])
    assert 1 <= reached < 50000
    assert not record["complete"]
    assert len(record["modes"]) == len(record["loss"]) == len(record["lyapunov"]) == reached
    assert all(len(row) == 3 for row in record["modes"])


def test_an_interrupt_while_the_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ignored."""
    right = flow_run.flow_csv.lines

    def lines(found: Any) -> Iterator[str]:
        os.kill(os.getpid(), signal.SIGINT)
        yield from right(found)

    monkeypatch.setattr(flow_run.flow_csv, "lines", lines)
    file = tmp_path / "f.csv"
    assert main([*SMALL, "--quiet", "--csv", str(file)]) == 0
    assert len(file.read_text(encoding="utf-8").splitlines()) == 4


@pytest.mark.parametrize(("raised", "said"), [(Refused("collapse ray: missed"), "collapse ray: missed")])
def test_a_refusal_writes_nothing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    raised: LimitReached,
    said: str,
) -> None:
    """When the known answer was missed, what came before is not trusted either."""

    def refusing(*given: Any) -> Iterator[Any]:
        yield next(solve(*given))
        raise raised

    monkeypatch.setattr(flow_run, "solve", refusing)
    file = tmp_path / "f.json"
    assert main([*SMALL, "--json", str(file)]) == 4
    assert not file.exists()
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"symflow: {said}\n")


def test_a_picture_without_matplotlib(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 3 with what to install, before any work starts."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setattr(flow_run, "solve", None)
    assert main([*SMALL, "--plot", str(tmp_path / "f.png")]) == 3
    assert "--plot: matplotlib is missing; pip install 'symflow[plot]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The distribution of random modes and the defaults are stated."""
    assert main(["flow", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "each j drawn evenly from 1, 2, ..., 1999. (default: 1/10)" in text
    assert "The seed of that draw, and of --perturb. (default: 0)" in text
    assert "[default: 15]" in text
    assert "With --verify-digits a second run" in text
    assert "an estimate of the error, not a bound" in text
