"""Certificates whose fields or words say something else than what is checked: each is rejected, or told as it is."""

from __future__ import annotations

import json

import pytest
from forging import accepted, judged, made, point, reason, refuted, resealed
from toy_trees import certificate, identity, said, sign, space, use

from symflow.checker import factors
from symflow.checker import judge as program
from symflow.checker.certificate import canonical
from symflow.checker.judge import main
from symflow.checker.trees import free

LINE = space("x")
SAME = identity("p", "x == x")


def plain(**fields):
    """An honest certificate of x = x."""
    return made(LINE, "x == x", [SAME], **fields)


# -- fields that bind nothing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "junk",
    [
        {"goals": ["junk"]},
        {"point": {"any": "thing"}},
        {"point": point(2, {"x": [9]})},
        {"covers": [{}]},
        {"steps": [SAME], "goals": ["p"]},
        {"facts": ["characters"]},
    ],
)
def test_a_refuted_claim_has_a_witness_and_no_more(junk):
    """Goals and a point beside a witness were not looked at."""
    data = refuted(LINE, "x == 0", point(2, {"x": [9]}), 9)
    assert accepted(data)
    assert not accepted(resealed(data, **junk))


@pytest.mark.parametrize("junk", [{"goals": ["p"]}, {"point": point(2, {"x": [9]})}, {"covers": [{}]}])
def test_an_open_claim_has_nothing(junk):
    """Nor has a proof a point where the domain has no hypotheses."""
    data = certificate(LINE, {"p": "x == 0"}, verdict="UNDECIDED")
    assert accepted(data)
    assert not accepted(resealed(data, **junk))
    assert not accepted(resealed(plain(), **{**junk, "goals": ["p", "p"][: 1 + ("goals" in junk)]}))


@pytest.mark.parametrize("times", ["-7", "0", "x"])
def test_a_fact_that_lends_its_sign_has_no_factor(times):
    """A factor, or an index to sum over, was accepted and ignored."""
    where, first = space("x positive", None), sign("f", "x > 0", "x")
    for lent, good in (use("f"), True), (use("f", times=times), False), (use("f", over=["i"]), False):
        data = made(where, "x >= 0", [first, sign("p", "x >= 0", "x", [lent])])
        assert accepted(data) is good


def chosen(names, define):
    """A proof of x c = 0 by choice of c."""
    part = "x * c == 0"
    where = space("x", define=define)
    return made(where, part, [identity("p", part, unfold=list(define))], choice=names, verdict="VACUOUS")


def test_a_choice_is_one_that_the_claim_speaks_of():
    """Any true claim was VACUOUS by a definition of 0 that it does not mention; or by one named twice."""
    one, two = {"c": "0"}, {"c": "0", "e": "0"}
    assert accepted(chosen(["c"], one))
    assert accepted(chosen(["c", "e"], {"c": "e", "e": "0"}))
    assert reason(chosen(["c", "c"], one)).endswith("each once")
    assert "no definition that a part speaks of" in reason(chosen(["c", "e"], two))
    for names in (["e"], ["x"], ["q"]):
        assert "no definition that a part speaks of" in reason(chosen(names, two))


def test_a_choice_is_sorted():
    """One statement has one digest."""
    part, where = "c + e == 0", space("", define={"c": "0", "e": "0"})
    steps = [identity("p", part, unfold=["c", "e"])]
    for names, good in ((["c", "e"], True), (["e", "c"], False)):
        assert accepted(made(where, part, steps, choice=names, verdict="VACUOUS")) is good


def test_a_point_of_hypotheses_has_no_indices():
    """They were ignored."""
    where = space("x", assume={"h": "x > 0"})
    data = made(where, "x == x", [SAME], point=point(2, {"x": [1]}))
    assert accepted(data)
    assert not accepted(resealed(data, point=point(2, {"x": [1]}, indices={"i": 1})))


G, H = ["Var", "g", "G"], ["Var", "h", "G"]


@pytest.mark.parametrize(
    "terms", [[["", H, 1], ["", G, 1]], [["", G, 1], ["", G, 1]], [["", G, 0]], [["", G, 1], ["", H, 0]]]
)
def test_an_index_is_written_in_one_way(terms):
    """Unsorted, repeated and vanishing terms gave one statement many digests."""
    where, part = space("x[G]", "abelian"), "x[g] == x[g]"
    data = made(where, part, [identity("p", part)])
    assert accepted(data)
    said_ = json.loads(canonical(data["statement"]).replace('["",["Var","g","G"],1]', canonical(terms)[1:-1]))
    assert reason(resealed(data, statement=said_)).startswith("rejected: statement: the terms of an index")


