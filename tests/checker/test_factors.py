"""Factors, monomials and polynomials: numbering, variables, heights, arithmetic."""

from __future__ import annotations

from fractions import Fraction

from symflow.checker import factors
from symflow.checker.factors import (
    FACTORS,
    HEIGHT,
    UNIT,
    VARS,
    add,
    combination,
    factor,
    frozen,
    inner,
    level,
    replaced_index,
    scaled,
    times,
    unused,
    whole,
)

k, l, g, i = ("k", "G"), ("l", "G"), ("g", "G"), ("i", "K")
X, Y = factor("at", "x"), factor("at", "y")
VK, VL = factor("at", "v", ((k, 1),)), factor("at", "v", ((l, 1),))
MONO_K = (((VK, 1),), ())
SUM_K = (((VK, 1),), (k,))


def test_equal_factors_have_one_number():
    """And different ones different numbers."""
    assert factor("at", "x") == X
    assert X != Y
    assert FACTORS[X] == ("at", "x")
    assert len(FACTORS) == len(VARS) == len(HEIGHT) == len(factors._numbers)


def test_variables():
    """Free ones only: bound by the monomial, or by an extremum, they are gone."""
    assert VARS[X] == frozenset()
    assert VARS[VK] == {k}
    assert VARS[factor("at", "v", ((k, 1), (g, -1)), ((l, 1),))] == {k, g, l}
    assert VARS[factor("chi", k, l)] == {k, l}
    assert VARS[factor("eq", i, ("j", "K"))] == {i, ("j", "K")}
    assert VARS[factor("del", ((k, 1), (l, -1)))] == {k, l}
    assert VARS[factor("exp", MONO_K)] == {k}
    assert VARS[factor("exp", SUM_K)] == frozenset()
    assert VARS[factor("inv", ((MONO_K, 1), ((((VL, 1),), ()), 2)))] == {k, l}
    assert VARS[factor("pow", ((MONO_K, 1),), Fraction(1, 2))] == {k}
    assert VARS[factor("fun", "log", ((MONO_K, 1),))] == {k}
    assert VARS[factor("ddt", "f", ((SUM_K, 1),))] == frozenset()
    assert VARS[factor("ext", "max", ((MONO_K, 1),), k)] == frozenset()
    assert VARS[factor("partial", ((MONO_K, 1),), VL)] == {k, l}


def test_heights():
    """How deep sums are nested."""
    assert [HEIGHT[f] for f in (X, VK, factor("exp", MONO_K), factor("exp", SUM_K))] == [0, 0, 0, 1]
    twice = factor("exp", (((factor("exp", SUM_K), 1), (VL, 1)), (l,)))
    assert HEIGHT[twice] == 2
    assert HEIGHT[factor("ext", "max", ((MONO_K, 1),), k)] == 1
    assert HEIGHT[factor("ext", "max", ((SUM_K, 1),), l)] == 2
    assert level(((X, 1), (twice, 1))) == 2
    assert level(()) == 0


def test_what_stands_inside():
    """The polynomial of a factor."""
    p = ((MONO_K, 3),)
    assert inner(("exp", MONO_K)) == ((MONO_K, 1),)
    assert inner(("inv", p)) == inner(("pow", p, Fraction(1, 2))) == inner(("partial", p, X)) == p
    assert inner(("fun", "log", p)) == inner(("ddt", "f", p)) == inner(("ext", "max", p, k)) == p
    assert inner(("at", "x")) == inner(("chi", k, l)) == inner(("sym", "K")) == inner(("del", ())) == ()


def test_numbers():
    """Fractions that are whole become int, so that equal numbers are equal texts."""
    assert type(whole(Fraction(4, 2))) is int
    assert whole(Fraction(1, 2)) == Fraction(1, 2)
    assert whole(3) == 3


def test_polynomials():
    """Zero coefficients are not kept."""
    p = {UNIT: 1, MONO_K: Fraction(1, 2)}
    assert add({UNIT: 2}, p) == {UNIT: 3, MONO_K: Fraction(1, 2)}
    assert add({UNIT: -1}, p) == {MONO_K: Fraction(1, 2)}
    total = add({}, p, 2)
    assert total == {UNIT: 2, MONO_K: 1}
    assert type(total[MONO_K]) is int
    assert scaled(p, 2) == {UNIT: 2, MONO_K: 1}
    assert type(scaled(p, 2)[MONO_K]) is int
    assert scaled(p, 0) == {}
    assert (
        frozen({MONO_K: 1, UNIT: 2})
        == frozen({UNIT: 2, MONO_K: 1})
        == tuple(sorted([(MONO_K, 1), (UNIT, 2)]))
    )
    assert add(p, {}) is p


def test_indices():
    """Sorted, collected, without zeros."""
    assert combination([(l, 1), (k, 2), (l, -1)]) == ((k, 2),)
    assert combination([(l, 1), (k, 2)]) == ((k, 2), (l, 1))
    assert replaced_index(((k, 2), (l, 1)), {k: ((g, 1), (l, -1))}) == ((g, 2), (l, -1))
    assert replaced_index(((k, 1),), {l: ()}) == ((k, 1),)


def test_unused():
    """The first name of the same set that is free."""
    assert unused(k, set()) == ("$1", "G")
    assert unused(i, {("$1", "G")}) == ("$1", "K")
    assert unused(k, {("$1", "G"), ("$2", "G")}) == ("$3", "G")


def test_products_of_powers():
    """Exponents add up, and vanish."""
    assert times([(X, 1), (Y, 2)], [(X, 2)]) == {X: 3, Y: 2}
    assert times([(X, 1)], [(X, -1)]) == {}
    assert times([(X, Fraction(1, 2))], [(X, Fraction(1, 2))]) == {X: 1}
    assert type(times([(X, Fraction(1, 2))], [(X, Fraction(1, 2))])[X]) is int
    assert times() == {}
