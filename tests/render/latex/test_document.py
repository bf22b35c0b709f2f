"""The whole export: verdicts, references, macros, the same bytes, hostile texts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from exported import BOOK, VERSION, checked, export, made_results
from made import CLAIM, kernel, proof, refutation, result, sample
from test_escape import HOSTILE

from symflow.algebra.expr import atom
from symflow.algebra.statement import eq
from symflow.claim.claim import VERDICTS
from symflow.errors import InputError
from symflow.evidence.result import Outcome, issue
from symflow.ledger import Result
from symflow.render.latex.document import document
from symflow.render.latex.references import noun

ALL = sorted(BOOK)


def body(*results: Result, standalone: bool = False) -> str:
    """An export of some results."""
    return document(results, VERSION, standalone)


def labels(text: str) -> list[str]:
    return re.findall(r"\\label\{([^}]*)\}", text)


def references(text: str) -> set[str]:
    return set(re.findall(r"\\(?:eq)?ref\{([^}]*)\}", text))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_only_what_is_proved_is_a_theorem(verdict: str) -> None:
    """Everything else says in its title what it is."""
    made = {r.verdict: r for r in made_results() if r.claim.id != "low"}
    assert set(made) == set(VERDICTS)
    text = body(*made_results())
    label = rf"\label{{sf:made-{verdict.lower()}}}"
    (head,) = [line for line in text.splitlines() if label in line]
    assert head.startswith(r"\begin{sftheorem}") == (verdict == "PROVED")
    assert (f"[{{{verdict.lower()}: " in head) == (verdict != "PROVED")
    assert rf"\sfverdict{{{verdict}}}" in text
    assert (noun(made[verdict]) == "Theorem") == (verdict == "PROVED")


def test_a_proof_environment_is_for_proofs() -> None:
    """The end of a proof is not written under steps that prove nothing."""
    text = body(*made_results())
    assert text.count(r"\begin{proof}") == 1
    assert text.count(r"\begin{sfderivation}") >= len(VERDICTS) - 1


@pytest.mark.parametrize(("verdict", "name"), [("PROVED", "Proof"), ("CONDITIONAL", "Conditional proof")])
def test_a_derivation_that_fails_is_no_proof(verdict: str, name: str) -> None:
    """Whatever else settles the claim: what the verdict rests on is told, and nothing is said of every step."""
    text = body(result(verdict, kernel(), holds=False, why="the sides differ"))
    assert r"\begin{proof}" not in text
    assert r"\begin{sfderivation}{Steps so far}" in text
    flat = " ".join(text.split())
    assert f"{{{name}}}" not in flat
    assert (
        "Its own proof fails at step 1 (collect): the sides differ; the verdict rests on Coq's kernel alone."
        in flat
    )
    assert "every numbered step of its derivation was checked" not in flat or verdict == "CONDITIONAL"
    assert "Its own derivation is complete" not in flat
    assert "every numbered step of its derivation was checked" in " ".join(
        body(result("PROVED", proof())).split()
    )


def test_what_is_not_covered_is_said() -> None:
    """By the verdict, and not stronger than the evidence."""
    proved = body(result("PROVED", proof()))
    assert "nothing is said beyond it" in proved
    refuted = body(result("REFUTED", refutation()))
    assert "It fails at the point below; nothing is said about other points." in refuted
    supported = body(result("SUPPORTED", sample(), holds=False))
    assert "This is not proved. Not established: " in " ".join(supported.split())
    assert "Other evidence covers only: 40 points." in supported
    assert "Established on the whole domain" not in supported
    half = issue("exact", "universal", Outcome.TRUE, "1 step", 1, "all", (), tuple(CLAIM.goals())[:1])
    partly = " ".join(body(result("SUPPORTED", half, sample())).split())
    assert (
        r"Established on the whole domain: \eqref{sf:alpha:double}. Not established: \eqref{sf:alpha:zero}."
        in partly
    )
    undecided = body(result("UNDECIDED", messages=("did not finish within 2 s",), examined=False))
    assert "What is missing: Did not finish within 2 s." in undecided
    assert "raise -{}-timeout" in " ".join(undecided.split())
    low = result("UNDECIDED", claim=replace(CLAIM, id="low"), examined=False, requested=False)
    above = result("CONDITIONAL", proof(), claim=replace(CLAIM, uses=("low",)))
    assert "Open: it rests on claim \\sfid{low}, which is UNDECIDED." in body(above, low)


def test_another_verdict_than_expected_is_said() -> None:
    """Beside the verdict."""
    assert "(its author expects PROVED)" in body(result("REFUTED", refutation()))
    assert "its author expects" not in body(result("PROVED", proof()))


def test_the_witness_of_a_refuted_claim_is_shown() -> None:
    """Exact numbers, the enclosure, the part that fails and what it says."""
    text = body(result("REFUTED", refutation()))
    assert r"\sfu=(1,\allowbreak -1/3)" in text
    assert r"[0.10,\;0.11]" in text
    assert r"\eqref{sf:alpha:double} says that it is $0$" in text
    assert r"192-bit" in text
    assert "$g=1$" in text


def test_the_small_print() -> None:
    """Id, version, evidence on its axes, what it trusts, source, the whole digest."""
    text = body(result("PROVED", proof(), sample()))
    joined = re.sub(r"\\allowbreak\s", "", text)
    assert CLAIM.digest in joined
    assert rf"Claim \sfid{{alpha}}, checked by symflow {VERSION}." in " ".join(text.split())
    assert r"exact $\times$ universal TRUE, 2 cases; sampled $\times$ instances TRUE, 40 cases" in " ".join(
        text.split()
    )
    assert "Trusts: school." in text
    assert "Source: school." in text


def test_digests_stand_in_a_footnote() -> None:
    """Those of the statement and of the certificate, beside the verdict; or that there is no certificate."""
    proved = result("PROVED", proof())
    for certificates, said in (
        ({"alpha": "0123456789abcdef" * 4}, "Digest of the certificate: \\sfid{0123456789abcdef0123"),
        ({}, "No certificate is accepted."),
        (None, "No certificate was made."),
    ):
        text = " ".join(document([proved], VERSION, certificates=certificates).split())
        (note,) = re.findall(
            r"\\sfverdict\{PROVED\}% , exact .*?\\sfnote\{(.*?)\} Every part is established", text
        )
        assert said in note.replace(r"\allowbreak ", "")
        assert "Digest of the statement: " in note
        assert note.startswith(r"Claim \sfid{alpha}, checked by")


def test_words_are_set_as_one_text() -> None:
    """Not one by one; the name of a file is no formula."""
    text = export(["lyapunov-decrease"])
    assert r"\sfV\ \text{never increases along a solution}" in text
    assert r"\text{never}" not in text
    assert "Prelude.$v$" not in text


def test_references_lead_somewhere() -> None:
    """All claims together: no label twice, none missing; used claims first."""
    text = export(ALL)
    found = labels(text)
    assert len(found) == len(set(found))
    assert references(text) <= set(found)
    place = {name: text.index(rf"\label{{sf:{name}}}") for name in ALL}
    assert all(place[used] < place[name] for name in ALL for used in BOOK[name].uses)


@pytest.mark.parametrize("name", ALL)
def test_a_claim_alone_refers_to_nothing_outside(name: str) -> None:
    """What it rests on is named by id and digest; every part and step has its equation."""
    text = export([name])
    assert references(text) <= set(labels(text))
    joined = re.sub(r"\\allowbreak\s", "", " ".join(text.split()))
    for used in BOOK[name].uses:
        assert rf"claim \sfid{{{used}}}" in joined
        assert BOOK[used].digest in joined
    assert text.count(r"\tag{\sfpart{") == len(BOOK[name].parts) + len(BOOK[name].domain.hypotheses)


def test_every_macro_is_provided_and_none_in_vain() -> None:
    """In the body and in the document."""
    for standalone in (False, True):
        text = export(ALL, standalone)
        provided = set(re.findall(r"\\(?:providecommand|newcommand)\{(\\sf[A-Za-z]+)\}", text))
        without = re.sub(r"\\(?:providecommand|newcommand)\{\\sf[A-Za-z]+\}", "", text)
        used = set(re.findall(r"\\sf[A-Za-z]+", without)) - {r"\sfstatement"}
        assert used == provided - {r"\sfcounter"} | ({r"\sfcounter"} & used)


def test_macros_of_different_quantities_look_different() -> None:
    """lam and lambda, sbar and s_bar: the second way of writing is set as it is written."""
    names = ("lam", "lambda", "sbar", "s_bar", "x1", "eps")
    claim = replace(
        CLAIM,
        domain=replace(CLAIM.domain, hypotheses=()),
        parts=(("all", eq(sum((atom(n)() for n in names[1:]), atom(names[0])()), 0)),),
    )
    text = body(result("UNDECIDED", claim=claim, examined=False))
    meanings = re.findall(
        r"\\providecommand\{\\sf\w+\}\{(.*)\}$", text.split(r"\providecommand{\sfpart}")[0], re.MULTILINE
    )
    assert len(meanings) == len(set(meanings)) >= len(names)


def test_the_same_results_give_the_same_bytes() -> None:
    """In any order, and without a date."""
    some = [checked(n) for n in ALL[:6]]
    assert body(*some) == body(*reversed(some))
    assert body(*some, standalone=True) == body(*some, standalone=True)
    assert r"\today" not in body(*some, standalone=True)


def test_the_text_is_ascii_with_short_lines() -> None:
    """So that no encoding of the paper matters; and a reader can read it."""
    text = export(ALL)
    assert text.isascii()
    assert not any(line != line.rstrip() for line in text.splitlines())
    assert sum(len(line) > 400 for line in text.splitlines()) == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_author_is_quoted(text: str) -> None:
    """In title, source, domain, reason, message, part and label."""
    name = text.replace("\n", " ")
    claim = replace(
        CLAIM,
        title=text,
        source=text,
        domain=replace(CLAIM.domain, let=text, hypotheses=((name, CLAIM.domain.hypotheses[0][1]),)),
        parts=((name, CLAIM.parts[0][1]),),
    )
    page = body(result("UNDECIDED", claim=claim, messages=(text,), holds=False, why=text))
    theorem = page.split(r"\begin{sfconjecture}")[1]
    assert not re.search(r"\\(input|write|catcode|int|immediate|csname)\b", theorem)
    assert page.count(r"\begin{sfconjecture}") == page.count(r"\end{sfconjecture}") == 1
    assert page.isascii()


def test_a_name_that_is_no_name_is_refused() -> None:
    """A quantity cannot smuggle in a command."""
    claim = replace(CLAIM, parts=(("x", eq(atom("x\\input")(), 0)),))
    with pytest.raises(InputError):
        body(result("UNDECIDED", claim=claim, examined=False))


def test_an_empty_export_is_a_document() -> None:
    """Nothing requested, nothing shown."""
    page = body(standalone=True)
    assert r"\begin{document}" in page
    assert r"\begin{sf" not in page.split(r"\begin{document}")[1]
