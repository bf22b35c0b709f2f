"""Certificates: every bound field, what the evidence entails, and reading hostile bytes."""

from __future__ import annotations

import json

import pytest
from toy_trees import certificate, identity, number, said, sign, space, use

from symflow.checker import certificate as reading
from symflow.checker.certificate import (
    BOUND,
    DEEPEST_FILE,
    LARGEST_FILE,
    SCHEMA,
    Claim,
    canonical,
    digest,
    examine,
    parse,
)
from symflow.checker.limits import Incomplete, Rejected

LINE = space("x; y", None)
SQUARE = {"parts": {"a": "(x + y)**2 == x**2 + 2*x*y + y**2"}, "steps": [identity("one", "(x + y)**2 == x**2 + 2*x*y + y**2")],
          "goals": ["one"]}  # fmt: skip


def plain(**change):
    """A certificate of the square of a sum."""
    given = {**SQUARE, **change}
    return certificate(given.pop("where", LINE), given.pop("parts"), **given)


def entailed(data, used=None, verdicts=None):
    """What follows."""
    return examine(Claim(data), used or {}, verdicts or {})


def again(data, **change):
    """The certificate with fields changed and its digest computed anew."""
    data = {**data, **change}
    return {
        **data,
        "certificate": digest({k: v for k, v in data.items() if k not in ("certificate", "volatile")}),
    }


def refused(reason, data, **more):
    """The certificate is rejected, for this reason."""
    with pytest.raises(Rejected, match=reason):
        entailed(data, **more)


# -- text ---------------------------------------------------------------------------------------------------------------


def test_canonical_text():
    """Sorted, without blanks, ASCII; the digest is SHA-256 of it."""
    assert canonical({"b": [1, "ä"], "a": None}) == '{"a":null,"b":[1,"\\u00e4"]}'
    assert digest([]) == "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"


@pytest.mark.parametrize(
    "raw", [b"{}", b"[1]", b'"x"', b"null", b' {"a": [true, false]} ', b"-3", b'"\\u00e4"']
)
def test_parsing(raw):
    """JSON of whole numbers, texts, lists and objects."""
    assert parse(raw) == json.loads(raw)


@pytest.mark.parametrize(("raw", "reason"), [
    (b"", "no JSON"), (b"{", "no JSON"), (b"{}{}", "no JSON"), (b'{"a":1,"a":1}', "a key stands twice"),
    (b'{"b":{"a":1,"a":2}}', "a key stands twice"), (b"1.0", "is no exact number"), (b"1e3", "is no exact number"),
    (b"NaN", "is no exact number"), (b"[Infinity]", "is no exact number"), (b"-Infinity", "is no exact number"),
    (b"[1,]", "no JSON"), (b"'a'", "no JSON"), (b"\xff\xff", "no JSON"), (b"1" * 5000, "no JSON"), (b'"\xc3\xa4"', "no JSON"),
])  # fmt: skip
def test_parsing_refuses(raw, reason):
    """Floats, repeated keys, what is no JSON."""
    with pytest.raises(Rejected, match=reason):
        parse(raw)


def test_parsing_has_limits(monkeypatch):
    """Of length and of depth, before anything is read."""
    assert parse(b"[" * DEEPEST_FILE + b"]" * DEEPEST_FILE)
    with pytest.raises(Rejected, match="levels deep"):
        parse(b"[" * (DEEPEST_FILE + 1) + b"]" * (DEEPEST_FILE + 1))
    with pytest.raises(Rejected, match="levels deep"):
        parse(b'{"a":' * (DEEPEST_FILE + 1) + b"1" + b"}" * (DEEPEST_FILE + 1))
    assert parse(b"[" + b"[]," * 1000 + b"[]]")
    assert LARGEST_FILE == 16 * 2**20
    monkeypatch.setattr(reading, "LARGEST_FILE", 100)
    with pytest.raises(Rejected, match="more than 100 bytes"):
        parse(b" " * 99 + b"{}")
    assert parse(b" " * 98 + b"{}") == {}


# -- the fields -------------------------------------------------------------------------------------------------------------


