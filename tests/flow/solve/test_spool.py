"""Samples in a file look like samples in memory, and a million of them need no room."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

import symflow
from symflow.errors import InputError
from symflow.flow.solve.engine import solve
from symflow.flow.solve.grid import MOST_SAMPLES, grid
from symflow.flow.solve.problem import Problem, Sample, problem
from symflow.flow.solve.spool import Spool
from symflow.flow.solve.start import from_factors, from_modes, scheme_of
from symflow.flow.solve.trajectory import Trajectory

COLUMNS = ("t", "modes", "a", "b", "loss", "lyapunov", "radius")


def asked(samples: int = 7, verify: bool = False) -> Problem:
    return problem(from_modes(scheme_of(4), ["1/10", 0, 2]), 3, 15, samples, verify=verify)


def spooled(given: Problem, count: int | None = None) -> Spool:
    spool = Spool(given)
    for sample in list(solve(given))[:count]:
        spool.append(sample)
    return spool


@pytest.mark.parametrize("verify", [False, True])
@pytest.mark.parametrize("count", [None, 3, 1, 0])
def test_a_trajectory_of_columns(count: int | None, verify: bool) -> None:
    """The same as one of tuples, complete or not."""
    given = asked(verify=verify)
    found = spooled(given, count).trajectory()
    plain = Trajectory.of(given, list(solve(given))[:count])
    for name in COLUMNS:
        assert tuple(getattr(found, name)) == getattr(plain, name), name
    for name in (
        "K",
        "scheme",
        "flow",
        "end",
        "digits",
        "method",
        "agreement",
        "ray",
        "complete",
        "rigorous",
    ):
        assert getattr(found, name) == getattr(plain, name), name


def test_factors() -> None:
    """They have columns of their own."""
    given = problem(from_factors(scheme_of(4), [1, 0, 2], [1, 1, 1]), 1, 15, 4)
    found = spooled(given).trajectory()
    assert tuple(found.a) == Trajectory.of(given, list(solve(given))).a
    assert len(found.b) == 4


def test_a_column_is_a_sequence() -> None:
    """From both ends, in any order, by slices; and iteration ends."""
    found = spooled(asked()).trajectory()
    rows = tuple(found.modes)
    assert [found.modes[i] for i in (6, 0, -1, -7)] == [rows[6], rows[0], rows[6], rows[0]]
    assert found.modes[2:4] == rows[2:4]
    with pytest.raises(IndexError):
        found.modes[7]
    assert found.modes_array().shape == (7, 3)


def test_a_sample_that_was_cut_off_does_not_count() -> None:
    """It is written over by the next one."""
    given = asked()
    samples = list(solve(given))
    spool = Spool(given)
    spool.append(samples[0])
    spool._file.seek(spool._ends[-1])
    spool._file.write(b'["2.5", ["1"')
    assert tuple(spool.trajectory().t) == ("0",)
    spool.append(samples[1])
    assert tuple(spool.trajectory().t) == ("0", "0.5")


def test_thinned() -> None:
    """Evenly, with both ends; few samples stay all."""
    found = spooled(asked(101)).trajectory()
    few = found.thinned(11)
    assert few.t == tuple(found.t[i] for i in range(0, 101, 10))
    assert (few.modes[0], few.loss[-1]) == (found.modes[0], found.loss[-1])
    assert few.a == ()
    assert found.thinned(101) is found


@pytest.mark.parametrize("end", ["10", "1/3", "1e3", "1e1000"])
def test_a_million_times(end: str) -> None:
    """Each where it is asked for; they increase even where they are dense."""
    times = grid(end, MOST_SAMPLES)
    assert len(times) == 1_000_000
    assert (times[0].text, times[-1].text) == ("0", end)
    for place in (0, 1, 2, 500_000, 500_001, 999_990, 999_998):
        assert times[place].value < times[place + 1].value
    assert times[3:5] == (times[3], times[4])
    with pytest.raises(IndexError):
        times[1_000_000]


def test_memory_does_not_grow_with_the_number_of_samples() -> None:
    """Eight bytes each, for the place in the file."""
    given = asked()
    sample = list(solve(given))[-1]

    def many(count: int) -> Iterator[Sample]:
        return (sample for _ in range(count))

    peaks = []
    for count in (2_000, 42_000):
        tracemalloc.start()
        spool = Spool(given)
        for one in many(count):
            spool.append(one)
        assert sum(1 for _ in spool.trajectory().modes) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 40_000 * 24


def test_more_than_a_million_are_refused() -> None:
    """With what may be asked for."""
    with pytest.raises(InputError, match=r"2 .*to 1000000"):
        symflow.integrate([1, 2, 3], samples=1_000_001)
