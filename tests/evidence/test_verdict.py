"""Verdicts are computed: the table from evidence to verdict, and the evidence that must not count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from toys import ONE, SCALARS, ZERO, define, model, prove, toy, var, x, y

from symflow.algebra.expr import Ddt, Expr, atom
from symflow.algebra.statement import And, eq, ge, gt, le
from symflow.claim.claim import VERDICTS, Claim, instance
from symflow.errors import InputError
from symflow.evidence.points.witness import refute
from symflow.evidence.proving.proof import derive, identity, sign
from symflow.evidence.proving.steps import use
from symflow.evidence.result import INHABITED, STRENGTHS, Evidence, Outcome, Refutation, issue
from symflow.evidence.verdict import compute, deciding

TWO = toy(SCALARS, And((eq(x(), x()), eq(y(), y()))))
FIRST, SECOND = TWO.goals()
POINT = instance("none", 2, x=0, y=1, u=0, c=0)
REFUTATION = Refutation("a", POINT, (), "==", "1", "2", 128)
TRUE, FALSE, UNKNOWN = Outcome.TRUE, Outcome.FALSE, Outcome.UNKNOWN


def evidence(
    strength: str = "exact",
    coverage: str = "universal",
    outcome: Outcome = TRUE,
    shown: tuple[str, ...] = (FIRST, SECOND),
) -> Evidence:
    """A piece of evidence as a checker would issue it."""
    found = REFUTATION if outcome is FALSE else None
    marks = (TWO.digest,) if outcome is FALSE else shown
    return issue(strength, coverage, outcome, "a test", 1, "something", (), marks, found)


def verdict(*pieces: Evidence, claim: Claim = TWO, **used: str) -> str:
    """The verdict of the claim from these pieces."""
    return compute(claim, pieces, used)


# -- the table ----------------------------------------------------------------------------------------------


def test_without_evidence_undecided():
    """A claim may stand without a proof."""
    assert verdict() == "UNDECIDED"


@pytest.mark.parametrize("strength", ["kernel", "exact", "ball"])
def test_proved(strength):
    """Every sequent, on the whole domain, exactly or by balls; in one piece or in several."""
    assert verdict(evidence(strength)) == "PROVED"
    assert verdict(evidence(strength, shown=(FIRST,)), evidence("exact", shown=(SECOND,))) == "PROVED"


@pytest.mark.parametrize(
    "piece",
    [
        evidence("highprec"),
        evidence("sampled"),
        evidence("exact", "instances"),
        evidence("exact", "boxes"),
        evidence("ball", "boxes"),
        evidence("kernel", "instances"),
    ],
)
def test_supported(piece):
    """Something is missing: a part of the domain, or rigour."""
    assert verdict(piece) == "SUPPORTED"


@pytest.mark.parametrize(
    "piece",
    [
        evidence(shown=(FIRST,)),
        evidence(shown=()),
        evidence(shown=("another digest",)),
        evidence("sampled", "instances", shown=()),
        evidence("sampled", "instances", shown=(SECOND,)),
    ],
)
def test_a_sequent_without_support_leaves_the_claim_undecided(piece):
    """One half proved or sampled says nothing about the other."""
    assert verdict(piece) == "UNDECIDED"


def test_weak_pieces_do_not_add_up():
    """One half universally and the other half for K = 2, 4, 8 is no proof."""
    assert verdict(evidence(shown=(FIRST,)), evidence("exact", "instances", shown=(SECOND,))) == "SUPPORTED"
    assert verdict(*(evidence(s, "boxes") for s in STRENGTHS)) == "SUPPORTED"


@pytest.mark.parametrize("strength", STRENGTHS)
@pytest.mark.parametrize("coverage", ["universal", "boxes", "instances"])
def test_unknown_never_counts(strength, coverage):
    """Not alone, not as the missing half, not beside a proof."""
    nothing = evidence(strength, coverage, UNKNOWN)
    assert verdict(nothing) == "UNDECIDED"
    assert verdict(nothing, evidence(shown=(FIRST,))) == "UNDECIDED"
    assert verdict(nothing, evidence()) == "PROVED"


@pytest.mark.parametrize("strength", ["kernel", "exact", "ball"])
def test_refuted(strength):
    """Exact values at which the claim fails outweigh any support."""
    false = evidence(strength, "instances", FALSE, ())
    assert verdict(false) == "REFUTED"
    assert verdict(false, evidence("sampled", "instances"), evidence(shown=(FIRST,))) == "REFUTED"
    assert verdict(false, evidence("exact", "boxes")) == "REFUTED"


def test_suspect():
    """A counterexample in floating point only, or a proof and a counterexample together."""
    weak = [evidence(strength, "instances", FALSE, ()) for strength in ("highprec", "sampled")]
    for false in weak:
        assert verdict(false) == "SUSPECT"
        assert verdict(false, evidence()) == "SUSPECT"
        assert verdict(false, evidence("sampled", "instances")) == "SUSPECT"
    assert verdict(evidence(), evidence("ball", "instances", FALSE, ())) == "SUSPECT"
    assert verdict(weak[0], evidence("ball", "instances", FALSE, ())) == "REFUTED"


@pytest.mark.parametrize("state", [v for v in VERDICTS if v != "PROVED"])
def test_conditional(state):
    """The own proof is complete, but something that the claim uses is not proved."""
    claim = replace(TWO, uses=("one", "two"))
    both = {"one": "PROVED", "two": "PROVED"}
    assert compute(claim, [evidence()], both) == "PROVED"
    assert compute(claim, [evidence()], {**both, "two": state}) == "CONDITIONAL"
    assert compute(claim, [evidence()], {"one": "PROVED"}) == "CONDITIONAL"
    assert compute(claim, [evidence()], {}) == "CONDITIONAL"
    assert compute(claim, [evidence(shown=(FIRST,))], {**both, "two": state}) == "UNDECIDED"
    assert compute(claim, [evidence("ball", "instances", FALSE, ())], {**both, "two": state}) == "REFUTED"
    assert (
        compute(claim, [evidence(), evidence("ball", "instances", FALSE, ())], {**both, "two": state})
        == "REFUTED"
    )
    assert compute(claim, [evidence(), evidence("ball", "instances", FALSE, ())], both) == "SUSPECT"


def test_a_domain_with_hypotheses_must_have_a_point():
    """From x = 1 and x = 2 follows everything, so the proof does not count until a point is known."""
    empty = toy(SCALARS, eq(x(), 7), hypotheses=(("one", eq(x(), 1)), ("two", eq(x(), 2))))
    step = identity("a", eq(x(), 7), "", using=[use("one", times=-5), use("two", times=6)])
    _, proof = prove(empty, step)
    assert proof is not None
    assert compute(empty, [proof], {}) == "UNDECIDED"
    elsewhere = evidence("ball", "instances", shown=(INHABITED, TWO.digest))
    assert compute(empty, [proof, elsewhere], {}) == "UNDECIDED"
    point = evidence("ball", "instances", shown=(INHABITED, empty.digest))
    assert compute(empty, [proof, point], {}) == "PROVED"
    unknown = evidence("ball", "instances", UNKNOWN, (INHABITED,))
    assert compute(empty, [proof, unknown], {}) == "UNDECIDED"
    assert compute(empty, [point], {}) == "UNDECIDED"


# -- evidence that must not count -----------------------------------------------------------------------------


def test_evidence_for_another_statement():
    """The digest of a sequent that the claim does not state."""
    other = toy(SCALARS, eq(x(), y()))
    assert compute(other, [evidence()], {}) == "UNDECIDED"
    _, proof = prove(TWO, identity("a", eq(x(), x()), ""), identity("b", eq(y(), y()), ""))
    assert proof is not None
    assert compute(TWO, [proof], {}) == "PROVED"
    assert compute(other, [proof], {}) == "UNDECIDED"
    false = evidence("exact", "instances", FALSE)
    assert compute(TWO, [proof, false], {}) == "SUSPECT"
    assert compute(other, [false], {}) == "UNDECIDED"


def test_a_stronger_statement_is_not_proved_by_its_weaker_form():
    """x >= x is not x > x, though the trees differ in one token."""
    weak, strong = toy(SCALARS, ge(x(), x())), toy(SCALARS, gt(x(), x()))
    _, proof = prove(weak, identity("a", eq(x(), x()), ""))
    assert proof is not None
    assert compute(weak, [proof], {}) == "PROVED"
    assert compute(strong, [proof], {}) == "UNDECIDED"


def test_forged_and_edited_evidence():
    """It is refused with an error, not ignored."""
    for field, value in (("outcome", TRUE), ("strength", "kernel"), ("established", (FIRST, SECOND))):
        weak = evidence("sampled", "instances", UNKNOWN, ())
        object.__setattr__(weak, field, value)
        with pytest.raises(TypeError):
            verdict(weak)
    with pytest.raises((TypeError, AttributeError)):
        verdict({"strength": "exact"})  # type: ignore[arg-type]


def test_the_verdict_is_typed_nowhere():
    """``expected`` is what the author expects; it changes nothing."""
    for expected in VERDICTS:
        assert verdict(claim=replace(TWO, expected=expected)) == "UNDECIDED"
        assert compute(replace(TWO, expected=expected), [evidence()], {}) == "PROVED"


def test_a_refutation_is_of_the_claim_itself():
    """A point outside the domain is refused, so that it cannot refute."""
    claim = toy(model(var("x", sign="positive")), ge(x(), 0))
    with pytest.raises(InputError, match="declared positive"):
        refute(claim, instance("none", 2, x=-1))
    given = toy(SCALARS, eq(x(), 1), hypotheses=(("one", eq(x(), 1)),))
    with pytest.raises(InputError, match="hypothesis 'one' of the domain fails"):
        refute(given, POINT)
    found = refute(toy(SCALARS, eq(x(), y())), POINT)
    assert (found.outcome, found.strength) == (FALSE, "exact")


def test_evidence_from_another_domain_does_not_count():
    """x' >= 0 along x' = 1 says nothing about x' = -1, though the statement is the same tree."""
    rising, falling = (
        toy(model(var("x"), move=[define("x", (), rate)]), eq(Ddt(x(), "f"), 1)) for rate in (ONE, -ONE)
    )
    _, proof = prove(rising, derive("a", eq(Ddt(x(), "f"), 1), ""))
    assert proof is not None
    assert compute(rising, [proof], {}) == "PROVED"
    assert compute(falling, [proof], {}) != "PROVED"


