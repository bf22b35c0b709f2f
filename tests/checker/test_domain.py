"""Domains: what must be declared, what a declaration must keep, and formulas at a fixed order."""

from __future__ import annotations

from fractions import Fraction

import pytest
from toy_trees import domain, formula, read, space, statement

from symflow.checker.domain import Domain
from symflow.checker.limits import Rejected
from symflow.checker.trees import ZERO

SEVERAL = "x; y positive; s[G]; E[G] even; Z[G] vanishing; H[G] hermitian; M[K,n]; W[G*,d]"

SOUND = [
    {"variables": SEVERAL, "group": "abelian"},
    {"variables": SEVERAL, "group": "boolean"},
    {"variables": "x[K]; y[n,d]; z[N]"},
    {"variables": "x", "define": {"q": "x**2", "r[i]": "q*D(i, i)"}},
    {"variables": "x; y", "flows": {"f": {"x": "y", "y": "x"}, "g": {"x": "1"}}},
    {"variables": "E[G] even", "group": "abelian", "flows": {"f": {"E[k]": "E[k]**2"}}},
    {"variables": "Z[G] vanishing", "group": "abelian", "flows": {"f": {"Z[k]": "Z[k]"}}},
    {"variables": "H[G] hermitian", "group": "abelian", "flows": {"f": {"H[k]": "H[k]"}}},
    {"variables": "H[G] hermitian", "group": "abelian", "define": {"q[k]": "modulus(H[k])"}},
    {"variables": "v[G]", "group": "abelian", "define": {"e[k] even": "v[k]*v[-k]"}},
    {
        "variables": "v[G]",
        "group": "abelian",
        "define": {"q": "Sum(k, v[k])", "e[k] even": "q + v[k] + v[-k]"},
    },
    {"variables": "v[G]", "group": "boolean", "define": {"e[k] even": "v[k]"}},
    {"variables": "E[G*] even", "group": "abelian"},
    {"variables": "x", "assume": {"a": "x > 0", "b": "And(x < 1, x < 2)"}},
    {"variables": "x", "least": 3},
    {"group": "recursive", "least": 0},
    {"group": "boolean", "order": 2},
    {"group": "boolean", "order": 64},
    {"group": "boolean", "order": 4, "least": 4},
    {"group": "cyclic"},
    {"variables": SEVERAL, "group": "cyclic", "least": 3},
    {"variables": SEVERAL, "group": "cyclic", "order": 10, "least": 10},
]

