"""Textbook facts: for each a valid use, and for each of its conditions a use that violates it."""

from __future__ import annotations

import pytest
from toy_trees import domain, read, statement, var

from symflow.checker.citations import FACTS
from symflow.checker.limits import Rejected

HERE = domain(
    "x; y; P positive; p nonnegative; c; T; v[G]; w[G]; F[K]; H[G] hermitian; S[G,G]; L1; W[K,n]; X[G*]",
    "abelian",
    define={
        "q": "x**2",
        "sharp": "Max(k, v[k])",
        "now": "t",
        "rate": 'ddt("f", x)',
        "loss": "x**2 + c",
        "xx": "x",
    },
    flows={
        "f": {"x": "y", "y": "x", "v[k]": "v[k]"},
        "clock": {"x": "1"},
        "pclock": {"P": "1"},
        "nclock": {"p": "1"},
        "double": {"x": "2"},
        "many": {"v[k]": "1"},
        "two": {"x": "1", "y": "1"},
        "y": {"y": "1"},
    },
)


def h(text, *over):
    """A hypothesis."""
    return (tuple(read("var", var(v)) for v in over), statement(text))


def fact(conclusion, *hypotheses):
    """A premise."""
    return (tuple(a if isinstance(a, tuple) else h(a) for a in hypotheses), statement(conclusion))


def cited(name, premises, conclusion, where=HERE):
    """The hypotheses that the conclusion is left with."""
    made = tuple(p if isinstance(p, tuple) else fact(p) for p in premises)
    return FACTS[name](made, statement(conclusion), where)


def refused(name, premises, conclusion, where=HERE):
    """The use is refused."""
    with pytest.raises(Rejected):
        cited(name, premises, conclusion, where)


def test_the_list_is_closed():
    """Nine facts, by name."""
    assert list(FACTS) == [
        "linear-equation", "mean-value", "ode-uniqueness", "comparison", "bounded-variation", "danskin",
        "finite-maximum", "total-order", "schur-product",
    ]  # fmt: skip


# -- linear-equation -------------------------------------------------------------------------------------------------

LINEAR = ('ddt("f", x) == x*y', 'Pred("sign-preserved", "f", x)')


def test_linear_equation():
    """x' = x c keeps the sign of x; x may stand anywhere in the product."""
    assert cited("linear-equation", [LINEAR[0]], LINEAR[1]) == ()
    assert cited("linear-equation", ['ddt("f", x) == exp(c)*x*(y + 1)'], LINEAR[1]) == ()
    assert cited("linear-equation", ['ddt("f", v[k]) == v[k]*c'], 'Pred("sign-preserved", "f", v[k])') == ()


@pytest.mark.parametrize(("premises", "conclusion"), [
    ([], LINEAR[1]),
    ([LINEAR[0], LINEAR[0]], LINEAR[1]),
    ([LINEAR[0]], 'Pred("increasing", "f", x)'),
    ([LINEAR[0]], 'Pred("sign-preserved", "g", x)'),
    ([LINEAR[0]], 'Pred("sign-preserved", "f", y)'),
    ([LINEAR[0]], 'Pred("sign-preserved", "f", x, x)'),
    ([LINEAR[0]], "x == 0"),
    ([fact(LINEAR[0], "x > 0")], LINEAR[1]),
    (['ddt("f", x) <= x*y'], LINEAR[1]),
    (['ddt("f", x) == x'], LINEAR[1]),
    (['ddt("f", x) == x + y'], LINEAR[1]),
    (['ddt("f", x) == y*c'], LINEAR[1]),
    (['ddt("f", x) == Neg(exp(x))'], LINEAR[1]),
    (['ddt("f", x) == Neg(Neg(x))'], LINEAR[1]),
    (['ddt("f", x) == exp(x)'], LINEAR[1]),
    (['ddt("f", x) == exp(x)**2'], LINEAR[1]),
    (['ddt("f", x) == Sum(k, exp(x))'], LINEAR[1]),
    (['ddt("f", x) == Max(k, x)'], LINEAR[1]),
    (['ddt("f", x) == partial(exp(x), x)'], LINEAR[1]),
    (['ddt("f", x) == pairing(x, y)'], LINEAR[1]),
    (['ddt("clock", x) == x*y'], LINEAR[1]),
    (['ddt("f", x) == x*(1/y)'], LINEAR[1]),
    (['ddt("f", x) == x*log(P)'], LINEAR[1]),
    (['ddt("f", x) == x*ddt("f", y)'], LINEAR[1]),
    (['ddt("f", 1/y) == (1/y)*c'], 'Pred("sign-preserved", "f", 1/y)'),
    (['Pred("increasing", "f", x)'], LINEAR[1]),
])  # fmt: skip
def test_no_linear_equation(premises, conclusion):
    """Another shape, hypotheses, a coefficient that may jump."""
    refused("linear-equation", premises, conclusion)


