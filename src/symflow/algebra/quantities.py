r"""Quantities and flows as data: what a model consists of.

A *variable* is a free quantity with a sign and symmetries. A *definition* names a formula. A *flow*
is a vector field: the time derivative of some atoms, as formulas in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from symflow.algebra.expr import Atom, Ddt, Expr, Partial
from symflow.algebra.indexing import Index, Space, Var
from symflow.algebra.rewrite import rebuild, substitute
from symflow.display import Displayed
from symflow.errors import InputError

T = TypeVar("T")
SIGNS = ("real", "nonnegative", "positive")


@dataclass(frozen=True, slots=True)
class Variable:
    """A free quantity.

    ``even``: x_{-g} = x_g in its group index. ``vanishing``: x_0 = 0. ``hermitian``: complex with
    conj(x_{.., k}) = x_{.., -k}; every other quantity is real. ``sign`` holds at every index, except
    that a vanishing quantity is 0 at index 0.
    """

    name: str
    spaces: tuple[Space, ...] = ()
    sign: str = "real"
    even: bool = False
    vanishing: bool = False
    hermitian: bool = False

    def __post_init__(self) -> None:
        if self.sign not in SIGNS:
            raise InputError(
                f"variable {self.name}: sign {self.sign!r} is unknown; use one of {', '.join(SIGNS)}"
            )


@dataclass(frozen=True, slots=True)
class Definition:
    """``name(index) = body``; ``even`` is a statement about the body that is checked where it is used."""

    name: str
    index: tuple[Var, ...]
    body: Expr
    even: bool = False

    def at(self, index: tuple[Index, ...]) -> Expr:
        """The body at the given indices."""
        if len(index) != len(self.index):
            raise InputError(f"{self.name} takes {len(self.index)} indices, not {len(index)}")
        return substitute(self.body, dict(zip(self.index, index, strict=True)))


@dataclass(frozen=True, slots=True)
class Flow(Displayed):
    """A vector field: ``rates`` gives the time derivative of each moving atom."""

    name: str
    rates: tuple[Definition, ...]
    title: str = ""

    def rate(self, name: str) -> Definition | None:
        """The time derivative of an atom, if it moves."""
        return next((r for r in self.rates if r.name == name), None)


@dataclass(frozen=True, slots=True)
class Model(Displayed):
    """Variables, definitions and flows that belong together."""

    variables: tuple[Variable, ...] = ()
    definitions: tuple[Definition, ...] = ()
    flows: tuple[Flow, ...] = ()
    _defined: Mapping[str, Definition] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        names = [v.name for v in self.variables] + [d.name for d in self.definitions]
        repeated = {name for name in names if names.count(name) > 1}
        if repeated:
            raise InputError(
                f"model: {', '.join(sorted(repeated))} declared twice; give each quantity one meaning"
            )
        object.__setattr__(self, "_defined", {d.name: d for d in self.definitions})

    def definition(self, name: str) -> Definition | None:
        """The definition of an atom, if it has one."""
        return self._defined.get(name)

    def flow(self, name: str) -> Flow:
        """A flow by name."""
        for flow in self.flows:
            if flow.name == name:
                return flow
        raise InputError(
            f"flow {name!r} is not part of the model; known: {', '.join(f.name for f in self.flows)}"
        )

    def __or__(self, other: Model) -> Model:
        """Both models together."""
        return Model(
            _merge(self.variables, other.variables),
            _merge(self.definitions, other.definitions),
            _merge(self.flows, other.flows),
        )


def _merge(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return first + tuple(item for item in second if item not in first)


def unfold(node: Expr, rules: Mapping[str, Iterable[Definition]], depth: int = 24) -> Expr:
    """Replace atoms by their definitions, again and again; kept derivatives are left as they are.

    A rule applies where its index variables may take the atom's indices: a variable of G* only where
    the index is itself a variable of G*.
    """
    if depth == 0:
        raise InputError("unfolding does not end; a rule leads back to itself")
    if isinstance(node, Atom):
        for rule in rules.get(node.name, ()):
            if len(rule.index) == len(node.indices) and all(map(ranges_over, rule.index, node.indices)):
                return unfold(rule.at(node.indices), rules, depth - 1)
        return node
    if isinstance(node, Ddt | Partial):
        return node
    return rebuild(node, lambda child: unfold(child, rules, depth))


def ranges_over(var: Var, index: Index) -> bool:
    """Whether every value of the index is a value of the variable."""
    space = var.space
    if space.group and not space.starred:
        return all(v.space.group for v, _ in index.terms)
    if len(index.terms) != 1 or abs(index.terms[0][1]) != 1:
        return False
    return index.terms[0][0].space_name == space.name
