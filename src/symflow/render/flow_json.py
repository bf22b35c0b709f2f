"""A trajectory as data: schema ``symflow.flow/1``.

Numbers of the trajectory are decimal strings with the digits asked for; everything that differs between two runs with
the same input stands under "volatile". `agreement` and `ray` count digits; they are null where nothing was compared.
`complete` is false where a limit ended the run before `end`: the samples that are there are those of a run without
that limit. In an association scheme `modes` holds the distinct modes, and `multiplicities` how often each occurs.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from typing import Any

from symflow.flow.enclose.statements import FirstTime
from symflow.flow.solve.trajectory import Trajectory
from symflow.render import flow_general
from symflow.render.parts import NEEDED, version_of

SCHEMA = "symflow.flow/1"
LARGEST_NUMBER = 2**53  # a larger K is a string, because readers of JSON round it
Record = dict[str, Any]


def record(found: Trajectory, version: str, seconds: float, firsts: Sequence[FirstTime] = ()) -> Record:
    """The record of ``flow --json``."""
    return {
        "schema": SCHEMA,
        "version": version,
        "K": found.K if found.K < LARGEST_NUMBER else str(found.K),
        "scheme": found.scheme,
        "flow": found.flow,
        "end": found.end,
        "complete": found.complete,
        "digits": found.digits,
        "method": found.method,
        "rigorous": found.rigorous,
        "agreement": found.agreement,
        "ray": found.ray,
        "t": Streamed(found.t),
        "modes": Streamed(found.modes),
        **({"multiplicities": [str(m) for m in found.multiplicities]} if found.multiplicities else {}),
        **_factors(found),
        "loss": Streamed(found.loss),
        "lyapunov": Streamed(found.lyapunov),
        "radius": Streamed(found.radius),
        **_bounds(found),
        **_firsts(firsts),
        **_frozen(found),
        "volatile": {
            "seconds": round(seconds, 3),
            "host": platform.node(),
            "python": platform.python_version(),
            "versions": {name: version_of(name) for name in NEEDED},
        },
    }


class Streamed(list[Any]):
    """A long sequence, written out entry by entry: it is never there as a whole."""

    def __init__(self, entries: Sequence[Any]) -> None:
        super().__init__()
        self.entries = entries

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.entries)


def _bounds(found: Trajectory) -> Record:
    """What is guaranteed beside the radii of the modes, where the run was rigorous: radii of a and b, and (lo, hi)."""
    if not found.rigorous:
        return {}
    radii = {
        "a_radius": [list(b.left) for b in found.bounds],
        "b_radius": [list(b.right) for b in found.bounds],
    }
    return {
        **(radii if found.a else {}),
        "loss_enclosure": [list(b.loss) for b in found.bounds],
        "lyapunov_enclosure": [None if b.lyapunov is None else list(b.lyapunov) for b in found.bounds],
    }


def _firsts(firsts: Sequence[FirstTime]) -> Record:
    """The first times at or below a level, where they were asked for; `time` is (lo, hi), or null."""
    rows = [
        {
            "quantity": first.quantity,
            "level": first.level,
            "outcome": first.outcome.value,
            "time": None if first.time is None else list(first.time),
            "reason": first.reason,
        }
        for first in firsts
    ]
    return {"first_below": rows} if rows else {}


def _factors(found: Trajectory) -> Record:
    """The factors, where they were integrated."""
    return {"a": Streamed(found.a), "b": Streamed(found.b)} if found.a else {}


def _frozen(found: Trajectory) -> Record:
    """How frozen the singular vectors of the full matrices stayed, where these were integrated."""
    if not found.frozen:
        return {}
    return {
        "matrices": {
            "off_diagonal_W": [f.classifier for f in found.frozen],
            "off_diagonal_H": [f.features for f in found.frozen],
            "modes_difference": [f.modes for f in found.frozen],
            **flow_general.record(found),
        }
    }
