"""Planted errors: each wrong bound must make a containment or a radius fail. Each check first passes without the error.

The settings have few digits, so that the real error of a run is close to its bound: what is left out is then missed.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from flint import arb, fmpz_poly
from small import contained, run_of, start_of, true

import symflow
from symflow.flow.enclose import bounds, box, defect, printed, state, tube
from symflow.flow.enclose.box import Box
from symflow.flow.solve import balanced, factors, loss_time
from symflow.numeric.ode.expansion import Polynomial
from symflow.numeric.ode.stepper import Accuracy, Piece

Patch = pytest.MonkeyPatch
BALANCED = start_of(["1/10", "3", "1/7"])
FACTORS = start_of(["0", "1", "1/3"], ["1", "1/2", "2"])
CYCLIC = start_of(["1/5", "2", "2", "1/5"])
TRUNCATED = Accuracy(order=8, bits=80, tolerance=12)  # the polynomials are too short
ROUNDED = Accuracy(order=30, bits=24, tolerance=20)  # the numbers are too short
GOOD = Accuracy(order=40, bits=100, tolerance=80)
HAIR = arb(2) ** -24
TIMES = ("1/10", "1", "20", "500")


def holds(start: Any, settings: Accuracy, times: tuple[str, ...] = TIMES) -> bool:
    """Whether the balls contain the true values at all of these times; refused steps say nothing, which is allowed."""
    run = run_of(Box.of(start), settings)
    return all(contained(run.at(Fraction(time)), true(start, time)) for time in times)


# --- what is planted ---


def no_remainder(patch: Patch) -> None:
    """Every defect is cut off at the order of its series, where it is 0 but for rounding: the remainder is dropped."""
    whole = bounds.norm

    def cut(polynomial: fmpz_poly, power: int) -> arb:
        return whole(fmpz_poly(list(polynomial.coeffs())[: TRUNCATED.order]), power)

    product = tube._product
    patch.setattr(tube, "_product", lambda a, b, bits: (product(a, b, bits)[0], arb(0)))
    for module in (defect, tube):
        patch.setattr(module, "norm", cut)


def radii_towards_zero(patch: Patch) -> None:
    """The bound of what is missed is rounded down, not up, to whole units of the last place."""

    def down(polynomial: fmpz_poly, power: int) -> arb:
        del polynomial, power
        return arb(0)

    for module in (defect, tube):
        patch.setattr(module, "norm", down)
    patch.setattr(defect, "UNITS", 0)
    patch.setattr(tube, "jump", lambda *given: arb(0))
    patch.setattr("symflow.flow.enclose.run.jump", lambda *given: arb(0))


def wrong_weights(patch: Patch) -> None:
    """Not an error of the bounds: the engine starts every step from q = e^w (1 + 2^-24)."""
    right = loss_time.instantaneous

    def wrong(*given: Any) -> loss_time.Instantaneous:
        now = right(*given)
        return loss_time.Instantaneous(
            now.exponents, [(x * (1 + HAIR)).mid() for x in now.weights], now.growth
        )

    for module in (balanced, factors):
        patch.setattr(module, "instantaneous", wrong)


def weights_not_checked(patch: Patch) -> None:
    """q is taken for e^w."""
    patch.setattr(defect, "_wrong_exponential", lambda *given: arb(0))


def wrong_clock(patch: Patch) -> None:
    """Not an error of the bounds: the engine's clock runs too fast by 2^-24."""
    right = loss_time.LossTime.clock

    def wrong(self: loss_time.LossTime) -> Polynomial:
        found = right(self)
        return Polynomial([int(c) + (int(c) >> 24) for c in found.coefficients], found.exponent)

    patch.setattr(loss_time.LossTime, "clock", wrong)


def shrinking_tube(patch: Patch) -> None:
    """The sign of the growth: e^-L in place of e^L."""
    grown = tube.Passage.through

    def shrunk(self: tube.Passage, before: tube.Tube) -> tube.Tube:
        after = grown(self, before)
        start = before.radius + self.residual
        return tube.Tube(bounds.up(start * start / after.radius), after.shift)

    patch.setattr(tube.Passage, "through", shrunk)


def no_growth(patch: Patch) -> None:
    """The tube keeps its width."""
    grown = tube.Passage.through
    patch.setattr(
        tube.Passage,
        "through",
        lambda self, before: tube.Tube(bounds.up(before.radius + self.residual), grown(self, before).shift),
    )


def clock_not_checked(patch: Patch) -> None:
    """The clock is believed."""
    patch.setattr(defect, "_wrong_speed", lambda *given: arb(0))


def reading_not_checked(patch: Patch) -> None:
    """The state is read off at x with clock(x) a little before the time, and the difference is forgotten."""
    patch.setattr(state, "_rate", lambda *given: arb(0))
    place = Piece.place
    patch.setattr(Piece, "place", lambda self, time: place(self, time * (1 - HAIR)))


def moved_starts(patch: Patch) -> None:
    """Not an error of the bounds: the engine goes on from a state that is not the one it has reached."""
    for system in (balanced.Balanced, factors.Factors):
        patch.setattr(system, "onward", lambda self, state: (self, [(x * (1 + HAIR)).mid() for x in state]))


