"""Trees: indices, free variables, substitution without capture, conjugation, unfolding."""

from __future__ import annotations

import pytest
from toy_trees import formula, read, statement, var

from symflow.checker.limits import Rejected
from symflow.checker.trees import (
    ONE,
    SIZE,
    ZERO,
    conjugate,
    difference,
    expansion,
    fits,
    free,
    fresh,
    grouped,
    index,
    minus,
    moved,
    negative,
    only,
    parts,
    rebuilt,
    renamed,
    single,
    times,
    unfolded,
    upward,
    walk,
    zero_of,
)

k, l, g, m = (read("var", var(name)) for name in "klgm")
ks, ls = (read("var", var(name)) for name in ("ks", "ls"))
i, j, p = (read("var", var(name)) for name in "ijp")


def places(**at):
    """k="g + l": what stands for each variable."""
    return {read("var", var(v)): formula(f"x[{text}]")[2][0] for v, text in at.items()}


# -- indices ---------------------------------------------------------------------------------------------------


def test_an_index_is_a_sorted_combination():
    """Terms are collected, zeros dropped, order does not matter."""
    assert index([(l, 1), (k, 2), (l, 1)]) == ((k, 2), (l, 2))
    assert index([(k, 1), (k, -1)]) == ()
    assert index([]) == ()
    assert index([(i, 1)]) == ((i, 1),)
    assert index([(i, 2), (i, -1)]) == ((i, 1),)
    assert minus(index([(k, 2), (l, -1)])) == ((k, -2), (l, 1))
    assert only(k) == ((k, 1),)


@pytest.mark.parametrize(
    "terms", [[(i, 2)], [(i, -1)], [(i, 1), (j, 1)], [(i, 1), (k, 1)], [(p, 1), (ks, 1)]]
)
def test_only_the_group_has_addition(terms):
    """Classes, samples and features cannot be added."""
    with pytest.raises(Rejected, match="only indices of the group can be added"):
        index(terms)


@pytest.mark.parametrize(
    ("v", "terms", "good"),
    [
        (g, [], True),
        (g, [(k, 1)], True),
        (g, [(ks, 1)], True),
        (g, [(k, 2), (l, -1)], True),
        (g, [(i, 1)], False),
        (ks, [(ls, 1)], True),
        (ks, [(ls, -1)], True),
        (ks, [(ls, 2)], False),
        (ks, [(k, 1)], False),
        (ks, [], False),
        (ks, [(ks, 1), (ls, 1)], False),
        (i, [(j, 1)], True),
        (i, [(p, 1)], False),
        (i, [], False),
    ],
)
def test_which_index_fits_a_place(v, terms, good):
    """Every value of the index must be a value of the variable: g* + h* may be 0."""
    assert fits(v, index(terms)) is good


def test_names_and_sizes():
    """G and G* are the group; a single variable is an index, -k and 2k are not."""
    assert [grouped(v) for v in (k, ks, i, p)] == [True, True, False, False]
    assert single(only(k)) == k
    assert single(()) is None
    assert single(((k, -1),)) is None
    assert single(((k, 2),)) is None
    assert single(((k, 1), (l, 1))) is None
    assert SIZE == {"G": "K", "G*": "N", "K": "K", "N": "N", "n": "n", "d": "d"}


def test_fresh_names_are_new():
    """No file can name them, and no two are equal."""
    a, b = fresh(k), fresh(k)
    assert a != b
    assert a[1] == b[1] == "G"
    assert a[0].startswith("k~")
    assert fresh(a)[0].count("~") == 1


# -- parts, free variables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x + y", ["x", "y"]),
        ("x*y", ["x", "y"]),
        ("pairing(x, y)", ["x", "y"]),
        ("exp(x)", ["x"]),
        ("Max(k, x)", ["x"]),
        ("Neg(x)", ["x"]),
        ("x**2", ["x"]),
        ("Sum(k, x)", ["x"]),
        ('ddt("f", x)', ["x"]),
        ("partial(x, y)", ["x", "y"]),
        ("x", []),
        ("3", []),
        ("K", []),
        ("D(k, l)", []),
        ("chi(k, l)", []),
    ],
)
def test_parts(text, expected):
    """The immediate subformulas, in order; and a change reaches each of them."""
    node = formula(text)
    assert list(parts(node)) == [formula(e) for e in expected]
    assert rebuilt(node, lambda part: part) == node
    if expected:
        changed = rebuilt(node, lambda part: ONE)
        seen = parts(changed)[: 1 if text.startswith("partial") else None]
        assert set(seen) == {ONE}
        assert changed[0] == node[0]