# -- mean-value: monotone -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("premise", "conclusion", "good"), [
    ('ddt("f", x) > 0', "increasing", True),
    ('ddt("f", x) >= 0', "increasing", False),
    ('ddt("f", x) == 0', "increasing", False),
    ('ddt("f", x) < 0', "increasing", False),
    ('ddt("f", x) <= 0', "non-increasing", True),
    ('ddt("f", x) < 0', "non-increasing", True),
    ('ddt("f", x) == 0', "non-increasing", True),
    ('ddt("f", x) >= 0', "non-increasing", False),
    ('ddt("f", x) > 0', "sign-preserved", False),
    ('ddt("f", x) <= c', "non-increasing", False),
    ('ddt("f", y) <= 0', "non-increasing", False),
    ('ddt("clock", x) <= 0', "non-increasing", False),
    ("x <= 0", "non-increasing", False),
])  # fmt: skip
def test_monotone(premise, conclusion, good):
    """The sign of the derivative decides."""
    text = f'Pred("{conclusion}", "f", x)'
    if good:
        assert cited("mean-value", [premise], text) == ()
        refused("mean-value", [fact(premise, "c > 0")], text)
        refused("mean-value", [premise, premise], text)
        refused("mean-value", [premise], text.replace(", x)", ", x, x)"))
    else:
        refused("mean-value", [premise], text)


# -- mean-value: on an interval -----------------------------------------------------------------------------------------------

RISING = 'ddt("clock", exp(x) - x) >= 0'
ENDS = "exp(c) - c <= exp(T) - T"


def test_interval():
    """f(lo) <= f(hi) where lo <= hi, with the other hypotheses."""
    found = cited("mean-value", [fact(RISING, "c <= x", "x <= T", "y > 0")], ENDS)
    assert found == (h("y > 0"), h("c <= T"))
    for op in (">", "=="):
        assert cited("mean-value", [fact(RISING.replace(">=", op), "c <= x", "x <= T")], ENDS) == (
            h("c <= T"),
        )
    assert cited("mean-value", [fact('ddt("clock", x**2*y) >= 0', "0 <= x", "x <= T")], "0**2*y <= T**2*y")


@pytest.mark.parametrize(("premise", "conclusion"), [
    (fact(RISING, "c <= x"), ENDS),
    (fact(RISING, "x <= T"), ENDS),
    (fact(RISING, "c < x", "x <= T"), ENDS),
    (fact(RISING, "c <= x", "x < T"), ENDS),
    (fact(RISING, "x >= c", "x <= T"), ENDS),
    (fact(RISING, ("g",) and h("c <= x", "k"), "x <= T"), ENDS),
    (fact(RISING, "c <= x", h("x <= T", "k")), ENDS),
    (fact(RISING, "c <= x", "x <= T", "x > 0"), ENDS),
    (fact(RISING, "c <= x", "x <= T", "q > 0"), ENDS),
    (fact(RISING, "c <= x", "x <= T", "x <= y"), ENDS),
    (fact(RISING, "c <= x", "y <= x", "x <= T"), ENDS),
    (fact(RISING, "c <= x", "x <= T", 'ddt("f", y) > 0'), ENDS),
    (fact(RISING, "c <= x", "x <= q"), "exp(c) - c <= exp(q) - q"),
    (fact(RISING, "x <= x", "x <= T"), "exp(x) - x <= exp(T) - T"),
    (fact(RISING, "c <= x", "x <= T"), "exp(c) - c < exp(T) - T"),
    (fact(RISING, "c <= x", "x <= T"), "exp(T) - T <= exp(c) - c"),
    (fact(RISING, "c <= x", "x <= T"), "exp(c) - c <= exp(y) - y"),
    (fact(RISING, "c <= x", "x <= T"), "exp(y) - y <= exp(T) - T"),
    (fact(RISING.replace(">=", "<="), "c <= x", "x <= T"), ENDS),
    (fact('ddt("clock", exp(x) - x) >= c', "c <= x", "x <= T"), ENDS),
    (fact('ddt("double", exp(x) - x) >= 0', "c <= x", "x <= T"), ENDS),
    (fact('ddt("two", exp(x) - x) >= 0', "c <= x", "x <= T"), ENDS),
    (fact('ddt("many", exp(v[0])) >= 0', "c <= v[0]", "v[0] <= T"), "exp(c) <= exp(T)"),
    (fact('ddt("clock", x*t) >= 0', "c <= x", "x <= T"), "c*t <= T*t"),
    (fact('ddt("clock", q) >= 0', "c <= x", "x <= T"), "q <= q"),
    (fact('ddt("clock", partial(x**2*T, x)) >= 0', "c <= x", "x <= T"), "partial(c**2*T, c) <= partial(T**2*T, T)"),
    (fact('ddt("clock", ddt("f", x)) >= 0', "c <= x", "x <= T"), 'ddt("f", c) <= ddt("f", T)'),
    (fact('ddt("clock", x*v[0]) >= 0', "c <= x", "x <= T"), "c*v[0] <= T*v[0]"),
    (fact('ddt("clock", Sum(k, x)) >= 0', "c <= x", "x <= T"), "Sum(k, c) <= Sum(k, T)"),
    (fact('ddt("clock", Max(k, x)) >= 0', "c <= x", "x <= T"), "Max(k, c) <= Max(k, T)"),
    (fact("exp(x) >= 0", "c <= x", "x <= T"), ENDS),
    (fact("exp(x) - x >= 0", "c <= x", "x <= T"), ENDS),
    (fact("Neg(x) >= 0", "c <= x", "x <= T"), ENDS),
    (fact("K >= 0", "c <= x", "x <= T"), ENDS),
    (fact("partial(exp(x) - x, x) >= 0", "c <= x", "x <= T"), ENDS),
    (fact('Pred("increasing", "clock", x)', "c <= x", "x <= T"), ENDS),
])  # fmt: skip
def test_no_interval(premise, conclusion):
    """A missing end, other hypotheses about x, another sign, another clock, another f."""
    refused("mean-value", [premise], conclusion)


