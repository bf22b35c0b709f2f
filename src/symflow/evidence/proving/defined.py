r"""Where formulas have a value: no division by what may be zero, no logarithm of what may not be positive.

The normal form cancels x/x, which is right only where x is not zero. So every formula that a step contains,
and every statement of a claim, must be defined on the whole domain: each denominator is manifestly not zero,
and each argument of log and ei, and each base of a fractional power, manifestly positive. A derivative must
be defined once it is carried out, and a hypothesis where the hypotheses before it hold. Without this rule
the hypothesis x = 0, multiplied by 1/x, would prove 1 = 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symflow.algebra.derive import evaluate_derivatives
from symflow.algebra.expr import Atom, Ddt, Expr, Extremum, Fun, Neg, Partial, Pow, SignAtom
from symflow.algebra.indexing import Var
from symflow.algebra.quantities import unfold
from symflow.algebra.rewrite import children
from symflow.algebra.signs import SIGN_TABLE
from symflow.algebra.statement import Hypothesis, Rel
from symflow.evidence.proving.context import bound_variables
from symflow.evidence.proving.manifest import Manifest, SignOf
from symflow.evidence.proving.world import StepFailed, World, difference

NEEDS_POSITIVE = frozenset({"log", "ei"})


def require_meaning(
    world: World, formulas: Iterable[Expr], assumed: Sequence[Hypothesis], over: frozenset[Var] = frozenset()
) -> None:
    """StepFailed if a formula may be undefined where the hypotheses hold, or a hypothesis where earlier ones do.

    ``over``: variables that the step binds around the formulas.
    """
    for number, h in enumerate(assumed):
        sides = (h.relation.left, h.relation.right)
        require_defined(sides, _reader(world, sides, assumed[:number], frozenset(h.vars)))
    given = tuple(formulas)
    require_defined(given, _reader(world, given, assumed, over))


def _reader(
    world: World, formulas: Sequence[Expr], assumed: Sequence[Hypothesis], over: frozenset[Var]
) -> Manifest:
    """Signs known from assumptions about no index that is bound here, and from facts that assume no more."""
    bound = over.union(*(bound_variables(f) for f in formulas))
    closed = {h for h in assumed if not h.free}
    known = [f.conclusion for f in world.facts.values() if closed.issuperset(f.hypotheses)]
    known += [h.relation for h in assumed if not h.free & bound]
    signs = [r for r in known if isinstance(r, Rel) and r.op != "=="]
    return Manifest(world, signs, world.all_definitions())


def require_defined(nodes: Iterable[Expr], manifest: Manifest) -> None:
    """StepFailed if some formula may have no value somewhere on the domain."""
    seen: set[Expr] = set()
    for node in nodes:
        _check(node, manifest, seen)


def _check(node: Expr, manifest: Manifest, seen: set[Expr]) -> None:
    if node in seen:
        return
    seen.add(node)
    model = manifest.world.domain.model
    match node:
        case Pow(base, exponent) if exponent < 0 or exponent.denominator != 1:
            _check_power(base, exponent < 0, exponent.denominator != 1, manifest)
        case Fun(name, arg) if name in NEEDS_POSITIVE and manifest.symbolic(arg) is not SignOf.POSITIVE:
            raise StepFailed(f"{name} of a formula that is not manifestly positive")
        case Fun("tanh", arg) if not manifest.real(arg):
            raise StepFailed("tanh of a formula that is not manifestly real")
        case SignAtom(name, args) if SIGN_TABLE[name].positive:
            if any(manifest.symbolic(a) is not SignOf.POSITIVE for a in args):
                raise StepFailed(f"{name} of a formula that is not manifestly positive")
        case Atom(name):
            definition = model.definition(name)
            if definition is not None:
                _check(definition.at(node.indices), manifest, seen)
        case Ddt() | Partial() if not _has_extremum(node):
            _check(evaluate_derivatives(node, model), manifest, seen)
    for child in children(node):
        _check(child, manifest, seen)


def _has_extremum(node: Expr) -> bool:
    return isinstance(node, Extremum) or any(_has_extremum(child) for child in children(node))


def _check_power(base: Expr, negative: bool, fractional: bool, manifest: Manifest) -> None:
    sign = manifest.symbolic(base)
    if sign is SignOf.POSITIVE or (sign is SignOf.NONNEGATIVE and not negative):
        return
    if fractional or manifest.symbolic(Neg(base)) is not SignOf.POSITIVE:
        what = (
            "a root of a formula that may be negative"
            if fractional
            else "a division by a formula that may be zero"
        )
        raise StepFailed(what)


def require_real(world: World, assumed: Iterable[Hypothesis]) -> None:
    """StepFailed unless the numbers that hypotheses compare are manifestly real: only these have an order."""
    for h in assumed:
        gap = unfold(difference(h.relation.left, h.relation.right), world.all_definitions())
        if h.relation.op != "==" and not world.real(gap):
            raise StepFailed("a hypothesis compares numbers that are not manifestly real")
