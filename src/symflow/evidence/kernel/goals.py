r"""Claims as Coq goals: one for each part, printed from the statement tree that the claim consists of.

    quantities     for all sizes, for all values of the variables with what the domain declares of them
    definitions    Coq functions of the sizes and the variables, printed from the formulas of the model
    d/dt F         exists D, F has the derivative D at t, for every curve whose velocity at t is that of the flow
    dF/dx_ij       exists D, D is the derivative of F in the entry ij of x alone
    predicates     about curves that obey the flow on an open interval

A statement that has no form here is refused (NotPrinted), never weakened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from symflow.algebra.expr import Atom, Ddt, Expr, Partial, Sym
from symflow.algebra.indexing import Index, Var
from symflow.algebra.quantities import Definition, Flow, Variable
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.statement import All, And, Iff, Implies, Pred, Rel, Statement, expressions
from symflow.claim.claim import Claim
from symflow.evidence.kernel.terms import (
    NotPrinted,
    Scope,
    function_type,
    reached,
)

COMPARED = {
    "non-increasing": ("<=", "({b} <= {a})"),
    "increasing": ("<", "({a} < {b})"),
    "sign-preserved": ("<=", "(({a} = 0 -> {b} = 0) /\\ (0 < {a} -> 0 < {b}))"),
}
Body = Callable[[Scope], str]
RELATIONS = {"==": "=", "<=": "<=", ">=": ">=", "<": "<", ">": ">"}
EI = "(forall x : R, 0 < x -> derivable_pt_lim ei x (exp x / x))"


@dataclass(frozen=True, slots=True)
class Goal:
    """One part of a claim as a proposition of Coq."""

    part: str
    proposition: str


def definitions(claim: Claim) -> list[str]:
    """The definitions of the model that the claim needs, in an order in which each finds those it uses."""
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
    scope = _scope(claim)
    return [_definition(claim, scope, d) for d in ordered]


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
    binders = [f"({name} : {kind})" for name, kind in _parameters(claim) if name == scope.group or name in needed]
    binders += [f"({v.name}_ : {_type(v)})" for v in claim.domain.model.variables if v.name in needed]
    binders += [f"({inner.bound[v]} : nat)" for v in definition.index]
    return f"Definition {definition.name}_ {' '.join(binders)} : R :=\n  {inner.value(definition.body)}."


def goal(claim: Claim, part: str) -> Goal:
    """The proposition of one part."""
    statement = dict(claim.parts)[part]
    flows = sorted(_flows(statement))
    if len(flows) > 1:
        raise NotPrinted("a part about two flows has no form in Coq here")
    scope = _scope(claim)
    flow = claim.domain.model.flow(flows[0]) if flows else None
    predicates = list(_predicates(statement))
    if flow is None:
        body = _given(claim, scope, _open(scope, statement))
    elif predicates:
        body = _about_curves(claim, scope, flow, statement)
    else:
        at = _at_time(scope, flow, "t")
        given = [*_conditions(claim, at), *_velocities(at, flow)]
        body = " ->\n  ".join([*given, _open(at, statement)])
        body = f"forall t : R,\n  {body}"
    return Goal(part, _universal(claim, flow, body))


def reality(claim: Claim) -> list[Goal]:
    """That each definition whose formula goes through complex numbers has a real value."""
    scope = _scope(claim)
    goals = []
    for definition in claim.domain.model.definitions:
        inner = scope.binding(*definition.index)
        term = inner.term(definition.body)
        if term.complex:
            fact = _for_all(scope, definition.index, lambda at, d=definition: f"Im {at.term(d.body).text} = 0")
            goals.append(Goal(f"real-{definition.name}", _universal(claim, None, _given(claim, scope, fact))))
    return goals


def _universal(claim: Claim, flow: Flow | None, body: str) -> str:
    """A proposition for all sizes and all values of the variables."""
    sizes = " ".join(f"({name} : {kind})" for name, kind in _parameters(claim) if name != "ei")
    head = [f"forall {sizes},"] if sizes else []
    head += [_large(claim)]
    if _speaks_of_ei(claim):
        head += [f"forall ei : R -> R, {EI} ->"]
    head += [f"forall {_variable(v, flow)}," for v in claim.domain.model.variables]
    return "\n  ".join([*(h for h in head if h), body])


def _given(claim: Claim, scope: Scope, body: str) -> str:
    return " ->\n  ".join([*_conditions(claim, scope), body])


# -- what is quantified -----------------------------------------------------------------------------


def _group(claim: Claim) -> str | None:
    if claim.domain.group is None:
        return None
    if claim.domain.group == "abelian":
        return "A"
    order = claim.domain.order
    return "(walsh m)" if order is None else f"(walsh {order.bit_length() - 1})"


def _scope(claim: Claim) -> Scope:
    group = _group(claim)
    K = "K" if group is None else f"(order {group})"
    sizes = {"K": K, "N": f"({K} - 1)", "n": "n", "d": "d"}
    called = {v.name: f"{v.name}_" for v in claim.domain.model.variables}
    names = tuple(name for name, _ in _parameters(claim))
    return Scope(claim.domain.model, sizes, group, names, called, {})


def _parameters(claim: Claim) -> list[tuple[str, str]]:
    """The sizes that the claim is universal in, with their types."""
    group = _group(claim)
    first = {None: [("K", "nat")], "A": [("A", "abelian")], "(walsh m)": [("m", "nat")]}.get(group, [])
    used = {space.size for v in claim.domain.model.variables for space in v.spaces}
    for formula in [*_formulas(claim), *(d.body for d in claim.domain.model.definitions)]:
        used |= _names(formula)
    ei = [("ei", "R -> R")] if _speaks_of_ei(claim) else []
    return first + [(name, "nat") for name in ("n", "d") if name in used] + ei


def _names(node: Expr) -> set[str]:
    own = {node.name} if isinstance(node, Sym) else {v.space.size for v in free_variables(node)}
    bound = getattr(node, "var", None)
    own |= {bound.space.size} if isinstance(bound, Var) else set()
    return own.union(*(_names(child) for child in children(node)))


def _large(claim: Claim) -> str:
    """What is assumed of the sizes."""
    K = _scope(claim).sizes["K"]
    others = [f"(1 <= {name})%nat ->" for name, kind in _parameters(claim) if name in ("n", "d")]
    least = [] if claim.domain.group == "recursive" else [f"({claim.domain.least} <= {K})%nat ->"]
    return " ".join([*least, *others])


def _speaks_of_ei(claim: Claim) -> bool:
    return any(_has_ei(f) for f in [*_formulas(claim), *(d.body for d in claim.domain.model.definitions)])


def _has_ei(node: Expr) -> bool:
    return getattr(node, "name", "") == "ei" or any(map(_has_ei, children(node)))


def _type(variable: Variable) -> str:
    return function_type(len(variable.spaces), variable.hermitian)


def _variable(variable: Variable, flow: Flow | None) -> str:
    moving = flow is not None and flow.rate(variable.name) is not None
    return f"{variable.name}_ : {'R -> ' * moving}{_type(variable)}"


def _at_time(scope: Scope, flow: Flow, time: str) -> Scope:
    """The scope in which moving quantities have their values at a time."""
    moved = {r.name: f"({r.name}_ {time})" for r in flow.rates}
    return replace(scope.calling(**moved), time=time)


# -- what is assumed --------------------------------------------------------------------------------


def _conditions(claim: Claim, scope: Scope) -> list[str]:
    """What the domain declares of its variables, and its hypotheses."""
    found = [c for v in claim.domain.model.variables for c in _declared(v, scope)]
    return found + [_open(scope, h) for _, h in claim.domain.hypotheses]


def _declared(variable: Variable, scope: Scope) -> list[str]:
    places = [Var("ijkl"[number], s.name) for number, s in enumerate(variable.spaces)]
    group = next((v for v in places if v.space.group), None)

    def at(inner: Scope, change: Index | None = None) -> str:
        chosen = [Index(((v, 1),)) if v != group or change is None else change for v in places]
        return inner.term(Atom(variable.name, tuple(chosen))).text

    out: list[str] = []
    if variable.sign != "real":
        relation = "<" if variable.sign == "positive" else "<="

        def signed(inner: Scope) -> str:
            away = f"{inner.bound[group]} <> 0%nat -> " if variable.vanishing and group else ""
            return f"{away}0 {relation} {at(inner)}"

        out.append(_for_all(scope, places, signed))
    if variable.vanishing:
        rest = [v for v in places if v != group]
        out.append(_for_all(scope, rest, lambda inner: f"{at(inner, Index())} = 0"))
    if group is not None and variable.even:
        opposite = -Index(((group, 1),))
        out.append(_for_all(scope, places, lambda inner: f"{at(inner, opposite)} = {at(inner)}"))
    if group is not None and variable.hermitian:
        mirrored = -Index(((group, 1),))
        out.append(_for_all(scope, places, lambda inner: f"Cconj {at(inner)} = {at(inner, mirrored)}"))
    return out


def _for_all(scope: Scope, over: Iterable[Var], body: Body) -> str:
    """What holds for all values of some index variables."""
    over = list(over)
    inner = scope.binding(*over)
    text = body(inner)
    for var in reversed(over):
        text = f"forall {inner.bound[var]} : nat, {inner.bounds(var)} -> {text}"
    return f"({text})" if over else text


def _velocities(scope: Scope, flow: Flow) -> list[str]:
    """Every moving entry has at the scope's time the velocity of the flow."""
    return [_for_all(scope, rate.index, lambda inner, r=rate: _velocity(inner, r)) for rate in flow.rates]


