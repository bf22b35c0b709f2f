r"""The terms of the candidate language: what may be said about the modes s_1, ..., s_{K-1}, and nothing else.

Statement.  A term is a number, a scalar, or a vector with one entry for each non-trivial mode:

    numbers       rational: 3, 1/2, 0.1 (read exactly as 1/10), 1e-3
    scalars       K, N = K - 1, parameters;  the vector s
    entrywise     + - * / **, -x, log exp sqrt tanh abs, and max, min of two or more terms
    reductions    mean, sum, min, max of one vector, sorted(x)[i] (i = 0, 1, ... from the smallest, -1, -2, ...
                  from the largest)

Two vectors combine entry by entry; a scalar combines with each entry. x**p is a rational power for a rational
number p, and exp(p log x) otherwise.

Notation.  Numbers are combined as they are met, so that 10**9 is a number; each number and exponent is bounded.
log(x/y) of two sizes of s, such as max(s)/min(s), which are positive, is read as log(x) - log(y).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symflow.errors import InputError

ENTRYWISE = ("log", "exp", "sqrt", "tanh", "abs")
REDUCTIONS = ("mean", "sum", "min", "max")
LARGEST_NUMBER = 10**30
LARGEST_EXPONENT = 64
LARGEST_PLACE = 6
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Term:
    """A node: its operation, its operands, whether it is a vector; ``number`` of a number, ``name`` of a parameter.

    Operations: number, s, K, N, parameter; add, subtract, multiply, divide, power (``number``: the exponent),
    negative; log, exp, tanh, abs; largest, smallest (entrywise, of several terms); mean, sum, min, max;
    sorted (``number``: the place).
    """

    op: str
    args: tuple[Term, ...] = ()
    vector: bool = False
    number: Fraction | None = None
    name: str = ""

    @property
    def constant(self) -> Fraction | None:
        """The value of a number; None of any other term."""
        return self.number if self.op == "number" else None


S = Term("s", vector=True)
CLASSES = Term("K")
OTHERS = Term("N")


def number(value: Fraction) -> Term:
    """A rational number of bounded size."""
    if max(abs(value.numerator), value.denominator) > LARGEST_NUMBER:
        raise InputError("expression: a number in it is too large or too fine; stay within 10^30 and 10^-30")
    return Term("number", number=value)


def parameter(name: str) -> Term:
    """A parameter with a range."""
    return Term("parameter", name=name)


def negative(x: Term) -> Term:
    """-x"""
    return number(-x.constant) if x.constant is not None else Term("negative", (x,), x.vector)


def combined(op: str, x: Term, y: Term) -> Term:
    """One of add, subtract, multiply, divide, power; two numbers are combined at once."""
    if op == "power":
        return power(x, y)
    a, b = x.constant, y.constant
    if op == "divide" and b == 0:
        raise InputError("expression: it divides by the number 0; give another divisor")
    if op == "divide" and a == 1:
        return power(y, number(Fraction(-1)))
    if a is None or b is None:
        return Term(op, (x, y), x.vector or y.vector)
    if op == "divide":
        return number(a / b)
    return number({"add": a + b, "subtract": a - b, "multiply": a * b}[op])


def power(base: Term, exponent: Term) -> Term:
    """base ** exponent"""
    p = exponent.constant
    if p is None:
        return function("exp", combined("multiply", exponent, function("log", base)))
    if max(abs(p.numerator), p.denominator) > LARGEST_EXPONENT:
        raise InputError(
            f"expression: the exponent {_cut(p)} is too large or too fine; numerator and denominator are at most "
            f"{LARGEST_EXPONENT}"
        )
    a = base.constant
    if a is not None and p.denominator == 1:
        if a == 0 and p < 0:
            raise InputError("expression: it divides by the number 0; give another divisor")
        return number(a ** int(p))
    if a is not None and a < 0:
        raise InputError(f"expression: the number {_cut(a)} has no real power {p}; give another base")
    if p == 0:
        raise InputError("expression: x**0 is 1 where x has a value, and has none elsewhere; write 1")
    if p == 1:
        return base
    return Term("power", (base,), base.vector, p)


def function(name: str, x: Term) -> Term:
    """One of ENTRYWISE of a term."""
    if name == "sqrt":
        return power(x, number(_HALF))
    a = x.constant
    if a is not None and name == "abs":
        return number(abs(a))
    if a is not None and name == "log" and a <= 0:
        raise InputError(f"expression: log({_cut(a)}) has no value; give a positive number")
    if name == "log" and x.op == "divide" and all(map(_size, x.args)):
        return combined("subtract", *(function("log", arg) for arg in x.args))
    return Term(name, (x,), x.vector)


def _size(x: Term) -> bool:
    """Whether a term is the mean, sum, maximum, minimum or an entry of the modes themselves, and so positive."""
    return x.op in (*REDUCTIONS, "sorted") and x.args == (S,)


def reduction(name: str, args: tuple[Term, ...]) -> Term:
    """One of REDUCTIONS of a vector; max and min of several terms are entrywise."""
    if len(args) > 1 and name in ("max", "min"):
        entrywise = {"max": "largest", "min": "smallest"}[name]
        return Term(entrywise, args, any(arg.vector for arg in args))
    if len(args) != 1:
        raise InputError(f"expression: {name} takes one vector such as s, here it has {len(args)} arguments")
    if not args[0].vector:
        raise InputError(
            f"expression: {name} reduces a vector, and here it is given one number; write for instance {name}(s)"
        )
    return Term(name, args)


def placed(x: Term, place: Fraction) -> Term:
    """sorted(x)[place]"""
    if not x.vector:
        raise InputError(
            "expression: sorted takes a vector, and here it is given one number; write sorted(s)[i]"
        )
    if place.denominator != 1 or not -LARGEST_PLACE <= place < LARGEST_PLACE:
        raise InputError(
            f"expression: sorted(...)[{_cut(place)}] is out of range; give a whole number from -{LARGEST_PLACE} "
            f"(counted from the largest) to {LARGEST_PLACE - 1} (counted from the smallest)"
        )
    return Term("sorted", (x,), number=place)


def _cut(value: Fraction) -> str:
    """A number, short enough for a line."""
    text = str(value)
    return text if len(text) <= 24 else f"{text[:21]}..."
