r"""Where a proof takes place: the claim's domain with its normal form.

Two questions are answered here and nowhere else: is this formula zero, and is it real? At a fixed
order K every free index runs through all its values, so an answer is again about the whole domain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from symflow.algebra.concrete import assignments, concretise
from symflow.algebra.declared import check_model
from symflow.algebra.expr import Add, Atom, Expr, Neg, Num, Sym
from symflow.algebra.indexing import ZERO_INDEX, Index
from symflow.algebra.normal import NormalForm
from symflow.algebra.quantities import Definition, unfold
from symflow.algebra.rewrite import conjugate, free_variables, rebuild
from symflow.algebra.statement import Rel, Sequent, eq
from symflow.claim.domain import Domain
from symflow.errors import InputError

Rules = Mapping[str, tuple[Definition, ...]]


class StepFailed(Exception):
    """A proof step that does not hold, with the reason in one line."""


@dataclass(slots=True)
class World:
    """One domain, its normal form, and the facts established so far."""

    domain: Domain
    form: NormalForm = field(init=False)
    facts: dict[str, Sequent] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.domain.group == "recursive":
            raise InputError("the recursive group has no normal form; its rules are what INDUCT proves")
        model, least, order = self.domain.model, self.domain.least, self.domain.order
        if type(least) is not int or least < 2:
            raise InputError("domain: K starts at 2 or later, so that every index set has an element")
        if order is not None and (type(order) is not int or order < least):
            raise InputError(f"domain: order {order} is below the least K, {least}")
        check_model(model, self.domain.group is not None)
        self.form = NormalForm(self.domain.symbols)
        if self.domain.group == "cyclic" and order is not None:
            self.facts["order"] = Sequent((), eq(Sym("K"), order))
        for definition in model.definitions:
            self._check_definition(definition)
        for flow in model.flows:
            for rate in flow.rates:
                self._check_rate(flow.name, rate)

    def _check_definition(self, definition: Definition) -> None:
        """A definition must be real, and even if it says so; the general group decides for every order.

        Definitions lead to others without a circle, so each may rely on what those declare.
        """
        name, body = definition.name, definition.body
        if not self._same(conjugate(body, self.form.symbols.hermitian), body):
            raise InputError(f"definition of {name}: the formula is not real on this domain")
        if definition.even and not self._same(body, _at_group(definition, lambda i: -i)):
            raise InputError(f"definition of {name}: declared even, but the formula is not")

    def _check_rate(self, flow: str, rate: Definition) -> None:
        """A flow must keep the declared symmetries, or it would leave the domain at once."""
        variable = next(v for v in self.domain.model.variables if v.name == rate.name)
        where = f"flow {flow}: the rate of {rate.name}"
        opposite = _at_group(rate, lambda i: -i)
        mirrored = opposite if variable.hermitian else rate.body
        if not self._same(conjugate(rate.body, self.form.symbols.hermitian), mirrored):
            raise InputError(f"{where} does not have the conjugates that {rate.name} has")
        if variable.even and not self._same(rate.body, opposite):
            raise InputError(f"{where} is not even, but {rate.name} is")
        if variable.vanishing and not self._same(_at_group(rate, lambda _: ZERO_INDEX), Num(Fraction(0))):
            raise InputError(f"{where} is not 0 at index 0, but {rate.name} is")

    def _same(self, left: Expr, right: Expr) -> bool:
        """Whether two formulas agree, as they stand or opened, for every order of the group."""
        gap = difference(left, right)
        return self.form.is_zero(gap) or self.form.is_zero(unfold(gap, self.all_definitions()))

    def all_definitions(self) -> Rules:
        """Every definition of the domain as an unfolding rule."""
        return {d.name: (d,) for d in self.domain.model.definitions}

    def zero(self, node: Expr) -> bool:
        """Whether the formula is identically zero on the domain."""
        order = self.domain.written_out
        if order is None:
            return self.form.is_zero(node) or (
                self.domain.order is not None and self.form.is_zero(sized(node, self.domain.order))
            )
        return all(
            self.form.is_zero(concretise(node, order, a)) for a in assignments(free_variables(node), order)
        )

    def real(self, node: Expr) -> bool:
        """Whether the formula equals its complex conjugate."""
        return self.zero(Add((conjugate(node, self.form.symbols.hermitian), Neg(node))))

    def fact(self, label: str) -> Sequent:
        """An established fact by label."""
        if label not in self.facts:
            raise StepFailed(f"no fact is called {label!r} here")
        return self.facts[label]


def _at_group(definition: Definition, change: Callable[[Index], Index]) -> Expr:
    """The formula of a definition with its group indices changed."""
    places = [(v.space.group, Index(((v, 1),))) for v in definition.index]
    return definition.at(tuple(change(index) if group else index for group, index in places))


def sized(node: Expr, order: int) -> Expr:
    """The formula with the numbers for K and N = K - 1: its value at that K."""
    match node:
        case Sym("K"):
            return Num(Fraction(order))
        case Sym("N"):
            return Num(Fraction(order - 1))
        case _:
            return rebuild(node, lambda child: sized(child, order))


def as_rule(label: str, conclusion: object) -> Definition:
    """An equation "atom at distinct variables = formula in those variables" as an unfolding rule."""
    match conclusion:
        case Rel("==", Atom(name, index), body):
            variables = tuple(i.terms[0][0] for i in index if len(i.terms) == 1 and i.terms[0][1] == 1)
            if len(set(variables)) == len(index) and free_variables(body) <= set(variables):
                return Definition(name, variables, body)
    raise StepFailed(f"fact {label!r} is not of the form atom = formula, so it cannot be unfolded")


def difference(left: Expr, right: Expr) -> Expr:
    """left - right, without a trailing - 0."""
    if isinstance(right, Num) and right.value == 0:
        return left
    if isinstance(left, Num) and left.value == 0:
        return Neg(right)
    return Add((left, Neg(right)))


def upward(relation: Rel) -> Expr:
    """The side that an inequality says is not negative: for left <= right it is right - left."""
    if relation.op in ("<=", "<"):
        return difference(relation.right, relation.left)
    return difference(relation.left, relation.right)
