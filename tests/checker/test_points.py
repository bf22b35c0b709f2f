"""Claims at a point: what a point must be, the value of every kind of formula, witnesses, covers and their tiling."""

from __future__ import annotations

from fractions import Fraction

import pytest
from toy_trees import SPACES, formula, model, number, read, said, space, statement

from symflow.checker import points
from symflow.checker.domain import Domain
from symflow.checker.intervals import Intervals, Unsure
from symflow.checker.limits import Incomplete, Rejected
from symflow.checker.points import Point, covered, inhabited, precisely, refutation

VARIABLES = "x; P positive; p nonnegative; v[G]; z[G] positive vanishing; w[G*]; F[K]; M[K,n]; D1[N,d]; A[G,G*]; H[G] hermitian"
PARTS = {
    "define": {"q": "x**2", "r[k]": "v[k]**2 + x", "s[i]": "F[i]*2"},
    "flows": {"f": {"x": "P", "v[k]": "w1 + k0" if False else "v[k]", "F[i]": "Neg(F[i])"}},
}
VALUES = {"x": [-3], "P": [2], "p": [0], "v": [1, -1, 5, 2], "z": [0, 1, 2, 3], "w": [7, 8, 9], "F": [4, 3, 2, 1],
          "M": list(range(8)), "D1": list(range(1, 10)), "A": list(range(12)), "H": [1, 2, 3, 4]}  # fmt: skip


def instance(values=VALUES, scheme="walsh", K=4, n=2, d=3, indices=(), **change):
    """A point of the domain below."""
    entries = [
        ["", name, ["", *map(number, xs)]] for name, xs in {**values, **change}.items() if xs is not None
    ]
    return read(
        "instance",
        ["Instance", scheme, K, ["", *entries], n, d, ["", *(["", k, i] for k, i in dict(indices).items())]],
    )


def here(variables=VARIABLES, group="boolean", **parts):
    """The domain of these tests."""
    return read("domain", space(variables, group, **{**PARTS, **parts}))


def at_point(bits=128, where=None, **change):
    """The point."""
    return Point(Domain(where or here()), instance(**change), bits)


# -- what a point is -----------------------------------------------------------------------------------------------------


GOOD = [{}, {"P": [Fraction(1, 10)]}, {"p": [5]}, {"z": [0, 1, 1, 1]}, {"x": [0]}, {"n": 3, "M": list(range(12))},
        {"d": 1, "D1": [1, 2, 3]}]  # fmt: skip
BAD = [
    ({"P": [0]}, "P is not positive"),
    ({"P": [-1]}, "P is not positive"),
    ({"p": [-1]}, "p is not as declared"),
    ({"z": [1, 1, 1, 1]}, "z is not as declared"),
    ({"z": [0, 0, 1, 1]}, "z is not positive"),
    ({"z": [0, 1, 1, -1]}, "z is not positive"),
    ({"v": [1, 2, 3]}, "v has 4 entries"),
    ({"w": [1, 2, 3, 4]}, "w has 3 entries"),
    ({"M": [1]}, "M has 8 entries"),
    ({"A": list(range(16))}, "A has 12 entries"),
    ({"x": [1, 2]}, "x has 1 entries"),
    ({"x": None}, "each variable once"),
    ({"y": [1]}, "each variable once"),
    ({"K": 3}, "K = 3"),
    ({"K": 1}, "not in the domain"),
    ({"n": 0}, "not in the domain"),
    ({"d": 0}, "not in the domain"),
    ({"K": 2048}, "not in the domain"),
    ({"scheme": "none"}, "the scheme none"),
]


@pytest.mark.parametrize("change", GOOD)
def test_a_point(change):
    """Every variable once, with as many entries as its places have, as declared."""
    at_point(**change)


@pytest.mark.parametrize(("change", "reason"), BAD)
def test_not_a_point(change, reason):
    """Otherwise it is refused, with the reason."""
    with pytest.raises(Rejected, match=reason):
        at_point(**change)