UNSOUND = [
    ({"variables": "x; x"}, "one name"),
    ({"variables": "x", "define": {"x": "1"}}, "one name"),
    ({"variables": "K"}, "one name"),
    ({"variables": "N"}, "one name"),
    ({"variables": "d"}, "one name"),
    ({"variables": "t"}, "one name"),
    ({"define": {"n": "1"}}, "one name"),
    ({"least": 1}, "K starts at 2"),
    ({"group": "abelian", "least": 1}, "K starts at 2"),
    ({"group": "abelian", "least": 0}, "K starts at 2"),
    ({"group": "boolean", "order": 2, "least": 3}, "K starts at 2"),
    ({"group": "abelian", "order": 4}, "fixed order"),
    ({"order": 4}, "fixed order"),
    ({"group": "recursive", "order": 4}, "fixed order"),
    ({"group": "cyclic", "order": 10}, "fixed order"),
    ({"group": "cyclic", "order": 10, "least": 9}, "fixed order"),
    ({"group": "cyclic", "order": 9, "least": 10}, "K starts at 2"),
    ({"group": "boolean", "order": 3}, "fixed order"),
    ({"group": "boolean", "order": 6}, "fixed order"),
    ({"group": "boolean", "order": 128}, "fixed order"),
    ({"variables": "v[G]", "group": "cyclic", "define": {"q[k, g]": "v[k]*chi(k, g)"}}, "not real"),
    ({"variables": "v[G]", "group": "cyclic", "define": {"e[k] even": "v[k]"}}, "declared even, but it is not"),
    ({"variables": "E even"}, "exactly one index"),
    ({"variables": "E[G,G] even", "group": "abelian"}, "exactly one index"),
    ({"variables": "Z[K] vanishing"}, "exactly one index"),
    ({"variables": "H[n] hermitian"}, "exactly one index"),
    ({"variables": "E[K,n] even", "group": "abelian"}, "exactly one index"),
    ({"variables": "H[G] hermitian positive", "group": "abelian"}, "complex quantity has no sign"),
    ({"variables": "H[G] hermitian nonnegative", "group": "abelian"}, "complex quantity has no sign"),
    ({"variables": "x", "assume": {"a": "y > 0"}}, "y is not declared"),
    ({"variables": "x", "assume": {"a": "x[i] > 0"}}, "other indices than declared"),
    ({"variables": "x", "define": {"q": "y"}}, "y is not declared"),
    ({"variables": "v[K]", "define": {"q": "v[i]"}}, "depends on an index that it does not have"),
    ({"variables": "v[K]", "define": {"q[i, i]": "1"}}, "depends on an index that it does not have"),
    ({"define": {"q": "q"}}, "leads back to itself"),
    ({"define": {"q": "r", "r": "q"}}, "leads back to itself"),
    ({"variables": "x", "define": {"q": 'ddt("f", x)'}, "flows": {"f": {"x": "q"}}}, "leads back to itself"),
    ({"variables": "v[G]", "group": "abelian", "define": {"e[k] even": "v[k]"}}, "declared even, but it is not"),
    ({"variables": "v[K]", "define": {"e[i] even": "v[i]"}}, "even needs exactly one index"),
    ({"variables": "v[G]", "group": "abelian", "define": {"q[k, g]": "v[k]*chi(k, g)"}}, "not real"),
    ({"variables": "H[G] hermitian", "group": "abelian", "define": {"q[k]": "H[k]"}}, "not real"),
    ({"variables": "x", "flows": {"f": {"y": "x"}}}, "not a variable at its own indices"),
    ({"variables": "x", "define": {"q": "x"}, "flows": {"f": {"q": "x"}}}, "not a variable at its own indices"),
    ({"variables": "v[K]", "flows": {"f": {"v": "1"}}}, "not a variable at its own indices"),
    ({"variables": "v[K]", "flows": {"f": {"v[p]": "1"}}}, "not a variable at its own indices"),
    ({"variables": "v[K]", "flows": {"f": {"v[i]": "v[j]"}}}, "depends on an index"),
    ({"variables": "E[G] even; v[G]", "group": "abelian", "flows": {"f": {"E[k]": "v[k]"}}}, "does not keep"),
    ({"variables": "Z[G] vanishing; x", "group": "abelian", "flows": {"f": {"Z[k]": "x"}}}, "does not keep"),
    ({"variables": "H[G] hermitian; v[G]", "group": "abelian", "flows": {"f": {"H[k]": "v[k]"}}}, "does not keep"),
    ({"variables": "x; H[G] hermitian", "group": "abelian", "flows": {"f": {"x": "H[0] + Sum(k, H[k]*H[k]*H[k]*chi(k, k))"}}},
     "does not keep"),
    ({"variables": "v[G]; H[G] hermitian", "group": "abelian", "flows": {"f": {"v[k]": "H[k]"}}}, "does not keep"),
]  # fmt: skip


@pytest.mark.parametrize("parts", SOUND)
def test_a_sound_domain(parts):
    """It is read."""
    parts = dict(parts)
    domain(parts.pop("variables", ""), parts.pop("group", None), **parts)


@pytest.mark.parametrize(("parts", "reason"), UNSOUND)
def test_an_unsound_domain(parts, reason):
    """It is refused, with the reason."""
    parts = dict(parts)
    with pytest.raises(Rejected, match=reason):
        domain(parts.pop("variables", ""), parts.pop("group", None), **parts)


def test_names_of_flows_and_rates():
    """Two flows of one name, one quantity moved twice, a rate declared even."""
    for change, reason in (
        ("flow", "one name"),
        ("rate", "moved twice"),
        ("even", "not a variable at its own"),
    ):
        data = space("x", flows={"f": {"x": "1"}})
        move = data[1][3]
        if change == "flow":
            move.append(move[1])
        elif change == "rate":
            move[1][2].append(move[1][2][1])
        else:
            move[1][2][1][4] = True
        with pytest.raises(Rejected, match=reason):
            Domain(read("domain", data))


def test_facts_of_a_domain():
    """The sequents of its hypotheses, by label and number."""
    here = domain("x; y", assume={"a": "And(x > 0, y > 0)", "b": "x < 1"})
    assert list(here.facts) == ["a", "a.1", "b"]
    assert here.facts["a.1"] == ((), statement("y > 0"))


MEANT = [
    ("x", "x[k]", "other indices"),
    ("s[k + 2*l]", "s[i]", "other indices"),
    ("W[ks, f]", "W[k, f]", "other indices"),
    ("W[-ks, f]", "W[ks, i]", "other indices"),
    ("M[i, a]", "M[a, i]", "other indices"),
    ("M[j, b]", "M[j]", "other indices"),
    ("y", "nothing", "nothing is not declared"),
    ("chi(k, ks + g)", "chi(k, i)", "characters need a group"),
    ("D(k, ks)", "D(k, i)", "a delta compares"),
    ("D(i, j)", "D(i, p)", "a delta compares"),
    ("D(k, 0)", "D(i, 0)", "a delta compares"),
    ("Sum(k, s[k])", "Sum(k, t0)", "t0 is not declared"),
    ('ddt("f", x)', 'ddt("g", x)', "there is no flow g"),
    ("exp(x)", "exp(s[k, k])", "other indices"),
    ("partial(x, s[k])", "partial(x, s[i])", "other indices"),
]


