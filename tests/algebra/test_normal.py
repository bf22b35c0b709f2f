"""The laws of the normal form: renaming, translation, symmetry, deltas, functions, and what it refuses."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symflow.algebra.expr import (
    Add,
    Ddt,
    Expr,
    Extremum,
    Mul,
    Num,
    Sym,
    atom,
    chi,
    delta,
    exp,
    log,
    tanh,
    total,
)
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
from symflow.algebra.normal import NormalForm, normal_key
from symflow.algebra.rewrite import substitute
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


# --- renaming, translation, symmetry -------------------------------------------------------------------

BODIES = [
    x(g) * y(h) * x(g - h),
    exp(x(g) + y(h)),
    tanh(x(g) - x(h)) * y(g),
    chi(g, h) * x(g) * x(h),
    x(g) / (1 + y(h) ** 2),
]


@pytest.mark.parametrize("body", BODIES)
def test_bound_names_do_not_matter(body: Expr) -> None:
    renamed = substitute(body, {g.variable: e, h.variable: i})
    swapped = substitute(body, {g.variable: h, h.variable: g})
    for other in (total(renamed, e, i), total(renamed, i, e), total(swapped, g, h), total(swapped, h, g)):
        assert normal_key(FORM, other) == normal_key(FORM, total(body, g, h))


@pytest.mark.parametrize("body", BODIES)
@given(shift=st.lists(st.sampled_from((i, -i, j, k + k)), max_size=3), flip=st.booleans())
def test_a_sum_over_the_group_is_invariant(body: Expr, shift: list[Index], flip: bool) -> None:
    moved = -g if flip else g
    for step in shift:
        moved = moved + step
    assert zero(total(body, g, h) - total(substitute(body, {g.variable: moved}), g, h))


def test_translation_by_another_bound_variable() -> None:
    assert zero(total(tanh(x(g + h)), g, h) - K * total(tanh(x(g)), g))
    assert zero(total(x(g + h) * y(h), g, h) - total(x(g), g) * total(y(g), g))
    assert zero(total(x(i + g) * chi(i, i + g), g) - total(x(g) * chi(i, g), g))
    assert not zero(total(x(i + g) * chi(i, g), g) - total(x(g) * chi(i, g), g))
    assert not zero(total(x(g + v), v) - total(x(v), v))
    assert not zero(total(x(g + v), v) - total(x(g), g))


def test_antisymmetric_sums_vanish() -> None:
    for node in (
        total(tanh(x(v) - x(w)), v, w),
        total((x(g) - x(h)) * (exp(x(g)) + exp(x(h))), g, h),
        total(tanh(x(o) - x(p)) * (y(o) + y(p)), o, p),
        total(tanh(x(g) - x(-g)), g),
        total(tanh(x(g - h) - x(h - g)), g),
    ):
        assert zero(node)
    for node in (total(tanh(x(v) - x(w)) * x(v), v, w), total(tanh(x(g) - x(v)), g, v), total(tanh(x(g)), g)):
        assert not zero(node)


def test_sums_of_different_spaces_stay_apart() -> None:
    sums = [total(exp(x(t)), t) for t in (g, v, o, a)]
    for place, left in enumerate(sums):
        for right in sums[:place]:
            assert not zero(left - right)
    assert zero(total(Num(Fraction(1)), o, f, r, a, v) - K * d * n * N**2)


# --- deltas, G without 0, vanishing and even quantities ----------------------------------------------


def test_sums_over_g_without_zero() -> None:
    assert zero(total(x(v), v) - total(x(g), g) + x(ZERO_INDEX))
    assert zero(total(s(v) * x(v), v) - total(s(g) * x(g), g))
    assert zero(total(x(v) * x(w), v, w) - total(x(v), v) ** 2)
    assert zero(total(delta(v, w) * x(v), v) - x(w))
    assert zero(total(delta(v, g) * x(v), v) - x(g) + delta(g, ZERO_INDEX) * x(ZERO_INDEX))
    assert zero(delta(v, ZERO_INDEX))
    assert zero(total(delta(v, w) / x(v), v, w) - total(1 / x(v), v))
    assert zero(total(1 / s(v), v) - total(1 / s(-w), w))
    assert not zero(total(delta(v, g) * x(v), v) - x(g))
    assert not zero(total(1 / x(v), v) - total(1 / x(g), g))


def test_a_partial_function_is_not_split_off_at_zero() -> None:
    # s_0 = 0: at 0 neither the logarithm nor the quotient has a value, so nothing may be taken out.
    for body in (log(s(v)), x(v) / s(v), tanh(x(v) / s(v)), exp(1 / s(v))):
        assert not zero(total(body, v) - total(body, v) * K)
        assert zero(total(body, v) - substitute(total(body, v), {}))


def test_vanishing_and_even() -> None:
    assert zero(s(ZERO_INDEX))
    assert zero(total(delta(g, ZERO_INDEX) * s(g), g))
    assert zero(z(g) - z(-g))
    assert zero(z(g - h) - z(h - g))
    assert zero(total(chi(k, g) * z(g), g) - total(chi(k, -g) * z(g), g))
    assert not zero(z(g + h) - z(g - h))
    assert not zero(z(g + g))
    assert not zero(x(g) - x(-g))
    assert not zero(s(g))


def test_deltas_of_sets() -> None:
    assert zero(total(delta(o, p) * exp(x(o)), o) - exp(x(p)))
    assert zero(delta(o, p) * x(o) - delta(p, o) * x(p))
    assert zero(exp(delta(o, p) * c) - 1 - delta(o, p) * (exp(c) - 1))
    assert zero(delta(g, h) ** 2 - delta(h, g))
    assert not zero(delta(o, p) - 1)
    with pytest.raises(InputError, match="different spaces"):
        FORM.of(delta(o, a))


# --- kept nodes -----------------------------------------------------------------------------------------


def test_extrema_and_derivatives_are_opaque() -> None:
    largest, other = Extremum("max", s(v), v.variable), Extremum("max", s(w), w.variable)
    assert zero(largest - other)
    assert not zero(largest - Extremum("min", s(v), v.variable))
    assert not zero(largest - Extremum("max", s(g), g.variable))
    assert zero(Ddt(s(k) + 1, "flow") - Ddt(1 + s(k), "flow"))
    assert not zero(Ddt(s(k), "flow") - Ddt(s(k), "another"))
    assert not zero(Extremum("max", x(v) * y(k), v.variable) - Extremum("max", x(k) * y(v), v.variable))


# --- random rewritings ------------------------------------------------------------------------------------


@st.composite
def polynomials(draw: st.DrawFn, depth: int = 3) -> Expr:
    leaf = st.sampled_from(
        [x(g), y(h), x(g - h), z(i), delta(g, i), chi(k, g), K, N, Num(Fraction(2)), exp(x(g)), s(v)]
    )
    if depth == 0:
        return draw(leaf)
    below = polynomials(depth - 1)
    kind = draw(st.sampled_from("lamsS"))
    if kind == "l":
        return draw(leaf)
    if kind in "am":
        return (Add if kind == "a" else Mul)((draw(below), draw(below)))
    return total(draw(below), draw(st.sampled_from((g, h) if kind == "s" else (v,))))


@given(polynomials(), polynomials(), polynomials())
def test_ring_laws(left: Expr, right: Expr, other: Expr) -> None:
    assert zero(left * (right + other) - other * left - left * right)
    assert zero(left * (right * other) - (other * left) * right)
    assert zero((left - right) * (left + right) - left**2 + right**2)
    assert zero(total(left + right, g) - total(left, g) - total(right, g))
    assert zero(total(total(left, h), g) - total(total(left, g), h))


@given(polynomials())
def test_twice_is_not_once(node: Expr) -> None:
    if not zero(node):
        assert not zero(2 * node - node)
        assert not zero(node + node)
