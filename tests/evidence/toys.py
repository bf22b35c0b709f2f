"""Toy claims for attacks on the exact checker: a statement, a model, steps, and whether anything is shown."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from symflow.algebra.expr import Expr, Num, Sym, atom
from symflow.algebra.indexing import CLASSES, FEATURES, GSTAR, G, Index, Space, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import Statement
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.evidence.proving.exact import ExactChecker, StepResult
from symflow.evidence.proving.steps import Step
from symflow.evidence.result import Evidence

x, y, u, c = (atom(name) for name in ("x", "y", "u", "c"))
s, v, w, R = (atom(name) for name in ("s", "v", "w", "R"))
K, N, n, d, t = (Sym(name) for name in ("K", "N", "n", "d", "t"))
g, h, k, l, m = indices("g h k l m", G)
k1, l1 = indices("k l", GSTAR)
i, j, e = indices("i j e", CLASSES)
(f,) = indices("f", FEATURES)
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


def var(name: str, *spaces: Space, sign: str = "real", **symmetry: bool) -> Variable:
    """A variable."""
    return Variable(name, spaces, sign, **symmetry)


def define(name: str, over: tuple[Index, ...], body: Expr, even: bool = False) -> Definition:
    """A definition, or the rate of a variable."""
    return Definition(name, tuple(index.variable for index in over), body, even)


def model(
    *variables: Variable, define: Iterable[Definition] = (), move: Iterable[Definition] | None = None
) -> Model:
    """A model with one flow, "f", where rates are given."""
    flows = () if move is None else (Flow("f", tuple(move)),)
    return Model(variables, tuple(define), flows)


SCALARS = model(var("x"), var("y"), var("u"), var("c"))
FAMILIES = model(var("x", CLASSES), var("y", CLASSES), var("u", CLASSES), var("c"))
VANISHING = model(var("s", G, sign="positive", vanishing=True))
EVEN = model(var("s", G, even=True), var("v", G))


def toy(
    where: Model, *statements: Statement, group: str | None = None, name: str = "toy", **options: object
) -> Claim:
    """A claim with parts a, b, ... ; ``uses`` is an option of the claim, the others are the domain's."""
    uses = options.pop("uses", ())
    parts = tuple(zip("abcdef", statements, strict=False))
    domain = Domain("Let these be given.", where, group, **options)  # type: ignore[arg-type]
    return Claim(name, "test", name, "test", domain, parts, uses=uses)  # type: ignore[arg-type]


def prove(
    claim: Claim, *steps: Step, book: dict[str, Claim] | None = None
) -> tuple[list[StepResult], Evidence | None]:
    """What the exact checker makes of the steps."""
    return ExactChecker(claim, book or {}).prove(steps)


def shows(claim: Claim, *steps: Step, book: dict[str, Claim] | None = None) -> bool:
    """Whether every step holds and the whole claim is established."""
    results, evidence = prove(claim, *steps, book=book)
    goals = set(claim.goals())
    return all(r.holds for r in results) and evidence is not None and goals <= set(evidence.established)


def refusal(claim: Claim, *steps: Step, book: dict[str, Claim] | None = None) -> str:
    """Why the attack fails: the message of the failing step, or "" if the steps hold but show no goal."""
    results, evidence = prove(claim, *steps, book=book)
    if evidence is not None:
        raise AssertionError(f"shown: {claim.parts}")
    return next((r.message for r in results if not r.holds), "")
