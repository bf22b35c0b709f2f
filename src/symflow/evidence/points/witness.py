r"""Witnesses: one exact point where a claim fails, and the enclosure that shows it.

Statement.  A claim is universal, so one point refutes it: an instance of the domain and values of the free
indices where every hypothesis holds and the conclusion is impossible. ``refute`` searches all sequents
and all free indices at one instance and issues evidence FALSE only if

    every hypothesis is confirmed:   an equation exactly, over the rationals (or it is the orthogonality
                                     relation that the default of a hermitian variable satisfies by
                                     construction); an inequality exactly or by the sign of a ball;
    the conclusion is excluded:      the difference left - right, exact or enclosed, has a sign that the
                                     relation does not allow; for == it is not 0 (of a complex
                                     difference, the component that is not 0 is reported).

A hypothesis or a conclusion that stays undecided refutes nothing. Nothing at one point confirms a claim,
so TRUE is never the outcome here.

Notation.  ``bits``: the precisions tried in turn. A fact about solutions of a flow has no value at a point
and is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from symflow.algebra.expr import Expr
from symflow.algebra.indexing import Var
from symflow.algebra.rewrite import free_variables
from symflow.algebra.statement import Hypothesis, Rel, Sequent, hypotheses
from symflow.claim.claim import Claim, Instance
from symflow.errors import InputError
from symflow.evidence.points.evaluate import Evaluator, Pair, Undecided
from symflow.evidence.points.grid import built_in, check_instance
from symflow.evidence.points.walk import Env, Value
from symflow.evidence.result import Evidence, Outcome, Refutation, issue
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import Sign, ball, enclosure_strings, precision

LADDER = (128, 512, 2048, 4096)
DIGITS = 20
_EXCLUDED = {
    "==": (Sign.NEGATIVE, Sign.POSITIVE),
    "<=": (Sign.POSITIVE,),
    ">=": (Sign.NEGATIVE,),
    "<": (Sign.POSITIVE, Sign.ZERO),
    ">": (Sign.NEGATIVE, Sign.ZERO),
}
ARB = "Arb ball arithmetic (python-flint)"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known at a point: ``holds``, ``fails``, ``open`` (or ``unmet``, ``skipped``), and why.

    ``exact``: decided over the rationals. ``difference``: left - right. ``name``: of a hypothesis.
    """

    state: str
    difference: Value = None
    exact: bool = False
    name: str = ""
    imaginary: bool = False


OPEN = Reading("open")


def read(evaluator: Evaluator, relation: Rel, env: Env) -> Reading:
    """Whether left - right has a sign that the relation allows."""
    try:
        difference = evaluator.value(relation.left - relation.right, env)
        parts = [difference]
        if isinstance(difference, Pair):
            if relation.op == "==":
                parts = [difference.re, difference.im]
            else:
                parts = [evaluator.numbers.real(difference)]
    except Undecided:
        return OPEN
    signs = [evaluator.numbers.sign(part) for part in parts]
    for place, (part, sign) in enumerate(zip(parts, signs, strict=True)):
        if sign in _EXCLUDED[relation.op]:
            return Reading("fails", part, isinstance(part, Fraction), imaginary=place > 0)
    exact = all(isinstance(part, Fraction) for part in parts)
    return Reading("open" if Sign.UNKNOWN in signs else "holds", parts[0], exact)


def assignments(evaluator: Evaluator, over: tuple[Var, ...]) -> Iterator[dict[Var, int]]:
    """Every value of the given index variables, those fixed by the instance held."""
    fixed, grid = dict(evaluator.instance.indices), evaluator.grid
    ranges: list[range] = []
    for var in over:
        elements = grid.elements(var.space)
        if var.name in fixed:
            if fixed[var.name] not in elements:
                raise InputError.about(f"index {var.name}", fixed[var.name], f"it ranges over {elements}")
            elements = range(fixed[var.name], fixed[var.name] + 1)
        ranges.append(elements)
    for places in product(*ranges):
        yield dict(zip(over, places, strict=True))


def assumed(evaluator: Evaluator, hypothesis: Hypothesis, env: Env) -> Reading:
    """A hypothesis for every value of its bound variables: ``holds`` only if each one is confirmed."""
    relation, state, exact = hypothesis.relation, "holds", True
    if built_in(evaluator.domain, evaluator.instance, relation):
        return Reading("holds", exact=True)
    bound = tuple(dict.fromkeys(hypothesis.vars))
    ranges = [evaluator.grid.elements(var.space) for var in bound]
    for places in product(*ranges):
        reading = read(evaluator, relation, {**env, **dict(zip(bound, places, strict=True))})
        if reading.state == "fails":
            return reading
        if reading.state == "open":
            state = "open"
        exact = exact and reading.exact
    return Reading(state, exact=exact)


def free_of(sequent: Sequent) -> tuple[Var, ...]:
    """The free index variables of a sequent."""
    free: set[Var] = set()
    if isinstance(sequent.conclusion, Rel):
        free |= free_of_relation(sequent.conclusion)
    for hypothesis in sequent.hypotheses:
        free |= free_of_relation(hypothesis.relation) - set(hypothesis.vars)
    return tuple(sorted(free))


