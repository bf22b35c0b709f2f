"""Signs that can be read off a formula, and the many that only look as if they could."""

from __future__ import annotations

from fractions import Fraction

import pytest
from toys import (
    CLASSES,
    G,
    K,
    N,
    R,
    c,
    d,
    define,
    f,
    g,
    h,
    i,
    k,
    k1,
    l1,
    model,
    n,
    s,
    t,
    toy,
    u,
    v,
    var,
    w,
    x,
    y,
)

from symflow.algebra.expr import (
    Add,
    Ddt,
    Expr,
    Extremum,
    Mul,
    Neg,
    Num,
    Sym,
    chi,
    delta,
    exp,
    log,
    tanh,
    total,
)
from symflow.algebra.indexing import ZERO_INDEX
from symflow.algebra.signs import excess, modulus, pairing, square
from symflow.algebra.statement import eq, ge, gt, lt
from symflow.evidence.proving.manifest import Manifest, SignOf, constant
from symflow.evidence.proving.world import World

UNKNOWN, NONNEGATIVE, POSITIVE = SignOf.UNKNOWN, SignOf.NONNEGATIVE, SignOf.POSITIVE
WHERE = model(
    var("x"),
    var("y", sign="positive"),
    var("u", sign="nonnegative"),
    var("s", G, sign="positive", even=True, vanishing=True),
    var("v", G, sign="nonnegative"),
    var("R", G, hermitian=True),
    var("w", CLASSES, sign="positive"),
    define=[define("c", (), y() - x())],
    move=[define("x", (), x())],
)
CYCLIC, WALSH, FOUR = (
    World(toy(WHERE, eq(x(), x()), group=group, order=order).domain)
    for group, order in (("abelian", None), ("boolean", None), ("boolean", 4))
)


def sign(node: Expr, *facts, world: World = CYCLIC) -> SignOf:
    """The manifest sign, with facts at hand."""
    return Manifest(world, list(facts), {}).sign(node)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Num(Fraction(0)), NONNEGATIVE),
        (Num(Fraction(-1)), UNKNOWN),
        (x(), UNKNOWN),
        (-x(), UNKNOWN),
        (y(), POSITIVE),
        (-y(), UNKNOWN),
        (Neg(-y()), POSITIVE),
        (u(), NONNEGATIVE),
        (y() + u(), POSITIVE),
        (y() + x(), UNKNOWN),
        (y() - 1, UNKNOWN),
        (y() * u(), NONNEGATIVE),
        (y() * y(), POSITIVE),
        (y() * x(), UNKNOWN),
        (-2 * y(), UNKNOWN),
        (-2 * (-3 * y()), UNKNOWN),
        (Mul((Num(Fraction(-2)), Num(Fraction(-3)), y())), POSITIVE),
        (Mul((Num(Fraction(0)), x())), NONNEGATIVE),
        (Mul(()), POSITIVE),
        (Add(()), NONNEGATIVE),
        (x() ** 2, NONNEGATIVE),
        (x() ** 3, UNKNOWN),
        (x() ** 0, UNKNOWN),
        (x() ** -2, UNKNOWN),
        (y() ** -2, POSITIVE),
        (u() ** 3, NONNEGATIVE),
        (u() ** -1, UNKNOWN),
        (y() ** Fraction(1, 2), POSITIVE),
        (exp(x()), POSITIVE),
        (log(y()), UNKNOWN),
        (tanh(y()), POSITIVE),
        (tanh(u()), NONNEGATIVE),
        (tanh(x()), UNKNOWN),
        (t, UNKNOWN),
        (K, POSITIVE),
        (N, POSITIVE),
        (n * d, POSITIVE),
        (K - 1, POSITIVE),
        (K - 2, NONNEGATIVE),
        (K - 3, UNKNOWN),
        (N - 1, NONNEGATIVE),
        (N - 2, UNKNOWN),
        (n - 1, NONNEGATIVE),
        (d - 2, UNKNOWN),
        (exp(x()) + K - 1, POSITIVE),
        (u() + K - 2, NONNEGATIVE),
        (1 - K, UNKNOWN),
        (-K, UNKNOWN),
        (delta(k, g), NONNEGATIVE),
        (chi(k, g), UNKNOWN),
        (c(), UNKNOWN),
        (Ddt(y(), "f"), UNKNOWN),
        (total(w(i), i), POSITIVE),
        (total(u(), f), NONNEGATIVE),
        (Extremum("min", w(i), i.variable), POSITIVE),
        (Extremum("max", x() * w(i), i.variable), UNKNOWN),
    ],
)
def test_the_sign_of_a_formula(node, expected):
    """Sums and products of what is declared."""
    assert sign(node) is expected


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (k1, POSITIVE),
        (-k1, POSITIVE),
        (k, NONNEGATIVE),
        (ZERO_INDEX, NONNEGATIVE),
        (k1 - l1, NONNEGATIVE),
        (k1 + k1, NONNEGATIVE),
        (k1 + k, NONNEGATIVE),
    ],
)
def test_a_vanishing_quantity_is_positive_away_from_zero_only(index, expected):
    """k - l may be 0, and so may 2 k."""
    for world in (CYCLIC, WALSH):
        assert sign(s(index), world=world) is expected


