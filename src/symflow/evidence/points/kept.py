r"""Kept derivatives, carried out once for each model; max and min have a derivative from the right.

Statement.  d/dt and partial derivatives stand unevaluated in a formula until it is evaluated at a point;
then the chain rule of ``symflow.algebra.derive`` carries them out.

Formula.  Where max or min stands under d/dt the derivative is the one from the right, which exists
(Danskin): with A = {k : f_k = max_l f_l} the active set,

    (max_k f_k)'_+ = max_{k in A} f_k',        (min_k f_k)'_+ = min_{k in A} f_k',

and the chain rule of smooth functions holds for right derivatives; the f_k may hold max and min themselves. For
log max - log min, say, this is also the upper right derivative.

Notation.  Each max or min gets a name ~0, ~1, ... and its right derivative the name ~0', ~1', ...; a walker
looks both up in ``extrema`` (free index variables, the node, the formula of f_k' or None).

Reference.  Danskin: The theory of max-min, with applications, SIAM J. Appl. Math. 14 (1966).
"""

from __future__ import annotations

from dataclasses import replace

from symflow.algebra.derive import evaluate_derivatives, time_derivative
from symflow.algebra.expr import Atom, Ddt, Expr, Extremum, SignAtom
from symflow.algebra.indexing import Index, Var
from symflow.algebra.quantities import Definition, Model
from symflow.algebra.rewrite import children, free_variables, rebuild
from symflow.algebra.signs import SIGN_TABLE


class Derivatives:
    """The kept derivatives of one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.extrema: dict[str, tuple[tuple[Var, ...], Extremum, Expr | None]] = {}
        self._opened: dict[int, tuple[Expr, Expr]] = {}
        self._free: dict[int, tuple[Expr, tuple[Var, ...]]] = {}

    def opened(self, node: Expr) -> Expr:
        """A derivative carried out, or a sign atom expanded; each node once."""
        if id(node) not in self._opened:
            self._opened[id(node)] = (node, self._carry_out(node))
        return self._opened[id(node)][1]

    def free(self, node: Expr) -> tuple[Var, ...]:
        """The free index variables of a node, sorted."""
        if id(node) not in self._free:
            self._free[id(node)] = (node, tuple(sorted(free_variables(node))))
        return self._free[id(node)][1]

    def _carry_out(self, node: Expr) -> Expr:
        if isinstance(node, SignAtom):
            hermitian = frozenset(v.name for v in self.model.variables if v.hermitian)
            return SIGN_TABLE[node.name].expand(node.args, hermitian)
        if not isinstance(node, Ddt) or not self._kinked(node.body):
            return evaluate_derivatives(node, self.model)
        added: list[Definition] = []
        smooth = self._named(node.body, node.flow, added)
        flow = self.model.flow(node.flow)
        field = replace(flow, rates=flow.rates + tuple(added))
        others = tuple(f for f in self.model.flows if f.name != node.flow)
        return time_derivative(smooth, node.flow, replace(self.model, flows=(*others, field)))

    def _kinked(self, node: Expr) -> bool:
        if isinstance(node, Extremum):
            return True
        if isinstance(node, Atom):
            definition = self.model.definition(node.name)
            return definition is not None and self._kinked(definition.body)
        return any(self._kinked(child) for child in children(node))

    def _named(self, node: Expr, flow: str, added: list[Definition]) -> Expr:
        """The node with every max and min replaced by a fresh atom, whose rate is the right derivative."""
        if isinstance(node, Atom) and self._kinked(node):
            definition = self.model.definition(node.name)
            return node if definition is None else self._named(definition.at(node.indices), flow, added)
        if not isinstance(node, Extremum):
            return rebuild(node, lambda child: self._named(child, flow, added))
        over = tuple(sorted(free_variables(node)))
        label, at = f"~{len(self.extrema)}", tuple(Index(((v, 1),)) for v in over)
        self.extrema[label] = (over, node, None)
        self.extrema[f"{label}'"] = (over, node, self._carry_out(Ddt(node.body, flow)))
        added.append(Definition(label, over, Atom(f"{label}'", at)))
        return Atom(label, at)
