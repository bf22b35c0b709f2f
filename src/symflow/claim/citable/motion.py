r"""Facts about solutions of a flow: signs, monotonicity, uniqueness, and barriers that are never crossed."""

from __future__ import annotations

from typing import TypeAlias

from symflow.algebra.derive import NOTHING
from symflow.algebra.expr import Atom, Ddt, Expr, Mul, Neg, Partial, Sym
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import free_variables, rebuild
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, expressions
from symflow.claim.citable.order import interval
from symflow.claim.citable.visible import continuous, everywhere, has_extremum, moves, rests, smooth
from symflow.claim.domain import Domain

Allowed: TypeAlias = (
    str | tuple[Hypothesis, ...]
)  # an objection, or the hypotheses that the conclusion carries
AT_MOST = ("<=", "<", "==")
TIME = Sym("t")


def lasting(conclusion: Rel | Pred, domain: Domain, premises: tuple[Sequent, ...] = ()) -> str | None:
    """Why a hypothesis of the domain may fail elsewhere along a flow, for a fact about more than one time.

    Such facts are the predicates, and the comparison of two ends of an interval from one derivative.
    """
    match conclusion, premises:
        case Pred(_, flow), _:
            pass
        case Rel(_, left, _), (Sequent(_, Rel(_, Ddt(_, flow), _)),) if not isinstance(left, Ddt):
            pass
        case _:
            return None
    moving = {rate.name for rate in domain.model.flow(flow).rates}
    for name, statement in domain.hypotheses:
        if any(moves(node, domain.model, moving, frozenset()) for node in expressions(statement)):
            return f"the hypothesis {name!r} is about a quantity that moves, so it holds at one time only"
    return None


