"""Negative controls: what is false, or another statement, is refused by Coq although the library is right.

They need coqc; without it they are skipped, and that counts as a failure where SYMFLOW_FAIL_ON_SKIP is set.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from symflow.algebra.expr import Ddt, Neg
from symflow.algebra.indexing import Index
from symflow.algebra.quantities import Definition, Flow
from symflow.algebra.statement import Rel, eq, ge, le, lt
from symflow.claim.claim import Claim
from symflow.evidence.kernel.build import Built, build
from symflow.evidence.kernel.checked import Checked, check
from symflow.evidence.kernel.compiled import run_text
from symflow.evidence.kernel.coqc import Coqc
from symflow.evidence.kernel.instances import instance
from symflow.evidence.kernel.library import Library
from symflow.evidence.result import Outcome
from symflow.flow.notation import V, pi, s
from symflow.ledger import claims

TRUE = claims()["lyapunov-decrease"]
SECONDS = 300.0
OTHER = Coqc("/usr/bin/coqc", "0.0")
Edit = Callable[[Definition], Definition]


def one(statement: Rel, part: str = "decrease", within: Claim = TRUE) -> Claim:
    """The claim with one part only."""
    return replace(within, parts=((part, statement),))


def model(within: Claim = TRUE, **changes: object) -> Claim:
    """The claim with a changed model."""
    domain = replace(within.domain, model=replace(within.domain.model, **changes))  # type: ignore[arg-type]
    return replace(one(dict(within.parts)["decrease"], within=within), domain=domain)  # type: ignore[arg-type]


def definitions(name: str, edit: Edit) -> tuple[Definition, ...]:
    """The definitions of the claim, one of them edited."""
    return tuple(edit(d) if d.name == name else d for d in TRUE.domain.model.definitions)


def flow(edit: Edit) -> tuple[Flow, ...]:
    """The flows of the claim, each rate edited."""
    return tuple(replace(f, rates=tuple(map(edit, f.rates))) for f in TRUE.domain.model.flows)


def rate(definition: Definition) -> Definition:
    """s' = 2 s (1 + pi): a wrong flow."""
    index = Index(((definition.index[0], 1),))
    return replace(definition, body=2 * s(index) * (1 + pi(index)))


def declared(**changes: object) -> Claim:
    """The claim with another declaration of s."""
    variables = tuple(replace(v, **changes) for v in TRUE.domain.model.variables)  # type: ignore[arg-type]
    return model(variables=variables)


CONTROLS = {
    "the sign of pi": model(definitions=definitions("pi", lambda d: replace(d, body=Neg(d.body)))),
    "the flow": model(flows=flow(rate)),
    "s_0 = 0 is missing": declared(vanishing=False),
    "s > 0 is missing": declared(sign="real"),
    "s even is missing": declared(even=False),
    "the conclusion is reversed": one(ge(Ddt(V, "modes"), 0)),
    "the conclusion is stronger": one(lt(Ddt(V, "modes"), 0)),
    "another constant": one(le(Ddt(V, "modes"), -1)),
    "another theorem": one(eq(Ddt(V, "modes"), 0), "strict"),
    "a theorem that is not there": one(dict(TRUE.parts)["decrease"], "no-such-part"),
    "smaller sizes": replace(one(dict(TRUE.parts)["decrease"]), domain=replace(TRUE.domain, least=1)),
}


def checked(claim: Claim, built: Built) -> Checked:
    """What Coq says of a claim."""
    return check(claim, {**claims(), claim.id: claim}, built, SECONDS)


def test_the_true_claim_is_accepted(built: Built) -> None:
    """Every part, for every size, by the kernel; otherwise the refusals below would say nothing."""
    found = checked(TRUE, built)
    assert found.messages == ()
    assert found.evidence is not None
    assert (found.evidence.strength, found.evidence.coverage) == ("kernel", "universal")
    assert found.evidence.outcome is Outcome.TRUE
    assert set(found.evidence.established) == set(TRUE.goals())
    assert found.evidence.trusts[0] == f"Coq {built.coqc.version}: its kernel"


def test_one_part_alone_is_accepted(built: Built) -> None:
    """The controls below differ from this in one thing each."""
    found = checked(one(dict(TRUE.parts)["decrease"]), built)
    assert found.evidence is not None
    assert found.evidence.cases == 1


@pytest.mark.parametrize("name", CONTROLS)
def test_a_control_is_refused(name: str, built: Built) -> None:
    """Nothing is established, and a message says that and why."""
    found = checked(CONTROLS[name], built)
    assert found.evidence is None
    assert found.messages
    assert all("not kernel-checked: " in message for message in found.messages)


