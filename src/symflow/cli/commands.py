"""What the commands do, once their arguments are read. Each returns its exit code."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from symflow.claim.claim import Claim
from symflow.cli import arguments
from symflow.cli.certificates import Certificates
from symflow.cli.live import Watch
from symflow.cli.output import Folder, Target
from symflow.cli.settling import settle as settle
from symflow.errors import InputError
from symflow.ledger import cache
from symflow.ledger.cache_key import program
from symflow.ledger.remember import Memory
from symflow.ledger.run import Result, claims, select, verify, with_used
from symflow.ledger.scripts import FOLDERS
from symflow.ledger.twins import TwinReport, examine_twin
from symflow.ledger.user import Chosen, chosen
from symflow.render import parts, report_json
from symflow.render.console import Paper, paper
from symflow.render.explain import explanation
from symflow.render.outcome import LIMITS, carried, exit_code, interrupted, summary, surprises
from symflow.render.table import show, show_claims

Book = dict[str, Claim]


@dataclass(frozen=True, slots=True)
class Effort:
    """How a run is done; ``fresh``: without what is known from earlier runs, where that would be used."""

    level: str
    jobs: int
    timeout: float
    quiet: bool = False
    fresh: bool = False


def list_claims(
    chapter: str | None,
    file: Target | None,
    version: str,
    book: Book | None = None,
    files: Sequence[str] = (),
) -> int:
    """``symflow list``: the claims of the package, or those of files."""
    known = book if book is not None else claims()
    if files:
        found = _chosen(files, known)
        known = {name: found.book[name] for name in select(found.patterns, found.book)}
    chosen = arguments.chapter(chapter, sorted({c.chapter for c in known.values()}))
    wanted = [c for c in known.values() if chosen in (None, c.chapter)]
    if file is not None:
        file.write(report_json.text(report_json.listing(wanted, version)))
        if file.standard:
            return 0
    show_claims(paper(), wanted)
    return 0


def verify_claims(
    patterns: Sequence[str],
    effort: Effort,
    file: Target | None,
    version: str,
    book: Book | None = None,
    folder: Folder | None = None,
) -> int:
    """``symflow verify``: a report or a certificate that cannot be written does not take the table with it."""
    found = _chosen(patterns, book)
    started = time.monotonic()
    certificates = Certificates(folder, version) if folder is not None else None
    if certificates is not None:
        _refuse_doubles(found)
    results = run(found.patterns, effort, found.book, certificates, found.proofs)
    report = report_json.text(report_json.report(results, version, time.monotonic() - started, effort.level))
    try:
        if file is not None:
            file.write(report)
    finally:
        out = paper(error=file is not None and file.standard)
        if effort.quiet:
            out.lines(
                [*surprises(results), *carried(results), *(certificates.troubles() if certificates else [])]
            )
        else:
            show(out, results)
            out.lines(["", *summary(results), *(certificates.lines() if certificates else [])])
    code = exit_code(results)
    return code if certificates is None else certificates.code(code, interrupted(results))


def explain_claim(name: str, effort: Effort, book: Book | None = None) -> int:
    """``symflow explain``: verifies the claim (or those of a file), what it rests on, and its false twin."""
    found = _chosen([name], book)
    known = found.book
    wanted = [known[own] for own in found.patterns] if found.proofs else [_one(name, known)]
    results = run([claim.id for claim in wanted], effort, known, proofs=found.proofs)
    code = exit_code(results)
    for place, claim in enumerate(wanted):
        script = found.proofs.get(claim.id)
        twin = examine_twin(claim, known, script, effort.timeout) if code != 4 else None
        paper().lines([""] * (place > 0))
        paper().lines(explanation(claim.id, {r.claim.id: r for r in results}, twin))
        code = code or _twin_code(twin)
    return code


def doctor(version: str) -> int:
    """``symflow doctor``: 3 if a needed part is missing."""
    found = parts.parts(FOLDERS)
    paper().lines(parts.report_lines(found, version))
    return 3 if any(p.needed and p.found is None for p in found) else 0


def _one(name: str, known: Book) -> Claim:
    """The one claim that a name or a glob means."""
    if name in known:
        return known[name]
    found = select(arguments.patterns([name]), known)
    if len(found) > 1:
        raise InputError.about("claim", name, f"give one id; it matches {', '.join(found[:6])}")
    return known[found[0]]


def _chosen(patterns: Sequence[str], book: Book | None) -> Chosen:
    """What the patterns name, files of claims included."""
    return chosen(patterns, book if book is not None else claims())


def _refuse_doubles(found: Chosen) -> None:
    """Certificates are told apart by their statements, so no two in one folder may state the same."""
    seen: dict[str, str] = {}
    for name in with_used(select(found.patterns, found.book), found.book):
        other = seen.setdefault(found.book[name].digest, name)
        if other != name:
            raise InputError(
                f"--certificates: {other} and {name} state the same, and certificates are told apart by their "
                "statements; leave one out"
            )


def run(
    patterns: Sequence[str],
    effort: Effort,
    known: Book,
    certificates: Certificates | None = None,
    proofs: Mapping[str, Path] | None = None,
) -> list[Result]:
    """Verify with progress on standard error, where that is a terminal; what is found is kept for ``settle``."""
    console: Paper = paper(error=True, quiet=effort.quiet)
    total = len(with_used(select(patterns, known), known))
    with Watch(console, total) as watch:
        after = certificates.after(watch.certified) if certificates is not None else None
        look = Memory(program(), fresh=True).look
        results = verify(
            patterns, effort.level, effort.jobs, effort.timeout, watch.progress, known, after, proofs, look
        )
    cache.tidy()
    return results


def _twin_code(twin: TwinReport | None) -> int:
    """1 if the false twin is not told apart from the claim; 4 if a limit of time left that open."""
    if twin is None or twin.told_apart:
        return 0
    return 4 if any(limit in message for message in twin.messages for limit in LIMITS) else 1
