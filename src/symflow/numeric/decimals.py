"""Numbers as decimal strings, whatever their exponent.

A number is rounded to nearest, to a given number of significant digits, trailing zeros included: "0.1000" or
"2.500e-300". It is converted with 25 more digits than are shown, so that the last digit is rounded
rightly but for near ties.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

from flint import arb

GUARD = 25
SMALLEST_PLACE, LARGEST_PLACE = -7, 7


def wide(digits: int) -> Context:
    """Decimal arithmetic with a number of digits and every exponent."""
    return Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN)


def decimal(x: arb, digits: int) -> Decimal:
    """The midpoint, rounded to a number of significant digits."""
    mantissa, exponent = x.mid().man_exp()
    context = wide(digits + GUARD)
    power = context.power(Decimal(2), Decimal(int(exponent)))
    return wide(digits).plus(context.multiply(Decimal(int(mantissa)), power))


def decimal_string(x: arb, digits: int) -> str:
    """The midpoint, rounded to a number of significant digits; exactly 0 is "0".

    >>> decimal_string(arb(2).sqrt(), 8), decimal_string(arb("0.5"), 3), decimal_string(arb(1500), 2)
    ('1.4142136', '0.500', '1.5e3')
    """
    value = decimal(x, digits)
    return _written(value, digits, digits) if value else "0"


def shortened(text: str, digits: int) -> str:
    """A decimal string, rounded to at most so many significant digits.

    >>> shortened("4.0588889743455954906", 6), shortened("0.50", 6), shortened("2.9387e-22", 2)
    ('4.05889', '0.50', '2.9e-22')
    """
    return _written(wide(digits).plus(Decimal(text)), 1, LARGEST_PLACE)


def plain(value: Decimal) -> str:
    """A decimal exactly, without trailing zeros.

    >>> plain(Decimal("0.0300")), plain(Decimal(1200)), plain(Decimal("15e39"))
    ('0.03', '1200', '1.5e40')
    """
    return _written(value.normalize(wide(len(value.as_tuple().digits))), 1, LARGEST_PLACE)


def _written(value: Decimal, least: int, limit: int) -> str:
    """With at least so many digits, and an exponent where the first digit stands outside of 10^-6..10^(limit - 1)."""
    sign, digits, _ = value.as_tuple()
    text, place = "".join(map(str, digits)).ljust(least, "0"), value.adjusted()
    if not SMALLEST_PLACE < place < limit:
        text = f"{text[0]}.{text[1:]}".rstrip(".") + f"e{place}"
    elif place < 0:
        text = "0." + "0" * (-place - 1) + text
    elif len(text) > place + 1:
        text = f"{text[: place + 1]}.{text[place + 1 :]}"
    else:
        text = text.ljust(place + 1, "0")
    return "-" * sign + text