def test_accepted():
    """A proof of every part."""
    assert entailed(plain()) == ("PROVED", [])
    claim = Claim(plain())
    assert (claim.id, len(claim.parts), claim.choice, claim.uses()) == ("toy", 1, (), [])


@pytest.mark.parametrize("name", [*BOUND, "schema", "certificate", "volatile"])
def test_every_field_is_there(name):
    """And no other."""
    data = plain()
    del data[name]
    refused("schema|fields", data)
    refused("fields", {**plain(), "more": 1})


@pytest.mark.parametrize("name", BOUND)
def test_every_field_is_bound(name):
    """By the digest of the rest."""
    data = plain()
    data[name] = "changed" if data[name] != "changed" else "again"
    with pytest.raises(Rejected):
        Claim(data)


@pytest.mark.parametrize("data", [None, [], "x", 3, {}, {"schema": "symflow.certificate/2"}])
def test_what_is_no_certificate(data):
    """Refused at once."""
    with pytest.raises(Rejected, match="schema"):
        Claim(data)


@pytest.mark.parametrize(("change", "reason"), [
    ({"schema": "symflow.certificate/0"}, "schema"),
    ({"id": ""}, "id"), ({"id": "a b"}, "id"), ({"id": "a/b"}, "id"), ({"id": "ä"}, "id"), ({"id": 3}, "id"), ({"id": None}, "id"),
    ({"id": "a\n"}, "id"), ({"id": "A"}, "id"), ({"id": "a" * 101}, "id"), ({"digest": "0" * 64}, "digest"), ({"text": []}, "text"),
    ({"statement": []}, "is no claim"), ({"statement": None}, "is no claim"),
])  # fmt: skip
def test_fields_that_are_wrong(change, reason):
    """Though the digest of the rest is computed anew."""
    refused(reason, again(plain(), **change))


def test_text_and_digests():
    """Each of them must be what comes out."""
    data = plain()
    refused("text", again(data, text=data["text"][:-1]))
    refused("text", again(data, text=[*data["text"][:-1], "a: x == y"]))
    refused("certificate", {**data, "verdict": "REFUTED"})
    refused("certificate", {**data, "certificate": "0" * 64})
    other = plain(parts={"a": "x == x"})
    refused("digest", again(data, statement=other["statement"]))
    refused("text", again(data, statement=other["statement"], digest=other["digest"]))
    assert entailed({**data, "volatile": {"title": "anything"}}) == ("PROVED", [])
    assert entailed({**data, "volatile": None}) == ("PROVED", [])


def test_two_parts_of_one_label():
    """Refused."""
    data = plain()
    statement = data["statement"]
    statement[2].append(statement[2][1])
    refused("two parts have one label", again(data, statement=statement, digest=digest(statement)))


@pytest.mark.parametrize("uses", [[], "x", {"a": 1}, {"a": None}, 3])
def test_uses(uses):
    """A digest for each id."""
    with pytest.raises(Rejected, match="uses"):
        Claim(again(plain(), uses=uses)).uses()


@pytest.mark.parametrize("name", ["steps", "goals", "covers", "facts"])
def test_lists(name):
    """These fields are lists."""
    for value in (None, {}, "x", 3):
        refused(f"{name}: not a list", again(plain(), **{name: value}))


# -- steps and goals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("change", "reason"), [
    ({"goals": []}, "another number of sequents"),
    ({"goals": ["one", "one"]}, "another number of sequents"),
    ({"goals": ["two"]}, "part a: no step of that label"),
    ({"goals": [1]}, "part a: no step of that label"),
    ({"goals": [None]}, "part a: no step of that label"),
    ({"parts": {"a": "(x + y)**2 == x**2 + y**2"}}, "part a: the step one establishes something else"),
    ({"parts": {"a": "(x + y)**2 >= 0"}}, "part a: the step one establishes something else"),
    ({"steps": [identity("one", "x == y")]}, r"step 0 \(one\): the two sides"),
    ({"steps": [identity("one", "x == x"), ["Identity", "two"]]}, r"step 1 \(two\): .* is no step"),
    ({"steps": [identity("one", "x == x"), "nonsense"]}, r"step 1 \(\?\)"),
    ({"steps": [["Identity"]]}, r"step 0 \(\?\)"),
    ({"steps": [["Identity", 3]]}, r"step 0 \(\?\)"),
    ({"parts": {"a": "x/y == x/y"}, "steps": [identity("one", "x == x")]}, "part a: a division by what may be zero"),
    ({"parts": {"a": "z == z"}}, "statement: z is not declared"),
    ({"where": space("x; x", None)}, "statement: two quantities"),
    ({"steps": []}, "goals: nothing establishes them"),
    ({"steps": [], "goals": [], "point": ["Instance", "none", 2, [""], 1, 1, [""]]}, "goals: nothing establishes them"),
])  # fmt: skip
def test_proofs_that_are_none(change, reason):
    """Another number of goals, another label, another statement, a step that does not hold."""
    refused(reason, plain(**change))


