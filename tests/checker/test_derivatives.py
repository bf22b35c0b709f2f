"""Derivatives: the chain rule for every kind of formula, and the traps of bound indices."""

from __future__ import annotations

import pytest
from toy_trees import domain, formula

from symflow.checker.derivatives import at, chain, differentiated
from symflow.checker.limits import Rejected
from symflow.checker.trees import ONE, ZERO, free, rebuilt

# Along "f": x' = y, y' = -x, v_k' = u_k; q = x^2, r_k = sum_l v_(k + l) v_l, tick = t x.
HERE = domain(
    "x positive; y; c; v[G]; u[G]; A[G,G]; F[K]",
    "abelian",
    define={
        "q": "x**2",
        "r[k]": "Sum(l, v[k + l]*v[l])",
        "tick": "t*x",
        "still": "c**2",
        "top": "Max(k, v[k])",
    },
    flows={"f": {"x": "y", "y": "Neg(x)", "v[k]": "u[k]"}, "clock": {"c": "1"}, "only": {"x": "c"}},
)

ALONG = [
    ("3", "0", "1"),
    ("x", "y", "x"),
    ("c", "0", "c"),
    ("u[k]", "0", "u[k]"),
    ("t", "1", "0"),
    ("K*t", "K", "0"),
    ("N", "0", "1"),
    ("v[k + g]", "u[k + g]", "u[k]"),
    ("v[0]", "u[0]", "0"),
    ("x + y", "y - x", "y + x"),
    ("Neg(x)", "0 - y", "y"),
    ("x*y", "y**2 - x**2", "y**2"),
    ("x*y*c", "c*(y**2 - x**2)", "c*y**2"),
    ("x**3", "3*x**2*y", "3*x**2"),
    ("x**(-1)", "0 - y/x**2", "y/x**2"),
    ("x**(1/2)", "1/2*y*x**(-1/2)", "y*x**(-1/2)"),
    ("c**2", "0", "2*c"),
    ("exp(x)", "y*exp(x)", "exp(x)"),
    ("exp(2*x)", "2*y*exp(x)**2", "y*exp(x)**2"),
    ("log(x)", "y/x", "1/x"),
    ("tanh(x)", "y*(1 - tanh(x)**2)", "y"),
    ("ei(x)", "y*exp(x)/x", "y*exp(x)"),
    ("Sum(k, v[k]**2)", "2*Sum(k, v[k]*u[k])", "2*Sum(k, v[k])"),
    ("Sum(k, t)", "K", "1"),
    ("Neg(t)", "0 - 1", "1"),
    ("Neg(Sum(k, v[k]))", "0 - Sum(k, u[k])", "Sum(k, u[k])"),
    ("Sum(g, Sum(k, A[g, k]*v[k]))", "Sum(g, Sum(k, A[g, k]*u[k]))", "Sum(k, A[g, k]*u[k])"),
    ("Sum(k, x*v[k])", "y*Sum(k, v[k]) + x*Sum(k, u[k])", "x*Sum(k, u[k])"),
    ("chi(k, g)*x", "chi(k, g)*y", "0"),
    ("D(k, g)*x", "D(k, g)*y", "y"),
    ("square(x)", "2*x*y", "2*x"),
    ("pairing(x, c)", "y*exp(x)*(x - c) + (exp(x) - exp(c))*y", "y*exp(x)*(x - c)"),
    ("excess(x)", "y - y/x", "y"),
    ("q", "2*x*y", "0"),
    ("q**2", "4*q*x*y", "2*q"),
    ("r[g]", "Sum(l, u[g + l]*v[l] + v[g + l]*u[l])", "2*Sum(l, u[g + l]*v[l])"),
    ("r[2*g]", "Sum(l, u[2*g + l]*v[l] + v[2*g + l]*u[l])", "Sum(l, u[g + l]*v[l] + v[g + l]*u[l])"),
    ("tick", "x + t*y", "t*y"),
    ("still", "0", "2*c"),
    ('ddt("f", x)', "0 - x", "x"),
    ('ddt("f", ddt("f", x))', "0 - y", "y"),
    ("partial(x*y, x)", "0 - x", "y"),
]

