"""Facts about order: what finite-maximum, total-order and the mean value theorem allow, and what they must not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.algebra.expr import Ddt, Extremum, Num, Partial, Sym, atom, delta, ei, exp, log, tanh, total
from symflow.algebra.indexing import CLASSES, GSTAR, ZERO_INDEX, G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, eq, ge, gt, le, lt
from symflow.claim.assumed import ASSUMED, lasting
from symflow.claim.domain import Domain

x, y, u, v, c = (atom(name)() for name in ("x", "y", "u", "v", "c"))
a, b, s = atom("a"), atom("b"), atom("s")
w = atom("w")
i, j, e = indices("i j e", CLASSES)
k, l = indices("k l", G)
k1, l1 = indices("k l", GSTAR)
t, K = Sym("t"), Sym("K")
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))
GOAL = ge(u, v)


def model(*definitions: Definition, sign: str = "real", rate=ONE, more: tuple[Definition, ...] = ()) -> Model:
    """Numbers, families, and the flow "line" that moves x alone."""
    variables = (
        Variable("x", (), sign),
        Variable("y"),
        Variable("u"),
        Variable("v"),
        Variable("a", (CLASSES,)),
        Variable("b", (CLASSES,)),
        Variable("w", (CLASSES, CLASSES)),
        Variable("s", (G,)),
    )
    line = Flow("line", (Definition("x", (), rate), *more))
    return Model(variables, definitions, (line, Flow("rest", ()), Flow("other", (Definition("y", (), ONE),))))


def given(*relations: Rel | Hypothesis, then: Rel) -> Sequent:
    """A premise under hypotheses."""
    return Sequent(tuple(Hypothesis((), h) if isinstance(h, Rel) else h for h in relations), then)


def every(*over, holds: Rel) -> Hypothesis:
    """A relation for all values of indices."""
    return Hypothesis(tuple(index.variable for index in over), holds)


def allowed(name: str, premises: list[Sequent], conclusion: Rel | Pred, where: Model | None = None):
    """The hypotheses that the conclusion carries; None if the fact does not allow it."""
    out = ASSUMED[name].check(tuple(premises), conclusion, where or model())
    return None if isinstance(out, str) else out


def relations(carried: tuple[Hypothesis, ...]) -> list[Rel]:
    """What the carried hypotheses say."""
    return [h.relation for h in carried]


# -- finite-maximum ---------------------------------------------------------------------------------------

LARGEST = every(j, holds=ge(a(i), a(j)))


def test_a_largest_entry_may_be_named():
    """What follows where a_i is the largest holds; other hypotheses stay."""
    assert allowed("finite-maximum", [given(LARGEST, then=GOAL)], GOAL) == ()
    rest = every(i, holds=ge(b(i), 0))
    assert allowed("finite-maximum", [given(gt(x, 0), LARGEST, rest, then=GOAL)], GOAL) == (
        Hypothesis((), gt(x, 0)),
        rest,
    )


@pytest.mark.parametrize(
    "hypothesis",
    [
        every(l, holds=ge(s(k), s(l))),
        every(l1, holds=ge(s(k1), s(l1))),
        every(j, holds=ge(a(i) * b(e), a(j) * b(e))),
        every(j, holds=ge(w(i, e), w(j, e))),
        every(l, holds=ge(s(k - l1), s(l - l1))),
    ],
)
def test_a_largest_entry_of_any_finite_family(hypothesis):
    """On G, on G without 0, with other indices that are fixed."""
    assert allowed("finite-maximum", [given(hypothesis, then=GOAL)], GOAL) == ()


@pytest.mark.parametrize(
    "hypothesis",
    [
        every(j, holds=gt(a(i), a(j))),
        every(j, holds=le(a(i), a(j))),
        every(j, holds=eq(a(i), a(j))),
        every(j, holds=ge(a(i), b(j))),
        every(j, holds=ge(a(i), a(j) + 1)),
        every(j, holds=ge(a(i), a(i))),
        every(j, holds=ge(a(j), a(i))),
        every(j, holds=ge(w(i, j), w(j, j))),
        every(j, holds=ge(w(i, j), w(j, i))),
        every(j, holds=ge(a(i), 0)),
        every(i, j, holds=ge(a(i), a(j))),
        every(l, holds=ge(s(k1), s(l))),
        every(l1, holds=ge(s(k), s(l1))),
        every(l, holds=ge(s(-k), s(l))),
        every(l, holds=ge(s(ZERO_INDEX), s(l))),
        ge(a(i), a(j)),
        every(i, holds=ge(a(i), a(j))),
    ],
)
def test_what_no_entry_needs_to_satisfy(hypothesis):
    """Strictly largest, above another family, above one place that may be the largest outside the index set."""
    assert allowed("finite-maximum", [given(hypothesis, then=GOAL)], GOAL) is None


def test_the_largest_entry_is_named_nowhere_else():
    """Not in the conclusion, not in another hypothesis: there it is not any entry."""
    about = ge(a(i), 0)
    assert allowed("finite-maximum", [given(LARGEST, then=about)], about) is None
    assert allowed("finite-maximum", [given(LARGEST, ge(b(i), 0), then=GOAL)], GOAL) is None
    other = every(j, holds=ge(b(i), b(j)))
    assert allowed("finite-maximum", [given(LARGEST, other, then=GOAL)], GOAL) is None
    hidden = eq(total(w(i, j), j), 0)
    assert allowed("finite-maximum", [given(LARGEST, then=hidden)], hidden) is None
    bound = eq(total(a(i), i), 0)
    assert allowed("finite-maximum", [given(LARGEST, then=bound)], bound) == ()


def test_finite_maximum_needs_one_premise_with_the_same_conclusion():
    """Nothing else, and no predicate."""
    good = given(LARGEST, then=GOAL)
    for premises, conclusion in (
        ([], GOAL),
        ([good, good], GOAL),
        ([good], ge(u, v + 1)),
        ([good], Pred("increasing", "line", (x,))),
        ([given(then=GOAL)], GOAL),
    ):
        assert allowed("finite-maximum", premises, conclusion) is None


# -- total-order ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cases",
    [
        (lt(x, y), eq(x, y), gt(x, y)),
        (gt(x, y), eq(x, y), lt(x, y)),
        (le(x, y), gt(x, y)),
        (lt(x, y), ge(x, y)),
        (le(x, y), ge(x, y)),
        (le(x, y), le(y, x)),
        (lt(x, y), le(y, x)),
        (lt(x, y), eq(y, x), lt(y, x)),
        (le(a(i), a(j)), lt(a(j), a(i))),
        (lt(x, 0), eq(x, 0), gt(x, 0)),
    ],
)
def test_cases_that_cover(cases):
    """Two or three cases of one pair, either way round; the other hypotheses of every case are carried."""
    premises = [given(case, ge(u, n), then=GOAL) for n, case in enumerate(cases)]
    carried = allowed("total-order", premises, GOAL)
    assert carried is not None
    assert relations(carried) == [ge(u, n) for n in range(len(cases))]


@pytest.mark.parametrize(
    "cases",
    [
        (lt(x, y), gt(x, y)),
        (lt(x, y), eq(x, y)),
        (le(x, y), lt(x, y)),
        (le(x, y), lt(x, y), eq(y, x)),
        (le(x, y), le(x, y)),
        (le(x, y), ge(x, u)),
        (le(x, y), ge(u, y)),
        (lt(x, y), eq(x, u), gt(x, y)),
        (le(x, y), ge(x, y), eq(u, v)),
        (le(a(i), a(j)), ge(a(i), a(e))),
        (le(x, y), gt(x, y + 0)),
        (le(x, y),),
        (le(x, y), ge(-x, -y)),
    ],
)
def test_cases_that_do_not_cover(cases):
    """A case is missing, or is about another pair."""
    assert allowed("total-order", [given(case, then=GOAL) for case in cases], GOAL) is None


def test_a_case_for_all_indices_is_no_case():
    """ "a_i <= b_i for all i" and "a_i > b_i for all i" leave something out."""
    premises = [given(every(i, holds=h), then=GOAL) for h in (le(a(i), b(i)), gt(a(i), b(i)))]
    assert allowed("total-order", premises, GOAL) is None


def test_total_order_keeps_what_is_not_a_case():
    """A second relation of the same pair, and each hypothesis once."""
    twice = given(le(x, y), ge(x, y), gt(u, 0), then=GOAL)
    carried = allowed("total-order", [twice, given(gt(x, y), gt(u, 0), then=GOAL)], GOAL)
    assert carried is not None
    assert relations(carried) == [ge(x, y), gt(u, 0)]


def test_total_order_needs_the_same_conclusion():
    """And no case without its hypothesis, no predicate."""
    first, second = given(le(x, y), then=GOAL), given(gt(x, y), then=GOAL)
    for premises, conclusion in (
        ([], GOAL),
        ([first, given(gt(x, y), then=gt(u, v))], GOAL),
        ([first, second], gt(u, v)),
        ([first, given(then=GOAL)], GOAL),
        ([given(then=GOAL), second], GOAL),
        ([first, second], Pred("increasing", "line", (x,))),
    ):
        assert allowed("total-order", premises, conclusion) is None


# -- mean-value between two points --------------------------------------------------------------------------


def rises(f, *more: Rel | Hypothesis, low=u, high=v, op=ge, flow="line") -> Sequent:
    """f' >= 0 between two ends."""
    return given(le(low, x), le(x, high), *more, then=op(Ddt(f, flow), 0))


