"""``symflow replay``: exit codes, one line for whatever goes wrong, and no code but what the command line names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from symflow.cli import main
from symflow.testing import flow_truth
from symflow.testing.failure import Record, store
from symflow.testing.law import Case

ON_THE_RAY = Case("walsh", 4, (("sigma", Fraction(1, 2)), ("t", Fraction(1))))
RAY = Record("collapse-ray", ON_THE_RAY, "float64", 1e-6, 0.5, "", 0)
SHIFT = Record(
    "softmax-shift",
    Case("cyclic", 2, (("c", (Fraction(1000),)), ("Z", ((Fraction(0),), (Fraction(1),))))),
    "float32",
    1e-4,
    float("inf"),
    "softmax returned nan",
    0,
)
MINE = """
import time
import numpy as np
from types import SimpleNamespace
from symflow.testing import REFERENCE, Implementation, reference

def overflowing(Z):
    weights = np.exp(Z)
    return weights / weights.sum(axis=0)

def slow(Z):
    while True:
        try:
            time.sleep(0.01)
        except Exception:
            pass

seen = []

def watched(Z):
    seen.append(Z.dtype)
    return reference.softmax(Z)

BAD = {"softmax": overflowing}
GOOD = Implementation(softmax=reference.softmax)
SLOW = {"softmax": slow}
WATCHED = {"softmax": watched}
NESTED = SimpleNamespace(inner=SimpleNamespace(softmax=overflowing))
NOTHING = 7
"""
READABLE = (
    "import sys; from symflow.cli import main; code = main(['replay', sys.argv[1]]); "
    "print(code, 'planted_code' in sys.modules)"
)


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a module of the user's, as the current one."""
    (tmp_path / "my_own_code.py").write_text(MINE, encoding="utf-8")
    (tmp_path / "my_broken_code.py").write_text("raise SystemExit('a\\nb')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "my_own_code", raising=False)
    return tmp_path


def test_it_holds_on_the_reference(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0, with the law, the case, the residual."""
    assert main(["replay", store(RAY, mine)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[0].startswith("law       collapse-ray: ")
    assert "case      scheme walsh, K = 4, sigma = 1/2, t = 1" in lines
    assert "tolerance 1e-06, float64" in out
    assert lines[-1] == "held"


@pytest.mark.parametrize("named", ["my_own_code:BAD", "my_own_code:NESTED.inner"])
def test_it_is_broken_on_bad_code(mine: Path, capsys: pytest.CaptureFixture[str], named: str) -> None:
    """1, and what happened."""
    assert main(["replay", store(SHIFT, mine), "--implementation", named]) == 1
    out = capsys.readouterr().out
    assert "c = (1000), Z = ((0), (1))" in out
    assert "softmax returned nan" in out
    assert out.splitlines()[-1] == "broken"


def test_it_holds_on_good_code(mine: Path) -> None:
    assert main(["replay", store(SHIFT, mine), "--implementation", "my_own_code:GOOD"]) == 0


def test_the_dtype_is_that_of_the_file(mine: Path) -> None:
    """Whatever the implementation says, the case is rounded as it was."""
    assert main(["replay", store(SHIFT, mine), "--implementation", "my_own_code:WATCHED"]) == 0
    assert {str(dtype) for dtype in sys.modules["my_own_code"].seen} == {"float32"}


def test_a_slow_function_ends_with_4(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Even one that catches every exception."""
    path = store(SHIFT, mine)
    assert main(["replay", path, "--implementation", "my_own_code:SLOW", "--timeout", "0.2"]) == 4
    err = capsys.readouterr().err
    assert "softmax-shift took more than 0.2 s" in err
    assert err.count("\n") == 1


def test_a_case_that_cannot_be_judged_ends_with_4(
    mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is neither held nor broken."""
    modes = (Fraction(0), Fraction(1))
    case = Case("walsh", 2, (("s", modes), ("t", Fraction(1))))
    path = store(Record("reduced-flow", case, "float64", 1e-6, 1.0, "", 0), mine)
    assert main(["replay", path]) == 0
    capsys.readouterr()
    monkeypatch.setattr(flow_truth, "MOST_STEPS", 1)
    assert main(["replay", path]) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert "reduced-flow cannot be judged on this case: the series needs more than 1 steps" in err


WRONG = {
    "no colon": ("my_own_code", "give MODULE:OBJECT"),
    "no module": (":BAD", "give MODULE:OBJECT"),
    "no object": ("my_own_code:", "give MODULE:OBJECT"),
    "unknown module": ("no_such_module_here:X", "ModuleNotFoundError"),
    "relative module": (".my_own_code:BAD", "TypeError"),
    "unknown object": ("my_own_code:WORSE", "AttributeError"),
    "not an implementation": ("my_own_code:NOTHING", "give at least one of softmax"),
    "a module that ends": ("my_broken_code:X", "SystemExit"),
    "a null": ("a\0b:X", "raised"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_imported_is_refused(
    mine: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    named, said = WRONG[name]
    line = refused(capsys, ["replay", store(SHIFT, mine), "--implementation", named])
    assert said in line


def test_a_missing_function_is_refused(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(capsys, ["replay", store(RAY, mine), "--implementation", "my_own_code:GOOD"])
    assert "it has no reduced_flow, which collapse-ray needs" in line


def test_bad_files_and_usage_are_refused(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each; the many kinds of bad files are tested where they are read."""
    assert "FILE: 'nothing.json' cannot be used" in refused(capsys, ["replay", "nothing.json"])
    assert "it is not a regular file" in refused(capsys, ["replay", str(mine)])
    assert "Missing argument 'FILE'" in refused(capsys, ["replay"])
    assert "--timeout: '0'" in refused(capsys, ["replay", "x", "--timeout", "0"])
    file = Path(store(RAY, mine))
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**content, "tolerance": "0.5"}), encoding="utf-8")
    assert "it was edited: its digest does not fit" in refused(capsys, ["replay", str(file)])


def refused(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    """The one line with which a command line is refused; nothing else is printed."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("symflow: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


def test_a_file_runs_no_code(mine: Path) -> None:
    """A module beside the file is not imported, whatever the file says about implementations."""
    (mine / "planted_code.py").write_text("print('ran')", encoding="utf-8")
    path = store(RAY, mine)
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    content["volatile"]["implementation"] = "planted_code:X"
    Path(path).write_text(json.dumps(content), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-c", READABLE, path], capture_output=True, text=True, check=True, env=os.environ
    )
    assert run.stdout.splitlines()[-1] == "0 False"
    assert "ran" not in run.stdout.splitlines()
