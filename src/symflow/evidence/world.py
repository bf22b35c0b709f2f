r"""Where a proof takes place: the claim's domain with its normal form.

Two questions are answered here and nowhere else: is this formula zero, and is it real? At a fixed
order K every free index runs through all its values, so an answer is again about the whole domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from symflow.algebra.concrete import assignments, concretise
from symflow.algebra.expr import Add, Atom, Expr, Neg, Num
from symflow.algebra.indexing import Index
from symflow.algebra.normal import NormalForm
from symflow.algebra.quantities import Definition, unfold
from symflow.algebra.rewrite import conjugate, free_variables
from symflow.algebra.statement import Hypothesis, Rel, Sequent
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
        self.form = NormalForm(self.domain.symbols)
        for definition in self.domain.model.definitions:
            self._check_definition(definition)

    def _check_definition(self, definition: Definition) -> None:
        """A definition must be real, and even if it says so; the general group decides for every order."""
        rules = self.all_definitions()
        body = unfold(definition.body, rules)
        if not self.form.is_zero(difference(conjugate(body, self.form.symbols.hermitian), body)):
            raise InputError(f"definition of {definition.name}: the formula is not real on this domain")
        if definition.even:
            flipped = definition.at(tuple(-Index(((v, 1),)) for v in definition.index))
            if not self.form.is_zero(difference(body, unfold(flipped, rules))):
                raise InputError(f"definition of {definition.name}: declared even, but the formula is not")

    def all_definitions(self) -> Rules:
        """Every definition of the domain as an unfolding rule."""
        return {d.name: (d,) for d in self.domain.model.definitions}

    def zero(self, node: Expr) -> bool:
        """Whether the formula is identically zero on the domain."""
        order = self.domain.order
        if order is None:
            return self.form.is_zero(node)
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

    def rules(self, names: tuple[str, ...]) -> tuple[Rules, tuple[Hypothesis, ...]]:
        """Unfolding rules from definitions and from facts "atom = formula", with their hypotheses."""
        out: dict[str, tuple[Definition, ...]] = {}
        carried: tuple[Hypothesis, ...] = ()
        for name in names:
            rule = self.domain.model.definition(name)
            if rule is None:
                sequent = self.fact(name)
                rule, carried = as_rule(name, sequent.conclusion), carried + sequent.hypotheses
            out[rule.name] = (*out.get(rule.name, ()), rule)
        return out, carried


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
