"""Small pieces of HTML: escaped text, links, badges, boxes that scroll.

Whatever comes from a claim, a proof script or a user's file passes through ``esc`` or ``code_block``; nothing else
reaches the page as it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from symflow.claim.claim import VERDICTS
from symflow.render.console import one_line

ARXIV = re.compile(r"arXiv:([0-9]{4}\.[0-9]{4,5})")
DOI = re.compile(r"doi:(10\.[0-9]{4,9}/[A-Za-z0-9./()_-]+)")
# Each verdict has a shape and a sign of its own, so that none is told from another by its colour alone.
SHAPES = {
    "PROVED": '<circle cx="8" cy="8" r="7"/><path d="M4.6 8.3l2.4 2.4 4.4-5"/>',
    "CONDITIONAL": '<circle cx="8" cy="8" r="7"/><path d="M8 4v8M8 4.5a3.5 3.5 0 0 1 0 7"/>',
    "SUPPORTED": '<rect x="1" y="3.5" width="14" height="9" rx="4.5"/>'
    '<path d="M4 9.2c1.3-2.6 2.7-2.6 4-1.2s2.7 1.4 4-1.2"/>',
    "UNDECIDED": '<path d="M8 .8L15.2 8 8 15.2.8 8z"/><path d="M6 6.4c.2-2.4 4-2.3 4 0 0 1.5-2 1.5-2 3M8 11.4v.2"/>',
    "SUSPECT": '<path d="M8 1l7 13H1z"/><path d="M8 6v4M8 12v.2"/>',
    "REFUTED": '<rect x="1.5" y="1.5" width="13" height="13" rx="1.5"/><path d="M5 5l6 6M11 5l-6 6"/>',
    "VACUOUS": '<circle cx="8" cy="8" r="6" class="hollow"/><path d="M3 13L13 3"/>',
}


def esc(text: str) -> str:
    """Text on one line, without control characters, as text and never as markup."""
    return html.escape(one_line(text), quote=True)


def code_block(text: str) -> str:
    """Lines of code as they stand, in a box that scrolls."""
    lines = [html.escape(one_line_keeping_indent(line), quote=True) for line in text.strip("\n").splitlines()]
    return '<pre tabindex="0"><code>' + "\n".join(lines) + "</code></pre>"


def one_line_keeping_indent(line: str) -> str:
    """A line of code without control characters."""
    return "".join(c if c.isprintable() else " " for c in line).rstrip()


def sprite() -> str:
    """The signs of the verdicts, drawn once."""
    symbols = "".join(
        f'<symbol id="mark-{verdict.lower()}" viewBox="0 0 16 16">{SHAPES[verdict]}</symbol>'
        for verdict in VERDICTS
    )
    return f'<svg class="sprite" aria-hidden="true" width="0" height="0">{symbols}</svg>'


def mark(verdict: str) -> str:
    """The sign of a verdict."""
    return f'<svg class="mark" aria-hidden="true"><use href="#mark-{verdict.lower()}"/></svg>'


def badge(verdict: str) -> str:
    """A verdict as word, shape and colour."""
    return f'<span class="badge v-{verdict.lower()}">{mark(verdict)}{verdict}</span>'


def claim_link(name: str, known: Iterable[str], verdict: str = "") -> str:
    """A claim by its id: a link where the page has it."""
    shown = f"<code>{esc(name)}</code>"
    sign = mark(verdict) if verdict else ""
    css = f' class="ref v-{verdict.lower()}"' if verdict else ""
    said = f'<span class="away">{verdict}</span>' if verdict else ""
    return f'<a href="#claim-{esc(name)}"{css}>{sign}{said}{shown}</a>' if name in known else shown


def outside(text: str) -> str:
    """Escaped text in which papers named as arXiv:... or doi:... are links."""
    shown = esc(text)
    shown = ARXIV.sub(r'<a href="https://arxiv.org/abs/\1" rel="noreferrer">arXiv:\1</a>', shown)
    return DOI.sub(r'<a href="https://doi.org/\1" rel="noreferrer">doi:\1</a>', shown)


def listed(items: Iterable[str], css: str = "") -> str:
    """A list of pieces that are markup already."""
    body = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul{f' class={chr(34)}{css}{chr(34)}' if css else ''}>{body}</ul>" if body else ""


def scrolling(body: str, label: str, css: str = "") -> str:
    """A box of its own for what may be wider than a phone; the keyboard can reach and scroll it."""
    return f'<div class="scroll {css}" role="region" tabindex="0" aria-label="{esc(label)}">{body}</div>'


def fold(summary: str, body: str, css: str = "") -> str:
    """What is folded away until it is asked for, and open in print."""
    return f"<details{f' class={chr(34)}{css}{chr(34)}' if css else ''}><summary>{summary}</summary>{body}</details>"


def plural(count: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