def test_walk():
    """The formula first, then its parts, each once per occurrence."""
    assert list(walk(formula("x*exp(y) + x"))) == [
        formula(f) for f in ("x*exp(y) + x", "x*exp(y)", "x", "exp(y)", "y", "x")
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x[k, l]", {k, l}),
        ("x[k - l]", {k, l}),
        ("x[0]", set()),
        ("D(k, g)", {k, g}),
        ("chi(k + g, l)", {k, g, l}),
        ("Sum(k, x[k]*y[l])", {l}),
        ("Max(k, x[k + l])", {l}),
        ("Sum(k, Max(l, x[k + l]))", set()),
        ("x[k]*Sum(k, x[k])", {k}),
        ("Sum(k, x[ks])", {ks}),
        ("partial(x[k], x[g])", {k, g}),
        ('ddt("f", x[k])', {k}),
        ("modulus(x[k])", {k}),
    ],
)
def test_free_variables(text, names):
    """A sum binds its own variable and no other; k of G and k of G* are two."""
    assert free(formula(text)) == names


# -- substitution -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("x[k]", {"k": "g + l"}, "x[g + l]"),
        ("x[2*k - g]", {"k": "g"}, "x[g]"),
        ("x[k, l]", {"k": "l", "l": "k"}, "x[l, k]"),
        ("x[k]", {"k": "0"}, "x[0]"),
        ("D(k, g)", {"k": "g"}, "D(g, g)"),
        ("chi(k, l)", {"l": "k - g"}, "chi(k, k - g)"),
        ("Sum(k, x[k])", {"k": "g"}, "Sum(k, x[k])"),
        ("x[k]*Sum(k, x[k])", {"k": "g"}, "x[g]*Sum(k, x[k])"),
        ("Sum(k, x[k + l])", {"l": "g"}, "Sum(k, x[k + g])"),
        ("partial(x[k], x[l])", {"k": "g", "l": "h"}, "partial(x[g], x[h])"),
        ("exp(x[k])*y", {"k": "g"}, "exp(x[g])*y"),
        ("x[i]", {"i": "j"}, "x[j]"),
        ("modulus(x[k])", {"k": "g"}, "modulus(x[g])"),
    ],
)
def test_substitution(text, at, expected):
    """Free variables are replaced, all at once; bound ones are not."""
    assert moved(formula(text), places(**at)) == formula(expected)


@pytest.mark.parametrize("binder", ["Sum", "Max"])
def test_no_capture(binder):
    """sum_k x_(k + l) at l = k is sum_m x_(m + k), never sum_k x_2k."""
    out = moved(formula(f"{binder}(k, x[k + l])"), places(l="k"))
    new = out[-1]
    assert new not in (k, l)
    assert new[1] == "G"
    assert out[-2] == ("Atom", "x", (tuple(sorted([(k, 1), (new, 1)])),))
    assert free(out) == {k}


def test_no_capture_two_deep():
    """The inner sum keeps apart as well."""
    out = moved(formula("Sum(k, Sum(m, A[k, m, l]))"), places(l="k + m"))
    assert free(out) == {k, m}
    inner = out[1]
    assert inner[1][2][2] == ((k, 1), (m, 1))
    assert inner[1][2][0] == only(out[-1])
    assert inner[1][2][1] == only(inner[-1])


def test_substitution_of_a_sum_of_classes_is_refused():
    """x_i at i -> a group element is no index of classes, unless it is one variable."""
    with pytest.raises(Rejected, match="only indices of the group can be added"):
        moved(formula("x[i]"), {i: ((j, 2),)})


def test_renamed():
    """Bound variables leave the taken names, free ones stay."""
    out = renamed(formula("Sum(k, x[k]*Sum(l, x[l + k]))"), {k})
    assert out[-1] != k
    assert free(out) == set()
    assert [n[-1] for n in walk(out) if n[0] == "Sum"][1] == l
    assert renamed(formula("x[k]"), {k}) == formula("x[k]")
    assert renamed(formula("Max(l, x[l])"), {k}) == formula("Max(l, x[l])")
    inner = renamed(formula("Sum(l, Sum(k, A[k, l]))"), {k})
    assert inner[1][-1] != k
    assert inner[1][1][2] == (only(inner[1][-1]), only(l))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chi(k, g)", "chi(k, -g)"),
        ("H[k]", "H[-k]"),
        ("H[k, i]", "H[-k, i]"),
        ("H[0]", "H[0]"),
        ("x[k]", "x[k]"),
        ("Sum(k, H[k]*chi(k, g))", "Sum(k, H[-k]*chi(k, -g))"),
        ("exp(H[k] + x)", "exp(H[-k] + x)"),
        ("partial(H[k], H[l])", "partial(H[-k], H[-l])"),
        ('ddt("f", H[k])', 'ddt("f", H[-k])'),
        ("D(k, l)", "D(k, l)"),
    ],
)
def test_conjugation(text, expected):
    """Characters and hermitian quantities turn, real ones stay."""
    assert conjugate(formula(text), {"H"}) == formula(expected)


