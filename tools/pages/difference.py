"""How a false twin differs from its claim: the smallest part of the statement in which the two are not the same."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from pages.mathematics import Scene
from symflow.algebra.expr import Expr, Num
from symflow.algebra.statement import Statement
from symflow.render.text import SIGNS


def in_words(true: Statement, false: Statement, scene: Scene) -> str:
    """``≥ in place of ≤``; "" where the two differ in more than one place."""
    left, right = smallest(true, false)
    if isinstance(left, str) and left in SIGNS and right in SIGNS:
        return f"{SIGNS[right]} in place of {SIGNS[left]}"
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        left, right = Num(left), Num(right)
    if isinstance(left, Expr) and isinstance(right, Expr):
        return f"{scene.formula(right)} in place of {scene.formula(left)}"
    return ""


def smallest(one: Any, other: Any) -> tuple[Any, Any]:
    """The innermost pair that contains every difference."""
    pairs: list[tuple[Any, Any]] = []
    if type(one) is type(other) and isinstance(one, tuple) and len(one) == len(other):
        pairs = list(zip(one, other, strict=True))
    elif type(one) is type(other) and is_dataclass(one):
        pairs = [(getattr(one, f.name), getattr(other, f.name)) for f in fields(one)]
    different = [(a, b) for a, b in pairs if a != b]
    if len(different) != 1:
        return one, other
    inner = smallest(*different[0])
    return inner if shown(inner) else (one, other)


def shown(pair: tuple[Any, Any]) -> bool:
    """Whether both sides are something that a reader knows: a formula, a number, a sign of comparison."""
    signs = all(isinstance(x, str) and x in SIGNS for x in pair)
    numbers = all(isinstance(x, Fraction) for x in pair)
    return signs or numbers or all(isinstance(x, Expr) for x in pair)