# -- what a reader is shown -------------------------------------------------------------------------------------


def test_the_evidence_beside_a_verdict():
    """The widest and strongest that supports it; none for UNDECIDED; the witness for REFUTED."""
    proof, sampled = evidence(), evidence("sampled", "instances")
    false = evidence("ball", "instances", FALSE, ())
    boxes = evidence("ball", "boxes")
    goals = {FIRST, SECOND}
    assert deciding("UNDECIDED", [proof], goals) is None
    assert deciding("PROVED", [sampled, boxes, proof], goals) is proof
    assert deciding("PROVED", [evidence("ball"), proof], goals) is proof
    assert deciding("SUPPORTED", [sampled, boxes], goals) is boxes
    part = evidence(shown=(FIRST,))
    assert deciding("SUPPORTED", [part, sampled], goals) is sampled
    assert deciding("SUPPORTED", [part], goals) is None
    assert deciding("REFUTED", [sampled, false], goals) is false
    assert deciding("SUSPECT", [sampled, false], goals) is false
    assert deciding("REFUTED", [evidence(outcome=UNKNOWN)], goals) is None
    assert deciding("VACUOUS", [sampled, proof], goals) is proof
    assert deciding("CONDITIONAL", [sampled, proof], goals) is proof


def test_the_kernel_is_shown_only_where_it_checked_all():
    """Of one part it says nothing about the other: the weakest evidence that the proof needs is shown."""
    goals = {FIRST, SECOND}
    kernel, exact = evidence("kernel"), evidence("exact")
    first, second = evidence("kernel", shown=(FIRST,)), evidence("exact", shown=(SECOND,))
    assert deciding("PROVED", [exact, kernel], goals) is kernel
    assert deciding("PROVED", [first, exact], goals) is exact
    assert deciding("CONDITIONAL", [first, second], goals) is second
    assert deciding("PROVED", [second, evidence("ball", shown=(FIRST,))], goals).strength == "ball"
    assert deciding("PROVED", [first], goals) is None
    assert deciding("PROVED", [evidence("kernel", "instances"), exact], goals) is exact