@pytest.mark.parametrize(
    ("formula", "at"),
    [
        (x**3 + y * x, lambda z: z**3 + y * z),
        (exp(x) - 1 - x, lambda z: exp(z) - 1 - z),
        (log(1 + x**2), lambda z: log(1 + z**2)),
        (x - tanh(x / 2), lambda z: z - tanh(z / 2)),
        (ei(x) + K * log(x), lambda z: ei(z) + K * log(z)),
        (delta(i, j) * x, lambda z: delta(i, j) * z),
        (y, lambda z: y),
    ],
)
def test_a_formula_that_rises_is_larger_at_the_right_end(formula, at):
    """The ends may be any formulas without x; their order is assumed."""
    for low, high in ((u, v), (ZERO, u * v + 1), (total(a(i), i), Extremum("max", a(i), i.variable))):
        carried = allowed("mean-value", [rises(formula, low=low, high=high)], le(at(low), at(high)))
        assert carried == (Hypothesis((), le(low, high)),)
    for op in (gt, eq):
        assert allowed("mean-value", [rises(formula, op=op)], le(at(u), at(v))) is not None


def test_other_hypotheses_are_carried():
    """They may be about anything that does not depend on x."""
    rest = every(i, holds=ge(a(i), y))
    carried = allowed("mean-value", [rises(x * y, gt(y, 0), rest)], le(u * y, v * y))
    assert carried == (Hypothesis((), gt(y, 0)), rest, Hypothesis((), le(u, v)))


