"""Functions, powers and fractions in the normal form, and the divisions by zero that it refuses."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.algebra.expr import Expr, Pow, Sym, atom, chi, delta, exp, log, tanh, total
from symflow.algebra.indexing import (
    CLASSES,
    FEATURES,
    GSTAR,
    OTHERS,
    SAMPLES,
    ZERO_INDEX,
    G,
    Index,
    Var,
    indices,
)
from symflow.algebra.normal import NormalForm
from symflow.algebra.signs import excess, square
from symflow.algebra.symbols import Symbols
from symflow.errors import InputError

SYMBOLS = Symbols(
    even=frozenset("szqv"), vanishing=frozenset("s"), positive=frozenset({"K", "N", "n", "d", "q", "y", "s"})
)
FORM = NormalForm(SYMBOLS)
BOOLEAN = NormalForm(Symbols(even=frozenset("szqv"), vanishing=frozenset("s"), boolean=True))
K, N, n, d, c, sigma = (Sym(name) for name in ("K", "N", "n", "d", "c", "sigma"))
s, x, y, z, q = (atom(name) for name in "sxyzq")
g, h, k, e, i, j = indices("g h k e i j", G)
v, w, m = indices("v w m", GSTAR)
a, b = indices("a b", OTHERS)
o, p = indices("o p", CLASSES)
(f,) = indices("f", FEATURES)
(r,) = indices("r", SAMPLES)


def zero(node: Expr) -> bool:
    return FORM.is_zero(node)


# --- functions, powers, division ------------------------------------------------------------------------


def test_functions() -> None:
    u, t = Sym("u"), Sym("t")
    assert zero(exp(u + t) - exp(u) * exp(t))
    assert zero(exp(-u) - 1 / exp(u))
    assert zero(exp(2 * log(u)) - u**2)
    assert zero(tanh(-u) + tanh(u))
    assert zero(log(y(g) * y(h) / K) - log(y(g)) - log(y(h)) + log(K))
    assert zero(log(y(g) * exp(u)) - log(y(g)) - u)
    assert zero(excess(y(g)) - y(g) + 1 + log(y(g)))
    assert zero(square(u - t) - u**2 + 2 * u * t - t**2)
    assert zero(Pow(K, Fraction(1, 2)) ** 2 - K)
    assert zero(Pow(K * y(g) ** 2, Fraction(1, 2)) - Pow(K, Fraction(1, 2)) * y(g))
    assert not zero(Pow(u**2, Fraction(1, 2)) - u)
    assert not zero(log(u * t) - log(u) - log(t))
    assert not zero(log(exp(u) + exp(t)) - u - t)
    assert not zero(tanh(u) - u)


def test_the_logarithm_of_a_complex_exponential_is_kept() -> None:
    character, real = chi(k, g) * c, total(chi(k, g) * z(g), g)
    assert not zero(log(exp(character)) - character)
    assert not zero(Pow(exp(character), Fraction(1, 2)) - exp(character / 2))
    assert BOOLEAN.is_zero(log(exp(character)) - character)
    assert zero(log(exp(real)) - real)  # z is even, so the sum is its own conjugate
    assert not zero(log(exp(total(chi(k, g) * x(g), g))) - total(chi(k, g) * x(g), g))


def test_fractions() -> None:
    u, t = Sym("u"), Sym("t")
    assert zero(1 / (u - t) + 1 / (t - u))
    assert zero(1 / u + 1 / t - (u + t) / (u * t))
    assert zero(u / (u + t) + t / (u + t) - 1)
    assert zero(1 / (1 / (u + t)) - u - t)
    assert zero(1 / (K * N) - 1 / N + 1 / K)
    assert zero(1 / (1 - K) + 1 / N)
    assert not zero(1 / (u - t) - 1 / (t - u))


@pytest.mark.parametrize(
    "node",
    [
        1 / (c - c),
        1 / s(ZERO_INDEX),
        1 / (K - N - 1),
        1 / (total(chi(k, g), k) - K * delta(g, ZERO_INDEX)),
        Pow(c - c, Fraction(-1, 2)),
        log(c - c),
        (c - c) * (1 / (c - c)),
    ],
)
def test_division_by_zero_is_refused(node: Expr) -> None:
    with pytest.raises(InputError, match=r"zero|denominator"):
        zero(node)


@pytest.mark.parametrize("name", ["#1.1", "$1", "#x1"])
def test_the_names_of_the_normal_form_are_reserved(name: str) -> None:
    captured = Index(((Var(name, "G"), 1),))
    with pytest.raises(InputError, match="reserved"):
        zero(x(captured) * total(y(h), h) - total(x(h) * y(h), h))


def test_sums_of_fractions_under_a_change_of_variable() -> None:
    # Renaming or reflecting g changes which term of the denominator comes first, so a number comes out.
    assert zero(total(1 / (x(g) - 2 * x(h)), g, h) - total(1 / (x(h) - 2 * x(g)), g, h))
    assert zero(total(1 / (chi(k, g) + 2), g) - total(1 / (chi(k, -h) + 2), h))
    assert zero(total(1 / (chi(k, g) * x(g) - 2 * x(-g)), g) - total(1 / (chi(k, -g) * x(-g) - 2 * x(g)), g))
    assert not zero(total(1 / (chi(k, g) + 2), g) - total(1 / (chi(k, -h) - 2), h))
    assert not zero(total(1 / (x(g) - 2 * x(h)), g, h) + total(1 / (x(h) - 2 * x(g)), g, h))
