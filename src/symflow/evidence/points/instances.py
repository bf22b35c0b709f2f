r"""Exact instances: identities expanded in full at concrete K.

Statement.  Every part of a claim that is an equation without hypotheses is expanded at K = 2, 4, 8, 16,
32 (Walsh; K x K sign matrices by Sylvester's construction) or K = 2, ..., 8 (plain index sets, n and d at
most 2), as an identity of rational functions over Q in independent generators, one for each entry and
each exponential. If the numerator of left - right vanishes the identity holds at that K, for all values.

    H_1 = (1),   H_{2m} = [[H_m, H_m], [H_m, -H_m]],   chi_k(g) = (H_K)_{kg}.

This is a second route: it uses neither the indexed normal form nor the characters of the schemes, and it
never says anything about a K that it did not expand. Derivatives are carried out by
``symflow.algebra.derive`` first. A hermitian variable is the rational matrix of
``symflow.evidence.points.grid``. A numerator that is not 0 refutes only if a rational
point confirms it; if none does, the routes disagree and the outcome is UNKNOWN.

Notation.  ``seconds`` is about the time for the whole claim, counted in terms of polynomials so that the
K that are reached do not depend on the machine (the clock stops it at five times that); ``covers`` names
the K that were reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from time import monotonic

from symflow.algebra.expr import Expr, Num, Sym
from symflow.algebra.indexing import Space, Var
from symflow.algebra.quantities import Variable
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.statement import Rel, Sequent, hypotheses
from symflow.claim.claim import Claim, Instance
from symflow.claim.domain import PARAMETERS, Domain
from symflow.claim.layout import Layout, assemble, coordinates, needs_square
from symflow.errors import InputError
from symflow.evidence.points.evaluate import derivatives_of
from symflow.evidence.points.grid import reflection
from symflow.evidence.points.ratio import Ratios
from symflow.evidence.points.ring import Budget, Ratio, Restart, Ring, TooLarge, Unsupported
from symflow.evidence.points.shrink import refuted, shrink
from symflow.evidence.points.values import ExactFirst
from symflow.evidence.points.walk import Walker
from symflow.evidence.result import Evidence, Outcome, issue
from symflow.numeric.arithmetic import Ball

WALSH = (2, 4, 8, 16, 32)
UNITS = 4_000_000  # the work done in about a second
SLOWEST = 5  # how many times as long it may take before the clock ends it
PLAIN = (2, 3, 4, 5, 6, 7, 8)
DIFFERS = "at K = {K} the expansion does not vanish"
FLINT = "exact polynomials of FLINT (python-flint)"


@dataclass(frozen=True, slots=True)
class SylvesterGrid:
    """The index sets at one K, with characters read off Sylvester's matrix."""

    layout: Layout
    signs: tuple[tuple[int, ...], ...]

    def size(self, space: Space) -> int:
        return self.layout.size(space)

    def elements(self, space: Space) -> range:
        return self.layout.elements(space)

    def position(self, variable: Variable, place: Sequence[int]) -> int:
        return self.layout.position(variable, place)

    def combine(self, terms: Iterable[tuple[int, int]]) -> int:
        out = 0
        for element, factor in terms:
            out ^= element if factor % 2 else 0
        return out

    def phase(self, k: int, g: int) -> Fraction:
        if not self.signs:
            raise InputError("characters need a group")
        return Fraction(0) if self.signs[k][g] == 1 else Fraction(1, 2)


def sylvester(K: int) -> tuple[tuple[int, ...], ...]:
    """The Sylvester matrix of order K = 2^m, by doubling."""
    rows: list[list[int]] = [[1]]
    while len(rows) < K:
        rows = [row + row for row in rows] + [row + [-x for x in row] for row in rows]
    return tuple(map(tuple, rows))


@dataclass
class Part:
    """One part of the claim: its equations, the K at which all of them hold, and what stopped it."""

    label: str
    relations: list[Rel]
    reached: list[int]
    stopped: str = ""
    differs: bool = False


def expand(claim: Claim, seconds: float = 6.0) -> Evidence | None:
    """Evidence exact x instances; None if no part is an equation without hypotheses."""
    parts = [part for label, _ in claim.parts if (part := part_of(claim, label)).relations]
    if not parts:
        return None
    budget, cases = Budget(int(seconds * UNITS), monotonic() + SLOWEST * seconds), 0
    for layout in layouts(claim.domain):
        for part in parts:
            if part.stopped:
                continue
            try:
                held, count = _holds(claim.domain, layout, part.relations, budget)
            except (Unsupported, InputError) as reason:
                part.stopped = "time" if isinstance(reason, TooLarge) else str(reason)
                continue
            cases += count
            if held:
                part.reached.append(layout.K)
            else:
                found = _confirmed(claim, layout, part.label)
                if found is not None:
                    return found
                part.stopped = DIFFERS.format(K=layout.K)
                part.differs = True
    return worded(claim, parts, cases)


def part_of(claim: Claim, label: str) -> Part:
    """A part with those of its sequents that can be expanded: equations without hypotheses."""
    own = [s for name, s in claim.sequents() if name == label]
    return Part(label, [s.conclusion for s in own if _plain(s) and isinstance(s.conclusion, Rel)], [])


def _plain(sequent: Sequent) -> bool:
    return not sequent.hypotheses and isinstance(sequent.conclusion, Rel) and sequent.conclusion.op == "=="


