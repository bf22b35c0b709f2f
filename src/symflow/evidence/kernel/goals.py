r"""Claims as Coq goals: one for each part, printed from the statement tree that the claim consists of.

    quantities     for all sizes, for all values of the variables with what the domain declares of them
    definitions    Coq functions of the sizes and the variables, printed from the formulas of the model
    d/dt F         exists D, F has the derivative D at t, for every curve whose velocity at t is that of the flow
    dF/dx_ij       exists D, D is the derivative of F in the entry ij of x alone
    predicates     about curves that obey the flow on an open interval

A statement that has no form here is refused (NotPrinted), never weakened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from symflow.algebra.expr import Expr, Sym
from symflow.algebra.indexing import Var
from symflow.algebra.quantities import Definition, Flow, Variable
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.statement import expressions
from symflow.claim.claim import Claim
from symflow.evidence.kernel.curves import about_curves
from symflow.evidence.kernel.given import conditions, velocities
from symflow.evidence.kernel.said import at_time, flows_of, for_all, opened, predicates_of
from symflow.evidence.kernel.terms import NotPrinted, Scope, function_type, reached

EI = "(forall x : R, 0 < x -> derivable_pt_lim ei x (exp x / x))"


@dataclass(frozen=True, slots=True)
class Goal:
    """One part of a claim as a proposition of Coq."""

    part: str
    proposition: str


def definitions(claim: Claim) -> list[str]:
    """The definitions of the model that the claim needs, in an order in which each finds those it uses."""
    scope = _scope(claim)
    return [_definition(claim, scope, d) for d in _needed(claim)]


def _needed(claim: Claim) -> list[Definition]:
    model = claim.domain.model
    needed: set[str] = set()
    for formula in _formulas(claim):
        needed |= reached(formula, model)
    ordered: list[Definition] = []

    def place(definition: Definition) -> None:
        if definition in ordered:
            return
        for other in model.definitions:
            if other.name in reached(definition.body, model):
                place(other)
        ordered.append(definition)

    for definition in model.definitions:
        if definition.name in needed:
            place(definition)
    return ordered


def _formulas(claim: Claim) -> Iterable[Expr]:
    for _, part in claim.parts:
        yield from expressions(part)
    for _, hypothesis in claim.domain.hypotheses:
        yield from expressions(hypothesis)
    for flow in claim.domain.model.flows:
        for rate in flow.rates:
            yield rate.body


def _definition(claim: Claim, scope: Scope, definition: Definition) -> str:
    inner = scope.binding(*definition.index)
    needed = reached(definition.body, claim.domain.model)
    binders = [
        f"({name} : {kind})" for name, kind in parameters(claim) if name == scope.group or name in needed
    ]
    binders += [f"({v.name}_ : {_type(v)})" for v in claim.domain.model.variables if v.name in needed]
    binders += [f"({inner.bound[v]} : nat)" for v in definition.index]
    return f"Definition {definition.name}_ {' '.join(binders)} : R :=\n  {inner.value(definition.body)}."


def goal(claim: Claim, part: str) -> Goal:
    """The proposition of one part."""
    statement = dict(claim.parts)[part]
    flows = sorted(flows_of(statement))
    if len(flows) > 1:
        raise NotPrinted("a part about two flows has no form in Coq here")
    scope = _scope(claim)
    flow = claim.domain.model.flow(flows[0]) if flows else None
    predicates = list(predicates_of(statement))
    if flow is None:
        body = _given(claim, scope, opened(scope, statement))
    elif predicates:
        body = about_curves(claim, scope, flow, statement)
    else:
        at = at_time(scope, flow, "t")
        given = [*conditions(claim, at), *velocities(at, flow)]
        body = " ->\n  ".join([*given, opened(at, statement)])
        body = f"forall t : R,\n  {body}"
    return Goal(part, _universal(claim, flow, body))


def reality(claim: Claim) -> list[Goal]:
    """That each definition whose formula goes through complex numbers has a real value."""
    scope = _scope(claim)
    needed = {d.name for d in _needed(claim)}
    goals = []
    for definition in claim.domain.model.definitions:
        complex_ = (
            scope.binding(*definition.index).term(definition.body).complex
            if definition.name in needed
            else False
        )
        if complex_:
            fact = for_all(scope, definition.index, partial(_imaginary, definition))
            goals.append(Goal(f"real-{definition.name}", _universal(claim, None, _given(claim, scope, fact))))
    return goals


def _imaginary(definition: Definition, scope: Scope) -> str:
    return f"Im {scope.term(definition.body).text} = 0"


def _universal(claim: Claim, flow: Flow | None, body: str) -> str:
    """A proposition for all sizes and all values of the variables."""
    sizes = " ".join(f"({name} : {kind})" for name, kind in parameters(claim) if name != "ei")
    head = [f"forall {sizes},"] if sizes else []
    head += [_large(claim)]
    if speaks_of_ei(claim):
        head += [f"forall ei : R -> R, {EI} ->"]
    head += [f"forall {_variable(v, flow)}," for v in claim.domain.model.variables]
    return "\n  ".join([*(h for h in head if h), body])


def _given(claim: Claim, scope: Scope, body: str) -> str:
    return " ->\n  ".join([*conditions(claim, scope), body])


# -- what is quantified -----------------------------------------------------------------------------


def _group(claim: Claim) -> str | None:
    if claim.domain.group is None:
        return None
    if claim.domain.group == "abelian":
        return "A"
    if claim.domain.group == "cyclic":
        raise NotPrinted("the formal library knows no cyclic groups by themselves")
    order = claim.domain.order
    return "(walsh m)" if order is None else f"(walsh {order.bit_length() - 1})"


def _scope(claim: Claim) -> Scope:
    group = _group(claim)
    K = "K" if group is None else f"(order {group})"
    sizes = {"K": K, "N": f"({K} - 1)", "n": "n", "d": "d"}
    called = {v.name: f"{v.name}_" for v in claim.domain.model.variables}
    names = tuple(name for name, _ in parameters(claim))
    return Scope(claim.domain.model, sizes, group, names, called, {})


def parameters(claim: Claim) -> list[tuple[str, str]]:
    """The sizes that the claim is universal in, with their types."""
    group = _group(claim)
    first = {None: [("K", "nat")], "A": [("A", "abelian")], "(walsh m)": [("m", "nat")]}.get(group, [])
    used = {space.size for v in claim.domain.model.variables for space in v.spaces}
    for formula in [*_formulas(claim), *(d.body for d in claim.domain.model.definitions)]:
        used |= _names(formula)
    ei = [("ei", "R -> R")] if speaks_of_ei(claim) else []
    return first + [(name, "nat") for name in ("n", "d") if name in used] + ei


def _names(node: Expr) -> set[str]:
    own = {node.name} if isinstance(node, Sym) else {v.space.size for v in free_variables(node)}
    bound = getattr(node, "var", None)
    own |= {bound.space.size} if isinstance(bound, Var) else set()
    return own.union(*(_names(child) for child in children(node)))


def _large(claim: Claim) -> str:
    """What is assumed of the sizes."""
    K = _scope(claim).sizes["K"]
    others = [f"(1 <= {name})%nat ->" for name, kind in parameters(claim) if name in ("n", "d")]
    least = [] if claim.domain.group == "recursive" else [f"({claim.domain.least} <= {K})%nat ->"]
    return " ".join([*least, *others])


def speaks_of_ei(claim: Claim) -> bool:
    return any(_has_ei(f) for f in [*_formulas(claim), *(d.body for d in claim.domain.model.definitions)])


def _has_ei(node: Expr) -> bool:
    return getattr(node, "name", "") == "ei" or any(map(_has_ei, children(node)))


def _type(variable: Variable) -> str:
    return function_type(len(variable.spaces), variable.hermitian)


def _variable(variable: Variable, flow: Flow | None) -> str:
    moving = flow is not None and flow.rate(variable.name) is not None
    return f"{variable.name}_ : {'R -> ' * moving}{_type(variable)}"