def test_zero_is_that_of_the_group():
    """Where a quantity has other indices besides, in whatever order."""
    where = read("domain", space("u[n,G] positive vanishing", "boolean"))
    Point(Domain(where), instance({"u": [0, 1, 0, 2]}, K=2), 128)
    for values in ([0, 0, 1, 2], [0, 1, 1, 2], [0, 1, 0, 0], [1, 1, 0, 2]):
        with pytest.raises(Rejected, match="u is not"):
            Point(Domain(where), instance({"u": values}, K=2), 128)


def test_a_variable_given_twice():
    """Even with the same values."""
    kind, scheme, K, values, *rest = instance()
    with pytest.raises(Rejected, match="each variable once"):
        Point(Domain(here()), (kind, scheme, K, (*values, values[0]), *rest), 128)


def test_domains_without_a_group_and_fixed_orders():
    """The scheme is that of the domain, the order too."""
    plain = read("domain", space("x; F[K]", None, least=3))
    values = {"x": [1], "F": [1, 2, 3]}
    Point(Domain(plain), instance(values, "none", 3), 128)
    with pytest.raises(Rejected, match="the scheme walsh"):
        Point(Domain(plain), instance({**values, "F": [1, 2, 3, 4]}, "walsh", 4), 128)
    with pytest.raises(Rejected, match="not in the domain"):
        Point(Domain(plain), instance({**values, "F": [1, 2]}, "none", 2), 128)
    fixed = read("domain", space("v[G]", "boolean", 4))
    Point(Domain(fixed), instance({"v": [1, 2, 3, 4]}), 128)
    with pytest.raises(Rejected, match="not in the domain"):
        Point(Domain(fixed), instance({"v": [1, 2]}, K=2), 128)
    assert points.LARGEST_K == 1024
    Point(Domain(read("domain", space("v[G]", "abelian"))), instance({"v": [0] * 1024}, K=1024), 128)


# -- values ----------------------------------------------------------------------------------------------------------------


k, g, ks, i, a = ("k", "G"), ("g", "G"), ("k", "G*"), ("i", "K"), ("a", "n")
ENV = {k: 1, g: 3, ks: 2, i: 2, a: 1, ("p", "N"): 2, ("f", "d"): 1}

EXACT = [
    ("3/2", Fraction(3, 2)), ("K", 4), ("N", 3), ("n", 2), ("d", 3), ("x", -3), ("v[k]", -1), ("v[g]", 2), ("v[0]", 1),
    ("v[k + g]", 5), ("v[-k]", -1), ("v[2*k]", 1), ("v[ks]", 5), ("w[ks]", 8), ("z[0]", 0), ("F[i]", 2), ("M[i, a]", 5),
    ("D1[p, f]", 8), ("A[g, ks]", 10), ("D(k, g)", 0), ("D(k, k)", 1), ("D(k, 0)", 0), ("D(2*k, 0)", 1), ("D(i, i)", 1),
    ("chi(k, g)", -1), ("chi(ks, g)", -1), ("chi(g, g)", 1), ("chi(0, g)", 1), ("chi(k, ks)", 1), ("chi(k, k)", -1),
    ("x + K", 1), ("x*K*2", -24), ("Neg(x)", 3), ("x**2", 9), ("x**(-1)", Fraction(-1, 3)), ("4**(1/2)", 2), ("q", 9),
    ("r[k]", -2), ("r[0]", -2), ("s[i]", 4), ("Sum(k, v[k])", 7), ("Sum(ks, v[ks])", 6), ("Sum(ks, w[ks])", 24),
    ("Sum(i, F[i])", 10), ("Sum(k, chi(k, g))", 0), ("Sum(k, chi(k, 0))", 4), ("Max(k, v[k])", 5), ("Min(k, v[k])", -1),
    ("Max(i, F[i])", 4), ("Sum(a, M[i, a])", 9), ("Sum(k, Sum(g, v[k]*v[g]))", 49), ("Sum(k, D(k, g)*v[k])", 2),
    ("Max(k, Sum(g, v[k + g]*chi(k, g)))", 7), ("square(x)", 9), ("modulus(v[k])", 1), ("modulus(H[g])", 16), ("exp(0)", 1), ("log(1)", 0), ("tanh(0)", 0),
    ('ddt("f", x)', 2), ('ddt("f", x**2)', -12), ('ddt("f", q)', -12), ('ddt("f", Sum(k, v[k]))', 7), ("partial(x**2, x)", -6),
    ("partial(v[k]**2, v[k])", -2), ("partial(v[k]**2, v[g])", 0), ('ddt("f", r[k])', 4), ('ddt("f", F[i])', -2),
    ("D(k, g)*(1/(x + 3))", 0), ("Sum(k, D(k, 0)*r[k + g])", 1), ("Sum(i, Sum(j, D(i, j)*F[i]))", 10),
    ("Sum(k, chi(k, g)*chi(k, g))", 4), ("excess(1)", 0), ("pairing(x, x)", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_exact_values(text, value):
    """Fractions where they can be."""
    found = at_point().value(formula(text), ENV)
    assert found == value
    assert isinstance(found, Fraction)


ENCLOSED = [("exp(x)", "0.0497870683678639429793424156500617766317"), ("log(P)", "0.6931471805599453094172321214581765680755"),
            ("P**(1/2)", "1.4142135623730950488016887242096980785697"), ("tanh(P)", "0.9640275800758168839464137241009231502550"),
            ("excess(P)", "0.3068528194400546905827678785418234319245"), ("pairing(x, P)", "36.6963451528139314212554252246"),
            ("Sum(k, exp(v[k]))", "158.8883764711377412053018187426"), ("Max(k, exp(v[k]))", "148.4131591025766034211155800405"), ("exp(v[k])*x", "-1.10363832351432696"),
            ("Min(k, tanh(v[k]))", "-0.7615941559557648881194582826047935904"), ('ddt("f", exp(x))', "0.09957413673572788595868483130012355326")]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), ENCLOSED)
