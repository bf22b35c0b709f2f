"""Facts of other claims: taken over only where they mean the same and hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from toys import CLASSES, ONE, SCALARS, G, K, define, i, k, model, refusal, s, shows, toy, var, x, y

from symflow.algebra.expr import Ddt, Partial, atom
from symflow.algebra.statement import Implies, Pred, eq, ge, gt
from symflow.errors import InputError
from symflow.evidence.proving.imports import imported_facts, transferable
from symflow.evidence.proving.proof import identity, sign

z = atom("z")()


def taken(there, here) -> bool:
    """Whether the one fact of ``there`` can be used ``here``."""
    here = replace(here, uses=(there.id,))
    return f"{there.id}:a" in imported_facts(here, {there.id: there, here.id: here})


def both(statement, there, here, group=None, group_here=None, there_options=None, here_options=None) -> bool:
    """The same statement in two domains."""
    one = toy(there, statement, group=group, name="one", **(there_options or {}))
    two = toy(here, statement, group=group_here or group, name="two", **(here_options or {}))
    return taken(one, two)


def test_an_equal_domain_takes_everything():
    """And a fact that is taken over may be used."""
    fact = Implies(eq(x(), 0), eq(y(), 0))
    one = toy(SCALARS, fact, name="one")
    two = toy(SCALARS, fact, name="two", uses=("one",))
    assert taken(one, two)
    step = identity("a", eq(y(), 0), "", using=["one:a"])
    assert shows(two, step, book={"one": one, "two": two})


def test_signs_may_be_stronger_here_but_not_weaker():
    """x > 0 was proved for positive x."""
    for there, here, allowed in (
        ("positive", "nonnegative", False),
        ("positive", "real", False),
        ("nonnegative", "real", False),
        ("nonnegative", "positive", True),
        ("real", "nonnegative", True),
        ("positive", "positive", True),
    ):
        assert both(ge(x(), 0), model(var("x", sign=there)), model(var("x", sign=here))) is allowed
    one = toy(model(var("x", sign="positive")), gt(x(), 0), name="one")
    two = toy(model(var("x")), gt(x(), 0), name="two", uses=("one",))
    step = sign("a", gt(x(), 0), by=x(), because="", facts=["one:a"])
    assert refusal(two, step, book={"one": one}) == "no fact is called 'one:a' here"


def test_a_mode_that_vanishes_at_zero_is_not_positive_there():
    """s_k > 0 for every k of G says s_0 > 0; with s_0 = 0 here it would prove 0 > 0."""
    for sign_there, allowed in (("positive", False), ("nonnegative", True), ("real", True)):
        there = model(var("s", G, sign=sign_there))
        here = model(var("s", G, sign="positive", vanishing=True))
        assert both(ge(s(k), s(k)), there, here, group="abelian") is allowed
        assert not both(ge(s(k), s(k)), here, there, group="abelian")


def test_symmetries_and_index_sets_must_be_the_same():
    """An even quantity there is no plain one here."""
    statement, even = eq(s(k), s(-k)), model(var("s", G, even=True))
    for other in (
        model(var("s", G)),
        model(var("s", G, hermitian=True)),
    ):
        assert not both(statement, even, other, "abelian")
    zero_at_identity = model(var("s", G, even=True, vanishing=True))
    assert both(statement, even, zero_at_identity, "abelian")
    assert not both(statement, zero_at_identity, even, "abelian")
    assert not both(eq(x(i), x(i)), model(var("x", CLASSES)), model(var("x")))


@pytest.mark.parametrize(
    ("there", "here", "allowed"),
    [
        ("abelian", "boolean", True),
        ("abelian", "abelian", True),
        ("boolean", "boolean", True),
        ("boolean", "abelian", False),
        ("recursive", "boolean", False),
        ("recursive", "abelian", False),
        (None, "abelian", True),
        (None, "boolean", True),
    ],
)
def test_the_group_here_is_one_that_was_covered(there, here, allowed):
    """What holds on Z_2^m need not hold on Z_K."""
    assert both(eq(K, K), SCALARS, SCALARS, there, here) is allowed
    assert not taken(toy(SCALARS, eq(K, K), group="abelian", name="one"), toy(SCALARS, eq(K, K), name="two"))


def test_a_fact_for_a_fixed_or_a_large_order():
    """K = 4 there is not every K here, and K >= 3 there is not K >= 2 here."""
    four, three = {"order": 4}, {"least": 3}
    assert not both(eq(K, 4), SCALARS, SCALARS, "boolean", None, four)
    assert not both(eq(K, 4), SCALARS, SCALARS, "boolean", None, four, {"order": 8})
    assert both(eq(K, 4), SCALARS, SCALARS, "boolean", None, four, four)
    assert both(gt(K, 1), SCALARS, SCALARS, "boolean", None, None, four)
    assert not both(gt(K, 2), SCALARS, SCALARS, None, None, three)
    assert both(gt(K, 2), SCALARS, SCALARS, None, None, three, three)


def test_definitions_must_be_the_same_all_the_way_down():
    """z = c + 1 where c = x here and c = -x there."""

    def where(body):
        return model(var("x"), define=[define("c", (), body), define("z", (), atom("c")() + 1)])

    assert both(eq(z, z), where(x()), where(x()))
    assert not both(eq(z, z), where(x()), where(-x()))
    assert not both(eq(z, z), where(x()), model(var("x"), var("z")))
    assert not both(eq(Partial(z, x()), 1), where(x()), where(-x()))


def test_flows_must_be_the_same_rates_included():
    """x' = 1 is not x' = -1, and x' = z needs the same z."""

    def where(rate, body=None):
        return model(var("x"), define=[define("z", (), body or x())], move=[define("x", (), rate)])

    statement = ge(Ddt(x(), "f"), 0)
    assert both(statement, where(ONE), where(ONE))
    assert not both(statement, where(ONE), where(-ONE))
    assert not both(statement, where(z, x() ** 2), where(z, -(x() ** 2)))
    assert not both(statement, where(ONE), model(var("x")))


