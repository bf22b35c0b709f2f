r"""Laws of a whole trajectory, decided on its rigorous enclosure: V falls, the loss falls, no mode falls.

Statement.  The flow from an exact start is enclosed (docs/enclosures.md) at t = 0, T/8, T/4, T/2, T. A law is held
where every step from one of these times to the next is certain, broken where one is certainly the other way, and
otherwise undecided. Nothing is said of the times between.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from symflow.flow.enclose.build import enclose
from symflow.flow.enclose.enclosure import EnclosedState
from symflow.flow.families import Motion
from symflow.testing.draw import Vector
from symflow.testing.law import Undecided
from symflow.testing.sweep.grid import Place
from symflow.testing.sweep.points import Filtered, factors, scheme

PARTS = tuple(map(Fraction, ("0", "1/8", "1/4", "1/2", "1")))
Ends = tuple[Decimal, Decimal]


def states(moving: Motion, at: Place, s: Vector, seconds: float) -> list[EnclosedState]:
    """The enclosed states at the times; LimitReached at a limit."""
    group, end = scheme(at), Fraction(at.end)
    common: dict[str, Any] = {"scheme": group, "t_end": end, "digits": at.digits, "timeout": seconds}
    if moving.value:
        a, b = factors(s, moving.value)
        found = enclose(a=a[1:], b=b[1:], **common)
    else:
        found = enclose(s[1:], **common)
    return [found.at(part * end) for part in PARTS]


def v_falls(path: Sequence[EnclosedState]) -> tuple[bool, str]:
    """V at each time is at most V at the time before."""
    if len(path[0].modes) == 1:
        raise Filtered("with one mode V is 0: there is nothing to judge")
    values = [state.lyapunov for state in path]
    if None in values:
        raise Filtered("V is infinite: a mode is 0")
    return _falls([_ends(value) for value in values if value is not None], "V")


def loss_falls(path: Sequence[EnclosedState]) -> tuple[bool, str]:
    """The loss at each time is at most the loss at the time before."""
    return _falls([_ends(state.loss) for state in path], "the loss")


def modes_rise(path: Sequence[EnclosedState]) -> tuple[bool, str]:
    """Every mode at each time is at least what it was at the time before."""
    worst = ""
    for k in range(len(path[0].modes)):
        falling = [(-high, -low) for low, high in (_ends(state.modes[k]) for state in path)]
        held, worst = _falls(falling, f"-s_{k + 1}")
        if not held:
            return False, worst
    return True, worst


def _falls(values: Sequence[Ends], name: str) -> tuple[bool, str]:
    """Whether each interval lies at or under the one before; broken is looked for first."""
    for step, (before, after) in enumerate(pairwise(values), 1):
        if after[0] > before[1]:
            return (
                False,
                f"{name} rises from [{before[0]}, {before[1]}] to [{after[0]}, {after[1]}], step {step}",
            )
    for step, (before, after) in enumerate(pairwise(values), 1):
        if after[1] > before[0] and before != after:
            raise Undecided(f"the enclosures of {name} overlap at step {step}")
        if before == after and before[0] != before[1]:
            raise Undecided(f"the enclosures of {name} overlap at step {step}")
    return True, f"{name} goes from {values[0][0]} to {values[-1][1]}"


def _ends(pair: tuple[str, str]) -> Ends:
    return Decimal(pair[0]), Decimal(pair[1])
