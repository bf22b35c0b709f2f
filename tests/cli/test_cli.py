"""The command line: exit codes, one clear line for whatever goes wrong, and files that are whole."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from symflow import __version__
from symflow.cli import commands, main
from symflow.cli.app import COMMANDS
from symflow.folders import cache
from symflow.ledger import scripts
from symflow.render import parts

SMALL = "chebyshev"
WITHOUT_COQ = "exp-tangent"  # no limit of the exact prover holds back what Coq has proved
SYMFLOW = [sys.executable, "-m", "symflow"]
WRONG = {
    "no command": ([], "command: none was given"),
    "unknown command": (["nonsense"], "this version has list, verify, explain, "),
    "a sweep without a file": (["sweep", "--K", "4"], "-o: is missing"),
    "unknown option": (["verify", "--nonsense", "D"], "No such option: --nonsense"),
    "option without value": (["verify", "--timeout"], "--timeout"),
    "missing argument": (["explain"], "Missing argument 'ID or FILE.py'"),
    "two ids to explain": (["explain", "a", "b"], "(b)"),
    "several claims to explain": (["explain", "*"], "claim: '*' cannot be used; give one id"),
    "unknown id": (["verify", "no-such-claim"], "claim 'no-such-claim'"),
    "unknown id to explain": (["explain", "no-such-claim"], "claim 'no-such-claim'"),
    "glob that matches nothing": (["verify", "zz*"], "claim 'zz*'"),
    "empty id": (["verify", ""], "claim: ''"),
    "a file": (["verify", "proofs/chebyshev.py"], "proofs/chebyshev.py: defines no claim"),
    "no such file": (
        ["verify", "no_such_claim.py"],
        "claim: 'no_such_claim.py' cannot be used; there is no such file",
    ),
    "bad choice": (["verify", "--level", "medium"], "--level: 'medium' cannot be used; give quick or full"),
    "unknown chapter": (["list", "--chapter", "xyz"], "--chapter: 'xyz' cannot be used; the chapters are "),
}
BAD_JOBS = ("0", "-1", "1.5", "x", "", "1000000000", "9" * 5000, "٣", "nan")
BAD_TIMES = ("0", "-1", "nan", "inf", "-inf", "1e99", "x", "", "1/0", "1e-99", "9" * 5000)


def refused(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    """The one line with which a command line is refused; nothing else is printed."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("symflow: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_one_line(capsys: pytest.CaptureFixture[str], case: str) -> None:
    """It names what is wrong."""
    arguments, said = WRONG[case]
    assert said in refused(capsys, arguments)


@pytest.mark.parametrize("value", BAD_JOBS)
def test_bad_jobs(capsys: pytest.CaptureFixture[str], value: str) -> None:
    """A whole number from 1 to a sensible bound."""
    line = refused(capsys, ["verify", SMALL, f"--jobs={value}"])
    assert "--jobs: " in line
    assert "give a whole number from 1 to" in line
    assert len(line) < 250


@pytest.mark.parametrize("value", BAD_TIMES)
def test_bad_timeouts(capsys: pytest.CaptureFixture[str], value: str) -> None:
    """Seconds: positive, finite, bounded."""
    line = refused(capsys, ["verify", SMALL, f"--timeout={value}"])
    assert "--timeout: " in line
    assert "give seconds" in line
    assert len(line) < 250


@pytest.mark.parametrize(
    "path", ["/", ".", "", "/no/such/folder/f", "/dev/null/f", "/proc/f.json", "n" * 300]
)
@pytest.mark.parametrize("command", [["verify", SMALL], ["list"]])
def test_bad_output_paths(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str], path: str
) -> None:
    """They are refused before any work starts."""
    monkeypatch.setattr(commands, "verify", _never)
    monkeypatch.setattr(commands, "claims", _never)
    assert "--json: " in refused(capsys, [*command, "--json", path])


