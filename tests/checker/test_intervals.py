"""Intervals: they contain the true value (as mpmath finds it, with many more digits), and they are sharp."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import mpmath
import pytest

from symflow.checker.intervals import Intervals, Unsure
from symflow.checker.limits import Incomplete, Rejected

BITS = 128
I = Intervals(BITS)
ONE = 1 << BITS
RANDOM = Random(0)
POINTS = [Fraction(RANDOM.randint(-(10**6), 10**6), RANDOM.randint(1, 10**6)) for _ in range(30)]
POINTS = [x for x in POINTS if abs(x) < 100]
SPECIAL = [Fraction(n, d) for n in (-40, -3, -1, 1, 2, 3, 17, 100) for d in (1, 3, 1024, 10**12)]
FUNCTIONS = {"exp": mpmath.exp, "log": mpmath.log, "tanh": mpmath.tanh}


def true(name, x):
    """The value of a function with 400 bits, times 2^BITS."""
    with mpmath.workprec(400 + 8 * abs(int(x))):
        return FUNCTIONS[name](mpmath.mpf(x.numerator) / x.denominator) * ONE


def between(bounds, value, slack):
    """Whether the bounds contain the value and stand so close."""
    low, high = bounds
    return low <= value <= high and high - low <= slack


@pytest.mark.parametrize("name", FUNCTIONS)
def test_bounds_contain_the_value_and_are_sharp(name):
    """For random and for special arguments, at 128 binary places."""
    for x in [*POINTS, *SPECIAL]:
        if name == "log" and x <= 0:
            continue
        value = true(name, x)
        scale = max(1, value / ONE) if name == "exp" else max(1, 1 / x) if name == "log" else 1
        bounds = I.function(name, x)
        if isinstance(bounds, Fraction):
            assert x in (0, 1)
            continue
        assert between(bounds, value, 40 * scale), (name, x, bounds)


@pytest.mark.parametrize("bits", [8, 64, 512])
def test_other_precisions(bits):
    """The number of places decides the width."""
    other = Intervals(bits)
    for x in (Fraction(1, 3), Fraction(-7, 5), Fraction(9)):
        with mpmath.workprec(bits + 100):
            value = mpmath.exp(mpmath.mpf(x.numerator) / x.denominator) * (1 << bits)
        low, high = other.function("exp", x)
        assert low <= value <= high
        assert high - low <= 20 + 3 * value / (1 << bits)


def test_intervals_go_to_intervals():
    """Increasing functions: the ends go to the ends."""
    x = (I.of(Fraction(1, 3))[0], I.of(Fraction(2, 3))[1])
    for name in FUNCTIONS:
        low, high = I.function(name, x)
        assert low <= true(name, Fraction(1, 3)) <= low + 100
        assert high - 100 <= true(name, Fraction(2, 3)) <= high


def test_trivial_values_are_exact():
    """e^0 = 1, log 1 = 0, tanh 0 = 0."""
    assert I.function("exp", Fraction(0)) == 1
    assert I.function("log", Fraction(1)) == 0
    assert I.function("tanh", Fraction(0)) == 0
    assert isinstance(I.function("exp", Fraction(1)), tuple)
    assert isinstance(I.function("log", (ONE, ONE)), tuple)


def test_what_functions_refuse():
    """Logs of what is not positive, and arguments that are too large."""
    for x in (Fraction(0), Fraction(-1), (-ONE, -1), (-ONE, 0)):
        with pytest.raises(Rejected, match="a logarithm of what is not positive"):
            I.function("log", x)
    for x in ((-1, ONE), (0, ONE)):
        with pytest.raises(Unsure):
            I.function("log", x)
    for x in (Fraction(4097), Fraction(-4097), Fraction(10**9)):
        with pytest.raises(Incomplete, match="beyond 4096"):
            I.function("exp", x)
    small = Intervals(16)
    assert small.function("exp", Fraction(-4096)) == (0, 1) or small.function("exp", Fraction(-4096))[0] <= 0
    with pytest.raises(Incomplete, match="exponential integral"):
        I.function("ei", Fraction(1))
    with pytest.raises(Incomplete, match="exponential integral"):
        I.function("ei", Fraction(0))


def test_of():
    """Rounded outwards, by less than one unit; an interval is itself."""
    for x in (*POINTS, Fraction(1, 3), Fraction(-1, 3)):
        low, high = I.of(x)
        assert low <= x * ONE <= high
        assert high - low == (0 if (x * ONE).denominator == 1 else 1)
    assert I.of(Fraction(3)) == (3 * ONE, 3 * ONE)
    assert I.of((2, 5)) == (2, 5)


def ends(a, b):
    """An interval between two numbers."""
    return (I.of(Fraction(a))[0], I.of(Fraction(b))[1])


ENDS = [("-2", "-1"), ("-1", "2"), ("0", "1"), ("1/3", "5"), ("-7/3", "0"), ("2", "2"), ("-1/7", "1/9")]


@pytest.mark.parametrize(("a", "b"), ENDS)
@pytest.mark.parametrize(("c", "d"), ENDS)
def test_sums_and_products(a, b, c, d):
    """The exact bounds, rounded outwards by one or two units."""
    x, y = (Fraction(a), Fraction(b)), (Fraction(c), Fraction(d))
    low, high = I.add(ends(a, b), ends(c, d))
    assert 0 <= (x[0] + y[0]) * ONE - low <= 2
    assert 0 <= high - (x[1] + y[1]) * ONE <= 2
    products = [p * q * ONE for p in x for q in y]
    low, high = I.mul(ends(a, b), ends(c, d))
    assert 0 <= min(products) - low <= 12
    assert 0 <= high - max(products) <= 12


def test_exact_numbers_stay_exact():
    """Two fractions give a fraction; 0 times anything is 0."""
    third = Fraction(1, 3)
    assert I.add(third, third) == Fraction(2, 3)
    assert I.mul(third, third) == Fraction(1, 9)
    assert I.mul(Fraction(0), (1, 2)) == 0
    assert I.mul((1, 2), Fraction(0)) == 0
    assert isinstance(I.mul((1, 2), Fraction(0)), Fraction)
    assert I.inverse(third) == 3
    low, high = I.add(third, (ONE, ONE))
    assert low <= Fraction(4, 3) * ONE <= high
    assert high - low == 1
    low, high = I.mul(third, (ONE, 2 * ONE))
    assert low <= third * ONE
    assert high >= 2 * third * ONE


def test_inverse():
    """1/[2, 3] = [1/3, 1/2]; an interval with 0 in it has none."""
    for a, b in (("2", "3"), ("-3", "-2"), ("1/7", "9")):
        low, high = I.inverse(ends(a, b))
        assert 0 <= 1 / Fraction(b) * ONE - low <= 100
        assert 0 <= high - 1 / Fraction(a) * ONE <= 100
    for x in ((-1, 1), (0, 1), (-1, 0)):
        with pytest.raises(Unsure):
            I.inverse(x)
    with pytest.raises(Rejected, match="division by zero"):
        I.inverse(Fraction(0))


def test_powers():
    """Whole and half exponents; an even power of an interval around 0 is not negative."""
    assert I.power(Fraction(3), Fraction(2)) == 9
    assert I.power(Fraction(3), Fraction(-2)) == Fraction(1, 9)
    assert I.power(Fraction(3), Fraction(0)) == 1
    assert I.power(Fraction(9, 4), Fraction(1, 2)) == Fraction(3, 2)
    assert I.power(Fraction(9, 4), Fraction(3, 2)) == Fraction(27, 8)
    assert I.power(Fraction(9, 4), Fraction(-1, 2)) == Fraction(2, 3)
    low, high = I.power(ends("-1", "2"), Fraction(2))
    assert low == 0
    assert 0 <= high - 4 * ONE <= 4
    low, high = I.power(ends("-3", "2"), Fraction(4))
    assert low == 0
    assert 0 <= high - 81 * ONE <= 100
    low, high = I.power(ends("-1", "2"), Fraction(3))
    assert low <= -4 * ONE or low <= -2 * ONE
    assert high >= 8 * ONE
    low, high = I.power(ends("-3", "-2"), Fraction(2))
    assert 0 <= 4 * ONE - low <= 8
    assert 0 <= high - 9 * ONE <= 8
    low, high = I.power(ends("2", "3"), Fraction(-1))
    assert 0 <= Fraction(1, 3) * ONE - low <= 4
    with pytest.raises(Incomplete, match="a root of degree 3"):
        I.power(Fraction(8), Fraction(1, 3))
    with pytest.raises(Unsure):
        I.power(ends("-1", "1"), Fraction(-2))


def test_roots():
    """Exact where they are rational, else sharp bounds."""
    assert I.power(Fraction(0), Fraction(1, 2)) == 0
    for x in (Fraction(2), Fraction(1, 3), Fraction(4, 3), Fraction(3, 4), Fraction(10**9 + 7)):
        low, high = I.power(x, Fraction(1, 2))
        assert low**2 <= x * ONE**2 <= high**2
        assert high - low <= 2
    low, high = I.power(ends("2", "4"), Fraction(1, 2))
    assert low**2 <= 2 * ONE**2
    assert (low + 2) ** 2 >= 2 * ONE**2
    assert high >= 2 * ONE
    assert high - 2 * ONE <= 2
    low, high = I.power(ends("0", "4"), Fraction(1, 2))
    assert low == 0
    with pytest.raises(Rejected, match="a root of a negative number"):
        I.power(Fraction(-1), Fraction(1, 2))
    with pytest.raises(Unsure):
        I.power((-1, 1), Fraction(1, 2))


def test_signs():
    """-1, 0, 1, or unsure."""
    assert [I.sign(Fraction(x)) for x in (-2, 0, 3)] == [-1, 0, 1]
    assert I.sign((1, 2)) == 1
    assert I.sign((-2, -1)) == -1
    for x in ((-1, 1), (0, 1), (-1, 0), (0, 0)):
        with pytest.raises(Unsure):
            I.sign(x)


def test_digits():
    """The sharpest decimals around a number, 20 digits of them."""
    assert I.digits(Fraction(1, 3)) == ["1/3", "1/3"]
    assert I.digits(Fraction(-2)) == ["-2", "-2"]
    for x in (
        Fraction(1, 3),
        Fraction(-22, 7),
        Fraction(10**30, 7),
        Fraction(-1, 7 * 10**9),
        Fraction(99999, 10),
    ):
        low, high = I.digits((I.of(x)[0], I.of(x)[1]))
        a, b = Fraction(low), Fraction(high)
        assert a <= x <= b
        assert (b - a) <= abs(x) * Fraction(3, 10**19)
        assert len(low.lstrip("-").split("e")[0]) in (20, 21)
    assert I.digits(I.of(Fraction(5))) == ["50000000000000000000e-19", "50000000000000000000e-19"]
    assert [len(text.split("e")[0]) for text in I.digits(I.of(Fraction(1, 7)), 5)] == [5, 5]
    assert I.digits(I.of(Fraction(1))) == ["10000000000000000000e-19"] * 2
    assert I.digits(I.of(Fraction(-100))) == ["-10000000000000000000e-17"] * 2
    sure = 10**5 * ONE  # the end that is further from 0 decides how many places there are
    assert I.digits((sure - 1, sure + 1)) == ["9999999999999999999e-14", "10000000000000000001e-14"]
    assert I.digits((-sure - 1, -sure + 1)) == ["-10000000000000000001e-14", "-9999999999999999999e-14"]
    with pytest.raises(Unsure):
        I.digits((ONE, 2 * ONE))
    with pytest.raises(Unsure):
        I.digits((ONE, ONE + (ONE >> 40)))


def test_log_of_the_extremes():
    """Very small and very large arguments end, with correct bounds."""
    for x in (Fraction(1, 2**100), Fraction(3, 2**120), Fraction(4095), Fraction(4096)):
        low, high = I.function("log", x)
        value = true("log", x)
        assert low <= value <= high


def test_what_is_remembered():
    """The bounds of e^x and log x at exact arguments, for whoever wants to look at them again."""
    numbers = Intervals(64)
    for name, x in (("exp", Fraction(1, 3)), ("log", Fraction(5))):
        ends = numbers.function(name, x)
        assert numbers.found.pop() == (name, x, ends)
    for name, x in (
        ("tanh", Fraction(1)),
        ("exp", (1, 2)),
        ("log", (1 << 64, 1 << 65)),
        ("exp", Fraction(0)),
        ("log", Fraction(1)),
    ):
        numbers.function(name, x)
    assert numbers.found == []
