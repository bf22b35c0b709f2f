"""Formulas at points of the cyclic scheme: values against complex arithmetic, what must be real, and what such a point must be."""

from __future__ import annotations

from cmath import exp, pi
from fractions import Fraction

import pytest
from toy_trees import formula, number, read, space, statement

from symflow.checker.domain import Domain
from symflow.checker.intervals import Intervals
from symflow.checker.limits import Budget, Incomplete, Rejected
from symflow.checker.points import Point, inhabited, refutation

VARIABLES = "x; P positive; v[G]; u[G]; E[G] even; Z[G] vanishing; w[G*]; F[K]; A[G,G]; B[n,G*] even"
PARTS = {"define": {"q": "Sum(k, E[k]*chi(k, k)*chi(k, -k))", "r[k]": "E[k] + E[2*k]"},
         "flows": {"f": {"x": "P", "v[k]": "u[k]", "E[k]": "E[k]"}}}  # fmt: skip


def values(K):
    """Entries of all quantities."""
    e = [(7 * j * j) % 11 - 4 for j in range(K)]
    return {
        "x": [-3], "P": [2], "v": [(5 * j) % 7 - 2 for j in range(K)], "u": [3 - j * j for j in range(K)],
        "E": [e[min(j, K - j)] for j in range(K)], "Z": [0, *range(1, K)], "w": list(range(4, K + 3)), "F": list(range(1, K + 1)),
        "A": [(3 * j) % 5 for j in range(K * K)], "B": [min(j, K - j) + 10 * a for a in range(2) for j in range(1, K)],
    }  # fmt: skip


def instance(K, scheme="cyclic", indices=(), **change):
    """A point."""
    entries = [["", name, ["", *map(number, xs)]] for name, xs in {**values(K), **change}.items()]
    return read(
        "instance",
        ["Instance", scheme, K, ["", *entries], 2, 1, ["", *(["", i, j] for i, j in dict(indices).items())]],
    )


def here(group="abelian", **parts):
    """The domain of these tests."""
    return read("domain", space(VARIABLES, group, **{**PARTS, **parts}))


def at_point(K, bits=128, group="abelian", **change):
    """The point over Z_K."""
    return Point(Domain(here(group)), instance(K, **change), bits)


def true(point, node, env):  # noqa: C901 - a case for each kind
    """The value in complex floating-point arithmetic, by the definitions."""
    K, kind = point.K, node[0]

    def at(i):
        return sum(env[v] * c for v, c in i) % (K if all(v[1] in ("G", "G*") for v, _ in i) else 10**9)

    if kind == "Num":
        return complex(node[1])
    if kind == "Sym":
        return complex(point.sizes[node[1]])
    if kind == "Delta":
        return complex(at(node[1]) == at(node[2]))
    if kind == "Chi":
        return exp(2j * pi * at(node[1]) * at(node[2]) / K)
    if kind == "Atom" and node[1] in point.entries:
        place, spaces = 0, point.domain.variables[node[1]][2]
        for i, s in zip(node[2], spaces, strict=True):
            place = place * point.sizes[s[2]] + at(i) - (s[1] == "G*")
        return complex(point.entries[node[1]][place])
    if kind == "Atom":
        _, _, variables, body, _ = point.domain.definitions[node[1]]
        return true(point, body, {v: at(i) for v, i in zip(variables, node[2], strict=True)})
    if kind == "Neg":
        return -true(point, node[1], env)
    if kind == "Pow":
        return true(point, node[1], env) ** float(node[2])
    if kind == "Fun":
        return exp(true(point, node[2], env))
    if kind == "Sum":
        return sum(true(point, node[1], {**env, node[2]: j}) for j in point.elements(node[2]))
    if kind == "Extremum":
        return max(true(point, node[2], {**env, node[3]: j}).real for j in point.elements(node[3])) + 0j
    parts = [true(point, part, env) for part in node[1]]
    total = complex(kind == "Mul")
    for part in parts:
        total = total * part if kind == "Mul" else total + part
    return total


k, g, h = ("k", "G"), ("g", "G"), ("h", "G")
REAL = [
    "x", "v[k + g]", "v[-k]", "v[2*k - g]", "v[3*k]", "D(k + g, 0)", "D(k, g)", "D(2*k, h)", "r[k + g]", "q",
    "chi(k, g) + chi(k, -g)", "chi(k, g)*chi(k, -g)", "chi(k, g)*x + x*chi(-k, g)", "Sum(k, E[k]*chi(k, g))",
    "Sum(k, E[k]*chi(k, g)*chi(k, h))", "Sum(k, chi(k, g)*chi(k, -h))", "Sum(k, Sum(l, A[k, l]*chi(k, g)*chi(k, -g)))",
    "Sum(ks, E[ks]*chi(ks, g))*x", "Neg(Sum(k, E[k]*chi(k, g)))", "Sum(k, E[k]*Neg(chi(k, g))) - 1",
    "exp(Sum(k, E[k]*chi(k, g)*(1/100)))", "(Sum(k, E[k]*chi(k, g)))**2", "Max(g, Sum(k, E[k]*chi(k, g)))",
    "Sum(g, exp(Sum(k, E[k]*chi(k, g))*(1/50)))*v[k]", "Sum(k, E[k]*(chi(k, g) + 1)) + D(k, g)*x",
    "Sum(k, D(k, g)*(chi(k, h) + chi(k, -h)))", "Sum(k, E[k]*x*P*chi(k, g)*2)",
    "Sum(k, Sum(l, E[k]*E[l]*chi(k + l, g)))", "Sum(k, (E[k]*chi(k, g) + E[-k]*chi(k, g))*P)",
    "Sum(ks, Sum(a, B[a, ks])*chi(ks, g))", "Sum(k, D(k, 0)*E[k]*chi(k, g))",
]  # fmt: skip