def _velocity(scope: Scope, rate: Definition) -> str:
    curve = f"fun u => {rate.name}_ u{''.join(' ' + scope.bound[v] for v in rate.index)}"

    def moves(inner: Scope) -> str:
        return f"derivable_pt_lim ({curve}) {scope.time} {inner.value(rate.body)}"

    return _with_derivatives(scope, [rate.body], moves)


# -- what is said -----------------------------------------------------------------------------------


def _open(scope: Scope, statement: Statement) -> str:
    """A statement, for all values of its free index variables."""
    return _for_all(scope, sorted(_free(statement)), lambda inner: _said(inner, statement))


def _free(statement: Statement) -> frozenset[Var]:
    match statement:
        case Rel(_, left, right):
            return free_variables(left) | free_variables(right)
        case Pred(_, _, args):
            return frozenset[Var]().union(*(free_variables(a) for a in args))
        case And(parts):
            return frozenset[Var]().union(*(_free(p) for p in parts))
        case All(over, body):
            return _free(body) - set(over)
        case Implies(a, b) | Iff(a, b):
            return _free(a) | _free(b)


def _said(scope: Scope, statement: Statement) -> str:
    match statement:
        case Rel(_, left, right):
            return _with_derivatives(scope, [left, right], lambda inner: _relation(inner, statement))
        case And(parts):
            return "(" + " /\\\n   ".join(_said(scope, p) for p in parts) + ")"
        case All(over, body):
            return _for_all(scope, over, lambda inner: _said(inner, body))
        case Implies(a, b):
            return f"({_said(scope, a)} ->\n   {_said(scope, b)})"
        case Iff(a, b):
            return f"({_said(scope, a)} <->\n   {_said(scope, b)})"
        case Pred(name, _, _):
            raise NotPrinted(f"the predicate {name} has no form in Coq at this place")


