"""The two routes by which kept derivatives are carried out; they share the trees and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from symflow.algebra import derive, sympy_route
from symflow.algebra.expr import Atom, Ddt, Expr, Partial
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import rebuild

Time = Callable[[Expr, str, Model], Expr]
ByAtom = Callable[[Expr, Atom, Model], Expr]
ROUTES: tuple[tuple[str, Time, ByAtom], ...] = (
    ("chain rule", derive.time_derivative, derive.partial_derivative),
    ("SymPy", sympy_route.time_derivative, sympy_route.partial_derivative),
)


def carried_out(node: Expr, model: Model, time: Time, by_atom: ByAtom) -> Expr:
    """The tree with every kept derivative carried out, inner ones first; rates may hold further ones."""
    opened = rebuild(node, lambda child: carried_out(child, model, time, by_atom))
    if isinstance(opened, Ddt):
        return carried_out(time(opened.body, opened.flow, model), model, time, by_atom)
    if isinstance(opened, Partial):
        return carried_out(by_atom(opened.body, opened.atom, model), model, time, by_atom)
    return opened