BOUND = """From Coq Require Import Reals QArith Qreals List. Import ListNotations.
From Symflow Require Import ExpBounds.
Goal forall lo q hi, In (lo, q, hi) [{entries}]%Q -> (Q2R lo <= exp (Q2R q) <= Q2R hi)%R.
Proof. apply (check_all_sound 40). vm_compute. reflexivity. Qed.
"""


@pytest.mark.parametrize(
    ("entries", "holds"),
    [
        ("(2.71828, 1, 2.71829)", True),
        ("(2.71828, 1, 2.71829); (0.367879, -1, 0.367880)", True),
        ("(2.71829, 1, 2.71830)", False),
        ("(2.71828, 1, 2.71829); (0.367880, -1, 0.367881)", False),
    ],
)
def test_numeric_bounds(entries: str, holds: bool, built: Built, tmp_path: Path) -> None:
    """One computation checks a list of bounds of exp; one wrong bound, and it fails."""
    ran = run_text(BOUND.format(entries=entries), built, tmp_path, SECONDS)
    assert (ran.code == 0) is holds, ran.said
    assert ran.limit == ""


def library_with(library: Library, **files: str) -> Library:
    """The words, and some files of the test: ``claims_x`` is claims/x.v."""
    own = {name.replace("claims_", "claims/", 1): text for name, text in files.items()}
    return Library(tuple(sorted({"Prelude": library.source("Prelude"), **own}.items())))


HEAD = "From Symflow Require Import Prelude.\n"
SUM = one(eq(V, V), "same")
SHORT = replace(SUM, id="short")


def outcome(library: Library, built: Built, place: Path, source: str, **files: str) -> Checked:
    """What comes of a claim "V = V" beside a library that a test wrote."""
    made = library_with(library, claims_short=HEAD + source, **files)
    own = build(made, built.coqc, ["claims/short"], place)
    return checked(SHORT, own)


LIES = {
    "assumed": "Axiom part_same : forall P : Prop, P.",
    "assumed elsewhere": "From Symflow Require Other. Definition part_same := Symflow.Other.lie.",
    "not finished": "Theorem part_same : forall P : Prop, P. Admitted.",
    "unguarded": "Unset Guard Checking. Fixpoint part_same (n : nat) : forall P : Prop, P := part_same n.",
    "does not compile": "Theorem part_same : forall P : Prop, P. Proof. exact I. Qed.",
    "something else": "Theorem part_same : True. Proof. exact I. Qed.",
}


@pytest.mark.parametrize("name", LIES)
def test_a_wrong_library_file_proves_nothing(
    name: str, library: Library, built: Built, tmp_path: Path
) -> None:
    """Whatever it contains: there is no evidence, and a message says so."""
    other = {"Other": "Axiom lie : forall P : Prop, P."} if "Other" in LIES[name] else {}
    found = outcome(library, built, tmp_path, LIES[name], **other)
    assert found.evidence is None
    assert found.messages[0].startswith("not kernel-checked: ")


def test_other_words_prove_nothing(library: Library, built: Built, tmp_path: Path) -> None:
    """A library in which every sum is 0 is refused before Coq is asked."""
    prelude = library.source("Prelude").replace("| S m => total m f + f m", "| S m => total m f")
    assert prelude != library.source("Prelude")
    sources = tuple((n, prelude if n == "Prelude" else text) for n, text in library.sources)
    own = Built(built.coqc, Library(sources), tmp_path)
    found = checked(TRUE, own)
    assert found.evidence is None
    assert "Prelude.v is not the file that gives the goals their meaning" in found.messages[0]


def test_what_is_kept_is_bound_to_its_text(built: Built, tmp_path: Path) -> None:
    """A record about another text, library or coqc counts for nothing, wherever it lies."""
    false = CONTROLS["the conclusion is reversed"]
    printed = instance(false)
    own = replace(built, folder=Path(shutil.copytree(built.folder, tmp_path / "library")))
    bound = hashlib.sha256(f"{own.digest} {printed.text()}".encode()).hexdigest()
    forged = {
        "bound": "0" * 64,
        "failed": {},
        "said": "Closed under the global context\n" * len(printed.goals),
    }
    place = own.folder / "instances" / f"{bound[:32]}.json"
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(forged), encoding="utf-8")
    assert checked(false, own).evidence is None
    others = [
        replace(own, library=Library((*own.library.sources, ("Another", "")))),
        replace(own, coqc=OTHER),
    ]
    assert len({own.digest, *(o.digest for o in others)}) == 3
