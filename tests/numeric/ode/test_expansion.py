"""How far a step is trusted: the last coefficients, the clock, and the rescaling to x in [0, 1]."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from flint import arb

from symflow.numeric.ball import precision
from symflow.numeric.ode.expansion import Expansion, Polynomial

BITS = 200
ORDER = 40


def polynomial(rate: int, top: int = 0, order: int = ORDER) -> Polynomial:
    """e^(rate x) 2^top."""
    terms = [Fraction(rate**n, math.factorial(n)) * 2**BITS for n in range(order + 1)]
    return Polynomial([round(x) for x in terms], top)


def clock(size: int, rate: int = 0) -> Polynomial:
    """2^size (e^(rate x) - 1) / rate, or 2^size x."""
    terms = [
        Fraction(0),
        *(Fraction(rate ** (n - 1), math.factorial(n)) * 2**BITS for n in range(1, ORDER + 1)),
    ]
    return Polynomial([round(x) for x in terms], size)


def step(
    components: list[Polynomial], time: Polynomial, surge: float = 0.0, limit: float = math.inf
) -> Expansion:
    return Expansion(
        BITS, arb(1), components, time, surge, [], [float(c.exponent) for c in components], limit
    )


def test_a_smaller_tolerance_makes_a_shorter_step() -> None:
    """By the factor that the order says; the most demanding component decides."""
    slow, fast = step([polynomial(1)], clock(-500)), step([polynomial(1), polynomial(2)], clock(-500))
    coarse, fine = slow.reach(40, 0), slow.reach(60, 0)
    assert 2 ** (20 / ORDER) <= coarse / fine <= 2 ** (20 / (ORDER - 1))
    assert coarse == pytest.approx(2 * fast.reach(40, 0))


def test_the_reach_is_what_is_left_out() -> None:
    """At the x that is allowed the last term is as large as the tolerance."""
    found = step([polynomial(3)], clock(-500)).reach(60, 0)
    assert math.log2((3 * found) ** ORDER / math.factorial(ORDER)) == pytest.approx(-60, abs=3)


def test_what_does_not_move_allows_everything() -> None:
    """A constant, with a clock that is too short to matter."""
    constant = Polynomial([1 << BITS, *[0] * ORDER], 0)
    assert step([constant], clock(-500)).reach(60, 0) == math.inf
    assert step([constant], clock(-500), limit=0.5).reach(60, 0) == 0.5


def test_the_clock_is_measured_against_the_time_that_is_wanted() -> None:
    """A clock of size 2^40 is looked at for t = 1, less for t = 2^50, and not at all for t = 2^200."""
    constant = Polynomial([1 << BITS, *[0] * ORDER], 0)
    found = step([constant], clock(40, 20), surge=20.0)
    near, later, late = (found.reach(60, reference) for reference in (0, 50, 200))
    assert near < later < late == math.inf


def test_a_step_ends_at_one() -> None:
    """All polynomials are rescaled; the value at the new end is the one at the old place."""
    found = step([polynomial(1), polynomial(2, 7)], clock(3, 1), surge=1.0)
    with precision(BITS + 64):
        before = [c.at(arb(1) / 2, BITS) for c in (*found.components, found.clock)]
        found.shorten(0.507)
        after = [c.end(BITS) for c in (*found.components, found.clock)]
        again = [c.at(arb(1), BITS) for c in (*found.components, found.clock)]
        assert [x == y for x, y in zip(after, again, strict=True)] == [True] * 3
        assert all(abs(float((x / y).mid()) - 1) < 1e-50 for x, y in zip(before, after, strict=True))
    assert found.length == arb(1) / 2
    assert found.surge == 0.5


@pytest.mark.parametrize("x", [0.0, 1e-9, 2.0**-6])
def test_a_step_is_never_shortened_to_nothing(x: float) -> None:
    """One part is left."""
    found = step([polynomial(1)], clock(0))
    found.shorten(x)
    assert found.length == arb((1, -6))
