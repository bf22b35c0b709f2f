"""What is seen of a formula without proof: each kind of formula, and a neighbour that is not seen to be so."""

from __future__ import annotations

import pytest
from toy_trees import domain, formula, statement

from symflow.checker.limits import Rejected
from symflow.checker.visible import (
    continuous,
    inside,
    lasting,
    moves,
    need,
    plain,
    regular,
    rests,
    visibly_positive,
)

HERE = domain(
    "x positive; y; c; v[G]",
    "abelian",
    define={
        "q": "x*y",
        "still": "c**2",
        "now": "t*c",
        "bad": "1/y",
        "sharp": "Max(k, v[k])",
        "fast": 'ddt("f", x)',
    },
    flows={"f": {"x": "y"}},
)


def test_need():
    """A condition, or a refusal with the reason."""
    need(True, "nothing")
    with pytest.raises(Rejected, match="why"):
        need(False, "why")


def test_inside():
    """The parts; of a defined quantity its formula."""
    assert inside(formula("x + y"), HERE) == (formula("x"), formula("y"))
    assert inside(formula("q"), HERE) == (formula("x*y"),)
    assert inside(formula("x"), HERE) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x", False), ("c", True), ("still", True), ("q", False), ("t", False), ("now", False), ("c*x", False),
     ("exp(c)", True), ('ddt("f", c)', False), ("3", True), ("v[k]", True), ("y", True), ("Sum(k, v[k]*c)", True),
     ("Sum(k, v[k]*x)", False), ("fast", False)],
)  # fmt: skip
def test_what_rests(text, expected):
    """Neither the time, nor what the flow moves, nor a derivative, in definitions too."""
    assert rests(formula(text), HERE, "f") is expected


def test_moves_other_than_through():
    """What is allowed to move is left out, at the top of definitions as well."""
    assert moves(formula("x"), HERE, {"x"})
    assert not moves(formula("x"), HERE, {"x"}, ("x",))
    assert moves(formula("x*y"), HERE, {"x", "y"}, ("x",))
    assert not moves(formula("q"), HERE, {"x"}, ("x",))
    assert not moves(formula("q"), HERE, set())
    assert moves(formula("t"), HERE, set(), ("t",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x", True), ("x + y*c", True), ("exp(x)", True), ("tanh(x)", True), ("log(x)", False), ("log(exp(x))", False),
     ("ei(x)", False), ("x**2", True), ("x**1", True), ("x**(1/2)", False), ("1/x", False), ("1/(1 + exp(y))", True),
     ("1/K", True), ("x**0", False), ("exp(x)**0", True), ("1/2", True), ("bad", False), ("still", True), ("sharp", False),
     ("Max(k, v[k])", False), ("square(x)", False), ('ddt("f", x)', False), ("partial(x, x)", False),
     ("Sum(k, exp(v[k]))", True), ("Sum(k, 1/v[k])", False), ("1/Sum(k, exp(v[k]))", True), ("exp(1/y)", False),
     ("(1 + exp(bad))**(-1)", False), ("chi(k, g)", True), ("now", True)],
)  # fmt: skip
def test_visibly_continuous(text, expected):
    """Sums, products, powers from 1, exp, tanh, and quotients of visibly positive formulas."""
    assert continuous(formula(text), HERE) is expected


def test_visibly_smooth():
    """Also x^0 and logs of visibly positive formulas; the unknowns are not opened."""
    assert regular(formula("x**0"), HERE, (), 0, True)
    assert not regular(formula("x**(-1)"), HERE, (), 0, True)
    assert regular(formula("log(1 + exp(x))"), HERE, (), 0, True)
    assert not regular(formula("log(x)"), HERE, (), 0, True)
    assert not regular(formula("log(1 + exp(bad))"), HERE, (), 0, True)
    assert not regular(formula("log(1 + exp(x))"), HERE, (), 0, False)
    assert not regular(formula("bad"), HERE, (), 0, True)
    assert regular(formula("bad"), HERE, ("bad",), 0, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2", True), ("0", False), ("-1", False), ("K", True), ("N", True), ("n", True), ("d", True), ("t", False), ("x", False), ("exp(y)", True),
     ("log(x)", False), ("ei(x)", False), ("tanh(x)", False), ("1 + exp(y)", True), ("1 + y", False), ("2*exp(y)", True), ("y*exp(y)", False),
     ("Sum(k, exp(v[k]))", True), ("Sum(k, v[k])", False), ("exp(x)**2", False), ("Neg(1)", False), ("Max(k, exp(v[k]))", False)],
)  # fmt: skip
def test_visibly_positive(text, expected):
    """Exponentials, positive numbers and sizes, by sums and products."""
    node = formula(text)
    assert visibly_positive(node if text != "-1" else ("Num", formula("1")[1] * -1)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("x", True), ("exp(x) + log(y)", True), ("t", False), ("x*t", False), ("now", False), ("q", True), ("sharp", False),
     ('ddt("f", x)', False), ("partial(x, x)", False), ("Min(k, v[k])", False), ("fast", False), ("K*x", True)],
)  # fmt: skip
def test_plain(text, expected):
    """Neither the time nor a derivative or extremum."""
    assert plain(formula(text), HERE) is expected


def where(hypothesis):
    """A domain with a hypothesis, and the flow x' = y."""
    return domain(
        "x positive; y; c; z", flows={"f": {"x": "y"}, "rest": {"z": "1"}}, assume={"a": hypothesis}
    )


RATE = ((), statement('ddt("f", c) > 0'))
OTHER = ((), statement("c > 0"))


@pytest.mark.parametrize(
    ("conclusion", "premises"),
    [
        ('Pred("increasing", "f", c)', ()),
        ('Pred("at-most-from", "f", c, z, 0)', (OTHER,)),
        ('Pred("at-most-from", "f", c, z, 0)', (OTHER, RATE)),
        ('Pred("increasing", "f", c)', (((), statement('ddt("rest", c) > 0')),)),
        ("c <= z", (RATE,)),
        ("c <= z", (((), statement('ddt("f", c) == 0')),)),
    ],
)
def test_hypotheses_of_the_domain_must_last(conclusion, premises):
    """A fact about more than one time, where x <= 1 is only known at one."""
    lasting(statement(conclusion), premises, where("c > 0"))
    with pytest.raises(Rejected, match="about a quantity that moves"):
        lasting(statement(conclusion), premises, where("x > 1"))
    with pytest.raises(Rejected, match="about a quantity that moves"):
        lasting(statement(conclusion), premises, where("All([i], c*D(i, i) <= t)"))


@pytest.mark.parametrize(
    ("conclusion", "premises"),
    [
        ("c <= z", (OTHER,)),
        ("c <= z", (((), statement("exp(c) > 0")),)),
        ("c <= z", (((), statement("Sum(i, c) > 0")),)),
        ("c <= z", (RATE, RATE)),
        ('ddt("f", c) <= 0', (RATE,)),
        ("c <= z", (((), statement('Pred("increasing", "f", c)')),)),
    ],
)
def test_a_fact_about_one_time(conclusion, premises):
    """Nothing has to last."""
    lasting(statement(conclusion), premises, where("x > 1"))
