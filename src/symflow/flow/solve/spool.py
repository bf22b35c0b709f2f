"""Samples in a temporary file: a million of them in little memory, each there as soon as it is computed.

A sample is one line of JSON. A `Column` is one of its fields as a sequence, read from the file when it is asked for,
so that a `Trajectory` of columns looks like one of tuples. An interrupt between two samples leaves what is done; a
line that it cuts off is written over or never read.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from tempfile import TemporaryFile
from typing import Any, overload

from symflow.flow.solve.problem import Bounds, Frozen, Problem, Sample
from symflow.flow.solve.trajectory import Trajectory, least, multiplicities_of

TIME, MODES, LEFT, RIGHT, LOSS, LYAPUNOV, RADIUS = range(7)


class Spool:
    """The samples of a problem, as far as they are done."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._file = TemporaryFile("w+b")  # noqa: SIM115 - it lives as long as the columns that read it
        self._ends = array("Q", [0])
        self._last: tuple[int, list[Any]] = (-1, [])
        self._agreed: int | None = None
        self._met: int | None = None
        self._frozen: list[Frozen] = []
        self._bounds: list[Bounds] = []
        self._method: str | None = None

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, sample: Sample) -> None:
        """One more sample. It counts once its last byte is written."""
        s = sample
        row = [s.time, s.modes, s.left, s.right, s.loss, s.lyapunov, s.radius]
        line = json.dumps(row, separators=(",", ":")).encode()
        first = len(self) == 0
        self._agreed = least([s.agreement] if first else [self._agreed, s.agreement])
        self._met = least([s.ray] if first else [self._met, s.ray])
        self._frozen += [] if s.frozen is None else [s.frozen]
        self._bounds += [] if s.bounds is None else [s.bounds]
        self._method = s.method
        self._file.seek(self._ends[-1])
        self._file.write(line)
        self._ends.append(self._ends[-1] + len(line))

    def row(self, place: int) -> list[Any]:
        """All fields of a sample; the last one that was read is kept, because columns are read side by side."""
        if self._last[0] != place:
            self._file.seek(self._ends[place])
            text = self._file.read(self._ends[place + 1] - self._ends[place])
            self._last = place, [tuple(x) if isinstance(x, list) else x for x in json.loads(text)]
        return self._last[1]

    def trajectory(self) -> Trajectory:
        """What is done."""
        asked = self._problem
        first = self.row(0) if len(self) else None
        given = [] if first is None else [i for i, x in enumerate(first) if x != ()]
        columns: list[Any] = [Column(self, i) if i in given else () for i in range(RADIUS + 1)]
        return Trajectory(
            K=asked.start.K,
            scheme=asked.start.scheme.name,
            flow=asked.start.flow,
            t=columns[TIME],
            modes=columns[MODES],
            a=columns[LEFT],
            b=columns[RIGHT],
            loss=columns[LOSS],
            lyapunov=columns[LYAPUNOV],
            end=asked.times[-1].text,
            digits=asked.digits,
            method=self._method or "nothing was reached",
            agreement=self._agreed,
            ray=self._met,
            frozen=tuple(self._frozen[: len(self)]),
            perturbation=asked.perturbation,
            rigorous=columns[RADIUS] != (),
            radius=columns[RADIUS],
            bounds=tuple(self._bounds[: len(self)]),
            multiplicities=multiplicities_of(asked),
        )


class Column(Sequence[Any]):
    """One field of all samples."""

    def __init__(self, spool: Spool, field: int) -> None:
        self._spool, self._field = spool, field

    def __len__(self) -> int:
        return len(self._spool)

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._spool.row(place % len(self))[self._field]
