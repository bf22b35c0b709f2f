"""The normal form against numbers: every rewriting must keep the value, and a zero must be a zero.

Random trees are evaluated over concrete groups, once as a tree and once as the normal form's polynomial.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from flint import ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_values import EVEN, POSITIVE, VANISHING, Point, Undefined, value_of_poly, value_of_tree

from symflow.algebra import expr as tree
from symflow.algebra.expr import Expr, Num, Sym
from symflow.algebra.indexing import CLASSES, GSTAR, OTHERS, ZERO_INDEX, G, Index, Space, Var, combine
from symflow.algebra.keys import Poly
from symflow.algebra.normal import NormalForm
from symflow.algebra.symbols import Symbols
from symflow.errors import InputError

GROUPS = [(2, True), (4, True), (3, False), (5, False), (4, False)]
DECLARED = Symbols(EVEN, VANISHING, POSITIVE)

# --- random trees --------------------------------------------------------------------------------

FREE = (Var("a", "G"), Var("b", "G"), Var("h", "G*"), Var("i", "K"))
BINDABLE: tuple[Space, ...] = (G, G, G, GSTAR, GSTAR, CLASSES, OTHERS)


@st.composite
def group_indices(draw: st.DrawFn, scope: tuple[Var, ...]) -> Index:
    group = [v for v in scope if v.space.group]
    chosen = draw(st.lists(st.sampled_from(group), max_size=2, unique=True))
    return combine((Index(((v, 1),)), draw(st.sampled_from((1, 1, -1, 2)))) for v in chosen)


@st.composite
def leaves(draw: st.DrawFn, scope: tuple[Var, ...]) -> Expr:
    index = group_indices(scope)
    plain = [v for v in scope if not v.space.group]
    kind = draw(st.sampled_from("nyxxxssvpqcdde"))
    if kind == "n":
        return Num(Fraction(draw(st.sampled_from((-2, -1, 1, 2, 3))), draw(st.sampled_from((1, 1, 2)))))
    if kind == "y":
        return Sym(draw(st.sampled_from(("K", "N", "c"))))
    if kind in "cd":
        return tree.chi(draw(index), draw(index)) if kind == "c" else tree.delta(draw(index), draw(index))
    if kind == "e" and plain:
        v, w = draw(st.sampled_from(plain)), draw(st.sampled_from(plain))
        if v.space_name == w.space_name and draw(st.booleans()):
            return tree.delta(Index(((v, 1),)), Index(((w, 1),)))
        return tree.Atom("w", (Index(((v, 1),)),))
    return tree.Atom("x" if kind == "e" else kind, (draw(index),))


@st.composite
def trees(draw: st.DrawFn, scope: tuple[Var, ...] = FREE, depth: int = 4) -> Expr:
    kind = draw(st.sampled_from("llammmssssfffpoe" if depth > 0 else "l"))
    below = trees(scope, depth - 1)
    if kind == "l":
        return draw(leaves(scope))
    if kind == "a":
        return tree.Add((draw(below), draw(below)))
    if kind == "m":
        return tree.Mul((draw(below), draw(below)))
    if kind == "s":
        space = draw(st.sampled_from(BINDABLE))
        # Few names, so that inner sums often shadow outer ones.
        var = Var(draw(st.sampled_from("agj")), space.name)
        return tree.Sum(draw(trees((*(v for v in scope if v != var), var), depth - 1)), var)
    if kind == "f":
        return tree.Fun(draw(st.sampled_from(("exp", "exp", "tanh", "log"))), draw(below))
    if kind == "p":
        return tree.Pow(
            draw(below), draw(st.sampled_from((Fraction(2), Fraction(-1), Fraction(-1), Fraction(1, 2))))
        )
    if kind == "e":
        var = Var("j", draw(st.sampled_from((G, GSTAR))).name)
        return tree.Extremum("max", draw(trees((*scope, var), min(depth - 1, 2))), var)
    return tree.Neg(draw(below))


@st.composite
def coupled(draw: st.DrawFn, scope: tuple[Var, ...] = FREE, depth: int = 3) -> Expr:
    """Sums of products whose factors share indices, one inside a function of the other."""
    new = draw(st.sampled_from(((), (G,), (G,), (GSTAR,), (G, G), (G, GSTAR))))
    over = [
        Var(name, space.name)
        for name, space in zip(draw(st.sampled_from(("ag", "gj", "jg"))), new, strict=False)
    ]
    inner = (*(v for v in scope if v not in over), *over)
    body: Expr = tree.Mul(tuple(draw(st.lists(leaves(inner), min_size=1, max_size=3))))
    if depth:
        below = draw(coupled(inner, depth - 1))
        match draw(st.sampled_from("eeliat")):
            case "e":
                body = body * tree.exp(below * Fraction(1, 9))
            case "l":
                body = body * tree.log(tree.exp(below * Fraction(1, 9)) + draw(leaves(inner)))
            case "i":
                body = body / (below + 2)
            case "t":
                body = body * tree.tanh(below)
            case _:
                body = body + below
    return tree.total(body, *(Index(((v, 1),)) for v in over))


points = st.builds(lambda g, seed: Point(*g, seed), st.sampled_from(GROUPS), st.integers(0, 2**32))
COUNT: Counter[str] = Counter()


def assignments(at: Point) -> Iterator[dict[Var, int]]:
    """Values of the free variables, 0 and coincidences included."""
    rng = random.Random(at.seed)
    for a, b in ((0, 1), (1, 1), (rng.randrange(at.order), 0)):
        yield {FREE[0]: a, FREE[1]: b, FREE[2]: rng.randrange(1, at.order), FREE[3]: rng.randint(1, at.order)}


def normal(node: Expr, at: Point, declared: Symbols = DECLARED) -> tuple[NormalForm, Poly]:
    form = NormalForm(replace(declared, boolean=at.boolean))
    return form, form.of(node)


def check_value(node: Expr, at: Point, declared: Symbols = DECLARED) -> None:
    """The tree and its normal form have the same value at the point, wherever the tree has one."""
    form: NormalForm | None = None
    for env in assignments(at):
        try:
            expected = value_of_tree(node, at, env)
        except Undefined:
            COUNT["undefined"] += 1
            continue
        if form is None:
            try:
                form, poly = normal(node, at, declared)
                zero = not form.cleared(poly)
            except InputError:  # a formula without a value at some other index
                COUNT["refused"] += 1
                return
        names = {f"{v.name}:{v.space_name}": g for v, g in env.items()}
        try:
            found = value_of_poly(poly, at, names)
        except Undefined:  # a ball that only just contains 0
            COUNT["inconclusive"] += 1
        else:
            assert found.overlaps(expected), (node, env, expected, found, poly)
            COUNT["compared"] += 1
        if zero:
            assert expected.contains(0), (node, env, expected)


@pytest.fixture(autouse=True)
def _precision() -> Iterator[None]:
    before = ctx.prec
    ctx.prec = 160
    yield
    ctx.prec = before


@given(trees(), points)
@settings(max_examples=8 * settings.default.max_examples)
def test_the_normal_form_keeps_the_value(node: Expr, at: Point) -> None:
    check_value(node, at)


@given(coupled(), points)
@settings(max_examples=3 * settings.default.max_examples)
def test_the_normal_form_keeps_the_value_of_coupled_sums(node: Expr, at: Point) -> None:
    check_value(node, at)


def test_enough_cases_were_compared() -> None:
    assert COUNT["compared"] >= 100
    assert COUNT["inconclusive"] <= COUNT["compared"] // 100


# --- errors of the past: each pair was once taken for equal, or had a wrong value -------------------

A, B, H, J = (
    Index(((Var(name, space), 1),)) for name, space in (("a", "G"), ("b", "G"), ("g", "G"), ("j", "G"))
)
C = Index(((Var("h", "G*"), 1),))
x, p, s, v = (tree.atom(name) for name in "xpsv")
WRONG = [
    # a translation by a variable that is bound inside the factor
    (
        tree.total(tree.exp(tree.total(x(H + J) * p(J), J)), H),
        tree.total(tree.exp(p(H) * tree.total(x(J), J)), H),
    ),
    # an inner sum that appears under an outer one: two sums over the same name
    (
        tree.total(
            tree.delta(H, ZERO_INDEX)
            * tree.exp(tree.total(x(J), J) * tree.log(tree.exp(tree.total(p(A), A)) + v(H))),
            H,
        ),
        tree.exp(tree.total(x(J) * p(J), J)),
    ),
    # a factor that a translation frees of the bound variable, beside an equal one
    (
        tree.total(x(B + H) * tree.chi(B, B + H), H) * Sym("c"),
        tree.total(x(H) * tree.chi(B, H), H) / tree.chi(B, B) * Sym("c"),
    ),
    # the logarithm and the root of a complex exponential
    (tree.log(tree.exp(tree.chi(A, B) * 8)), tree.chi(A, B) * 8),
    (tree.Pow(tree.exp(tree.chi(A, B) * 8), Fraction(1, 2)), tree.exp(tree.chi(A, B) * 4)),
    # neighbours of the above: a starred sum, a fractional power, an even quantity
    (tree.total(tree.log(p(C)), C), tree.total(tree.log(p(A)), A)),
    (tree.total(tree.delta(C, A) / s(C), C), 1 / s(B)),
    (tree.total(tree.delta(C, A) * p(C), C), p(A)),
    (tree.Pow(x(A) ** 2, Fraction(1, 2)), x(A)),
    (s(A + A), s(ZERO_INDEX)),
    (x(A), x(-A)),
]


@pytest.mark.parametrize(("left", "right"), WRONG)
def test_pairs_that_differ_are_never_taken_for_equal(left: Expr, right: Expr) -> None:
    differ = 0
    for order, boolean in GROUPS:
        at = Point(order, boolean, 7)
        for node in (left, right, left - right):
            check_value(node, at)
        for env in assignments(at):
            try:
                value = value_of_tree(left - right, at, env)
            except Undefined:
                continue
            if not value.contains(0):
                differ += 1
                assert not NormalForm(replace(DECLARED, boolean=boolean)).is_zero(left - right)
    assert differ > 0
