r"""The rigorous engine: every sample is a midpoint and a radius that bounds its error, rounding included.

Statement.  A mode that is printed as m with radius r satisfies |s_k(t) - m| <= r <= 10^-digits s_k(t); the same holds
of the factors, and a mode that is 0 is "0" with radius "0". The loss and V stand between the ends of their
enclosures, which are as narrow. What is trusted is the argument of docs/enclosures.md, ball arithmetic and whole
numbers.

The working digits are those asked for, a few to spare, what the scales of the start cost, and what V loses as the
modes close up. A sample that lacks digits is not handed out: it says how many are lacking, and the next attempt has
them; V is also given those that it will lose up to the end. Steps that bound nothing are tried again with half as many
digits more, a few times.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from flint import arb

from symflow.errors import LimitReached
from symflow.flow.enclose.bounds import Unusable
from symflow.flow.enclose.box import Box
from symflow.flow.enclose.printed import LOG2, Printed, pair, printed
from symflow.flow.enclose.run import EnclosedRun
from symflow.flow.enclose.state import State
from symflow.flow.solve.budget import Budget, Progress, Watch
from symflow.flow.solve.problem import Bounds, Problem, Sample
from symflow.flow.solve.start import Start
from symflow.numeric.ball import precision
from symflow.numeric.ode.kernel import rational
from symflow.numeric.ode.stepper import Accuracy, accuracy, log2_of

SPARE, AGAIN = 4, 2
UNUSABLE = 4
MOST_WORKING = 60_000


class Short(Exception):
    """A number lacks digits; `closing`: whether it is V, which will lack more later."""

    def __init__(self, lacking: float, closing: bool) -> None:
        super().__init__(lacking, closing)
        self.lacking, self.closing = lacking, closing


def solve(
    problem: Problem, budget: Budget | None = None, progress: Progress | None = None
) -> Iterator[Sample]:
    """The samples of a trajectory, each as soon as it is enclosed to the digits asked for."""
    with precision(64):
        watch = Watch(budget or Budget(), log2_of(rational(problem.end)), progress)
    working, failures, done = (
        first_digits(problem.start, problem.digits, problem.end, problem.times[1].value),
        0,
        0,
    )
    while working <= MOST_WORKING:
        attempt = _Attempt(problem, accuracy(working), watch, working)
        try:
            while done < len(problem.times):
                yield attempt.sample(done)
                done += 1
            return
        except Short as found:
            now = problem.times[done].value
            more = found.lacking + (closing_digits(problem.start.K, now, problem.end) if found.closing else 0)
        except Unusable:
            failures += 1
            more = working / 2
            if failures > UNUSABLE:
                break
        working += math.ceil(more) + AGAIN
    raise out_of_reach(problem.digits, problem.times[done].text, working)


def out_of_reach(digits: int, time: str, working: int) -> LimitReached:
    """The error where more digits do not help."""
    return LimitReached(
        f"digits: no enclosure to {digits} digits was found at t = {time}, although {working} digits were "
        "worked with; ask for fewer digits or an earlier end"
    )


def first_digits(start: Start, digits: int, end: Fraction, first: Fraction) -> int:
    """The working digits of the first attempt: one radius serves all, so the scales of the start cost digits.

    A factor that starts at 0 is about as small as the first time at which it is asked for.
    """
    if start.left is None or start.right is None:
        scales, root = start.modes, 2
    else:
        scales, root = (*start.left, *start.right), 1
    with precision(64):
        logs = [log2_of(rational(x)) for x in scales if x > 0] or [0.0]
    lost = LOG2 * (max(0.0, *logs) + (max(logs) - min(logs)) / root)
    if _leaving(start):
        lost += LOG2 * max(0.0, -log2_of(rational(first)))
    if all(s > 0 for s in start.modes) and not start.collapsed:
        lost += closing_digits(start.K, Fraction(1), end)
    return digits + SPARE + math.ceil(lost)


def _leaving(start: Start) -> bool:
    """Whether a factor starts at 0 beside one that does not."""
    if start.left is None or start.right is None:
        return False
    return any((a == 0) != (b == 0) for a, b in zip(start.left, start.right, strict=True))


def closing_digits(K: int, now: Fraction, end: Fraction) -> float:
    """How many more digits of the spread of the modes may be lost to the end: at most e^(-bar s / K) closes them."""
    with precision(64):
        early, late = (max(0.0, log2_of(rational(t))) * math.log(2) for t in (now, end))
    return max(0.0, late - early + math.log(late + 1)) / K / math.log(10) + 1


class _Attempt:
    """The run of one attempt."""

    def __init__(self, problem: Problem, settings: Accuracy, watch: Watch, working: int) -> None:
        self.problem, self.settings = problem, settings
        watch.begin(working)
        self.run = EnclosedRun(Box.of(problem.start), settings, watch)

    def sample(self, place: int) -> Sample:
        """The sample at one of the times of the problem, if all of its numbers have the digits asked for."""
        instant = self.problem.times[place]
        found = self.run.at(instant.value)
        v = None if found.lyapunov is None else self._checked([found.lyapunov], closing=True)[0]
        modes, left, right = (self._checked(x) for x in (found.modes, found.left, found.right))
        (loss,) = self._checked([found.loss])
        spread = self.run.sums.spread
        texts = [tuple(spread([p.text for p in x])) if x else () for x in (modes, left, right)]
        radii = [tuple(spread([p.radius for p in x])) if x else () for x in (modes, left, right)]
        return Sample(
            instant.text,
            texts[0],
            texts[1],
            texts[2],
            loss.text,
            None if v is None else v.text,
            None,
            None,
            self._method(),
            radius=radii[0],
            bounds=self._bounds(found, radii),
        )

    def _checked(self, values: Sequence[arb], closing: bool = False) -> list[Printed]:
        """The numbers as they are printed, if none of them lacks digits."""
        found = [printed(x, self.problem.digits) for x in values]
        lacking = max((p.lacking for p in found), default=0.0)
        if lacking > 0:
            raise Short(lacking, closing)
        return found

    def _bounds(self, found: State, radii: Sequence[tuple[str, ...]]) -> Bounds:
        digits = self.problem.digits
        v = None if found.lyapunov is None else pair(found.lyapunov, digits)
        return Bounds(radii[1], radii[2], pair(found.loss, digits), v)

    def _method(self) -> str:
        return method(self.settings)


def method(settings: Accuracy) -> str:
    """How the numbers were found, and what they rest on."""
    return (
        f"Taylor series in loss time, order {settings.order}, {settings.bits} bits, and a check of every step: "
        "a bound of the error, rounding included, not an estimate; it rests on docs/enclosures.md, on ball arithmetic "
        "(Arb) and on whole numbers"
    )
