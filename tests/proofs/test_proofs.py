"""Every proof script: its steps hold, they establish the whole claim, and it imports the facade alone."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from near_points import NEAR
from own_proofs import BOOK, PROVED, REFUTED, SETTLED, VACUOUS, checked, script_of

from symflow.algebra.statement import Pred, Sequent
from symflow.claim.claim import Claim, Instance
from symflow.claim.layout import Coordinate, Layout, assemble, coordinates
from symflow.evidence.points.evaluate import Evaluator
from symflow.evidence.points.witness import assignments, examine, free_of, in_domain
from symflow.evidence.result import Outcome
from symflow.evidence.verdict import PROVING, proved
from symflow.numeric.arithmetic import Ball

ALLOWED = {"symflow", "fractions"}


def test_every_claim_is_here() -> None:
    """What is expected to be settled has a script; one statement of [J] is vacuous."""
    assert len(PROVED) >= 60
    assert VACUOUS == ["ulpm-theorem-3-4-as-printed"]
    assert all(script_of(name).is_file() for name in SETTLED)


@pytest.mark.parametrize("name", PROVED)
def test_the_steps_hold_and_establish_every_sequent(name: str) -> None:
    """In order, without a gap, and nothing of the claim is left over."""
    claim = BOOK[name]
    results, evidence, messages = checked(name)
    assert [f"{r.step.label}: {r.message}" for r in results if not r.holds] == []
    assert messages == []
    shown = proved(evidence)
    missing = [label for mark, (label, _) in claim.goals().items() if mark not in shown]
    assert missing == []


@pytest.mark.parametrize("name", PROVED)
def test_the_proof_trusts_only_what_is_listed(name: str) -> None:
    """The normal form, SymPy's differentiation, the sign table and cited textbook facts."""
    _, evidence, _ = checked(name)
    known = ("symflow: expression trees", "SymPy: differentiation", "sign table: ", "cited: ")
    universal = [e for e in evidence if e.coverage == "universal"]
    assert universal
    assert [t for e in universal for t in e.trusts if not t.startswith(known)] == []


@pytest.mark.parametrize("name", REFUTED)
def test_a_refuted_claim_has_a_witness_away_from_zero(name: str) -> None:
    """The enclosure of left - right excludes what the claim asserts."""
    results, evidence, messages = checked(name)
    assert messages == []
    assert all(r.holds for r in results)
    (found,) = [e for e in evidence if e.outcome is Outcome.FALSE]
    assert found.strength in PROVING
    assert found.refutation is not None
    lower, upper = Fraction(found.refutation.lower), Fraction(found.refutation.upper)
    assert lower <= upper
    assert {"==": lower > 0 or upper < 0, "<=": lower > 0, ">=": upper < 0}[found.refutation.relation]


@pytest.mark.parametrize("name", SETTLED)
def test_a_script_imports_the_facade_only(name: str) -> None:
    """A proof script cannot reach into the checkers by name."""
    tree = ast.parse(script_of(name).read_text(encoding="utf-8"))
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(node.module or "")
        elif isinstance(node, ast.Name):
            assert node.id not in {"__import__", "eval", "exec", "globals", "setattr", "open"}
    assert imported <= ALLOWED


def points(claim: Claim) -> list[Instance]:
    """All coordinates 1, coordinates that differ, hermitian defaults, scalars of different sizes, and the twin's,
    as it is and with the entries of one family made equal."""
    scheme = "none" if claim.domain.group is None else "walsh"
    layout = Layout(scheme, claim.domain.order or 4, 1, 4)
    numbers = coordinates(claim.domain, layout)
    return [
        assemble(claim.domain, layout, [Fraction(1)] * len(numbers)),
        assemble(claim.domain, layout, [Fraction(1 + i % 3, 2) for i in range(len(numbers))]),
        assemble(claim.domain, layout, [Fraction(0 if c.sign == "real" else 1) for c in numbers]),
        assemble(claim.domain, layout, apart(numbers)),
        *([claim.twin.witness, *levelled(claim)] if claim.twin else []),
    ]


def levelled(claim: Claim) -> list[Instance]:
    """The twin's point with all entries of one family equal to the first; only without a group, which ties some."""
    if claim.twin is None or claim.domain.group is not None:
        return []
    point, out = claim.twin.witness, []
    for place, (name, entries) in enumerate(point.values):
        values = (*point.values[:place], (name, entries[:1] * len(entries)), *point.values[place + 1 :])
        out += [replace(point, values=values)] if len(set(entries)) > 1 else []
    return out


def apart(numbers: Sequence[Coordinate]) -> list[Fraction]:
    """Families between 1 and 2, and scalars that get small quickly: 1/2, 1/4, 1/32, ..."""
    families = [c.name for c in numbers]
    scalars = [name for name in families if families.count(name) == 1]
    small = {name: Fraction(1, 2 ** (1 + j * j)) for j, name in enumerate(scalars)}
    return [small.get(c.name, 1 + Fraction(i % 2, 2)) for i, c in enumerate(numbers)]


@pytest.mark.parametrize("name", PROVED)
def test_no_part_is_vacuous(name: str) -> None:
    """For each sequent there is a point where its hypotheses hold and its conclusion has a value."""
    claim = BOOK[name]
    sequents = [(label, s) for label, s in claim.sequents() if not isinstance(s.conclusion, Pred)]
    never_met = []
    for label, sequent in sequents:
        converses = [s for other, s in sequents if other == label and is_converse(s, sequent)]
        alike = [sequent, *converses]
        if not any(is_met(claim, s, point) for s in alike for point in points(claim)):
            never_met.append(label)
    nearby = {label for other, _, parts in NEAR if other == name for label in parts}
    assert [label for label in never_met if label not in nearby] == []


def is_converse(other: Sequent, sequent: Sequent) -> bool:
    """Whether the other sequent shows the only hypothesis of this one: then both are met together."""
    return [h.relation for h in sequent.hypotheses] == [other.conclusion]


def is_met(claim: Claim, sequent: Sequent, point: Instance) -> bool:
    """Whether the hypotheses hold at the point for some indices, and the conclusion has a value there."""
    evaluator = Evaluator(claim.domain, point, Ball(128))
    if in_domain(evaluator).state == "fails":
        return False
    readings = [examine(evaluator, sequent, env) for env in assignments(evaluator, free_of(sequent))]
    assert all(r.state != "fails" for r in readings)
    return any(r.difference is not None for r in readings)