@pytest.mark.parametrize(("good", "bad", "reason"), MEANT)
def test_what_a_formula_may_speak_of(good, bad, reason):
    """Quantities at indices of their own sets, flows, characters."""
    here = domain(SEVERAL, "abelian", flows={"f": {"x": "y"}})
    here.meant([formula(good)])
    with pytest.raises(Rejected, match=reason):
        here.meant([formula(bad)])


@pytest.mark.parametrize(
    "text", ["chi(0, 0)", "Sum(k, x)", "Max(k, x)", "Sum(ks, x)", "D(k, k)", "chi(k, k)"]
)
def test_without_a_group(text):
    """No characters, and no index of the group, free or bound."""
    here = domain("x")
    here.meant([formula("Sum(i, x)*D(i, j)")])
    with pytest.raises(Rejected, match=r"no group|characters need a group"):
        here.meant([formula(text)])


def test_signs_and_places():
    """As declared; a parameter is positive, a definition is real."""
    here = domain(SEVERAL + "; z nonnegative", "abelian", define={"q[k]": "s[k]", "r": "y"})
    assert [here.sign(name) for name in ("K", "N", "n", "d", "y", "z", "x", "r", "t")] == (
        ["positive"] * 5 + ["nonnegative", "real", "real", "real"]
    )
    assert here.places("q") == (("k", "G"),)
    assert [v[1] for v in here.places("M")] == ["K", "n"]
    assert len(set(here.places("M"))) == 2
    with pytest.raises(Rejected, match="not declared"):
        here.places("nothing")


def test_mentions():
    """Quantities of a formula, and those that the rates of its flows need."""
    here = domain("x; y; u; c", flows={"f": {"x": "y", "y": "u"}, "g": {"c": 'ddt("f", c)*0 + 1'}})
    assert here.mentions(formula("x*exp(y)")) == {"x", "y"}
    assert here.mentions(formula('ddt("f", c)')) == {"c", "y", "u"}
    assert here.mentions(formula('ddt("g", 1)')) == {"c", "y", "u"}


def test_questions():
    """Zero, equal, real."""
    here = domain(SEVERAL, "abelian")
    assert here.zero(formula("x - x"))
    assert not here.zero(formula("x - y"))
    assert here.equal(formula("E[k]"), formula("E[-k]"))
    assert not here.equal(formula("s[k]"), formula("s[-k]"))
    assert here.real(formula("modulus(H[k])"))
    assert not here.real(formula("H[k]"))
    assert here.real(formula("Sum(k, E[k]*chi(k, g))"))
    assert not here.real(formula("chi(k, g)"))
    assert domain("", "boolean").real(formula("chi(k, g)"))


def test_what_is_declared_is_used():
    """Even definitions, positive and even variables, and no others."""
    here = domain(SEVERAL + "; z nonnegative", "abelian", define={"e[k] even": "s[k]*s[-k]", "q[k]": "s[k]"})
    rows = [
        ("e[k] - e[-k]", True),
        ("q[k] - q[-k]", False),
        ("s[k] - s[-k]", False),
        ("E[k] - E[-k]", True),
        ("Z[0]", True),
    ]
    rows += [
        ("(y**2)**(1/2) - y", True),
        ("(x**2)**(1/2) - x", False),
        ("(z**2)**(1/2) - z", False),
        ("s[0]", False),
    ]
    rows += [
        ("(K**2)**(1/2) - K", True),
        ("modulus(H[k]) - H[k]*H[-k]", True),
        ("modulus(s[k]) - s[k]*s[-k]", False),
    ]
    for text, expected in rows:
        assert here.zero(formula(text)) is expected, text


# -- a fixed order -------------------------------------------------------------------------------------------------

FOUR = domain("x; s[G]; Z[G] vanishing; A[G,G*]", "boolean", order=4)

