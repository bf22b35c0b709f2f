r"""Intervals with rational ends, rounded outwards: enough to enclose e^x, log x, roots and cosines at a point.

An interval is a pair (a, b) of integers and stands for [a/2^BITS, b/2^BITS]; a number that is known exactly stays
a Fraction. e^x is the Taylor sum at x/2^k, with the remainder bound |r| <= 2 |y|^n/n! for |y| <= 1/2, squared k
times; log y is a number whose exponential is on the right side of y; cos(2 pi t) is the Taylor sum up to a quarter
turn, with pi = 16 arctan(1/5) - 4 arctan(1/239); nothing else is used."""

from fractions import Fraction
from math import isqrt

from .limits import Budget, Incomplete, Rejected


class Unsure(Exception):
    """The precision does not decide it."""


class Intervals:
    """Arithmetic with a number of binary places."""

    def __init__(self, bits):
        self.bits, self.one, self.found = bits, 1 << bits, []

    def of(self, x):
        """An enclosure of a number."""
        if isinstance(x, tuple):
            return x
        return (x.numerator << self.bits) // x.denominator, -((-x.numerator << self.bits) // x.denominator)

    def _down(self, a, b):
        return a * b >> self.bits

    def _up(self, a, b):
        return -(-a * b >> self.bits)

    def add(self, x, y):
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            return Budget.small(x + y)
        (a, b), (c, d) = self.of(x), self.of(y)
        return (a + c, b + d)

    def mul(self, x, y):
        if isinstance(x, Fraction) and isinstance(y, Fraction):
            return Budget.small(x * y)
        if Fraction(0) in (x, y):
            return Fraction(0)
        pairs = [(a, c) for a in self.of(x) for c in self.of(y)]
        Budget.small(max(a * c for a, c in pairs))
        return (min(self._down(a, c) for a, c in pairs), max(self._up(a, c) for a, c in pairs))

    def inverse(self, x):
        if isinstance(x, Fraction):
            if not x:
                raise Rejected("division by zero at the point")
            return 1 / x
        a, b = x
        if a <= 0 <= b:
            raise Unsure
        return (self.one * self.one // b, -(-self.one * self.one // a))

    def power(self, x, exponent):
        """x to a rational power with denominator 1 or 2."""
        if exponent.denominator == 2:
            x, exponent = self._root(x), exponent * 2
        elif exponent.denominator != 1:
            raise Incomplete(f"a root of degree {exponent.denominator} is not computed here")
        base, out = self.inverse(x) if exponent < 0 else x, Fraction(1)
        if isinstance(base, tuple) and exponent % 2 == 0 and base[0] < 0 < base[1]:
            base = (0, max(-base[0], base[1]))
        for _ in range(abs(exponent.numerator)):
            out = self.mul(out, base)
        return out

    def _root(self, x):
        if isinstance(x, Fraction):
            if x < 0:
                raise Rejected("a root of a negative number at the point")
            p, q = isqrt(x.numerator), isqrt(x.denominator)
            if p * p == x.numerator and q * q == x.denominator:
                return Fraction(p, q)
        a, b = self.of(x)
        if a < 0:
            raise Unsure
        return (isqrt(a << self.bits), isqrt(b << self.bits) + 1)

    def function(self, name, x):
        """exp, log or tanh; all increase, so the ends of an interval go to the ends of its image."""
        trivial = {
            ("exp", Fraction(0)): Fraction(1),
            ("log", Fraction(1)): Fraction(0),
            ("tanh", Fraction(0)): Fraction(0),
        }
        if isinstance(x, Fraction) and (name, x) in trivial:
            return trivial[name, x]
        if name == "ei":
            raise Incomplete("the exponential integral is not computed here")
        a, b = self.of(x)
        if max(abs(a), abs(b)) > self.one << 12:
            raise Incomplete("an exponential of a number beyond 4096")
        if name == "exp":
            return self._kept(name, x, (self._exp(a)[0], self._exp(b)[1]))
        if name == "tanh":
            ends = [(self._exp(2 * e)[n], n) for e, n in ((a, 0), (b, 1))]
            low, high = ((e - self.one) * self.one for e, _ in ends)
            return (low // (ends[0][0] + self.one), -(-high // (ends[1][0] + self.one)))
        if a <= 0:
            if isinstance(x, Fraction) or b <= 0:
                raise Rejected("a logarithm of what is not positive at the point")
            raise Unsure
        return self._kept(name, x, (self._log(a)[0], self._log(b)[1]))

    def cosine(self, turn):
        """cos(2 pi turn) for a rational turn."""
        turn = min(turn % 1, -turn % 1)
        if turn > Fraction(1, 4):
            return self.mul(Fraction(-1), self.cosine(Fraction(1, 2) - turn))
        exact = {Fraction(0): Fraction(1), Fraction(1, 6): Fraction(1, 2), Fraction(1, 4): Fraction(0)}
        if turn in exact:
            return exact[turn]
        work = Intervals(self.bits + 24)
        x = work.mul(work._pi(), 2 * turn)
        square, out, term, n = work.mul(x, x), (work.one, work.one), (work.one, work.one), 0
        while term[1] > 1:
            n += 2
            pair = work.mul(term, square)
            term = (pair[0] // (n * (n - 1)), -(-pair[1] // (n * (n - 1))))
            out = work.add(out, term if n % 4 == 0 else (-term[1], -term[0]))
        Budget.spend(n)
        low, high = out[0] - term[1], out[1] + term[1]  # x < 2: the terms that follow alternate and decrease
        return low >> 24, -(-high >> 24)

    def _pi(self):
        """Bounds of pi."""
        total, error = 0, 0
        for weight, q in ((16, 5), (-4, 239)):
            power, n = self.one // q, 0
            while power:
                total += weight * (-1) ** n * (power // (2 * n + 1))
                power, n = power // (q * q), n + 1
            Budget.spend(n)
            error += abs(weight) * (
                2 * n + 2
            )  # each power and each quotient is rounded down, and the rest is cut off
        return total - error, total + error

    def _kept(self, name, x, ends):
        """The ends; of an exact argument they are remembered."""
        if isinstance(x, Fraction):
            self.found.append((name, x, ends))
        return ends

    def _exp(self, x):
        """Both bounds of e^(x/2^bits)."""
        halvings = max(0, abs(x).bit_length() - self.bits + 8)
        work = Intervals(self.bits + halvings + 24)
        y = x << 24  # x/2^halvings with the finer scale of ``work``
        low = high = term_low = term_high = work.one
        n = 0
        while True:
            n += 1
            pair = work.mul((term_low, term_high), (y, y))
            term_low, term_high = pair[0] // n, -(-pair[1] // n)
            low, high = low + term_low, high + term_high
            rest = max(abs(term_low), abs(term_high))
            if rest <= 1:  # the terms that follow are each at most half of the one before
                break
        Budget.spend(n + halvings)
        low, high = low - 2 * rest - 2, high + 2 * rest + 2
        for _ in range(halvings):
            low, high = work._down(low, low), work._up(high, high)
        shift = halvings + 24
        return low >> shift, -(-high >> shift)

    def _log(self, x):
        """Both bounds of log(x/2^bits): numbers whose exponentials are below and above."""
        y = (x.bit_length() - self.bits) * 71 * self.one // 100 - self.one // 3
        for _ in range(self.bits.bit_length() + 12):
            e = max(1, sum(self._exp(y)) // 2)
            y += 2 * self.one * (x - e) // (x + e)
        low, high, step = y, y, 4
        while self._exp(low)[1] > x:
            low, step = low - step, 2 * step
        while self._exp(high)[0] < x:
            high, step = high + step, 2 * step
        return low, high

    def sign(self, x):
        """-1, 0 or 1; Unsure where the interval does not tell."""
        if isinstance(x, Fraction):
            return (x > 0) - (x < 0)
        if x[0] <= 0 <= x[1]:
            raise Unsure
        return 1 if x[0] > 0 else -1

    def digits(self, x, count=20):
        """The sharpest decimal bounds with so many digits, as two strings; an exact number as itself, twice."""
        if isinstance(x, Fraction):
            return [str(x), str(x)]
        exponent, largest = (
            len(str(max(abs(x[0]), abs(x[1])) >> self.bits)) - count,
            max(abs(x[0]), abs(x[1])),
        )
        while largest < self.one * Fraction(10) ** (exponent + count - 1) and exponent > -500:
            exponent -= 1
        scale = Fraction(10) ** -exponent / self.one
        bounds = [x[0] * scale, x[1] * scale]
        low, high = (
            bounds[0].numerator // bounds[0].denominator,
            -(-bounds[1].numerator // bounds[1].denominator),
        )
        if high - low > 2:  # a number that stands between two such decimals may need both neighbours
            raise Unsure
        return [f"{low}e{exponent}", f"{high}e{exponent}"]