def test_enclosed_values(text, value):
    """Sharp intervals otherwise."""
    low, high = at_point().value(formula(text), ENV)
    digits = len(value.replace("-", "").replace(".", "").lstrip("0"))
    tolerance = abs(Fraction(value)) * Fraction(10) ** (1 - digits)
    assert Fraction(low, 1 << 128) <= Fraction(value) + tolerance
    assert Fraction(high, 1 << 128) >= Fraction(value) - tolerance
    assert high - low < 10**6


@pytest.mark.parametrize(("text", "reason"), [
    ("t", "the time has no value"), ("ei(P)", "exponential integral"), ("P**(1/3)", "root of degree 3"), ("exp(5000)", "beyond 4096"),
])  # fmt: skip
def test_values_that_are_not_computed(text, reason):
    """Said, not guessed."""
    with pytest.raises(Incomplete, match=reason):
        at_point().value(formula(text), ENV)


@pytest.mark.parametrize(
    "text", ["1/(x + 3)", "log(x)", "log(0)", "x**(1/2)", "0**(-1)", "1/(Sum(k, v[k]) - 7)"]
)
def test_what_has_no_value_at_the_point(text):
    """Refused."""
    with pytest.raises(Rejected):
        at_point().value(formula(text), ENV)


@pytest.mark.parametrize("zero", [
    "0", "x + 3", "Neg(x + 3)", "p", "v[k] + v[2*k] - v[0] - v[k]", "p*x", "(x + 3)**2", "exp(0) - 1", "log(1)", "Sum(k, p)",
    "Max(k, p)", "q - 9", "partial(x, P)", "square(p)", 'ddt("f", p)', "K - N - 1", "chi(0, 0) - 1",
])  # fmt: skip
def test_nothing_times_what_has_no_value(zero):
    """0/0 has none; only a delta says where a formula is meant."""
    for text in (f"({zero})*(1/(x + 3))", f"(1/(x + 3))*({zero})", f"({zero})*log(x)"):
        with pytest.raises(Rejected):
            at_point().value(formula(text), ENV)