def _relation(scope: Scope, relation: Rel) -> str:
    left, right = scope.term(relation.left), scope.term(relation.right)
    if not (left.complex or right.complex):
        return f"({left.text} {RELATIONS[relation.op]} {right.text})"
    if relation.op != "==":
        raise NotPrinted("complex numbers have no order")
    return f"({left.lifted} = {right.lifted})"


def _with_derivatives(scope: Scope, formulas: Iterable[Expr], body: Body) -> str:
    """The text of ``body`` once every kept derivative of the formulas is given a name."""
    kept = list(dict.fromkeys(d for f in formulas for d in _derivatives(f)))
    known = dict(scope.known)
    heads = []
    for node in kept:
        known[node] = name = f"D{len(known)}"
        heads.append(f"exists {name} : R, {_derivative(scope, node, name)} /\\ ")
    inner = replace(scope, known=known)
    text = "".join(heads) + body(inner)
    return f"({text})" if heads else text


def _derivatives(node: Expr) -> Iterable[Expr]:
    if isinstance(node, Ddt | Partial):
        yield node
    else:
        for child in children(node):
            yield from _derivatives(child)


def _derivative(scope: Scope, node: Expr, name: str) -> str:
    """That ``name`` is the value of a kept derivative."""
    if isinstance(node, Ddt):
        later = _at_time(scope, scope.model.flow(node.flow), "u")
        return f"derivable_pt_lim (fun u => {later.real(node.body)}) {scope.time} {name}"
    if not isinstance(node, Partial):
        raise NotPrinted(f"{type(node).__name__} is no derivative")
    return partial(scope, node, name)


def partial(scope: Scope, node: Partial, name: str) -> str:
    """That ``name`` is the derivative of a formula in one entry of a quantity, all others kept."""
    by = node.atom
    places = [scope.index(i) for i in by.indices]
    varied = f"(update{len(places)} {_whole(scope, by.name)} {' '.join(places)} x)" if places else "x"
    inner = scope.calling(**{by.name: varied})
    return f"derivable_pt_lim (fun x => {inner.real(node.body)}) {scope.term(by).text} {name}"


