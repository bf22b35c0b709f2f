"""``symflow check``: its options, and what it does."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from symflow import __version__
from symflow.cli import arguments
from symflow.cli.output import Target, target

if TYPE_CHECKING:
    from symflow.ledger.recheck import Recheck
    from symflow.ledger.recheck_kernel import Kernel
    from symflow.render.console import Paper

Task = Callable[[], int]
HELP = (
    "Check certificates again, without the provers: files, or folders that hold some (*.json), as verify "
    "--certificates writes them. Each is accepted, rejected (with the place), or cannot be checked (with what is "
    "missing). The same checker runs alone, with Python only: python -m symflow.checker DIR.\n\n"
    "Exit codes: 0, all accepted; 1, one rejected; 4, one cannot be checked; 3, --coq without Coq."
)

Places = Annotated[list[str], typer.Argument(metavar="FILE|DIR...", show_default=False)]
Coq = Annotated[
    bool,
    typer.Option(
        "--coq", help="Have Coq's kernel check what the formal library is about, as the files state it."
    ),
]
Json = Annotated[
    str | None, typer.Option("--json", metavar="F", help="Write the answers to F (- for standard output).")
]
Statements = Annotated[
    bool,
    typer.Option(
        "--statements", help="Print what each accepted certificate states, and what was not re-checked."
    ),
]
Jobs = Annotated[
    str | None,
    typer.Option("--jobs", metavar="N", help="Runs of coqc at once.  [default: processors, at most 8]"),
]
Timeout = Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for coqc on each certificate.")]


def check(
    places: Places,
    coq: Coq = False,
    json: Json = None,
    statements: Statements = False,
    jobs: Jobs = None,
    timeout: Timeout = "300",
) -> Task:
    """Check certificates again, without the provers."""
    at_once, seconds = arguments.jobs(jobs), arguments.timeout(timeout)
    file = target("--json", json)
    return lambda: run(places, (at_once, seconds) if coq else None, file, statements)


def run(places: Sequence[str], coq: tuple[int, float] | None, file: Target | None, statements: bool) -> int:
    """``symflow check``; ``coq``: how many at once and seconds for each, or None to leave Coq out."""
    from symflow.ledger.recheck import answers, read
    from symflow.render import recheck_json, recheck_table, report_json
    from symflow.render.console import paper

    started = time.monotonic()
    files = read(places)
    progress = paper(error=True)
    with _Status(progress, f"checking {len(files)} certificates") as status:
        rechecks = answers(files)
        asked = _ask(rechecks, dict(files), coq, status) if coq is not None else None
    kernel = None if asked is None else asked.answers
    if file is not None:
        version = None if asked is None else asked.coqc
        seconds = time.monotonic() - started
        data = recheck_json.record(rechecks, kernel, version, __version__, seconds)
        file.write(report_json.text(data))
    out = paper(error=file is not None and file.standard)
    recheck_table.show(out, rechecks, kernel, statements)
    if asked is not None and asked.missing:
        out.lines([f"not kernel-checked: {asked.missing}"])
    return _code(rechecks, asked)


class _Asked:
    """What Coq was asked, and what is missing ("" if nothing)."""

    def __init__(self, answers: Mapping[str, Kernel], coqc: str | None, missing: str, stopped: str) -> None:
        self.answers, self.coqc, self.missing, self.stopped = answers, coqc, missing, stopped


def _ask(
    rechecks: Sequence[Recheck], raw: Mapping[str, bytes], coq: tuple[int, float], status: _Status
) -> _Asked:
    from symflow.evidence.kernel import enclosures
    from symflow.evidence.kernel.coqc import find
    from symflow.ledger.formal import prepare
    from symflow.ledger.recheck_kernel import ask

    at_once, seconds = coq
    program, why = find()
    names = sorted({r.id for r in rechecks if r.verdict})
    bounds = (enclosures.FILE,) if any(r.verdict == "REFUTED" for r in rechecks) else ()
    formal = prepare(
        names, at_once, lambda done, of, name: status.say(f"compiling {done} of {of}: {name}"), bounds
    )
    answers, stopped = ask(
        rechecks, raw, formal, at_once, seconds, lambda name: status.say(f"coqc has answered about {name}")
    )
    missing = why or (formal.why if formal.built is None and formal.claims else "")
    return _Asked(answers, None if program is None else program.version, missing, stopped)


def _code(rechecks: Sequence[Recheck], asked: _Asked | None) -> int:
    """1: one rejected; 3: Coq is missing; 4: one cannot be checked, or Coq does not check one that it should."""
    states = {r.state for r in rechecks}
    if "rejected" in states:
        return 1
    if asked is not None and asked.missing:
        return 3
    open_ = asked is not None and any(k.asked and not k.complete for k in asked.answers.values())
    return 4 if "cannot check" in states or open_ else 0


class _Status:
    """One line on a terminal that says what is being done; it is drawn when something is said, and by no clock."""

    def __init__(self, console: Paper, text: str) -> None:
        self.console, self.shown = console, console.is_interactive and not console.quiet
        self.say(text)

    def __enter__(self) -> _Status:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            self.console.file.write("\r\x1b[K")
            self.console.file.flush()

    def say(self, text: str) -> None:
        """Replace the line."""
        if self.shown:
            self.console.file.write(f"\r\x1b[K{text[: max(1, self.console.width - 1)]}")
            self.console.file.flush()