def test_unsure():
    """A difference that an interval does not decide."""
    for text in ("1/(exp(x)*exp(3) - 1)", "Max(k, exp(0*v[k] + x))", "log(exp(x)*exp(3) - 1)"):
        with pytest.raises((Unsure, Rejected)):
            at_point().numbers.sign(at_point().value(formula(text), ENV))
    point = at_point()
    with pytest.raises(Unsure):
        point.holds(statement("exp(x)*exp(3) == 1"), ENV)


def test_kinks():
    """The right derivative of a maximum: the largest rate where it is attained, and the smallest for a minimum."""
    where = read("domain", space("a1; v[G]; u[G]", "boolean", flows={"f": {"v[k]": "u[k]"}}))
    for v, u, up, down in (
        ([1, 1, 0, 0], [2, 3, 9, 4], 3, 4),
        ([5, 1, 1, 1], [-1, 2, 3, 1], -1, 1),
        ([0, 0, 0, 0], [1, 2, 3, 4], 4, 1),
    ):
        point = Point(Domain(where), instance({"a1": [0], "v": v, "u": u}), 128)
        assert point.value(formula('ddt("f", Max(k, v[k]))'), {}) == up
        assert point.value(formula('ddt("f", Min(k, v[k]))'), {}) == down
        assert point.value(formula('ddt("f", 2*Max(k, v[k]) - Min(k, v[k]))'), {}) == 2 * up - down
    shifted = formula('Sum(g, ddt("f", Max(k, v[k]*chi(k, g))))')
    point = Point(Domain(where), instance({"a1": [0], "v": [1, 2, 3, 4], "u": [1, 10, 100, 1000]}), 128)
    assert point.value(shifted, {}) == 1000 + 100 + 10 - 0 + 1 - 1 or point.value(shifted, {}) == sum(
        max((s * v, s * u) for s, v, u in zip(row, (1, 2, 3, 4), (1, 10, 100, 1000), strict=True))[1]
        for row in ((1, 1, 1, 1), (1, -1, 1, -1), (1, 1, -1, -1), (1, -1, -1, 1))
    )


def test_inner_sums_see_the_outer_index():
    """A value is remembered for its own indices only."""
    point = at_point()
    assert point.value(formula("Sum(g, Sum(k, v[k]*D(k, g)))"), {}) == 7
    assert point.value(formula("Sum(g, Sum(k, v[k + g])*v[g])"), {}) == 49
    assert [point.value(formula("Sum(k, v[k]*D(k, g))"), {g: n}) for n in range(4)] == [1, -1, 5, 2]
    body = formula("Sum(k, v[k]*D(k, g))")
    assert [point.value(body, {g: n}) for n in range(4)] == [1, -1, 5, 2]


# -- relations ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), [
    ("x == -3", True), ("x == 3", False), ("x <= -3", True), ("x < -3", False), ("x >= -3", True), ("x > -3", False),
    ("x < 0", True), ("x <= 0", True), ("x > 0", False), ("x >= 0", False), ("exp(x) < 1", True), ("exp(x) > 1", False),
    ("exp(x) == 1", False), ("exp(x) <= 1", True), ("exp(x) >= 1", False),
])  # fmt: skip
def test_relations(text, expected):
    """By the sign of left - right."""
    assert at_point().holds(statement(text), ENV) is expected


def test_hypotheses_for_all_values():
    """All of them, and none is enough."""
    point = at_point()
    assert point.meets(((k,), statement("v[k] >= -1")), {})
    assert not point.meets(((k,), statement("v[k] > -1")), {})
    assert point.meets(((k,), statement("v[k] + v[g] > 0")), {g: 3})
    assert not point.meets(((k,), statement("v[k] + v[g] > 0")), {g: 0})
    assert point.meets(((ks,), statement("z[ks] > 0")), {})
    assert not point.meets(((k,), statement("z[k] > 0")), {})