@pytest.mark.parametrize(("flow", "x", "low", "more", "good"), [
    ("pclock", "P", "c", (), False),
    ("pclock", "P", "c", ("c > 0",), True),
    ("pclock", "P", "c", ("c >= 0",), False),
    ("pclock", "P", "c", ("T > 0",), False),
    ("pclock", "P", "1", (), True),
    ("pclock", "P", "0", (), False),
    ("nclock", "p", "c", (), False),
    ("nclock", "p", "c", ("c >= 0",), True),
    ("nclock", "p", "c", ("c > 0",), True),
    ("nclock", "p", "0", (), True),
    ("nclock", "p", "1", (), True),
    ("nclock", "p", "-1", (), False),
    ("pclock", "P", "-1", (), False),
    ("clock", "x", "-1", (), True),
])  # fmt: skip
def test_an_interval_of_a_number_with_a_sign(flow, x, low, more, good):
    """The lower end must have the sign that is declared."""
    premise = fact(f'ddt("{flow}", {x}**3) >= 0', f"{low} <= {x}", f"{x} <= T", *more)
    from toy_trees import said  # the ends are put in as trees: -1 is a number, not a power

    left, right = ["Pow", said(low), ["q", "3"]], said("T**3")
    conclusion = read("statement", ["Rel", "<=", left, right])
    if good:
        assert FACTS["mean-value"]((premise,), conclusion, HERE)[-1] == h(f"{low} <= T")
    else:
        with pytest.raises(Rejected):
            FACTS["mean-value"]((premise,), conclusion, HERE)


# -- ode-uniqueness ----------------------------------------------------------------------------------------------------------

GRADIENT = ['ddt("f", x) == Neg(partial(x**2*y + c, x))', 'ddt("f", y) == Neg(partial(x**2*y + c, y))']
UNIQUE = 'Pred("solves-uniquely", "f", x**2*y + c, x, y)'


def smooth(loss, names=("x",), flow="f"):
    """The premises and the conclusion for a loss."""
    premises = [f'ddt("{flow}", {n}) == Neg(partial({loss}, {n}))' for n in names]
    return premises, f'Pred("solves-uniquely", "{flow}", {loss}, {", ".join(names)})'


def test_ode_uniqueness():
    """Minus the gradient of a smooth loss, for each unknown."""
    assert cited("ode-uniqueness", GRADIENT, UNIQUE) == ()
    for loss, names in (("exp(x*c)", ["x"]), ("log(1 + exp(x))", ["x"]), ("Sum(k, exp(v[k]))", ["v[k]"]), ("x**2 + loss", ["x"]),
                        ("Sum(i, Sum(a, W[i, a]**2))", ["W[i, a]"]), ("x*y**0", ["x", "y"])):  # fmt: skip
        assert cited("ode-uniqueness", *smooth(loss, names)) == ()


