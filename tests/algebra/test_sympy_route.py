"""The two routes to derivatives agree; the bridge to SymPy loses nothing; the known traps are refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symflow.algebra import derive, sympy_route
from symflow.algebra import expr as tree
from symflow.algebra.expr import (
    Ddt,
    Expr,
    Extremum,
    Num,
    Sym,
    atom,
    chi,
    delta,
    ei,
    exp,
    half_tanh,
    log,
    tanh,
    total,
)
from symflow.algebra.indexing import (
    CLASSES,
    FEATURES,
    GSTAR,
    SAMPLES,
    ZERO_INDEX,
    G,
    Index,
    Var,
    combine,
    indices,
)
from symflow.algebra.normal import NormalForm
from symflow.algebra.quantities import Definition, Flow, Model, unfold
from symflow.algebra.signs import pairing, square
from symflow.algebra.symbols import Symbols
from symflow.algebra.sympy_bridge import from_sympy, to_sympy
from symflow.errors import InputError

FORM = NormalForm(Symbols(positive=frozenset({"K", "N", "n", "d", "s"})))
K, N, t = Sym("K"), Sym("N"), Sym("t")
s, pi, W, H, Z, x = (atom(name) for name in ("s", "pi", "W", "H", "Z", "x"))
k, j = indices("k j", CLASSES)
i, r = indices("i r", SAMPLES)
a, b = indices("a b", FEATURES)
p, q = indices("p q", CLASSES)
g, h, u = indices("g h u", G)
v, w = indices("v w", GSTAR)
EMPTY = Model()


def same(left: Expr, right: Expr, model: Model = EMPTY) -> bool:
    rules = {d.name: (d,) for d in model.definitions}
    return FORM.is_zero(unfold(left, rules) - unfold(right, rules))


def definition(name: str, index: tuple[Index, ...], body: Expr) -> Definition:
    return Definition(name, tuple(x.variable for x in index), body)


# --- the bridge ------------------------------------------------------------------------------------

SCOPE = (Var("a", "G"), Var("h", "G*"), Var("i", "K"))


@st.composite
def trees(draw: st.DrawFn, scope: tuple[Var, ...] = SCOPE, depth: int = 4) -> Expr:
    group = [v for v in scope if v.space.group]
    index = st.lists(st.tuples(st.sampled_from(group), st.sampled_from((1, 1, -1, 2))), max_size=2).map(
        lambda terms: combine((Index(((v, 1),)), c) for v, c in terms)
    )
    below = trees(scope, depth - 1)
    kind = draw(st.sampled_from("nkxxcdwabmmsseetfp" if depth else "nkxcdw"))
    match kind:
        case "n":
            return Num(draw(st.fractions(-3, 3, max_denominator=3)))
        case "k":
            power = draw(st.sampled_from((Fraction(1, 2), Fraction(-1), Fraction(1))))
            return tree.Pow(Sym(draw(st.sampled_from("KNnd" if power.denominator == 1 else "Knd"))), power)
        case "x":
            return x(*draw(st.lists(index, max_size=2)))
        case "c":
            return chi(draw(index), draw(index))
        case "d":
            return delta(draw(index), draw(index))
        case "w":
            return W(Index(((draw(st.sampled_from([v for v in scope if not v.space.group])), 1),)))
        case "a" | "b":
            return draw(below) + draw(below) if kind == "a" else draw(below) - draw(below)
        case "m":
            return draw(below) * draw(below)
        case "s":
            var = Var(draw(st.sampled_from("ag")), draw(st.sampled_from(("G", "G*", "K"))))
            return tree.Sum(draw(trees((*(v for v in scope if v != var), var), depth - 1)), var)
        case "e" | "t":
            return tree.Fun("exp" if kind == "e" else "tanh", draw(below))
        case "f":
            return tree.Fun(draw(st.sampled_from(("log", "ei"))), Sym("y") + draw(below) * Sym("y1"))
        case _:
            return tree.Pow(
                Sym("y") + draw(below) * Sym("y1"), draw(st.sampled_from((Fraction(2), Fraction(-1))))
            )


@given(trees())
@settings(max_examples=4 * settings.default.max_examples)
def test_there_and_back_keeps_the_normal_form(node: Expr) -> None:
    assert FORM.is_zero(node - from_sympy(to_sympy(node)))


def test_the_two_group_sums_stay_apart() -> None:
    whole, starred = total(exp(x(g)), g), total(exp(x(v)), v)
    assert to_sympy(whole) != to_sympy(starred)
    assert FORM.is_zero(from_sympy(to_sympy(whole - starred)) - exp(x(ZERO_INDEX)))


@pytest.mark.parametrize(
    "node", [Extremum("max", s(k), k.variable), Ddt(s(k), "flow"), tree.Partial(s(k), s(p))]
)
def test_what_sympy_cannot_take_is_refused(node: Expr) -> None:
    with pytest.raises(InputError, match="cannot be handed to SymPy"):
        to_sympy(node)
    with pytest.raises(InputError):
        sympy_route.partial_derivative(node, s(q), EMPTY)


def test_a_foreign_sympy_expression_is_refused() -> None:
    expression = to_sympy(log(Sym("y")))
    with pytest.raises(InputError, match="no counterpart"):
        from_sympy(expression.subs(expression.args[0], -1))


# --- partial derivatives ------------------------------------------------------------------------------

LOGIT = definition("Z", (j, k, i), total(W(j, a) * H(a, k, i), a))
MODEL = Model(definitions=(LOGIT,))
LOSS = total(log(total(exp(Z(j, k, i)), j)) - Z(k, k, i), k, i)
SOFTMAX = exp(Z(p, q, r)) / total(exp(Z(j, q, r)), j)
GRADIENT = {
    W(p, b): total((exp(Z(p, k, i)) / total(exp(Z(j, k, i)), j) - delta(p, k)) * H(b, k, i), k, i),
    H(b, q, r): total(W(j, b) * (exp(Z(j, q, r)) / total(exp(Z(k, q, r)), k) - delta(j, q)), j),
    Z(p, q, r): SOFTMAX - delta(p, q),
}


@pytest.mark.parametrize("by", GRADIENT, ids=lambda by: by.name)
def test_the_gradient_of_the_loss_by_two_routes(by: tree.Atom) -> None:
    first = derive.partial_derivative(LOSS, by, MODEL)
    second = sympy_route.partial_derivative(LOSS, by, MODEL)
    assert same(first, second, MODEL)
    assert same(second, GRADIENT[by], MODEL)
    assert not same(first, -second, MODEL)
    assert not same(second, GRADIENT[by] + delta(p, q) * SOFTMAX, MODEL)


PARTIALS = [
    total(s(g), g) ** 2,
    total(s(g) * s(h) * x(g - h), g, h),
    exp(total(chi(g, h) * s(h), h)) * tanh(s(g)),
    total(half_tanh(s(v) - s(w)), v, w),
    log(total(exp(s(g - h) / K), g)) + ei(s(h)) * s(-h),
    total(pairing(s(g), x(g)) + square(s(g)), g),
    total(s(g), g) ** -1 * N,
]


@pytest.mark.parametrize("node", PARTIALS)
def test_partials_by_group_indices(node: Expr) -> None:
    first, second = (route.partial_derivative(node, s(u), EMPTY) for route in (derive, sympy_route))
    assert same(first, second)
    assert not same(first, second + 1)


def test_a_bound_index_is_refused() -> None:
    squared = total(s(k), k) ** 2
    with pytest.raises(InputError, match="bound"):
        sympy_route.partial_derivative(squared, s(k), EMPTY)
    assert same(sympy_route.partial_derivative(squared, s(p), EMPTY), 2 * total(s(k), k))
    with pytest.raises(InputError, match="single variable"):
        sympy_route.partial_derivative(squared, x(g - h), EMPTY)


def test_bound_names_are_told_apart() -> None:
    twice = total(s(k) * total(s(k) * W(k), k), k)  # an inner k shadows the outer one
    expected = total(s(j) * W(j), j) + W(p) * total(s(j), j)
    assert same(sympy_route.partial_derivative(twice, s(p), EMPTY), expected)


# --- along a flow --------------------------------------------------------------------------------------

FLOW = Flow("balanced", (definition("s", (k,), 2 * s(k) * (1 - pi(k))),))
SIMPLE = Model(flows=(FLOW,))
BAR = total(s(k), k) / K
V = log(BAR) - total(log(s(k)), k) / K


def test_the_lyapunov_function_along_the_flow() -> None:
    expected = (2 * total(s(k) * (1 - pi(k)), k) / K) / BAR - 2 * total(1 - pi(k), k) / K
    for route in (derive, sympy_route):
        assert same(route.time_derivative(V, "balanced", SIMPLE), expected)
        assert not same(route.time_derivative(V, "balanced", SIMPLE), -expected)
        assert not same(route.time_derivative(V, "balanced", SIMPLE), expected + 2 * pi(p))


OPENED = Model(
    definitions=(
        definition("z", (h,), total(chi(g, h) * s(g), g) / K),
        definition("q", (h,), exp(atom("z")(h)) / total(exp(atom("z")(g)), g)),
        definition("pi", (g,), total(chi(g, h) * atom("q")(h), h)),
        definition("still", (g,), x(g) ** 2),
        definition("bar", (), total(s(v), v) / N),
    ),
    flows=(Flow("balanced", (definition("s", (g,), 2 * s(g) * (1 - pi(g))),)),),
)
MOVING = [
    atom("z")(u),
    atom("q")(u),
    pi(u) * s(u),
    total(tanh(s(g) - x(g)) * atom("still")(g), g),
    ei(atom("bar")()) + N * log(atom("bar")()) - 2 * K * t,
    total(half_tanh(s(v) - s(w)), v, w) + t * total(exp(s(g - u)), g),
    total(pairing(s(g), x(g)), g),
]


@pytest.mark.parametrize("node", MOVING)
def test_time_derivatives_by_two_routes(node: Expr) -> None:
    first, second = (route.time_derivative(node, "balanced", OPENED) for route in (derive, sympy_route))
    assert same(first, second, OPENED)
    assert not same(first, second + s(u), OPENED)


def test_what_does_not_move_has_derivative_zero() -> None:
    node = total(atom("still")(g) * chi(g, h) + delta(g, h) * K, g)
    assert same(sympy_route.time_derivative(node, "balanced", OPENED), Num(Fraction(0)))
    with pytest.raises(InputError, match="not part of the model"):
        sympy_route.time_derivative(node, "no such flow", OPENED)