def test_assignments():
    """Every value, or the one that is fixed by name."""
    point = at_point()
    assert list(point.assignments({k}, ())) == [{k: n} for n in range(4)]
    assert list(point.assignments({ks}, ())) == [{ks: n} for n in (1, 2, 3)]
    assert list(point.assignments({k, a}, {"k": 3})) == [{k: 3, a: 0}, {k: 3, a: 1}]
    assert list(point.assignments((), {"k": 9})) == [{}]
    for variables, fixed in (({k}, {"k": 4}), ({ks}, {"k": 0}), ({a}, {"a": 2}), ({k}, {"k": -1})):
        with pytest.raises(Rejected, match="outside its set"):
            list(point.assignments(variables, fixed))


def test_inside():
    """The hypotheses of the domain, for all values of their free indices."""
    for text, expected in (("x < 0", True), ("x > 0", False), ("v[k] < 6", True), ("v[k] < 5", False), ("And(x < 0, P > 2)", False),
                           ("All([k], v[k] < 6)", True), ("All([k], v[k] < 5)", False), ("And(x < 0, P > 1)", True)):  # fmt: skip
        where = here(assume={"a": text})
        assert at_point(where=where).inside() is expected
        if expected:
            inhabited(where, instance())
        else:
            with pytest.raises(Rejected, match="does not satisfy"):
                inhabited(where, instance())


def test_precision_grows():
    """What 128 bits do not decide, 512 do; what 2048 do not decide stays open."""
    where = here(assume={"a": "exp(x + 3) >= 1 + 1/(2**64*2**64*2**64)*(0 - 1)"})
    inhabited(where, instance())
    tried = []

    def attempt(bits):
        tried.append(bits)
        if bits < 2048:
            raise Unsure
        return "found"

    assert precisely(attempt) == "found"
    assert tried == [128, 512, 2048]
    tried.clear()
    assert precisely(lambda bits: tried.append(bits) or "first") == "first"
    assert tried == [128]

    def never(bits):
        raise Unsure

    with pytest.raises(Incomplete, match="2048 bits do not decide it"):
        precisely(never)


# -- witnesses ---------------------------------------------------------------------------------------------------------------


def test_refutations():
    """The first conclusion that fails where its hypotheses hold, and by how much."""
    assert refutation(here(), statement("x >= 0"), instance()) == {
        "relation": ">=",
        "difference": ["-3", "-3"],
    }
    assert refutation(here(), statement("q == x"), instance())["difference"] == ["12", "12"]
    assert refutation(here(), statement("v[k] > 0"), instance(indices={"k": 1}))["difference"] == ["-1", "-1"]
    assert refutation(here(), statement("Implies(x < 0, P < 1)"), instance())["relation"] == "<"
    assert refutation(here(), statement("And(x < 0, P < 1)"), instance())["difference"] == ["1", "1"]
    assert refutation(here(), statement("Iff(x < 0, P < 1)"), instance())["difference"] == ["1", "1"]
    low, high = refutation(here(), statement("exp(x) >= 1"), instance())["difference"]
    assert low == "-95021293163213605703e-20"
    assert high == "-95021293163213605702e-20"


@pytest.mark.parametrize(("text", "indices"), [
    ("x < 0", {}), ("v[k] > 0", {"k": 0}), ("v[k] > 0", {}), ("v[k] > 0", {"g": 1}), ("v[k] > 0", {"k": 1, "g": 1}),
    ("Implies(x > 0, P < 1)", {}), ("Implies(All([k], v[k] > 0), P < 1)", {}), ("x >= 0", {"k": 0}),
    ('Pred("increasing", "f", x)', {}), ("Implies(v[k] > 0, v[k] > 6)", {"k": 1}),
])  # fmt: skip
def test_nothing_fails(text, indices):
    """The statement holds there, its hypothesis fails there, or the indices are not those of the statement."""
    with pytest.raises(Rejected, match="nothing fails"):
        refutation(here(), statement(text), instance(indices=indices))


def test_a_witness_outside_the_domain():
    """A point where a hypothesis of the domain fails refutes nothing."""
    with pytest.raises(Rejected, match="is not in the domain"):
        refutation(here(assume={"a": "x > 0"}), statement("x >= 0"), instance())
    assert refutation(here(assume={"a": "x < 0"}), statement("x >= 0"), instance())


