"""The graph of what rests on what, drawn when the site is built: on GitHub it is a mermaid fence, which needs a script.

The picture is made from the registered claims, from which the fence is made too; each box is a link to its claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from symflow.claim.claim import Claim
from symflow.ledger.run import CHAPTERS, claims
from symflow.render.report.layout import HEIGHT, WIDTH, Layout, curve, layout, lines

MARGIN = 14
LONGEST = 22


def picture(book: Mapping[str, Claim]) -> str:
    """The SVG; claims that neither use another nor are used are left out, as in the fence."""
    joined = {name for own in book.values() for name in (own.id, *own.uses) if own.uses}
    uses = {name: book[name].uses for name in book if name in joined}
    found = layout(uses, {c: [n for n in uses if book[n].chapter == c] for c in CHAPTERS})
    width, height = found.width + 2 * MARGIN, found.height + MARGIN
    head = (
        f'<svg width="{width}" height="{height}" viewBox="{-MARGIN} 0 {width} {height}" role="group" '
        'aria-label="Graph of the claims"><defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" '
        'markerWidth="7" markerHeight="7" orient="auto"><path d="M0 .8L7.5 4 0 7.2z"/></marker></defs>'
    )
    inner = "".join([*_bands(found), *_arrows(found), *_boxes(found, book)])
    return f'<div class="claim-graph" tabindex="0" role="region" aria-label="Graph, scrolls">{head}{inner}</svg></div>'


def _bands(found: Layout) -> Iterator[str]:
    for band in found.bands:
        yield f'<text class="chapter" x="0" y="{band.top + 20}">{escape(band.name)}</text>'


def _arrows(found: Layout) -> Iterator[str]:
    for arrow in found.arrows:
        yield f'<path class="arrow" marker-end="url(#tip)" d="{curve(found, arrow)}"/>'


def _boxes(found: Layout, book: Mapping[str, Claim]) -> Iterator[str]:
    for name, (x, y) in found.places.items():
        claim = book[name]
        said = escape(f"{name}: {claim.title} (expected {claim.expected})")
        rows = lines(name, LONGEST)
        first = y + HEIGHT / 2 + 4 - 6 * (len(rows) - 1)
        texts = "".join(
            f'<text x="{x + 8}" y="{first + 12 * row:g}">{escape(line)}</text>'
            for row, line in enumerate(rows)
        )
        yield (
            f'<a href="{claim.chapter}.html#{name}" class="{claim.expected.lower()}" aria-label="{said}">'
            f'<title>{said}</title><rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="5"/>{texts}</a>'
        )


def _draw(_app: Sphinx, doctree: nodes.document) -> None:
    for node in list(doctree.findall(nodes.literal_block)):
        if node.get("language") == "mermaid":
            node.replace_self(nodes.raw("", picture(claims()), format="html"))


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers with Sphinx."""
    app.connect("doctree-read", _draw)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
