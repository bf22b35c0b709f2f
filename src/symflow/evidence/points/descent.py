r"""The derivative of a function of the modes along a reduced flow, in a form that keeps its sign on boxes.

Statement.  Let F be a formula in the modes s_k, k != 0, and let the flow be s_k' = A_k + B_k (1 - pi_k) with A, B
formulas in s_k, pi the modes of the softmax of z/T. With the positive numbers

    e_g = exp((z_g - z_0)/T),   z_0 - z_g = (1/K) sum_k (1 - chi_k(g)) s_k,        Z = 1 + sum_{g != 0} e_g

one has Z (1 - pi_k) = sum_{g != 0} (1 - chi_k(g)) e_g =: M_k, a sum of positive terms, and

    Z F' = sum_{k != 0} (P_k Z + Q_k M_k),      P_k = A_k dF/ds_k,  Q_k = B_k dF/ds_k                     (*)

has the sign of F'. If A = alpha B for a number alpha this is sum_k Q_k (M_k + alpha Z); and if then sum_k Q_k = 0 at
every point (F does not change when all modes are scaled, say), any number may be taken off M_k + alpha Z. ``read``
recognises such a claim F' <= 0; everything else is refused. P and Q are simplified, and the normal form decides that
they are still the same.

Maxima and minima.  Where F contains max_m f_m (not under a sum), its right derivative is that of f_m for one m that
attains the maximum (Danskin). So F' <= 0 wherever (*) <= 0 with f_m in its place, for every m that may attain it.

Notation.  P and Q are trees with the free index e, and an index m_0, m_1, ... for each extremum.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from symflow.algebra.derive import partial_derivative
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
    Num,
    Partial,
    Pow,
    SignAtom,
    Sum,
    Sym,
)
from symflow.algebra.indexing import GSTAR, G, Index, Var
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import children, free_variables, rebuild, substitute
from symflow.algebra.statement import Rel
from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.evidence.points.descent_rate import ZERO, affine, check_rate, e, times
from symflow.evidence.points.slope import (
    Factors,
    NoSlope,
    Terms,
    multiplied,
    product,
    slope,
    terms,
    tree,
    unfolded_mean,
)
from symflow.evidence.proving.world import World
from symflow.flow.families import tempered
from symflow.flow.spectrum import LOGITS, MODES, PROBABILITIES, SOFTMAX_MODES

MODE = e.variable


@dataclass(frozen=True, slots=True)
class Kink:
    """One max or min of F: its kind, its body, and the index that stands for an entry attaining it."""

    kind: str
    body: Expr
    var: Var


@dataclass(frozen=True, slots=True)
class Descent:
    """A claim F' <= 0 in the form (*).

    ``value``: F, each extremum replaced by an entry; ``fixed``: P; ``grown``: Q; ``share``: alpha, if P = alpha Q;
    ``neutral``: whether sum_k Q_k = 0 and P = alpha Q; ``temperature``: T.
    """

    value: Expr
    fixed: Expr
    grown: Expr
    share: Fraction | None
    neutral: bool
    temperature: Fraction
    kinks: tuple[Kink, ...]


def read(claim: Claim, part: str) -> Descent:
    """The claim's part in the form (*); InputError if it is not of that form."""
    found = [sequent for label, sequent in claim.sequents() if label == part]
    if len(found) != 1 or found[0].hypotheses or not isinstance(found[0].conclusion, Rel):
        raise InputError(f"cover: part {part!r} of {claim.id} is not one relation without hypotheses")
    relation = found[0].conclusion
    if relation.op != "<=" or relation.right != ZERO or not isinstance(relation.left, Ddt):
        raise InputError(f"cover: part {part!r} of {claim.id} does not say that a derivative is <= 0")
    body, model = relation.left.body, claim.domain.model
    rate = model.flow(relation.left.flow).rate("s")
    if rate is None or len(model.flow(relation.left.flow).rates) != 1 or len(rate.index) != 1:
        raise InputError("cover: the flow moves other quantities than the modes")
    if free_variables(body):
        raise InputError("cover: the function has a free index")
    kinks: list[Kink] = []
    value = _entries(body, kinks)
    _check_formula(value, {v.name for v in model.variables})
    fixed, grown = affine(rate.at((e,)))
    for formula in (fixed, grown):
        check_rate(formula)
    temperature = _temperature(model)
    derivative = partial_derivative(value, Atom("s", (e,)), model)
    return _weighted(claim, value, derivative, (fixed, grown), temperature, tuple(kinks))


def _weighted(
    claim: Claim,
    value: Expr,
    derivative: Expr,
    rate: tuple[Expr, Expr],
    temperature: Fraction,
    kinks: tuple[Kink, ...],
) -> Descent:
    """P and Q, simplified and rid of a common positive factor where the normal form sees that they stay the same."""
    world = World(replace(claim.domain, group="abelian", order=None))
    share = next((a for a in _shares(*rate) if world.zero(rate[0] - a * rate[1])), None)
    plain = [times(derivative, factor) for factor in rate]
    found = _simplified(world, value, plain, rate)
    fixed, grown = found or plain
    neutral = share is not None and world.zero(Sum(grown, MODE))
    return Descent(value, fixed, grown, share, neutral, temperature, kinks)


