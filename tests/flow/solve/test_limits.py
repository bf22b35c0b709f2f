"""Limits, interrupts and progress: what is done stays, and is what a longer run gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import symflow
from symflow.errors import InputError, LimitReached
from symflow.flow.solve.budget import Budget, Reached, Watch
from symflow.flow.solve.engine import solve
from symflow.flow.solve.integrate import Unfinished
from symflow.flow.solve.problem import Problem, problem
from symflow.flow.solve.start import from_modes, scheme_of

START = ["1/10", "3", "1/7"]


def asked(end: object, samples: int, verify: bool = False) -> Problem:
    return problem(from_modes(scheme_of(4), START), end, 15, samples, verify=verify)


@pytest.mark.parametrize(("end", "steps"), [(90, 6), ("1e1000", 30)])
def test_a_limit_of_steps_keeps_what_was_reached(end: object, steps: int) -> None:
    """The samples that are handed out are those of a longer run."""
    with pytest.raises(Unfinished, match=f"steps: the limit of {steps} was reached") as caught:
        symflow.integrate(START, t_end=end, samples=10, steps=steps)
    reached = caught.value.reached
    whole = symflow.integrate(START, t_end=end, samples=10)
    assert 0 < len(reached.t) < 10
    assert not reached.complete
    assert reached.end == str(end)
    assert reached.modes == whole.modes[: len(reached.t)]
    assert isinstance(caught.value, LimitReached)


def test_a_limit_of_time() -> None:
    """Looked at within a step: a thousand digits take longer than that."""
    with pytest.raises(Unfinished, match=r"time: the limit of 0\.01 s was reached") as caught:
        symflow.integrate(START, digits=1000, timeout=0.01)
    assert len(caught.value.reached.t) <= 1


def test_a_limit_of_time_between_steps() -> None:
    """Samples within one step are stopped by the clock too."""
    watch = Watch(Budget(seconds=1e-9), 0.0, None)
    with pytest.raises(LimitReached, match="time: the limit of 1e-09 s"):
        watch.tick()
    with pytest.raises(Unfinished) as caught:
        symflow.integrate(START, t_end="1e-3", samples=100_000, timeout=0.5)
    assert 1 < len(caught.value.reached.t) < 100_000


@pytest.mark.parametrize("after", [1, 2, 5])
def test_an_interrupt_keeps_what_is_done(after: int) -> None:
    """The samples before it were handed out; the rest can be had again."""

    def interrupting(reached: Reached) -> None:
        if reached.steps == after:
            raise KeyboardInterrupt

    taken: list[str] = []

    def work() -> None:
        taken.extend(sample.time for sample in solve(asked("1e100", 30), progress=interrupting))

    with pytest.raises(KeyboardInterrupt):
        work()
    assert taken == [sample.time for sample in solve(asked("1e100", 30))][: len(taken)]
    assert 1 <= len(taken) < 30


@pytest.mark.parametrize(
    ("end", "samples"), [("5", 3), ("1e-300", 2), ("1e20", 7), ("1e1000", 3), ("1/3", 30)]
)
@pytest.mark.parametrize("verify", [False, True])
def test_progress(end: str, samples: int, verify: bool) -> None:
    """From 0 to 1, never backwards, and each step is told."""
    seen: list[Reached] = []
    list(solve(asked(end, samples, verify), progress=seen.append))
    fractions = [r.fraction for r in seen]
    assert fractions == sorted(fractions)
    assert fractions[0] >= 0
    assert fractions[-1] == pytest.approx(1, abs=1e-9)
    assert max(fractions) <= 1
    assert [r.steps for r in seen] == list(range(1, len(seen) + 1))
    assert {len(r.times) for r in seen} == {4 if verify else 1}


def test_samples_come_one_by_one() -> None:
    """Each as soon as it is computed: the first costs no step, the second only those up to it."""
    seen: list[Reached] = []
    samples = solve(asked(90, 10), progress=seen.append)
    assert next(samples).time == "0"
    assert seen == []
    assert next(samples).time == "10"
    early = len(seen)
    list(samples)
    assert 0 < early < len(seen)


@pytest.mark.parametrize(
    "given",
    [
        {"modes": [0.1, 1, 2]},
        {"modes": ["1", 1, 2], "t_end": 3.0},
        {"K": 4, "init": 0.1},
        {"a": [1, 2, 0.5], "b": [1, 1, 1]},
        {"modes": [1, 2, 3], "digits": 15.0},
        {"modes": [1, 2, 3], "samples": 3.0},
    ],
)
def test_no_float_enters(given: dict[str, object]) -> None:
    """It is refused, with what to write instead."""
    with pytest.raises(InputError) as caught:
        symflow.integrate(**given)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_a_float_is_refused_with_a_hint() -> None:
    """Its decimal as a string."""
    with pytest.raises(InputError, match=r'a decimal string such as "0\.1"'):
        symflow.integrate([0.1, 1, 2])  # type: ignore[list-item]


def drained(samples: Iterator[object]) -> int:
    return sum(1 for _ in samples)


def test_an_early_sample_does_not_wait_for_a_late_one() -> None:
    """All samples come, in order."""
    assert drained(solve(asked("1e50", 9))) == 9