@pytest.mark.parametrize(("premises", "conclusion"), [
    ([], UNIQUE),
    ([], 'Pred("solves-uniquely", "f", c)'),
    (GRADIENT[:1], UNIQUE),
    (GRADIENT[::-1], UNIQUE),
    ([*GRADIENT, GRADIENT[0]], UNIQUE),
    ([GRADIENT[0], fact(GRADIENT[1], "c > 0")], UNIQUE),
    ([GRADIENT[0].replace("==", "<="), GRADIENT[1]], UNIQUE),
    ([GRADIENT[0].replace("Neg(partial(x**2*y + c, x))", "partial(x**2*y + c, x)"), GRADIENT[1]], UNIQUE),
    ([GRADIENT[0], GRADIENT[1].replace('"f"', '"two"')], UNIQUE),
    ([GRADIENT[0], GRADIENT[0]], UNIQUE.replace("x, y)", "x, x)")),
    (GRADIENT, UNIQUE.replace("solves-uniquely", "increasing")),
    (GRADIENT, "x == y"),
    smooth("1/x"), smooth("log(x)"), smooth("x**(1/2)"), smooth("Max(k, x)"), smooth("square(x)"), smooth("x + ei(x)"),
    smooth("x*y"),  # y moves, and is no unknown
    smooth("x*t"),
    smooth("x*now"),
    smooth("x*rate"),
    smooth("x*sharp"),
    smooth("Sum(k, exp(v[k]))", ["v[0]"]),
    smooth("Sum(k, exp(v[k]))", ["v[2*k]"]),
    smooth("Sum(k, Sum(l, S[k, l]**2))", ["S[k, k]"]),
    smooth("v[ks]", ["v[ks]"]),
    (GRADIENT[:1], 'Pred("solves-uniquely", "f", x**2*y + c, x + y)'),
    (GRADIENT[:1], 'Pred("solves-uniquely", "f", x**2*y + c, exp(x))'),
    (GRADIENT[:1], 'Pred("solves-uniquely", "f", x**2*y + c, t)'),
])  # fmt: skip
def test_no_ode_uniqueness(premises, conclusion):
    """Not all unknowns, not the gradient, a loss that is not smooth or depends on more."""
    refused("ode-uniqueness", premises, conclusion)


# -- comparison --------------------------------------------------------------------------------------------------------------

BELOW = 'Pred("at-most-from", "f", x, c, 0)'


def test_comparison_by_a_barrier():
    """x <= c at the start and x' <= 0."""
    for op in ("<=", "<", "=="):
        assert cited("comparison", ["x <= c", f'ddt("f", x) {op} 0'], BELOW) == ()
        assert cited("comparison", [f"x {op} c", 'ddt("f", x) <= 0'], BELOW) == ()
    assert cited("comparison", [fact("x <= c", "T > 0"), 'ddt("f", x) <= 0'], BELOW) == (h("T > 0"),)
    assert (
        cited("comparison", ["x*0 <= c", 'ddt("f", x*t) <= 0'], 'Pred("at-most-from", "f", x*t, c, 0)') == ()
    )
    speed = 'Pred("at-most-from", "f", ddt("f", x*t), c, 0)'
    assert cited("comparison", ['ddt("f", x*t) <= c', 'ddt("f", ddt("f", x*t)) <= 0'], speed) == ()
    later = fact('ddt("f", x) <= 0', "t >= 0", "y <= T", "c > 1")
    assert cited("comparison", ['Pred("at-most-from", "f", y, T, 0)', "x <= c", later], BELOW) == (
        h("c > 1"),
    )


def test_comparison_by_bounds():
    """What follows from bounds at all times holds at all times from T on."""
    kept = 'Pred("at-most-from", "f", y, T, 0)'
    later = fact("x <= c", "t >= 0", "y <= T")
    assert cited("comparison", [kept, later], BELOW) == ()
    since = fact("x <= c", "t >= T", "y <= T")
    assert cited("comparison", [kept, since], 'Pred("at-most-from", "f", x, c, T)') == ()
    twice = fact(kept, "T > 0")
    assert cited("comparison", [twice, fact("x <= c", "T > 0", "y <= T")], BELOW) == (h("T > 0"),)


