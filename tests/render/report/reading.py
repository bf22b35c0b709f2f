"""A page as a reader of HTML sees it: elements with their attributes, ids, links, and the text of each claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass(eq=False)
class Element:
    """An element: its attributes, its text with that of all below it, and what it is inside of."""

    tag: str
    attributes: dict[str, str | None]
    inside: tuple[Element, ...] = field(repr=False)
    pieces: list[str] = field(default_factory=list, repr=False)

    @property
    def text(self) -> str:
        """What a reader sees of it."""
        return "".join(self.pieces)

    def attribute(self, name: str) -> str:
        """An attribute; "" without one."""
        return self.attributes.get(name) or ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.all: list[Element] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), tuple(self.open))
        self.all.append(element)
        if len(element.attributes) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append(Element(tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1].tag if self.open else 'nothing'}")
        if any(element.tag == tag for element in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)


@dataclass(eq=False)
class Page:
    """All elements of a page, and what is wrong with their nesting."""

    elements: list[Element]
    faults: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Page:
        """Read a page."""
        reader = _Reader()
        reader.feed(text)
        reader.close()
        faults = reader.faults + [f"<{e.tag}> is never closed" for e in reader.open]
        return cls(reader.all, faults)

    def every(self, tag: str, css: str = "") -> list[Element]:
        """The elements of a tag, and of a class."""
        return [e for e in self.elements if e.tag == tag and (not css or css in e.attribute("class").split())]

    def by_id(self, name: str) -> Element:
        """The element of an id."""
        (found,) = [e for e in self.elements if e.attributes.get("id") == name]
        return found

    def ids(self) -> list[str]:
        """Every id, in order."""
        return [str(e.attributes["id"]) for e in self.elements if e.attributes.get("id")]

    def within(self, outer: Element) -> list[Element]:
        """The elements inside another."""
        return [e for e in self.elements if any(o is outer for o in e.inside)]