def test_a_read_only_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Unless this is root, who may write it."""
    file = tmp_path / "f.json"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o400)
    if os.access(file, os.W_OK):
        assert main(["list", "--json", str(file)]) == 0
    else:
        assert "it may not be written" in refused(capsys, ["list", "--json", str(file)])


def _never(*given: object, **options: object) -> None:
    raise RuntimeError("work started")


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Only what this version has is listed."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"symflow {__version__}\n"
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(name in text for name in COMMANDS)
    assert "Exit codes" in text


def test_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One line for each claim; the same as data."""
    file = tmp_path / "list.json"
    assert main(["list", "--chapter", "hadamard", "--json", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["schema"] == "symflow.list/1"
    assert [line.split()[0] for line in lines[1:]] == [c["id"] for c in data["claims"]]
    assert {c["chapter"] for c in data["claims"]} == {"hadamard"}


def test_verify_one_claim(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A table, a summary, a report; a file that was there is replaced whole."""
    file = tmp_path / "report.json"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    assert main(["verify", SMALL, "--jobs", "1", "--json", str(file)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "1 claim: 1 PROVED; 1 of 1 as expected" in out
    assert "PROVED means: " in out
    assert "\x1b" not in out
    assert json.loads(file.read_text(encoding="utf-8"))["results"][0]["id"] == SMALL
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["report.json"]


def test_quiet_says_nothing_when_all_is_well(capfd: pytest.CaptureFixture[str]) -> None:
    """And writes the report to standard output alone where that is asked for."""
    assert main(["verify", SMALL, "--quiet"]) == 0
    assert tuple(capfd.readouterr()) == ("", "")
    assert main(["verify", SMALL, "--quiet", "--json", "-"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["schema"] == "symflow.report/1"
    assert err == ""


def test_a_limit_is_exit_4(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What was done by then is written."""
    file = tmp_path / "report.json"
    assert main(["verify", WITHOUT_COQ, "--timeout", "0.001", "--json", str(file)]) == 4
    assert "did not finish within 0.001 s" in capsys.readouterr().out
    (record,) = json.loads(file.read_text(encoding="utf-8"))["results"]
    assert (record["verdict"], record["evidence"]) == ("UNDECIDED", [])


@pytest.fixture
def no_proofs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation that lost its proofs."""
    monkeypatch.setattr(scripts, "FOLDERS", (tmp_path / "gone",))
    monkeypatch.setattr(commands, "FOLDERS", (tmp_path / "gone",))
    return tmp_path


def test_a_verdict_that_is_not_expected_is_exit_1(
    capsys: pytest.CaptureFixture[str], no_proofs: Path
) -> None:
    """With the claim and the reason."""
    assert main(["verify", SMALL]) == 1
    assert f"{SMALL}: SUPPORTED, expected PROVED: has no proof script" in capsys.readouterr().out


def test_doctor(capsys: pytest.CaptureFixture[str], no_proofs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """3 if a needed part is missing, with its name; 0 otherwise."""
    assert main(["doctor"]) == 3
    assert "missing, and needed: proof scripts" in capsys.readouterr().out
    monkeypatch.setattr(commands, "FOLDERS", (no_proofs,))
    assert main(["doctor"]) == 0
    text = capsys.readouterr().out
    assert all(
        name in text for name in (*parts.NEEDED, "matplotlib", "torch", "distributed", "coqc", "pdflatex")
    )
    assert f"{cache()}\n" in text


@pytest.mark.parametrize("columns", ["0", "00", "1", "abc", "-5", ""])
def test_a_width_that_nobody_knows(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """COLUMNS may say anything; nothing is lost."""
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["list", "square-root"]) == 0
    assert "square-root" in capsys.readouterr().out.replace("\n", "")


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    """A glob that means one claim is enough."""
    assert main(["explain", "chebysh*"]) == 0
    text = capsys.readouterr().out
    for title in ("Domain", "Statement", "Proof", "Evidence", "False twin"):
        assert f"\n{title}\n" in text
    assert "the proof above, run on it, fails at step '4b' (IDENTITY):" in text


def test_a_fault_is_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The traceback is for those who ask for it."""
    monkeypatch.setattr(commands, "claims", _never)
    assert main(["list"]) == 70
    assert capsys.readouterr().err.startswith(
        "symflow: internal fault: RuntimeError: work started; please report"
    )
    monkeypatch.setenv("SYMFLOW_DEBUG", "1")
    assert main(["list"]) == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raised", "code"),
    [(KeyboardInterrupt(), 4), (MemoryError(), 4), (ModuleNotFoundError("x", name="flint"), 3)],
)
def test_other_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int
) -> None:
    """An interrupt before there was a result, no memory, a missing part."""

    def claims() -> None:
        raise raised

    monkeypatch.setattr(commands, "claims", claims)
    assert main(["list"]) == code
    assert capsys.readouterr().err.count("\n") == 1


def test_a_reader_that_leaves_ends_it_quietly() -> None:
    """As in ``symflow list | head -1``."""
    command = " ".join(SYMFLOW) + " list | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("claim")
    assert done.stderr == ""


def test_a_full_disk_is_one_line() -> None:
    """Standard output that cannot be written."""
    command = " ".join(SYMFLOW) + " list > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "standard output: cannot be written" in done.stderr


def test_a_terminal_without_unicode() -> None:
    """Symbols are ASCII there."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*SYMFLOW, "verify", SMALL], capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert b"+ PROVED" in done.stdout
    assert done.stderr == b""


def children(parent: int) -> list[str]:
    """The processes that a process has started and that still run."""
    shown = subprocess.run(
        ["ps", "-A", "-o", "ppid=,pid="], capture_output=True, text=True, check=True
    ).stdout
    return [line.split()[1] for line in shown.splitlines() if line.split()[0] == str(parent)]


def test_an_interrupt_writes_what_was_done(tmp_path: Path) -> None:
    """Exit code 4, the report, and no traceback of any process."""
    file = tmp_path / "report.json"
    process = subprocess.Popen(
        [*SYMFLOW, "verify", "--jobs", "1", "--json", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 120
    while not children(process.pid) and time.monotonic() < until:  # the first ones: the run has begun
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 4
    assert err == ""
    assert "The run was interrupted" in out
    records = json.loads(file.read_text(encoding="utf-8"))["results"]
    assert any("was interrupted" in r["messages"] for r in records)
