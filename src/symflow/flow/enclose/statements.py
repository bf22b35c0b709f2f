"""Certified statements about an enclosed flow: each is TRUE, FALSE or UNKNOWN, and none has a truth value.

TRUE and FALSE hold for every start in the box, and for all times that the statement names; UNKNOWN says nothing.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import NoReturn

from symflow.errors import InputError
from symflow.numeric.outcome import Outcome

Pair = tuple[str, str]


class _NoTruth:
    """A result that must be read."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise TypeError("a certified statement has no truth value: read .outcome")

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(str(self))}</p>"


@dataclass(frozen=True, slots=True)
class Below(_NoTruth):
    """`quantity` <= `level` at all times from `since` on; `value` encloses it at that time (None: infinite)."""

    quantity: str
    level: str
    since: str
    outcome: Outcome
    value: Pair | None
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.quantity} <= {self.level} for all t >= {self.since}: {self.outcome.value} ({self.reason})"
        )

    def _repr_latex_(self) -> str:
        return rf"${self.quantity[0]} \le {self.level}$ for all $t \ge {self.since}$: {self.outcome.value}"


@dataclass(frozen=True, slots=True)
class FirstTime(_NoTruth):
    """The first time of `quantity` <= `level`: TRUE where `time` encloses it, FALSE if it is not before the end."""

    quantity: str
    level: str
    outcome: Outcome
    time: Pair | None
    reason: str

    def __str__(self) -> str:
        where = f", first at t in [{self.time[0]}, {self.time[1]}]" if self.time is not None else ""
        return f"{self.quantity} <= {self.level}{where}: {self.outcome.value} ({self.reason})"

    def _repr_latex_(self) -> str:
        where = rf"$t \in [{self.time[0]}, {self.time[1]}]$" if self.time is not None else self.outcome.value
        return rf"${self.quantity[0]} \le {self.level}$ first at {where}"


@dataclass(frozen=True, slots=True)
class Order(_NoTruth):
    """Which modes are certainly smaller than which at a time; `chain` goes by the lower ends of their enclosures.

    A < in the chain means that all before it are certainly smaller than all after it; ? means that this is not certain.
    """

    t: str
    chain: str
    outcome: Outcome
    _modes: tuple[Pair, ...] = field(repr=False)

    def less(self, j: int, k: int) -> Outcome:
        """Whether s_j < s_k."""
        for name, index in (("j", j), ("k", k)):
            if type(index) is not int or not 1 <= index <= len(self._modes):
                raise InputError.about(name, index, f"give a whole number from 1 to {len(self._modes)}")
        (low_j, high_j), (low_k, high_k) = (tuple(map(Decimal, self._modes[i - 1])) for i in (j, k))
        if high_j < low_k:
            return Outcome.TRUE
        return Outcome.FALSE if low_j >= high_k or j == k else Outcome.UNKNOWN

    def __str__(self) -> str:
        return f"t = {self.t}: {self.chain}"

    def _repr_latex_(self) -> str:
        return f"$t = {self.t}:\\ {self.chain.replace('?', chr(92) + 'mathrel{?}')}$"


def order(t: str, modes: tuple[Pair, ...]) -> Order:
    """The order of modes between these ends."""
    ends = [(Decimal(low), Decimal(high)) for low, high in modes]
    places = sorted(range(len(ends)), key=lambda i: (ends[i][0], ends[i][1], i))
    highest = accumulate(
        (ends[i][1] for i in places), max
    )  # of all before, so that < holds between all of both sides
    signs = ["<" if high < ends[j][0] else "?" for high, j in zip(highest, places[1:], strict=False)]
    chain = f"s_{places[0] + 1}"
    for sign, i in zip(signs, places[1:], strict=True):
        chain += f" {sign} s_{i + 1}"
    return Order(t, chain, Outcome.UNKNOWN if "?" in signs else Outcome.TRUE, modes)
