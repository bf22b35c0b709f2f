r"""The full matrices beside the modes: how frozen are the singular vectors, and how good is the reduced flow?

From a Hadamard start U^T W R and R^T H U stay diagonal, and U^T W H U has the modes of the reduced flow on its
diagonal. From any other start nothing of that holds, but it is measured: against the reduced flow of `matrices_path`,
which starts from the projected modes.

Notation.  `off-diagonal` is the largest off-diagonal entry relative to the largest diagonal one; a difference of modes
is relative to the largest mode. All entries of W and H have the errors of the largest, so that the smallest mode and V
lack digits (`lost`): the former as many as it is smaller, the latter those of the relative spread of the modes. And a
perturbation is followed with as many more digits as its square needs to be seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import arb, arb_mat

from symflow.flow.solve.budget import Watch
from symflow.flow.solve.matrices_path import Path, Rotated
from symflow.flow.solve.perturbation import Perturbation
from symflow.flow.solve.problem import Frozen, General, Problem
from symflow.flow.solve.start import Start
from symflow.numeric.ball import Sign, certainly, precision
from symflow.numeric.decimals import decimal_string
from symflow.numeric.ode.kernel import rational
from symflow.numeric.ode.stepper import accuracy, log2_of

SHOWN, SHOWN_PERTURBED = 2, 6
LOG2 = math.log10(2)
SAVED = 6  # digits to spare that are not needed where only two digits are printed
FINER, SURPLUS = 5, 3


@dataclass(frozen=True, slots=True)
class Compared:
    """What is printed at one time, how many digits it lacks, and to how many a second run agrees."""

    frozen: Frozen
    lost: float = 0.0
    agreement: float = math.inf


class MatrixRun:
    """The full matrices of a problem, integrated with a number of working digits; times must not decrease."""

    def __init__(self, problem: Problem, digits: int, watch: Watch) -> None:
        self.digits, disturbed = problem.digits, problem.perturbation
        self.perturbed = disturbed is not None
        self.exact = disturbed is not None and disturbed.size == 0
        self.shown = SHOWN_PERTURBED if self.perturbed else SHOWN
        working = digits + (more_digits(problem.start, disturbed) if disturbed is not None else -SAVED)
        self.path = Path(problem.start, disturbed, accuracy(working), watch)
        self.second = None
        if problem.verify and self.perturbed:
            self.second = Path(problem.start, disturbed, accuracy(working + FINER, SURPLUS), watch)

    def compare(self, time: arb, modes: Sequence[arb]) -> Compared:
        """How frozen the singular vectors are at a time, and how far the modes are from those of the reduced flow."""
        bits = self.path.settings.bits
        with precision(bits + 64):
            here = self._view(time)
            predicted = here.predicted if self.perturbed else list(modes)
            away = _ratio([x - y for x, y in zip(here.modes, predicted, strict=True)], predicted, self.shown)
            frozen = Frozen(_off_diagonal(here.left, self.shown), _off_diagonal(here.right, self.shown), away)
            if not self.perturbed:
                return Compared(frozen)
            agreed = agreement(here, self.second.view(time)) if self.second is not None else math.inf
            return Compared(replace(frozen, general=self._general(here)), lost(here.modes, bits), agreed)

    def _view(self, time: arb) -> Rotated:
        """What the path shows; modes that only rounding keeps from 0 are 0 where nothing is perturbed."""
        here = self.path.view(time)
        if not self.exact:
            return here
        floor = max(map(log2_of, here.modes)) - self.path.settings.tolerance
        return replace(here, modes=[s if log2_of(s) > floor else arb(0) for s in here.modes])

    def _general(self, here: Rotated) -> General:
        """The numbers that are printed of a perturbed start."""
        v = lyapunov(here.modes, self.path.settings.bits)
        return General(
            tuple(decimal_string(s, self.digits) for s in here.modes),
            tuple(decimal_string(s, self.digits) for s in here.predicted),
            _off_diagonal(here.logits, self.shown),
            decimal_string(here.loss, self.digits),
            None if v is None else decimal_string(v, self.digits),
        )


def more_digits(start: Start, disturbed: Perturbation) -> int:
    """For an effect of second order in the perturbation, and for logits that it makes large."""
    if disturbed.size == 0:
        return 0
    largest = max([Fraction(0), *start.modes, *(x * x for x in (*(start.left or ()), *(start.right or ())))])
    with precision(64):
        size = log2_of(rational(disturbed.size)) * 2 * LOG2
        relative = size - log2_of(rational(largest)) * LOG2 if largest else 0.0
    return math.ceil(max(0.0, -relative) + max(0.0, size + math.log10(start.K)))


def lyapunov(modes: Sequence[arb], bits: int) -> arb | None:
    """V of exactly these modes; None where one is not positive."""
    if not all(certainly(s, Sign.POSITIVE) for s in modes):
        return None
    spread = min((log2_of(s / modes[0] - 1) for s in modes[1:] if s != modes[0]), default=0.0)
    with precision(2 * bits + 64 + 2 * math.ceil(max(0.0, -spread))):
        mean = sum(modes, arb(0)) / len(modes)
        return (mean.log() - sum((s.log() for s in modes), arb(0)) / len(modes)).mid()


def lost(modes: Sequence[arb], bits: int) -> float:
    """How many digits the smallest mode lacks, or V, if the largest mode has all."""
    sizes = [log2_of(s) for s in modes if s != 0]
    if len(sizes) < 2:
        return 0.0
    mean = sum(modes, arb(0)) / len(modes)
    close = -max(log2_of(s / mean - 1) for s in modes) if mean != 0 else 0.0
    return LOG2 * min(bits, max(max(sizes) - min(sizes), close))


def agreement(first: Rotated, second: Rotated) -> float:
    """-log10 of the largest relative difference of the loss, and of a mode from the largest mode."""
    largest = max(first.modes, key=log2_of)
    pairs = [(x - y, largest) for x, y in zip(first.modes, second.modes, strict=True)]
    pairs.append((first.loss - second.loss, first.loss))
    return min(
        (LOG2 * (log2_of(size) - log2_of(part)) for part, size in pairs if part != 0), default=math.inf
    )


def _off_diagonal(matrix: arb_mat, digits: int) -> str:
    """The largest off-diagonal entry, relative to the largest diagonal one."""
    places = range(int(matrix.nrows()))
    off = [matrix[i, j] for i in places for j in places if i != j]
    return _ratio(off, [matrix[i, i] for i in places], digits)


def _ratio(part: Sequence[arb], whole: Sequence[arb], digits: int) -> str:
    """The largest of some numbers relative to the largest of others."""
    small, large = (abs(max(values, key=log2_of).mid()) for values in (part, whole))
    return decimal_string(small / large, digits) if small != 0 else "0"
