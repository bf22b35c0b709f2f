r"""Facts about order: maxima of finitely many numbers, comparable numbers, the mean value theorem."""

from __future__ import annotations

from typing import TypeAlias

from symflow.algebra.derive import NOTHING, ONE
from symflow.algebra.expr import Add, Atom, Ddt, Expr, Extremum, Fun, Neg, Num, Partial, Sum, Sym
from symflow.algebra.indexing import Index, Var
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import children, free_variables, rebuild, substitute
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent

Allowed: TypeAlias = str | tuple[Hypothesis, ...]
_ORDERS = {"<=": "<=", ">=": "=>", "<": "<", ">": ">", "==": "="}
_MIRRORED = {"<": ">", ">": "<", "=": "="}


def danskin(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """The upper right derivative of max_i f_i is the largest f_i' among the maximal f_i.

    So the premise is needed only where f_k is a largest and f_l a smallest entry: it may assume f_k >= f_l, and that
    f_k >= f_j >= f_l for every j.
    """
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
    good = premises[0].conclusion == want and all(_extreme(h, f, k, g) for h in premises[0].hypotheses)
    return () if good else shape


def _extreme(h: Hypothesis, f: Expr, k: Var, g: Expr) -> bool:
    """Whether a hypothesis reads f_k >= f_l, or f_k >= f_j for every j, or f_j >= f_l for every j."""
    if not h.vars:
        return h == Hypothesis((), Rel(">=", f, g))
    (j, *more) = h.vars
    if more or j.space_name != k.space_name or j in free_variables(f) | free_variables(g):
        return False
    other = substitute(f, {k: Index(((j, 1),))})
    return h.relation in (Rel(">=", f, other), Rel(">=", other, g))


def interval(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """f(lo) <= f(hi) from d/dx f(x) >= 0 where lo <= x <= hi; x is a scalar and x' = 1 along the flow."""
    shape = "concludes f(lo) <= f(hi) from d/dx f(x) >= 0 where lo <= x and x <= hi, with x' = 1"
    if len(premises) != 1 or not isinstance(conclusion, Rel) or conclusion.op != "<=":
        return shape
    given = premises[0].conclusion
    if not isinstance(given, Rel) or given.right != NOTHING or given.op not in (">=", ">", "=="):
        return shape
    if not isinstance(given.left, Ddt) or not _plain(given.left.body, model):
        return "f must be a formula in numbers and scalars, without sums, definitions and derivatives"
    rates = model.flow(given.left.flow).rates
    if len(rates) != 1 or rates[0].body != ONE or rates[0].index:
        return "the flow must move one scalar x, with x' = 1"
    x, f = Atom(rates[0].name), given.left.body
    ends, rest = _ends(premises[0].hypotheses, x)
    if ends is None or any(_mentions(side, x, model) for side in ends):
        return shape
    if any(_mentions(side, x, model) for h in rest for side in (h.relation.left, h.relation.right)):
        return "no hypothesis but lo <= x and x <= hi may be about x"
    low, high = ends
    if not _allowed_end(low, x, rest, model):
        return "x is declared with a sign, so a hypothesis must say that lo has it"
    if (conclusion.left, conclusion.right) != (_at(f, x, low), _at(f, x, high)):
        return "the two sides must be f at the two ends"
    return (*rest, Hypothesis((), Rel("<=", low, high)))


def _plain(node: Expr, model: Model) -> bool:
    if isinstance(node, Sum | Extremum | Ddt | Partial) or node == Sym("t"):
        return False
    if isinstance(node, Atom) and (node.indices or model.definition(node.name)):
        return False
    return all(_plain(child, model) for child in children(node))


def _ends(given: tuple[Hypothesis, ...], x: Atom) -> tuple[tuple[Expr, Expr] | None, tuple[Hypothesis, ...]]:
    """The two ends of the interval, and the other hypotheses."""
    low = [h for h in given if not h.vars and h.relation.op == "<=" and h.relation.right == x]
    high = [h for h in given if not h.vars and h.relation.op == "<=" and h.relation.left == x]
    rest = tuple(h for h in given if h not in (low[:1] + high[:1]))
    return ((low[0].relation.left, high[0].relation.right) if low and high else None), rest


def _allowed_end(low: Expr, x: Atom, rest: tuple[Hypothesis, ...], model: Model) -> bool:
    """Whether the whole interval lies where x is declared: from a number on, or by a hypothesis."""
    sign = next((v.sign for v in model.variables if v.name == x.name), "")
    if sign == "real":
        return True
    if isinstance(low, Num):
        return low.value > 0 or (low.value == 0 and sign == "nonnegative")
    needed = (">",) if sign == "positive" else (">", ">=")
    return any(
        h.relation.op in needed and (h.relation.left, h.relation.right) == (low, NOTHING) and not h.vars
        for h in rest
    )


def _mentions(node: Expr, x: Atom, model: Model) -> bool:
    if isinstance(node, Ddt | Partial):
        return True
    if isinstance(node, Atom):
        definition = model.definition(node.name)
        return node == x or (definition is not None and _mentions(definition.body, x, model))
    return any(_mentions(child, x, model) for child in children(node))


def _at(node: Expr, x: Atom, value: Expr) -> Expr:
    return value if node == x else rebuild(node, lambda child: _at(child, x, value))


def finite_maximum(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """Finitely many numbers have a largest: what follows from "f_k >= f_l for every l", k not named, holds."""
    if len(premises) != 1 or not isinstance(conclusion, Rel) or premises[0].conclusion != conclusion:
        return "needs one premise with the same conclusion, where f_k >= f_l for all l is assumed"
    for h in premises[0].hypotheses:
        place = _largest(h)
        if place is None:
            continue
        rest = tuple(other for other in premises[0].hypotheses if other != h)
        sides = free_variables(conclusion.left) | free_variables(conclusion.right)
        if place not in sides.union(*(other.free for other in rest)):
            return rest
    return "no hypothesis reads: f_k >= f_l for all l, with a k that stands nowhere else"


def _largest(h: Hypothesis) -> Var | None:
    """The k of a hypothesis "f_k >= f_l for every l"."""
    if len(h.vars) != 1 or h.relation.op != ">=":
        return None
    (l,) = h.vars
    for k in free_variables(h.relation.left):
        moved = substitute(h.relation.left, {k: Index(((l, 1),))})
        plain = k.space_name == l.space_name and l not in free_variables(h.relation.left)
        if plain and moved == h.relation.right:
            return k
    return None


def total_order(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """Two real numbers are comparable: what holds for a < b, for a = b and for a > b holds."""
    if len(premises) < 2 or not isinstance(conclusion, Rel):
        return "needs a premise for each case"
    if any(p.conclusion != conclusion for p in premises):
        return "every case must have the same conclusion"
    for h in premises[0].hypotheses:
        found = [_case(p, h.relation) for p in premises]
        covered = "".join(orders for orders, _ in found)
        if not h.vars and set(covered) >= set("<=>") and all(orders for orders, _ in found):
            return tuple(dict.fromkeys(g for _, rest in found for g in rest))
    return "the cases must cover a < b, a = b and a > b for one pair a, b"


def _case(premise: Sequent, pair: Rel) -> tuple[str, tuple[Hypothesis, ...]]:
    """Which orders of the pair a premise assumes, and its other hypotheses; "" if none."""
    for h in premise.hypotheses:
        r, rest = h.relation, tuple(g for g in premise.hypotheses if g != h)
        if h.vars or r.op not in _ORDERS:
            continue
        if (r.left, r.right) == (pair.left, pair.right):
            return _ORDERS[r.op], rest
        if (r.right, r.left) == (pair.left, pair.right):
            return "".join(_MIRRORED[o] for o in _ORDERS[r.op]), rest
    return "", ()