# -- words ---------------------------------------------------------------------------------------------------------


def words(part):
    """The last line of the text of a part about x."""
    text = certificate(LINE, {"p": part}, verdict="UNDECIDED")["text"][-1]
    return text.removeprefix("p: ").removesuffix(" == 0")


def test_words_have_one_reading():
    """A certificate of (-x)^2 >= 0 said -x^2 >= 0, one of x (-x) said x - x, one of (x^2)^3 said x^2^3."""
    pairs = [
        ("Neg(x)**2", "Neg(x**2)", "(-x)^(2)", "(-x^(2))"),
        ("x * Neg(x)", "x - x", "(x * (-x))", "(x + (-x))"),
        ("(x**2)**3", "x**8", "(x^(2))^(3)", "x^(8)"),
    ]
    for one, other, first, second in pairs:
        assert (words(f"{one} == 0"), words(f"{other} == 0")) == (first, second)


@pytest.mark.parametrize(
    "label", ["0 == 1, and", "p: 0 == 1; q", "x > 0 and", "x < 0", "a\nb", "(p", "", " ", "ä", "p" * 101]
)
def test_a_label_of_a_part_is_no_statement(label):
    """It stands before the part in the text, and could say anything."""
    data = plain()
    data["statement"][2][1][1] = label
    data = resealed(data, text=[*data["text"][:-1], f"{label}: x == x"])
    assert reason(data).startswith("rejected: statement: ")
    assert accepted(plain())


def two_sets(inner, outer):
    """A sum inside a sum, over variables i of two sets."""
    body = ["Sum", ["Sum", ["Atom", "y", ["", ["Index", ["", ["", inner, 1]]]]], inner], outer]
    return ["Rel", "==", body, body]


def test_one_name_has_one_set():
    """The set of a variable is said where it is bound, not where it stands; only G* has a star there."""
    where = space("y[n]")
    for outer, good in ((["Var", "i", "K"], False), (["Var", "j", "K"], True), (["Var", "i", "n"], True)):
        part = two_sets(["Var", "i", "n"], outer)
        data = made(where, part, [identity("p", part)])
        assert accepted(data) is good
        assert good or "one name has two sets" in reason(data)


@pytest.mark.parametrize("place", ["define", "flows", "assume"])
def test_one_name_has_one_set_in_the_domain_too(place):
    """In a definition, a rate, a hypothesis."""
    for outer, good in ((["Var", "i", "K"], False), (["Var", "j", "K"], True)):
        relation = two_sets(["Var", "i", "n"], outer)
        given = {"define": {"q": relation[2]}, "flows": {"f": {"x": relation[2]}}, "assume": {"a": relation}}[
            place
        ]
        data = made(space("y[n]; x", **{place: given}), "x == x", [identity("p", "x == x")])
        assert ("one name has two sets" in reason(data)) is not good


def test_an_index_without_zero_has_a_star():
    """S_k = sum over k in G* of x_k, with another k of G: the text did not tell them apart."""
    where = space("x[G]", "boolean", define={"S[k]": "Sum(ks, x[k])"})
    data = made(where, "S[k] == N * x[k]", [identity("p", "S[k] == N * x[k]", unfold=["S"])])
    assert accepted(data)
    assert "let S[k] = sum(k* in G*: x[k])" in data["text"]
    assert not accepted(resealed(data, text=[t.replace("k*", "k") for t in data["text"]]))


# -- ids, places, files --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id_", ["", "A", "a b", "a" * 101, "a" * 200 + "\n\x1b[2J PROVED riemann", "a\n", "ä", None, 3, ["a"]]
)
def test_an_id_is_short_and_plain(id_):
    """Only its first 200 letters were looked at."""
    assert reason(resealed(plain(), id=id_)).startswith("rejected: id: ")
    assert accepted(plain(id="a" * 100))


