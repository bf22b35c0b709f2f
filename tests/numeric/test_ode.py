"""Taylor steps on equations whose solutions are known, and series on numbers of every size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import pytest
from flint import arb, ctx

from symflow.numeric.ball import precision
from symflow.numeric.ode import Accuracy, Stepper, System, Tick, accuracy, step_size
from symflow.numeric.series import (
    Series,
    evaluate,
    log2_above,
    log2_size,
    number,
    power_of_two,
    product,
    total,
)

FIFTY = accuracy(50)


@dataclass(frozen=True)
class Linear:
    """y_i' = rate_i y_i."""

    rates: tuple[int, ...]
    together: bool = False

    def expand(self, state: Sequence[arb], order: int, tick: Tick) -> list[Series]:
        result = [[y] for y in state]
        for n in range(1, order + 1):
            tick()
            for y, rate in zip(result, self.rates, strict=True):
                y.append(rate * y[-1] / n)
        return result


@dataclass(frozen=True)
class Riccati:
    """y' = y^2: a pole at t = 1 / y(0)."""

    together: bool = False

    def expand(self, state: Sequence[arb], order: int, tick: Tick) -> list[Series]:
        y = [state[0]]
        for n in range(1, order + 1):
            y.append(product(y, y) / n)
        return [y]


@dataclass(frozen=True)
class Circle:
    """x' = -y, y' = x: components that pass through 0."""

    together: bool = True

    def expand(self, state: Sequence[arb], order: int, tick: Tick) -> list[Series]:
        x, y = [state[0]], [state[1]]
        for n in range(1, order + 1):
            x.append(-y[n - 1] / n)
            y.append(x[n - 1] / n)
        return [x, y]


@dataclass(frozen=True)
class Rising:
    """x' = y, y' = x: x starts at 0 and leaves it."""

    together: bool = False

    def expand(self, state: Sequence[arb], order: int, tick: Tick) -> list[Series]:
        x, y = [state[0]], [state[1]]
        for n in range(1, order + 1):
            x.append(y[n - 1] / n)
            y.append(x[n - 1] / n)
        return [x, y]


def error(found: arb, true: arb) -> float:
    """log10 of the relative error."""
    return math.log10(2) * (log2_size(found - true) - log2_size(true))


def stepper(system: System, start: Sequence[int | str], end: Fraction | int | str) -> Stepper:
    with precision(FIFTY.bits):
        state = [number(Fraction(y)) for y in start]
    return Stepper(system, state, FIFTY, Fraction(end))


@pytest.mark.parametrize("end", ["1e-30", "1", "200"])
def test_growth_and_decay_keep_their_relative_digits(end: str) -> None:
    """Side by side, from 1 and from 1e-200; what is 0 stays exactly 0."""
    run = stepper(Linear((1, -3, 7)), ["1", "1e-200", "0"], end)
    x, y, zero = run.at(Fraction(end))
    with precision(400):
        t = number(Fraction(end))
        assert error(x, t.exp()) < -48
        assert error(y, number(Fraction("1e-200")) * (-3 * t).exp()) < -48
    assert zero == 0


def test_steps_shrink_towards_a_pole() -> None:
    """y = 1 / (1 - t) at t = 1 - 1e-9, where an error of t counts a thousand million times."""
    end = 1 - Fraction(1, 10**9)
    y = stepper(Riccati(), [1], end).at(end)[0]
    with precision(400):
        assert -49 < error(y, arb(10) ** 9) < -38


def test_components_that_pass_through_zero() -> None:
    """They are measured against the largest."""
    end = Fraction(100)
    x, y = stepper(Circle(), [1, 0], end).at(end)
    with precision(400):
        assert log2_size(x - arb(100).cos()) < -160
        assert log2_size(y - arb(100).sin()) < -160


@pytest.mark.parametrize("time", ["1e-40", "1e-3", "3"])
def test_a_component_that_leaves_zero(time: str) -> None:
    """sinh has relative digits from its first moment on."""
    x, y = stepper(Rising(), [0, 1], 3).at(Fraction(time))
    with precision(600):
        t = number(Fraction(time))
        assert error(x, t.sinh()) < -48
        assert error(y, t.cosh()) < -48


def test_times_on_the_way_and_the_working_precision() -> None:
    """A sample does not disturb what follows, and the global precision is left as it was."""
    direct = stepper(Linear((1,)), [1], 10)
    sampled = stepper(Linear((1,)), [1], 10)
    before = ctx.prec
    for i in range(11):
        found = sampled.at(Fraction(i))
        assert ctx.prec == before
    assert (found[0] - direct.at(Fraction(10))[0]) == 0


def test_watching() -> None:
    """The clock is looked at once an order; a step is told where it starts, and may end the run."""
    ticks, times = [], []

    def step(time: Fraction) -> None:
        times.append(time)
        if len(times) == 3:
            raise TimeoutError

    run = Stepper(
        Linear((1,)), [arb(1)], Accuracy(12, 100, 60), Fraction(1000), lambda: ticks.append(1), step
    )
    with pytest.raises(TimeoutError):
        run.at(Fraction(1000))
    assert len(ticks) == 36
    assert times[0] == 0
    assert times == sorted(times)


def test_what_does_not_move_is_one_step() -> None:
    """However late the end."""
    end = Fraction(10) ** 100_000
    run = stepper(Linear((0, 5)), [3, 0], end)
    assert [x == y for x, y in zip(run.at(end), [3, 0], strict=True)] == [True, True]


def test_a_smaller_tolerance_makes_a_shorter_step() -> None:
    """By the factor that the order says; the most demanding component decides."""
    slow = [arb(1) / math.factorial(n) for n in range(21)]
    fast = [arb(2) ** n / math.factorial(n) for n in range(21)]
    coarse, fine = step_size([slow], 40, False), step_size([slow], 60, False)
    assert 20 / 20 <= coarse - fine <= 20 / 17
    assert step_size([slow, fast], 40, False) == pytest.approx(coarse - 1)
    assert step_size([[arb(1), *[arb(0)] * 20]], 40, False) == math.inf


def test_series_of_any_size() -> None:
    """Products, values and sizes far outside of the range of binary64."""
    with precision(200):
        exponential = [1 / arb(math.factorial(n)) for n in range(60)]
        square = [product(exponential[: n + 1], exponential[: n + 1]) for n in range(60)]
        assert all(log2_size(square[n] - exponential[n] * 2**n) < -150 for n in range(60))
        assert log2_size(evaluate(exponential, arb(1)) - arb(1).exp()) < -180
        assert log2_size(arb(2) ** 100_000 * 3) == pytest.approx(100_000 + math.log2(3))
        assert log2_size(arb(0)) == -math.inf
        assert total([]) == 0


@pytest.mark.parametrize("exponent", [-5000.3, -1.0, 0.0, 0.7, 12.99, 3000.5])
def test_powers_of_two_have_few_bits(exponent: float) -> None:
    """Just below what is asked for."""
    value = power_of_two(exponent)
    with precision(100):
        assert -0.002 < log2_size(number(value)) - exponent <= 1e-9
    assert min(value.numerator, value.denominator) < 2**11
    assert log2_above(value) > exponent
