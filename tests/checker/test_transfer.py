"""Which facts of one domain hold on another: each condition, and what breaks it."""

from __future__ import annotations

import pytest
from toy_trees import domain, statement

from symflow.checker.sequents import sequents
from symflow.checker.transfer import transferable


def carried(text, there, here):
    """Whether every sequent is transferred."""
    found = {
        transferable(s, domain(*there[:2], **there[2]), domain(*here[:2], **here[2]))
        for s in sequents(statement(text))
    }
    return found == {True}


def at(variables="x; y; v[G]", group="abelian", **parts):
    """What makes a domain."""
    return variables, group, parts


GROUPS = [(None, None, True), ("abelian", None, False), ("boolean", None, False), ("recursive", None, False),
          (None, "abelian", True), ("abelian", "abelian", True), ("boolean", "abelian", False), ("recursive", "abelian", False),
          (None, "boolean", True), ("abelian", "boolean", True), ("boolean", "boolean", True), ("recursive", "boolean", False),
          (None, "recursive", True), ("abelian", "recursive", False), ("boolean", "recursive", False),
          ("recursive", "recursive", True), (None, "cyclic", True), ("abelian", "cyclic", True), ("cyclic", "cyclic", True),
          ("boolean", "cyclic", False), ("recursive", "cyclic", False), ("cyclic", None, False), ("cyclic", "abelian", False),
          ("cyclic", "boolean", False), ("cyclic", "recursive", False)]  # fmt: skip


@pytest.mark.parametrize(("there", "here", "expected"), GROUPS)
def test_groups(there, here, expected):
    """What holds over all groups holds over Boolean ones, and not the other way round."""
    assert carried("x == y", at("x; y", there), at("x; y", here)) is expected


def test_orders():
    """What holds from K = 3 on is not known for K = 2; one order says nothing about others."""
    assert carried("x == y", at(least=2), at(least=3))
    assert carried("x == y", at(least=3), at(least=3))
    assert not carried("x == y", at(least=3), at(least=2))
    assert carried("x == y", at(group="boolean"), at(group="boolean", order=4))
    assert carried("x == y", at(group="boolean", order=4), at(group="boolean", order=4))
    assert not carried("x == y", at(group="boolean", order=4), at(group="boolean", order=8))
    assert not carried("x == y", at(group="boolean", order=4), at(group="boolean"))
    ten = at(group="cyclic", order=10, least=10)
    assert carried("x == y", at(), ten)
    assert carried("x == y", at(group="cyclic"), ten)
    assert carried("x == y", ten, ten)
    assert not carried("x == y", ten, at(group="cyclic", order=11, least=11))
    assert not carried("x == y", ten, at(group="cyclic", least=10))


def test_hypotheses_of_the_domain():
    """They must be assumed here too, in the same words; further ones do no harm."""
    one, two = {"a": "x > 0"}, {"a": "x > 0", "b": "y > 0"}
    assert carried("x == y", at(assume=one), at(assume=one))
    assert carried("x == y", at(assume=one), at(assume=two))
    assert carried("x == y", at(), at(assume=two))
    assert not carried("x == y", at(assume=two), at(assume=one))
    assert not carried("x == y", at(assume=one), at(assume={"a": "x >= 0"}))
    assert not carried("x == y", at(assume=one), at(assume={"c": "x > 0"}))
    there = at("x; y; P positive", assume={"a": "P > 0"})
    assert not carried("x == y", there, at("x; y; P", assume={"a": "P > 0"}))


SIGNS = [("x", "x", True), ("x", "x positive", True), ("x", "x nonnegative", True), ("x nonnegative", "x positive", True),
         ("x positive", "x", False), ("x positive", "x nonnegative", False), ("x nonnegative", "x", False),
         ("x positive", "x positive", True)]  # fmt: skip


@pytest.mark.parametrize(("there", "here", "expected"), SIGNS)
def test_signs(there, here, expected):
    """A stronger declaration here is enough."""
    assert carried("x == x*x", at(there, None), at(here, None)) is expected


