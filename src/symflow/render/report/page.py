"""The whole page: one file, nothing fetched, the same bytes for the same results."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files

from symflow.ledger.settled import Settled
from symflow.render.report import claims, errata, graph, overview, pictures, reading, table
from symflow.render.report.book import Book
from symflow.render.report.markup import esc, sprite
from symflow.render.report.pictures import Pictures

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' "
    "fill='%230b5d3b'/%3E%3Cpath d='M4.5 8.3l2.4 2.4 4.6-5' fill='none' stroke='white' stroke-width='2'/%3E%3C/svg%3E"
)


def page(settled: Settled, version: str, drawings: Pictures | None = None) -> str:
    """The page about settled claims; ``drawings``: its pictures, None where none are wanted."""
    return "".join(pieces(settled, version, drawings))


def pieces(settled: Settled, version: str, drawings: Pictures | None = None) -> Iterator[str]:
    """The same, section by section."""
    book = Book.of(settled, version)
    script = _resource("script.js")
    yield _head(script, _resource("style.css"))
    yield f'<body>\n<a class="skip" href="#main">Skip to the content</a>\n{sprite()}\n'
    yield _top(book, drawings)
    yield '<main id="main" tabindex="-1">\n'
    sections = (
        overview.section(book),
        reading.section(book),
        table.section(book),
        graph.section(book),
        errata.section(book),
        pictures.section(drawings, book),
        claims.section(book),
    )
    yield from (section + "\n" for section in sections if section)
    yield f"</main>\n{_foot(book)}<script>{script}</script>\n</body>\n</html>\n"


def _resource(name: str) -> str:
    return files("symflow.render.report").joinpath(name).read_text(encoding="utf-8")


def policy(script: str) -> str:
    """What the page may load and run: nothing from anywhere, and this one script."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digest}'"
    )


def _head(script: str, style: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'<title>symflow report</title>\n<link rel="icon" href="{ICON}">\n<style>\n{style}</style>\n</head>\n'
    )


def _top(book: Book, drawings: Pictures | None) -> str:
    """The title and the way about."""
    ways = [("overview", "Overview"), ("reading", "How to read"), ("claims", "Claims"), ("graph", "Graph")]
    ways += [("errata", "Errata")] if any(True for _ in book.printed()) else []
    ways += [("pictures", "Pictures")] if drawings is not None else []
    ways += [(f"chapter-{chapter}", f"{chapter}") for chapter in book.chapters()]
    links = "".join(f'<li><a href="#{esc(place)}">{esc(label)}</a></li>' for place, label in ways)
    return (
        '<header class="top"><h1>What was verified, and what was not</h1></header>\n'
        f'<nav class="ways" aria-label="Sections"><ul>{links}</ul></nav>\n'
    )


def _foot(book: Book) -> str:
    return (
        f"<footer><p>Written by <code>symflow report</code>, symflow {esc(book.version)}. The page is one file: it "
        "loads nothing, and the same results give the same bytes. An examination that was carried out before, "
        "with nothing changed since, may have been reused. To check again: <code>symflow verify</code>; without "
        "trusting symflow's provers: <code>symflow verify --certificates DIR</code>, then "
        "<code>symflow check DIR</code>.</p></footer>\n"
    )