def test_an_undecided_witness():
    """Equality in intervals is never a refutation, nor is it passed over."""
    with pytest.raises(Incomplete, match="bits do not decide it"):
        refutation(here(), statement("exp(x)*exp(3) > 1"), instance())


# -- covers ------------------------------------------------------------------------------------------------------------------------

LINE = read("domain", space("v[G] nonnegative vanishing", "boolean"))


def box(*sides):
    """Pairs of ends."""
    return tuple((Fraction(a), Fraction(b)) for a, b in sides)


def cover(*boxes, lower=(0, 0, 0), upper=(1, 1, 1), K=4, variable="v"):
    """A cover of the unit cube, or of what is said."""
    return {
        "variable": variable,
        "K": K,
        "lower": tuple(map(Fraction, lower)),
        "upper": tuple(map(Fraction, upper)),
        "boxes": list(boxes),
    }


WHOLE = box((0, 1), (0, 1), (0, 1))
HALVES = [box((0, "1/2"), (0, 1), (0, 1)), box(("1/2", 1), (0, 1), (0, 1))]
CLOSE = statement("Sum(k, v[k]**2 + 1) > 3")


def test_covers():
    """Boxes that tile the whole, on each of which the part is certain."""
    covered(LINE, CLOSE, cover(WHOLE))
    covered(LINE, CLOSE, cover(*HALVES))
    covered(LINE, CLOSE, cover(*HALVES[::-1]))
    covered(LINE, statement("And(v[k] <= 2, v[k] >= -1)"), cover(WHOLE))
    covered(LINE, statement("v[k]*(1 - v[k]) < 2/5"), cover(
        *(box(*((Fraction(c, 4), Fraction(c + 1, 4)) for c in corner)) for corner in
          ((a, b, c) for a in range(4) for b in range(4) for c in range(4)))))  # fmt: skip
    covered(LINE, CLOSE, cover(box((0, 2), (0, 1), (0, 0)), upper=(2, 1, 0)))
    covered(LINE, CLOSE, cover(box((0, 1), (0, 1), (0, 0)), box((1, 2), (0, 1), (0, 0)), upper=(2, 1, 0)))


@pytest.mark.parametrize(("text", "boxes"), [
    ("v[k]*(1 - v[k]) < 2/5", [WHOLE]),  # not certain on so large a box
    ("v[k] < 1", [WHOLE]),  # false at the upper end
    ("v[k] > 0", [WHOLE]),  # false at 0
    ("v[ks] > 0", [WHOLE]),
    ("Implies(v[k] > 0, v[k] > 0)", [WHOLE]),  # hypotheses are not read here
    ('Pred("increasing", "f", v[k])', [WHOLE]),
    ("And(v[k] <= 1, v[k] < 1)", [WHOLE]),
    ("v[k] <= 1/2", HALVES),
])  # fmt: skip
def test_a_part_that_is_not_certain(text, boxes):
    """On one box at least."""
    with pytest.raises(Rejected, match="not certain on a box"):
        covered(LINE, statement(text), cover(*boxes))


@pytest.mark.parametrize(("boxes", "reason"), [
    ([], "do not cover"),
    (HALVES[:1], "do not cover"),
    ([*HALVES, WHOLE], "outside what is covered|do not cover"),
    ([WHOLE, box((1, 2), (0, 1), (0, 1))], "outside what is covered"),
    ([box((0, "1/3"), (0, 1), (0, 1)), box(("1/3", 1), (0, 1), (0, 1))], "do not cover"),
    ([WHOLE, WHOLE], "box 1 stands twice"),
    ([*HALVES, HALVES[0]], "box 2 stands twice"),
    ([HALVES[1], HALVES[1], HALVES[0]], "box 1 stands twice"),
    ([box((0, 1), (0, "1/2"), (0, 1)), box((0, 1), ("1/2", 1), (0, 1))], "do not cover"),
    ([box((0, "1/2"), (0, 1), (0, 1)), box(("1/2", 1), (0, "1/2"), (0, 1))], "do not cover"),
])  # fmt: skip
def test_boxes_that_do_not_tile(boxes, reason):
    """Gaps, boxes outside, boxes given twice, another way of halving."""
    with pytest.raises(Rejected, match=reason):
        covered(LINE, CLOSE, cover(*boxes))


