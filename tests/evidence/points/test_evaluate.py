"""Formulas at a point: exact where rational, the same in three arithmetics, right derivatives at kinks."""

from __future__ import annotations

from fractions import Fraction
from math import exp as float_exp

import pytest
from small_claims import MODES, PLAIN, Ddt, G, V, claim, identity_4a, k, log_ratio, mode, s, sbar, x, z

from symflow.algebra.expr import Expr, atom, chi, delta, log, total
from symflow.algebra.indexing import FEATURES, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import eq, forall
from symflow.claim.claim import Instance, instance
from symflow.errors import InputError
from symflow.evidence.points.evaluate import Evaluator, Pair, Undefined, check_instance
from symflow.evidence.points.grid import reflection
from symflow.evidence.points.witness import in_domain
from symflow.numeric.arithmetic import Ball, Float64, Multiprecision
from symflow.numeric.ball import Sign, endpoints, sign

DOMAIN = claim("modes", MODES, identity_4a()).domain
POINT = instance("walsh", 4, s=(0, 1, 2, 5))


def at(node: Expr, point: Instance = POINT, bits: int = 128, **env: int) -> object:
    names = {v.variable.name: v.variable for v in (k, mode, x)}
    return Evaluator(DOMAIN, point, Ball(bits)).value(node, {names[n]: i for n, i in env.items()})


def test_rational_values_stay_exact() -> None:
    assert at(sbar()) == Fraction(8, 3)
    assert at(z(k), k=0) == 2
    assert at(z(k), k=3) == Fraction(0 - 1 - 2 + 5, 4)


def test_a_cyclic_scheme_of_order_3_keeps_rational_modes() -> None:
    value = at(z(k), instance("cyclic", 3, s=(0, 2, 2)), k=1)
    assert isinstance(value, Pair)
    assert value.re == Fraction(-2, 3)


def test_three_arithmetics_agree_on_the_lyapunov_rate() -> None:
    rates = [
        Evaluator(DOMAIN, POINT, a).value(Ddt(V(), "balanced"), {}) for a in (Float64(), Multiprecision(30))
    ]
    low, high = endpoints(at(Ddt(V(), "balanced")))  # type: ignore[arg-type]
    assert high - low < Fraction(1, 10**30)
    assert all(abs(float(rate) - float(low)) < 1e-12 for rate in rates)


def test_the_ball_rate_is_the_difference_quotient() -> None:
    rate = float(at(Ddt(log(s(k)), "balanced"), k=1))  # type: ignore[arg-type]
    weights = [float_exp(t) for t in (2, 0, 0, -1)]
    weights = [
        float_exp(
            float(Fraction(sum(m * (-1) ** (i & j).bit_count() for i, m in enumerate((0, 1, 2, 5))), 4))
        )
        for j in range(4)
    ]
    expected = 4 * (weights[1] + weights[3]) / sum(weights)
    assert rate == pytest.approx(expected, rel=1e-12)


def test_at_a_tie_the_minimum_takes_the_least_rate() -> None:
    point = instance("walsh", 8, s=(0, 1, 1, 2, 5, 3, 2, 2))
    rates = [at(Ddt(log(s(k)), "balanced"), point, k=i) for i in range(1, 8)]
    slopes = [float(r) for r in rates]  # type: ignore[arg-type]
    assert abs(slopes[0] - slopes[1]) > 1e-3
    value = float(at(Ddt(log_ratio(), "balanced"), point))  # type: ignore[arg-type]
    assert value == pytest.approx(slopes[3] - min(slopes[:2]))


def test_all_modes_equal_has_ratio_rate_exactly_the_spread_of_equal_rates() -> None:
    value = at(Ddt(log_ratio(), "balanced"), instance("walsh", 4, s=(0, 2, 2, 2)))
    assert abs(float(value)) < 1e-30  # type: ignore[arg-type]


