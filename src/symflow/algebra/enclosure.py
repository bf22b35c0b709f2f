"""Rational bounds for the exponential of a rational number, from integers alone.

Statement.  For rational r and b >= 1 there are integers lo <= 2^b e^r <= hi, found without floating
point.

Formula.  For r >= 0 choose j with t = r / 2^j < 1/2; the Taylor terms t^n / n!  are rounded down for lo
and up for hi; once a rounded-up term is one unit, the rest is below one more unit.  Then e^r =
(e^t)^(2^j) by j squarings rounded outwards, and e^{-r} = 1 / e^r.  If r <= -b then 0 < e^r < 2^-b needs
no work.

Notation.  A bound pair is (lo, hi) with lo <= value <= hi.

Reference.  Brent, Zimmermann: Modern Computer Arithmetic (2010), section 4.4.
"""

from __future__ import annotations

from fractions import Fraction

from symflow.errors import InputError

Bounds = tuple[Fraction, Fraction]
_LARGEST_EXPONENT = 10**6


def exp_bounds(r: Fraction, bits: int) -> tuple[int, int]:
    """Integers (lo, hi) with lo <= 2^bits e^r <= hi."""
    if r == 0:
        return 1 << bits, 1 << bits
    if r > _LARGEST_EXPONENT:
        raise InputError.about("exponent", str(r), f"bounds of e^r need r <= {_LARGEST_EXPONENT}; scale down")
    if r > 0:
        return _growing(r, bits)
    if r <= -bits:
        return 0, 1
    low, high = _growing(-r, bits)
    one = 1 << (2 * bits)
    return one // high, _ceil(one, low)


def quotient(numerator: Bounds, denominator: Bounds) -> Bounds:
    """Bounds of a / b for bounds of a and of b, those of b not containing 0."""
    values = [a / b for a in numerator for b in denominator]
    return min(values), max(values)


def _growing(r: Fraction, bits: int) -> tuple[int, int]:
    """Bounds of 2^bits e^r for r > 0: the series at r / 2^j, then j squarings."""
    doublings = (2 * r.numerator // r.denominator).bit_length()
    extra = 2 * doublings + 8
    work = bits + extra
    numerator, denominator = r.numerator << (work - doublings), r.denominator
    low = _series(numerator // denominator, work, up=False)
    high = _series(_ceil(numerator, denominator), work, up=True)
    for _ in range(doublings):
        low, high = (low * low) >> work, _ceil(high * high, 1 << work)
    return low >> extra, _ceil(high, 1 << extra)


def _series(t: int, work: int, *, up: bool) -> int:
    """2^work exp(t / 2^work) rounded down or up, for 0 <= t <= 2^(work - 1)."""
    total = term = 1 << work
    n = 0
    while term > 1:
        n += 1
        term = _ceil(term * t, n << work) if up else term * t // (n << work)
        total += term
    return total + 2 if up else total


def _ceil(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)