def test_several_parts():
    """Each of their sequents has a step; a label may serve twice."""
    both = {"parts": {"a": "And(x**2 >= 0, y**2 >= 0)", "b": "x**2 >= 0"},
            "steps": [sign("one", "x**2 >= 0", "x**2"), sign("two", "y**2 >= 0", "y**2")]}  # fmt: skip
    assert entailed(plain(**both, goals=["one", "two", "one"])) == ("PROVED", [])
    refused("part a: the step one", plain(**both, goals=["one", "one", "one"]))
    refused("part b: the step two", plain(**both, goals=["one", "two", "two"]))


def test_a_hypothesis_of_a_domain_is_not_a_goal():
    """A goal is established by a step, not by an assumption."""
    where = space("x; y", None, assume={"h": "x == y"})
    point = ["Instance", "none", 2, ["", ["", "x", ["", number(1)]], ["", "y", ["", number(1)]]], 1, 1, [""]]
    good = plain(
        where=where, parts={"a": "x == y"}, steps=[identity("one", "x == y", using=[use("h")])], point=point
    )
    assert entailed(good) == ("PROVED", [])
    refused(
        "no step of that label",
        plain(
            where=where, parts={"a": "x == y"}, steps=[identity("one", "x == x")], goals=["h"], point=point
        ),
    )
    with pytest.raises(Incomplete, match="point: values that satisfy"):
        entailed(again(good, point=None))
    wrong = json.loads(json.dumps(point).replace('"1"', '"2"', 1))
    refused("point: the point does not satisfy", again(good, point=wrong))
    refused("point: .* is no instance", again(good, point=[]))
    refused("point: the domain has no hypotheses", plain(point=point))


def test_facts_and_cited():
    """The facts that the steps cite; characters of abelian groups are one."""
    assert entailed(plain(where=space("x; y", "abelian"))) == ("PROVED", ["characters"])
    assert entailed(plain(where=space("x; y", "cyclic"))) == ("PROVED", ["characters"])
    assert entailed(plain(where=space("x; y", "cyclic", order=5, least=5))) == ("PROVED", ["characters"])
    assert entailed(plain(where=space("x; y", "boolean"))) == ("PROVED", [])
    assert entailed(plain(where=space("x; y", "boolean"))) == ("PROVED", [])
    recursive = space("", "recursive")
    step = ["Induct", "one", said("Sum(k, chi(k, g)) == K*D(g, 0)")]
    assert entailed(plain(where=recursive, parts={"a": "Sum(k, chi(k, g)) == K*D(g, 0)"}, steps=[step])) == (
        "PROVED",
        [],
    )
    refused(
        "establishes something else",
        plain(where=recursive, parts={"a": "Sum(l, chi(l, g)) == K*D(g, 0)"}, steps=[step]),
    )


def test_nothing_at_all():
    """A claim without steps, witness or goals is undecided."""
    assert entailed(plain(steps=[], goals=[])) == ("UNDECIDED", [])


# -- what a claim rests on --------------------------------------------------------------------------------------------------------


