"""How a formula is set: the names of its indices, display or flat, and whether a dot says which flow is meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from symflow.algebra.expr import Expr
from symflow.render.latex.pieces import Piece
from symflow.render.names import Names


@dataclass(frozen=True, slots=True)
class Look:
    """``display``: fractions and large sums; else flat, for lines of text. ``dots``: the claim has one flow only."""

    names: Names
    display: bool = True
    dots: bool = True

    def flat(self) -> Look:
        """The same, for a line of text."""
        return replace(self, display=False)

    def naming(self, names: Names) -> Look:
        """The same, with other names of indices."""
        return replace(self, names=names)


Setter: TypeAlias = Callable[[Expr, Look], Piece]