def test_a_logarithm_of_zero_has_no_value() -> None:
    model = Model((Variable("s", (G,), "nonnegative", vanishing=True),))
    domain = claim("zero", model, eq(log(s(k)), 0)).domain
    with pytest.raises(Undefined):
        Evaluator(domain, instance("walsh", 2, s=(0, 0)), Ball(64)).value(log(s(k)), {k.variable: 1})


@pytest.mark.parametrize(
    ("point", "complaint"),
    [
        (instance("none", 4, s=(0, 1, 1, 1)), "scheme"),
        (instance("walsh", 6, s=(0, 1, 1, 1, 1, 1)), "power of 2"),
        (instance("walsh", 4, s=(0, 1, 1)), "entries"),
        (instance("walsh", 4, s=(1, 1, 1, 1)), "vanishes"),
        (instance("walsh", 4, s=(0, 0, 1, 1)), "positive"),
        (instance("cyclic", 4, s=(0, 1, 2, 3)), "even"),
        (instance("walsh", 4, u=(0, 1, 1, 1)), "variables"),
        (instance("walsh", 4), "no value"),
        (instance("walsh", 1, s=(0,)), "K"),
        (Instance("walsh", 2, (("s", (Fraction(0), 0.1)),)), "not exact"),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_point_of_the_domain_is_refused(point: Instance, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        check_instance(DOMAIN, point)


def test_a_float_is_refused_when_a_point_is_made() -> None:
    with pytest.raises(InputError, match="decimal string"):
        instance("walsh", 2, s=(0, 0.5))  # type: ignore[arg-type]


def test_a_plain_index_set_has_no_characters() -> None:
    domain = claim("plain", PLAIN, eq(atom("u")(indices("p", G)[0]), 0), group=None).domain
    with pytest.raises(InputError, match="group"):
        Evaluator(domain, instance("none", 2, u=(1, 2)), Ball(64)).value(total(chi(k, -k), k), {})


R, (c,) = atom("R"), indices("c", FEATURES)
ORTHOGONAL = forall(k, mode, eq(total(R(c, -k) * R(c, mode), c), delta(k, mode)))


@pytest.mark.parametrize("scheme", ["walsh", "cyclic"])
def test_the_default_of_a_hermitian_variable_is_orthogonal(scheme: str) -> None:
    model = Model((Variable("R", (FEATURES, G), hermitian=True),))
    domain = claim("r", model, eq(1, 1), hypotheses=(("orthogonal", ORTHOGONAL),)).domain
    evaluator = Evaluator(domain, Instance(scheme, 4, (), d=4), Ball(128))
    assert in_domain(evaluator).state == "holds"
    entries = reflection(Instance("walsh", 4, (), d=5))
    gram = [
        sum(entries[4 * r + i] * entries[4 * r + j] for r in range(5)) for i in range(4) for j in range(4)
    ]
    assert gram == [int(i == j) for i in range(4) for j in range(4)]


def test_another_equation_about_the_fourier_default_is_not_taken_for_granted() -> None:
    model = Model((Variable("R", (FEATURES, G), hermitian=True),))
    doubled = forall(k, mode, eq(2 * total(R(c, -k) * R(c, mode), c), 2 * delta(k, mode)))
    domain = claim("r", model, eq(1, 1), hypotheses=(("doubled", doubled),)).domain
    assert in_domain(Evaluator(domain, Instance("cyclic", 5, (), d=5), Ball(128))).state == "open"
    assert in_domain(Evaluator(domain, Instance("walsh", 8, (), d=8), Ball(128))).state == "holds"


def test_more_bits_give_a_sharper_sign() -> None:
    tiny = Fraction(1, 10**60)
    point = instance("walsh", 4, s=(0, 1, 1 + tiny, 1))
    rate = Ddt(V(), "balanced")
    assert sign(at(rate, point, 128)) is Sign.UNKNOWN  # type: ignore[arg-type]
    assert sign(at(rate, point, 1024)) is Sign.NEGATIVE  # type: ignore[arg-type]