def layouts(domain: Domain) -> list[Layout]:
    """The sizes at which a claim on a domain is expanded, in that order, as far as the time allows."""
    named = {space.size for v in domain.model.variables for space in v.spaces}
    scheme = "none" if domain.group is None else "walsh"
    orders: tuple[int, ...] = PLAIN if domain.group is None else WALSH
    if domain.group == "cyclic":  # its characters are no rational numbers
        return []
    if domain.order is not None:
        orders = (domain.order,)
    n = 2 if "n" in named else 1
    d = 2 if "d" in named else 1
    square = needs_square(domain)
    every = [Layout(scheme, K, n, K if square else d) for K in orders if domain.least <= K]
    return [layout for layout in every if _sizes_fit(domain, layout)]


def _sizes_fit(domain: Domain, layout: Layout) -> bool:
    """Whether the sizes obey those hypotheses of the domain that speak of sizes only, such as K = 12."""
    walker = Walker(derivatives_of(domain.model), SylvesterGrid(layout, ()), ExactFirst(Ball(64)), {})
    for _, statement in domain.hypotheses:
        for relation in [h.relation for h in hypotheses(statement)]:
            difference = relation.left - relation.right
            if relation.op == "==" and _sizes_only(difference) and walker.value(difference, {}) != 0:
                return False
    return True


def _sizes_only(node: Expr) -> bool:
    if isinstance(node, Sym):
        return node.name in PARAMETERS
    inner = children(node)
    return all(map(_sizes_only, inner)) if inner else isinstance(node, Num)


def _holds(domain: Domain, layout: Layout, relations: list[Rel], budget: Budget) -> tuple[bool, int]:
    """Whether left - right vanishes for every relation and every value of its free indices."""
    ring, count = Ring(), 0
    for relation in relations:
        difference = relation.left - relation.right
        while True:
            try:
                held, cases = _vanishes(domain, layout, difference, Ratios(ring, budget))
                break
            except Restart:
                continue
        count += cases
        if not held:
            return False, count
    return True, count


def _vanishes(domain: Domain, layout: Layout, difference: Expr, numbers: Ratios) -> tuple[bool, int]:
    grid = SylvesterGrid(layout, sylvester(layout.K) if layout.scheme == "walsh" else ())
    walker = Walker(derivatives_of(domain.model), grid, numbers, _entries(domain, layout, numbers))
    over: list[Var] = sorted(free_variables(difference))
    count = 0
    for places in product(*(grid.elements(var.space) for var in over)):
        count += 1
        if not numbers.vanishes(walker.value(difference, dict(zip(over, places, strict=True)))):
            return False, count
    return True, count


def _entries(domain: Domain, layout: Layout, numbers: Ratios) -> dict[str, list[Ratio]]:
    """A generator for every free entry, 0 where an entry vanishes, the rational default where hermitian."""
    out = {v.name: [numbers.of(Fraction(0))] * len(layout.places(v)) for v in domain.model.variables}
    for coordinate in coordinates(domain, layout):
        entry = numbers.generator(("entry", coordinate.name, coordinate.positions))
        for position in coordinate.positions:
            out[coordinate.name][position] = entry
    for variable in domain.model.variables:
        if variable.hermitian:
            if [s.name for s in variable.spaces] != ["d", "G"] or layout.scheme != "walsh":
                raise Unsupported(f"{variable.name} has no default")
            at = Instance("walsh", layout.K, (), layout.n, layout.d)
            out[variable.name] = [numbers.of(entry) for entry in reflection(at)]
    return out


def _confirmed(claim: Claim, layout: Layout, label: str) -> Evidence | None:
    """A few small rational points at which the identity may fail."""
    signs = [c.sign for c in coordinates(claim.domain, layout)]
    for step in (1, 2, 3, 5):
        numbers = [Fraction(1 + (i * step + i * i) % 7, step) for i in range(len(signs))]
        found = refuted(claim, assemble(claim.domain, layout, numbers), label)
        if found is not None:
            return shrink(claim, found)
    return None


def worded(claim: Claim, parts: list[Part], cases: int) -> Evidence | None:
    """The evidence that follows from what was reached: all of its words are made here."""
    if not cases:
        return None
    scheme = "plain index sets" if claim.domain.group is None else "Walsh"
    groups: dict[tuple[int, ...], list[str]] = {}
    for part in parts:
        groups.setdefault(tuple(part.reached), []).append(part.label)
    said = [
        f"identities of part{'s' if len(labels) > 1 else ''} {', '.join(labels)} expanded exactly at "
        f"K = {', '.join(map(str, reached))} ({scheme})"
        for reached, labels in groups.items()
        if reached
    ]
    open_parts = [f"part {p.label}: {p.stopped}" for p in parts if p.differs or (p.stopped and not p.reached)]
    fixed = [f"{v.name} one rational orthogonal matrix" for v in claim.domain.model.variables if v.hermitian]
    covers = "; ".join(said + open_parts + fixed)
    agrees = bool(said) and not any(part.differs for part in parts)
    outcome = Outcome.TRUE if agrees else Outcome.UNKNOWN
    method = "expansion over Q in independent generators, K x K Sylvester matrices or plain index sets"
    reached = {part.label for part in parts if part.reached}
    marks = tuple(m for m, (part, s) in claim.goals().items() if part in reached and _plain(s))
    return issue("exact", "instances", outcome, method, cases, covers, (FLINT,), marks)
