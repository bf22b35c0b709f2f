"""Manifest signs and where formulas have a value: each rule, and a neighbour where it says nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from toy_trees import domain, formula, read, statement, var

from symflow.checker.limits import Budget, Incomplete, Rejected
from symflow.checker.signs import NONNEGATIVE, POSITIVE, UNKNOWN, Signs, defined, number, require_real

HERE = domain(
    "x; y; P positive; Q positive; p nonnegative; v[G]; o[G] positive; z[G] positive vanishing; H[G] hermitian; Y[G] vanishing; C[G] nonnegative vanishing; B[G*] positive vanishing",
    "abelian",
    define={"q": "x**2", "one": "1", "low[k]": "0 - o[k]", "m": "exp(x)"},
    least=3,
)


def sign(text, *known, where=HERE):
    """The manifest sign."""
    return Signs(where, [statement(r) for r in known], where.rules).sign(formula(text))


NUMBERS = [
    ("3", 3), ("0", 0), ("-1/2", Fraction(-1, 2)), ("Neg(3)", -3), ("2 + 3", 5), ("2*3*4", 24), ("2 - 3", -1),
    ("2**3", 8), ("2**(-1)", Fraction(1, 2)), ("Neg(2)**3", -8), ("0**2", 0), ("0**(-1)", None), ("4**(1/2)", None),
    ("x", None), ("2*x", None), ("2 + K", None), ("exp(0)", None), ("2**0", 1), ("0**0", 1), ("1 + 1 + 1", 3),
]  # fmt: skip

SIGNS = [
    # numbers, parameters, declarations
    ("2", POSITIVE), ("0", NONNEGATIVE), ("-2", UNKNOWN), ("K", POSITIVE), ("N", POSITIVE), ("n", POSITIVE), ("d", POSITIVE),
    ("t", UNKNOWN), ("x", UNKNOWN), ("P", POSITIVE), ("p", NONNEGATIVE), ("o[k]", POSITIVE), ("o[0]", POSITIVE),
    ("z[k]", NONNEGATIVE), ("z[0]", NONNEGATIVE), ("z[ks]", POSITIVE), ("z[-ks]", POSITIVE), ("z[2*ks]", NONNEGATIVE),
    ("z[ks + ls]", NONNEGATIVE), ("B[ks]", POSITIVE), ("Y[k]", UNKNOWN), ("Y[0]", UNKNOWN), ("Y[ks]", UNKNOWN), ("C[k]", NONNEGATIVE), ("C[ks]", NONNEGATIVE),
    ("C[0]", NONNEGATIVE), ("D(k, l)", NONNEGATIVE), ("chi(k, g)", UNKNOWN), ("H[k]", UNKNOWN),
    # definitions are opened
    ("q", NONNEGATIVE), ("one", POSITIVE), ("low[k]", UNKNOWN), ("Neg(low[k])", UNKNOWN), ("m", POSITIVE),
    # sums
    ("P + p", POSITIVE), ("p + p", NONNEGATIVE), ("P + x", UNKNOWN), ("p + 0", NONNEGATIVE), ("p + 1", POSITIVE),
    ("p - 1", UNKNOWN), ("K - 3", NONNEGATIVE), ("K - 2", POSITIVE), ("K - 4", UNKNOWN), ("N - 2", NONNEGATIVE),
    ("N - 1", POSITIVE), ("N - 3", UNKNOWN), ("n - 1", NONNEGATIVE), ("d - 1", NONNEGATIVE), ("n - 2", UNKNOWN),
    ("d - 2", UNKNOWN), ("K + N - 5", NONNEGATIVE), ("K + n + d - 4", POSITIVE), ("t + 1", UNKNOWN), ("p + K - 4", UNKNOWN),
    ("1 + (K - 4)", NONNEGATIVE), ("2 + (K - 4)", POSITIVE), ("p + (1 - 1)", NONNEGATIVE), ("1 - 1", NONNEGATIVE),
    ("x - x", UNKNOWN), ("q + 1", POSITIVE), ("Neg(K) + K", UNKNOWN),
    # products
    ("P*Q", POSITIVE), ("P*p", NONNEGATIVE), ("P*x", UNKNOWN), ("2*P", POSITIVE), ("-2*P", UNKNOWN), ("0*x", NONNEGATIVE),
    ("Neg(2)*Neg(3)*P", POSITIVE), ("Neg(2)*P", UNKNOWN), ("Neg(1)*Neg(1)", POSITIVE), ("x*x", UNKNOWN), ("1/2*p", NONNEGATIVE),
    # minus
    ("Neg(Neg(P))", POSITIVE), ("Neg(P)", UNKNOWN), ("Neg(Neg(p))", NONNEGATIVE), ("Neg(-2)", POSITIVE),
    # powers
    ("P**3", POSITIVE), ("P**(-2)", POSITIVE), ("P**(1/2)", POSITIVE), ("p**2", NONNEGATIVE), ("p**(1/2)", NONNEGATIVE),
    ("p**(-1)", UNKNOWN), ("x**2", NONNEGATIVE), ("x**4", NONNEGATIVE), ("x**3", UNKNOWN), ("x**(-2)", UNKNOWN),
    ("x**(2/3)", UNKNOWN), ("H[k]**2", UNKNOWN), ("chi(k, g)**2", UNKNOWN), ("x**0", UNKNOWN), ("(x + y)**2", NONNEGATIVE),
    # functions and the table
    ("exp(x)", POSITIVE), ("exp(H[k])", UNKNOWN), ("exp(Neg(x))", POSITIVE), ("tanh(P)", POSITIVE), ("tanh(p)", NONNEGATIVE),
    ("tanh(x)", UNKNOWN), ("log(P)", UNKNOWN), ("ei(P)", UNKNOWN), ("square(x)", NONNEGATIVE), ("square(H[k])", UNKNOWN),
    ("modulus(H[k])", NONNEGATIVE), ("modulus(chi(k, g))", NONNEGATIVE), ("pairing(x, y)", NONNEGATIVE),
    ("pairing(x, H[k])", UNKNOWN), ("pairing(H[k], x)", UNKNOWN), ("excess(P)", NONNEGATIVE), ("excess(p)", UNKNOWN), ("excess(x)", UNKNOWN),
    # sums and extrema over an index
    ("Sum(k, o[k])", POSITIVE), ("Sum(k, z[k])", NONNEGATIVE), ("Sum(k, v[k])", UNKNOWN), ("Sum(k, v[k]**2)", NONNEGATIVE),
    ("Max(k, o[k])", POSITIVE), ("Min(k, z[k])", NONNEGATIVE), ("Min(k, v[k])", UNKNOWN), ("Sum(ks, z[ks])", POSITIVE),
    ("partial(x, x)", UNKNOWN),
]  # fmt: skip

KNOWN = [
    ("x", "x > 0", POSITIVE), ("x", "x >= 0", NONNEGATIVE), ("x", "0 < x", POSITIVE), ("x", "0 <= x", NONNEGATIVE),
    ("x", "x == 0", UNKNOWN), ("x", "y > 0", UNKNOWN), ("x - y", "x > y", POSITIVE), ("x - y", "y < x", POSITIVE),
    ("x - y", "x >= y", NONNEGATIVE), ("y - x", "x > y", UNKNOWN), ("x + 1 - y", "x >= y", UNKNOWN),
    ("(x - y) + 1", "x >= y", POSITIVE), ("p", "p > 0", POSITIVE), ("q", "x**2 > 0", POSITIVE), ("x*x", "q > 0", POSITIVE),
    ("v[l]", "v[k] > 0", UNKNOWN), ("v[k]", "v[k] > 0", POSITIVE), ("v[k]*P", "v[k] >= 0", NONNEGATIVE),
    ("x + x", "2*x > 0", POSITIVE), ("exp(x) - 1", "exp(x) >= 1", NONNEGATIVE), ("P", "P >= 0", POSITIVE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers(text, value):
    """Exact values, and None where there is none or it is no number."""
    assert number(formula(text)) == value


def test_enormous_numbers():
    """They end in a limit, not in an endless computation."""
    with pytest.raises(Incomplete):
        number(formula("((7**64)**64)**64"))


@pytest.mark.parametrize(("text", "expected"), SIGNS)
def test_a_manifest_sign(text, expected):
    """Declared, or built by rules that keep the sign; K >= 3 here."""
    assert sign(text) == expected


@pytest.mark.parametrize(("text", "fact", "expected"), KNOWN)
def test_a_known_sign(text, fact, expected):
    """From a relation, for the very formula or for one that is equal to it."""
    assert sign(text, fact) == expected


def test_signs_at_a_fixed_order():
    """The least over all values of the indices; entries are quantities of their own."""
    four = domain("x; z[G] positive vanishing; o[G] positive", "boolean", order=4)
    assert sign("o[k]", where=four) == POSITIVE
    assert sign("z[k]", where=four) == NONNEGATIVE
    assert sign("z[ks]", where=four) == POSITIVE
    assert sign("z[0]", where=four) == NONNEGATIVE
    assert sign("1 + chi(k, g)", where=four) == NONNEGATIVE
    assert sign("2 + chi(k, g)", where=four) == POSITIVE
    assert sign("chi(k, g)", where=four) == UNKNOWN
    assert sign("K - 4", where=four) == NONNEGATIVE
    assert sign("K - 3", where=four) == POSITIVE
    assert sign("N - 3", where=four) == NONNEGATIVE
    assert sign("x + D(k, l)", "x + D(k, l) > 0", where=four) == POSITIVE
    assert sign("x + D(k, l)", "x > 0", where=four) == POSITIVE
    assert sign("x - D(k, l)", "x - D(k, g) > 0", where=four) == UNKNOWN


ZEROS = [
    ("x**2", [("x", "0")]), ("p", [("p", "0")]), ("p + q", [("p", "0")]), ("p + square(x)", [("p", "0"), ("x", "0")]),
    ("P*p", [("p", "0")]), ("p*p", []), ("Sum(k, v[k]**2)", [("v[k]", "0")]), ("pairing(x, y)", [("x", "y")]),
    ("excess(P)", [("P", "1")]), ("modulus(H[k])", [("H[k]", "0")]), ("x", []), ("P", [("P", "0")]), ("p + x", []),
    ("2*modulus(H[k])", [("H[k]", "0")]), ("p**(1/2)", [("p", "0")]), ("P**(-1)", []), ("P**0", []), ("P**(-1/2)", []), ("D(k, l)", []), ("exp(x)", []),
    ("Sum(ks, z[ks]*v[ks]**2)", [("v[ks]", "0")]), ("Sum(k, z[k]*v[k]**2)", []), ("Max(k, z[k])", []), ("p - p", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ZEROS)
def test_where_a_sum_of_signs_vanishes(text, expected):
    """Each summand vanishes; a product with one factor that may."""
    found = list(Signs(HERE, [], HERE.rules).zeros(formula(text)))
    wanted = [(formula(a), formula(b)) for a, b in expected]
    assert [pair for pair in found if pair[0] != formula("q")] == wanted


def test_signs_are_work(monkeypatch):
    """Each formula that is looked at is counted."""
    for text in ("K", "P", "x", "P + K", "exp(x)"):
        monkeypatch.setattr(Budget, "spent", Budget.steps)
        with pytest.raises(Incomplete):
            sign(text)


# -- definedness ---------------------------------------------------------------------------------------------------

DEFINED = ["x", "1/P", "1/o[k]", "1/z[ks]", "P**(1/2)", "p**(1/2)", "P**(-1/2)", "1/Neg(P)", "log(P)", "ei(P)", "excess(P)",
           "log(exp(x))", "1/(1 + q)", "Sum(ks, 1/z[ks])", "log(Sum(k, o[k]))", "x**0", "exp(log(P))", "1/(K - 2)",
           "partial(log(P), P)", "Max(k, 1/o[k])", "q/P", "tanh(x)", "1/m", "exp(chi(k, g))", "exp(H[k])",
           "H[k]*exp(x)"]  # fmt: skip
UNDEFINED = ["1/x", "1/p", "1/z[k]", "x**(1/2)", "p**(-1/2)", "1/(P - Q)", "log(x)", "log(p)", "ei(p)", "ei(x)", "excess(x)",
             "log(Neg(P))", "1/(x - x)", "Sum(k, 1/z[k])", "Max(k, 1/v[k])", "exp(1/x)", "x*(1/y)", "log(log(P))", "1/q",
             "Neg(P)**(1/2)", "1/(K - 3)", "tanh(1/x)", "x**(-2)", "partial(log(x), x)", "square(1/x)", "pairing(x, 1/x)",
             "(1/x)**0", "0*(1/x)", "1/H[k]", "tanh(H[k])", "tanh(x*chi(k, g))", "x + tanh(2*H[k])"]  # fmt: skip


@pytest.mark.parametrize("text", DEFINED)
def test_a_formula_with_a_value(text):
    """Everywhere on the domain."""
    defined(HERE, (formula(text),), ())


@pytest.mark.parametrize("text", UNDEFINED)
def test_a_formula_without_a_value(text):
    """Somewhere on the domain: refused, wherever it stands."""
    with pytest.raises(Rejected):
        defined(HERE, (formula("x"), formula(text)), ())


@pytest.mark.parametrize(
    "name", ["excess", "log", "exp", "tanh", "ei", "square", "modulus", "pairing", "max"]
)
def test_a_quantity_may_be_called_like_a_function(name):
    """It has a value, and the sign that is declared, all the same."""
    here = domain(f"{name}[G]; u positive", "abelian", define={"other": f"{name}[0]"})
    for text in (f"{name}[k]", f"{name}[k + l]", "other", f"Sum(k, {name}[k])", f"u*exp({name}[0])"):
        defined(here, (formula(text),), ())
    signs = Signs(here, [], here.rules)
    assert [signs.sign(formula(text)) for text in (f"{name}[k]", "other", f"{name}[0]**2")] == [
        UNKNOWN,
        UNKNOWN,
        NONNEGATIVE,
    ]


def h(text, *over):
    """A hypothesis."""
    return (tuple(read("var", var(v)) for v in over), statement(text))


def test_a_definition_is_opened():
    """A quantity that stands for 1/x has a value where x has an inverse."""
    here = domain("x; P positive", define={"bad": "1/x", "good": "1/P"}, flows={"f": {"P": "x"}})
    defined(here, (formula("good"), formula('ddt("f", log(P))')), ())
    for text in ("bad", "1 + bad", 'ddt("f", log(x))'):
        with pytest.raises(Rejected):
            defined(here, (formula(text),), ())
    with pytest.raises(Rejected):  # its derivative by the chain rule divides by P^(1/2), which may be 0 for p
        defined(HERE, (formula("partial(p**(1/2), p)"),), ())


def test_hypotheses_may_say_it():
    """x > 0, for the formula and for the hypotheses after it, not for those before."""
    defined(HERE, (formula("1/x"),), (h("x > 0"),))
    defined(HERE, (), (h("x > 0"), h("1/x < 2")))
    for assumed in ((h("1/x < 2"), h("x > 0")), (h("1/x < 2"),), (h("x >= 0"), h("1/x < 2"))):
        with pytest.raises(Rejected):
            defined(HERE, (), assumed)
    with pytest.raises(Rejected):
        defined(HERE, (formula("1/x"),), (h("x == 0"),))
    with pytest.raises(Rejected):
        defined(HERE, (formula("1/x"),), (h("y > 0"),))


def test_hypotheses_about_bound_indices_say_nothing():
    """v_k > 0 for one k does not make sum_k 1/v_k meaningful."""
    defined(HERE, (formula("1/v[k]"),), (h("v[k] > 0"),))
    for text in ("Sum(k, 1/v[k])", "Max(k, 1/v[k])"):
        with pytest.raises(Rejected):
            defined(HERE, (formula(text),), (h("v[k] > 0"),))
    with pytest.raises(Rejected):
        defined(HERE, (formula("1/v[k]"),), (h("v[k] > 0"),), frozenset({("k", "G")}))
    defined(HERE, (formula("Sum(k, 1/v[k])"),), (h("v[k] > 0", "k"),))


def test_facts_may_say_it():
    """Only those with no hypothesis that is not assumed here and closed."""
    here = domain("x; y; v[G]", "abelian", assume={"a": "x > 0"})
    defined(here, (formula("1/x"),), ())
    here.facts["given"] = ((h("y > 1"),), statement("y > 0"))
    with pytest.raises(Rejected):
        defined(here, (formula("1/y"),), ())
    defined(here, (formula("1/y"),), (h("y > 1"),))
    here.facts["open"] = ((h("v[k] > 1"),), statement("v[l] > 0"))
    with pytest.raises(Rejected):
        defined(here, (formula("1/v[l]"),), (h("v[k] > 1"),))
    here.facts["predicate"] = ((), statement('Pred("increasing", "f", y)'))
    with pytest.raises(Rejected):
        defined(here, (formula("1/y"),), ())


def test_hypotheses_compare_real_numbers():
    """H_k <= 0 means nothing, H_k = 0 does."""
    require_real(HERE, (h("x <= y"), h("H[k] == 0"), h("modulus(H[k]) < 1"), h("q > 0")))
    for text in (
        *(f"{a} {op} {b}" for op in ("<=", ">=", "<", ">") for a, b in (("H[k]", "0"), ("x", "chi(k, g)"))),
    ):
        with pytest.raises(Rejected, match="not manifestly real"):
            require_real(HERE, (h(text),))
