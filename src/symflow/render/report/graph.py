"""What rests on what, as a picture in which every claim is a link."""

from __future__ import annotations

from collections.abc import Iterator

from symflow.render.report.book import Book
from symflow.render.report.layout import HEIGHT, WIDTH, Layout, curve, layout, lines
from symflow.render.report.markup import esc, scrolling

LONGEST = 16
MARGIN = 10
NOTE = (
    "An arrow leads from a claim to one that uses it; it is left out where a longer way leads there, and each claim "
    "lists all that it uses. A claim stands to the right of everything it rests on. Every box is a link to its claim."
)


def section(book: Book) -> str:
    """The graph with its caption, or a sentence where there is nothing to draw."""
    uses = {name: result.claim.uses for name, result in book.results.items()}
    chapters = {chapter: [r.claim.id for r in results] for chapter, results in book.chapters().items()}
    found = layout(uses, chapters)
    return "\n".join(
        [
            '<section id="graph" aria-labelledby="graph-title" class="wide">',
            '<h2 id="graph-title">What rests on what</h2>',
            f'<p class="prose">{NOTE} <a href="#after-graph" class="skip-here">Skip the graph</a></p>',
            scrolling(_svg(found, book), "Graph of the claims, scrolls sideways", "graph"),
            '<span id="after-graph" tabindex="-1"></span>',
            "</section>",
        ]
    )


def _svg(found: Layout, book: Book) -> str:
    width, height = found.width + 2 * MARGIN, found.height + MARGIN
    head = (
        f'<svg width="{width}" height="{height}" viewBox="{-MARGIN} 0 {width} {height}" role="group" '
        'aria-label="Graph of the claims">'
    )
    arrow = (
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 .8L7.5 4 0 7.2z"/></marker></defs>'
    )
    return "".join([head, arrow, *_bands(found), *_arrows(found), *_nodes(found, book), "</svg>"])


def _bands(found: Layout) -> Iterator[str]:
    for place, band in enumerate(found.bands):
        height = band.bottom - band.top + 4
        yield (
            f'<rect class="band{" odd" if place % 2 else ""}" x="{-MARGIN + 2}" y="{band.top + 2}" '
            f'width="{found.width + 2 * MARGIN - 4}" height="{height}" rx="6"/>'
            f'<text class="chapter" x="0" y="{band.top + 20}">{esc(band.name)}</text>'
        )
        if band.alone:
            yield f'<text class="alone" x="0" y="{band.alone + 12}">without an arrow</text>'


def _arrows(found: Layout) -> Iterator[str]:
    for arrow in found.arrows:
        left, right = map(esc, arrow)
        yield (
            f'<path class="arrow" data-from="{left}" data-to="{right}" marker-end="url(#arrow)" '
            f'd="{curve(found, arrow)}"/>'
        )


def _nodes(found: Layout, book: Book) -> Iterator[str]:
    for name, result in book.results.items():
        x, y = found.places[name]
        verdict = result.verdict
        css = f"node v-{verdict.lower()}" + ("" if result.requested else " used")
        said = f"{esc(name)}: {esc(result.claim.title)} ({verdict})"
        rows = lines(name, LONGEST)
        first = y + HEIGHT / 2 + 4 - 6 * (len(rows) - 1)
        texts = "".join(
            f'<text x="{x + 23}" y="{first + 12 * row:g}">{esc(line)}</text>' for row, line in enumerate(rows)
        )
        yield (
            f'<a href="#claim-{esc(name)}" class="{css}" data-node="{esc(name)}" aria-label="{said}">'
            f"<title>{said}</title>"
            f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="5"/>'
            f'<use href="#mark-{verdict.lower()}" x="{x + 5}" y="{y + HEIGHT // 2 - 7}" width="14" height="14"/>'
            f"{texts}</a>"
        )
