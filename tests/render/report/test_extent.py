"""How far a verdict reaches: read off the domain and the evidence, and never further."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exported import checked
from made import proof, refutation, renamed, result, sample

from symflow import (
    GSTAR,
    And,
    Ddt,
    G,
    Implies,
    chi,
    delta,
    eq,
    expr,
    forall,
    ge,
    gt,
    indices,
    le,
    modes_on,
    state,
    total,
)
from symflow import notation as _
from symflow.algebra.expr import atom
from symflow.algebra.indexing import CLASSES, FEATURES, ZERO_INDEX
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import All, Statement
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.ledger import Result, claims
from symflow.ledger.settled import Settled
from symflow.render.report.book import Book
from symflow.render.report.conditions import excluding
from symflow.render.report.extent import (
    ASKS,
    EVERY,
    FIXED,
    LIMITED,
    NO_SIZE,
    OPEN,
    PARTLY,
    POINT,
    Extent,
    extent,
    reach,
    sizes_of,
)
from symflow.render.report.overview import section

CLAIMS = claims()


@pytest.mark.parametrize("name", CLAIMS)
def test_a_fixed_order_is_never_called_every(name: str) -> None:
    """And a domain without a fixed order never loses its K."""
    claim = CLAIMS[name]
    kind, words = reach(claim)
    if claim.domain.order is not None:
        assert (kind, words) == (FIXED, f"K = {claim.domain.order} only")
    elif kind == NO_SIZE:
        assert claim.domain.group is None
        assert not sizes_of(claim)
    else:
        assert kind in (EVERY, ASKS, LIMITED)
        assert words.startswith("every ")
        assert (
            f"≥ {claim.domain.least}" in words
            or "K" not in sizes_of(claim)
            or claim.domain.group == "recursive"
        )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lyapunov-decrease", "every K ≥ 2"),
        ("gradient", "every K ≥ 2, every n, d ≥ 1"),
        ("walsh-characters", "every K = 2ᵐ"),
        ("max-min-ratio-8", "K = 8 only"),
        ("extreme-pair", "every K = 2ᵐ ≥ 2 with K ≤ 8"),
        ("ulpm-theorem-3-2-narrow", "every K ≥ 2, every n, d ≥ 1 with d < K − 1, where its conditions allow"),
        ("frozen-vectors", "every K ≥ 2, every d ≥ 1, where its conditions allow"),
        ("exp-tangent", "all values stated"),
    ],
)
def test_some_by_name(name: str, words: str) -> None:
    """As their statements say."""
    assert reach(CLAIMS[name])[1] == words


def test_a_condition_on_K_is_not_every_K() -> None:
    """K <= 8 in the statement limits it as much as a fixed order does; d < K - 1 leaves some K out for each d."""
    assert reach(CLAIMS["extreme-pair"])[0] == LIMITED
    assert "about other K" in extent(checked("extreme-pair"), checked("extreme-pair").deciding).long
    assert reach(CLAIMS["ulpm-theorem-3-2-narrow"])[0] == ASKS


(g,), (h,) = indices("g", G), indices("h", G)
BOUNDS = {
    "a sum of ones": le(total(expr(1), g), 4),
    "a size": le(_.K + _.V, 4),
    "a sum of what is at least one": le(total(_.s(g), g), 4),
    "a sum of deltas": le(total(delta(g, h), g, h), 4),
    "a character": eq(chi(g, h), 1),
    "a multiple of an index": eq(_.s(g + g + g), 0),
    "something defined by sums": le(_.V, 4),
    "a derivative": eq(Ddt(_.V, "modes"), 0),
}


@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("place", ["domain", "part"])
def test_a_condition_that_may_exclude_some_K(bound: str, place: str) -> None:
    """Is never called every K, wherever it stands; the words say that K may be missing."""
    asked = BOUNDS[bound]
    given, said = (
        ({"bound": asked}, eq(_.V, _.V)) if place == "domain" else ({}, Implies(asked, eq(_.V, _.V)))
    )
    claim = state("bounded", modes_on("cyclic", given=given), {"p": said})
    kind, words = reach(claim)
    assert kind in (ASKS, LIMITED)
    assert "conditions allow" in words or kind == LIMITED
    found = far(result("PROVED", proof(claim), claim=claim))
    assert "not only for instances" not in found.long
    assert "may" in found.long or kind == LIMITED


x = atom("x")
o, (k, l), (c,) = ZERO_INDEX, indices("k l", GSTAR), indices("c", FEATURES)
REAL, COMPLEX = Variable("x", (G,)), Variable("x", (FEATURES, G), hermitian=True)
TIED: dict[str, tuple[Variable, Statement]] = {
    "odd and never 0": (REAL, forall(k, And((eq(x(-k), -x(k)), eq(x(k) ** 2, 1))))),
    "i or -i": (COMPLEX, forall(c, k, eq(x(c, k) ** 2, -1))),
    "unlike at one place, alike at another": (REAL, And((gt(x(k), x(o)), eq(x(l), x(o))))),
}


def tied(variable: Variable, premise: Statement | None = None, **given: Statement) -> Claim:
    """What is always true, under a premise, or where the domain has a hypothesis."""
    domain = Domain("made", Model((variable,)), "cyclic", hypotheses=tuple(given.items()))
    said = eq(_.K, _.K)
    return state("tied", domain, {"p": said if premise is None else Implies(premise, said)})


@pytest.mark.parametrize("what", TIED)
def test_conditions_that_tie_elements_are_not_about_every_K(what: str) -> None:
    """They speak of no size, and nothing meets them where K = 2."""
    variable, asked = TIED[what]
    found = [tied(variable, asked)] + ([tied(variable, given=asked)] if isinstance(asked, All) else [])
    for claim in found:
        assert reach(claim)[0] == ASKS
        assert "may exclude some K" in far(result("PROVED", proof(claim), claim=claim)).long


def test_where_K_may_be_1_every_condition_may_exclude_some_K() -> None:
    """Nothing but 0 is there then: what is asked of every other element is asked of none."""
    never = forall(k, eq(x(k) ** 2, -1))
    for group, least in (("recursive", 2), ("cyclic", 1)):
        claim = tied(REAL, never)
        assert reach(claim)[0] == EVERY
        domain = replace(claim.domain, group=group, least=least)
        assert reach(replace(claim, domain=domain))[0] == ASKS


def test_the_range_of_a_free_index_is_a_size() -> None:
    """Three different elements of {1, ..., K} are not to be found where K = 2, although nobody wrote a K."""
    r, s, t = indices("r s t", CLASSES)
    apart = And((eq(delta(r, s), 0), eq(delta(s, t), 0), eq(delta(r, t), 0)))
    domain = Domain("made", Model((Variable("v"),)))
    claim = state("apart", domain, {"p": Implies(apart, eq(atom("v")(), atom("v")()))})
    assert sizes_of(claim) == {"K"}
    assert reach(claim) == (ASKS, "every K ≥ 2, where its conditions allow")
    assert "no K occurs" not in far(result("PROVED", proof(claim), claim=claim)).long


def test_premises_that_need_several_elements() -> None:
    """Three modes of different size are not to be found on two elements."""
    (m,) = indices("m", GSTAR)
    several = And((gt(_.s(k), _.s(l)), gt(_.s(l), _.s(m))))
    claim = state("several", modes_on("cyclic"), {"p": Implies(several, eq(_.V, _.V))})
    assert reach(claim)[0] == ASKS


def test_a_part_without_conditions_is_about_every_K() -> None:
    """It holds there; that another part has conditions is told."""
    decrease = CLAIMS["lyapunov-decrease"]
    assert reach(decrease)[0] == EVERY
    long = far(checked("lyapunov-decrease")).long
    assert long.endswith("not only for instances; part strict has conditions that may exclude some sizes.")
    assert excluding(decrease) == ["strict"]
    at_one = state("one", modes_on("cyclic"), {"p": Implies(ge(_.s(k), 1), eq(_.V, _.V))})
    assert reach(at_one) == (EVERY, "every K ≥ 2")
    assert "none of which is about a size" in far(result("PROVED", proof(at_one), claim=at_one)).long
    assert far(checked("gradient")).long.endswith("every n, d ≥ 1: not only for instances.")


def far(found: Result) -> Extent:
    """How far the verdict of a result reaches."""
    return extent(found, found.deciding)


def test_what_is_not_proved_reaches_nowhere() -> None:
    """Instances, points and nothing are said to be that."""
    claim = renamed("a")
    assert far(result("SUPPORTED", sample(), claim=claim)).kind == PARTLY
    assert far(result("UNDECIDED", sample(), claim=claim)).kind == PARTLY
    assert far(result("UNDECIDED", claim=claim)).kind == OPEN
    assert far(result("REFUTED", refutation(), claim=claim)).kind == POINT
    assert far(result("CONDITIONAL", proof(claim), claim=claim)).kind == PARTLY
    assert "not proved" in far(result("CONDITIONAL", proof(claim), claim=claim)).long
    assert far(checked("ulpm-lemma-3-3-limit")).kind in (OPEN, PARTLY)
    assert "say nothing" in far(checked("ulpm-theorem-3-4-as-printed")).long


def test_only_steps_that_hold_are_counted() -> None:
    """A proof whose one examined step failed has no step that holds."""
    good, bad = (
        result("PROVED", proof(), claim=renamed("a")),
        result("UNDECIDED", holds=False, claim=renamed("b")),
    )
    for found, number in (([good, bad], 1), ([bad], 0)):
        text = section(Book.of(Settled(found, {}), "1"))
        assert f"steps of proofs that were checked, one by one, and hold</dt><dd>{number}</dd>" in text


def test_the_three_counts() -> None:
    """Every K, some K perhaps, and no K are counted apart."""
    found = [checked(name) for name in ("gradient", "frozen-vectors", "max-min-ratio-4")]
    assert [r.verdict for r in found] == ["PROVED"] * 3
    text = section(Book.of(Settled(found, {}), "1"))
    for label in (
        "proved, some part at least, for every K",
        "proved under conditions",
        "proved for one fixed K",
    ):
        assert re.search(rf"<dt>{label}[^<]*</dt><dd>1</dd>", text), label
