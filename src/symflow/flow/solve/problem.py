"""What an engine takes and what it yields.

An engine is a function of a `Problem` that yields a `Sample` for each of its times, in order, as soon as its digits
are checked, and that raises `LimitReached` when it cannot go on; what it has yielded by then stands. `engine.solve`
is the one of this package, and `enclose.engine.solve` the rigorous one, which yields the same samples with `radius`
and `bounds` filled. A faster one takes their place by yielding these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from symflow.errors import InputError, LimitReached
from symflow.flow.solve.association_start import AssociationStart, refuse
from symflow.flow.solve.grid import Instant, grid
from symflow.flow.solve.perturbation import Perturbation
from symflow.flow.solve.start import Start

MOST_DIGITS = 10_000
MOST_NUMBERS = 20_000_000
MOST_CLASSES_OF_MATRICES = 64


@dataclass(frozen=True, slots=True)
class Problem:
    """A start, the times of the samples, and the digits that are asked for."""

    start: Start
    times: Sequence[Instant]
    digits: int
    matrices: bool = False
    verify: bool = False
    perturbation: Perturbation | None = None
    rigorous: bool = False

    @property
    def end(self) -> Fraction:
        """The last time."""
        return self.times[-1].value


@dataclass(frozen=True, slots=True)
class General:
    """The full matrices at one time, from a perturbed start: `modes` are the projected modes (U^T W H U)_kk,
    `predicted` those of the reduced flow that started from the same; V is None where a projected mode is not positive.
    """

    modes: tuple[str, ...]
    predicted: tuple[str, ...]
    off_diagonal: str
    loss: str
    lyapunov: str | None


@dataclass(frozen=True, slots=True)
class Frozen:
    """The full matrices at one time: how diagonal U^T W R and R^T H U are, and how far from the reduced flow the modes.

    `general`: what else there is to see from a perturbed start.
    """

    classifier: str
    features: str
    modes: str
    general: General | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is guaranteed beside the radii of the modes: those of the factors, and (lo, hi) for the loss and V."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    loss: tuple[str, str]
    lyapunov: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Sample:
    """The trajectory at one time, as decimals with the digits asked for.

    `agreement`: to how many digits two runs agree here; `ray`: to how many the collapse ray beside them meets its
    first integral; None where there is one run. `method`: the settings.
    """

    time: str
    modes: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    loss: str
    lyapunov: str | None
    agreement: float | None
    ray: float | None
    method: str
    frozen: Frozen | None = None
    radius: tuple[str, ...] = ()
    bounds: Bounds | None = None


class Refused(LimitReached):
    """The known answer was missed: nothing that was computed is handed out."""


def problem(
    start: Start,
    end: object,
    digits: object,
    samples: object,
    matrices: bool = False,
    verify: bool = False,
    flags: str = "",
    perturbation: Perturbation | None = None,
    rigorous: bool = False,
) -> Problem:
    """A problem whose arguments are checked; `flags` is "--" for a command."""
    if type(digits) is not int or not 1 <= digits <= MOST_DIGITS:
        raise InputError.about(f"{flags}digits", digits, f"give a whole number from 1 to {MOST_DIGITS}")
    times = grid(end, samples, flags)
    refuse(start, flags, matrices=matrices, rigorous=rigorous)
    if len(times) * len(start.modes) > MOST_NUMBERS:
        counted = "distinct modes" if isinstance(start, AssociationStart) else "K"
        advice = f"samples times {counted} may be {MOST_NUMBERS} at most"
        raise InputError.about(f"{flags}samples", samples, advice)
    if matrices and start.K > MOST_CLASSES_OF_MATRICES:
        advice = f"{flags}matrices works up to K = {MOST_CLASSES_OF_MATRICES}"
        raise InputError.about(f"{flags}K", start.K, advice)
    if matrices and not start.standard:
        raise InputError(
            f"{flags}matrices: W and H are two layers with cross-entropy; leave out {flags}depth and {flags}loss"
        )
    if perturbation is not None and not matrices:
        raise InputError(f"{flags}perturb: only the full matrices can be perturbed; give {flags}matrices too")
    if rigorous:
        _enclosable(start, matrices, verify, flags)
    return Problem(start, times, digits, matrices, verify, perturbation, rigorous)


def _enclosable(start: Start, matrices: bool, verify: bool, flags: str) -> None:
    """What can be enclosed: the reduced flow of the cross-entropy with two layers."""
    name = f"{flags}verify-digits" if flags else "verify_digits"
    if verify:
        raise InputError(
            f"{flags}rigorous: bounds the error already; leave {name} out, which only estimates it"
        )
    if matrices:
        raise InputError(f"{flags}rigorous: the full matrices are not enclosed; leave {flags}matrices out")
    if not start.standard:
        raise InputError(
            f"{flags}rigorous: the flow {start.flow} is not enclosed; use depth 2 and the cross-entropy"
        )
