"""Nothing reaches the network, and nothing is written but what the user named and a cache that doctor shows."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from contained import Place, Ran, place, run

from symflow.cli.app import COMMANDS
from symflow.folders import cache
from symflow.testing.options import FOLDER

OWN_CLAIM = """
from symflow import Claim, Domain, Model, Variable, atom, ge, sign, square

x = atom("x")
claims = [
    Claim(id="my-square", chapter="mine", title="a square", source="school", parts=(("square", ge(x() * x(), 0)),),
          domain=Domain("Let x be real.", Model((Variable("x"),)))),
]


def proof(claim):
    return [sign("square", claim["square"], by=square(x()), because="a square")]
"""


@dataclass(frozen=True)
class Case:
    """A command, what it may leave in the folder where it runs (a trailing / means all below), and its exit code."""

    words: str
    leaves: tuple[str, ...] = ()
    code: int = 0
    needs: str = ""
    local: bool = False

    @property
    def command(self) -> str:
        """The name of the command."""
        return self.words.split()[0]


CASES = (
    Case("list --json list.json", ("list.json",)),
    Case("verify square-root --json new.json --certificates made", ("new.json", "made/square-root.json")),
    Case("verify mine.py --json own.json", ("own.json",)),
    Case("explain square-root"),
    Case("flow --modes 1,2,3 --t-end 1 --json f.json --csv f.csv", ("f.json", "f.csv")),
    Case("flow --modes 1,2,3 --t-end 1 --plot f.svg", ("f.svg", "f.svg.csv"), needs="matplotlib"),
    Case("lyapunov max(s)-min(s) --K 4 --json l.json", ("l.json",), 1),
    Case("certify point.json --json c.json", ("c.json",)),
    Case("experiment fig2 --seeds 1 --scales 1 --steps 50 --state run --json e.json", ("e.json", "run/")),
    Case("plot bound -o b.svg", ("b.svg", "b.csv"), needs="matplotlib"),
    Case("sweep -o s.sqlite --K 4 --seeds 0:1 --workers 1", ("s.sqlite",), needs="distributed", local=True),
    Case("latex square-root -o a.tex", ("a.tex",)),
    Case("latex square-root -o p.tex --pdf", ("p.tex", "p.pdf"), needs="pdflatex"),
    Case("report square-root -o r.html", ("r.html",)),
    Case("check certificates --json k.json", ("k.json",)),
    Case("diff old.json old.json --json d.json", ("d.json",)),
    Case("doctor"),
    Case("replay case.json"),
    Case("completion bash"),
)
HERE = [case for case in CASES if not case.needs or find_spec(case.needs) or shutil.which(case.needs)]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Path]:
    """A home that all commands share, and the files that they read, made in a folder beside it."""
    base = tmp_path_factory.mktemp("contained")
    made = place(base)
    point = {"W": [[1, -1], [-1, 1]], "H": [[1, -1], [-1, 1]]}
    (made.work / "point.json").write_text(json.dumps(point), encoding="utf-8")
    (made.work / "mine.py").write_text(OWN_CLAIM, encoding="utf-8")
    words = "verify exp-tangent --json old.json --certificates certificates"
    found = run(made, ["-m", "symflow", *words.split()])
    assert found.code == 0, found.said
    broken = (
        "import numpy as np; from symflow.testing import check; "
        "check({'softmax': lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0)}, 'softmax-*')"
    )
    run(made, ["-c", broken])
    shutil.copy(next((made.work / FOLDER).glob("*.json")), made.work / "case.json")
    shutil.rmtree(made.work / Path(FOLDER).parts[0])
    return made, made.work


def outside(found: Ran, at: Place, case: Case) -> dict[str, set[str]]:
    """What was written, or said to a network, that should not have been; {} if nothing."""
    allowed = (at.cache, at.temporary, at.log, at.work, Path("/dev"))
    made = {str(folder) for folder in at.cache.parents if folder.is_relative_to(at.home)}  # on the way to it
    stray = {w for w in found.of("write") - made if not any(Path(w).is_relative_to(a) for a in allowed)}
    folders = tuple(name for name in case.leaves if name.endswith("/"))
    left = {name for name in found.new["work"] if name not in case.leaves and not name.startswith(folders)}
    cache = at.cache.relative_to(at.home).as_posix() if at.cache.is_relative_to(at.home) else "?"
    home = {name for name in found.new["home"] if not name.startswith(f"{cache}/")}
    troubles = {
        "opened for writing": stray,
        "left where it ran": left,
        "left at home": home,
        "left as temporary": found.new["tmp"],
        "network": found.of("network") | (set() if case.local else found.of("local")),
    }
    return {what: which for what, which in troubles.items() if which}


@pytest.mark.parametrize("case", HERE, ids=lambda case: case.words.split(" -")[0].replace(" ", "-"))
def test_a_command_is_contained(case: Case, inputs: tuple[Place, Path]) -> None:
    """It leaves the files that were named, and in the cache; nothing else anywhere, and no word to the network."""
    at, _ = inputs
    found = run(at, ["-m", "symflow", *case.words.split()], local=case.local)
    assert found.code == case.code, found.said
    assert outside(found, at, case) == {}
    assert {name for name in case.leaves if not name.endswith("/")} <= found.new["work"]


def test_every_command_is_among_them() -> None:
    """A command that is added is tried here too."""
    assert {case.command for case in CASES} == set(COMMANDS)


def test_doctor_shows_the_cache(inputs: tuple[Place, Path]) -> None:
    """Where it is, every folder in it, and how to delete them."""
    at, _ = inputs
    said = run(at, ["-m", "symflow", "doctor"]).said
    kept = [folder.name for folder in at.cache.iterdir()]
    assert f"{at.cache}\n" in said
    assert {f"{name}/:" in said for name in kept} == {True}
    deleted = next(line for line in said.splitlines() if "may be deleted: rm -r " in line)
    assert {str(at.cache / name) in deleted.split() for name in kept} == {True}


def test_the_cache_goes_where_it_is_told(tmp_path: Path) -> None:
    """SYMFLOW_CACHE is the folder itself; HOME is left as it was."""
    at = place(tmp_path, "own")
    at.more["SYMFLOW_CACHE"] = str(tmp_path / "own")
    found = run(at, ["-m", "symflow", "verify", "square-root"])
    assert found.code == 0, found.said
    assert outside(found, at, Case("verify")) == {}
    assert found.new["home"] == set()
    assert [p.name for p in (tmp_path / "own" / "verdicts").iterdir()] == ["square-root.quick.json"]


def test_a_run_that_is_cut_short(tmp_path: Path) -> None:
    """Limits of time end jobs in the middle of their work; nothing of theirs is left."""
    at = place(tmp_path)
    found = run(at, ["-m", "symflow", "verify", "tanh-parabola", "anti-aligned", "--timeout", "1.5"])
    assert found.code in (0, 4), found.said
    assert outside(found, at, Case("verify")) == {}


@pytest.mark.skipif(shutil.which("coqc") is None, reason="not checked: coqc is missing")
def test_what_coq_leaves(tmp_path: Path) -> None:
    """Compiled files and answers, in the cache."""
    at = place(tmp_path, "")
    at.more["SYMFLOW_CACHE"] = str(cache())
    found = run(
        replace(at, cache=cache()), ["-m", "symflow", "verify", "walsh-characters", "--json", "w.json"]
    )
    assert found.code == 0, found.said
    assert "Coq's kernel" in (at.work / "w.json").read_text(encoding="utf-8")
    assert outside(found, replace(at, cache=cache()), Case("verify", ("w.json",))) == {}
    assert found.new["home"] == set()


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    """Work goes on without a cache, and nothing is said about it."""
    at = place(tmp_path)
    at.more["SYMFLOW_CACHE"] = "/dev/null/nowhere"
    found = run(at, ["-m", "symflow", "verify", "square-root"])
    assert found.code == 0, found.said
    assert "cache" not in found.said
    assert outside(found, at, Case("verify")) == {}
    assert found.new["home"] == set()


PLANTED = {
    "network": "import socket; socket.create_connection(('192.0.2.1', 9), 0.1)",
    "opened for writing": "import os; open(os.environ['HOME'] + '/../stray', 'a').close()",
    "left at home": "import pathlib; (pathlib.Path.home() / '.stray').write_text('x')",
    "left where it ran": "import os; os.close(os.open('stray', os.O_CREAT | os.O_WRONLY))",
    "left as temporary": "import tempfile; tempfile.mkdtemp()",
}


@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_planted_is_seen(kind: str, tmp_path: Path) -> None:
    """The net has no such hole: each kind of stray is caught, in a forked process as well."""
    at = place(tmp_path)
    line = PLANTED[kind]
    forked = f"import os\npid = os.fork()\nif pid == 0:\n    {line}\n    os._exit(0)\nos.waitpid(pid, 0)"
    for text in (line, forked):
        found = run(at, ["-c", text])
        assert kind in outside(found, at, Case("none")), found
        for name in (at.home / ".stray", at.work / "stray"):
            name.unlink(missing_ok=True)


def test_another_program_is_seen_too(tmp_path: Path) -> None:
    """A program that is no Python is not heard by the hook, but what it leaves is found."""
    at = place(tmp_path)
    found = run(at, ["-c", "import os; os.system('touch \"$HOME/.other\"')"])
    assert outside(found, at, Case("none")) == {"left at home": {".other"}}