def _simplified(world: World, value: Expr, plain: list[Expr], rate: tuple[Expr, Expr]) -> list[Expr] | None:
    """P and Q over one positive number that does not depend on e, as sums of products."""
    try:
        derivative = slope(value)
        spread = [terms(derivative * factor) for factor in rate]
        common = _common({f: c for part in spread for f, c in part.items()})
        inverse: Terms = {tuple((f, -x) for f, x in common): Fraction(1)}
        out = [unfolded_mean(tree(multiplied(part, inverse))) for part in spread]
    except NoSlope:
        return None
    factor = unfolded_mean(product([(common, Fraction(1))]))
    same = all(world.zero(new * factor - old) for new, old in zip(out, plain, strict=True))
    return out if same else None


def _common(spread: Terms) -> Factors:
    """The greatest product of visibly positive factors, free of e, that all terms have in common."""
    factors = {f for term in spread for f, _ in term if MODE not in free_variables(f) and _positive(f)}
    least = {f: min(dict(term).get(f, Fraction(0)) for term in spread) for f in factors}
    return tuple((f, x) for f, x in sorted(least.items(), key=repr) if x)


def _positive(node: Expr) -> bool:
    """Whether a formula in positive modes is visibly positive."""
    match node:
        case Num(value):
            return value > 0
        case Sym(name):
            return name in ("K", "N")
        case Atom("s", (index,)):
            return index.variable.space.starred
        case Atom("sbar", ()) | Fun("exp", _):
            return True
        case Add() | Mul() | Sum() | Pow():
            return all(map(_positive, children(node)))
        case _:
            return False


def _shares(fixed: Expr, grown: Expr) -> list[Fraction]:
    """Numbers that may be P / Q."""
    if fixed == ZERO or grown == ZERO:
        return [Fraction(0)] if fixed == ZERO else []
    numbers = {n.value for n in _numbers(fixed)}
    return sorted(
        {x * y for x in numbers for y in (1, -1)} | {x / 2 for x in numbers} | {-x / 2 for x in numbers}
    )


def _temperature(model: Model) -> Fraction:
    """T, if the model is that of modes with the softmax of z / T."""
    q = model.definition("q")
    known = (
        MODES in model.variables
        and model.definition("z") == LOGITS
        and model.definition("pi") == SOFTMAX_MODES
    )
    if known and q == PROBABILITIES:
        return Fraction(1)
    if known and q is not None:
        for node in _numbers(q.body):
            if node.value > 0 and q == tempered(node):
                return node.value
    raise InputError("cover: the claim is not about positive modes and their softmax")


def _numbers(node: Expr) -> list[Num]:
    own = [node] if isinstance(node, Num) else []
    return own + [n for child in children(node) for n in _numbers(child)]


def _entries(node: Expr, kinks: list[Kink], bound: frozenset[Var] = frozenset()) -> Expr:
    """F with each max and min replaced by its entry at a new free index."""
    if isinstance(node, Extremum):
        if free_variables(node) & bound or node.var.space_name not in (G.name, GSTAR.name):
            raise InputError("cover: a max or min stands under a sum")
        new = Var(f"m{len(kinks)}", node.var.space_name)
        kinks.append(Kink(node.kind, ZERO, new))
        place = len(kinks) - 1
        body = _entries(substitute(node.body, {node.var: Index(((new, 1),))}), kinks, bound | {new})
        kinks[place] = Kink(node.kind, body, new)
        return body
    inner = bound | {node.var} if isinstance(node, Sum) else bound
    return rebuild(node, lambda child: _entries(child, kinks, inner))


def _check_formula(node: Expr, variables: set[str]) -> None:
    """Only numbers, parameters, modes, sums over the non-trivial modes and smooth functions."""
    match node:
        case Atom("s", (index,)) if len(index.terms) == 1 and index.terms[0][1] == 1:
            known = index.variable.space.starred
        case Atom(name, ()):
            known = name in variables
        case Sum(_, var):
            known = var.space_name == GSTAR.name
        case Fun(name, _):
            known = name in ("exp", "log", "tanh")
        case Delta(left, right):
            known = all(
                len(i.terms) == 0 or (len(i.terms) == 1 and i.terms[0][1] == 1) for i in (left, right)
            )
        case Atom() | Chi() | Ddt() | Partial() | SignAtom() | Extremum():
            known = False
        case _:
            known = True
    if not known:
        raise InputError("cover: the function is not one of the modes alone, without names of its own")
    for child in children(node):
        _check_formula(child, variables)


__all__ = ["MODE", "Descent", "Kink", "read"]