@pytest.mark.parametrize("K", [2, 3, 5, 8])
@pytest.mark.parametrize("text", REAL)
def test_values(text, K):
    """Enclosed, sharply, for indices in all quarters of the circle."""
    point, node = at_point(K), formula(text)
    for n in range(3):
        env = {k: (1 + n) % K, g: (2 + 3 * n) % K, h: (n * n + 1) % K}
        found = point.value(node, env)
        low, high = point.numbers.of(found)
        wanted = true(point, node, env)
        assert abs(wanted.imag) < 1e-9
        assert high - low <= 1 << 40
        assert abs(low / point.numbers.one - wanted.real) < 1e-9 * max(1, abs(wanted))


@pytest.mark.parametrize(("text", "reason"), [
    ("chi(k, g)", "not seen to be real"), ("Sum(k, v[k]*chi(k, g))", "not seen to be real"), ("x*chi(k, g)", "not seen to be real"),
    ("chi(k, g) - chi(k, -g)", "not seen to be real"), ("exp(chi(k, g))", "not seen to be real"), ("1/chi(k, g)", "not seen to be real"),
    ("Sum(k, E[k]*chi(k, g))*Sum(l, E[l]*chi(l, g))", "product of sums of characters"),
    ("(chi(k, g) + chi(k, -g))*(chi(h, g) + chi(h, -g))", "product of sums of characters"),
    ("modulus(Sum(k, v[k]*chi(k, g)))", "product of sums of characters"),
])  # fmt: skip
def test_values_that_are_not_computed(text, reason):
    """Said, not guessed."""
    with pytest.raises(Incomplete, match=reason):
        at_point(5).value(formula(text), {k: 1, g: 2, h: 3})


def test_derivatives():
    """Along a flow, and by an entry."""
    point, env = at_point(5), {k: 1, g: 2, h: 3}
    for text, same in (
        ('ddt("f", Sum(k, E[k]*chi(k, g)))', "Sum(k, E[k]*chi(k, g))"),
        ('ddt("f", Sum(k, E[k]*chi(k, g)) + x)*2', "2*Sum(k, E[k]*chi(k, g)) + 2*P"),
        ("partial(Sum(l, v[l]*(chi(l, g) + chi(l, -g))), v[k])", "chi(k, g) + chi(k, -g)"),
        ("partial(x*chi(k, g), x) + partial(x*chi(k, -g), x)", "chi(k, g) + chi(k, -g)"),
        ('ddt("f", x*chi(k, g)) + ddt("f", x*chi(k, -g))', "P*(chi(k, g) + chi(k, -g))"),
        ("square(Sum(k, E[k]*chi(k, g)))", "(Sum(k, E[k]*chi(k, g)))**2"),
        (
            "excess(5 + chi(k, g) + chi(k, -g)) + log(5 + chi(k, g) + chi(k, -g))",
            "4 + chi(k, g) + chi(k, -g)",
        ),
    ):
        low, high = point.numbers.of(point.value(formula(text), env))
        wanted = true(point, formula(same), env)
        assert low / point.numbers.one == pytest.approx(wanted.real)
        assert high - low < 1 << 40
    with pytest.raises(Incomplete, match="not seen to be real"):
        point.value(formula('ddt("f", Sum(k, v[k]*chi(k, g)))'), env)


def test_nothing_is_computed_where_a_delta_is_zero():
    """0 times a product that is not computed is 0."""
    point = at_point(5)
    text = "D(k, g)*(chi(k, g) + chi(k, -g))*(1/(x + 3))"
    assert point.value(formula(text), {k: 1, g: 2}) == 0
    with pytest.raises(Rejected, match="division by zero"):
        point.value(formula(text), {k: 1, g: 1})


def test_exact_cosines():
    """At multiples of a quarter and of a sixth of the circle."""
    turns = {Fraction(n, 12): c for n, c in ((0, 1), (2, Fraction(1, 2)), (3, 0), (4, Fraction(-1, 2)), (6, -1), (8, Fraction(-1, 2)),
                                             (9, 0), (10, Fraction(1, 2)), (12, 1), (-2, Fraction(1, 2)), (27, 0))}  # fmt: skip
    for turn, value in turns.items():
        assert Intervals(64).cosine(turn) == value