# -- definitions -------------------------------------------------------------------------------------------------


def rules(**bodies):
    """y_k = body, at the free variables of the body in their order."""
    return {name: [(tuple(sorted(free(formula(b)))), formula(b))] for name, b in bodies.items()}


def test_unfolding():
    """Again and again, at the indices where the atom stands."""
    book = rules(y="x[k] + 1", z="y[g]*y[l]")
    assert unfolded(formula("y[l]"), book) == formula("x[l] + 1")
    assert unfolded(formula("z[k, m]"), book) == formula("(x[k] + 1)*(x[m] + 1)")
    assert unfolded(formula("Sum(k, y[k])"), book) == formula("Sum(k, x[k] + 1)")
    assert unfolded(formula("x"), book) == formula("x")
    assert unfolded(formula('ddt("f", y[k])'), book) == formula('ddt("f", y[k])')
    assert unfolded(formula("partial(y[k], x[l])"), book) == formula("partial(y[k], x[l])")


def test_unfolding_only_where_the_indices_fit():
    """A rule for k in G* says nothing about 0, and a rule with one index nothing about two."""
    book = rules(y="x[ks]")
    assert unfolded(formula("y[ls]"), book) == formula("x[ls]")
    assert unfolded(formula("y[0]"), book) == formula("y[0]")
    assert unfolded(formula("y[l]"), book) == formula("y[l]")
    assert unfolded(formula("y[ls, ls]"), book) == formula("y[ls, ls]")
    assert unfolded(formula("y"), book) == formula("y")
    both = {"y": [((ks,), formula("x[ks]")), ((k,), formula("u[k]"))]}
    assert unfolded(formula("y[0]"), both) == formula("u[0]")


def test_unfolding_without_capture():
    """y_k = sum_l x_(k + l) at k = l."""
    out = unfolded(formula("Sum(l, y[l])"), rules(y="Sum(l, x[k + l])"))
    assert free(out) == set()
    assert out[1][-1] != l
    assert dict(out[1][1][2][0]) == {l: 1, out[1][-1]: 1}


def test_a_circle_of_rules_ends():
    """As a refusal, after 24 rounds."""
    with pytest.raises(Rejected, match="unfolding does not end"):
        unfolded(formula("y"), rules(y="z + 1", z="y"))
    chain = {f"y{n}": [((), formula(f"y{n + 1}"))] for n in range(40)}
    assert unfolded(formula("y17"), chain) == formula("y40")
    with pytest.raises(Rejected, match="unfolding does not end"):
        unfolded(formula("y16"), chain)


# -- small formulas ----------------------------------------------------------------------------------------------


def test_differences_and_products():
    """Trivial cases stay small, and nothing else is dropped."""
    x, y = formula("x"), formula("y")
    assert difference(x, ZERO) == x
    assert difference(ZERO, x) == negative(x) == formula("Neg(x)")
    assert difference(x, y) == formula("x - y")
    assert difference(ZERO, ZERO) == ZERO
    assert times(x, ZERO) == times(ZERO, x) == ZERO
    assert times(x, ONE) == times(ONE, x) == x
    assert times(x, y) == formula("x*y")
    assert times(ONE, ZERO) == ZERO


@pytest.mark.parametrize(
    ("text", "expected"), [("x <= y", "y - x"), ("x < y", "y - x"), ("x >= y", "x - y"), ("x > y", "x - y")]
)
def test_what_an_inequality_says_is_not_negative(text, expected):
    """The larger side minus the smaller."""
    assert upward(statement(text)) == formula(expected)


def test_the_table_of_signs():
    """x^2, |x|^2, (e^a - e^b)(a - b), x - 1 - log x, and where each of them vanishes."""
    x, y, h = formula("x"), formula("y"), formula("H[k]")
    assert expansion("square", (x,), ()) == formula("x**2")
    assert expansion("modulus", (h,), {"H"}) == formula("H[k]*H[-k]")
    assert expansion("modulus", (x,), {"H"}) == formula("x*x")
    assert expansion("pairing", (x, y), ()) == formula("(exp(x) - exp(y))*(x - y)")
    assert expansion("excess", (x,), ()) == ("Add", (x, negative(ONE), negative(formula("log(x)"))))
    assert zero_of("square", (x,)) == zero_of("modulus", (x,)) == (x, ZERO)
    assert zero_of("pairing", (x, y)) == (x, y)
    assert zero_of("excess", (x,)) == (x, ONE)