@pytest.mark.parametrize(
    "part",
    [["Rel", "==", ["Atom", "x", [""]], 3], ["Rel", "==", ["Sum", said("x"), ["Var", "k", "z"]], said("x")]],
)
def test_a_statement_that_cannot_be_read_has_a_place(part):
    """Reasons without a place do not say where to look."""
    data = plain()
    data["statement"][2][1][2] = part
    assert reason(resealed(data)).startswith("rejected: statement: ")


@pytest.mark.parametrize("verdict", ["UNDECIDED", "PROVED", "REFUTED"])
@pytest.mark.parametrize("part", ["x[k] == x[k]", "chi(k, g) == 1", "y == 0", 'ddt("f", x) == 0'])
def test_a_statement_without_meaning_has_a_place(part, verdict):
    """Whatever the verdict."""
    data = certificate(LINE, {"p": part}, verdict=verdict)
    assert reason(data).startswith("rejected: statement: ")


def test_a_file_is_ascii():
    """Other encodings of the same text were accepted, by their marks or by a guess."""
    text = canonical(plain())
    assert accepted(text.encode())
    for raw in (
        b"\xef\xbb\xbf" + text.encode(),
        *(text.encode(c) for c in ("utf-16", "utf-32", "utf-16-le")),
    ):
        assert reason(raw).startswith("rejected: no JSON: ")


def test_what_a_file_says_is_no_line_of_the_answer(tmp_path, capsys):
    """A label with a line break printed an answer of its own; a key that has no encoding ended the run."""
    spoof = "x)\naccepted     PROVED riemann: 1 parts"
    forged = {
        "label": resealed(plain(), steps=[["Identity", spoof, *SAME[2:]]]),
        "verdict": resealed(plain(), verdict=spoof[2:]),
        "uses": resealed(plain(), uses={spoof: "0" * 64}),
        "key": {**plain(), "\ud800": 1},
        "id": resealed(plain(), id=spoof),
    }
    for name, data in forged.items():
        (tmp_path / f"{name}.json").write_bytes(canonical(data).encode())
    assert main([str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert out.isascii()
    assert not any(line.startswith("accepted") for line in out.splitlines())
    assert len(out.splitlines()) == len(forged) + 1


# -- one certificate after another ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error", [RuntimeError, StopIteration, MemoryError, RecursionError, IndexError, KeyError]
)
def test_an_error_ends_one_certificate_only(error, monkeypatch):
    """A slip inside a generator ended the whole run; the next certificate is judged as ever."""
    first, second = made(LINE, "x + 0 == x", [identity("p", "x + 0 == x")], id="first"), plain(id="second")
    true = program.examine

    def failing(claim, *rest):
        def slip():
            raise error("inside")
            yield

        return list(slip()) if claim.id == "first" else true(claim, *rest)

    monkeypatch.setattr(program, "examine", failing)
    answers = judged(first, second)
    assert [a.state for a in answers] == ["rejected", "accepted"]
    assert "it cannot be followed" in answers[0].why


def test_an_error_leaves_the_table_of_factors_in_step(monkeypatch):
    """A factor had its number before its variables were known; an error between put all later ones out of step."""
    true = factors._variables

    def failing(what):
        if what[1] == "bad":
            raise RecursionError
        return true(what)

    factors.forget()
    monkeypatch.setattr(factors, "_variables", failing)
    with pytest.raises(RecursionError):
        factors.factor("at", "bad", ())
    k = ("k", "G")
    f = factors.factor("at", "x", ((k, 1),))
    assert (factors.FACTORS[f], factors.VARS[f], factors.HEIGHT[f]) == (("at", "x", ((k, 1),)), {k}, 0)
    assert len(factors.FACTORS) == len(factors.VARS) == len(factors.HEIGHT) == 1
    factors.forget()


def test_each_certificate_begins_with_an_empty_table():
    """Nothing of one is left for the next, so their order does not matter."""
    large = made(
        space("y; z[G]", "boolean"),
        "y == y",
        [identity("q", "Sum(k, z[k] * exp(y)) == Sum(k, z[k] * exp(y))"), identity("p", "y == y")],
        id="large",
    )
    small = plain(id="small")
    judged(small)
    alone = list(factors.FACTORS), free.cache_info().currsize
    judged(large)
    assert len(factors.FACTORS) > len(alone[0])
    assert free.cache_info().currsize > alone[1]
    judged(large, small)
    assert (list(factors.FACTORS), free.cache_info().currsize) == alone
