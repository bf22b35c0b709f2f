"""One case, judged: its row. Held, broken, undecided or not applicable; never held where nothing was judged."""

from __future__ import annotations

import time
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from symflow.algebra.schemes import Scheme
from symflow.errors import InputError, LimitReached
from symflow.flow.families import Motion, motion
from symflow.testing.draw import Vector
from symflow.testing.implementation import Calls
from symflow.testing.law import Case, Undecided
from symflow.testing.laws import LAWS
from symflow.testing.options import Options
from symflow.testing.reference import REFERENCE
from symflow.testing.sweep import enclosed, rates
from symflow.testing.sweep.grid import NO_FLOW, Place, Plan, canonical
from symflow.testing.sweep.laws import ENCLOSED, POINT, TESTING, Swept, table
from symflow.testing.sweep.limit import TimeUp, within
from symflow.testing.sweep.points import Filtered, inputs, modes, scheme
from symflow.testing.trial import measure

HELD, BROKEN, UNDECIDED, NOT_APPLICABLE = "held", "broken", "undecided", "not applicable"
OUTCOMES = (HELD, BROKEN, UNDECIDED, NOT_APPLICABLE)
OPTIONS = Options(folder=None)
SPARE = 3600.0
_TABLE = table()


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a case. `reason` is the same on every run; `measured` are numbers of this run."""

    outcome: str
    reason: str = ""
    measured: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A case with its outcome; `measured`, `seconds` and `worker` may differ from run to run, and are in no digest."""

    number: int
    key: str
    place: Place
    outcome: str
    reason: str
    measured: str = ""
    seconds: float = 0.0
    worker: str = ""

    @property
    def cells(self) -> tuple[str | int, ...]:
        """What is the same on every run, in the order of the table."""
        at = self.place
        start = (at.family, at.K, at.scale, at.seed)
        return (self.key, at.law, at.flow, *start, at.digits, at.end, self.outcome, self.reason)

    @property
    def digest(self) -> str:
        """The SHA-256 of the cells."""
        return sha256(canonical(self.cells).encode()).hexdigest()


def row(plan: Plan, number: int, seconds: float, worker: str = "") -> Row:
    """The row of a case."""
    at, started = plan.place(number), time.perf_counter()
    found = limited(at, seconds)
    spent = time.perf_counter() - started
    return Row(number, plan.key(number), at, found.outcome, found.reason, found.measured, spent, worker)


def limited(at: Place, seconds: float) -> Found:
    """What comes of a case within a time."""
    try:
        with within(seconds):
            return examine(at)
    except TimeUp:
        return Found(UNDECIDED, f"it took more than {seconds:g} s")


def examine(at: Place) -> Found:
    """What comes of a case; whatever is raised is undecided, and said."""
    law = _TABLE.get(at.law)
    if law is None:
        raise InputError.about("law", at.law, "this symflow does not know it")
    try:
        if law.kind == TESTING:
            return _tested(at)
        moving = motion(at.flow)
        return on_modes(law, moving, at, modes(at))
    except Filtered as why:
        return Found(NOT_APPLICABLE, str(why))
    except Undecided as why:
        return Found(UNDECIDED, str(why))
    except LimitReached:
        return Found(UNDECIDED, "a limit of steps, digits or size was reached")
    except Exception as error:  # noqa: BLE001 - a fault of symflow is a row, and not the end of the sweep
        return Found(UNDECIDED, f"fault of symflow: {type(error).__name__}", str(error)[:200])


def on_modes(law: Swept, moving: Motion, at: Place, s: Vector) -> Found:
    """A law of a motion, from these modes."""
    if law.judge is None:
        raise InputError.about("law", law.name, "it is not a law of a motion")
    group: Scheme = scheme(at)
    if law.kind == POINT:
        held, about = rates.judge(law.judge, moving, group, s)
        return Found(HELD if held else BROKEN, "" if held else law.says + ": it does not", about)
    held, about = law.judge(enclosed.states(moving, at, s, SPARE))
    return Found(HELD if held else BROKEN, "" if held else law.says + ": it does not", about)


def imbalance_of(flow: str) -> Fraction | None:
    """c of imbalance:c, 0 for balanced, None where a law knows of no flow."""
    return None if flow == NO_FLOW else motion(flow).value or Fraction(0)


def case_of(at: Place) -> Case:
    """The inputs of a law of symflow.testing; Filtered where it says nothing of them."""
    return inputs(LAWS[at.law], at, imbalance_of(at.flow))


def _tested(at: Place) -> Found:
    """A law of symflow.testing on symflow's own functions."""
    law, case = LAWS[at.law], case_of(at)
    found = measure(law, Calls(REFERENCE), case)
    tolerance = OPTIONS.tolerance(law, REFERENCE.dtype)
    about = f"{found.size:.3g} of {tolerance:.3g}; {found.note}"
    held = found.size <= tolerance
    return Found(HELD if held else BROKEN, "" if held else "the residual is above the tolerance", about)


def is_enclosed(law: str) -> bool:
    """Whether a law encloses trajectories."""
    return _TABLE[law].kind == ENCLOSED
