"""Points of the cyclic scheme: roots of unity, real parts, evenness, and witnesses that hold against another route."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from toy_trees import number, read, said, space

from symflow.checker.domain import Domain
from symflow.checker.intervals import Intervals
from symflow.checker.limits import Incomplete, Rejected
from symflow.checker.points import Point, inhabited, refutation
from symflow.checker.sequents import sequents
from symflow.checker.transfer import transferable

MODES = "s[G] positive even vanishing"
SOFTMAX = {
    "define": {
        "z[g]": "Sum(k, chi(k, g) * s[k]) / K",
        "e[g]": "exp(z[g])",
        "p[k]": "Sum(g, chi(k, g) * e[g])",
    }
}


def where(group="cyclic", variables=MODES, **parts):
    """The domain of these tests."""
    return read("domain", space(variables, group, **{**SOFTMAX, **parts}))


def instance(K, values, scheme="cyclic", indices=()):
    """A point with values of s."""
    entries = [["", "s", ["", *map(number, values)]]]
    chosen = [["", k, i] for k, i in dict(indices).items()]
    return read("instance", ["Instance", scheme, K, ["", *entries], 1, 1, ["", *chosen]])


def value(K, values, text, bits=128, env=(), domain=None):
    """The value of a formula at a point, as an interval of mpmath numbers."""
    point = Point(Domain(domain or where()), instance(K, values), bits)
    found = point.numbers.of(point.value(read("expr", said(text)), dict(env)))
    return [mpmath.mpf(end) / 2**bits for end in found]


def modes(K):
    """Even modes, no two of different |k| alike."""
    return [0, *(Fraction(1 + min(k, K - k) ** 2, 3) for k in range(1, K))]


@pytest.mark.parametrize("bits", [64, 128, 700])
def test_cosines(bits):
    """Against mpmath, for every turn of every K up to 30; rational where they are."""
    numbers, tiny = Intervals(bits), mpmath.mpf(2) ** -60
    with mpmath.workprec(bits + 100):
        for K in range(2, 31):
            for j in range(-K, 2 * K):
                low, high = numbers.of(numbers.cosine(Fraction(j, K)))
                true = mpmath.cos(2 * mpmath.pi * j / K) * 2**bits
                assert mpmath.mpf(low) - tiny <= true <= mpmath.mpf(high) + tiny
                assert high - low <= 1
    exact = [numbers.cosine(Fraction(*t)) for t in ((0, 1), (1, 6), (1, 4), (1, 3), (1, 2), (7, 6))]
    assert exact == [1, Fraction(1, 2), 0, Fraction(-1, 2), -1, Fraction(1, 2)]


@pytest.mark.parametrize("K", [2, 3, 5, 6, 10, 12])
def test_softmax_modes(K):
    """z_g, e^{z_g} and their transform, against complex arithmetic with mpmath."""
    s = modes(K)
    with mpmath.workprec(200):
        unit = [mpmath.expjpi(mpmath.mpf(2 * j) / K) for j in range(K)]
        z = [
            sum(unit[k * g % K] * s[k].numerator / s[k].denominator for k in range(1, K)) / K
            for g in range(K)
        ]
        p = [sum(unit[k * g % K] * mpmath.exp(z[g]) for g in range(K)) for k in range(K)]
        for k in range(K):
            for text, true in (("z[k]", z[k]), ("p[k]", p[k]), ("e[k]", mpmath.exp(z[k]))):
                low, high = value(K, s, text, env={("k", "G"): k})
                assert low - mpmath.mpf(2) ** -100 <= true.real <= high + mpmath.mpf(2) ** -100
                assert high - low < mpmath.mpf(2) ** -90
                assert abs(true.imag) < mpmath.mpf(2) ** -100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sum(k, chi(k, k)) - Sum(k, chi(k, k))", 0),
        ("Sum(k, Sum(g, chi(k, g)))", 10),
        ("Sum(ks, s[ks] * (chi(ks, g) + chi(ks, 0 - g)))", None),
        ("Sum(k, Delta(k, g) * chi(k, g) * s[k]) + Sum(k, Delta(k, g) * chi(k, 0 - g) * s[k])", None),
    ],
)
def test_sums_of_characters(text, expected):
    """Exact where they are rational, whatever their form."""
    text = text.replace("Delta", "D")
    low, high = value(10, modes(10), text, env={("g", "G"): 3})
    if expected is not None:
        assert low <= expected <= high
    assert high - low < mpmath.mpf(2) ** -100


@pytest.mark.parametrize(
    "text", ["chi(g, g)", "exp(chi(g, g))", "Sum(k, chi(k, g) * s[k]) * Sum(k, chi(k, k) * s[k])"]
)
def test_what_is_not_real_has_no_value(text):
    """Or is not seen to be real, or is a product that is not computed: nothing is decided by it."""
    with pytest.raises(Incomplete):
        value(5, modes(5), text, env={("g", "G"): 1})


@pytest.mark.parametrize(
    ("K", "values", "scheme", "group", "said"),
    [
        (5, [0, 1, 2, 2, 3], "cyclic", "cyclic", "s is not even"),
        (5, [0, 1, 2, 2, 3], "cyclic", "abelian", "s is not even"),
        (4, [0, 1, 2, 1], "walsh", "cyclic", "the scheme walsh at K = 4"),
        (4, [0, 1, 2, 1], "cyclic", "boolean", "the scheme cyclic at K = 4"),
        (5, [0, 1, 2, 2, 1], "none", "cyclic", "the scheme none at K = 5"),
    ],
)
def test_what_a_point_must_be(K, values, scheme, group, said):
    """The scheme fits the group, and even variables are even."""
    with pytest.raises(Rejected, match=said):
        Point(Domain(where(group)), instance(K, values, scheme), 128)


def test_a_fixed_order():
    """Points are at that K, and the fixed order is the least."""
    ten = where(order=10, least=10)
    inhabited(ten, instance(10, modes(10)))
    with pytest.raises(Rejected, match="K = 5"):
        inhabited(ten, instance(5, modes(5)))
    for least in (2, 11):
        with pytest.raises(Rejected):
            Domain(where(order=10, least=least))


def test_a_complex_quantity_is_not_computed():
    """A hermitian one has no values at a cyclic point."""
    with pytest.raises(Incomplete, match="complex"):
        Point(Domain(where(variables="s[G] hermitian", define={})), instance(5, [0, 1, 2, 2, 1]), 128)


def test_a_witness():
    """z_0 is 9/10 of the mean mode, not all of it; the bounds of the difference are sharp."""
    ten, point = where(order=10, least=10), instance(10, modes(10), indices={"g": 0})
    found = refutation(ten, read("statement", said("z[g] >= Sum(k, s[k]) / 9")), point)
    total = sum(modes(10))
    assert found["relation"] == ">="
    low, high = (Fraction(end) for end in found["difference"])
    assert low <= total / 10 - total / 9 <= high
    with pytest.raises(Rejected, match="nothing fails"):
        refutation(ten, read("statement", said("z[g] <= Sum(k, s[k]) / 10")), point)


def test_nothing_of_the_fixed_order_leaks():
    """K = 10 is known where the order is 10, and nowhere else."""
    ten, free = Domain(where(order=10, least=10)), Domain(where())
    for text in ("K - 10", "1 / K - 1 / 10", "N - 9"):
        assert ten.zero(read("expr", said(text)))
        assert not free.zero(read("expr", said(text)))
    assert not ten.zero(read("expr", said("K - 9")))


@pytest.mark.parametrize(
    ("there", "here", "good"),
    [
        ({"group": "abelian"}, {}, True),
        ({"group": "abelian"}, {"order": 10, "least": 10}, True),
        ({}, {"order": 10, "least": 10}, True),
        ({"order": 10, "least": 10}, {}, False),
        ({"order": 10, "least": 10}, {"order": 11, "least": 11}, False),
        ({}, {"group": "abelian"}, False),
        ({}, {"group": "boolean"}, False),
        ({"group": "boolean"}, {}, False),
    ],
)
def test_facts_of_other_groups(there, here, good):
    """From any abelian group to the cyclic ones, from every K to one; never back."""
    ((sequent,),) = (tuple(sequents(read("statement", said("z[g] >= 0")))),)
    assert transferable(sequent, Domain(where(**there)), Domain(where(**here))) is good
