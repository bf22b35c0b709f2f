"""``symflow sweep`` from the outside: tables that are the same, kills, interrupts, exit codes, outputs."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from symflow.cli import main, sweep_run
from symflow.errors import SymflowError
from symflow.render.plots.look import mark_of
from symflow.testing.sweep import drill, shrink, table
from symflow.testing.sweep.grid import Place, planned
from symflow.testing.sweep.judge import BROKEN, row
from symflow.testing.sweep.store import Store

SYMFLOW = [sys.executable, "-m", "symflow"]
SMALL = ["sweep", "--laws", "V-falls", "--K", "4", "--scale", "1", "--seeds", "0:6", "--workers", "1"]
LONG = [
    "sweep",
    "--laws",
    "lyapunov-decrease",
    "--K",
    "8",
    "--scale",
    "1",
    "--seeds",
    "0:5000",
    "--workers",
    "1",
]


def _run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SYMFLOW, *words], cwd=cwd, capture_output=True, text=True, timeout=240, check=False
    )


def _wait_for_rows(file: Path, count: int) -> None:
    deadline = time.monotonic() + 120
    while drill.rows(file) < count:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_sweep_and_what_it_writes(tmp_path: Path) -> None:
    """Held and broken, the failure that replays, JSON, Parquet and the picture; the second time nothing is run."""
    words = [*SMALL, "-o", "my run.sqlite", "--flow", "balanced,depth:3", "--json", "run.json"]
    extra = ["--plot", "run.svg"] if find_spec("matplotlib") else []
    extra += ["--parquet", "run.parquet"] if find_spec("pyarrow") else []
    (tmp_path / extra[-1]).touch(0o600)  # and is replaced with its permissions
    first = _run(*words, *extra, cwd=tmp_path)
    assert (first.returncode, first.stderr) == (1, "")
    content = json.loads((tmp_path / "run.json").read_text())
    assert (content["schema"], content["missing"], len(content["cases"])) == ("symflow.sweep/1", 0, 12)
    assert content["counts"]["held"] + content["counts"]["broken"] == 12
    assert content["digest"] in first.stdout
    (name,) = content["failures"]
    replay = next(line for line in first.stdout.splitlines() if line.startswith("broken: "))
    again = _run(*shlex.split(replay)[2:], cwd=tmp_path)
    assert (again.returncode, again.stdout.splitlines()[-1]) == (1, "broken")
    assert name in replay
    printed = _run("sweep", "--table", "my run.sqlite", cwd=tmp_path)
    assert printed.returncode == 0
    assert content["digest"] in printed.stdout.splitlines()[-1]
    started = time.monotonic()
    second = _run(*words, cwd=tmp_path)
    assert second.returncode == 1
    assert second.stdout == first.stdout
    assert time.monotonic() - started < 60
    known = {"my run.sqlite", "run.json", "my run.sqlite.failures", *extra[1::2]}
    assert {file.name for file in tmp_path.iterdir()} == known
    assert (tmp_path / extra[-1]).stat().st_mode & 0o777 == 0o600
    if "run.svg" in extra:
        assert mark_of((tmp_path / "run.svg").read_text()) == content["digest"][:16]
    if "run.parquet" in extra:
        from pyarrow import parquet

        read = parquet.read_table(tmp_path / "run.parquet").to_pydict()
        assert read["outcome"] == [case["outcome"] for case in content["cases"]]


def test_one_that_cannot_be_shrunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and the others are shrunk and written all the same."""
    plan = planned((("V-falls", "depth:3"), ("ratio-falls", "depth:3")), (16,), ("1",), (0, 1), 15, "4")
    asked = sweep_run.Asked(str(tmp_path / "run"), plan, [], None, 1, 60.0, sweep_run.Outputs())

    def hard(at: Place) -> shrink.Shrunk:
        if at.law == "V-falls":
            raise SymflowError("planted")
        return shrink.shrunk(at)

    monkeypatch.setattr(sweep_run, "shrunk", hard)
    with Store(asked.path) as store:
        store.begin(plan)
        store.add([row(plan, number, 60) for number in range(len(plan))])
        assert [r.outcome for r in store.rows(plan)] == [BROKEN] * 2
        assert sweep_run._shrink(asked, store) == "planted"
    (file,) = (tmp_path / "run.failures").iterdir()
    assert file.name.startswith("ratio-falls")


