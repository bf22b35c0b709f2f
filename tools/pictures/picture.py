"""A picture of the gallery: what it shows, where its data come from, and how they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from symflow.render.plots.table import Table


@dataclass(frozen=True, slots=True)
class Picture:
    """``data`` computes the table, ``draw`` takes only the table; ``text`` says what is proved and what is not."""

    name: str
    title: str
    alt: str
    text: str
    data: Callable[[], Table]
    draw: Callable[[Table], Any]
