r"""Formulas as Coq terms.

Every quantity x of the model is the Coq function x_ of its indices, natural numbers below the size of their index
set. A real formula is a term of type R; a character and a hermitian quantity are of type complex, and a real formula
beside one is lifted by RtoC. The names that are not of Coq's standard library (total, delta, chi, ctotal ...) are
defined in proofs/coq/Prelude.v. A formula that has no term here is refused, never approximated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from symflow.algebra.expr import (
    Add,
    Atom,
    Chi,
    Ddt,
    Delta,
    Expr,
    Fun,
    Mul,
    Neg,
    Num,
    Partial,
    Pow,
    SignAtom,
    Sum,
    Sym,
)
from symflow.algebra.indexing import Index, Var
from symflow.algebra.quantities import Definition, Model
from symflow.algebra.rewrite import children
from symflow.algebra.signs import SIGN_TABLE
from symflow.errors import SymflowError

FUNCTIONS = {"exp": "exp", "log": "ln", "tanh": "tanh", "ei": "ei"}
# Names that a goal gives to other things, or that Coq reads as something else: no index variable is called so.
_RESERVED = """
    A K N m n d ei t u x lo hi t0 t1 t2 R S O PI Re Im Prop Set Type nat complex order chi gplus gopp delta
    total total1 ctotal ctotal1 update1 update2 update3 walsh exp ln tanh sqrt INR RtoC Cadd Copp Cmul Cconj
    derivable_pt_lim fun forall exists exists2 let in if then else match with end as at return fix cofix for where using
    mod is of
