r"""Where formulas have a value: no division by what may be zero, no logarithm of what may not be positive.

The normal form cancels x/x, which is right only where x is not zero. So every formula that a step contains,
and every statement of a claim, must be defined on the whole domain: each denominator is manifestly not zero,
and each argument of log and ei, and each base of a fractional power, manifestly positive. Without this rule
the hypothesis x = 0, multiplied by 1/x, would prove 1 = 0.
"""

from __future__ import annotations

from collections.abc import Iterable

from symflow.algebra.expr import Atom, Expr, Fun, Neg, Pow, SignAtom
from symflow.algebra.rewrite import children
from symflow.algebra.signs import SIGN_TABLE
from symflow.evidence.manifest import Manifest, SignOf
from symflow.evidence.world import StepFailed

NEEDS_POSITIVE = frozenset({"log", "ei"})


def require_defined(nodes: Iterable[Expr], manifest: Manifest) -> None:
    """StepFailed if some formula may have no value somewhere on the domain."""
    seen: set[str] = set()
    for node in nodes:
        _check(node, manifest, seen)


def _check(node: Expr, manifest: Manifest, seen: set[str]) -> None:
    match node:
        case Pow(base, exponent) if exponent < 0 or exponent.denominator != 1:
            _check_power(base, exponent < 0, exponent.denominator != 1, manifest)
        case Fun(name, arg) if name in NEEDS_POSITIVE and manifest.symbolic(arg) is not SignOf.POSITIVE:
            raise StepFailed(f"{name} of a formula that is not manifestly positive")
        case SignAtom(name, args) if SIGN_TABLE[name].positive:
            if any(manifest.symbolic(a) is not SignOf.POSITIVE for a in args):
                raise StepFailed(f"{name} of a formula that is not manifestly positive")
        case Atom(name) if name not in seen:
            seen.add(name)
            definition = manifest.world.domain.model.definition(name)
            if definition is not None:
                _check(definition.at(node.indices), manifest, seen)
    for child in children(node):
        _check(child, manifest, seen)


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
