r"""Formulas that use quantities as a model declares them, and models that make sense.

The normal form and the sign rules read what a model declares: positive, even, zero at 0, real. They are
right only if a quantity stands at the indices that it is declared for, if definitions are closed and do
not lead back to themselves, and if a flow moves free quantities only, each at all of its places.
"""

from __future__ import annotations

import re
from typing import Any

from symflow.algebra.expr import Atom, Chi, Ddt, Delta, Expr, Extremum, Sum
from symflow.algebra.indexing import SPACES, Index, Space, Var
from symflow.algebra.quantities import Definition, Flow, Model, Variable, ranges_over
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.wellformed import SCALARS, check_data, check_name, trees
from symflow.errors import InputError

# Names that stand in a printed formula for something else: functions, operators, the group's own symbols.
_FUNCTIONS = (
    "exp",
    "log",
    "ln",
    "tanh",
    "sinh",
    "cosh",
    "coth",
    "sin",
    "cos",
    "tan",
    "ei",
    "Ei",
    "sqrt",
    "abs",
)
_OPERATORS = ("max", "min", "sum", "prod", "conj", "diag", "dot", "ddt", "ddtup")
PRINTED = frozenset({*_FUNCTIONS, *_OPERATORS, "chi", "Gstar"})
_INDEXED = re.compile(r"(.+)_[A-Za-z0-9]")
_LAMBDA = re.compile(r"lambda(?=(?:bar|star)*$)")


def check_use(value: Any, model: Model, group: bool) -> None:
    """Refuse a formula that uses a quantity, an index or a flow as the model does not declare it."""
    for node in trees(value):
        match node:
            case Atom(name, index):
                _check_places(name, index, model)
            case Ddt(_, flow):
                model.flow(flow)
            case Delta(left, right):
                _check_delta(left, right)
            case _:
                pass
        if not group and any(v.space.group for v in _own_variables(node)):
            raise InputError("this domain has no group; its indices are those of plain sets")
        if isinstance(node, Chi) and not (group and _on_group(node.mode) and _on_group(node.element)):
            raise InputError("characters need a group, and indices of it")


def _own_variables(node: Expr) -> frozenset[Var]:
    if isinstance(node, Sum | Extremum):
        return frozenset({node.var})
    return frozenset() if children(node) else free_variables(node)


def _on_group(index: Index) -> bool:
    return all(v.space.group for v, _ in index.terms)


def _check_delta(left: Index, right: Index) -> None:
    if _on_group(left) and _on_group(right):
        return
    if [v.space_name for v, _ in left.terms] != [v.space_name for v, _ in right.terms]:
        raise InputError("a delta compares two indices of the same set")


def declared_places(name: str, model: Model) -> tuple[Var, ...] | None:
    """Index variables that run through the declared places of a quantity; None if it is not declared."""
    definition = model.definition(name)
    if definition is not None:
        return definition.index
    variable = next((v for v in model.variables if v.name == name), None)
    return None if variable is None else tuple(Var("i", space.name) for space in variable.spaces)


def _check_places(name: str, index: tuple[Index, ...], model: Model) -> None:
    places = declared_places(name, model)
    if places is None:
        raise InputError(f"quantity {name!r} is not declared")
    if len(places) != len(index) or not all(map(ranges_over, places, index)):
        sets = ", ".join(v.space_name for v in places) or "none"
        raise InputError(f"quantity {name!r} is used at other indices than declared (index sets: {sets})")


# -- models ---------------------------------------------------------------------------------------


def check_model(model: Model, group: bool) -> None:
    """Refuse a model whose quantities, definitions or flows are not well-founded."""
    for variable in model.variables:
        _check_variable(variable)
    for definition in model.definitions:
        _check_declared_name(definition.name)
        _check_closed(definition, "definition of")
        if definition.even and sum(v.space.group for v in definition.index) != 1:
            raise InputError(f"definition of {definition.name}: even needs exactly one index on the group")
    _check_alike(model, group)
    names = [flow.name for flow in model.flows]
    if len(set(names)) < len(names):
        raise InputError("model: two flows have the same name")
    for flow in model.flows:
        _check_flow(flow, model)
    check_data((model.definitions, model.flows))
    check_use((model.definitions, model.flows), model, group)
    for definition in model.definitions:
        _refuse_circle(definition.name, model, ())