def test_hypotheses_of_the_domain_come_along_with_their_meaning():
    """From z = 0 follows x = 1 for z = x - 1, and not for z = x + 1."""

    def where(body):
        return model(var("x"), define=[define("z", (), body)])

    given = {"hypotheses": (("null", eq(z, 0)),)}
    assert both(eq(x(), 1), where(x() - 1), where(x() - 1), None, None, given, given)
    assert not both(eq(x(), 1), where(x() - 1), where(x() + 1), None, None, given, given)
    assert not both(eq(x(), 1), where(x() - 1), where(x() - 1), None, None, given, {})
    renamed = {"hypotheses": (("other", eq(z, 0)),)}
    assert not both(eq(x(), 1), where(x() - 1), where(x() - 1), None, None, given, renamed)


def test_facts_about_solutions_stay_in_their_domain():
    """x does not increase along x' = -x^2; along x' = 1 it does."""
    fact = Pred("non-increasing", "f", (x(),))
    falling, rising = (model(var("x"), move=[define("x", (), rate)]) for rate in (-(x() ** 2), ONE))
    assert both(fact, falling, falling)
    assert not both(fact, falling, rising)
    assert not both(fact, falling, model(var("x"), var("y"), move=falling.flows[0].rates))
    one, two = toy(falling, fact, name="one"), toy(falling, fact, name="two")
    sentence = replace(two, domain=replace(two.domain, let="Said otherwise."))
    assert transferable(next(one.sequents())[1], one.domain, sentence.domain)


def test_a_claim_does_not_rest_on_itself():
    """Directly, or through others."""
    one = toy(SCALARS, eq(x(), y()), name="one", uses=("one",))
    with pytest.raises(InputError, match="one rests on itself: one -> one"):
        refusal(one, identity("a", eq(x(), y()), "", using=["one:a"]), book={"one": one})
    one, two = replace(one, uses=("two",)), replace(one, id="two", uses=("one",))
    with pytest.raises(InputError, match="rests on itself: one -> two -> one"):
        imported_facts(one, {"one": one, "two": two})
    other = replace(one, id="three", uses=("one",))
    with pytest.raises(InputError, match="rests on itself"):
        imported_facts(other, {"one": one, "two": two, "three": other})


def test_an_unknown_claim_is_named():
    """A misspelt id is an error, not a missing fact."""
    with pytest.raises(InputError, match="uses 'nobody', which is not a claim"):
        imported_facts(toy(SCALARS, eq(x(), x()), uses=("nobody",)), {})


def test_parts_with_several_sequents_are_numbered():
    """id:part, id:part.1, ..."""
    one = toy(SCALARS, eq(x(), x()), name="one")
    one = replace(one, parts=(("p", eq(x(), x())), ("p", eq(y(), y()))))
    two = toy(SCALARS, eq(x(), x()), name="two", uses=("one",))
    assert list(imported_facts(two, {"one": one})) == ["one:p", "one:p.1"]