def test_client_and_worker_killed(tmp_path: Path) -> None:
    """The drill in small: kill -9 of a worker, of the client, of a worker; the tables are the same bytes.

    Most cases are slow ones, so that much is left to be done whenever something is killed.
    """
    laws = "V-falls,reduced-flow,modes-grow,lyapunov-decrease,flow-semigroup"
    axes = ["--flow", "balanced,depth:3", "--K", "8", "--scale", "1e-3,1", "--seeds", "0:30"]
    words = ["sweep", "--laws", laws, *axes, "--quiet", "--workers", "2"]
    file = tmp_path / "killed.sqlite"
    drilled = drill.Drill(file, drill.symflow(*words, "-o", str(file)), 6 * 2 * 30)
    assert drilled.run((drill.WORKER, drill.CLIENT, drill.WORKER, drill.CLIENT)) == 1
    assert (drilled.clients, len(drilled.killed)) == (3, 4)
    with Store(str(file)) as store:
        plan = store.opened()
        assert len(plan) == drilled.cases
        assert [r.cells for r in store.rows(plan)] == [row(plan, n, 60).cells for n in range(len(plan))]
        assert table.counts(store)["undecided"] == 0


def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C to the client and its workers: what is done is kept, code 4, one line; the file is free again."""
    file = tmp_path / "run.sqlite"
    client = subprocess.Popen(
        [*SYMFLOW, *LONG, "-o", str(file), "--quiet"],
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_for_rows(file, 5)
        second = _run(*LONG, "-o", str(file), cwd=tmp_path)
        assert second.returncode == 2
        assert "another symflow sweep has it open" in second.stderr
        os.killpg(client.pid, signal.SIGINT)
        told = client.communicate(timeout=60)[1]
    finally:
        client.kill()
    assert client.returncode == 4
    assert told.count("\n") == 1
    assert "the same command goes on" in told
    printed = _run("sweep", "--table", str(file), cwd=tmp_path)
    assert printed.returncode == 4
    assert int(printed.stdout.splitlines()[-1].split()[1]) >= 5


def test_the_scheduler_dies(tmp_path: Path) -> None:
    """A cluster started by hand: the scheduler is killed, the client ends by itself with what is done."""
    file = tmp_path / "run.sqlite"
    words = [word for word in LONG if word != "--workers"][:-1]
    with drill.Hand(tmp_path) as hand:
        client = subprocess.Popen(
            [*SYMFLOW, *words, "-o", str(file), "--quiet", "--scheduler", hand.address],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            _wait_for_rows(file, 5)
            hand.scheduler.kill()
            told = client.communicate(timeout=120)[1]
        finally:
            client.kill()
            for pid in drill.processes_of(hand.worker.pid):
                os.kill(pid, signal.SIGKILL)
    assert client.returncode == 4
    assert told.count("\n") == 1
    assert "what is done is kept" in told


def test_the_disk_is_full(tmp_path: Path) -> None:
    """Where the file cannot grow the sweep ends with one line, and the file is whole."""
    file = tmp_path / "run.sqlite"
    words = [*SMALL[:-3], "0:5000", "--workers", "1", "-o", str(file), "--quiet"]
    line = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000)); "
    line += "from symflow.cli import main; "
    line += "sys.exit(main(sys.argv[1:]) if __name__ == '__main__' else 0)"
    script = tmp_path / "small.py"
    script.write_text(line.replace("; ", "\n").replace("sys.exit", "if __name__ == '__main__': sys.exit", 1))
    done = subprocess.run(
        [sys.executable, str(script), *words], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 4, done.stderr
    assert done.stderr.count("\n") == 1
    assert "make room" in done.stderr
    with Store(str(file)) as store:
        assert 0 < sum(store.done(store.opened())) < 5000


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--workers", "0"], "--workers"),
        (["--workers", "2", "--scheduler", "tcp://127.0.0.1:1"], "give one of them"),
        (["--scheduler", "127.0.0.1"], "--scheduler"),
        (["--plot", "x.pdf"], "--plot"),
        (["--parquet", "-"], "--parquet"),
        (["--json", "run.sqlite"], "cannot share a file"),
        (["--timeout", "0"], "--timeout"),
        (["--digits", "x"], "--digits"),
        (["--table", "run.sqlite"], "--table, -o"),
        (["--laws", "enclosed-V", "--flow", "depth:3"], "nothing is left to try"),
        (["-o", "none/run.sqlite"], "its folder does not exist"),
        (["-o", "-"], "give a file"),
    ],
)
def test_what_is_refused(
    words: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line, exit code 2, and no file."""
    monkeypatch.chdir(tmp_path)
    assert main(["sweep", "-o", "run.sqlite", *words]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert told in error
    assert not list(tmp_path.iterdir())


def test_without_dask(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3, and how to get it; a table that is there can still be read."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.chdir(tmp_path)
    assert main(["sweep", "-o", "run.sqlite"]) == 3
    assert "symflow[sweep]" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
