r"""The sign table: the only expressions whose sign a proof may take for granted.

Each entry is a function of a few arguments that is never negative, its expansion as a formula, and
the condition under which it vanishes. Every entry is a textbook fact about real or complex numbers;
none mentions a flow, a scheme or a theorem of any paper.

    square(x)       x^2 >= 0,                       = 0 iff x = 0          (x real)
    modulus(x)      |x|^2 = x conj(x) >= 0,         = 0 iff x = 0          (x complex)
    pairing(a, b)   (e^a - e^b)(a - b) >= 0,        = 0 iff a = b          (a, b real: exp increases)
    excess(x)       x - 1 - log x >= 0,             = 0 iff x = 1          (x > 0: log is concave)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symflow.algebra.expr import Expr, Num, Pow, SignAtom, exp, expr, log
from symflow.algebra.rewrite import conjugate
from symflow.errors import InputError


@dataclass(frozen=True, slots=True)
class SignEntry:
    """One entry: what it asks of its arguments, its expansion, and the equation that its zero means."""

    name: str
    real: bool
    positive: bool
    expand: Callable[[tuple[Expr, ...], frozenset[str]], Expr]
    zero: Callable[[tuple[Expr, ...]], tuple[Expr, Expr]]
    formula: str
    reason: str


_ENTRIES = (
    SignEntry(
        "square",
        True,
        False,
        lambda a, _: Pow(a[0], Fraction(2)),
        lambda a: (a[0], Num(Fraction(0))),
        "x^2 >= 0, zero iff x = 0",
        "the square of a real number",
    ),
    SignEntry(
        "modulus",
        False,
        False,
        lambda a, hermitian: a[0] * conjugate(a[0], hermitian),
        lambda a: (a[0], Num(Fraction(0))),
        "|x|^2 >= 0, zero iff x = 0",
        "the squared modulus of a complex number",
    ),
    SignEntry(
        "pairing",
        True,
        False,
        lambda a, _: (exp(a[0]) - exp(a[1])) * (a[0] - a[1]),
        lambda a: (a[0], a[1]),
        "(e^a - e^b)(a - b) >= 0, zero iff a = b",
        "exp is strictly increasing",
    ),
    SignEntry(
        "excess",
        True,
        True,
        lambda a, _: a[0] - 1 - log(a[0]),
        lambda a: (a[0], Num(Fraction(1))),
        "x - 1 - log x >= 0 for x > 0, zero iff x = 1",
        "log is strictly concave: it lies below its tangent at 1",
    ),
)
SIGN_TABLE = {entry.name: entry for entry in _ENTRIES}


def sign_atom(name: str, *args: Expr | int) -> SignAtom:
    """A sign atom by name; an unknown name is refused."""
    if name not in SIGN_TABLE:
        raise InputError(f"sign atom {name!r} is not in the table; known: {', '.join(SIGN_TABLE)}")
    return SignAtom(name, tuple(expr(a) for a in args))


def square(x: Expr) -> SignAtom:
    """x^2 of a real x."""
    return sign_atom("square", x)


def modulus(x: Expr) -> SignAtom:
    """|x|^2 of a complex x."""
    return sign_atom("modulus", x)


def pairing(a: Expr | int, b: Expr | int) -> SignAtom:
    """(e^a - e^b)(a - b) of real a, b."""
    return sign_atom("pairing", a, b)


def excess(x: Expr) -> SignAtom:
    """x - 1 - log x of a positive x."""
    return sign_atom("excess", x)
