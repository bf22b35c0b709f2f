r"""What a goal assumes: what the domain declares of its variables, its hypotheses, and the flow at a time."""

from __future__ import annotations

from functools import partial

from symflow.algebra.expr import Atom
from symflow.algebra.indexing import Index, Var
from symflow.algebra.quantities import Definition, Flow, Variable
from symflow.claim.claim import Claim
from symflow.evidence.kernel.said import for_all, opened, with_derivatives
from symflow.evidence.kernel.terms import Scope


def conditions(claim: Claim, scope: Scope) -> list[str]:
    """What the domain declares of its variables, and its hypotheses."""
    found = [c for v in claim.domain.model.variables for c in _declared(v, scope)]
    return found + [opened(scope, h) for _, h in claim.domain.hypotheses]


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

        out.append(for_all(scope, places, signed))
    if variable.vanishing:
        rest = [v for v in places if v != group]
        out.append(for_all(scope, rest, lambda inner: f"{at(inner, Index())} = 0"))
    if group is not None and variable.even:
        opposite = -Index(((group, 1),))
        out.append(for_all(scope, places, lambda inner: f"{at(inner, opposite)} = {at(inner)}"))
    if group is not None and variable.hermitian:
        mirrored = -Index(((group, 1),))
        out.append(for_all(scope, places, lambda inner: f"Cconj {at(inner)} = {at(inner, mirrored)}"))
    return out


def velocities(scope: Scope, flow: Flow) -> list[str]:
    """Every moving entry has at the scope's time the velocity of the flow."""
    return [for_all(scope, rate.index, partial(_velocity, rate)) for rate in flow.rates]


def _velocity(rate: Definition, scope: Scope) -> str:
    curve = f"fun u => {rate.name}_ u{''.join(' ' + scope.bound[v] for v in rate.index)}"

    def moves(inner: Scope) -> str:
        return f"derivable_pt_lim ({curve}) {scope.time} {inner.real(rate.body)}"

    return with_derivatives(scope, [rate.body], moves)
