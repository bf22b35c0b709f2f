r"""When an established fact is, or implies, what a claim says.

A fact entails a goal if both sides have the same normal form, its comparison is at least as strong,
its hypotheses are among the goal's, and each of its free indices ranges at least as far.
"""

from __future__ import annotations

from symflow.algebra.indexing import Index, Var, fresh
from symflow.algebra.quantities import ranges_over
from symflow.algebra.rewrite import free_variables, substitute
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, substitute_relation
from symflow.evidence.proving.world import World, difference, upward

_IMPLIES = {"==": {"==", "<=", ">="}, "<": {"<", "<="}, ">": {">", ">="}, "<=": {"<="}, ">=": {">="}}


def entails(world: World, fact: Sequent, goal: Sequent) -> bool:
    """Whether the fact implies the goal."""
    if isinstance(fact.conclusion, Pred) or isinstance(goal.conclusion, Pred):
        return _same_predicate(world, fact, goal)
    fact = aligned(fact, goal)
    if not isinstance(fact.conclusion, Rel) or not _implied(world, fact.conclusion, goal.conclusion):
        return False
    return all(any(same_hypothesis(world, h, g) for g in goal.hypotheses) for h in fact.hypotheses)


def _same_predicate(world: World, fact: Sequent, goal: Sequent) -> bool:
    """A predicate speaks of all times, hypotheses of time 0: so its formulas must be the same trees, and not only equal
    where both have a value, up to the names of indices."""
    a, b = aligned(fact, goal).conclusion, goal.conclusion
    if (
        not isinstance(a, Pred)
        or not isinstance(b, Pred)
        or (a.name, a.flow, len(a.args)) != (b.name, b.flow, len(b.args))
    ):
        return False
    if a.args != b.args:
        return False
    return all(any(same_hypothesis(world, h, g) for g in goal.hypotheses) for h in fact.hypotheses)


def _implied(world: World, fact: Rel, goal: Rel) -> bool:
    if fact.op == "==":
        same = difference(fact.left, fact.right)
        wanted = difference(goal.left, goal.right)
        return goal.op in _IMPLIES["=="] and (
            world.zero(difference(same, wanted)) or world.zero(same + wanted)
        )
    strict, goal_strict = fact.op in "<>", goal.op in "<>"
    if goal.op == "==" or (goal_strict and not strict):
        return False
    return world.zero(difference(upward(fact), upward(goal)))


def same_hypothesis(world: World, mine: Hypothesis, given: Hypothesis) -> bool:
    """Whether two hypotheses assume the same relation, their bound variables renamed apart."""
    if mine.relation.op != given.relation.op or len(mine.vars) != len(given.vars):
        return False
    if any(a.space_name != b.space_name for a, b in zip(mine.vars, given.vars, strict=True)):
        return False
    common = [Index(((fresh(a), 1),)) for a in mine.vars]
    moved, other = (
        substitute_relation(h.relation, dict(zip(h.vars, common, strict=True))) for h in (mine, given)
    )
    both = difference(moved.left, moved.right), difference(other.left, other.right)
    return world.zero(difference(*both)) or (mine.relation.op == "==" and world.zero(both[0] + both[1]))


def aligned(sequent: Sequent, goal: Sequent) -> Sequent:
    """The sequent at the goal's variables of the same name, where those range within its own."""
    wanted = {v.name: v for v in free_in(goal)}
    mapping: dict[Var, Index] = {}
    for var in free_in(sequent):
        other = wanted.get(var.name, var)
        if other != var and ranges_over(var, Index(((other, 1),))):
            mapping[var] = Index(((other, 1),))
    return moved_sequent(sequent, mapping) if mapping else sequent


def moved_sequent(sequent: Sequent, mapping: dict[Var, Index]) -> Sequent:
    """A sequent with free variables replaced; bound ones of hypotheses are kept apart."""
    conclusion = sequent.conclusion
    kept = tuple(_moved_hypothesis(h, mapping) for h in sequent.hypotheses)
    if isinstance(conclusion, Pred):
        args = tuple(substitute(a, mapping) for a in conclusion.args)
        return Sequent(kept, Pred(conclusion.name, conclusion.flow, args))
    return Sequent(kept, substitute_relation(conclusion, mapping))


def _moved_hypothesis(hypothesis: Hypothesis, mapping: dict[Var, Index]) -> Hypothesis:
    """A hypothesis with free variables replaced; a bound one that would capture a new one is renamed."""
    arriving = {var for index in mapping.values() for var, _ in index.terms}
    renamed = {var: fresh(var) if var in arriving else var for var in hypothesis.vars}
    inner = {**mapping, **{var: Index(((new, 1),)) for var, new in renamed.items()}}
    relation = substitute_relation(hypothesis.relation, inner)
    return Hypothesis(tuple(renamed[var] for var in hypothesis.vars), relation)


def free_in(sequent: Sequent) -> frozenset[Var]:
    """The free index variables of a sequent."""
    conclusion = sequent.conclusion
    sides = conclusion.args if isinstance(conclusion, Pred) else (conclusion.left, conclusion.right)
    out = frozenset().union(*(free_variables(s) for s in sides))
    for h in sequent.hypotheses:
        out |= h.free
    return out