"""
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
TAKEN = frozenset(_RESERVED.split())
_MADE = re.compile(r"D[0-9]*|.*_")
ROOTS = {Fraction(1, 2): "(sqrt {})", Fraction(-1, 2): "(/ sqrt {})"}


class NotPrinted(SymflowError):
    """A formula or a statement that has no form in Coq here."""


@dataclass(frozen=True, slots=True)
class Term:
    """Coq text and whether its type is complex (else R)."""

    text: str
    complex: bool = False

    @property
    def lifted(self) -> str:
        return self.text if self.complex else f"(RtoC {self.text})"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a formula is printed: the model, the group, and what each quantity is called here.

    ``sizes``: the term of K, N, n, d. ``group``: the term of the group, if there is one. ``parameters``: what
    definitions may depend on beside the variables. ``called``: the terms that stand for variables (and for definitions,
    where one is varied on its own). ``known``: the terms of kept derivatives that have been given a name. ``time``: the
    term of t. ``bound``: the names of index variables.
    """

    model: Model
    sizes: Mapping[str, str]
    group: str | None
    parameters: tuple[str, ...]
    called: Mapping[str, str]
    known: Mapping[Expr, str]
    time: str | None = None
    bound: Mapping[Var, str] = field(default_factory=dict)

    def calling(self, **terms: str) -> Scope:
        """The same scope with other names for some quantities."""
        return replace(self, called={**self.called, **terms})

    def binding(self, *over: Var) -> Scope:
        """The same scope with names for further index variables, different from all in use."""
        names = dict(self.bound)
        for var in over:
            name = var.name.split("~")[0]
            if not NAME.fullmatch(name):
                raise NotPrinted(f"{var.name[:40]!r} is no name of an index")
            while name in names.values() or name in TAKEN or _MADE.fullmatch(name):
                name += "'"
            names[var] = name
        return replace(self, bound=names)

    # -- indices --------------------------------------------------------------------------------

    def index(self, index: Index) -> str:
        """An index as a natural number."""
        text = ""
        for var, c in index.terms:
            if var not in self.bound:
                raise NotPrinted("a derivative that depends on an index of a sum has no form in Coq here")
            one = self.bound[var] if c > 0 else f"(gopp {self.group} {self.bound[var]})"
            for _ in range(abs(c)):
                text = f"(gplus {self.group} {text} {one})" if text else one
        return text or "0%nat"

    def bounds(self, var: Var) -> str:
        """What is assumed of an index variable."""
        lower = f"(0 < {self.bound[var]})%nat -> " if var.space.starred else ""
        return f"{lower}({self.bound[var]} < {self.size(var)})%nat"

    def size(self, var: Var) -> str:
        """The number that an index variable stays below."""
        return self.sizes["K" if var.space.group else var.space.size]

    # -- formulas -------------------------------------------------------------------------------

    def real(self, node: Expr) -> str:
        """The term of a formula of type R."""
        term = self.term(node)
        if term.complex:
            raise NotPrinted("a complex formula stands where a real one is needed")
        return term.text

    def value(self, node: Expr) -> str:
        """The term of a formula that is real by its definition: of a complex one, the real part."""
        term = self.term(node)
        return f"(Re {term.text})" if term.complex else term.text

    def term(self, node: Expr) -> Term:
        """The term of any formula."""
        match node:
            case Add((left, Neg(right))) if not (self.term(left).complex or self.term(right).complex):
                return Term(f"({self.term(left).text} - {self.term(right).text})")
            case Mul((over, Pow(under, Fraction(numerator=-1, denominator=1)))) if not self.term(
                over
            ).complex:
                return Term(f"({self.term(over).text} / {self.real(under)})")
            case Neg(arg):
                inner = self.term(arg)
                return Term(f"(Copp {inner.text})", True) if inner.complex else Term(f"(- {inner.text})")
            case Add(args):
                return self._joined([self.term(a) for a in args], "+", "Cadd")
            case Mul(args):
                return self._joined([self.term(a) for a in args], "*", "Cmul")
            case Pow(base, exponent):
                return Term(self._power(self.real(base), exponent))
            case Fun(name, arg) if name in FUNCTIONS:
                return Term(f"({FUNCTIONS[name]} {self.real(arg)})")
            case SignAtom(name, args):
                hermitian = frozenset(v.name for v in self.model.variables if v.hermitian)
                return self.term(SIGN_TABLE[name].expand(args, hermitian))
            case _:
                return self._simple(node)

    def _simple(self, node: Expr) -> Term:
        """The term of a number, a size, an entry of a quantity, a sum, or a derivative that has a name."""
        match node:
            case Num(value):
                return Term(number(value))
            case Sym("t") if self.time is not None:
                return Term(self.time)
            case Sym(name) if name in self.sizes:
                return Term(f"(INR {self.sizes[name]})")
            case Atom(name, indices):
                return self._quantity(name, indices)
            case Delta(left, right):
                return Term(f"(delta {self.index(left)} {self.index(right)})")
            case Chi(mode, element):
                return Term(f"(chi {self.group} {self.index(mode)} {self.index(element)})", True)
            case Sum(body, var):
                return self._sum(body, var)
            case Ddt() | Partial() if node in self.known:
                return Term(self.known[node])
            case _:
                raise NotPrinted(f"{type(node).__name__} {getattr(node, 'name', '')} has no term in Coq here")

    def _joined(self, terms: list[Term], sign: str, operation: str) -> Term:
        if not any(t.complex for t in terms):
            return Term("(" + f" {sign} ".join(t.text for t in terms) + ")")
        text = terms[0].lifted
        for t in terms[1:]:
            text = f"({operation} {text} {t.lifted})"
        return Term(text, True)

    def _power(self, base: str, exponent: Fraction) -> str:
        if exponent in ROOTS:
            return ROOTS[exponent].format(base)
        if exponent.denominator != 1:
            raise NotPrinted(f"the power {exponent} has no term in Coq here")
        whole = base if abs(exponent) == 1 else f"({base} ^ {abs(exponent)})"
        return whole if exponent > 0 else "1" if exponent == 0 else f"(/ {whole})"

    def _sum(self, body: Expr, var: Var) -> Term:
        inner = self.binding(var)
        term = inner.term(body)
        kind = ("ctotal" if term.complex else "total") + ("1" if var.space.starred else "")
        return Term(f"({kind} {self.size(var)} (fun {inner.bound[var]} => {term.text}))", term.complex)

    def _quantity(self, name: str, indices: tuple[Index, ...]) -> Term:
        places = "".join(f" {self.index(i)}" for i in indices)
        variable = next((v for v in self.model.variables if v.name == name), None)
        if name in self.called:
            return Term(applied(self.called[name], places), variable is not None and variable.hermitian)
        definition = self.model.definition(name)
        if definition is None:
            raise NotPrinted(f"{name} has no name in Coq here")
        if self._is_varied(definition):
            return Term(self.real(definition.at(indices)))
        return Term(applied(self.function(definition), places))

    def function(self, definition: Definition) -> str:
        """A definition applied to all that it depends on, before its indices."""
        needed = reached(definition.body, self.model)
        parameters = [p for p in self.parameters if p == self.group or p in needed]
        variables = [self.called[v.name] for v in self.model.variables if v.name in needed]
        return " ".join([f"{definition.name}_", *parameters, *variables])

    def _is_varied(self, definition: Definition) -> bool:
        """Whether a definition depends on another one that is varied on its own here."""
        varied = {d.name for d in self.model.definitions if d.name in self.called}
        return bool(varied & reached(definition.body, self.model))


def reached(node: Expr, model: Model) -> set[str]:
    """The quantities and sizes that the value of a formula depends on, definitions opened."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        waiting += children(one)
        match one:
            case Sym(name):
                found.add("K" if name == "N" else name)
            case Sum(_, var):
                found.add("K" if var.space.size == "N" else var.space.size)
            case Fun("ei", _):
                found.add("ei")
            case Atom(name, _) if name not in found:
                found.add(name)
                definition = model.definition(name)
                waiting += [definition.body] if definition is not None else []
    return found


def applied(function: str, places: str) -> str:
    """A function at its places."""
    return f"({function}{places})" if places or " " in function else function


def number(value: Fraction) -> str:
    """An exact number."""
    if value.denominator != 1:
        return f"({value.numerator} / {value.denominator})"
    return str(value.numerator) if value >= 0 else f"({value.numerator})"


def function_type(places: int, is_complex: bool = False) -> str:
    """The type of a quantity with so many indices."""
    return "nat -> " * places + ("complex" if is_complex else "R")
