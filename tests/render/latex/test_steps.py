"""Steps as paragraphs: every kind, what each leans on, and nothing left out."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from fractions import Fraction

import pytest
from exported import BOOK, checked, export

from symflow.algebra.expr import atom, total
from symflow.algebra.indexing import GSTAR, G, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.signs import square
from symflow.algebra.statement import Hypothesis, Pred, Sequent, eq, forall, ge, gt
from symflow.claim.claim import Claim, instance
from symflow.claim.domain import Domain
from symflow.evidence.proving import steps as kinds
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.proof import (
    cases,
    cite,
    cover,
    derive,
    identity,
    induct,
    sign,
    strict,
    witness,
    zero_set,
)
from symflow.evidence.proving.steps import STEP_KINDS, Context, Step, Use, use
from symflow.ledger import Examination, Result
from symflow.render.latex.document import KINDS
from symflow.render.latex.facts import Facts
from symflow.render.latex.look import Look
from symflow.render.latex.references import Export
from symflow.render.latex.steps import Derivation
from symflow.render.latex.theorems import theorem

s, V = atom("s"), atom("V")()
(g,) = indices("g", G)
k, l = indices("k l", GSTAR)
SQUARES = total(square(s(k)), k)
DOMAIN = Domain(
    "Let s be positive.",
    Model(
        (Variable("s", (G,), "positive", even=True, vanishing=True),), (Definition("V", (), total(s(k), k)),)
    ),
    "abelian",
    hypotheses=(("unit", eq(s(k), 1)),),
)
CLAIM = Claim("made", "c", "t", "s", DOMAIN, (("sum", gt(V, 0)), ("dL/dx", ge(V, 1))))
LOW = replace(CLAIM, id="low", parts=(("part.1", eq(V, 2)), ("other", eq(V, 3))))
EQUAL = forall(k, l, eq(s(k), s(l)))
POINT = instance("walsh", 4, s=(0, 1, 2, "7/3"))
SAMPLES: dict[type, Step] = {
    kinds.Identity: identity("first", eq(V, 1), "by hand", unfold=["V"], using=[use("unit", over=(k,))]),
    kinds.Derive: derive("second", eq(V, 2), "by hand", using=["first"]),
    kinds.Sign: sign("third", gt(V, 0), by=SQUARES, because="by hand", facts=["first"]),
    kinds.Strict: strict("fourth", gt(V, 0), "first", "second", "by hand"),
    kinds.ZeroSet: zero_set("fifth", eq(V, 0), by=SQUARES, conclusion=eq(s(k), 0), because="by hand"),
    kinds.Induct: induct("sixth", eq(V, 1), "by hand"),
    kinds.Cases: cases("seventh", eq(s(g), 1), g, "first", "second", "by hand"),
    kinds.Witness: witness("eighth", "sum", POINT, "by hand"),
    kinds.Cover: cover("ninth", "sum", "walsh", 4, "s", [0, 0, 0], [1, 2, Fraction(1, 2)], "by hand"),
    kinds.Cite: cite("tenth", "mean-value", ["first"], Pred("increasing", "f", (V,)), "by hand"),
}


def paragraph(
    step: Step, *hypotheses: Hypothesis, holds: bool = True, steps: dict[str, int] | None = None
) -> str:
    """One step of the made claim, with the hypotheses that its fact carries."""
    conclusion = (
        step.conclusion if isinstance(step, kinds.ZeroSet | kinds.Cite) else getattr(step, "relation", None)
    )
    fact = Sequent(hypotheses, conclusion) if conclusion is not None and holds else None
    low = Result(LOW, "PROVED", (), None, False, 0.0, ())
    known = Export((), {"low": low, "made": Result(CLAIM, "PROVED", (), None, True, 0.0, ())})
    facts = Facts(CLAIM, known, steps or {"first": 1, "second": 2}, Look({}))
    writer = Derivation("sftheorem", facts, Look({}), frozenset({"s", "V"}))
    return writer.paragraph(7, StepResult(step, holds, "" if holds else "no & way", fact))


def test_every_kind_of_step_has_a_sample() -> None:
    """A new kind of step, or a new field of one, cannot be forgotten here."""
    assert set(SAMPLES) == set(STEP_KINDS)
    assert set(KINDS) == {kind.kind for kind in STEP_KINDS}
    assert {f.name for f in fields(Use)} == {"fact", "times", "at", "let", "over", "given"}
    assert {f.name for f in fields(Context)} == {"unfold", "using", "assume"}
    known = {"label", "relation", "context", "reason", "by", "facts", "weak", "contradiction", "vanishing"}
    known |= {"conclusion", "var", "zero", "other", "part", "instance", "fact", "premises"}
    known |= {"scheme", "K", "variable", "lower", "upper", "boxes"}
    assert {f.name for kind in STEP_KINDS for f in fields(kind)} == known


@pytest.mark.parametrize("kind", STEP_KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_step_is_set(kind: type) -> None:
    """Its number, kind, label and reason; what it shows; what it names."""
    step = SAMPLES[kind]
    text = paragraph(step)
    assert text.startswith(rf"\sfstep{{7}}{{{step.kind.lower()}}}{{")
    assert "By hand." in text
    assert (step.label in text) or "part" in text.splitlines()[0]
    if not isinstance(step, kinds.Witness | kinds.Cover):
        assert r"\tag{\thesftheorem.7}\label{sf:made::step:7}" in text
    for name in [*getattr(step, "premises", ()), getattr(step, "weak", None), getattr(step, "zero", None)]:
        if name is not None:
            assert r"\eqref{sf:made::step:1}" in text


def test_what_a_step_leans_on() -> None:
    """Definitions, earlier steps, hypotheses of the domain, parts of other claims; factors, places, sums."""
    text = paragraph(
        identity(
            "x",
            eq(V, 1),
            "y",
            unfold=["V", "first"],
            using=[
                use("second", times=V / 2),
                use("unit", at={k: l}, over=(l,)),
                use("low:part.1", let={"x": V}),
                use("low:other.1", times=-1),
            ],
        )
    )
    assert r"Unfold $\sfV$ and \eqref{sf:made::step:1}; use $\sfV/2$ times \eqref{sf:made::step:2}" in text
    assert r"\eqref{sf:made::hyp:unit} at $k=l$, summed over $l\in\sfGstar$" in text
    assert r"part (part.1) of claim \sfid{low} at $\sfx=\sfV$" in text
    assert r"$-1$ times part (other) of claim \sfid{low}" in text


def test_facts_that_supply_hypotheses_are_named() -> None:
    """``given`` is part of what a step leans on."""
    item = replace(use("first"), given=("second",))
    text = paragraph(identity("x", eq(V, 1), "y", using=[item]))
    assert r"\eqref{sf:made::step:1} (its hypotheses by \eqref{sf:made::step:2})" in text


def test_hypotheses_that_a_fact_carries_are_said() -> None:
    """Short ones in the text, long ones with a number; each once."""
    step = identity("x", eq(V, 1), "y", using=["equal"], assume={"equal": EQUAL})
    carried = Hypothesis(EQUAL.vars, EQUAL.body)
    text = paragraph(step, carried, carried)
    assert text.count("Assume") == 1
    assert r"Assume $\sfs_{k}=\sfs_{l}\allowbreak\ \text{for all}\ k,l\in\sfGstar$." in text
    assert "Use the assumption:" in text
    long = eq(SQUARES + SQUARES + SQUARES + SQUARES, V)
    numbered = paragraph(identity("x", eq(V, 1), "y", using=["l"], assume={"l": long}), Hypothesis((), long))
    assert r"\tag{\thesftheorem.A}\label{sf:made::step:A}" in numbered
    assert r"Use \eqref{sf:made::step:A}:" in numbered


def test_a_step_that_fails_says_so() -> None:
    """With the reason, escaped."""
    text = paragraph(SAMPLES[kinds.Identity], holds=False)
    assert r"\textbf{This step does not hold:} no \& way." in text


def test_a_sign_shows_the_formula_that_makes_it_manifest() -> None:
    """As a chain where the other side is 0, else in a row of its own; a zero set up to its sign."""
    chain = paragraph(SAMPLES[kinds.Sign])
    assert r"\sfV=\sum_{k\neq0}\sfs_{k}^{2}>0" in chain
    assert r"Signs: \eqref{sf:made::step:1}; the square of a real number." in chain
    row = paragraph(sign("x", ge(1, V), by=SQUARES, because="y"))
    assert r"\text{since}\quad &1-\sfV=\sum" in row
    vanishing = paragraph(SAMPLES[kinds.ZeroSet])
    assert r"\sfV=0\ \Longrightarrow\ \sfs_{k}=0" in vanishing
    assert r"&\lvert\sfV\rvert=\sum" in vanishing


def test_a_part_that_a_step_shows_is_named() -> None:
    """By its equation; labels with strange characters are coded."""
    assert r"{third; part \eqref{sf:made:sum}}" in paragraph(SAMPLES[kinds.Sign])
    text = paragraph(identity("x", CLAIM["dL/dx"], "y"))
    assert r"part \eqref{sf:made:dL.2f.dx}" in text
    assumed = Hypothesis((), eq(V, 5))
    assert "part" not in paragraph(SAMPLES[kinds.Sign], assumed).splitlines()[0]


def test_witness_and_box_show_exact_numbers() -> None:
    """Fractions stay fractions."""
    assert r"$\sfs=(0,\allowbreak 1,\allowbreak 2,\allowbreak 7/3)$" in paragraph(SAMPLES[kinds.Witness])
    assert r"$[0,1/2]$" in paragraph(SAMPLES[kinds.Cover])


def test_a_step_that_is_no_data_is_not_shown() -> None:
    """A malformed step of somebody's script leaves the rest readable."""
    broken = replace(SAMPLES[kinds.Identity], relation=eq(atom("\\input{x}")(), 1))
    results = (
        StepResult(SAMPLES[kinds.Identity], True, "", None),
        StepResult(broken, False, "bad name", None),
    )
    examination = Examination(results, (), ("step 'first' fails: bad name",))
    result = Result(CLAIM, "UNDECIDED", (), examination, True, 0.0, examination.messages)
    text = theorem(result, Export((result,), {"made": result}), "0")
    assert "\\input" not in text
    assert text.count(r"\sfstep") == 1
    assert "bad name" in text


