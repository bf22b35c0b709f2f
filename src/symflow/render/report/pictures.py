"""Pictures of the flows, as SVG inside the page; without matplotlib the page says that they are left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from symflow.errors import MissingPart
from symflow.render.report.book import Book
from symflow.render.report.markup import esc, scrolling

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Picture:
    """A name, a title, a caption, and SVG text that is trusted: it is symflow's own."""

    name: str
    title: str
    caption: str
    svg: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a page; ``missing``: why there are none."""

    shown: tuple[Picture, ...] = ()
    missing: str = ""


def drawn(told: Callable[[float, str], None] = lambda done, text: None) -> Pictures:
    """Every picture of symflow.render.plots; ``told`` is called before each with the part of 1 that is done."""
    try:
        from symflow.render import plots

        found = []
        for place, name in enumerate(plots.NAMES):
            told(place / len(plots.NAMES), f"drawing {name}")
            picture = plots.draw(name)
            found.append(Picture(name, picture.title, picture.caption, picture.svg()))
    except MissingPart as error:
        return Pictures(missing=str(error))
    return Pictures(tuple(found))


def section(pictures: Pictures | None, book: Book) -> str:
    """The pictures, or why they are not there; nothing where none were wanted."""
    if pictures is None:
        return ""
    head = '<section id="pictures" aria-labelledby="pictures-title"><h2 id="pictures-title">Pictures</h2>'
    if pictures.missing:
        return f'{head}<p class="none">Pictures are left out: {esc(pictures.missing)}.</p></section>'
    note = '<p class="prose">Curves computed in floating point or with enclosures, to look at. They prove nothing.</p>'
    figures = "".join(_figure(shown, book) for shown in pictures.shown)
    return f'{head}{note}<div class="pictures">{figures}</div></section>'


def _figure(picture: Picture, book: Book) -> str:
    name = esc(picture.name)
    label = f"Picture {picture.title}"
    return (
        f'<figure id="picture-{name}">{scrolling(picture.svg, label, "picture")}'
        f"<figcaption><strong>{esc(picture.title)}.</strong> {_linked(picture.caption, book)}</figcaption></figure>"
    )


def _linked(caption: str, book: Book) -> str:
    """A caption in which the claims of the page are links."""

    def link(found: re.Match[str]) -> str:
        name = found[0]
        return f'<a href="#claim-{name}">{name}</a>' if name in book.results else name

    return _NAME.sub(link, esc(caption))
