"""The judging of certificates: answers for many files at once, what they rest on, exit codes, what is printed."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest
from toy_trees import certificate, identity, number, space, use

from symflow.checker import judge as program
from symflow.checker.certificate import Claim
from symflow.checker.judge import answers, files_of, main, plain
from symflow.checker.limits import Budget

LINE = space("x; y", None)
STEP = identity("one", "x + y == y + x")


def claim(name="toy", parts=None, where=LINE, steps=(STEP,), goals=("one",), **fields):
    """A certificate."""
    return certificate(where, parts or {"a": "x + y == y + x"}, steps, goals, id=name, **fields)


def raw(data):
    """As bytes."""
    return json.dumps(data).encode()


def states(*data, names=None):
    """The state of each, in order."""
    files = [(f"file {n}", one if isinstance(one, bytes) else raw(one)) for n, one in enumerate(data)]
    found = answers(files, names)
    return [found[place] for place, _ in files]


def leaning(name, *on, label="one", **fields):
    """A claim that rests on others."""
    return claim(name, {"a": "y + x == x + y", name: "x == x"}, goals=("one", "two"),
                 steps=(STEP, identity("two", "x == x")), uses={o["id"]: o["digest"] for o in on}, **fields)  # fmt: skip


# -- one certificate ---------------------------------------------------------------------------------------------------------


def test_accepted():
    """With what was found."""
    (answer,) = states(claim(volatile={"reported": ["sampled", 3, "a\nb"]}))
    assert (answer.state, answer.verdict, answer.id, answer.why) == ("accepted", "PROVED", "toy", "")
    assert (answer.parts, answer.steps, answer.facts) == (1, 1, [])
    assert answer.not_checked == ["sampled", "a\\nb"]
    assert answer.text[-1].startswith("a: ")


@pytest.mark.parametrize("volatile", [None, [], {"reported": "x"}, {"reported": None}, {"other": []}, 3])
def test_what_is_volatile_binds_nothing(volatile):
    """Whatever stands there."""
    (answer,) = states(claim(volatile=volatile))
    assert (answer.state, answer.not_checked) == ("accepted", [])


def test_long_reports_are_cut():
    """To 200 characters."""
    (answer,) = states(claim(volatile={"reported": ["x" * 1000]}))
    assert answer.not_checked == ["x" * 200]


@pytest.mark.parametrize(("data", "why"), [
    (b"{", "no JSON"),
    (b"[" * 1000, "levels deep"),
    (claim(verdict="REFUTED"), "it says REFUTED, and the evidence entails PROVED"),
    (claim(verdict=None), "it says None"),
    (claim(facts=["danskin"]), "facts: not the textbook facts"),
    (claim(goals=()), "another number"),
    (claim(steps=(), goals=()), "it says PROVED, and the evidence entails UNDECIDED"),
    (claim(uses={"a": 3}), "uses"),
    (claim(parts={"a": "x == y"}), "establishes something else"),
    (claim(point=[]), "point"),
    (claim(where=space("x; y", "abelian")), "facts"),
])  # fmt: skip
def test_rejected(data, why):
    """With the place."""
    (answer,) = states(data)
    assert answer.state == "rejected"
    assert why in answer.why
    assert answer.verdict == ""


@pytest.mark.parametrize("verdict", ["SUPPORTED", "SUSPECT"])
def test_verdicts_that_rest_on_other_evidence(verdict):
    """Cannot be checked; UNDECIDED can."""
    (answer,) = states(claim(steps=(), goals=(), verdict=verdict))
    assert answer.state == "cannot check"
    assert "rests on evidence that is not checked here" in answer.why
    (answer,) = states(claim(steps=(), goals=(), verdict="UNDECIDED"))
    assert (answer.state, answer.verdict) == ("accepted", "UNDECIDED")
    (answer,) = states(claim(verdict=verdict))
    assert answer.state == "rejected"


def test_a_missing_point():
    """Cannot be checked."""
    (answer,) = states(claim(where=space("x; y", None, assume={"h": "x > 0"})))
    assert answer.state == "cannot check"
    assert "point" in answer.why


def test_deep_formulas_do_not_end_the_checker():
    """They are answered, one way or the other."""
    deep = "x"
    for _ in range(60):
        deep = f"exp({deep})"
    (answer,) = states(claim(parts={"a": f"{deep} == {deep}"}, steps=(identity("one", f"{deep} == {deep}"),)))
    assert answer.state in ("accepted", "cannot check")


# -- many certificates -----------------------------------------------------------------------------------------------------------


def test_what_a_certificate_rests_on():
    """It is checked first, wherever it stands; its verdict counts."""
    lemma = claim("lemma")
    first = leaning("first", lemma)
    second = leaning("second", first, lemma)
    assert [a.state for a in states(second, first, lemma)] == ["accepted"] * 3
    assert [a.state for a in states(lemma, first, second)] == ["accepted"] * 3
    (answer,) = states(first)
    assert answer.state == "cannot check"
    assert "the certificate of lemma" in answer.why
    found = states(second, lemma)
    assert [a.state for a in found] == ["cannot check", "accepted"]


def test_resting_on_what_is_not_accepted():
    """Cannot be checked."""
    bad = claim("lemma", verdict="CONDITIONAL")
    found = states(leaning("first", bad), bad)
    assert [a.state for a in found] == ["cannot check", "rejected"]
    assert "which is not accepted" in found[0].why


def test_conditional():
    """Resting on what is conditional or undecided is conditional."""
    open_one = claim("lemma", {"a": "x == y"}, steps=(), goals=(), verdict="UNDECIDED")
    first = leaning("first", open_one, verdict="CONDITIONAL")
    second = leaning("second", first, verdict="CONDITIONAL")
    assert [a.state for a in states(open_one, first, second)] == ["accepted"] * 3
    over = leaning("first", open_one)
    assert [a.state for a in states(open_one, over)] == ["accepted", "rejected"]


def test_a_refuted_claim_carries_nothing():
    """What rests on it is not accepted."""
    point = ["Instance", "none", 2, ["", ["", "x", ["", number(1)]], ["", "y", ["", number(0)]]], 1, 1, [""]]
    found = {"part": "a", "instance": point, "relation": "==", "difference": ["1", "1"]}
    false = claim("lemma", {"a": "x == y"}, steps=(), goals=(), verdict="REFUTED", witness=found)
    step = identity("one", "x == y", using=[use("lemma:a")])
    for verdict in ("CONDITIONAL", "PROVED"):
        data = claim("first", {"a": "x == y", "b": "y == x"}, steps=(step,), goals=("one", "one"), uses={"lemma": false["digest"]},
                     verdict=verdict)  # fmt: skip
        states_ = [a.state for a in states(false, data)]
        assert states_[0] == "accepted"
        assert states_[1] == "rejected"


def test_names_must_agree():
    """A digest is used under the id of its certificate."""
    lemma = claim("lemma")
    data = leaning("first", {"id": "other", "digest": lemma["digest"]})
    found = states(data, lemma)
    assert found[0].state == "rejected"
    assert "is lemma, not other" in found[0].why


def test_one_statement_once():
    """Two certificates of one statement are ambiguous."""
    found = states(claim("one"), claim("two"))
    assert sorted(a.state for a in found) == ["accepted", "rejected"]


def test_each_file_is_told_of_once():
    """A copy of a certificate is answered like the first, and told of when the answer is known."""
    data, told = raw(claim("one")), []
    files = [("b", data), ("a", data), ("c", b"{}"), ("d", raw(leaning("two")))]
    found = answers(files, {}, lambda place, answer: told.append((place, answer.state)))
    assert sorted(told) == [("a", "accepted"), ("b", "accepted"), ("c", "rejected"), ("d", "accepted")]
    assert found["a"] is found["b"]


def test_known_names():
    """An id stands for one statement."""
    data = claim("lemma")
    assert states(data, names={"lemma": data["digest"]})[0].state == "accepted"
    (answer,) = states(data, names={"lemma": "0" * 64})
    assert answer.state == "rejected"
    assert "not the one that is known as lemma" in answer.why


def test_circles(monkeypatch):
    """A claim that rests on itself is rejected, and so is everything in the circle."""
    one, two = claim("one"), leaning("two")
    made = {"one": Claim(one), "two": Claim(two)}
    made["one"].data["uses"] = {"two": made["two"].digest}
    made["two"].data["uses"] = {"one": made["one"].digest}
    out, claims = {}, {c.digest: (n, c) for n, c in made.items()}
    for mark in claims:
        program._visit(mark, claims, out, ())
    assert {a.state for a in out.values()} <= {"rejected", "cannot check"}
    alone = Claim(claim("one"))
    alone.data["uses"] = {"one": alone.digest}
    out = {}
    program._visit(alone.digest, {alone.digest: ("f", alone)}, out, ())
    assert out["f"].state != "accepted"


# -- the program --------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """A folder with two certificates and a file of another kind."""
    (tmp_path / "one.json").write_bytes(raw(claim("one")))
    (tmp_path / "two.json").write_bytes(raw(leaning("two")))
    (tmp_path / "notes.txt").write_text("nothing")
    return tmp_path


def test_files(folder):
    """Files as named, folders by what ends in .json, in order."""
    assert [Path(p).name for p, _ in files_of([folder])] == ["one.json", "two.json"]
    assert [Path(p).name for p, _ in files_of([str(folder / "notes.txt"), folder])] == [
        "notes.txt",
        "one.json",
        "two.json",
    ]


def test_what_is_no_file(folder, capsys):
    """Is not read: a folder, or a pipe that would never end."""
    (folder / "three.json").mkdir()
    assert main([str(folder)]) == 2
    assert "three.json: it is no file" in capsys.readouterr().err


def test_exit_codes(folder, capsys):
    """0: all accepted; 1: one rejected; 4: one not checked; 2: nothing to do."""
    assert main([str(folder)]) == 0
    out = capsys.readouterr().out
    assert "accepted     PROVED one: 1 parts, 1 steps" in out
    assert out.endswith("2 certificates: 2 accepted, 0 rejected, 0 cannot check\n")
    missing = leaning("three", claim("nowhere", {"a": "x*1 == x"}))
    (folder / "three.json").write_bytes(raw(missing))
    assert main([str(folder)]) == 4
    assert "cannot check" in capsys.readouterr().out
    (folder / "four.json").write_bytes(b"{}")
    assert main([str(folder)]) == 1
    assert "four.json: schema" in capsys.readouterr().out
    assert main([]) == 2
    assert main([str(folder / "empty")]) == 2
    (folder / "none").mkdir()
    assert main([str(folder / "none")]) == 2
    assert "give certificates" in capsys.readouterr().err


def test_statements_and_reports_are_printed(folder, capsys):
    """On request; what was not checked is always said."""
    (folder / "one.json").write_bytes(raw(claim("one", volatile={"reported": ["sampled x instances"]})))
    assert main([str(folder), "--statements"]) == 0
    full = capsys.readouterr().out
    assert "    a: " in full
    assert main([str(folder)]) == 0
    short = capsys.readouterr().out
    assert "    a: " not in short
    for text in (full, short):
        assert "    not re-checked: sampled x instances" in text


def test_known_names_travel_with_the_package(folder, capsys, monkeypatch):
    """A file of ids and digests beside the program is believed."""
    names = folder / "names"
    names.write_text(json.dumps({"one": "0" * 64}))
    monkeypatch.setattr(program, "NAMES", names)
    assert main([str(folder / "one.json")]) == 1
    names.write_text(json.dumps({"one": claim("one")["digest"]}))
    assert main([str(folder / "one.json")]) == 0
    capsys.readouterr()


def test_an_error_of_the_checker_is_no_answer(monkeypatch):
    """Where the work ends without an answer, nothing is accepted."""
    monkeypatch.setattr(program, "_answer", lambda files, names, out, told: None)
    with pytest.raises(RuntimeError, match="the checker failed"):
        answers([("a", b"{}")])


@pytest.mark.parametrize(
    "error",
    [
        ZeroDivisionError,
        AttributeError,
        KeyError,
        IndexError,
        MemoryError,
        RecursionError,
        TypeError,
        ValueError,
    ],
)
def test_what_cannot_be_followed_is_rejected(monkeypatch, error):
    """Hostile data that raise anything inside do not end the program."""

    def failing(*_):
        raise error("inside")

    monkeypatch.setattr(program, "examine", failing)
    (answer,) = states(claim())
    assert answer.state == "rejected"
    assert f"it cannot be followed: {error.__name__}" in answer.why


def test_limits_are_restored():
    """The stack and the recursion limit of the caller."""
    before = sys.getrecursionlimit(), threading.stack_size()
    states(claim())
    assert (sys.getrecursionlimit(), threading.stack_size()) == before


def test_the_budget_is_for_each_certificate(monkeypatch):
    """A costly one leaves the whole budget to the next."""
    monkeypatch.setattr(Budget, "spent", Budget.steps)
    assert [a.state for a in states(claim("one"), leaning("two"))] == ["accepted"] * 2


def test_what_is_printed(folder, capsys, monkeypatch):
    """Printable ASCII on one line each, whatever a file says; an id that is not known is said to be so."""
    assert plain("a\nb\u2028\ud800é~ ") == "a\\nb\\u2028\\ud800\\xe9~ "
    data = claim("one", uses={"x\naccepted": "0" * 64}, volatile={"reported": ["\u00e4\nfine"]})
    (folder / "one.json").write_bytes(raw(data))
    assert main([str(folder)]) == 4
    out = capsys.readouterr().out
    assert "x\\naccepted" in out
    assert len(out.splitlines()) == 4
    names = folder / "names"
    names.write_text(json.dumps({"two": claim("two")["digest"]}))
    monkeypatch.setattr(program, "NAMES", names)
    (folder / "one.json").write_bytes(raw(claim("one")))
    (folder / "two.json").unlink()
    assert main([str(folder)]) == 0
    assert "an id that is not known here" in capsys.readouterr().out
