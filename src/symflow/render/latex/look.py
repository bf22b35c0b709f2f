"""How a formula is set: the names of its indices, display or flat, and whether a dot says which flow is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from symflow.algebra.expr import Atom, Expr
from symflow.algebra.wellformed import trees
from symflow.render.latex.pieces import Piece
from symflow.render.names import Names


@dataclass(frozen=True, slots=True)
class Look:
    """``display``: fractions and large sums; else flat, for lines of text. ``dots``: the claim has one flow only.

    ``euler``: no quantity of the claim is printed as e, so that a raised e can only mean exp.
    """

    names: Names
    display: bool = True
    dots: bool = True
    euler: bool = True

    def flat(self) -> Look:
        """The same, for a line of text."""
        return replace(self, display=False)

    def naming(self, names: Names) -> Look:
        """The same, with other names of indices."""
        return replace(self, names=names)


def free_of_e(things: Iterable[object]) -> bool:
    """Whether no formula of the things has a quantity that is printed as e, as Euler's number is."""
    return not any(isinstance(node, Atom) and node.name == "e" for thing in things for node in trees(thing))


Setter: TypeAlias = Callable[[Expr, Look], Piece]