@pytest.mark.parametrize(("premises", "conclusion"), [
    ([], BELOW),
    (["x <= c"], 'Pred("at-most-from", "f", y, c, 0)'),
    (["x <= c"], 'Pred("at-most-from", "f", x, c, y)'),
    (["x <= c"], 'Pred("at-most-from", "f", x, c, t)'),
    ([fact("x <= c", "t >= y")], 'Pred("at-most-from", "f", x, c, y)'),
    (['ddt("f", x) <= 0'], BELOW),
    (["x <= c", 'ddt("f", x) >= 0'], BELOW),
    (["x <= c", 'ddt("f", x) <= c'], BELOW),
    (["x <= c", 'ddt("clock", x) <= 0'], BELOW),
    (["x <= c", 'ddt("f", x) <= 0'], 'Pred("at-most-from", "f", x, c, T)'),
    (["x <= T", 'ddt("f", x) <= 0'], BELOW),
    (["y <= c", 'ddt("f", x) <= 0'], BELOW),
    (["x >= c", 'ddt("f", x) <= 0'], BELOW),
    (["x*t <= c", 'ddt("f", x*t) <= 0'], 'Pred("at-most-from", "f", x*t, c, 0)'),
    (['ddt("f", x*0) <= c', 'ddt("f", ddt("f", x*t)) <= 0'], 'Pred("at-most-from", "f", ddt("f", x*t), c, 0)'),
    (['Pred("increasing", "f", x)', 'ddt("f", x) <= 0'], BELOW),
    (["x <= y", 'ddt("f", x) <= 0'], 'Pred("at-most-from", "f", x, y, 0)'),
    (["x <= t", 'ddt("f", x) <= 0'], 'Pred("at-most-from", "f", x, t, 0)'),
    (["Max(k, v[k]) <= c", 'ddt("f", Max(k, v[k])) <= 0'], 'Pred("at-most-from", "f", Max(k, v[k]), c, 0)'),
    (["x <= c", 'ddt("f", x) <= 0'], 'Pred("at-most-from", "f", x, c)'),
    (["x <= c", 'ddt("f", x) <= 0'], 'Pred("increasing", "f", x, c, 0)'),
    (["x <= c", 'ddt("f", x) <= 0'], "x <= c"),
    (["x <= c", fact('ddt("f", x) <= 0', "x > 0")], BELOW),
    (["x <= c", fact('ddt("f", x) <= 0', "y <= T")], BELOW),
    (["x <= c", fact('ddt("f", x) <= 0', "t <= 0")], BELOW),
    (["x <= c", fact('ddt("f", x) <= 0', "t >= 1")], BELOW),
    (["x <= c", fact('ddt("f", x) <= 0', h("F[i] <= c", "i"), "v[k] > 0")], BELOW),
    ([fact("x <= c", "F[i] > 0"), 'ddt("f", x) <= 0'], BELOW),
    ([fact("x <= c", "t > 0"), 'ddt("f", x) <= 0'], BELOW),
    ([fact("x <= c", 'ddt("f", y) > 0'), 'ddt("f", x) <= 0'], BELOW),
    (['Pred("at-most-from", "f", y, T, 1)', "x <= c", fact('ddt("f", x) <= 0', "y <= T")], BELOW),
    (['Pred("at-most-from", "clock", y, T, 0)', "x <= c", fact('ddt("f", x) <= 0', "y <= T")], BELOW),
    (['Pred("at-most-from", "f", y, c, 0)', "x <= c", fact('ddt("f", x) <= 0', "y <= T")], BELOW),
    (['Pred("at-most-from", "f", y, T, 0)', "x <= c", fact('ddt("f", x) <= 0', "y >= T")], BELOW),
    (['Pred("at-most-from", "f", y, T, 0)', "x <= c", fact('ddt("f", x) <= 0', h("y <= T", "k"))], BELOW),
    (["c == c", "x <= c", 'ddt("f", x) <= 0'], BELOW),
    (['Pred("at-most-from", "f", y, T, 0)', fact("x <= c", "t >= c", "y <= T")], BELOW),
    (['Pred("at-most-from", "f", y, T, 0)', fact("x >= c", "y <= T")], BELOW),
    ([fact("x <= c", h("v[k] <= c", "k")), 'ddt("f", x) <= 0'], BELOW),
])  # fmt: skip
def test_no_comparison(premises, conclusion):
    """No start, another bound, a hypothesis that is not known to last, a bound that moves."""
    refused("comparison", premises, conclusion)


# -- bounded-variation ---------------------------------------------------------------------------------------------------------

VARIATION = ['ddt("f", log(P) + y) <= 0', 'ddt("f", Neg(log(P)) + y) <= 0', "y >= 0"]
LIMIT = 'Pred("tends-to-positive", "f", P)'


def test_bounded_variation():
    """Both log F + g and -log F + g never increase, and g >= 0."""
    assert cited("bounded-variation", VARIATION, LIMIT) == ()
    assert cited("bounded-variation", [*VARIATION[:2], "y > 0"], LIMIT) == ()
    assert (
        cited(
            "bounded-variation",
            [VARIATION[0].replace("<=", "<"), VARIATION[1].replace("<=", "=="), "y == 0"],
            LIMIT,
        )
        == ()
    )
    kept = 'Pred("at-most-from", "f", x, c, 0)'
    later = [fact(text, "x <= c", "t >= 0", "T > 1") for text in VARIATION]
    assert cited("bounded-variation", [kept, *later], LIMIT) == (h("T > 1"),)


