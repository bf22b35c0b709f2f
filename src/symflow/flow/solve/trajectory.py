"""A trajectory: times, modes, V and loss as exact decimal strings, and what is known about their digits."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar

from symflow.flow.solve.association_start import AssociationStart
from symflow.flow.solve.perturbation import Perturbation
from symflow.flow.solve.problem import Bounds, Frozen, General, Problem, Sample
from symflow.numeric.decimals import shortened

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

Row = tuple[str, ...]
T = TypeVar("T")
SHOWN = 6
LONG = 20


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The solution of the reduced flow at `t`; every number is a decimal string of `digits` significant digits.

    `modes[i][k - 1]` is s_k at t[i]; `a` and `b` hold the factors likewise, and are empty where these are balanced.
    `loss` is summed over the classes; an entry of `lyapunov` is None where a mode is 0. Where `rigorous` is True,
    `radius` bounds the errors of the modes as they are printed, with two digits more, by 10^-digits relative, and
    `bounds` those of the rest; else no error is bounded, and both are empty. `complete` is False where a limit ended
    the run before `end`. `agreement` and `ray` are the least numbers of digits to which two runs agreed, and to which
    the collapse ray beside them met its first integral; None for a single run. In an association scheme `modes` holds
    the distinct modes j = 1..d, and `multiplicities` how often each occurs; else that is empty.
    """

    K: int
    scheme: str
    flow: str
    t: Sequence[str]
    modes: Sequence[Row]
    a: Sequence[Row]
    b: Sequence[Row]
    loss: Sequence[str]
    lyapunov: Sequence[str | None]
    end: str
    digits: int
    method: str
    agreement: int | None
    ray: int | None
    frozen: tuple[Frozen, ...] = ()
    perturbation: Perturbation | None = None
    rigorous: bool = False
    radius: Sequence[Row] = ()
    bounds: tuple[Bounds, ...] = ()
    multiplicities: tuple[int, ...] = ()

    @classmethod
    def of(cls, problem: Problem, samples: Sequence[Sample]) -> Self:
        """The samples of a problem that are done, all or the first few."""
        return cls(
            K=problem.start.K,
            scheme=problem.start.scheme.name,
            flow=problem.start.flow,
            t=tuple(s.time for s in samples),
            modes=tuple(s.modes for s in samples),
            a=tuple(s.left for s in samples if s.left),
            b=tuple(s.right for s in samples if s.right),
            loss=tuple(s.loss for s in samples),
            lyapunov=tuple(s.lyapunov for s in samples),
            end=problem.times[-1].text,
            digits=problem.digits,
            method=samples[-1].method if samples else "nothing was reached",
            agreement=least([s.agreement for s in samples]),
            ray=least([s.ray for s in samples]),
            frozen=tuple(s.frozen for s in samples if s.frozen is not None),
            perturbation=problem.perturbation,
            rigorous=bool(samples) and all(s.radius for s in samples),
            radius=tuple(s.radius for s in samples if s.radius),
            bounds=tuple(s.bounds for s in samples if s.bounds is not None),
            multiplicities=multiplicities_of(problem),
        )

    @property
    def count(self) -> int:
        """The number of modes at one time: K - 1, or the distinct ones of an association scheme."""
        return len(self.multiplicities) or self.K - 1

    @property
    def classes(self) -> str:
        """K, in a few digits where it has many."""
        text = str(self.K)
        return text if len(text) <= LONG else f"{text[0]}.{text[1:SHOWN]}e{len(text) - 1}"

    @property
    def general(self) -> list[General]:
        """The full matrices from a perturbed start, at each time; empty where there are none."""
        return [f.general for f in self.frozen if f.general is not None]

    @property
    def complete(self) -> bool:
        """Whether the end that was asked for was reached."""
        return bool(self.t) and self.t[-1] == self.end

    def thinned(self, most: int) -> Self:
        """At most so many of the samples, evenly spread, the first and the last among them."""
        count = len(self.t)
        if count <= most:
            return self
        places = [i * (count - 1) // (most - 1) for i in range(most)]

        def few(column: Sequence[T]) -> tuple[T, ...]:
            return tuple(column[i] for i in places) if column else ()

        return replace(
            self,
            t=few(self.t),
            modes=few(self.modes),
            a=few(self.a),
            b=few(self.b),
            loss=few(self.loss),
            lyapunov=few(self.lyapunov),
            frozen=few(self.frozen),
            radius=few(self.radius),
            bounds=few(self.bounds),
        )

    def times_array(self) -> NDArray[float64]:
        """t as binary64; infinite above 1e308."""
        return _array([t if "/" not in t else float(Fraction(t)) for t in self.t])

    def modes_array(self) -> NDArray[float64]:
        """The modes as binary64: one row for each time, one column for each k = 1..K-1. Below 1e-323 it is 0."""
        return _array(self.modes)

    def loss_array(self) -> NDArray[float64]:
        """The loss as binary64."""
        return _array(self.loss)

    def lyapunov_array(self) -> NDArray[float64]:
        """V as binary64, infinite where a mode is 0."""
        return _array(["inf" if v is None else v for v in self.lyapunov])

    def __bool__(self) -> NoReturn:
        raise TypeError("a trajectory has no truth value: read .complete")

    def _repr_html_(self) -> str:
        places = sorted({0, len(self.t) // 2, len(self.t) - 1}) if self.t else []
        rows = [(self.t[i], _short(self.lyapunov[i]), _short(self.loss[i])) for i in places]
        body = "".join(f"<tr>{_cells(row)}</tr>" for row in [("t", "V", "loss"), *rows])
        return f"<p>{self.scheme} flow, K = {self.classes}, {len(self.t)} samples</p><table>{body}</table>"

    def _repr_latex_(self) -> str:
        if not self.t:
            return f"$K = {self.classes}$"
        v = r"\infty" if self.lyapunov[-1] is None else _short(self.lyapunov[-1])
        return rf"$K = {self.classes},\ t = {self.t[-1]}:\ V = {v},\ L = {_short(self.loss[-1])}$"


def multiplicities_of(problem: Problem) -> tuple[int, ...]:
    """Those of the distinct modes of an association scheme; else nothing."""
    start = problem.start
    return start.scheme.multiplicities[1:] if isinstance(start, AssociationStart) else ()


def least(digits: Sequence[float | None]) -> int | None:
    """The least number of digits, rounded down; None where nothing was compared."""
    known = [d for d in digits if d is not None]
    return floor(min(known)) if known and len(known) == len(digits) else None


def _cells(texts: Sequence[str]) -> str:
    return "".join(f"<td>{html.escape(text)}</td>" for text in texts)


def _short(text: str | None) -> str:
    """Six digits of a decimal string."""
    return "∞" if text is None else shortened(text, SHOWN)


def _array(values: Any) -> NDArray[float64]:
    import numpy as np

    return np.array(values, dtype=np.float64)
