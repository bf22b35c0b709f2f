"""A law as data: what it says, what it needs, the cases on which it is tried, and how a residual is measured.

Statement.  A law holds on a case if residual <= tolerance, where the residual is the largest error of an
entry divided by that entry's scale; an error below the least normal float counts as none. The scale is the
entry's size times its condition, so that a good implementation in the same floats stays far below the
tolerance on every case, extreme ones included.

Notation.  A case is a scheme (family and K) with named exact inputs: a number, a vector or a matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from symflow.algebra.schemes import Scheme
from symflow.testing.implementation import Calls
from symflow.testing.measure import Residual
from symflow.testing.rules import Rule
from symflow.testing.strategies import LARGEST_K, scheme_of, schemes

Value = int | Fraction | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One point at which a law is tried."""

    family: str
    K: int
    inputs: tuple[tuple[str, Value], ...]

    @property
    def scheme(self) -> Scheme:
        """The scheme of the family with K classes."""
        return scheme_of(self.family, self.K)

    def __getitem__(self, name: str) -> Any:
        return dict(self.inputs)[name]

    def __str__(self) -> str:
        parts = [f"{name} = {shown(value)}" for name, value in self.inputs]
        return ", ".join([f"scheme {self.family}, K = {self.K}", *parts])


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a law: its dimensions (K, or a size that its inputs share) and what it must be."""

    name: str
    dims: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    whole: bool = False  # made of indices, not of numbers


@dataclass(frozen=True, slots=True)
class Law:
    """What an implementation should obey; `tolerance` is "rtol", or "flow_rtol" where a flow is integrated."""

    name: str
    says: str
    source: str
    needs: tuple[str, ...]
    inputs: tuple[Input, ...]
    cases: Callable[..., st.SearchStrategy[Case]]  # of a family, and of one K if it is given
    residual: Callable[[Calls, Case], Residual]
    tolerance: str = "rtol"

    def __str__(self) -> str:
        return self.name


class Undecided(Exception):
    """The case cannot be judged: the value to compare with is not accurate enough there."""


Inputs = Mapping[str, Any]
Build = Callable[[st.DrawFn, Scheme], Inputs]


def cases(build: Build, largest: int = LARGEST_K) -> Callable[..., st.SearchStrategy[Case]]:
    """The cases of a law from one function that draws its inputs for a scheme."""

    @st.composite
    def drawn(draw: st.DrawFn, family: str, K: int | None = None) -> Case:
        scheme = draw(schemes((family,), largest=largest)) if K is None else scheme_of(family, K)
        return Case(family, scheme.K, tuple(build(draw, scheme).items()))

    return drawn


def shown(value: Value) -> str:
    """An exact value as short text: 1/3, (0, 1, 2), ((1, 0), (0, 1))."""
    return f"({', '.join(map(shown, value))})" if isinstance(value, tuple) else str(value)
