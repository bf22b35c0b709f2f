r"""The textbook facts that a proof may cite: a closed list.

Each is a schema: it takes facts that the proof has already established and allows one conclusion from
them; without premises it allows nothing. None mentions a model, and none comes from a paper that
symflow verifies. What a proof cites is listed in the ``trusts`` of its evidence.

    linear-equation       x' = x c with c continuous: x(0) = 0 keeps x = 0, and x(0) > 0 keeps x > 0
    mean-value            x' > 0 on an interval: x increases strictly; x' <= 0: x does not increase
    ode-uniqueness        a curve that satisfies y' = -grad L(y), L smooth and a function of y alone, is the
                          only one from its start
    danskin               the upper right derivative of max_i f_i is the largest f_i' among the maximal f_i
                          (used for log max f - log min f of positive f; log increases)
    characters            sum_k chi_k(g) = K delta_{g,0} for the characters of a finite abelian group
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symflow.algebra.declared import declared_places
from symflow.algebra.derive import NOTHING
from symflow.algebra.expr import (
    Add,
    Atom,
    Chi,
    Ddt,
    Delta,
    Expr,
    Extremum,
    Fun,
    Mul,
    Neg,
    Num,
    Partial,
    Pow,
    Sum,
    Sym,
)
from symflow.algebra.indexing import Index
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import children, free_variables, substitute
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, expressions
from symflow.claim.domain import Domain

Check = Callable[[tuple[Sequent, ...], Rel | Pred, Model], str | None]
PREDICATES = {
    "sign-preserved": "a zero start stays zero for ever, and a positive start stays positive",
    "increasing": "increases strictly along every solution",
    "non-increasing": "never increases along a solution",
    "solves-uniquely": "is the one and only solution of the gradient flow of the first argument from its start",
}


@dataclass(frozen=True, slots=True)
class Assumed:
    """One citable fact; ``check`` says why a conclusion does not follow, or None if it does."""

    name: str
    sentence: str
    cites: str
    check: Check


def lasting(conclusion: Rel | Pred, domain: Domain) -> str | None:
    """Why a hypothesis of the domain may fail later along a flow, for a fact about whole solutions."""
    if not isinstance(conclusion, Pred):
        return None
    moving = {rate.name for rate in domain.model.flow(conclusion.flow).rates}
    for name, statement in domain.hypotheses:
        if any(_moves(node, domain.model, moving, frozenset()) for node in expressions(statement)):
            return f"the hypothesis {name!r} is about a quantity that moves, so it holds at one time only"
    return None


def _linear_equation(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> str | None:
    if len(premises) != 1 or not isinstance(conclusion, Pred) or conclusion.name != "sign-preserved":
        return "needs one premise x' = x c and concludes sign-preserved(x)"
    given = premises[0].conclusion
    if len(conclusion.args) != 1 or not _continuous(conclusion.args[0], model):
        return "concludes something about one x, which must be visibly continuous"
    (x,) = conclusion.args
    if premises[0].hypotheses or not isinstance(given, Rel) or given.op != "==":
        return "its premise must be an equation without hypotheses"
    if given.left != Ddt(x, conclusion.flow) or not isinstance(given.right, Mul) or x not in given.right.args:
        return "its premise must read d/dt x = x * c"
    rest = [a for a in given.right.args if a != x]
    visible = all(_continuous(a, model) for a in rest)
    return None if visible else "c must be visibly continuous: no quotient except by a sum of exponentials"


def _mean_value(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> str | None:
    if len(premises) != 1 or not isinstance(conclusion, Pred):
        return "needs one premise about x' and concludes a monotonicity"
    given, needed = premises[0].conclusion, {"increasing": (">",), "non-increasing": ("<=", "<", "==")}
    if (
        premises[0].hypotheses
        or not isinstance(given, Rel)
        or conclusion.name not in needed
        or len(conclusion.args) != 1
    ):
        return "its premise must be a relation without hypotheses"
    ok = (
        given.left == Ddt(conclusion.args[0], conclusion.flow)
        and given.right == NOTHING
        and given.op in needed[conclusion.name]
    )
    return None if ok else "its premise must compare d/dt x with 0 in the right direction"


def _ode_uniqueness(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> str | None:
    if not premises or not isinstance(conclusion, Pred) or conclusion.name != "solves-uniquely":
        return "needs one premise per unknown and concludes solves-uniquely(L, unknowns)"
    loss, *unknowns = conclusion.args
    moving = {rate.name for rate in model.flow(conclusion.flow).rates}
    names = [x.name for x in unknowns if isinstance(x, Atom)]
    if len(set(names)) < len(names) or not all(_everywhere(x, model) for x in unknowns):
        return "each unknown must be one quantity at all of its indices"
    if not _smooth(loss, model, frozenset(names)) or _moves(
        loss, model, moving - set(names), frozenset(names)
    ):
        return "L must be visibly smooth, and must depend on nothing that moves but the unknowns"
    wanted = [
        Rel("==", Ddt(x, conclusion.flow), Neg(Partial(loss, x))) for x in unknowns if isinstance(x, Atom)
    ]
    if len(wanted) != len(unknowns) or len(premises) != len(wanted):
        return "needs exactly one premise for each unknown atom"
    for want, premise in zip(wanted, premises, strict=True):
        if premise.hypotheses or premise.conclusion != want:
            return "each premise must read d/dt x = -dL/dx for its unknown x"
    return None


def _danskin(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> str | None:
    shape = "concludes d/dt (log max_k f_k - log min_l f_l) <= 0 from d/dt (log f_k - log f_l) <= 0 where f_k >= f_l"
    if (
        len(premises) != 1
        or not isinstance(conclusion, Rel)
        or (conclusion.op, conclusion.right) != ("<=", NOTHING)
    ):
        return shape
    match conclusion.left:
        case Ddt(Add((Fun("log", Extremum("max", f, k)), Neg(Fun("log", Extremum("min", g, l))))), flow):
            pass
        case _:
            return shape
    if l in free_variables(f) or k in free_variables(g):
        return "the formulas under max and min must not share their indices"
    if k == l or k.space_name != l.space_name or substitute(f, {k: Index(((l, 1),))}) != g:
        return "the formulas under max and min must be the same, over the same space"
    want = Rel("<=", Ddt(Add((Fun("log", f), Neg(Fun("log", g)))), flow), NOTHING)
    allowed = Hypothesis((), Rel(">=", f, g))
    good = premises[0].conclusion == want and all(h == allowed for h in premises[0].hypotheses)
    return None if good else shape


def _characters(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> str | None:
    return "is built into the normal form of abelian groups; no step needs to cite it"


def _everywhere(node: Expr, model: Model) -> bool:
    """Whether a quantity stands at different variables that run through all of its declared places."""
    if not isinstance(node, Atom):
        return False
    places = declared_places(node.name, model)
    single = [i.terms[0][0] for i in node.indices if len(i.terms) == 1 and i.terms[0][1] == 1]
    if places is None or len(set(single)) != len(node.indices):
        return False
    return [v.space_name for v in single] == [v.space_name for v in places]


def _moves(node: Expr, model: Model, moving: set[str], stop: frozenset[str]) -> bool:
    """Whether a formula depends on the time or a moving quantity, other than through the unknowns in ``stop``."""
    if node == Sym("t"):
        return True
    if isinstance(node, Atom) and node.name not in stop:
        definition = model.definition(node.name)
        return node.name in moving or (
            definition is not None and _moves(definition.body, model, moving, stop)
        )
    return any(_moves(child, model, moving, stop) for child in children(node))


def _smooth(node: Expr, model: Model, unknown: frozenset[str]) -> bool:
    """Whether a formula is visibly smooth in the unknowns."""
    match node:
        case Pow(base, exponent):
            whole = exponent.denominator == 1 and _smooth(base, model, unknown)
            return whole and (exponent >= 0 or _visibly_positive(base, model))
        case Fun("log", arg):
            return _visibly_positive(arg, model) and _smooth(arg, model, unknown)
        case Fun(name, arg):
            return name in ("exp", "tanh") and _smooth(arg, model, unknown)
        case Atom(name, index):
            definition = None if name in unknown else model.definition(name)
            return definition is None or _smooth(definition.at(index), model, unknown)
        case Num() | Sym() | Chi() | Delta():
            return True
        case Add() | Mul() | Neg() | Sum():
            return all(_smooth(child, model, unknown) for child in children(node))
        case _:
            return False


def _continuous(node: Expr, model: Model) -> bool:
    """Whether a formula is visibly continuous in the variables of the model."""
    match node:
        case Pow(base, exponent):
            whole = exponent.denominator == 1
            return whole and _continuous(base, model) and (exponent >= 1 or _visibly_positive(base, model))
        case Atom(name, index):
            definition = model.definition(name)
            return definition is None or _continuous(definition.at(index), model)
        case Fun(name, arg):
            return name in ("exp", "tanh") and _continuous(arg, model)
        case Num() | Sym() | Chi() | Delta():
            return True
        case Add() | Mul() | Neg() | Sum():
            return all(_continuous(child, model) for child in children(node))
        case _:
            return False


def _visibly_positive(node: Expr, model: Model) -> bool:
    """Whether a formula is a sum of products of exponentials, positive numbers and counts."""
    match node:
        case Num(value):
            return value > 0
        case Sym(name):
            return name in ("K", "N", "n", "d")
        case Fun("exp", _):
            return True
        case Add() | Mul() | Sum():
            return all(_visibly_positive(child, model) for child in children(node))
        case _:
            return False


_LIST = (
    Assumed(
        "linear-equation",
        "x' = x c with c continuous preserves the sign of x",
        "coddington1955",
        _linear_equation,
    ),
    Assumed(
        "mean-value",
        "the sign of x' decides whether x increases (mean value theorem)",
        "rudin1976",
        _mean_value,
    ),
    Assumed(
        "ode-uniqueness",
        "a smooth vector field has one solution from each start (Picard-Lindelof)",
        "coddington1955",
        _ode_uniqueness,
    ),
    Assumed(
        "danskin",
        "the right derivative of a maximum is the largest derivative among the maximal ones",
        "danskin1967",
        _danskin,
    ),
    Assumed(
        "characters", "orthogonality of the characters of a finite abelian group", "serre1977", _characters
    ),
)
ASSUMED = {fact.name: fact for fact in _LIST}