def linear_equation(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """x' = x c with c continuous: x(0) = 0 keeps x = 0, and x(0) > 0 keeps x > 0."""
    if len(premises) != 1 or not isinstance(conclusion, Pred) or conclusion.name != "sign-preserved":
        return "needs one premise x' = x c and concludes sign-preserved(x)"
    given = premises[0].conclusion
    if len(conclusion.args) != 1 or not continuous(conclusion.args[0], model):
        return "concludes something about one x, which must be visibly continuous"
    (x,) = conclusion.args
    if premises[0].hypotheses or not isinstance(given, Rel) or given.op != "==":
        return "its premise must be an equation without hypotheses"
    if given.left != Ddt(x, conclusion.flow) or not isinstance(given.right, Mul) or x not in given.right.args:
        return "its premise must read d/dt x = x * c"
    rest = [a for a in given.right.args if a != x]
    visible = all(continuous(a, model) for a in rest)
    return () if visible else "c must be visibly continuous: no quotient except by a sum of exponentials"


def mean_value(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """x' > 0: x increases strictly; x' <= 0: x does not increase. Between two points: see ``interval``."""
    if isinstance(conclusion, Rel):
        return interval(premises, conclusion, model)
    if len(premises) != 1:
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
    return () if ok else "its premise must compare d/dt x with 0 in the right direction"


def ode_uniqueness(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """A curve with y' = -grad L(y), L smooth and a function of y alone, is the only one from its start."""
    if not premises or not isinstance(conclusion, Pred) or conclusion.name != "solves-uniquely":
        return "needs one premise per unknown and concludes solves-uniquely(L, unknowns)"
    loss, *unknowns = conclusion.args
    moving = {rate.name for rate in model.flow(conclusion.flow).rates}
    names = [x.name for x in unknowns if isinstance(x, Atom)]
    if len(set(names)) < len(names) or not all(everywhere(x, model) for x in unknowns):
        return "each unknown must be one quantity at all of its indices"
    if not smooth(loss, model, frozenset(names)) or moves(loss, model, moving - set(names), frozenset(names)):
        return "L must be visibly smooth, and must depend on nothing that moves but the unknowns"
    wanted = [
        Rel("==", Ddt(x, conclusion.flow), Neg(Partial(loss, x))) for x in unknowns if isinstance(x, Atom)
    ]
    if len(wanted) != len(unknowns) or len(premises) != len(wanted):
        return "needs exactly one premise for each unknown atom"
    for want, premise in zip(wanted, premises, strict=True):
        if premise.hypotheses or premise.conclusion != want:
            return "each premise must read d/dt x = -dL/dx for its unknown x"
    return ()


def comparison(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """A barrier is not crossed, and what holds at all times holds from then on.

    Concludes at-most-from(F, c, T): F <= c at all times t >= T, from every start that satisfies the
    hypotheses carried. Every premise but the last few is a fact at-most-from(A, a, 0), which allows the
    hypothesis A <= a at all times. Either T = 0, from F <= c at t = 0 and d/dt F <= 0 (the last two), or
    F <= c itself is the last premise, where t >= T may be assumed.
    """
    if not isinstance(conclusion, Pred) or conclusion.name != "at-most-from" or len(conclusion.args) != 3:
        return "concludes at-most-from(F, c, T)"
    formula, bound, start = conclusion.args
    if not (rests(bound, model, conclusion.flow) and rests(start, model, conclusion.flow)):
        return "the bound and the time it holds from must be constant"
    last = premises[-1].conclusion if premises else None
    if has_extremum(formula) or not isinstance(last, Rel):
        return "its last premise must be a relation, about formulas without max and min"
    barrier = last.left == Ddt(formula, conclusion.flow)
    starts = premises[-2:-1] if barrier else ()
    kept = premises[: len(premises) - 1 - len(starts)]
    if not all(is_kept(p, conclusion.flow) for p in kept):
        return "the premises before must be facts at-most-from(A, a, 0) of the same flow"
    if barrier:
        crossed = _barrier(starts, last, formula, bound, start)
        if crossed is not None:
            return crossed
    elif last.op not in AT_MOST or (last.left, last.right) != (formula, bound):
        return "its last premise must read F <= c, or d/dt F <= 0"
    return carried(kept, starts, premises[-1].hypotheses, start, conclusion.flow, model)


def _barrier(starts: tuple[Sequent, ...], last: Rel, formula: Expr, bound: Expr, start: Expr) -> str | None:
    """Why d/dt F <= 0 and F <= c at t = 0 are not what is given."""
    if start != NOTHING or last.op not in AT_MOST or last.right != NOTHING:
        return "a barrier holds from time 0, and its rate is compared with 0 from below"
    given = starts[0].conclusion if starts else None
    if not isinstance(given, Rel) or given.op not in AT_MOST:
        return "a barrier needs a premise about the start"
    same = (given.left, given.right) == (_at_start(formula), bound)
    return None if same else "the premise about the start must read F <= c, with t = 0"


def _at_start(node: Expr) -> Expr:
    """The formula at t = 0; inside a derivative t stays, since (t y)' is not (0 y)' at t = 0."""
    if isinstance(node, Ddt):
        return node
    return NOTHING if node == TIME else rebuild(node, _at_start)


def is_kept(premise: Sequent, flow: str) -> bool:
    """Whether a premise is a fact at-most-from(A, a, 0) of the flow: A <= a at all times."""
    fact = premise.conclusion
    return (
        isinstance(fact, Pred)
        and (fact.name, fact.flow) == ("at-most-from", flow)
        and fact.args[2] == NOTHING
    )


def carried(
    kept: tuple[Sequent, ...],
    starts: tuple[Sequent, ...],
    later: tuple[Hypothesis, ...],
    since: Expr,
    flow: str,
    model: Model,
) -> Allowed:
    """The hypotheses about the start, once those at later times, from ``since`` on, are known to last."""
    free = {(TIME, NOTHING), (TIME, since)}
    bounds = {p.conclusion.args[:2] for p in kept if isinstance(p.conclusion, Pred)}
    out = [h for p in (*kept, *starts) for h in p.hypotheses]
    for h in later:
        sides = (h.relation.left, h.relation.right)
        known = (h.relation.op == ">=" and sides in free) or (h.relation.op == "<=" and sides in bounds)
        if known and not h.vars:
            continue
        if not all(rests(side, model, flow) for side in sides):
            return "a hypothesis about a later time must be one of the bounds that are kept, or t >= T"
        out.append(h)
    assumed_at_start = [side for h in out for side in (h.relation.left, h.relation.right)]
    if any(free_variables(side) or moves(side, model, set(), frozenset()) for side in assumed_at_start):
        return "the hypotheses about the start must be closed, without the time and without derivatives"
    return tuple(dict.fromkeys(out))