def test_facts_of_other_claims():
    """By id and label, where they transfer; the verdict depends on theirs."""
    lemma = Claim(
        plain(
            parts={"a": "x*0 == y*0", "b": "And(x + y == y + x, x >= x)"}, steps=[identity("one", "x == x")]
        )
    )
    step = identity("two", "x + y == y + x", using=[use("lemma:b"), use("lemma:a")])
    data = plain(parts={"a": "x + y == y + x"}, steps=[step], goals=["two"], uses={"lemma": lemma.digest})
    assert entailed(data, {"lemma": lemma}, {"lemma": "PROVED"}) == ("PROVED", [])
    for verdict in ("CONDITIONAL", "VACUOUS"):
        assert entailed(data, {"lemma": lemma}, {"lemma": verdict}) == ("CONDITIONAL", [])
    refused("no fact is called lemma:b", data)
    stronger = Claim(plain(where=space("x positive; y", None), parts={"a": "x*0 == y*0", "b": "x == x"}))
    refused("no fact is called lemma:", data, used={"lemma": stronger}, verdicts={"lemma": "PROVED"})
    second = sign("two", "x >= x", "0", [use("lemma:b.1")])
    more = plain(parts={"a": "x >= x"}, steps=[second], goals=["two"], uses={"lemma": lemma.digest})
    assert entailed(more, {"lemma": lemma}, {"lemma": "PROVED"}) == ("PROVED", [])


# -- choices ----------------------------------------------------------------------------------------------------------------------


def chosen(body, **change):
    """There is a c1 such that x + c1 <= x + 0 c1."""
    where = space("x", None, define={"c1": body, "c2": "1", "idle": "1"})
    by = {"0": "0", "x - x": "0", "-1": "1"}[body]
    steps = [sign("one", "x + c1*c2 <= x", by, unfold=["c1", "c2"])]
    return plain(where=where, parts={"a": "x + c1*c2 <= x"}, steps=steps, **{"choice": ["c1"], **change})


def test_choices():
    """What zero satisfies is vacuous, unless something else is chosen too."""
    assert entailed(chosen("0"))[0] == "VACUOUS"
    assert entailed(chosen("x - x"))[0] == "VACUOUS"
    assert entailed(chosen("-1"))[0] == "PROVED"
    assert entailed(chosen("0", choice=["c1", "c2"]))[0] == "PROVED"
    for choice in (["x"], ["nothing"], ["c1", "nothing"]):
        refused("choice", chosen("-1", choice=choice))


# -- witnesses ----------------------------------------------------------------------------------------------------------------------


def witness(**change):
    """x^2 >= x fails at 1/2."""
    point = [
        "Instance",
        "none",
        2,
        ["", ["", "x", ["", number("1/2")]], ["", "y", ["", number(0)]]],
        1,
        1,
        [""],
    ]
    found = {"part": "a", "instance": point, "relation": ">=", "difference": ["-1/4", "-1/4"], **change}
    return plain(parts={"a": "x**2 >= x", "b": "x == x"}, steps=[], goals=[], witness=found)


def test_a_witness():
    """Refutes, and nothing else is looked at."""
    assert entailed(witness()) == ("REFUTED", [])


@pytest.mark.parametrize(("change", "reason"), [
    ({"part": "b"}, "nothing fails"), ({"part": "c"}, "no such part"), ({"part": None}, "no such part"), ({"part": ["a"]}, "no such part"),
    ({"relation": ">"}, "left - right is"), ({"difference": ["-1/4", "0"]}, "left - right is"), ({"difference": ["1/4", "1/4"]}, "left - right"),
    ({"difference": []}, "left - right"), ({"instance": []}, "witness: .* is no instance"), ({"more": 1}, "give part, instance"),
])  # fmt: skip
def test_a_witness_that_is_none(change, reason):
    """Another part, another value, another relation, another form."""
    refused(reason, witness(**change))


def test_a_witness_stands_alone():
    """Beside it there are no steps, goals, covers and no point."""
    data = boxes()
    point = ["Instance", "walsh", 2, ["", ["", "v", ["", number(0), number(2)]]], 1, 1, ["", ["", "k", 1]]]
    found = {"part": "c", "instance": point, "relation": "<=", "difference": ["1", "1"]}
    parts = {"b": "v[k]*0 <= 1", "c": "v[k] <= 1"}
    bare = plain(where=space("v[G] vanishing", "boolean"), parts=parts, steps=[], goals=[], witness=found)
    assert entailed(bare) == ("REFUTED", [])
    for key in ("goals", "covers"):
        refused("no proof", again(bare, **{key: data[key]}))


