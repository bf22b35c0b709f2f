r"""Printed names: Greek letters, indices, and bound variables told apart.

A bound index keeps the name that its author chose, unless that name is free in its scope; then it gets
a prime. The same index variable may so be printed with different names in different sums.
"""

from __future__ import annotations

from collections.abc import Mapping

from symflow.algebra.expr import Expr
from symflow.algebra.indexing import Index, Var
from symflow.algebra.rewrite import free_variables
from symflow.algebra.statement import All, And, Iff, Implies, Statement, expressions

Names = Mapping[Var, str]
GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
}


def symbol(name: str) -> str:
    """A name as a reader writes it: ``pi`` is π, ``sbar`` is s with a bar; no two names alike (``s_bar`` is spelt)."""
    if name in GREEK:
        return GREEK[name]
    stem = name.removesuffix("bar")
    if stem and stem != name and not stem.endswith("_"):
        return symbol(stem) + "\u0304"
    return name


def names_of(variables: frozenset[Var]) -> dict[Var, str]:
    """A printed name for each variable, no two alike."""
    out: dict[Var, str] = {}
    for var in sorted(variables):
        out[var] = unused(var, out)
    return out


def quantified(statement: Statement) -> frozenset[Var]:
    """The variables of the quantifiers."""
    match statement:
        case All(over, body):
            return frozenset(over) | quantified(body)
        case And(parts):
            return frozenset[Var]().union(*(quantified(p) for p in parts))
        case Implies(a, b) | Iff(a, b):
            return quantified(a) | quantified(b)
        case _:
            return frozenset()


def unbound(said: Statement) -> frozenset[Var]:
    """The indices that a statement leaves free somewhere."""
    match said:
        case All(over, body):
            return unbound(body) - frozenset(over)
        case And(parts):
            return frozenset[Var]().union(*map(unbound, parts))
        case Implies(left, right) | Iff(left, right):
            return unbound(left) | unbound(right)
        case _:
            return frozenset[Var]().union(*map(free_variables, expressions(said)))


def unused(var: Var, taken: Names) -> str:
    name = symbol(var.name.split("~")[0])
    while name in taken.values():
        name += "′"
    return name


def bind(var: Var, body: Expr, names: Names) -> tuple[str, dict[Var, str]]:
    """The printed name of a bound variable, apart from those that occur free in its scope."""
    visible = {v: names[v] for v in free_variables(body) - {var} if v in names}
    name = unused(var, visible)
    return name, {**names, var: name}


def index_text(index: Index, names: Names) -> str:
    pieces = []
    for var, c in index.terms:
        name = names.get(var, var.name)
        pieces.append(("−" if c < 0 else "+") + (name if abs(c) == 1 else f"{abs(c)}{name}"))
    return "".join(pieces).removeprefix("+") or "0"


def subscript(index: tuple[Index, ...], names: Names) -> str:
    if not index:
        return ""
    pieces = [index_text(i, names) for i in index]
    short = all(len(p.rstrip("′")) == 1 for p in pieces)
    joined = ("" if short else ",").join(pieces)
    return f"_{joined}" if len(joined) == 1 else f"_{{{joined}}}"


def limits(var: Var, name: str) -> str:
    if not var.space.group:
        return f"_{{{name}=1..{var.space.size}}}"
    if var.space.starred:
        return f"_{{{name}≠0}}"
    return f"_{name}" if len(name) == 1 else f"_{{{name}}}"