BY_ENTRY = [
    ("x", "x", "1", "0"),
    ("y", "x", "0", "1"),
    ("t*x", "x", "t", "0"),
    ("x**2*y", "x", "2*x*y", "x*y"),
    ("v[k]", "v[l]", "D(k, l)", "1"),
    ("v[k]**2", "v[k]", "2*v[k]", "v[k]"),
    ("v[k]*v[l]", "v[k]", "v[l] + D(k, l)*v[k]", "v[l]"),
    ("v[k - g]", "v[l]", "D(k - g, l)", "D(k, l)"),
    ("A[k, l]", "A[g, h]", "D(k, g)*D(l, h)", "D(k, g)"),
    ("Sum(l, v[l]**2)", "v[k]", "2*v[k]", "2*Sum(l, v[l])"),
    ("Sum(l, exp(v[l]*x))", "v[k]", "x*exp(v[k]*x)", "exp(v[k]*x)"),
    ("log(Sum(l, exp(v[l])))", "v[k]", "exp(v[k])/Sum(l, exp(v[l]))", "exp(v[k])"),
    ("F[i]", "F[j]", "D(i, j)", "0"),
    ("Sum(i, F[i]**2)", "F[j]", "2*F[j]", "F[j]"),
    ("q", "x", "2*x", "0"),
    ("q", "y", "0", "1"),
    ("r[g]", "v[k]", "Sum(l, D(g + l, k)*v[l] + v[g + l]*D(l, k))", "Sum(l, D(g + l, k)*v[l])"),
    ("r[k]", "v[k]", "v[0] + v[2*k]", "v[0]"),
    ("r[k]", "v[l]", "v[l - k] + v[k + l]", "v[l - k]"),
    ("x*r[0]", "v[l]", "2*x*v[l]", "x*v[l]"),
]


@pytest.mark.parametrize(("text", "rate", "wrong"), ALONG)
def test_along_a_flow(text, rate, wrong):
    """The right derivative, and one that is not."""
    found = differentiated(HERE, formula(f'ddt("f", {text})'))
    assert HERE.equal(found, formula(rate))
    assert not HERE.equal(found, formula(wrong))


@pytest.mark.parametrize(("text", "by", "slope", "wrong"), BY_ENTRY)
def test_by_one_entry(text, by, slope, wrong):
    """Other entries, other quantities and the time stay fixed."""
    found = differentiated(HERE, formula(f"partial({text}, {by})"))
    assert HERE.equal(found, formula(slope))
    assert not HERE.equal(found, formula(wrong))


KINDS = ("Sym", "Atom", "Num", "Add", "Mul", "Neg", "Pow", "Fun", "Sum", "Ddt", "Partial", "Delta", "Chi", "SignAtom",
         "Extremum", "modulus", "exp", "max")  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_a_quantity_may_be_called_like_a_kind_of_formula(name):
    """It is a quantity all the same."""
    here = domain(f"{name} positive; c", flows={"f": {name: "c"}})
    atom = ("Atom", name, ())
    for text in ("0 - 3*{}", "{}**3 + c", "exp({})*{}", "1/(1 + {})", "square({})", "K*{} - t"):
        formed = formula(text.replace("{}", "x"))
        placed = _put(formed, ("Atom", "x", ()), atom)
        rate, slope = (
            differentiated(HERE, (*d[:1], formed, *d[2:]))
            for d in (("Ddt", 0, "only"), ("Partial", 0, ("Atom", "x", ())))
        )
        assert here.equal(
            differentiated(here, ("Partial", placed, atom)), _put(slope, ("Atom", "x", ()), atom)
        )
        assert here.equal(differentiated(here, ("Ddt", placed, "f")), _put(rate, ("Atom", "x", ()), atom))