def no_jump(patch: Patch) -> None:
    """The jump from the end of a step to the start of the next is forgotten."""
    patch.setattr("symflow.flow.enclose.run.jump", lambda *given: arb(0))


# --- and what notices it ---

CHECKS: dict[Callable[[Patch], None], tuple[Any, Accuracy]] = {
    no_remainder: (BALANCED, TRUNCATED),
    radii_towards_zero: (BALANCED, ROUNDED),
    reading_not_checked: (BALANCED, GOOD),
}


@pytest.mark.parametrize("planted", CHECKS, ids=lambda f: f.__name__)
def test_a_wrong_bound_is_noticed(monkeypatch: Patch, planted: Callable[[Patch], None]) -> None:
    """The true values leave the balls at some time."""
    start, settings = CHECKS[planted]
    assert holds(start, settings)
    planted(monkeypatch)
    assert not holds(start, settings)


@pytest.mark.parametrize("start", [FACTORS, CYCLIC], ids=["factors", "cyclic"])
def test_a_dropped_remainder_is_noticed_elsewhere(monkeypatch: Patch, start: Any) -> None:
    """For factors and for a cyclic scheme."""
    assert holds(start, TRUNCATED)
    no_remainder(monkeypatch)
    assert not holds(start, TRUNCATED)


@pytest.mark.parametrize("planted", [shrinking_tube, no_growth], ids=lambda f: f.__name__)
def test_a_wrong_growth_is_noticed(monkeypatch: Patch, planted: Callable[[Patch], None]) -> None:
    """A corner of a box leaves the tube, where the modes start small and nothing but growth matters."""
    low, high = start_of(["1e-6"] * 3), start_of(["1.01e-6"] * 3)

    def inside() -> bool:
        run = run_of(Box(low, high), Accuracy(30, 100, 60))
        return all(contained(run.at(Fraction(t)), [*true(high, t)[:-1], Fraction(0)]) for t in ("1", "4"))

    assert inside()
    planted(monkeypatch)
    assert not inside()


@pytest.mark.parametrize("start", [BALANCED, FACTORS, CYCLIC], ids=["balanced", "factors", "cyclic"])
@pytest.mark.parametrize(
    ("engine", "planted"),
    [(moved_starts, no_jump), (wrong_weights, weights_not_checked), (wrong_clock, clock_not_checked)],
    ids=["jump", "weights", "clock"],
)
def test_errors_of_the_engine_are_seen(
    monkeypatch: Patch, start: Any, engine: Callable[[Patch], None], planted: Callable[[Patch], None]
) -> None:
    """An engine that is wrong in one respect is enclosed all the same, unless that respect is not looked at."""
    assert [true(start, time) for time in TIMES]  # before the integrator is patched too
    engine(monkeypatch)
    assert holds(start, GOOD)
    planted(monkeypatch)
    assert not holds(start, GOOD)


def test_a_radius_that_is_rounded_down_is_noticed(monkeypatch: Patch) -> None:
    """Of the start itself: 1/7 has an error that is known exactly."""

    def bounded() -> bool:
        found = symflow.integrate(["1/7", "3", "1/3"], t_end=1, samples=2, digits=10, rigorous=True)
        starts = zip(
            found.modes[0], found.radius[0], (*BALANCED.modes[2:], Fraction(3), Fraction(1, 3)), strict=True
        )
        return all(abs(Fraction(x) - exact) <= Fraction(r) for x, r, exact in starts)

    assert bounded()
    monkeypatch.setattr(printed, "ROUND_CEILING", printed.ROUND_FLOOR)
    assert not bounded()


def test_a_start_in_the_wrong_place_is_noticed(monkeypatch: Patch) -> None:
    """The square roots of the modes in place of the modes."""
    point = box.Box.point

    def roots(self: Box, sums: Any) -> tuple[list[arb], arb]:
        found, radius = point(self, sums)
        return [x.sqrt().mid() for x in found], radius

    monkeypatch.setattr(box.Box, "point", roots)
    assert not holds(BALANCED, TRUNCATED, ("1/10",))


def test_a_sign_in_the_defect_is_noticed(monkeypatch: Patch) -> None:
    """q' + q w' in place of q' - q w': nothing can be enclosed any more, and nothing is handed out."""
    right = fmpz_poly.derivative

    class Turned:
        """A polynomial whose derivative has the wrong sign."""

        def __init__(self, coefficients: list[int]) -> None:
            self.inner = fmpz_poly(coefficients)

        def derivative(self) -> fmpz_poly:
            return -right(self.inner)

    whole = defect.whole
    settings = Accuracy(30, 100, 60)
    assert holds(BALANCED, settings, ("1",))

    def turned(q: Any, w: Any, bits: int, excess: arb) -> arb:
        left, slope = whole(q.coefficients), Turned([int(c) for c in w.coefficients]).derivative()
        missed = defect.norm(left.derivative() * (1 << bits) - left * slope, q.exponent - 2 * bits)
        return bounds.up(missed + excess)

    monkeypatch.setattr(defect, "_wrong_exponential", turned)
    with pytest.raises(bounds.Unusable):
        holds(BALANCED, settings, ("1",))
