"""What a paper prints, where that fails, and what is true instead, side by side."""

from __future__ import annotations

from symflow.ledger.run import Result
from symflow.render.latex.literature import WORKS
from symflow.render.report import texts
from symflow.render.report.book import Book
from symflow.render.report.extent import sizes_at
from symflow.render.report.markup import badge, claim_link, esc, fold, outside, plural
from symflow.render.report.witness import gap


def section(book: Book) -> str:
    """The errata; nothing where no claim states a printed form."""
    pairs = [(book.results[printed], true) for printed, true in book.printed()]
    if not pairs:
        return ""
    works = dict.fromkeys(key for result, _ in pairs for key in result.claim.cites if key in WORKS)
    papers = " ".join(outside(_entry(key)) for key in works)
    rows = "\n".join(_erratum(result, true, book) for result, true in pairs)
    return (
        '<section id="errata" aria-labelledby="errata-title">'
        '<h2 id="errata-title">Errata: as printed, and what stands instead</h2>'
        f'<p class="prose">{plural(len(pairs), "statement")} in the form that a paper prints, each beside the claim '
        f'that is stated instead. {papers}</p><div class="errata">{rows}</div></section>'
    )


def _entry(key: str) -> str:
    work = WORKS[key]
    return f"Audited: {work.authors}, {work.title}, {work.place}, {work.year}."


def _erratum(printed: Result, true: str, book: Book) -> str:
    """One printed statement and what is true instead."""
    name = esc(printed.claim.id)
    other = book.results.get(true)
    right = _side(other, _instead(other)) if other is not None else _absent(true)
    more = [n for n in book.results if n.startswith(f"{true}-") and n != printed.claim.id]
    links = ", ".join(claim_link(n, book.results, book.verdict(n)) for n in more)
    also = f'<p class="small">See also {links}.</p>' if more else ""
    source = outside(printed.claim.source)
    return (
        f'<article class="erratum" id="erratum-{name}" aria-label="Erratum {name}"><h3>{source}</h3>'
        f'<div class="sides"><div>{_side(printed, "As printed")}{_why(printed)}</div><div>{right}</div></div>'
        + fold(
            "Both statements in full" if other is not None else "The statement in full",
            _both(printed, other, book),
        )
        + also
        + "</article>"
    )


def _instead(result: Result) -> str:
    """What may be said of the claim that stands beside a printed form."""
    return "What is true instead" if result.verdict == "PROVED" else "Stated instead, and not proved"


def _absent(name: str) -> str:
    return f'<p class="none">The claim <code>{esc(name)}</code> is not part of this page.</p>'


def _side(result: Result, label: str) -> str:
    name = esc(result.claim.id)
    return (
        f'<p class="label">{label} {badge(result.verdict)}</p><p class="title">{texts.title(result.claim)}</p>'
        f'<p><a href="#claim-{name}"><code>{name}</code></a></p>'
    )


def _why(result: Result) -> str:
    """Where the printed form fails, in one line."""
    found = result.refutation
    if found is not None:
        where = sizes_at(found.instance, result.claim)
        return f'<p class="small">Part ({esc(found.part)}) fails at {where}: {gap(found)}.</p>'
    if result.verdict == "VACUOUS":
        return f'<p class="small">Met by {esc(", ".join(f"{n} = 0" for n in result.claim.choice))}.</p>'
    return ""


def _both(printed: Result, other: Result | None, book: Book) -> str:
    shown = [("As printed", printed)] + ([(_instead(other), other)] if other is not None else [])
    blocks = (
        f'<div class="statement"><p class="label">{label}</p>{texts.again(book.statements[r.claim.id])}</div>'
        for label, r in shown
    )
    return f'<div class="sides">{"".join(blocks)}</div>'