def free_of_relation(relation: Rel) -> frozenset[Var]:
    """The free index variables of both sides."""
    sides: tuple[Expr, ...] = (relation.left, relation.right)
    return frozenset().union(*(free_variables(side) for side in sides))


def examine(evaluator: Evaluator, sequent: Sequent, env: Env) -> Reading:
    """A sequent at a point: ``unmet`` where a hypothesis fails, else what its conclusion does."""
    exact = True
    for hypothesis in sequent.hypotheses:
        reading = assumed(evaluator, hypothesis, env)
        if reading.state != "holds":
            return Reading("unmet" if reading.state == "fails" else "open")
        exact = exact and reading.exact
    if not isinstance(sequent.conclusion, Rel):
        return Reading("skipped")
    reading = read(evaluator, sequent.conclusion, env)
    return replace(reading, exact=reading.exact and exact)


def in_domain(evaluator: Evaluator) -> Reading:
    """Whether the domain's own hypotheses hold at the instance."""
    exact = True
    for name, statement in evaluator.domain.hypotheses:
        try:
            found = hypotheses(statement)
        except InputError:
            return Reading("open", name=name)
        for hypothesis in found:
            free = free_of_relation(hypothesis.relation) - set(hypothesis.vars)
            every = Hypothesis(hypothesis.vars + tuple(sorted(free)), hypothesis.relation)
            reading = assumed(evaluator, every, {})
            if reading.state != "holds":
                return Reading(reading.state, name=name)
            exact = exact and reading.exact
    return Reading("holds", exact=exact)


def refute(
    claim: Claim, instance: Instance, part: str | None = None, bits: tuple[int, ...] = LADDER
) -> Evidence:
    """Evidence FALSE if the claim (or one part of it) is shown to fail at the instance, else UNKNOWN."""
    check_instance(claim.domain, instance)
    if part is not None and part not in dict(claim.parts):
        raise InputError.about("part", part, f"claim {claim.id} has {', '.join(dict(claim.parts))}")
    chosen = [(label, s) for label, s in claim.sequents() if part in (None, label)]
    chosen = [(label, s) for label, s in chosen if isinstance(s.conclusion, Rel)]
    if not chosen:
        raise InputError(f"claim {claim.id}: nothing in {part or 'its parts'} has a value at a point")
    _check_indices(instance, [s for _, s in chosen])
    cases, state = 0, "open"
    for level in bits:
        evaluator = Evaluator(claim.domain, instance, Ball(level))
        member = in_domain(evaluator)
        if member.state == "fails":
            raise InputError(f"instance: the hypothesis {member.name!r} of the domain fails there")
        state, cases = "held", 0
        for label, sequent in chosen:
            for env in assignments(evaluator, free_of(sequent)):
                cases += 1
                reading = examine(evaluator, sequent, env)
                if reading.state == "fails" and member.state == "holds":
                    exact = replace(reading, exact=reading.exact and member.exact)
                    return _refuted(claim, instance, label, sequent, env, exact, level, cases)
                state = "open" if reading.state in ("open", "fails") else state
        if state == "held":
            break
    said = "nothing fails" if state == "held" else f"nothing is shown to fail with up to {bits[-1]} bits"
    method = f"one exact point, all free indices: {said}"
    return issue("ball", "instances", Outcome.UNKNOWN, method, cases, place_of(instance), (ARB,))


def _refuted(
    claim: Claim,
    instance: Instance,
    label: str,
    sequent: Sequent,
    env: Env,
    reading: Reading,
    level: int,
    cases: int,
) -> Evidence:
    exact = reading.exact
    relation = sequent.conclusion.op if isinstance(sequent.conclusion, Rel) else ""
    with precision(max(level, 256)):
        value = ball(reading.difference) if isinstance(reading.difference, Fraction) else reading.difference
        lower, upper = enclosure_strings(value, DIGITS)
    indices = tuple(sorted((var.name, place) for var, place in env.items()))
    found = Refutation(label, instance, indices, relation, lower, upper, level, reading.imaginary)
    how = "left - right over the rationals" if exact else f"left - right enclosed with {level} bits"
    trusts = () if exact else (ARB,)
    covers = f"part {label} fails at {place_of(instance)}"
    strength = "exact" if exact else "ball"
    return issue(strength, "instances", Outcome.FALSE, how, cases, covers, trusts, (claim.digest,), found)


def place_of(instance: Instance) -> str:
    """``K = 4 (walsh)``, ``K = 3, n = 1, d = 2``: the sizes of an instance in words."""
    scheme = "" if instance.scheme == "none" else f" ({instance.scheme})"
    sizes = f", n = {instance.n}, d = {instance.d}" if instance.scheme == "none" or instance.d > 1 else ""
    return f"one point with K = {instance.K}{scheme}{sizes}"


def _check_indices(instance: Instance, sequents: list[Sequent]) -> None:
    """Refuse a fixed index that no sequent has."""
    names = {var.name for sequent in sequents for var in free_of(sequent)}
    unknown = [name for name, _ in instance.indices if name not in names]
    if unknown:
        known = ", ".join(sorted(names)) or "none"
        raise InputError.about("index", unknown[0], f"free index variables in these parts: {known}")
