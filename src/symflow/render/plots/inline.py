"""A picture for the inside of a page: text and axes take the colour of the page's text, and the page shows through.

What is taken out: the XML header, the metadata, the title that would follow the pointer, comments, and the style sheet,
which would reach the whole page. What is put in: a prefix before every id, so that many pictures share a page, and a
label for readers who do not see it. Nothing in it points outside of itself.
"""

from __future__ import annotations

import html
import re

from symflow.render.plots.look import FAINT, GRID, INK

_HEAD = re.compile(r"^.*?<svg[^>]*>", re.DOTALL)
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_OUT = re.compile(r"\s*<(metadata|title)>.*?</\1>|<!--.*?-->|<style[^>]*>.*?</style>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_USE = re.compile(r'(?:xlink:)?href="#([^"]+)"')
_URL = re.compile(r"url\(#([^)]+)\)")
_BLANK = re.compile(r"\n\s*\n|\n\s+")
_ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    'role="img" aria-label="{label}" color="currentColor" stroke-linejoin="round" stroke-linecap="butt" '
    'style="max-width: 100%; height: auto">'
)


def inline(svg: str, name: str, label: str) -> str:
    """The SVG of a figure with transparent patches, as an element of a page; ``name`` begins every id."""
    head = _HEAD.match(svg)
    size = _BOX.search(head[0]) if head else None
    if head is None or size is None:
        raise ValueError("an SVG of matplotlib begins with <svg and has a viewBox")
    body = _OUT.sub("", svg[head.end() :])
    body = _ID.sub(rf'id="{name}-\1"', body)
    body = _USE.sub(rf'href="#{name}-\1"', body)
    body = _URL.sub(rf"url(#{name}-\1)", body)
    body = _coloured(body)
    root = _ROOT.format(width=size[1], height=size[2], label=html.escape(label))
    return root + _BLANK.sub("\n", body).rstrip() + "\n"


def _coloured(body: str) -> str:
    """Ink and grid in the colour of the page's text; the grid lets most of the page through."""
    body = body.replace(f"stroke: {GRID}", "stroke: currentColor; stroke-opacity: 0.15")
    for ink in (INK, FAINT):
        body = body.replace(f": {ink}", ": currentColor")
    return body