def _whole(scope: Scope, name: str) -> str:
    """A quantity as a function of its indices."""
    definition = scope.model.definition(name)
    return scope.called[name] if definition is None or name in scope.called else f"({scope.function(definition)})"


# -- curves -----------------------------------------------------------------------------------------


def _flows(statement: Statement) -> set[str]:
    found = {p.flow for p in _predicates(statement)}
    waiting = list(expressions(statement))
    while waiting:
        node = waiting.pop()
        waiting += children(node)
        found |= {node.flow} if isinstance(node, Ddt) else set()
    return found


def _predicates(statement: Statement) -> Iterable[Pred]:
    match statement:
        case Pred():
            yield statement
        case And(parts):
            for part in parts:
                yield from _predicates(part)
        case All(_, body):
            yield from _predicates(body)
        case Implies(a, b) | Iff(a, b):
            yield from _predicates(a)
            yield from _predicates(b)
        case _:
            return


def _about_curves(claim: Claim, scope: Scope, flow: Flow, statement: Statement) -> str:
    """A predicate about curves that obey the flow for lo < t < hi."""
    if not isinstance(statement, Pred):
        raise NotPrinted("a predicate under other connectives has no form in Coq here")
    at = _at_time(scope, flow, "t")
    obeys = " /\\\n    ".join([*_conditions(claim, at), *_velocities(at, flow)])
    head = f"forall lo hi : R,\n  (forall t : R, lo < t < hi ->\n    {obeys}) ->\n  "
    free = sorted(_free(statement))
    first, then = _at_time(scope, flow, "t1"), _at_time(scope, flow, "t2")
    if statement.name == "solves-uniquely":
        return head + _unique(scope, flow, statement)
    if statement.name not in COMPARED:
        raise NotPrinted(f"the predicate {statement.name} has no form in Coq here")
    (formula,), (order, said) = statement.args, COMPARED[statement.name]

    def compared(inner: Scope) -> str:
        a, b = (replace(time, bound=inner.bound).real(formula) for time in (first, then))
        return f"forall t1 t2 : R, lo < t1 -> t1 {order} t2 -> t2 < hi -> {said.format(a=a, b=b)}"

    return head + _for_all(scope, free, compared)


def _unique(scope: Scope, flow: Flow, statement: Pred) -> str:
    """The curve solves the gradient flow of the first argument, and any other solution that meets it is it."""
    loss, *unknown = statement.args
    atoms = [a for a in unknown if isinstance(a, Atom)]
    at, later = _at_time(scope, flow, "t"), _at_time(scope, flow, "u")

    def solves(inner: Scope, curves: dict[str, str]) -> str:
        def slope(here: Scope, a: Atom) -> str:
            moves = f"derivable_pt_lim (fun u => {_entry(here, curves[a.name], a)}) t (- D)"
            return f"exists D : R, {partial(here, Partial(loss, a), 'D')} /\\ {moves}"

        facts = [_for_all(inner, sorted(free_variables(a)), lambda here, a=a: slope(here, a)) for a in atoms]
        return " /\\\n    ".join(facts)

    def same(time: str) -> str:
        now = _at_time(scope, flow, time)

        def equal(here: Scope, a: Atom) -> str:
            other_one = f"{a.name}' {time}"
            return f"{_entry(here, other_one, a)} = {here.term(a).text}"

        return " /\\ ".join(
            _for_all(now, sorted(free_variables(a)), lambda here, a=a: equal(here, a)) for a in atoms
        )

    own = at.calling(**{a.name: _whole(at, a.name) for a in atoms})
    mine = solves(own, {a.name: _whole(later, a.name) for a in atoms})
    other = at.calling(**{a.name: f"({a.name}' t)" for a in atoms})
    theirs = solves(other, {a.name: f"{a.name}' u" for a in atoms})
    others = " ".join(f"({a.name}' : R -> {function_type(len(a.indices))})" for a in atoms)
    return (
        f"((forall t : R, lo < t < hi ->\n    {mine}) /\\\n  (forall {others} (t0 : R), lo < t0 < hi ->\n    "
        f"({same('t0')}) ->\n    (forall t : R, lo < t < hi ->\n    {theirs}) ->\n    "
        f"forall t : R, lo < t < hi -> {same('t')}))"
    )


def _entry(scope: Scope, function: str, place: Atom) -> str:
    """A function at the indices of an atom."""
    return function + "".join(f" {scope.index(i)}" for i in place.indices)
