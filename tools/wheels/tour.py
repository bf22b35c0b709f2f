"""What is tried in the bare environment, from an empty folder: all commands, what is missing, the newcomer's path."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from wheels.bare import Bare
from wheels.contents import ROOT
from wheels.trouble import Trouble

IDS = "chebyshev lyapunov-identity ulpm-lemma-3-3-limit ulpm-theorem-3-4-as-printed max-min-ratio-16"
LOOK = """
import pathlib, sys, symflow
names = [getattr(symflow, name) for name in symflow.__all__]
place = pathlib.Path(symflow.__file__).resolve().parent
heavy = [name for name in ("matplotlib", "torch", "dask", "distributed", "IPython") if name in sys.modules]
print(place, len(names), (place / "py.typed").is_file(), heavy)
"""
# What cannot be done without an extra or a program: the line, and what it must name.
MISSING = (
    ('symflow flow --modes "1,2,3" --plot f.svg', "matplotlib", "symflow[plot]"),
    ("symflow experiment fig2 --seeds 1 --steps 100 --plot f.svg", "matplotlib", "symflow[plot]"),
    ("symflow experiment train --small --epochs 1", "torch", "symflow[train]"),
    ("symflow plot fig2 -o f.svg", "matplotlib", "symflow[plot]"),
    ("symflow sweep --K 4 -o run.sqlite", "dask", "symflow[sweep]"),
)
COQ = "symflow check certificates --coq"
OWN = "ring-of-ten"  # the claim of docs/your-own-claim.md
CLAIM = re.compile(r'^```python title="my_claim.py"\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def commands_of(made: Bare) -> list[str]:
    """The commands of this version, as its help lists them."""
    code = "from symflow.cli.app import COMMANDS; print(*COMMANDS)"
    return made.type(f"python -c '{code}'").split()


def installed(made: Bare) -> str:
    """It is the installed package that runs, and it is whole."""
    place, names, typed, heavy = made.type(f"python -c '{LOOK}'").rstrip().split(" ", 3)
    if not Path(place).is_relative_to(made.home.resolve()) or typed != "True" or heavy != "[]":
        raise Trouble(f"import symflow: from {place}, py.typed {typed}, loads {heavy}")
    return f"{names} names"


def helps(made: Bare) -> str:
    """Every command has its page of help, and the doctor finds all that is needed."""
    names = commands_of(made)
    for name in names:
        made.type(f"symflow {name} --help")
    if "everything that is needed was found" not in made.type("symflow doctor"):
        raise Trouble("symflow doctor: it does not say that everything was found")
    made.type("python -m symflow --version")
    return f"{len(names)} commands"


def verdicts(made: Bare) -> str:
    """A few claims of every verdict, as expected; their certificates accepted by the checker, alone too."""
    made.type(f"symflow verify {IDS} --json report.json --certificates certificates")
    found = json.loads((made.place / "report.json").read_text(encoding="utf-8"))["results"]
    if any(record["verdict"] != record["expected"] for record in found):
        raise Trouble("symflow verify: a verdict is not as expected")
    made.type("symflow check certificates")
    made.type("python -I -m symflow.checker certificates")
    return f"{len(found)} claims"


def missing(made: Bare) -> str:
    """Without its extra a command ends with exit code 3 and one line that names the extra."""
    for line, package, extra in MISSING:
        said = made.type(line, code=3)
        if len(said.splitlines()) != 1 or package not in said or extra not in said:
            raise Trouble(f"{line}: it says {said.strip()!r} and not which extra is missing")
    programs = made.place.parent / "programs"  # a path on which there is no pdflatex and no coqc
    programs.mkdir(exist_ok=True)
    for name in ("bash", "sh", "env"):
        where = shutil.which(name)
        if where and not (programs / name).exists():
            (programs / name).symlink_to(where)
    for line, program in (("symflow latex chebyshev --pdf -o p.tex", "pdflatex"), (COQ, "coqc")):
        if program not in made.type(line, code=3, path=str(programs)).splitlines()[-1]:
            raise Trouble(f"{line}: its last line does not say that {program} is missing")
    return f"{len(MISSING) + 2} commands"


def newcomer(made: Bare) -> str:
    """README, a claim of one's own, LaTeX, PDF where it can be typeset, and the report."""
    done = ["verify", "explain", "own claim", "LaTeX"]
    made.type("symflow verify lyapunov-decrease")
    made.type("symflow explain lyapunov-decrease")
    page = (ROOT / "docs" / "your-own-claim.md").read_text(encoding="utf-8")
    (text,) = CLAIM.findall(page)
    (made.place / "my_claim.py").write_text(text, encoding="utf-8")
    if "PROVED" not in made.type("symflow verify my_claim.py"):
        raise Trouble("symflow verify my_claim.py: the claim of docs/your-own-claim.md is not proved")
    made.type("symflow latex my_claim.py --standalone -o appendix.tex")
    if shutil.which("pdflatex"):
        made.type("symflow latex my_claim.py --pdf -o paper.tex")
        if not (made.place / "paper.pdf").read_bytes().startswith(b"%PDF"):
            raise Trouble("symflow latex --pdf: what it wrote is no PDF")
        done.append("PDF")
    else:
        done.append("no PDF (there is no pdflatex here)")
    made.type("symflow report my_claim.py -o report.html")
    if f'id="claim-{OWN}" class="claim v-proved"' not in (made.place / "report.html").read_text("utf-8"):
        raise Trouble("symflow report: the page does not show the claim of my_claim.py as PROVED")
    return ", ".join([*done, "report"])


STOPS: tuple[tuple[str, Callable[[Bare], str]], ...] = (
    ("installed", installed),
    ("help and doctor", helps),
    ("verdicts and certificates", verdicts),
    ("without the extras", missing),
    ("the newcomer's path", newcomer),
)