@pytest.mark.parametrize("change", [
    {"lower": (-1, 0, 0)}, {"lower": (0, 0)}, {"upper": (1, 1)}, {"lower": (0, 0, 2)}, {"K": 2}, {"lower": (0, 0, 0, 0)},
    {"upper": (1, 1, 1, 1)}, {"lower": (0, 0), "upper": (1, 1)},
])  # fmt: skip
def test_the_whole_box(change):
    """K - 1 sides with 0 <= lower <= upper."""
    with pytest.raises(Rejected, match="K - 1 sides"):
        covered(LINE, CLOSE, cover(WHOLE, **change))


@pytest.mark.parametrize("variables", ["v[G]; x", "u[G]", "v[K]", "v[G*]", "v", "v[G,G]"])
def test_covers_are_for_one_family(variables):
    """One variable on the group, the one that is named."""
    where = read("domain", space(variables, "boolean"))
    with pytest.raises(Rejected, match="one variable on the group"):
        covered(where, statement("1 > 0"), cover(WHOLE))


def test_a_cover_is_of_the_domain():
    """The order and the signs are looked at."""
    with pytest.raises(Rejected, match="not in the domain"):
        covered(read("domain", space("v[G]", "boolean", 8)), CLOSE, cover(WHOLE))
    with pytest.raises(Rejected, match="not in the domain"):
        covered(LINE, CLOSE, cover(box((0, 1), (0, 1)), lower=(0, 0), upper=(1, 1), K=3))


def test_ends_are_rounded_outwards():
    """1/3 is inside its box."""
    third = box(("1/3", "1/3"), ("1/3", "1/3"), ("1/3", "1/3"))
    ends = {"lower": ("1/3",) * 3, "upper": ("1/3",) * 3}
    covered(LINE, statement("v[ks] > 333333/1000000"), cover(third, **ends))
    for text in ("v[ks] >= 1/3", "v[ks] <= 1/3", "v[ks] == 1/3", "3*v[ks] < 1", "3*v[ks] > 1"):
        with pytest.raises(Rejected, match="not certain"):
            covered(LINE, statement(text), cover(third, **ends))


@pytest.mark.parametrize(("halvings", "good"), [(60, True), (61, True), (62, False)])
def test_a_deep_tiling(halvings, good):
    """Towards one end, as far as is searched for."""
    sides = [(Fraction(1, 2**n), Fraction(2, 2**n)) for n in range(1, halvings + 1)]
    boxes = [box(side, (0, 0), (0, 0)) for side in [*sides, (0, sides[-1][0])]]
    if good:
        covered(LINE, CLOSE, cover(*boxes, upper=(1, 0, 0)))
    else:
        with pytest.raises(Rejected, match="do not cover"):
            covered(LINE, CLOSE, cover(*boxes, upper=(1, 0, 0)))


def test_tiling_ends():
    """A box that is never reached is not searched for without end."""
    tiny = Fraction(1, 2**70)
    with pytest.raises(Rejected, match="do not cover"):
        covered(LINE, CLOSE, cover(box((0, tiny), (0, 0), (0, 0)), upper=(1, 0, 0)))


def test_the_sets_that_a_point_knows():
    """Sizes of all index sets."""
    point = at_point()
    sizes = {s: len(point.elements(("k", s))) for s in SPACES}
    assert sizes == {"G": 4, "G*": 3, "K": 4, "N": 3, "n": 2, "d": 3}
    assert list(point.elements(ks)) == [1, 2, 3]
    assert point.at((), {}) == 0
    assert point.at(((k, 1), (g, 1)), {k: 1, g: 3}) == 2
    assert point.at(((k, 3), (g, 2)), {k: 1, g: 3}) == 1
    assert isinstance(point.numbers, Intervals)
    assert model()[0] == "Model"
    assert said("x") == ["Atom", "x", [""]]
