r"""What a step leans on: facts at chosen indices, equations to unfold or add, relations to assume.

An assumption h becomes the fact h |- h, so hypotheses travel with what uses them. Three rules keep
this sound: a fact is instantiated in conclusion and hypotheses alike; a fact is summed, or unfolded at
other indices, only over variables that do not occur free in its hypotheses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations, product

from symflow.algebra.expr import Expr, Extremum, Mul, Sum
from symflow.algebra.indexing import Index, Var
from symflow.algebra.quantities import Definition, ranges_over
from symflow.algebra.rewrite import children
from symflow.algebra.statement import Hypothesis, Rel, Sequent, hypotheses
from symflow.evidence.proving.entail import entails, free_in, moved_sequent
from symflow.evidence.proving.scalars import with_scalars
from symflow.evidence.proving.steps import Context, Use
from symflow.evidence.proving.world import Rules, StepFailed, World, as_rule, difference


@dataclass(slots=True)
class Prepared:
    """A step's context made ready: rules to unfold, equations to add, hypotheses that the result carries."""

    rules: Rules
    sum_of_uses: Expr | None
    carried: tuple[Hypothesis, ...]
    assumed: dict[str, Sequent]


def prepare(world: World, context: Context) -> Prepared:
    """Open the context of a step."""
    assumed: dict[str, Sequent] = {}
    for label, statement in context.assume:
        for number, h in enumerate(hypotheses(statement)):
            name = label if number == 0 else f"{label}.{number}"
            if name in world.facts or name in assumed:
                raise StepFailed(f"the assumption {name!r} has the name of another fact")
            assumed[name] = Sequent((h,), h.relation)
    carried = tuple(h for fact in assumed.values() for h in fact.hypotheses)
    rules: dict[str, tuple[Definition, ...]] = {}
    for name in context.unfold:
        rule, more = _rule(world, name, assumed)
        rules[rule.name] = (*rules.get(rule.name, ()), rule)
        carried += more
    total: Expr | None = None
    for item in context.using:
        fact = instance(world, item, assumed)
        term = _added(item, fact)
        total = term if total is None else total + term
        carried += fact.hypotheses
    return Prepared(rules, total, carried, assumed)


def _rule(world: World, name: str, assumed: dict[str, Sequent]) -> tuple[Definition, tuple[Hypothesis, ...]]:
    definition = world.domain.model.definition(name)
    if definition is not None:
        return definition, ()
    fact = assumed[name] if name in assumed else world.fact(name)
    rule = as_rule(name, fact.conclusion)
    refuse_captured(fact.hypotheses, frozenset(rule.index))
    return rule, fact.hypotheses


def _added(item: Use, fact: Sequent) -> Expr:
    if not isinstance(fact.conclusion, Rel) or fact.conclusion.op != "==":
        raise StepFailed(f"fact {item.fact!r} is not an equation, so it cannot be added")
    refuse_captured(fact.hypotheses, frozenset(item.over))
    term: Expr = Mul((item.times, difference(fact.conclusion.left, fact.conclusion.right)))
    for var in reversed(item.over):
        term = Sum(term, var)
    return term


def instance(world: World, item: Use, assumed: dict[str, Sequent]) -> Sequent:
    """A fact at the indices and scalars that a step names, freed of the hypotheses that other facts supply."""
    fact = assumed[item.fact] if item.fact in assumed else world.fact(item.fact)
    for var, index in item.at:
        if not ranges_over(var, index):
            raise StepFailed(
                f"fact {item.fact!r}: index {var.name} ranges over {var.space_name}, which does not fit"
            )
    fact = moved_sequent(fact, dict(item.at))
    if item.let:
        fact = with_scalars(world, item, fact)
    return discharged(world, fact, [assumed[g] if g in assumed else world.fact(g) for g in item.given])


def discharged(world: World, fact: Sequent, given: Iterable[Sequent]) -> Sequent:
    """A fact without the hypotheses that the given facts entail; what these assume is assumed instead."""
    kept = list(fact.hypotheses)
    for other in given:
        met = [h for h in kept if _supplies(world, other, h)]
        if not met:
            raise StepFailed("a fact under given supplies no hypothesis")
        left = [h for h in kept if h not in met]
        kept = left + [h for h in other.hypotheses if h not in left]
    return Sequent(tuple(kept), fact.conclusion)


def _supplies(world: World, other: Sequent, h: Hypothesis) -> bool:
    """Whether a fact is what a hypothesis assumes; free indices of the fact may stand for its bound ones."""
    tied = frozenset[Var]().union(*(g.free for g in other.hypotheses))
    free = sorted(free_in(other) - tied)
    for count in range(min(len(free), len(h.vars)) + 1):
        for places, bound in product(permutations(free, count), permutations(h.vars, count)):
            mapping = {v: Index(((b, 1),)) for v, b in zip(places, bound, strict=True)}
            moved, wanted = moved_sequent(other, mapping), Sequent(other.hypotheses, h.relation)
            fits = all(ranges_over(v, index) for v, index in mapping.items())
            if fits and not tied & frozenset(h.vars) and entails(world, moved, wanted):
                return True
    return False


def refuse_captured(carried: Iterable[Hypothesis], variables: frozenset[Var]) -> None:
    """StepFailed if a hypothesis depends on a variable that the step quantifies."""
    for h in carried:
        if h.free & variables:
            names = ", ".join(sorted(v.name for v in h.free & variables))
            raise StepFailed(f"a hypothesis depends on {names}, over which this step sums or unfolds")


def bound_variables(node: Expr) -> frozenset[Var]:
    """All variables that a formula binds."""
    own = frozenset({node.var}) if isinstance(node, Sum | Extremum) else frozenset()
    return own.union(*(bound_variables(child) for child in children(node)))
