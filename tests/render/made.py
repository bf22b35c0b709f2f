"""Results made by hand, for the tests of what is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from symflow.algebra.expr import atom, total
from symflow.algebra.indexing import OTHERS, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim, Instance, Twin, instance
from symflow.claim.domain import Domain
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.proof import identity
from symflow.evidence.result import Evidence, Outcome, Refutation, issue
from symflow.ledger import Examination, Result

u = atom("u")
(g,) = indices("g", OTHERS)
TOTAL = total(u(g), g)
DOMAIN = Domain(
    "Let u_1, ..., u_N be real.", Model((Variable("u", (OTHERS,)),)), hypotheses=(("centred", eq(TOTAL, 0)),)
)
POINT: Instance = instance("none", 3, u=(1, "-1/3"))
CLAIM = Claim(
    id="alpha",
    chapter="test",
    title="twice a [bold]sum[/bold]",
    source="school",
    domain=DOMAIN,
    parts=(("double", eq(TOTAL + TOTAL, 2 * TOTAL)), ("zero", eq(TOTAL, 0))),
    twin=Twin("double", eq(TOTAL + TOTAL, 3 * TOTAL), POINT),
)
STEP = identity("collect", CLAIM["double"], "collect terms", using=["centred"])


def proof(claim: Claim = CLAIM) -> Evidence:
    """Exact evidence for the whole claim."""
    shown = tuple(claim.goals())
    return issue("exact", "universal", Outcome.TRUE, "1 proof step", 2, claim.domain.let, ("school",), shown)


def kernel(claim: Claim = CLAIM) -> Evidence:
    """What Coq's kernel says of the whole claim."""
    shown = tuple(claim.goals())
    return issue("kernel", "universal", Outcome.TRUE, "Coq's kernel: 2 of 2 parts", 2, "all", ("Coq",), shown)


def refutation(part: str = "double") -> Evidence:
    """A witness."""
    found = Refutation(part, POINT, (("g", 1),), "==", "0.10", "0.11", 192)
    return issue("ball", "instances", Outcome.FALSE, "enclosed", 1, "part fails", (), (), found)


def sample() -> Evidence:
    """Random points."""
    return issue("sampled", "instances", Outcome.TRUE, "random points", 40, "40 points")


def result(verdict: str = "PROVED", *evidence: Evidence, claim: Claim = CLAIM, **more: Any) -> Result:
    """A result with one step, which holds unless told otherwise."""
    step = StepResult(STEP, more.pop("holds", True), more.pop("why", ""), None)
    messages = more.pop("messages", ())
    examination = Examination((step,), evidence, messages) if more.pop("examined", True) else None
    return Result(claim, verdict, evidence, examination, more.pop("requested", True), 1.25, messages)


def renamed(name: str, **more: Any) -> Claim:
    """The claim under another id."""
    return replace(CLAIM, id=name, **more)