def _check_declared_name(name: str) -> None:
    check_name("quantity", name)
    if name in SCALARS:
        raise InputError(f"quantity {name!r} has the name of a scalar; rename it")
    if name in PRINTED:
        raise InputError(f"quantity {name!r} has the name of something that formulas print; rename it")


def _check_alike(model: Model, group: bool) -> None:
    """Refuse quantities that a reader of the printed formulas could not tell apart."""
    places = {v.name: len(v.spaces) for v in model.variables} | {
        d.name: len(d.index) for d in model.definitions
    }
    short: dict[str, str] = {}
    for name, size in places.items():
        indexed = _INDEXED.fullmatch(name)
        if indexed and places.get(indexed[1]):
            raise InputError(f"quantity {name!r} would be read as {indexed[1]!r} at an index; rename it")
        if name == "G" and group:
            raise InputError("quantity 'G' has the name of the group; rename it")
        if name == "delta" and size == 2:
            raise InputError("quantity 'delta' with two indices would be read as Kronecker's; rename it")
        other = short.setdefault(_LAMBDA.sub("lam", name), name)
        if other != name:
            raise InputError(f"quantities {other!r} and {name!r} are printed alike; rename one of them")


def _check_variable(variable: Variable) -> None:
    _check_declared_name(variable.name)
    if not all(type(s) is Space and SPACES.get(s.name) == s for s in variable.spaces):
        raise InputError(f"variable {variable.name}: an index set is unknown")
    symmetric = variable.even or variable.vanishing or variable.hermitian
    if symmetric and sum(s.group for s in variable.spaces) != 1:
        raise InputError(
            f"variable {variable.name}: even, vanishing and hermitian need exactly one group index"
        )
    if variable.hermitian and variable.sign != "real":
        raise InputError(f"variable {variable.name}: a complex quantity has no sign")


def _check_closed(definition: Definition, what: str) -> None:
    if len(set(definition.index)) < len(definition.index):
        raise InputError(f"{what} {definition.name}: an index is repeated")
    loose = free_variables(definition.body) - set(definition.index)
    if loose:
        names = ", ".join(sorted(v.name for v in loose))
        raise InputError(f"{what} {definition.name}: the formula depends on {names}, which is no index of it")


def _check_flow(flow: Flow, model: Model) -> None:
    moved = [rate.name for rate in flow.rates]
    if len(set(moved)) < len(moved):
        raise InputError(f"flow {flow.name}: a quantity is moved twice")
    for rate in flow.rates:
        _check_closed(rate, f"flow {flow.name}: rate of")
        variable = next((v for v in model.variables if v.name == rate.name), None)
        if variable is None:
            raise InputError(f"flow {flow.name}: moves {rate.name}, which is not a variable")
        if [v.space_name for v in rate.index] != [s.name for s in variable.spaces]:
            raise InputError(f"flow {flow.name}: moves {rate.name} at other indices than declared")


def _refuse_circle(name: str, model: Model, path: tuple[str, ...]) -> None:
    if name in path:
        raise InputError(f"definition of {name}: leads back to itself ({' -> '.join((*path, name))})")
    definition = model.definition(name)
    if definition is None:
        return
    for inner in _mentions(definition.body, model, frozenset()):
        _refuse_circle(inner, model, (*path, name))


def _mentions(body: Expr, model: Model, flows: frozenset[str]) -> set[str]:
    """The quantities that a formula needs for its value, the rates of its flows included."""
    out: set[str] = set()
    for node in trees(body):
        if isinstance(node, Atom):
            out.add(node.name)
        if isinstance(node, Ddt) and node.flow not in flows:
            for rate in model.flow(node.flow).rates:
                out |= _mentions(rate.body, model, flows | {node.flow})
    return out
