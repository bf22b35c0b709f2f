"""What a picture is asked with, what it shows, and its files.

A ``Plot`` computes its data from what is asked, and paints them; a ``Drawn`` is one picture with its data. The caption
says what was computed and which claim proves what is proved, and names claims by their ids.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from symflow.errors import InputError
from symflow.flow.solve.budget import Budget, Progress
from symflow.render.plots.inline import inline
from symflow.render.plots.look import image, look, svg
from symflow.render.plots.table import Table

FORMATS = ("svg", "png", "pdf")
OPTIONS = ("K", "modes", "scheme", "init", "seed", "t_end", "digits")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a picture, exact; None means the picture's own. ``flags`` is "--" for a command.

    ``classes`` holds one K, or several where the picture compares them.
    """

    classes: tuple[int, ...] = ()
    modes: Sequence[object] | None = None
    scheme: str | None = None
    init: object = None
    seed: int | None = None
    t_end: object = None
    digits: int | None = None
    flags: str = ""
    budget: Budget = field(default_factory=Budget)
    progress: Progress | None = None

    def given(self) -> list[str]:
        """The names of the options that are given."""
        values = (
            self.classes or None,
            self.modes,
            self.scheme,
            self.init,
            self.seed,
            self.t_end,
            self.digits,
        )
        return [name for name, value in zip(OPTIONS, values, strict=True) if value is not None]

    def spelt(self, option: str) -> str:
        """The name of an option as it is given: in Python, or on the command line."""
        return f"{self.flags}{option.replace('_', '-')}" if self.flags else option

    def refuse(self, plot: str, takes: Sequence[str]) -> None:
        """Raise InputError for an option that the picture does not take."""
        for name in self.given():
            if name not in takes:
                known = ", ".join(map(self.spelt, takes)) or "no options"
                raise InputError(
                    f"{self.spelt(name)}: is no option of the picture {plot}, which takes {known}"
                )


@dataclass(frozen=True, slots=True)
class Content:
    """What a picture shows: ``alt`` for a reader who does not see it, ``caption`` below it, and the data."""

    caption: str
    alt: str
    table: Table


@dataclass(frozen=True, slots=True)
class Plot:
    """A kind of picture: ``show`` computes, ``paint`` draws the table and takes nothing else."""

    name: str
    title: str
    claims: tuple[str, ...]
    takes: tuple[str, ...]
    show: Callable[[Asked], Content]
    paint: Callable[[Table], Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture and its data. ``claims`` are the ids that the caption names."""

    name: str
    title: str
    caption: str
    alt: str
    claims: tuple[str, ...]
    table: Table
    paint: Callable[[Table], Any]

    @property
    def csv(self) -> str:
        """The data as CSV: a line of names with their units, then exact or decimal numbers."""
        return self.table.text()

    def figure(self) -> Any:
        """A fresh figure of matplotlib."""
        with look():
            return self.paint(self.table)

    def svg(self) -> str:
        """The picture for the inside of a page, light or dark: see ``inline``. The same data give the same bytes."""
        with look():
            drawn = self.paint(self.table)
            drawn.patch.set_alpha(0)
            for axes in drawn.axes:
                axes.patch.set_alpha(0)
            return inline(
                svg(drawn, self.title, self.table.mark), f"plot-{self.name}", f"{self.title}. {self.alt}"
            )

    def image(self, kind: str) -> bytes:
        """The bytes of a file, on white: svg, png or pdf."""
        if kind not in FORMATS:
            raise InputError.about("kind", kind, f"give {', '.join(FORMATS)}")
        with look():
            return image(self.paint(self.table), kind, self.title, self.table.mark)

    def save(self, path: str | os.PathLike[str]) -> tuple[str, str]:
        """Write the picture to F.svg, F.png or F.pdf, and its data to F.csv beside it; both names."""
        name = os.fspath(path)
        data = beside(name)
        content = self.image(kind_of(name))
        with open(name, "wb") as file:
            file.write(content)
        with open(data, "w", encoding="utf-8", newline="") as file:
            file.write(self.csv)
        return name, data

    def _repr_html_(self) -> str:
        import html

        return f"<figure>{self.svg()}<figcaption>{html.escape(self.caption)}</figcaption></figure>"


def kind_of(path: str, argument: str = "path") -> str:
    """The format that the name of a file asks for."""
    kind = os.path.splitext(path)[1][1:].lower()
    if kind not in FORMATS:
        raise InputError.about(
            argument, path, f"give a file that ends in {', '.join('.' + k for k in FORMATS)}"
        )
    return kind


def beside(path: str) -> str:
    """The file of the data of a picture: F.csv beside F.svg."""
    return f"{os.path.splitext(path)[0]}.csv"
