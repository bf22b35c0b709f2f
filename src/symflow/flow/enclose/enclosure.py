"""``symflow.enclose``: guaranteed enclosures of the reduced flow, from points or boxes, at any time up to an end."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NoReturn

from flint import arb

from symflow.errors import InputError
from symflow.exact import exact
from symflow.flow.enclose.path import Path
from symflow.flow.enclose.printed import Pair, pair, shorter
from symflow.flow.enclose.search import Side, passage, side
from symflow.flow.enclose.statements import Below, FirstTime, Order, order
from symflow.numeric.ball import ball, precision
from symflow.numeric.outcome import Outcome

QUANTITIES = ("V", "loss")
WHY = {
    "V": "V does not increase along balanced modes: lyapunov-decrease",
    "loss": "the loss does not increase along its gradient flow",
}
INFINITE = "V is infinite: a mode is 0, and stays 0"
OUTCOMES = {Side.UNDER: Outcome.TRUE, Side.ABOVE: Outcome.FALSE, Side.UNDECIDED: Outcome.UNKNOWN}
SHOWN = 6


@dataclass(frozen=True, slots=True)
class EnclosedState:
    """Lower and upper ends at a time, decimal strings rounded outwards; V is None where a mode is 0."""

    t: str
    modes: tuple[Pair, ...]
    a: tuple[Pair, ...]
    b: tuple[Pair, ...]
    loss: Pair
    lyapunov: Pair | None

    def __bool__(self) -> NoReturn:
        raise TypeError("an enclosed state has no truth value: read its ends")

    def _repr_html_(self) -> str:
        rows = [(f"s_{k}", pair) for k, pair in enumerate(self.modes, 1)]
        rows += [("loss", self.loss)] + ([("V", self.lyapunov)] if self.lyapunov is not None else [])
        body = "".join(f"<tr><td>{name}</td><td>{low}</td><td>{high}</td></tr>" for name, (low, high) in rows)
        return f"<p>t = {html.escape(self.t)}</p><table>{body}</table>"

    def _repr_latex_(self) -> str:
        v = r"V = \infty" if self.lyapunov is None else rf"V \in {_interval(self.lyapunov)}"
        return rf"$t = {self.t}:\ {v},\ L \in {_interval(self.loss)}$"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The flow from a point or a box, enclosed from 0 to `end`. Times and levels are exact; a float is refused.

    `flow`: balanced or factors. Every number that is returned is a pair (lo, hi) of decimal strings, rounded outwards:
    the true value lies between them, for every start in the box.
    """

    K: int
    scheme: str
    flow: str
    end: str
    digits: int
    method: str
    _path: Path = field(repr=False, compare=False)

    def at(self, t: object) -> EnclosedState:
        """The modes, factors, V and the loss at a time from 0 to the end."""
        found = self._path.at(self._time(t, "t"))
        spread = self._path.sums.spread

        def ends(vector: Sequence[arb]) -> tuple[Pair, ...]:
            return tuple(spread([pair(x, self.digits) for x in vector])) if vector else ()

        v = None if found.lyapunov is None else pair(found.lyapunov, self.digits)
        loss = pair(found.loss, self.digits)
        return EnclosedState(_text(t), ends(found.modes), ends(found.left), ends(found.right), loss, v)

    def below(self, quantity: str, level: object, *, since: object) -> Below:
        """Whether V (or "loss") <= level at all times from `since` on."""
        bound = self._level(quantity, level)
        time = self._time(since, "since")
        with precision(self._path.bits):
            found = self._path.value(quantity, time)
            outcome = OUTCOMES[side(found, ball(bound))]
        reasons = {
            Outcome.TRUE: WHY[quantity],
            Outcome.FALSE: INFINITE if found is None else "it is above the level at that time",
            Outcome.UNKNOWN: "the enclosure at that time contains the level",
        }
        value = None if found is None else pair(found, self.digits)
        return Below(quantity, _text(level), _text(since), outcome, value, reasons[outcome])

    def first_time(self, quantity: str, level: object) -> FirstTime:
        """The first time at which V (or "loss") <= level, if it comes before the end."""
        bound = self._level(quantity, level)
        last = exact(self.end)

        def at(time: Fraction) -> Side:
            return side(self._path.value(quantity, time), ball(bound))

        with precision(self._path.bits):
            knots = [Fraction(0), *(t for t in self._path.ends if t < last), last]
            low, high = passage(at, knots, Fraction(1, 10**self.digits))
        return self._passed(quantity, _text(level), low, high)

    def order(self, t: object) -> Order:
        """Which modes are certainly smaller than which at a time."""
        return order(_text(t), self.at(t).modes)

    def _passed(self, quantity: str, level: str, low: Fraction | None, high: Fraction | None) -> FirstTime:
        """The statement, from the last time above and the first time under the level."""
        last = exact(self.end)
        if high is not None:
            with precision(self._path.bits):
                ends = ball(high if low is None else low), ball(high)
            time = (pair(ends[0], self.digits)[0] if low is not None else "0", pair(ends[1], self.digits)[1])
            return FirstTime(quantity, level, Outcome.TRUE, time, WHY[quantity])
        if low == last:
            infinite = self._path.value(quantity, last) is None
            reason = INFINITE if infinite else f"it is above the level until t = {self.end}"
            return FirstTime(quantity, level, Outcome.FALSE, None, reason)
        return FirstTime(
            quantity, level, Outcome.UNKNOWN, None, f"the enclosure at t = {self.end} contains the level"
        )

    def _time(self, t: object, name: str) -> Fraction:
        time = exact(t, name)
        if not 0 <= time <= exact(self.end):
            raise InputError.about(name, t, f"give a time from 0 to {self.end}")
        return time

    def _level(self, quantity: str, level: object) -> Fraction:
        """The level, exactly; of a quantity that does not increase."""
        if quantity not in QUANTITIES:
            raise InputError.about("quantity", quantity, 'give "V" or "loss"')
        if quantity == "V" and self.flow != "balanced":
            raise InputError(
                "V: may increase where a and b differ, so that one time says nothing of later ones; "
                'use "loss", or balanced modes'
            )
        bound = exact(level, "level")
        if bound < 0:
            raise InputError.about("level", level, "give a number >= 0")
        return bound

    def __bool__(self) -> NoReturn:
        raise TypeError("an enclosure has no truth value: ask .at(t), .below(...) or .first_time(...)")

    def _repr_html_(self) -> str:
        head = f"<p>{self.scheme} flow, K = {self.K}, enclosed for t = 0..{html.escape(self.end)}</p>"
        return head + self.at(self.end)._repr_html_()

    def _repr_latex_(self) -> str:
        return self.at(self.end)._repr_latex_()


def _text(value: object) -> str:
    try:
        return str(value).strip()
    except ValueError:  # Python does not print numbers of more than 4300 digits
        return "a number that long"


def _interval(ends: Pair) -> str:
    return "[{}, {}]".format(*shorter(ends, SHOWN))