@pytest.mark.parametrize(
    "formula",
    [
        a(i) * x,
        total(a(i), i) * x,
        Extremum("max", a(i) * x, i.variable),
        c,
        c * x,
        t * x,
        Ddt(x**2, "line"),
        Partial(x**2, x),
        exp(total(x * delta(i, j), i)),
    ],
)
def test_formulas_that_may_hide_x(formula):
    """Sums, maxima, definitions, derivatives and the time are refused, whatever they say."""
    where = model(Definition("c", (), x**2))
    assert allowed("mean-value", [rises(formula)], le(formula, formula), where) is None


@pytest.mark.parametrize(
    "premise",
    [
        rises(x**2, op=le),
        rises(x**2, op=lt),
        rises(x**2, flow="other"),
        rises(x**2, flow="rest"),
        rises(x**2, low=x - 1),
        rises(x**2, high=x + 1),
        rises(x**2, low=c),
        rises(x**2, low=Ddt(x, "line")),
        rises(x**2, ge(x, y)),
        rises(x**2, ge(c, 0)),
        rises(x**2, eq(x, y)),
        rises(x**2, le(y, x)),
        rises(x**2, ge(Ddt(y, "line"), 0)),
        rises(x**2, every(i, holds=ge(a(i), x))),
        given(le(u, x), then=ge(Ddt(x**2, "line"), 0)),
        given(le(x, v), then=ge(Ddt(x**2, "line"), 0)),
        given(lt(u, x), lt(x, v), then=ge(Ddt(x**2, "line"), 0)),
        given(ge(x, u), ge(v, x), then=ge(Ddt(x**2, "line"), 0)),
        given(every(i, holds=le(a(i), x)), le(x, v), then=ge(Ddt(x**2, "line"), 0)),
        given(le(u, x), le(x, v), then=ge(Ddt(x**2, "line"), 1)),
        given(le(u, x), le(x, v), then=ge(2 * x, 0)),
        given(le(u, x), le(x, v), then=ge(0, Ddt(x**2, "line"))),
    ],
)
def test_premises_that_do_not_cover_the_interval(premise):
    """The wrong sign, another flow, ends and hypotheses that depend on x, one end missing."""
    where = model(Definition("c", (), -x))
    assert allowed("mean-value", [premise], le(u**2, v**2), where) is None


