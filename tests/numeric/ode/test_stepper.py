"""Steps on equations whose solutions are known: digits, lengths, the inverse of the clock, what is told on the way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import pytest
from equations import Known, exponentials, logarithm, riccati
from flint import arb, ctx

from symflow.numeric.ball import precision
from symflow.numeric.ode.kernel import rational
from symflow.numeric.ode.stepper import Piece, Stepper, accuracy, log2_of

FIFTY = accuracy(50)
WIDE = 400


def error(found: arb, true: arb) -> float:
    """log10 of the relative error."""
    with precision(WIDE):
        return math.log10(2) * (log2_of(found - true) - log2_of(true))


def number(text: str) -> arb:
    with precision(WIDE):
        return rational(Fraction(text))


def nothing(*_: float) -> None:
    """Watches nothing."""


def stepper(system: Known, start: Sequence[str]) -> Stepper:
    return Stepper(system, [number(y) for y in start], FIFTY, nothing, nothing)


def last_piece(run: Stepper, time: arb) -> Piece:
    """The step in which a time lies."""
    piece = run.advance(time)
    while log2_of(piece.end) < log2_of(time):
        piece = run.advance(time)
    return piece


def at(run: Stepper, time: arb) -> list[arb]:
    with precision(WIDE):
        piece = last_piece(run, time)
        return piece.state(piece.place(time))


@pytest.mark.parametrize("end", ["1e-1000", "1e-30", "1", "200"])
def test_growth_and_decay_keep_their_relative_digits(end: str) -> None:
    """Side by side, from 1 and from 1e-200; what is 0 stays exactly 0."""
    t = number(end)
    x, y, zero = at(stepper(exponentials(1, -3, 7), ["1", "1e-200", "0"]), t)
    with precision(WIDE):
        assert error(x, t.exp()) < -48
        assert error(y, number("1e-200") * (-3 * t).exp()) < -48
    assert zero == 0


def test_steps_shrink_towards_a_pole() -> None:
    """y = 1 / (1 - t) at t = 1 - 1e-9, where an error of t counts a thousand million times."""
    y = at(stepper(riccati(), ["1"]), number("0.999999999"))[0]
    assert -52 < error(y, number("1000000000")) < -38


@pytest.mark.parametrize("end", ["1e-1000", "1e-3", "1", "1e100", "1e1000"])
def test_a_clock_that_runs_away(end: str) -> None:
    """y = log(1 + t): the number of steps grows with log t, and the time has all its digits."""
    t = number(end)
    run = stepper(logarithm(), ["0"])
    y = at(run, t)[0]
    with precision(WIDE):
        assert log2_of(y - t.log1p()) < min(log2_of(t), 0) - 160
    assert run.count <= 2 + max(0, log2_of(t)) / 20


def test_the_digits_of_early_times_do_not_slow_down_a_late_one() -> None:
    """Steps are measured against the time that is wanted: an early sample costs more steps."""
    late, both = (stepper(logarithm(), ["0"]) for _ in range(2))
    at(late, number("1e300"))
    at(both, number("10"))
    at(both, number("1e300"))
    assert late.count < both.count


@pytest.mark.parametrize("system", [exponentials(1), logarithm()])
def test_every_time_has_its_place(system: Known) -> None:
    """Both ends, 1e-1000 after the start, and in between; the clock there is the time again."""
    piece = stepper(system, ["1"]).advance(number("1e30"))
    with precision(WIDE):
        assert piece.place(piece.start) == 0
        assert log2_of(piece.place(piece.end) - 1) < -200
        for part in ["1e-100000", "1e-1000", "1e-40", "1e-9", "1/3", "0.999999", "1"]:
            time = (piece.end * number(part)).mid()
            again = piece.expansion.clock.at(piece.place(time), piece.expansion.bits)
            assert log2_of(again - time) < log2_of(time) - 130


def test_times_on_the_way_and_the_working_precision() -> None:
    """A sample does not disturb what follows, and the global precision is left as it was."""
    before = ctx.prec
    run = stepper(exponentials(2), ["1"])
    pieces = [run.advance(number("100")) for _ in range(3)]
    assert ctx.prec == before
    again = stepper(exponentials(2), ["1"])
    for piece in pieces:
        other = again.advance(number("100"))
        with precision(WIDE):
            other.state(other.place((other.start + other.end) / 2))
        assert other.end == piece.end
        assert other.expansion.components == piece.expansion.components


def test_pieces_join() -> None:
    """The end of a step is the start of the next: the time exactly, the state to the working bits."""
    run = stepper(exponentials(1, 2), ["1", "3"])
    with precision(WIDE):
        former = run.advance(number("100"))
        piece = run.advance(number("100"))
        assert piece.start == former.end
        for x, y in zip(former.state(arb(1)), piece.state(arb(0)), strict=True):
            assert log2_of(x - y) <= log2_of(x) - FIFTY.bits


def test_watching() -> None:
    """The clock is looked at once an order; a step is told how late it is, and may end the run."""
    ticks, times = [], []

    def step(reached: float) -> None:
        times.append(reached)
        if len(times) == 3:
            raise TimeoutError

    run = Stepper(exponentials(1), [arb(1)], FIFTY, lambda: ticks.append(1), step)
    with pytest.raises(TimeoutError):
        at(run, number("1000"))
    assert len(ticks) % FIFTY.order == 0
    assert len(ticks) >= 3 * FIFTY.order
    assert times == sorted(times)
    assert times[0] == pytest.approx(log2_of(stepper(exponentials(1), ["1"]).advance(number("1000")).end))


def test_what_does_not_move_needs_few_steps() -> None:
    """However late the end."""
    run = stepper(exponentials(0), ["3"])
    assert at(run, number("1e30"))[0] == 3
    assert run.count < 60
