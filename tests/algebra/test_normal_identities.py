"""The normal form decides (4a), (4b), (4d), (4f) and their kin for every K, and none of their sign twins."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.algebra.expr import Expr, Num, Sym, atom, chi, delta, exp, half_tanh, tanh, total
from symflow.algebra.indexing import (
    CLASSES,
    FEATURES,
    GSTAR,
    OTHERS,
    SAMPLES,
    ZERO_INDEX,
    G,
    Index,
    indices,
)
from symflow.algebra.normal import NormalForm
from symflow.algebra.rewrite import substitute
from symflow.algebra.signs import pairing
from symflow.algebra.symbols import Symbols

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


# --- the identities of the theory (4a), (4b), (4f), softmax, the ray ---------------------------------


def mode(index: Index) -> Expr:
    return total(chi(index, g) * z(g), g)


def prob(index: Index) -> Expr:
    return exp(z(index)) / total(exp(z(h)), h)


def pi(index: Index) -> Expr:
    return total(chi(index, g) * prob(g), g)


SBAR = total(mode(v), v) / N
MEAN = total(z(v), v) / N


def wave(index: Index) -> Expr:
    return z(index) - MEAN


S = total(exp(wave(v)), v)
RHO = total(exp(wave(v)) * wave(v), v) / S
CHEBYSHEV = total((exp(z(a)) - exp(z(b))) * (z(a) - z(b)), a, b) / (2 * N)
SOFTMAX_RAY = total(chi(g, k) * sigma * (1 - delta(k, ZERO_INDEX)), k) / K
IDENTITIES = {
    "4a": (
        total((mode(v) - SBAR) * pi(v), v),
        K / total(exp(z(g)), g) * total(exp(z(w)) * (z(w) - MEAN), w),
    ),
    "4b": (CHEBYSHEV, total(exp(z(a)) * (z(a) - total(z(b), b) / N), a)),
    "4b-on-G*": (
        total(pairing(z(v), z(w)), v, w) / (2 * N),
        total(exp(z(v)) * (z(v) - MEAN), v),
    ),
    "4d": (
        2 / (N * SBAR) * total((mode(v) - SBAR) * pi(v), v),
        2 * K / N * S * RHO / (SBAR * (exp(SBAR) + S)),
    ),
    "4f": (
        total(exp(wave(v)) * half_tanh(wave(v) - wave(w)), v, w),
        total((exp(wave(v)) + exp(wave(w))) * half_tanh(wave(v) - wave(w)), v, w) / 2,
    ),
    "softmax-diagonal": (total(chi(k, i) * chi(k, -j) * pi(k), k) / K, prob(i - j)),
    "softmax-columns": (exp(z(i - j)) / total(exp(z(h - j)), h), prob(i - j)),
    "modes": (total(mode(k), k), K * z(ZERO_INDEX)),
    "gap": (z(ZERO_INDEX) - MEAN, SBAR),
    "parseval": (total(mode(k) * pi(k), k), K * total(z(g) * prob(g), g)),
    "ray": (
        1
        - total(chi(v, g) * exp(substitute(SOFTMAX_RAY, {})), g)
        / total(exp(substitute(SOFTMAX_RAY, {g.variable: h})), h),
        K / (exp(sigma) + K - 1),
    ),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_identities_hold_and_their_twins_do_not(name: str) -> None:
    left, right = IDENTITIES[name]
    assert zero(left - right)
    assert BOOLEAN.is_zero(left - right)
    for twin in (-right, 2 * right, right + 1, right * K):
        assert not zero(left - twin)


TWINS = [
    (total((exp(z(a)) - exp(z(b))) * (z(a) + z(b)), a, b) / (2 * N), IDENTITIES["4b"][1]),
    (total((exp(z(a)) + exp(z(b))) * (z(a) - z(b)), a, b) / (2 * N), IDENTITIES["4b"][1]),
    (CHEBYSHEV * N / K, IDENTITIES["4b"][1]),
    (total((mode(v) + SBAR) * pi(v), v), IDENTITIES["4a"][1]),
    (total((mode(k) - SBAR) * pi(k), k), IDENTITIES["4a"][1]),
    (total(exp(wave(v)) * tanh(wave(v) - wave(w)), v, w), Num(Fraction(0))),
    (total(chi(k, i) * chi(k, j) * pi(k), k) / K, prob(i - j)),
    (exp(z(i - j)) / total(exp(z(h)), h), prob(i + j)),
    (total(mode(v), v), K * z(ZERO_INDEX)),
]


@pytest.mark.parametrize(("left", "right"), TWINS)
def test_twins_by_one_token_are_not_zero(left: Expr, right: Expr) -> None:
    assert not zero(left - right)


def test_what_only_a_boolean_group_satisfies() -> None:
    for node in (
        x(i - j) - x(i + j),
        chi(k, g) ** 2 - 1,
        total(chi(k, g + g), k) - K,
        chi(k, g) - chi(k, -g),
    ):
        assert BOOLEAN.is_zero(node)
        assert not zero(node)
