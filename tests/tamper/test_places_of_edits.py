"""Places, edits and seals: what the corpus is made of."""

from __future__ import annotations

import json
from random import Random

import pytest
from toy_trees import certificate, space

from symflow.checker.certificate import digest
from symflow.checker.grammar import read
from symflow.checker.judge import answers
from symflow.testing.tamper.corpus import Corpus
from symflow.testing.tamper.files import HARMLESS, HOSTILE
from symflow.testing.tamper.nodes import edits
from symflow.testing.tamper.places import at, places, put
from symflow.testing.tamper.seal import resealed
from symflow.testing.tamper.survivors import classify, refuted, renamed


def test_every_place_is_of_its_sort(corpus: Corpus) -> None:
    """The checker reads what stands at each place as the sort that the place says."""
    data = corpus.books["ei-clock"]
    found = list(places(data))
    assert len(found) > 700
    for place in found:
        read(place.sort, at(data, place.path))


def test_put_changes_one_place(corpus: Corpus) -> None:
    """The original stays as it is."""
    data = corpus.books["exp-tangent"]
    before = json.dumps(data)
    place = next(p for p in places(data) if p.sort == "relation")
    changed = put(data, place.path, "<=")
    assert at(changed, place.path) == "<="
    assert json.dumps(data) == before


def test_an_edit_differs_from_what_it_edits(corpus: Corpus) -> None:
    """None of the edits of any place leaves it as it was."""
    source = corpus.sources["exp-tangent"]
    for place in places(source.data):
        value = at(source.data, place.path)
        found = edits(place.sort, value, source.pool, Random(1))
        assert found
        assert all(type(new) is not type(value) or new != value for _, new in found)


def test_an_edit_is_determined_by_its_number(corpus: Corpus, honest: dict[str, bytes]) -> None:
    """Another corpus with the same seed has the same edits, one with another seed has others."""
    again, other = Corpus(honest), Corpus(honest, 1)
    assert [again.edit(n).raw for n in range(20)] == [corpus.edit(n).raw for n in range(20)]
    assert [other.edit(n).raw for n in range(20)] != [corpus.edit(n).raw for n in range(20)]


def test_an_honest_certificate_is_its_own_seal(corpus: Corpus) -> None:
    """Computed again, digests, text, facts and differences are what they were."""
    for data in corpus.books.values():
        assert resealed(data, set()) == data
        assert resealed(data, {"statement"}) == data


def test_a_sealed_edit_has_right_digests(corpus: Corpus) -> None:
    """Of the statement, of all the rest, and the words."""
    data = corpus.books["exp-tangent"]
    place = next(p for p in places(data) if p.sort == "relation" and p.path[0] == "statement")
    sealed = resealed(put(data, place.path, "<="), {"statement"})
    assert sealed["digest"] == digest(sealed["statement"]) != data["digest"]
    assert sealed["text"][-1] != data["text"][-1]
    answer = answers([("edited", json.dumps(sealed).encode())])["edited"]
    assert answer.state == "rejected"
    assert answer.why.startswith("part tangent: ")


@pytest.mark.parametrize("change", sorted(HARMLESS))
def test_what_changes_nothing(corpus: Corpus, change: str) -> None:
    """Each is accepted."""
    source = corpus.sources["exp-tangent"]
    raw = HARMLESS[change](source.raw, source.data, Random(1))
    assert raw != source.raw
    assert answers([("edited", raw)])["edited"].state == "accepted"


@pytest.mark.parametrize("change", sorted(set(HOSTILE) - {"a bit flipped", "a byte left out"}))
def test_hostile_files(corpus: Corpus, change: str) -> None:
    """Each is rejected with a reason."""
    source = corpus.sources["exp-tangent"]
    answer = answers([("edited", HOSTILE[change](source.raw, source.data, Random(2)))])["edited"]
    assert answer.state == "rejected"
    assert answer.why


def sealed_statement(data: dict, old: str, new: str) -> bytes:
    """A certificate with another statement, sealed."""
    said = json.loads(json.dumps(data["statement"]).replace(old, new))
    assert said != data["statement"]
    return json.dumps(resealed({**data, "statement": said}, {"statement"})).encode()


def test_classes_of_survivors(corpus: Corpus) -> None:
    """The same statement, a smaller domain, another label, another statement."""
    data = corpus.books["exp-tangent"]
    assert classify(data, json.dumps(data).encode()) == "another proof"
    assert classify(data, sealed_statement(data, '"real"', '"positive"')) == "weaker"
    assert classify(data, sealed_statement(data, '"tangent"', '"chord"')) == "renamed"
    assert classify(data, sealed_statement(data, '">="', '">"')) == "proved again"


def test_words_about_a_flow_mean_nothing(corpus: Corpus) -> None:
    """Also where they are those of something else, which is no one-to-one change of names."""
    data = corpus.books["lyapunov-decrease"]
    (flow,) = data["statement"][1][1][3][1:]
    assert classify(data, sealed_statement(data, json.dumps(flow[3]), '"V"')) == "renamed"
    assert classify(data, sealed_statement(data, '"<="', '"<"')) != "renamed"


def test_what_holds_for_every_g_holds_for_minus_g() -> None:
    """v_k = w_-k for all k says the same as v_-k = w_k for all k, and not the same as v_k = w_k."""
    one, same, other = (
        certificate(space("v[G]; w[G]", "abelian"), {"p": part}, verdict="UNDECIDED")
        for part in ("v[k] == w[-k]", "v[-k] == w[k]", "v[k] == w[k]")
    )
    assert classify(one, json.dumps(same).encode()) == "same meaning"
    assert classify(one, json.dumps(other).encode()) == "undecided"


def test_a_false_statement_is_refuted(corpus: Corpus) -> None:
    """e^x < 1 + x fails at some random point; e^x >= 1 + x at none."""
    data = corpus.books["exp-tangent"]
    assert refuted(sealed_statement(data, '">="', '"<"'), 1) is not None
    assert refuted(json.dumps(data).encode(), 1) is None


def test_renaming_is_one_to_one() -> None:
    """Two names that become one are no renaming."""
    assert renamed(["Add", ["", "u", "v"]], ["Add", ["", "w", "x"]])
    assert not renamed(["Add", ["", "u", "v"]], ["Add", ["", "w", "w"]])
    assert not renamed(["Add", ["", "u", "v"]], ["Mul", ["", "u", "v"]])