def test_the_form_of_a_witness():
    """An object with four entries."""
    data = witness()
    for value in ([], "x", 1, {}, {"part": "a"}):
        refused("give part, instance", again(data, witness=value))
    missing = dict(data["witness"])
    del missing["relation"]
    refused("give part, instance", again(data, witness=missing))


# -- covers -------------------------------------------------------------------------------------------------------------------------


def boxes(**change):
    """x_k^2 <= 1 on the unit cube, beside a proof that x_k = x_k."""
    where = space("v[G] vanishing", "boolean")
    side = ["", number(0), number(1)]
    whole = {"part": "b", "variable": "v", "K": 4, "lower": ["", *[number(0)] * 3], "upper": ["", *[number(1)] * 3],
             "boxes": [["", side, side, side]], **change}  # fmt: skip
    return plain(where=where, parts={"a": "v[k] == v[k]", "b": "v[k]*0 <= 1"},
                 steps=[identity("one", "v[k] == v[k]"), sign("two", "v[k]*0 <= 1", "1")], goals=["one", "two"], covers=[whole])  # fmt: skip


def test_a_cover():
    """Is looked at, beside the proof."""
    assert entailed(boxes()) == ("PROVED", [])


@pytest.mark.parametrize(("change", "reason"), [
    ({"part": "c"}, "covers, 0: the claim has no such part"), ({"variable": "u"}, "one variable on the group"), ({"K": 2}, "K - 1 sides"),
    ({"K": "4"}, "K is a whole number"), ({"K": True}, "K is a whole number"), ({"boxes": {}}, "boxes a list"), ({"boxes": []}, "do not cover"),
    ({"lower": [""]}, "is not a list of number"), ({"boxes": [["", ["", number(0)]]]}, "is no side"), ({"more": 1}, "give part, variable"),
    ({"boxes": [[""]]}, "is not a list of side"), ({"boxes": [["", *[["", number(0), number(1)]] * 3]] * 2}, "covers, 0: box 1 stands twice"),
])  # fmt: skip
def test_a_cover_that_is_none(change, reason):
    """Another form, another box."""
    refused(reason, boxes(**change))
    refused("give part, variable", again(boxes(), covers=[[]]))


def test_a_cover_without_a_proof():
    """Establishes nothing."""
    refused("goals: nothing establishes them", again(boxes(), steps=[], goals=[]))


# -- places -------------------------------------------------------------------------------------------------------------------------

NESTED = "Implies(Implies(x > 0, x > 1), x == x)"


def test_the_part_that_cannot_be_flattened():
    """Is named, where it is the claim's own and where it is that of another claim."""
    refused("part a: a Implies cannot be assumed", plain(parts={"a": NESTED}))
    lemma = Claim(plain(parts={"a": NESTED}))
    refused("uses, lemma: a Implies cannot be", plain(), used={"lemma": lemma}, verdicts={"lemma": "PROVED"})


@pytest.mark.parametrize(("data", "used", "place"), [
    (chosen("0"), "unfolded", "statement"), (plain(), "transferable", "uses, lemma"), (plain(), "Proof.entails", "part a"),
    (witness(), "points.refutation", "witness"), (boxes(), "points.covered", "covers, 0"),
])  # fmt: skip
def test_where_the_budget_ends(data, used, place, monkeypatch):
    """What cannot be checked says at which place of the certificate."""

    def nothing_left(*given):
        raise Incomplete("nothing is left")

    monkeypatch.setattr(f"symflow.checker.certificate.{used}", nothing_left)
    lemma = {"lemma": Claim(plain(parts={"a": "x == x"}))} if place.startswith("uses") else {}
    with pytest.raises(Incomplete, match=f"^{place}: nothing is left"):
        entailed(data, lemma, dict.fromkeys(lemma, "PROVED"))


def test_the_schema():
    """The name is that of this version."""
    assert SCHEMA == "symflow.certificate/1"
    assert set(plain()) == {"schema", "certificate", "volatile", *BOUND}