PLACES = [("x[G]", "x[G]", True), ("x[G]", "x[G] even", False), ("x[G] even", "x[G]", False), ("x[G]", "x[G] hermitian", False),
          ("x[G] hermitian", "x[G]", False), ("x[G] vanishing", "x[G]", False), ("x[G]", "x[G] vanishing", True),
          ("x[G] vanishing", "x[G] vanishing", True), ("x[G] positive", "x[G] positive vanishing", False),
          ("x[G] nonnegative", "x[G] nonnegative vanishing", True), ("x[G] positive vanishing", "x[G] positive vanishing", True)]  # fmt: skip


@pytest.mark.parametrize(("there", "here", "expected"), PLACES)
def test_declarations(there, here, expected):
    """The same places and symmetries; x_0 = 0 may come on top, unless x_0 > 0 was declared."""
    assert carried("x[k] == x[g]", at(there), at(here)) is expected


def test_places():
    """Other index sets, other quantities, other kinds of quantity."""
    assert not carried("x[ks] == 0", at("x[G*]"), at("x[G]"))
    assert not carried("x[i] == 0", at("x[K]"), at("x[N]"))
    assert not carried("v[k] == x", at("v[G]; x"), at("x"))
    assert not carried("x == y", at("x; y"), at("x", define={"y": "1"}))
    assert not carried("x == y", at("x", define={"y": "1"}), at("x; y"))
    assert carried("v[k] == 0", at("v[G]; x"), at("v[G]"))


def test_a_free_number_that_is_not_known_here():
    """To be replaced where the fact is used: real, without index, and no other thing of that name."""
    assert carried("c*x == x*c", at("x; c"), at("x"))
    assert not carried("c*x == x*c", at("x; c positive"), at("x"))
    assert not carried("c*x == x*c", at("x; c"), at("x", define={"c": "1"}))
    assert not carried("c[i]*x == x*c[i]", at("x; c[K]"), at("x"))


def test_definitions():
    """The same formula, of quantities that are the same all the way down."""
    one, two = {"q": "x + r", "r": "y"}, {"q": "x + r", "r": "Neg(y)"}
    assert carried("q == x", at(define=one), at(define=one))
    assert not carried("q == x", at(define=one), at(define=two))
    assert not carried("q == x", at(define={"q": "x"}), at(define={"q": "y"}))
    assert not carried("q == x", at(define={"q": "x"}), at())
    assert not carried("q == x", at(), at(define={"q": "x"}))
    assert not carried("q == 0", at("x positive", define={"q": "x"}), at("x", define={"q": "x"}))
    assert carried("x == 0", at(define=one), at(define=two))


def test_flows():
    """The same rates, of quantities that are the same."""
    one, two = {"f": {"x": "y", "y": "q"}}, {"f": {"x": "y", "y": "x"}}
    q, r = {"q": "x"}, {"q": "y"}
    text = 'ddt("f", x) == y'
    assert carried(text, at(flows=one, define=q), at(flows=one, define=q))
    assert not carried(text, at(flows=one, define=q), at(flows=two, define=q))
    assert not carried(text, at(flows=one, define=q), at(flows=one, define=r))
    assert not carried(text, at(flows={"f": {"x": "y"}}), at())
    assert not carried(
        text, at("x; y; u", flows={"f": {"x": "y", "u": "1"}}), at("x; y", flows={"f": {"x": "y"}})
    )
    assert not carried(
        text, at("x; y positive", None, flows={"f": {"x": "y"}}), at("x; y", None, flows={"f": {"x": "y"}})
    )
    move = {"f": {"x": "1", "y": "1"}}
    assert not carried(
        'ddt("f", x) == 1', at("x; y positive", None, flows=move), at("x; y", None, flows=move)
    )


def test_solutions_live_in_their_whole_domain():
    """A fact about solutions is taken over only where everything is the same."""
    text = 'Pred("increasing", "f", x)'
    move = {"f": {"x": "1"}}
    assert carried(text, at(flows=move), at(flows=move))
    assert not carried(text, at(flows=move), at("x; y; v[G]; u", flows=move))
    assert not carried(text, at(flows=move), at(flows=move, least=3))


def test_hypotheses_of_the_sequent_are_looked_at():
    """As the conclusion is."""
    text = "Implies(All([k], v[k] == 0), x == 0)"
    assert carried(text, at("x; v[G]"), at("x; v[G]"))
    assert not carried(text, at("x; v[G]"), at("x; v[G] even"))
