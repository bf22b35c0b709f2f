"""What an export is made of, as data: words, formulas, references, displayed equations, heads of steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are read; ``kind``: plain, emph, strong or code."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in a line of text, as TeX."""

    tex: str


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to an equation (in brackets) or a claim, by its label."""

    label: str
    equation: bool


@dataclass(frozen=True, slots=True)
class Work:
    """A book or paper, by its key, and how it is named in a text."""

    key: str
    short: str


Inline: TypeAlias = Text | Math | Link | Work


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words and formulas in lines."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """A displayed formula; its tag as words ("" if it has none), and its label."""

    tex: str
    tag: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a step: its number, its kind, and what it shows."""

    number: str
    kind: str
    name: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; it stands after the paragraphs of its text."""

    parts: tuple[Inline, ...]


Block: TypeAlias = Paragraph | Equation | Head | Note