@pytest.mark.parametrize("name", sorted(BOOK))
def test_every_step_of_a_real_proof_is_numbered_and_shown(name: str) -> None:
    """In order, each with its kind; every reference has its label."""
    text = export([name])
    steps = checked(name).examination.steps
    heads = [f"\\sfstep{{{n}}}{{{r.step.kind.lower()}}}" for n, r in enumerate(steps, 1)]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert places or BOOK[name].expected == "UNDECIDED"


@pytest.mark.parametrize("name", ["lyapunov-identity", "log-parabola"])
def test_a_change_in_a_step_changes_the_page(name: str) -> None:
    """Its relation, its reason, what it uses."""
    result = checked(name)
    place = next(
        i for i, r in enumerate(result.examination.steps) if isinstance(r.step, kinds.Identity | kinds.Derive)
    )
    old = result.examination.steps[place]
    step = old.step
    changes = [
        replace(step, relation=eq(step.relation.left, step.relation.right + 17)),
        replace(step, reason="another reason"),
        replace(step, label="another label"),
        replace(step, context=replace(step.context, using=(use("another fact"),))),
        replace(step, context=replace(step.context, assume=(("x", eq(1, 17)),))),
    ]
    pages = {theorem(result, Export((result,), {name: result}), "0")}
    for new in changes:
        steps = list(result.examination.steps)
        steps[place] = replace(old, step=new, fact=None)
        changed = replace(result, examination=replace(result.examination, steps=tuple(steps)))
        pages.add(theorem(changed, Export((changed,), {name: changed}), "0"))
    assert len(pages) == 1 + len(changes)


def test_references_to_nothing_are_text() -> None:
    """A part that is not there, a witness that establishes nothing, a fact that nobody knows."""
    broken = [
        cover("a", "no & part", "walsh", 4, "s", [0, 0, 0], [1, 1, 1], "y"),
        SAMPLES[kinds.Witness],
        identity("c", eq(V, 1), "y", using=["eighth", "nobody", "low:no-part", "no-claim:part"]),
    ]
    results = tuple(StepResult(step, False, "no", None) for step in broken)
    result = Result(CLAIM, "UNDECIDED", (), Examination(results, (), ()), True, 0.0, ())
    text = theorem(result, Export((result,), {"made": result}), "0")
    labels = set(re.findall(r"\\label\{([^}]*)\}", text))
    assert set(re.findall(r"\\eqref\{([^}]*)\}", text)) <= labels
    assert r"part (no \& part) holds by" in text
    assert r"the fact \emph{eighth}" in text