@pytest.mark.parametrize(("premises", "conclusion"), [
    (VARIATION[:2], LIMIT),
    (VARIATION[1:], LIMIT),
    ([VARIATION[1], VARIATION[0], VARIATION[2]], LIMIT),
    ([VARIATION[0], VARIATION[0], VARIATION[2]], LIMIT),
    ([VARIATION[0].replace("<=", ">="), *VARIATION[1:]], LIMIT),
    ([VARIATION[0].replace("<= 0", "<= c"), *VARIATION[1:]], LIMIT),
    ([VARIATION[0].replace('"f"', '"two"'), *VARIATION[1:]], LIMIT),
    ([*VARIATION[:2], "y <= 0"], LIMIT),
    ([*VARIATION[:2], "x >= 0"], LIMIT),
    ([*VARIATION[:2], "y >= c"], LIMIT),
    (VARIATION, 'Pred("tends-to-positive", "f", p)'),
    (VARIATION, 'Pred("tends-to-positive", "f", P, P)'),
    (VARIATION, 'Pred("tends-to-positive", "two", P)'),
    (VARIATION, 'Pred("increasing", "f", P)'),
    (VARIATION, "P > 0"),
    ([text.replace("y", "t") for text in VARIATION], LIMIT),
    ([text.replace("P", "v[k]") for text in VARIATION], 'Pred("tends-to-positive", "f", v[k])'),
    ([text.replace("P", "sharp") for text in VARIATION], 'Pred("tends-to-positive", "f", sharp)'),
    ([text.replace("y", "v[k]") for text in VARIATION], LIMIT),
    ([fact(VARIATION[0], "x > 0"), *VARIATION[1:]], LIMIT),
    (["c == c", *VARIATION], LIMIT),
    ([*VARIATION[:2], 'Pred("increasing", "f", y)'], LIMIT),
])  # fmt: skip
def test_no_bounded_variation(premises, conclusion):
    """A missing premise, another order, another sign, formulas that are not closed."""
    refused("bounded-variation", premises, conclusion)


# -- danskin -----------------------------------------------------------------------------------------------------------------------

RATIO = (
    'ddt("f", log(exp(v[k])) - log(exp(v[l]))) <= 0',
    'ddt("f", log(Max(k, exp(v[k]))) - log(Min(l, exp(v[l])))) <= 0',
)
ORDER = "exp(v[k]) >= exp(v[l])"


def test_danskin():
    """From each pair to the extremal ones."""
    assert cited("danskin", [fact(RATIO[0], ORDER)], RATIO[1]) == ()
    assert cited("danskin", [RATIO[0]], RATIO[1]) == ()
    largest, least = h("exp(v[k]) >= exp(v[m])", "m"), h("exp(v[m]) >= exp(v[l])", "m")
    assert cited("danskin", [fact(RATIO[0], largest)], RATIO[1]) == ()
    assert cited("danskin", [fact(RATIO[0], ORDER, largest, least)], RATIO[1]) == ()


@pytest.mark.parametrize(("premise", "conclusion"), [
    (fact(RATIO[0], "exp(v[k]) <= exp(v[l])"), RATIO[1]),
    (fact(RATIO[0], "v[k] >= v[l]"), RATIO[1]),
    (fact(RATIO[0], ORDER, "c > 0"), RATIO[1]),
    (fact(RATIO[0], h(ORDER, "k")), RATIO[1]),
    (fact(RATIO[0], "exp(v[k]) >= exp(v[m])"), RATIO[1]),
    (fact(RATIO[0], h("exp(v[m]) >= exp(v[k])", "m")), RATIO[1]),
    (fact(RATIO[0], h("exp(v[l]) >= exp(v[m])", "m")), RATIO[1]),
    (fact(RATIO[0], h("exp(v[k]) > exp(v[m])", "m")), RATIO[1]),
    (fact(RATIO[0], h("exp(w[k]) >= exp(w[m])", "m")), RATIO[1]),
    (fact(RATIO[0].replace("<=", ">=")), RATIO[1]),
    (fact(RATIO[0].replace("<= 0", "<= c")), RATIO[1]),
    (fact(RATIO[0].replace('"f"', '"two"')), RATIO[1]),
    (fact(RATIO[0].replace("v[l]", "w[l]")), RATIO[1]),
    (fact(RATIO[0]), RATIO[1].replace("<=", "<")),
    (fact(RATIO[0]), RATIO[1].replace("<= 0", "<= 1")),
    (fact(RATIO[0]), RATIO[1].replace("Max", "Min")),
    (fact(RATIO[0]), RATIO[1].replace("Min", "Max")),
    (fact(RATIO[0]), RATIO[1].replace("Min(l, exp(v[l]))", "Min(l, exp(w[l]))")),
    (fact(RATIO[0]), RATIO[1].replace("Min(l, exp(v[l]))", "Min(k, exp(v[k]))")),
    (fact('ddt("f", log(S[k, l]) - log(S[l, l])) <= 0'), 'ddt("f", log(Max(k, S[k, l])) - log(Min(l, S[l, l]))) <= 0'),
    (fact('ddt("f", log(F[i]) - log(v[l])) <= 0'), 'ddt("f", log(Max(i, F[i])) - log(Min(l, v[l]))) <= 0'),
    (fact(RATIO[0].replace("v[l]", "w[l]")), RATIO[1].replace("v[l]", "w[l]")),
    (fact(RATIO[0].replace("v[k]", "w[k]")), RATIO[1].replace("v[k]", "w[k]")),
    (fact('ddt("f", log(v[k]) - log(v[ls])) <= 0'), 'ddt("f", log(Max(k, v[k])) - log(Min(ls, v[ls]))) <= 0'),
    (fact(RATIO[0]), "x <= 0"),
    (fact('Pred("increasing", "f", x)'), RATIO[1]),
    (fact(RATIO[0]), 'Pred("increasing", "f", x)'),
])  # fmt: skip
def test_no_danskin(premise, conclusion):
    """Another order, sign, flow, family; an index in common."""
    refused("danskin", [premise], conclusion)
    refused("danskin", [RATIO[0], RATIO[0]], RATIO[1])


