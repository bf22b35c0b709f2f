r"""The largest or smallest of formulas that are listed one by one: max{a, b, c}. It stands in instances only."""

from __future__ import annotations

from dataclasses import dataclass

from symflow.algebra.expr import Expr


@dataclass(frozen=True, slots=True)
class Among(Expr):
    """``max`` or ``min`` of the listed formulas."""

    kind: str
    args: tuple[Expr, ...]