@pytest.mark.parametrize("bits", [8, 64, 512])
def test_cosines(bits):
    """Bounds that contain the cosine, a few units apart: against more places, and against sums of squares."""
    fine, numbers = Intervals(bits + 64), Intervals(bits)
    for n in range(1, 120):
        turn = Fraction(n, 119)
        low, high = numbers.of(numbers.cosine(turn))
        sharp = fine.of(fine.cosine(turn))
        assert low << 64 <= sharp[1]
        assert sharp[0] <= high << 64
        assert high - low <= 3
        assert abs(low / numbers.one - exp(2j * pi * n / 119).real) < 2**-bits * 3 + 1e-12
    low, high = numbers._pi()
    assert low <= fine._pi()[1] >> 64
    assert fine._pi()[0] >> 64 <= high
    assert abs(low / numbers.one - pi) < (high - low) / numbers.one + 1e-12
    assert 0 < high - low <= 16 * (2 * bits + 4)


def test_cosines_are_work(monkeypatch):
    """That is counted."""
    monkeypatch.setattr(Budget, "spent", 0)
    Intervals(64).cosine(Fraction(1, 7))
    assert Budget.spent > 20
    monkeypatch.setattr(Budget, "spent", Budget.steps)
    with pytest.raises(Incomplete):
        Intervals(64).cosine(Fraction(1, 7))


# -- what such a point is --------------------------------------------------------------------------------------------


def test_where_the_scheme_fits():
    """A finite abelian group may be cyclic; one that is cyclic is not Z_2^m, a Boolean one not cyclic."""
    for group, scheme, good in (("abelian", "cyclic", True), ("abelian", "walsh", True), ("cyclic", "cyclic", True),
                                ("cyclic", "walsh", False), ("boolean", "cyclic", False), ("boolean", "walsh", True),
                                ("abelian", "none", False), ("cyclic", "none", False)):  # fmt: skip
        said_, entries = here(group), instance(4, scheme)
        if good:
            Point(Domain(said_), entries, 64)
        else:
            with pytest.raises(Rejected, match=f"the scheme {scheme} at K = 4"):
                Point(Domain(said_), entries, 64)
    plain = read("domain", space("x"))
    one = read("instance", ["Instance", "cyclic", 3, ["", ["", "x", ["", number(1)]]], 1, 1, [""]])
    with pytest.raises(Rejected, match="the scheme cyclic at K = 3"):
        Point(Domain(plain), one, 64)


def test_even_over_the_cyclic_group():
    """x_-g = x_g is asked for; over Z_2^m every family is even."""
    even = read("domain", space("E[G] even", "abelian"))

    def one(scheme, *entries):
        return read(
            "instance", ["Instance", scheme, 4, ["", ["", "E", ["", *map(number, entries)]]], 1, 1, [""]]
        )

    Point(Domain(even), one("walsh", 1, 2, 3, 4), 64)
    Point(Domain(even), one("cyclic", 1, 2, 3, 2), 64)
    for entries in ((1, 2, 3, 4), (1, 3, 3, 2), (2, 2, 3, 1)):
        with pytest.raises(Rejected, match="E is not even at the point"):
            Point(Domain(even), one("cyclic", *entries), 64)
    at_point(4, B=[1, 2, 1, 3, 4, 3])
    for entries in ([1, 2, 1, 3, 4, 5], [1, 2, 3, 3, 4, 3], [1, 1, 1, 3, 3, 1]):
        with pytest.raises(Rejected, match="B is not even"):
            at_point(4, B=entries)


def test_a_complex_quantity():
    """Has no values at such a point."""
    where = read("domain", space("H[G] hermitian", "abelian"))
    one = read(
        "instance", ["Instance", "cyclic", 3, ["", ["", "H", ["", *map(number, (1, 1, 1))]]], 1, 1, [""]]
    )
    with pytest.raises(Incomplete, match="H is complex"):
        Point(Domain(where), one, 64)


def test_a_refutation():
    """By a point where a character is a third root of unity."""
    point = instance(3, E=[0, 1, 1], indices={"g": 1})
    found = refutation(here(), statement("Sum(k, E[k]*chi(k, g)) >= 0"), point)
    assert found == {"relation": ">=", "difference": ["-1", "-1"]}
    with pytest.raises(Rejected, match="nothing fails"):
        refutation(here(), statement("Sum(k, E[k]*chi(k, g)) <= 0"), point)
    low, high = refutation(
        here(), statement("chi(k, g) + chi(k, -g) <= 0"), instance(5, indices={"k": 1, "g": 1})
    )["difference"]
    assert (low, high) == ("61803398874989484820e-20", "61803398874989484821e-20")
    inhabited(here(assume={"a": "v[k + g] < 10"}), instance(7))
    with pytest.raises(Rejected, match="does not satisfy"):
        inhabited(here(assume={"a": "Sum(k, E[k]*chi(k, g)) > 0"}), instance(3, E=[0, 1, 1]))
