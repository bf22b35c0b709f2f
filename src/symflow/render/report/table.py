"""The table of claims, with a filter that needs a script; without the script every line is there."""

from __future__ import annotations

from collections import Counter

from symflow.claim.claim import VERDICTS
from symflow.ledger.run import Result
from symflow.render.report import texts
from symflow.render.report.book import Book
from symflow.render.report.markup import badge, esc, scrolling

HEADS = ("claim", "verdict", "expected", "holds for", "evidence", "chapter")


def section(book: Book) -> str:
    """The filter and the table."""
    heads = "".join(f'<th scope="col" role="columnheader">{head}</th>' for head in HEADS)
    rows = "\n".join(_row(result, book) for result in book.results.values())
    table = (
        f'<table class="claims" role="table"><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">\n{rows}\n</tbody></table>'
    )
    return "\n".join(
        [
            '<section id="claims" aria-labelledby="claims-title">',
            '<h2 id="claims-title">The claims</h2>',
            _filter(book),
            scrolling(table, "Table of the claims", "table"),
            '<p id="none-found" class="none" hidden>No claim is left by the filter.</p>',
            "</section>",
        ]
    )


def _filter(book: Book) -> str:
    results = book.results.values()
    number = Counter(r.verdict for r in results)
    verdicts = "".join(f'<option value="{v}">{v} ({number[v]})</option>' for v in VERDICTS if number[v])
    chapters = "".join(
        f'<option value="{esc(c)}">{esc(c)} ({len(found)})</option>' for c, found in book.chapters().items()
    )
    return (
        '<form id="filter" class="filter" role="search" aria-label="Filter the claims" hidden>'
        '<label>Text <input type="search" id="filter-text" autocomplete="off" spellcheck="false" '
        'placeholder="id, title or reach"></label>'
        f'<label>Verdict <select id="filter-verdict"><option value="">all</option>{verdicts}</select></label>'
        f'<label>Chapter <select id="filter-chapter"><option value="">all</option>{chapters}</select></label>'
        f'<output id="filter-count" aria-live="polite">{len(book.results)} of {len(book.results)} shown</output></form>'
    )


def _row(result: Result, book: Book) -> str:
    claim, deciding = result.claim, book.deciding[result.claim.id]
    name, reach = esc(claim.id), book.extents[claim.id]
    used = "" if result.requested else ' <span class="small">(used)</span>'
    surprise = "" if result.as_expected else ' class="surprise"'
    strength = f"{esc(deciding.strength)} × {esc(deciding.coverage)}" if deciding is not None else "–"
    return (
        f'<tr id="row-{name}" role="row" data-verdict="{result.verdict}" data-chapter="{esc(claim.chapter)}">'
        f'<th scope="row" role="rowheader"><a href="#claim-{name}"><code>{name}</code></a>{used}'
        f'<span class="title">{texts.title(claim)}</span></th>'
        f'<td role="cell">{badge(result.verdict)}</td>'
        f'<td role="cell"{surprise}><span class="label">expected </span>{esc(claim.expected)}</td>'
        f'<td role="cell" class="reach r-{reach.kind}">{esc(reach.short)}</td>'
        f'<td role="cell">{strength}</td>'
        f'<td role="cell"><a href="#chapter-{esc(claim.chapter)}">{esc(claim.chapter)}</a></td></tr>'
    )