def test_the_conclusion_is_at_the_ends():
    """In this order, at these ends, with <=."""
    good = rises(x**3)
    assert allowed("mean-value", [good], le(u**3, v**3)) is not None
    for conclusion in (
        le(v**3, u**3),
        lt(u**3, v**3),
        eq(u**3, v**3),
        ge(v**3, u**3),
        le(u**3, v**3 + 1),
        le(u**3, y**3),
        le(u**3, x**3),
        le(u * u**2, v**3),
    ):
        assert allowed("mean-value", [good], conclusion) is None
    assert allowed("mean-value", [good, good], le(u**3, v**3)) is None
    assert allowed("mean-value", [], le(u**3, v**3)) is None


@pytest.mark.parametrize(
    "where",
    [
        model(rate=Num(Fraction(2))),
        model(rate=-ONE),
        model(rate=x),
        model(more=(Definition("y", (), ONE),)),
        model(more=(Definition("u", (), ZERO),)),
    ],
)
def test_the_flow_must_be_the_line(where):
    """x' = 1 and nothing else moves: otherwise d/dt is not d/dx."""
    assert allowed("mean-value", [rises(x**3)], le(u**3, v**3), where) is None


@pytest.mark.parametrize(
    ("sign", "low", "more", "good"),
    [
        ("real", u, (), True),
        ("positive", u, (), False),
        ("nonnegative", u, (), False),
        ("positive", u, (gt(u, 0),), True),
        ("positive", u, (ge(u, 0),), False),
        ("positive", u, (gt(v, 0),), False),
        ("positive", u, (gt(u, -1),), False),
        ("positive", u, (lt(u, 0),), False),
        ("positive", u, (every(i, holds=gt(u, 0)),), False),
        ("nonnegative", u, (ge(u, 0),), True),
        ("nonnegative", u, (gt(u, 0),), True),
        ("positive", ONE, (), True),
        ("positive", ZERO, (), False),
        ("nonnegative", ZERO, (), True),
        ("nonnegative", Num(Fraction(-1)), (), False),
    ],
)
def test_the_interval_lies_where_x_is_declared(sign, low, more, good):
    """(x^2)' = 2x >= 0 for x > 0 does not compare u^2 and v^2 for u < 0."""
    where = model(sign=sign)
    assert (allowed("mean-value", [rises(x**2, *more, low=low)], le(low**2, v**2), where) is not None) is good


def test_no_hypothesis_of_the_domain_is_about_x():
    """Otherwise the premise is known at some x only; what rests may be assumed."""
    premise, conclusion = rises(x**2), le(u**2, v**2)
    for statement in (ge(x, 0), ge(c, 0), eq(y, x), ge(Ddt(x, "line"), 0)):
        domain = Domain("Let x >= 0.", model(Definition("c", (), x**3)), hypotheses=(("start", statement),))
        assert "'start'" in (lasting(conclusion, domain, (premise,)) or "")
    resting = Domain("Let u >= 0.", model(), hypotheses=(("start", ge(u, y)),))
    assert lasting(conclusion, resting, (premise,)) is None
    case = given(le(x, y), then=le(Ddt(x, "line"), 0))
    moving = Domain("Let x >= 0.", model(), hypotheses=(("start", ge(x, 0)),))
    assert lasting(le(Ddt(x, "line"), 0), moving, (case,)) is None