# -- what a trivial choice meets ------------------------------------------------------------------------------


def existence(chosen: Expr) -> Claim:
    """There is a c1 such that x + c1 <= x."""
    where = model(var("x"), define=[define("c1", (), chosen)])
    return replace(toy(where, le(x() + atom("c1")(), x())), choice=("c1",))


@pytest.mark.parametrize(
    ("chosen", "expected"), [(ZERO, "VACUOUS"), (ONE - ONE, "VACUOUS"), (-ONE, "PROVED")]
)
def test_a_statement_that_zero_satisfies_is_vacuous(chosen: Expr, expected: str) -> None:
    """Another choice proves it; only 0 says nothing."""
    claim = existence(chosen)
    by = ZERO if expected == "VACUOUS" else ONE
    results, proof = prove(claim, sign("choice", claim["a"], by=by, because="insert it", unfold=["c1"]))
    assert [r.message for r in results] == [""]
    assert proof is not None
    assert verdict(proof, claim=claim) == expected


def test_nothing_is_vacuous_without_its_proof() -> None:
    """A trivial choice is not enough: the parts must be established for it."""
    assert verdict(claim=existence(ZERO)) == "UNDECIDED"


def test_a_choice_is_a_definition_and_is_bound() -> None:
    """The digest holds it; a name that the model does not define is refused."""
    claim = existence(ZERO)
    assert claim.digest != replace(claim, choice=()).digest
    with pytest.raises(InputError, match="not a definition"):
        replace(claim, choice=("x",))
    where = replace(claim.domain, model=claim.domain.model | model(define=[define("idle", (), ZERO)]))
    with pytest.raises(InputError, match="no part of it speaks"):
        replace(claim, domain=where, choice=("c1", "idle"))
