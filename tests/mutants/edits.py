"""Edits of a model: one definition or one flow rate at a time.

A mutant changes the model, not the statement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from symflow.algebra.expr import Add, Expr, Fun, Mul, Sum, Sym
from symflow.algebra.quantities import Definition, Model
from symflow.algebra.rewrite import rebuild

Change = Callable[[Expr], Expr]


@dataclass(frozen=True)
class Mutant:
    """One edit: of the definition ``name``, or of the rate of ``name`` along ``flow``."""

    title: str
    name: str
    change: Change
    flow: str = ""

    def applied(self, model: Model) -> Model:
        """The model with the edit, or the model itself where there is nothing to edit."""
        if self.flow:
            flows = tuple(
                replace(f, rates=self._edited(f.rates)) if f.name == self.flow else f for f in model.flows
            )
            return replace(model, flows=flows)
        return replace(model, definitions=self._edited(model.definitions))

    def _edited(self, definitions: tuple[Definition, ...]) -> tuple[Definition, ...]:
        return tuple(replace(d, body=self.change(d.body)) if d.name == self.name else d for d in definitions)


def turned(body: Expr) -> Expr:
    """The other sign."""
    return -body


def times(factor: int) -> Change:
    """A constant factor."""
    return lambda body: factor * body


def squared(body: Expr) -> Expr:
    """Another exponent."""
    return body**2


def exponents_turned(body: Expr) -> Expr:
    """e^x becomes e^{-x} everywhere."""
    if isinstance(body, Fun) and body.name == "exp":
        return Fun("exp", -body.arg)
    return rebuild(body, exponents_turned)


def one_exponent_turned(body: Expr) -> Expr:
    """e^x becomes e^{-x} in the first factor only: the weights no longer sum to 1."""
    if isinstance(body, Mul):
        return Mul((exponents_turned(body.args[0]), *body.args[1:]))
    return rebuild(body, one_exponent_turned)


def counted_by(old: Sym, new: Sym) -> Change:
    """One parameter in place of another."""

    def change(body: Expr) -> Expr:
        return new if body == old else rebuild(body, change)

    return change


def last_sign_turned(body: Expr) -> Expr:
    """The last term of a sum with the other sign."""
    if isinstance(body, Add):
        return Add((*body.args[:-1], -body.args[-1]))
    return Sum(last_sign_turned(body.body), body.var) if isinstance(body, Sum) else -body


def without_rate_term(body: Expr) -> Expr:
    """1 - pi_k becomes 1 + pi_k: the last factor of a rate with the inner sign turned."""
    match body:
        case Mul(args) if any(isinstance(a, Add) for a in args):
            return Mul(tuple(last_sign_turned(a) if isinstance(a, Add) else a for a in args))
        case _:
            return last_sign_turned(body)


def where(definition: Definition, change: Change) -> Change:
    """The change in this definition only, where other models define another quantity of the same name."""
    return lambda body: change(body) if body == definition.body else body