# -- finite-maximum ---------------------------------------------------------------------------------------------------------------

LARGEST = h("v[k] >= v[l]", "l")


def test_finite_maximum():
    """Some k has the largest v_k, and k stands nowhere else."""
    assert cited("finite-maximum", [fact("x <= 1", LARGEST)], "x <= 1") == ()
    assert cited("finite-maximum", [fact("x <= 1", "c > 0", LARGEST)], "x <= 1") == (h("c > 0"),)
    assert cited("finite-maximum", [fact("x <= 1", h("F[i] + c >= F[j] + c", "j"))], "x <= 1") == ()
    assert cited("finite-maximum", [fact("x == v[l]", LARGEST)], "x == v[l]") == ()


@pytest.mark.parametrize(("premise", "conclusion"), [
    (fact("x <= 1"), "x <= 1"),
    (fact("x <= 1", LARGEST), "x <= 2"),
    (fact("x <= v[k]", LARGEST), "x <= v[k]"),
    (fact("v[k] <= x", LARGEST), "v[k] <= x"),
    (fact("x <= 1", LARGEST, "w[k] > 0"), "x <= 1"),
    (fact("x <= 1", h("v[k] <= v[l]", "l")), "x <= 1"),
    (fact("x <= 1", h("v[k] > v[l]", "l")), "x <= 1"),
    (fact("x <= 1", h("v[k] >= w[l]", "l")), "x <= 1"),
    (fact("x <= 1", h("v[l] >= v[k]", "l")), "x <= 1"),
    (fact("x <= 1", h("v[k] >= v[l]")), "x <= 1"),
    (fact("x <= 1", h("v[k] >= v[l]", "l", "g")), "x <= 1"),
    (fact("x <= 1", h("v[k] >= v[ls]", "ls")), "x <= 1"),
    (fact("x <= 1", h("S[k, l] >= S[l, l]", "l")), "x <= 1"),
    (fact("x <= 1", h("c >= c", "l")), "x <= 1"),
    (fact('Pred("increasing", "f", x)', LARGEST), 'Pred("increasing", "f", x)'),
])  # fmt: skip
def test_no_finite_maximum(premise, conclusion):
    """k stands elsewhere, another relation, another family, another set."""
    refused("finite-maximum", [premise], conclusion)


def test_finite_maximum_needs_one_premise():
    """Not two, not none."""
    refused("finite-maximum", [fact("x <= 1", LARGEST)] * 2, "x <= 1")
    refused("finite-maximum", [], "x <= 1")


# -- total-order --------------------------------------------------------------------------------------------------------------------


def orders(*texts, conclusion="y == 0"):
    """Premises with the same conclusion, each under an order."""
    return [fact(conclusion, *(t if isinstance(t, tuple) else (t,))) for t in texts]


@pytest.mark.parametrize("texts", [
    ("x < c", "x == c", "x > c"), ("x <= c", "x > c"), ("x >= c", "x < c"), ("x <= c", "x >= c"), ("x <= c", "c <= x"),
    ("x < c", "c < x", "c == x"), ("x > c", "c >= x"), ("c >= x", "c <= x"),
])  # fmt: skip
def test_total_order(texts):
    """Each of <, =, > is covered, from either side."""
    assert cited("total-order", orders(*texts), "y == 0") == ()


def test_total_order_keeps_the_rest():
    """Other hypotheses stay, once."""
    premises = [fact("y == 0", "x < c", "T > 0"), fact("y == 0", "T > 0", "x >= c", "P > 1")]
    assert cited("total-order", premises, "y == 0") == (h("T > 0"), h("P > 1"))


@pytest.mark.parametrize("premises", [
    orders("x < c", "x > c"), orders("x < c", "x == c"), orders("x <= c"), orders("x <= c", "c >= x"), orders("x <= c", "x <= c"),
    orders("x < c", "x == c", "x > T"), orders("x <= c", "y > c"), [fact("y == 0", "x <= c"), fact("y == 1", "x > c")],
    [fact("y == 0", h("v[k] <= c", "k")), fact("y == 0", h("v[k] > c", "k"))], orders("x <= c", ()), orders((), ()), [],
    [fact("y == 0", "x <= c"), fact("y == 0", h("x > c", "k"))], orders("x <= c", "x > c", ()),
    [fact("y == 0", "x <= c"), fact("y == 0", h("c < x", "k"))],
])  # fmt: skip
def test_no_total_order(premises):
    """A case is missing, or the cases are about different pairs."""
    refused("total-order", premises, "y == 0")