def test_a_vanishing_quantity_at_a_fixed_order():
    """At K = 4 the entries are written out; s_0 is among them where the index is on G."""
    assert sign(s(k1), world=FOUR) is POSITIVE
    assert sign(s(k), world=FOUR) is NONNEGATIVE
    assert sign(total(s(k1), k1), world=FOUR) is POSITIVE
    assert sign(total(s(k), k), world=FOUR) is POSITIVE
    assert sign(s(k1 - l1), world=FOUR) is NONNEGATIVE


def test_complex_quantities_have_no_sign():
    """R_k is complex, chi_k(g) is complex on Z_3; R_0, |R_k|^2 and R_k + R_{-k} are real."""
    for node in (
        R(k),
        R(k) ** 2,
        square(R(k)),
        exp(R(k)),
        square(chi(k, g)),
        exp(chi(k, g)),
        pairing(R(k), x()),
    ):
        assert sign(node) is UNKNOWN
    for node in (
        modulus(R(k)),
        square(R(k) + R(-k)),
        (R(k) + R(-k)) ** 2,
        R(ZERO_INDEX) ** 2,
        modulus(chi(k, g)),
    ):
        assert sign(node) is NONNEGATIVE
    assert sign(exp(R(k) * R(-k))) is POSITIVE
    assert sign(square(chi(k, g)), world=WALSH) is NONNEGATIVE
    assert sign(square(R(k)), world=WALSH) is NONNEGATIVE


def test_entries_of_the_sign_table():
    """Real arguments, and positive ones for x - 1 - log x."""
    assert sign(square(x())) is NONNEGATIVE
    assert sign(pairing(x(), u())) is NONNEGATIVE
    assert sign(excess(y())) is NONNEGATIVE
    assert sign(excess(u())) is UNKNOWN
    assert sign(excess(x())) is UNKNOWN


def test_facts_lend_their_signs():
    """Where the formula is the fact's, up to the normal form; in the direction of the fact."""
    assert sign(x() - y(), ge(x(), y())) is NONNEGATIVE
    assert sign(x() - y(), gt(x(), y())) is POSITIVE
    assert sign(x() - y(), lt(y(), x())) is POSITIVE
    assert sign(y() - x(), ge(x(), y())) is UNKNOWN
    assert sign(x() - y(), eq(x(), y())) is NONNEGATIVE
    assert sign(2 * x() - 2 * y(), ge(x(), y())) is UNKNOWN
    assert sign(2 * (x() - y()), ge(x(), y())) is NONNEGATIVE
    assert sign(c(), lt(x(), y())) is POSITIVE
    assert sign(v(k) - v(g), gt(v(k), v(g))) is POSITIVE
    assert sign(v(g) - v(h), gt(v(k), v(g))) is UNKNOWN


def conditions(node: Expr, *facts) -> list[tuple[Expr, Expr]]:
    """What must hold where the formula is zero."""
    return list(Manifest(CYCLIC, list(facts), {}).zero_conditions(node))


def test_zero_conditions_of_sums_of_terms_that_are_not_negative():
    """Each term must vanish; of a product the one factor that may."""
    zero = Num(Fraction(0))
    assert conditions(u()) == [(u(), zero)]
    assert conditions(square(x()) + u()) == [(x(), zero), (u(), zero)]
    assert conditions(total(square(v(k) - v(g)), k)) == [(v(k) - v(g), zero)]
    assert conditions(y() * square(x())) == [(x(), zero)]
    assert conditions(pairing(x(), u())) == [(x(), u())]
    assert conditions(excess(y())) == [(y(), Num(Fraction(1)))]
    assert conditions(x() ** 2) == [(x(), zero)]


@pytest.mark.parametrize(
    "node",
    [x(), x() - y(), u() - y(), u() * square(x()), y() ** -1, -u(), Neg(square(x())), exp(x()), excess(x())],
)
def test_no_zero_conditions_without_signs(node):
    """A formula of unknown sign, two factors that may vanish, a formula that is never zero."""
    assert conditions(node) == []


def test_a_known_sum_says_nothing_about_its_terms():
    """x - u >= 0 is known of the sum only."""
    assert conditions(x() - u(), ge(x(), u())) == []
    assert conditions(total(R(k), k), ge(total(R(k), k), 0)) == []


def test_constants():
    """Numbers are computed exactly; 1/0 is none."""
    two = Num(Fraction(2))
    assert constant(two - 3) == -1
    assert constant(two**-1) == Fraction(1, 2)
    assert constant(Num(Fraction(0)) ** -1) is None
    assert constant(Num(Fraction(0)) ** 0) == 1
    assert constant(two ** Fraction(1, 2)) is None
    assert constant(Sym("K") - 1) is None
