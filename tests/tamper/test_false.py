"""Certificates of false statements: false twins under the true proofs, and statements that were made false by hand."""

from __future__ import annotations

import pytest
from toy_trees import cases, certificate, cite, derive, identity, sign, space, strict, use, zeroset

from symflow.checker.certificate import canonical
from symflow.checker.judge import answers
from symflow.testing.tamper.corpus import Corpus
from symflow.testing.tamper.twins import accepted_twins, false_certificates


def test_false_twins(corpus: Corpus, honest: dict[str, bytes]) -> None:
    """None is accepted, neither with the proof as it is nor with the false relation carried through it."""
    tried = 0
    for name in corpus.books:
        some, wrong = accepted_twins(honest, corpus.books, name)
        assert wrong == []
        tried += some
    assert tried >= 30


def test_a_true_twin_would_be_accepted(corpus: Corpus, honest: dict[str, bytes]) -> None:
    """The harness can fail: the false relation replaced by the true one is accepted."""
    name = "square-root"
    _, _, raw = next(false_certificates({name: corpus.books[name]}))
    assert raw != honest[name]
    assert answers([("edited", honest[name])])["edited"].state == "accepted"


X = space("x")


def made(where: list, part: str, steps: list, **fields: object) -> dict:
    """A certificate with one part p, that the step p is said to establish."""
    facts = ["characters"] if where[2] == "abelian" else []
    return certificate(where, {"p": part}, steps, ["p"], facts=facts, **fields)


FALSE = {
    "x + 1 <= x": (X, "x + 1 <= x", [sign("p", "x + 1 <= x", "0")]),
    "a square is positive": (X, "x**2 > 0", [sign("p", "x**2 > 0", "square(x)")]),
    "x is positive": (X, "x >= 0", [sign("p", "x >= 0", "x")]),
    "1/x times x is 1": (X, "x * x**-1 == 1", [identity("p", "x * x**-1 == 1")]),
    "0 == 1 from x/x": (X, "0 == 1", [identity("p", "x * x**-1 == 1"), identity("q", "0 == 1")]),
    "the root of a square": (X, "(x**2)**(1/2) == x", [identity("p", "(x**2)**(1/2) == x")]),
    "log of a square": (X, "log(x**2) == 2 * log(x)", [identity("p", "log(x**2) == 2 * log(x)")]),
    "K is at least 3": (X, "K >= 3", [sign("p", "K >= 3", "K - 3")]),
    "N is at least 2": (X, "N >= 2", [sign("p", "N - 1 > 0", "N - 1")]),
    "a sum of one": (space("s[G]", "abelian"), "Sum(k, s[k]) == s[0]", [identity("p", "Sum(k, s[k]) == s[0]")]),
    "an index moved": (space("s[G]", "abelian"), "s[k] == s[l]", [identity("p", "s[k] == s[l]")]),
    "even without being so": (space("s[G]", "abelian"), "s[k] == s[-k]", [identity("p", "s[k] == s[-k]")]),
    "2k is 0": (space("s[G]", "abelian"), "s[2*k] == s[0]", [identity("p", "s[2*k] == s[0]")]),
    "k alone": (space("s[G] positive vanishing", "abelian"), "s[k] > 0", [sign("p", "s[k] > 0", "s[k]")]),
    "1/s at 0": (
        space("s[G] positive vanishing", "abelian"),
        "Sum(k, s[k] * s[k]**-1) == K",
        [identity("p", "Sum(k, s[k] * s[k]**-1) == K")],
    ),
    "characters are real": (
        space("", "abelian"),
        "chi(k, g) == chi(k, -g)",
        [identity("p", "chi(k, g) == chi(k, -g)")],
    ),
    "a character is positive": (
        space("", "boolean"),
        "chi(k, g) + 1 > 0",
        [sign("p", "chi(k, g) + 1 > 0", "1 + chi(k, g)")],
    ),
    "a wrong derivative": (
        space("x", flows={"grow": {"x": "x"}}),
        "ddt('grow', x**2) == x",
        [derive("p", "ddt('grow', x**2) == x")],
    ),
    "strict out of nothing": (
        X,
        "x**2 > 0",
        [sign("w", "x**2 >= 0", "square(x)"), identity("a", "x == x"), strict("p", "x**2 > 0", "w", "a")],
    ),
    "zero of a difference": (X, "x == 0", [zeroset("p", "x - x == 0", "square(x)", "x == 0")]),
    "cases on nothing": (space("s[G]", "abelian"), "s[k] == 0", [cases("p", "s[k] == 0", "k", "z", "o")]),
    "a fact that is none": (X, "x == 0", [cite("p", "riemann", [], "x == 0")]),
    "an assumption kept": (X, "x == 0", [identity("p", "x == 0", using=[use("h")], assume={"h": "x == 0"})]),
    "a fact of itself": (X, "x == 0", [identity("p", "x == 0", using=[use("p")])]),
    "a hypothesis that is none": (X, "x == 0", [identity("p", "x == 0", using=[use("domain")])]),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_by_hand(name: str) -> None:
    """Each is refused, whatever verdict it gives itself, and the reason has a place."""
    where, part, steps = FALSE[name]
    for verdict in ("PROVED", "CONDITIONAL", "VACUOUS"):
        false = made(where, part, steps, verdict=verdict)
        answer = answers([("false", canonical(false).encode())])["false"]
        assert answer.state == "rejected"
        assert answer.why.startswith(("step ", "part ", "statement: ", "verdict: ")), answer.why


def test_a_true_one_is_accepted() -> None:
    """The same builder makes certificates that are accepted."""
    true = made(X, "x**2 >= 0", [sign("p", "x**2 >= 0", "square(x)")])
    assert answers([("true", canonical(true).encode())])["true"].state == "accepted"


def test_a_positive_fact_is_not_used_where_the_quantity_vanishes() -> None:
    """s_k > 0 for all k, of a positive s, says nothing of an s with s_0 = 0: otherwise 0 > 0 would follow."""
    there, here = space("s[G] positive", "abelian"), space("s[G] positive vanishing", "abelian")
    lemma = made(there, "s[k] > 0", [sign("p", "s[k] > 0", "s[k]")], id="lemma")
    steps = [sign("p", "s[0] > 0", "s[0]", [use("lemma:p", at={"k": "0"})])]
    false = made(here, "0 > 0", steps, uses={"lemma": lemma["digest"]})
    found = answers([(one["id"], canonical(one).encode()) for one in (lemma, false)])
    assert (found["lemma"].state, found[false["id"]].state) == ("accepted", "rejected")