def test_total_order_is_about_relations():
    """A predicate is not concluded."""
    text = 'Pred("increasing", "f", x)'
    refused("total-order", orders("x <= c", "x > c", conclusion=text), text)


# -- schur-product --------------------------------------------------------------------------------------------------------------------

ENTRY = "S[k, l] == Sum(g, w[g]*(chi(g, k)*v[k])*(chi(g, -l)*v[l]))"
SCHUR = ("S[k, l] == Sum(g, w[g]*chi(g, k)*chi(g, -l))", "w[g] >= 0",
         "Sum(k, Sum(l, v[k]*v[l]*exp(S[k, l]))) >= 0")  # fmt: skip


def test_schur_product():
    """sum_kl x_k conj(x_l) e^S_kl >= 0 for a positive semidefinite S."""
    assert cited("schur-product", SCHUR[:2], SCHUR[2]) == ()
    assert cited("schur-product", [SCHUR[0], "w[g] > 0"], SCHUR[2]) == ()
    assert cited("schur-product", [fact(SCHUR[0], "c > 0"), fact(SCHUR[1], "c > 0", "T > 0")], SCHUR[2]) == (
        h("c > 0"),
        h("T > 0"),
    )
    assert cited("schur-product", SCHUR[:2], SCHUR[2].replace("v[k]*v[l]", "H[k]*H[-l]")) == ()


@pytest.mark.parametrize(("first", "second", "conclusion"), [
    (SCHUR[0], "w[g] <= 0", SCHUR[2]),
    (SCHUR[0], "v[g] >= 0", SCHUR[2]),
    (SCHUR[0], "w[g] >= c", SCHUR[2]),
    (SCHUR[0], SCHUR[1], SCHUR[2].replace(">= 0", "> 0")),
    (SCHUR[0], SCHUR[1], SCHUR[2].replace(">= 0", "<= 0")),
    (SCHUR[0], SCHUR[1], SCHUR[2].replace(">= 0", ">= 1")),
    (SCHUR[0], SCHUR[1], SCHUR[2].replace("S[k, l]", "S[l, k]")),
    (SCHUR[0], SCHUR[1], SCHUR[2].replace("v[k]*v[l]", "v[k]*w[l]")),
    (SCHUR[0], SCHUR[1], SCHUR[2].replace("v[k]*v[l]", "v[k]*v[k]")),
    (SCHUR[0], SCHUR[1], SCHUR[2].replace("v[k]*v[l]", "H[k]*H[l]")),
    (SCHUR[0], SCHUR[1], SCHUR[2].replace("v[k]*v[l]", "v[l]*v[k]")),
    (SCHUR[0], SCHUR[1], SCHUR[2].replace("Sum(l,", "Sum(ls,")),
    *((SCHUR[0].replace("k", k).replace("l", l), SCHUR[1], f"Sum({k}, Sum({l}, v[{k}]*v[{l}]*exp(S[{k}, {l}]))) >= 0")
      for k, l in (("k", "ls"), ("ks", "l"))),
    (SCHUR[0].replace("chi(g, -l)", "chi(g, l)"), SCHUR[1], SCHUR[2]),
    (SCHUR[0].replace("==", "<="), SCHUR[1], SCHUR[2]),
    (SCHUR[0].replace("w[g]*chi(g, k)*chi(g, -l)", "w[k]*chi(g, k)*chi(g, -l)"), "w[k] >= 0", SCHUR[2]),
    (SCHUR[0].replace("w[g]*chi(g, k)*chi(g, -l)", "w[l]*chi(g, k)*chi(g, -l)"), "w[l] >= 0", SCHUR[2]),
    (SCHUR[0].replace("chi(g, k)*chi(g, -l)", "chi(k, l)*chi(k, -l)"), SCHUR[1], SCHUR[2]),
    (SCHUR[1], SCHUR[0], SCHUR[2]),
    (fact(SCHUR[0], "w[k] > 0"), SCHUR[1], SCHUR[2]),
    (fact(SCHUR[0], "w[l] > 0"), SCHUR[1], SCHUR[2]),
    (SCHUR[0], fact(SCHUR[1], "v[g] > 0"), SCHUR[2]),
    ("S[k, l] == Sum(k, w[k]*chi(k, k)*chi(k, -l))", "w[k] >= 0", SCHUR[2]),
    (SCHUR[0], SCHUR[1], "x >= 0"),
])  # fmt: skip
def test_no_schur_product(first, second, conclusion):
    """A weight without sign, entries that are no inner products, other sums, hypotheses about summed indices."""
    refused("schur-product", [first, second], conclusion)


def test_schur_product_needs_two_premises():
    """The entries and the weights."""
    refused("schur-product", SCHUR[:1], SCHUR[2])
    refused("schur-product", [*SCHUR[:2], SCHUR[1]], SCHUR[2])
