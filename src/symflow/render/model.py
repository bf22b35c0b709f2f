"""The model of a claim as a reader sees it: what each symbol of the statement means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symflow.algebra.expr import Atom, Ddt, Expr, Extremum, Sum, Sym
from symflow.algebra.indexing import Index
from symflow.algebra.quantities import Definition, Model
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.statement import Pred, expressions
from symflow.algebra.wellformed import trees
from symflow.claim.claim import Claim
from symflow.claim.domain import PARAMETERS
from symflow.evidence.proving.steps import Step
from symflow.render.text import formula


def model_lines(claim: Claim, steps: Iterable[Step]) -> Iterator[str]:
    """The definitions and flows that the statement, the hypotheses and the proof rest on."""
    model = claim.domain.model
    names, flows = reached([*roots(claim), *(e for s in steps for e in trees(s))], model)
    for definition in model.definitions:
        if definition.name in names:
            yield f"{_left(definition)} = {formula(definition.body)}"
    for flow in model.flows:
        if flow.name in flows:
            rates = ",  ".join(f"d/dt {_left(rate)} = {formula(rate.body)}" for rate in flow.rates)
            yield f"flow {flow.name}: {rates}"


def roots(claim: Claim) -> list[Expr]:
    """The formulas of a claim's statement and hypotheses; a predicate needs its flow too, so it gives rates."""
    statements = [s for _, s in claim.parts] + [s for _, s in claim.domain.hypotheses]
    said = [s.conclusion for _, s in claim.sequents()]
    rates = [Ddt(arg, p.flow) for p in said if isinstance(p, Pred) for arg in p.args]
    return [e for s in statements for e in expressions(s)] + rates


def _left(definition: Definition) -> str:
    return formula(Atom(definition.name, tuple(Index(((v, 1),)) for v in definition.index)))


def reached(roots: Iterable[Expr], model: Model) -> tuple[set[str], set[str]]:
    """The quantities and flows that some formulas depend on."""
    names, flows, waiting = set[str](), set[str](), list(roots)
    while waiting:
        node = waiting.pop()
        waiting += children(node)
        if isinstance(node, Atom) and node.name not in names:
            names.add(node.name)
            definition = model.definition(node.name)
            waiting += [definition.body] if definition is not None else []
        if isinstance(node, Ddt) and node.flow not in flows:
            flows.add(node.flow)
            waiting += [rate.body for rate in model.flow(node.flow).rates]
    return names, flows


def sizes(formulas: Iterable[Expr], model: Model) -> set[str]:
    """The sizes that formulas and what they lean on mention: by name, or as the range of an index outside the group."""
    said = list(formulas)
    names, flows = reached(said, model)
    said += [d.body for d in model.definitions if d.name in names]
    said += [rate.body for flow in model.flows if flow.name in flows for rate in flow.rates]
    spaces = {space for v in model.variables if v.name in names for space in v.spaces}
    spaces |= {var.space for formula in said for var in free_variables(formula)}
    spaces |= {node.var.space for node in nodes(said) if isinstance(node, Sum | Extremum)}
    named = {node.name for node in nodes(said) if isinstance(node, Sym)}
    return (named | {space.size for space in spaces if not space.group}) & PARAMETERS


def nodes(formulas: Iterable[Expr]) -> Iterator[Expr]:
    """Formulas with all that is inside them."""
    waiting = list(formulas)
    while waiting:
        node = waiting.pop()
        waiting += children(node)
        yield node