def _put(node, old, new):
    """The formula with a quantity in place of another."""
    return new if node == old else rebuilt(node, lambda part: _put(part, old, new))


@pytest.mark.parametrize("text", ["Sum(k, v[k]*v[l])", "Max(k, v[k]*v[l])", "x*Sum(k, v[k])"])
def test_a_bound_index_is_not_the_one_differentiated_by(text):
    """d/dv_k of sum_k v_k would be 1 or K: it is refused."""
    with pytest.raises(Rejected, match="whose index is also bound in the formula"):
        differentiated(HERE, formula(f"partial({text}, v[k])"))


def test_a_definition_opened_under_a_derivative_captures_nothing():
    """d r_g / d v_l, where the formula of r sums over l itself."""
    found = differentiated(HERE, formula("partial(r[g], v[l])"))
    assert {v[0] for v in free(found)} == {"g", "l"}
    assert HERE.equal(found, formula("v[l - g] + v[g + l]"))


def test_what_has_no_derivative():
    """A maximum, |x|^2, an unknown flow."""
    for text in (
        'ddt("f", Max(k, v[k]))',
        'ddt("f", modulus(x))',
        'ddt("f", top)',
        "partial(Max(l, v[l]), v[k])",
    ):
        with pytest.raises(Rejected, match="cannot be differentiated"):
            differentiated(HERE, formula(text))
    with pytest.raises(Rejected, match="there is no flow g"):
        differentiated(HERE, formula('ddt("g", x)'))


def test_other_flows():
    """Each flow moves its own quantities; the time passes in all of them."""
    assert HERE.equal(differentiated(HERE, formula('ddt("clock", c**2*x)')), formula("2*c*x"))
    assert differentiated(HERE, formula('ddt("clock", x)')) == ZERO
    assert differentiated(HERE, formula('ddt("clock", t)')) == ONE


def test_inner_derivatives_first():
    """Derivatives inside other formulas are carried out too."""
    assert HERE.equal(
        differentiated(HERE, formula('x*ddt("f", x) + Sum(k, ddt("f", v[k]))')), formula("x*y + Sum(k, u[k])")
    )
    mixed = formula('ddt("f", partial(x**2*y, x))')
    assert HERE.equal(differentiated(HERE, mixed), formula("2*y*y - 2*x*x"))
    assert differentiated(HERE, formula("x + y")) == formula("x + y")


def test_kinks():
    """At a point a maximum has a right derivative; its parts are kept apart."""
    found = differentiated(HERE, formula('ddt("f", Max(k, v[k]))'), kinks=True)
    assert found == ("Kink", "max", formula("v[k]"), formula("u[k]"), ("k", "G"))
    assert differentiated(HERE, formula('ddt("f", top)'), kinks=True)[:2] == ("Kink", "max")
    for text in (
        "Neg(Max(k, v[k]))",
        "Sum(l, Max(k, A[k, l]))",
        "exp(Max(k, v[k]))",
        "Max(k, v[k])**2",
        "Max(k, v[k]) + x",
        "2*Max(k, v[k])",
    ):  # fmt: skip:
        assert "Kink" in repr(differentiated(HERE, formula(f'ddt("f", {text})'), kinks=True))


def test_definitions_at_indices():
    """The formula of r at 2k."""
    assert HERE.equal(
        at(HERE.definitions["r"], (formula("x[2*k]")[2][0],)), formula("Sum(l, v[2*k + l]*v[l])")
    )


def test_what_vanishes_is_dropped():
    """No zero terms are left behind."""
    for text in ("c + c", "c*c", "Sum(k, c)", "Neg(c)", "exp(c)", "c**2", "3"):
        assert chain(HERE, formula(text), lambda x: ZERO) == ZERO
