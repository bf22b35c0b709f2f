"""Mutation testing of the checker of certificates and of the code that computes verdicts.

    python tools/mutation.py                        every mutant (hours)
    python tools/mutation.py --sample 600 --seed 1  a uniform sample of them
    python tools/mutation.py --again                survivors that are not explained once more, after tests were added
    python tools/mutation.py --publish              write docs/mutants.json and docs/mutants.md from what was tried

An error is planted in a private copy of the tree, one at a time, and the tests of tests/checker (or of tests/evidence) are
run against it, those of the module first, then some real certificates. Errors that nothing notices survive. The record
is kept in build/mutants, by the digest of the sources: a run that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools")]

from mutants.page import published, reasons  # noqa: E402 - the tools stand beside this file
from mutants.plan import Mutant, digest, planned, sampled  # noqa: E402
from mutants.session import Broken, Session, baseline, tried  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: E402

CHECKER, EVIDENCE = "src/symflow/checker", "src/symflow/evidence"
VERDICTS = (f"{EVIDENCE}/verdict.py", f"{EVIDENCE}/result.py")
LATE = ("test_main.py",)  # starts processes of its own
CLAIMS = ("exp-tangent", "square-root", "walsh-characters", "chebyshev", "depth-3", "collapse-ray")
SECONDS = 60  # of processor time, for all tests of one mutant


def modules_of(root: Path) -> list[str]:
    """The modules in which errors are planted."""
    checker = sorted(
        p for p in (root / CHECKER).glob("*.py") if p.read_text(encoding="utf-8").count("\n") > 1
    )
    return [str(p.relative_to(root)) for p in checker] + list(VERDICTS)


def tests_of(root: Path, module: str) -> list[list[str]]:
    """The tests against a mutant of a module: its own first, then all others together."""
    folder = root / ("tests/checker" if module.startswith(CHECKER) else "tests/evidence")
    stem = Path(module).stem.strip("_")
    every = sorted(folder.glob("test_*.py")) if module.startswith(CHECKER) else [
        folder / "test_verdict.py", folder / "test_result.py"]  # fmt: skip
    own = [p for p in every if p.stem == f"test_{stem}"]
    others = sorted((p for p in every if p not in own), key=lambda p: (p.name in LATE, p.name))
    groups = [own, others] if own else [others]
    return [[str(p.relative_to(root)) for p in group] for group in groups if group]


def certificates(folder: Path) -> None:
    """Some real certificates, made once by the sources as they are."""
    place = folder / "certificates"
    if any(place.glob("*.json")):
        return
    options = ["--quiet", "--jobs", "1", "--certificates", str(place)]
    command = [sys.executable, "-m", "symflow", "verify", *options, *CLAIMS]
    where = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    found = subprocess.run(command, cwd=ROOT, env=where, capture_output=True, text=True, check=False)
    if not any(place.glob("*.json")):
        raise Broken(f"no certificate could be made: {found.stderr.strip()[-200:]}")


def plan(folder: Path, modules: Sequence[str]) -> list[Mutant]:
    """All mutants, worked out once."""
    file = folder / "plan.json"
    if file.exists():
        return [Mutant(**one) for one in json.loads(file.read_text(encoding="utf-8"))]
    found = list(planned(ROOT, modules))
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(m) for m in found]), encoding="utf-8")
    return found


def run(session: Session, chosen: Sequence[Mutant], workers: int, console: Console) -> None:
    """Try what has not been tried yet, with a bar."""
    left = [m for m in chosen if m.name not in session.done]
    if not left:
        return
    console.print(
        f"{len(left)} of {len(chosen)} mutants are to be tried; Ctrl-C stops, and the next run goes on"
    )
    baseline(session, sorted({m.module for m in left}))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("0 survive", total=len(left))

        def each(_: Mutant) -> None:
            alive = sum(not session.done[m.name]["noticed"] for m in left if m.name in session.done)
            bar.update(task, advance=1, description=f"{alive} survive")

        for _ in tried(session, left, workers, each):
            pass


def main(arguments: Sequence[str] | None = None) -> int:
    """The program: 0, or 1 if a survivor is not explained or an explanation is stale, 2 if nothing could be tried, 130 if it was stopped."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--sample", type=int, metavar="N", help="try N mutants only, each set being as likely"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which sample (default 1)")
    parser.add_argument(
        "--module", action="append", metavar="NAME", help="mutants of this module only, as in normal.py"
    )
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes (default 2)")
    parser.add_argument("--again", action="store_true", help="try the survivors without an explanation again")
    parser.add_argument("--publish", action="store_true", help="write the pages")
    parser.add_argument("--list", action="store_true", help="count the mutants and stop")
    given = parser.parse_args(arguments)
    console = Console(stderr=True)
    modules = modules_of(ROOT)
    folder = ROOT / "build" / "mutants" / digest(ROOT, modules)
    found = plan(folder, modules)
    chosen = [
        m
        for m in sampled(found, given.sample, given.seed)
        if not given.module or Path(m.module).name in given.module
    ]
    if given.list:
        for module in modules:
            print(f"{sum(m.module == module for m in found):6} {module}")
        print(f"{len(found):6} mutants, {len(chosen)} of them chosen")
        return 0
    session = Session(
        ROOT,
        folder,
        {m: tests_of(ROOT, m) for m in modules},
        {m: m.startswith(CHECKER) for m in modules},
        SECONDS,
    )
    session.recall()
    if given.again:
        known = reasons()
        alive = [m for m in chosen if session.done.get(m.name, {}).get("noticed") == ""]
        session.forget([m.name for m in alive if m.key not in known])
    try:
        certificates(folder)
        run(session, chosen, given.workers, console)
    except Broken as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; the same command goes on from here", file=sys.stderr)
        return 130
    page = published(found, chosen, session.done, given.seed, digest(ROOT, modules), ROOT)
    if given.publish:
        page.write(ROOT / "docs")
    print(page.summary)
    for line in page.stale:
        print(f"an explanation in tools/mutants/explained.toml is stale: {line}", file=sys.stderr)
    return 1 if page.unexplained or page.stale else 0


if __name__ == "__main__":
    sys.exit(main())
