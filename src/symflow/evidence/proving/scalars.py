r"""A fact about free scalars, at formulas in their place.

A fact is universal in the scalars of its domain, so a scalar may be replaced by any formula of the declared
sign: in the conclusion and in the hypotheses alike. Two things stand in the way and are refused: a
hypothesis of the domain that speaks of the scalar, and a derivative or defined quantity that depends on it.
"""

from __future__ import annotations

from symflow.algebra.expr import Atom, Ddt, Expr, Partial
from symflow.algebra.indexing import Index, fresh
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import children, rebuild
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, expressions, substitute_relation
from symflow.evidence.proving.manifest import Manifest, SignOf
from symflow.evidence.proving.steps import Use
from symflow.evidence.proving.world import StepFailed, World

_NEEDED = {"real": SignOf.UNKNOWN, "nonnegative": SignOf.NONNEGATIVE, "positive": SignOf.POSITIVE}


def with_scalars(world: World, item: Use, fact: Sequent) -> Sequent:
    """The fact at the scalars that ``item`` names; a scalar that is not declared here is an imported real one."""
    values = dict(item.let)
    for name, value in values.items():
        _check_value(world, item.fact, name, value)
    if isinstance(fact.conclusion, Pred):
        raise StepFailed(f"fact {item.fact!r} is about solutions; its scalars cannot be replaced")
    return Sequent(
        tuple(_moved(world.domain.model, item.fact, h, values) for h in fact.hypotheses),
        _at(world.domain.model, item.fact, substitute_relation(fact.conclusion, {}), values),
    )


def _check_value(world: World, label: str, name: str, value: Expr) -> None:
    model = world.domain.model
    variable = next((v for v in model.variables if v.name == name), None)
    if model.definition(name) is not None or (variable is not None and variable.spaces):
        raise StepFailed(f"fact {label!r}: {name} is not a free scalar")
    for which, statement in world.domain.hypotheses:
        if any(_depends(node, frozenset({name}), model) for node in expressions(statement)):
            raise StepFailed(f"fact {label!r}: {name} is not free, the hypothesis {which!r} is about it")
    if not world.real(value):
        raise StepFailed(f"fact {label!r}: the value for {name} is not manifestly real")
    sign = "real" if variable is None else variable.sign
    if Manifest(world, _signs(world), world.all_definitions()).symbolic(value) < _NEEDED[sign]:
        raise StepFailed(f"fact {label!r}: the value for {name} is not manifestly {sign}")


def _signs(world: World) -> list[Rel]:
    """The inequalities established without hypotheses."""
    known = [f.conclusion for f in world.facts.values() if not f.hypotheses]
    return [r for r in known if isinstance(r, Rel) and r.op != "=="]


def _moved(model: Model, label: str, h: Hypothesis, values: dict[str, Expr]) -> Hypothesis:
    """A hypothesis at the values; its bound variables are renamed apart from those of the values."""
    renamed = {v: fresh(v) for v in h.vars}
    places = {old: Index(((new, 1),)) for old, new in renamed.items()}
    relation = _at(model, label, substitute_relation(h.relation, places), values)
    return Hypothesis(tuple(renamed[v] for v in h.vars), relation)


def _at(model: Model, label: str, relation: Rel, values: dict[str, Expr]) -> Rel:
    left, right = (_replaced(model, label, side, values) for side in (relation.left, relation.right))
    return Rel(relation.op, left, right)


def _replaced(model: Model, label: str, node: Expr, values: dict[str, Expr]) -> Expr:
    """The formula at the values; ``substitute_relation`` has renamed its sums apart from them."""
    if isinstance(node, Atom) and node.name in values and not node.indices:
        return values[node.name]
    if isinstance(node, Ddt | Partial) or (isinstance(node, Atom) and model.definition(node.name)):
        if _depends(node, frozenset(values), model):
            raise StepFailed(
                f"fact {label!r} has a derivative or a defined quantity that depends on a scalar to be replaced"
            )
        return node
    return rebuild(node, lambda child: _replaced(model, label, child, values))


def _depends(node: Expr, names: frozenset[str], model: Model, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a formula, its definitions and the rates of its flows opened, mentions a scalar."""
    if isinstance(node, Atom):
        definition = None if node.name in seen else model.definition(node.name)
        inner = definition is not None and _depends(definition.body, names, model, seen | {node.name})
        return node.name in names or inner
    if isinstance(node, Ddt):
        key = "flow " + node.flow
        rates = () if key in seen else model.flow(node.flow).rates
        if any(r.name in names or _depends(r.body, names, model, seen | {key}) for r in rates):
            return True
        seen |= {key}
    return any(_depends(child, names, model, seen) for child in children(node))
