"""The formal library as data: comments, what is required, what is forbidden, and the words whose meaning is pinned."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from symflow.evidence.kernel.library import WORDS, Library, complaints, misnamed, required, stripped

SOURCES = Path(__file__).parents[3] / "proofs" / "coq"


def test_the_project_file_lists_every_file(library: Library) -> None:
    """_CoqProject is what an editor and a referee use."""
    lines = (SOURCES / "_CoqProject").read_text(encoding="utf-8").split()
    assert sorted(line.removesuffix(".v") for line in lines if line.endswith(".v")) == sorted(library.names)


def test_no_file_assumes_anything(library: Library) -> None:
    """Nor switches a check off, nor reaches outside."""
    assert {name: complaints(source) for name, source in library.sources if complaints(source)} == {}


def test_every_claims_file_is_about_a_claim(library: Library) -> None:
    """By its name."""
    from symflow.ledger import claims

    found = {library.file_of(name) for name in claims()} - {None}
    assert found == {name for name in library.names if name.startswith("claims/")}


def test_the_words_are_pinned(library: Library) -> None:
    """Whoever changes one of these files reads the goals again and changes the table."""
    assert library.altered(("Prelude", "Walsh")) == []
    assert set(WORDS) == set(library.closure(["Prelude", "Walsh"]))
    changed = tuple((n, s + " ") if n == "Sums" else (n, s) for n, s in library.sources)
    assert Library(changed).altered(("Prelude",)) == []
    assert Library(changed).altered(("Walsh",)) == ["Sums"]
    assert Library(()).altered(("Prelude",)) == ["Prelude"]


def test_the_digest_is_of_everything(library: Library) -> None:
    """A changed, renamed or missing file is another library."""
    (name, source), *rest = library.sources
    others = [((name, source + "\n"), *rest), (("Other", source), *rest), tuple(rest)]
    assert len({library.digest, *(Library(tuple(o)).digest for o in others)}) == 4


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("a (* b (* c *) d *) e", "a   e"),
        ('a (* "*)" b *) c', "a   c"),
        ('a "(*" b', 'a "" b'),
        ("a (*) b *) c", "a   c"),
        ("a *) b", "a *) b"),
        ("a (* b", "a "),
    ],
)
def test_comments(source: str, left: str) -> None:
    """They nest, and strings in them are strings."""
    assert stripped(source).split() == left.split()


BAD = {
    "Lemma a : False. Admitted.": "Admitted",
    "Proof. admit. Defined.": "admit",
    "Axiom a : False.": "Axiom",
    "#[local] Axioms a b : False.": "Axioms",
    "Parameter a : False.": "Parameter",
    "Conjecture a : False.": "Conjecture",
    "(* harmless *) Axiom (* *) a : False.": "Axiom",
    "Hypothesis a : False.": "Hypothesis",
    "#[global] Variable a : False.": "Variable",
    "Section S. End S. Context (a : False).": "Context",
    "Unset Guard Checking.": "the command Unset",
    "Admit Obligations.": "the command Admit",
    'Print Universes "file".': "the command Print",
    "Definition Section := 0. Variable classic : False.": "Variable outside of a section",
    "Section S. Lemma a : Section -> True. Hypothesis b : False. End S.": "Section outside of a section",
    "Section S. End S. Lemma a : True. Proof. Context (b : False). Qed.": "Context outside of a section",
    "#[bypass_check(guard)] Fixpoint f (n : nat) : False := f n.": "bypass_check",
    'Declare ML Module "a".': "Declare",
    "Module Classical_Prop. End Classical_Prop.": "Module",
    'Redirect "file" Print a.': "Redirect",
}


@pytest.mark.parametrize("source", BAD)
def test_what_no_file_may_contain(source: str) -> None:
    """Each is named."""
    assert any(BAD[source] in line for line in complaints(source))


def test_a_file_has_no_name_of_a_module_with_an_allowed_axiom() -> None:
    """Its own "classic" would be printed as Classical_Prop.classic, and pass for the axiom."""
    assert [misnamed(name) for name in ("Sums", "claims/chebyshev")] == ["", ""]
    for name in ("Classical_Prop", "claims/FunctionalExtensionality", "ClassicalDedekindReals"):
        assert "allowed axiom" in misnamed(name)


@pytest.mark.parametrize(
    "source", ["(* Admitted. *) Lemma a : True. Proof. exact I. Qed.", "Section S. Variable a : nat. End S."]
)
def test_what_a_file_may_contain(source: str) -> None:
    """Words in comments, and assumptions that a section discharges."""
    assert complaints(source) == []


def test_requirements() -> None:
    """Of this library, with and without Import; comments do not count."""
    source = (
        "From Coq Require Import Reals.\nFrom Symflow Require Import Prelude Sums.\n(* From Symflow Require Walsh. *)\n"
        "From Symflow Require Export Groups.\nFrom Symflow.claims Require chebyshev.\n"
    )
    assert required(source) == ["Prelude", "Sums", "Groups", "claims/chebyshev"]


def test_a_circle_ends() -> None:
    """It is left to coqc to refuse."""
    circle = Library((("A", "From Symflow Require B."), ("B", "From Symflow Require A.")))
    assert sorted(circle.closure(["A"])) == ["A", "B"]


def test_a_file_of_a_claim(library: Library) -> None:
    """By the claim's id."""
    assert library.file_of("lyapunov-zero") == "claims/lyapunov_zero"
    assert library.file_of("no-such-claim") is None
    assert replace(library).digest == library.digest
    assert hashlib.sha256(library.source("Prelude").encode()).hexdigest() == WORDS["Prelude"]
