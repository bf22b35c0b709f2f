"""``symflow.enclose``: its arguments, and how many digits the run behind an enclosure needs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from symflow.algebra.schemes import Scheme
from symflow.errors import InputError, LimitReached
from symflow.flow.enclose.bounds import Unusable
from symflow.flow.enclose.box import Box
from symflow.flow.enclose.enclosure import Enclosure
from symflow.flow.enclose.engine import AGAIN, MOST_WORKING, UNUSABLE, first_digits, method, out_of_reach
from symflow.flow.enclose.path import Path
from symflow.flow.enclose.printed import printed
from symflow.flow.solve.budget import SECONDS, STEPS, Budget, Progress, Watch
from symflow.flow.solve.integrate import DIGITS, END, INIT, SEED, start_of
from symflow.flow.solve.problem import Problem, problem
from symflow.numeric.ball import precision
from symflow.numeric.ode.kernel import rational
from symflow.numeric.ode.stepper import accuracy, log2_of


def enclose(
    modes: Sequence[object] | None = None,
    *,
    K: int | None = None,
    scheme: str | Scheme | None = None,
    a: Sequence[object] | None = None,
    b: Sequence[object] | None = None,
    digits: int = DIGITS,
    t_end: object = END,
    timeout: float = SECONDS,
    steps: int = STEPS,
    progress: Progress | None = None,
) -> Enclosure:
    """The reduced flow from a point or a box, enclosed at every time from 0 to t_end.

    Numbers are exact: int, Fraction, or strings such as "0.1", "1/3", "1e-300"; a float is refused.

    modes: s_1, ..., s_{K-1} >= 0 (s_0 = 0) at t = 0, each a number, or a pair (lo, hi) of them for every start between;
        or a and b, of K - 1 entries each, with s = a b. K, scheme: as for `integrate`.
    digits: how many digits the enclosures of a point have at t_end; they have them at earlier times too, but for
        factors that start at 0. From a box they are as wide as the flow makes them.
    timeout, steps, progress: as for `integrate`.

    Raises InputError for what cannot be used, and LimitReached at a limit, or if a box is too wide to be carried on.

    >>> from symflow import enclose
    >>> enclosed = enclose([("1/10", "1/9"), "3", "1/7"], t_end=3)
    >>> enclosed.at(3).modes[1]
    ('6.3655982612849397', '6.8528073014908655')
    >>> enclosed.below("V", "1/2", since=3).outcome
    <Outcome.TRUE: 'TRUE'>
    """
    if modes is None and a is None and b is None:
        raise InputError("modes: are missing; give K - 1 numbers or pairs (lo, hi), or a and b")
    low, high = (
        start_of(K, scheme, _side(modes, "modes", end), (_side(a, "a", end), _side(b, "b", end)), INIT, SEED)
        for end in (0, 1)
    )
    asked = problem(low, t_end, digits, 2, rigorous=True)
    return enclosed(Box(low, high), asked, Budget(timeout, steps), progress)


def enclosed(box: Box, asked: Problem, budget: Budget, progress: Progress | None = None) -> Enclosure:
    """A box, enclosed up to the end of a problem, with its digits."""
    with precision(64):
        watch = Watch(budget, log2_of(rational(asked.end)), progress)
    text = asked.times[-1].text
    path = _path(box, asked.digits, asked.end, text, watch)
    return Enclosure(
        box.low.K, box.scheme.name, box.low.flow, text, asked.digits, method(path.settings), path
    )


def _side(values: Sequence[object] | None, name: str, end: int) -> list[object] | None:
    """The lower (0) or upper (1) ends of entries that are numbers or pairs."""
    if values is None:
        return None
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InputError.about(name, values, "give a list of K - 1 exact numbers, or pairs (lo, hi) of them")
    found = []
    for value in values:
        if isinstance(value, tuple | list):
            if len(value) != 2:
                raise InputError.about(name, value, "give a number or a pair (lo, hi)")
            found.append(value[end])
        else:
            found.append(value)
    return found


def _path(box: Box, digits: int, end: Fraction, text: str, watch: Watch) -> Path:
    """The trajectory with as many working digits as the digits at the end need."""
    working, failures = first_digits(box.low, digits, end, end), 0
    while working <= MOST_WORKING:
        watch.begin(working)
        try:
            path = Path.of(box, accuracy(working), watch, end)
            lacking = _lacking(path, digits, end) if box.is_point else 0.0
        except Unusable:
            failures += 1
            if not box.is_point and failures > 1:
                raise LimitReached(
                    f"modes: the box is too wide to be carried to t = {text}; narrow it, or ask for an earlier end"
                ) from None
            if failures > UNUSABLE:
                break
            lacking = working / 2
        if lacking <= 0:
            return path
        working += math.ceil(lacking) + AGAIN
    raise out_of_reach(digits, text, working)


def _lacking(path: Path, digits: int, end: Fraction) -> float:
    """How many digits more the numbers at the end need."""
    found = path.at(end)
    values = [*found.modes, *found.left, *found.right, found.loss]
    values += [found.lyapunov] if found.lyapunov is not None else []
    with precision(path.bits):
        return max(printed(x, digits).lacking for x in values)