AT_FOUR = [
    ("K", "4", "3"),
    ("N", "3", "4"),
    ("Sum(k, 1)", "4", "3"),
    ("Sum(ks, 1)", "3", "4"),
    ("Sum(k, s[k])", "s[0] + Sum(ks, s[ks])", "s[0]"),
    ("Sum(k, s[k + g])", "Sum(k, s[k])", "s[g]"),
    ("Sum(k, s[k]*s[k + g])", "Sum(k, s[k + g]*s[k + 2*g])", "Sum(k, s[k])"),
    ("Sum(ks, chi(ks, g))", "4*D(g, 0) - 1", "3"),
    ("Sum(ks, chi(ks, ks))", "Sum(k, chi(k, k)) - 1", "0"),
    ("Sum(k, chi(k, k))", "0", "4"),
    ("chi(k, g)*chi(k, h)", "chi(k, g + h)", "chi(k, g)"),
    ("D(ks, 0)", "0", "1"),
    ("D(2*g, 0)", "1", "0"),
    ("Max(k, s[k])", "Max(l, s[l])", "s[0]"),
    ("Max(k, s[k])", "Max(g, s[g])", "Min(k, s[k])"),
    ("Sum(k, chi(k, g)**3)", "4*D(g, 0)", "4"),
]


@pytest.mark.parametrize(("text", "equal", "unequal"), AT_FOUR)
def test_at_order_four(text, equal, unequal):
    """Z_2^2 written out: all values of all indices."""
    assert FOUR.equal(formula(text), formula(equal))
    assert not FOUR.equal(formula(text), formula(unequal))


def test_a_fact_of_one_order_only():
    """sum_k chi_k(k) is 0 over Z_2^2 and 2 over Z_2."""
    two, three = domain("", "boolean", order=2), formula("Sum(k, chi(k, k)) - 2")
    assert two.zero(formula("Sum(k, chi(k, k))"))
    assert not two.zero(three)
    assert FOUR.zero(formula("Sum(k, chi(k, k))"))


def test_a_cyclic_group_of_one_order():
    """K is a number there, by name and in every formula; sums are not written out."""
    ten = domain("x; s[G]", "cyclic", order=10, least=10)
    assert ten.facts == {"order": ((), statement("K == 10"))}
    assert (ten.order, ten.written_out, FOUR.written_out, FOUR.facts) == (10, None, 4, {})
    assert ten.sized(formula("K*x + Sum(k, N*s[k])/n")) == formula("10*x + Sum(k, 9*s[k])/n")
    for text in ("K - 10", "N - 9", "K*x - 10*x", "x*N - 9*x", "Sum(k, x) - K*x", "x*K/10 - x", "exp(K*x) - exp(5*x)**2",
                 "Sum(k, s[k + g]) - Sum(k, s[k])", "1/N - 1/9", "x - x", "K - K"):  # fmt: skip
        assert ten.zero(formula(text)), text
    for text in (
        "K - 9",
        "N - 10",
        "Sum(k, s[k]) - 10*s[0]",
        "s[k] - s[-k]",
        "D(10*k, 0) - 1",
        "chi(k, g)**2 - 1",
        "n - 10",
        "x",
    ):
        assert not ten.zero(formula(text)), text
    anyhow = domain("x; s[G]", "cyclic")
    assert anyhow.facts == {}
    assert not anyhow.zero(formula("K - 10"))
    assert anyhow.zero(formula("Sum(k, chi(k, g)) - K*D(g, 0)"))


def test_concrete():
    """Entries get names of their own, numbers their values."""
    k, g = ("k", "G"), ("g", "G")
    env = {k: 1, g: 3}
    assert FOUR.concrete(formula("K + N"), env) == formula("4 + 3")
    assert FOUR.concrete(formula("s[k + g]"), env) == ("Atom", "s[2]", ())
    assert FOUR.concrete(formula("D(k, g)"), env) == ZERO
    assert FOUR.concrete(formula("D(k, g + 2*k)"), {k: 1, g: 1}) == ("Num", Fraction(1))
    assert FOUR.concrete(formula("chi(k, g)"), env) == formula("Neg(1)")
    assert FOUR.concrete(formula("chi(k, g)"), {k: 3, g: 3}) == ("Num", Fraction(1))
    assert FOUR.concrete(formula("chi(k, g)"), {k: 2, g: 1}) == ("Num", Fraction(1))
    assert FOUR.concrete(formula("A[k, ks]"), {k: 0, ("k", "G*"): 2}) == ("Atom", "A[0][2]", ())
    entries = tuple(("Atom", f"s[{n}]", ()) for n in (1, 2, 3))
    assert FOUR.concrete(formula("Sum(ks, s[ks])"), {}) == ("Add", entries)
    assert FOUR.concrete(formula("t*x"), {}) == formula("t*x")


def test_assignments():
    """Every choice of group elements; no other set has a known size."""
    k, ks = ("k", "G"), ("k", "G*")
    assert list(FOUR.assignments({ks})) == [{ks: 1}, {ks: 2}, {ks: 3}]
    assert len(list(FOUR.assignments({k, ks}))) == 12
    assert list(FOUR.assignments(())) == [{}]
    with pytest.raises(Rejected, match="only the group has a fixed size"):
        list(FOUR.assignments({("i", "K")}))
