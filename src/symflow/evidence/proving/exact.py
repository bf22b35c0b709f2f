r"""The exact checker: from a list of steps to the sequents that they establish.

Each step is checked on its own, in order, against the claim's domain and the facts established so far; what it
establishes is added to the facts. The first step that fails ends the proof there. The claim itself is never an input
of a step: at the end the established facts are compared with the sequents of the claim.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import singledispatchmethod

from symflow.algebra.declared import check_use
from symflow.algebra.derive import NOTHING
from symflow.algebra.expr import Expr
from symflow.algebra.indexing import GSTAR, ZERO_INDEX, Index, Var
from symflow.algebra.quantities import unfold
from symflow.algebra.rewrite import free_variables
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, sequents
from symflow.algebra.wellformed import check_data
from symflow.claim.assumed import ASSUMED, lasting
from symflow.claim.claim import Claim
from symflow.display import Displayed
from symflow.errors import SymflowError
from symflow.evidence.proving.context import Prepared, bound_variables, instance, prepare, refuse_captured
from symflow.evidence.proving.defined import require_meaning, require_real
from symflow.evidence.proving.derivatives import ROUTES, carried_out
from symflow.evidence.proving.entail import entails, moved_sequent, same_hypothesis
from symflow.evidence.proving.imports import imported_facts
from symflow.evidence.proving.induction import check_induction
from symflow.evidence.proving.manifest import Manifest, SignOf
from symflow.evidence.proving.steps import (
    Cases,
    Cite,
    Derive,
    Identity,
    Induct,
    Sign,
    Step,
    Strict,
    Use,
    ZeroSet,
)
from symflow.evidence.proving.world import StepFailed, World, difference, upward
from symflow.evidence.result import Evidence, Outcome, issue


@dataclass(frozen=True, slots=True)
class StepResult(Displayed):
    """One step, whether it holds, why not, and what it establishes."""

    step: Step
    holds: bool
    message: str
    fact: Sequent | None


@dataclass(slots=True)
class ExactChecker:
    """Checks the steps of one proof."""

    claim: Claim
    claims: dict[str, Claim]
    world: World = field(init=False)
    trusts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.readable((self.claim.parts, self.claim.domain.hypotheses))
        if self.claim.domain.group == "recursive":
            return
        self.world = World(self.claim.domain)
        for label, statement in self.claim.domain.hypotheses:
            for number, sequent in enumerate(sequents(statement)):
                self.world.facts[label if number == 0 else f"{label}.{number}"] = sequent
        self.world.facts.update(imported_facts(self.claim, self.claims))
        if self.claim.domain.group in ("abelian", "cyclic"):
            self.trusts.add("cited: " + ASSUMED["characters"].sentence)

    def prove(self, steps: Iterable[Step]) -> tuple[list[StepResult], Evidence | None]:
        """Check the steps and compare what they establish with the sequents of the claim.

        The evidence is exact and universal: it lists the digests of the sequents of the claim that the
        established facts entail. It is None if there are none.
        """
        results = self.run(steps)
        facts = [r.fact for r in results if r.fact is not None]
        goals = self.claim.goals().items()
        shown = tuple(mark for mark, (_, goal) in goals if any(self.covers(f, goal) for f in facts))
        if not shown:
            return results, None
        trusts = ("symflow: expression trees and the normal form", *sorted(self.trusts))
        covers = self.claim.domain.declared()
        kinds = sorted({r.step.kind for r in results if r.holds})
        method = f"{sum(r.holds for r in results)} proof steps ({', '.join(kinds)})"
        return results, issue("exact", "universal", Outcome.TRUE, method, len(facts), covers, trusts, shown)

    def readable(self, data: object) -> None:
        """InputError unless every formula is one, and uses quantities as the domain declares them."""
        check_data(data)
        check_use(data, self.claim.domain.model, self.claim.domain.group is not None)

    def covers(self, fact: Sequent, goal: Sequent) -> bool:
        """Whether an established fact is what the claim says."""
        if self.claim.domain.group == "recursive":
            return fact == goal
        return entails(self.world, fact, goal) and self.meaningful(goal)

    def meaningful(self, goal: Sequent) -> bool:
        """Whether the statement itself is defined wherever its hypotheses hold."""
        try:
            require_meaning(self.world, sides_of(goal.conclusion), goal.hypotheses)
        except StepFailed:
            return False
        return True

    def run(self, steps: Iterable[Step]) -> list[StepResult]:
        """Check the steps in order; stop at the first that fails."""
        results: list[StepResult] = []
        established: dict[str, Sequent] = {}
        for step in steps:
            try:
                if step.label in established:
                    raise StepFailed(f"the label {step.label!r} is taken by an earlier step")
                self.readable(step)
                if self.claim.domain.group == "recursive" and not isinstance(step, Induct):
                    raise StepFailed(
                        "the recursively defined characters have no rules but what INDUCT proves"
                    )
                fact = self.check(step)
            except (StepFailed, SymflowError) as error:
                results.append(StepResult(step, False, str(error), None))
                break
            except RecursionError:
                results.append(StepResult(step, False, "a formula is nested too deeply", None))
                break
            established[step.label] = fact
            if self.claim.domain.group != "recursive":
                self.world.facts[step.label] = fact
            results.append(StepResult(step, True, "", fact))
        return results

    # -- one step of each kind -----------------------------------------------------------------

    @singledispatchmethod
    def check(self, step: Step) -> Sequent:
        """The sequent that a step establishes; StepFailed otherwise."""
        raise StepFailed(f"a {type(step).__name__} step establishes no sequent of its own")

    @check.register
    def _(self, step: Identity) -> Sequent:
        ready = self.ready(step)
        self.require_equal(step.relation, ready)
        return Sequent(ready.carried, step.relation)

    @check.register
    def _(self, step: Derive) -> Sequent:
        ready = self.ready(step)
        model = self.claim.domain.model
        for _, time, by_atom in ROUTES:
            left, right = (
                carried_out(side, model, time, by_atom) for side in (step.relation.left, step.relation.right)
            )
            self.require_equal(Rel(step.relation.op, left, right), ready)
        self.trusts.add("SymPy: differentiation (agreed with by a second route)")
        return Sequent(ready.carried, step.relation)

    @check.register
    def _(self, step: Sign) -> Sequent:
        ready = self.ready(step)
        self.require_equal(Rel("==", upward(step.relation), step.by), ready)
        manifest, carried = self.manifest(step.facts, step.by, ready)
        needed = SignOf.POSITIVE if step.relation.op in "<>" else SignOf.NONNEGATIVE
        if step.relation.op == "==" or manifest.sign(step.by) < needed:
            raise StepFailed(f"the decomposition is not manifestly {needed.name.lower()}")
        self.trusts |= manifest.used
        return Sequent(ready.carried + carried, step.relation)

    @check.register
    def _(self, step: Strict) -> Sequent:
        weak, contradiction = self.world.fact(step.weak), self.world.fact(step.contradiction)
        strict = Rel(step.relation.op + "=", step.relation.left, step.relation.right)
        if step.relation.op not in "<>" or not entails(self.world, weak, Sequent(weak.hypotheses, strict)):
            raise StepFailed(f"fact {step.weak!r} is not the weak form of the inequality")
        zero = Hypothesis((), Rel("==", upward(step.relation), NOTHING))
        rest = tuple(h for h in contradiction.hypotheses if not same_hypothesis(self.world, h, zero))
        if len(rest) == len(contradiction.hypotheses) or not isinstance(contradiction.conclusion, Rel):
            raise StepFailed(f"fact {step.contradiction!r} does not assume that the difference is zero")
        manifest = Manifest(self.world, [], {})
        sides = contradiction.conclusion
        gaps = (difference(sides.left, sides.right), difference(sides.right, sides.left))
        if sides.op != "==" or all(manifest.sign(g) is not SignOf.POSITIVE for g in gaps):
            raise StepFailed(f"fact {step.contradiction!r} is not absurd")
        return Sequent(weak.hypotheses + rest, step.relation)

    @check.register
    def _(self, step: ZeroSet) -> Sequent:
        ready = self.ready(step)
        lhs = difference(step.vanishing.left, step.vanishing.right)
        if step.vanishing.op != "==" or step.conclusion.op != "==":
            raise StepFailed("a zero set relates equations")
        if not self.equal(lhs, step.by, ready) and not self.equal(-lhs, step.by, ready):
            raise StepFailed("the vanishing formula and the decomposition do not have the same normal form")
        manifest, carried = self.manifest(step.facts, step.by, ready)
        if manifest.sign(step.by) is SignOf.UNKNOWN:
            raise StepFailed("the decomposition is not manifestly non-negative")
        wanted = difference(step.conclusion.left, step.conclusion.right)
        for left, right in manifest.zero_conditions(step.by):
            found = difference(left, right)
            gaps = (difference(found, wanted), found + wanted)
            if any(self.world.zero(unfold(gap, ready.rules)) for gap in gaps):
                self.trusts |= manifest.used
                assumed = Hypothesis((), step.vanishing)
                refuse_captured((assumed,), bound_variables(step.by))
                return Sequent((*ready.carried, *carried, assumed), step.conclusion)
        raise StepFailed("the conclusion is not among the conditions under which the decomposition vanishes")

    @check.register
    def _(self, step: Induct) -> Sequent:
        if self.claim.domain.group != "recursive":
            raise StepFailed("induction over m is for the recursively defined Walsh characters")
        check_induction(step.relation)
        return Sequent((), step.relation)

    @check.register
    def _(self, step: Cases) -> Sequent:
        require_meaning(self.world, (step.relation.left, step.relation.right), ())
        if step.var.space_name != "G":
            raise StepFailed(f"cases are on an index of G, not of {step.var.space_name}")
        starred = Index(((Var(step.var.name, GSTAR.name), 1),))
        used = free_variables(step.relation.left) | free_variables(step.relation.right)
        if starred.variable in used:
            raise StepFailed(f"the relation has an index {step.var.name} on G and another one on G without 0")
        for label, value in ((step.zero, ZERO_INDEX), (step.other, starred)):
            goal = moved_sequent(Sequent((), step.relation), {step.var: value})
            if not entails(self.world, self.world.fact(label), goal):
                raise StepFailed(f"fact {label!r} is not the case {step.var.name} = {value}")
        return Sequent((), step.relation)

    @check.register
    def _(self, step: Cite) -> Sequent:
        if step.fact not in ASSUMED:
            raise StepFailed(f"{step.fact!r} is not in the list of citable facts: {', '.join(ASSUMED)}")
        premises = tuple(self.world.fact(label) for label in step.premises)
        domain = self.claim.domain
        allowed = ASSUMED[step.fact].check(premises, step.conclusion, domain.model)
        objection = allowed if isinstance(allowed, str) else lasting(step.conclusion, domain, premises)
        if objection is not None or isinstance(allowed, str):
            raise StepFailed(f"{step.fact}: {objection}")
        require_meaning(self.world, sides_of(step.conclusion), allowed)
        for premise in premises:
            require_meaning(self.world, sides_of(premise.conclusion), premise.hypotheses)
            require_real(self.world, premise.hypotheses)
        self.trusts.add("cited: " + ASSUMED[step.fact].sentence)
        return Sequent(allowed, step.conclusion)

    def ready(self, step: Identity | Derive | Sign | ZeroSet) -> Prepared:
        """A step's context, once every formula of the step is known to be defined on the domain."""
        ready = prepare(self.world, step.context)
        formulas = [step.relation.left, step.relation.right] if not isinstance(step, ZeroSet) else []
        if isinstance(step, ZeroSet):
            formulas += [side for r in (step.vanishing, step.conclusion) for side in (r.left, r.right)]
        if isinstance(step, Sign | ZeroSet):
            formulas.append(step.by)
        assumed = [h for fact in ready.assumed.values() for h in fact.hypotheses]
        require_meaning(self.world, formulas, assumed)
        for item in (*step.context.using, *(step.facts if isinstance(step, Sign | ZeroSet) else ())):
            values = (item.times, *(value for _, value in item.let))
            require_meaning(self.world, values, assumed, frozenset(item.over))
        return ready

    # -- comparisons ----------------------------------------------------------------------------

    def equal(self, left: Expr, right: Expr, ready: Prepared) -> bool:
        """Whether left = right after unfolding and adding the step's equations."""
        gap = difference(left, right)
        if ready.sum_of_uses is not None:
            gap = difference(gap, ready.sum_of_uses)
        return self.world.zero(unfold(gap, ready.rules))

    def require_equal(self, relation: Rel, ready: Prepared) -> None:
        """StepFailed unless both sides agree."""
        if relation.op != "==" or not self.equal(relation.left, relation.right, ready):
            raise StepFailed("the two sides do not have the same normal form")

    def manifest(
        self, facts: tuple[Use, ...], by: Expr, ready: Prepared
    ) -> tuple[Manifest, tuple[Hypothesis, ...]]:
        """The reader of signs with the step's facts, and the hypotheses these carry."""
        instances = [instance(self.world, item, ready.assumed) for item in facts]
        carried = tuple(h for fact in instances for h in fact.hypotheses)
        refuse_captured(ready.carried + carried, bound_variables(by))
        relations = [fact.conclusion for fact in instances if isinstance(fact.conclusion, Rel)]
        return Manifest(self.world, relations, ready.rules), carried


def sides_of(conclusion: Rel | Pred) -> tuple[Expr, ...]:
    """The formulas of a conclusion."""
    return (conclusion.left, conclusion.right) if isinstance(conclusion, Rel) else conclusion.args
