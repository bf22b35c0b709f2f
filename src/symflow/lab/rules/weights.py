r"""Sums with weights as sums over pairs of modes.

With weights w_k = w(s_k) and any numbers x_k,

    sum_k w_k x_k = (1/2) sum_{k,l} b_kl (s_k - s_l)(x_k - x_l) - c sum_k x_k

in two ways, for w_k = sum_p a_p s_k^p with factors a_p that do not depend on k:

    ordered     b_kl = (1/N) (w_k - w_l)/(s_k - s_l),  c = -(1/N) sum_k w_k;   b >= 0 if a_p p >= 0 for every p, c >= 0
                if the sum of the weights is not positive
    balanced    two powers only, w_k = a s_k^p - b s_k^q with p > q, a >= 0 and sum_k w_k = 0: then c = 0 and
                b_kl = (a / sum_i s_i^q) (s_k s_l)^q (s_k^{p-q} - s_l^{p-q})/(s_k - s_l)

because s_k^p - s_l^p is s_k - s_l times a formula with the sign of p. Proposals; the checker decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from symflow.algebra.expr import Add, Expr, Mul, Neg, Num, Pow, total
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.rewrite import substitute
from symflow.evidence.points.slope import HERE, ZERO, Factors, Terms, degree, e, tree
from symflow.flow.notation import N, s
from symflow.lab.rules.floats import never_negative, samples

k, l, i0 = indices("k l i0", GSTAR)


@dataclass(frozen=True, slots=True)
class Pairs:
    """b_kl as a formula in k and l, and c."""

    factor: Expr
    level: Expr


def pairs(weights: Terms, modes: int | None = None) -> Iterator[Pairs]:
    """The ways that hold at sample points; ``modes``: only points with so many."""
    points = [point for point in samples(36) if modes in (None, len(point))]
    zero = never_negative(_summed(weights), points, HERE)
    if not never_negative(Neg(_summed(weights)), points, HERE):
        return
    if all(_rises(factors, share, points) for factors, share in weights.items()):
        yield Pairs(_quotient(weights) / N, ZERO if zero else Neg(_summed(weights)) / N)
    if zero and len(weights) == 2:
        yield from _balanced(weights, points)


def _summed(weights: Terms) -> Expr:
    return total(substitute(tree(weights), {HERE: i0}), i0)


def _rest(factors: Factors, share: Fraction) -> Expr:
    """A term without its power of s_e."""
    return tree({tuple((f, x) for f, x in factors if f != s(e)): share})


def _rises(factors: Factors, share: Fraction, points: list[tuple[float, ...]]) -> bool:
    power = degree(factors)
    if power is None or power.denominator > 2:
        return False
    return not power or never_negative(_rest(factors, share if power > 0 else -share), points, HERE)


def _balanced(weights: Terms, points: list[tuple[float, ...]]) -> Iterator[Pairs]:
    found = [(degree(factors), factors, share) for factors, share in weights.items()]
    known = sorted(((p, f, c) for p, f, c in found if p is not None), key=lambda item: item[0])
    if len(known) < 2 or any(p.denominator > 2 for p, _, _ in known):
        return
    (q, _, _), (p, factors, share) = known
    rest = _rest(factors, share)
    if p > q and never_negative(rest, points, HERE):
        both = _power(s(k), q) * _power(s(l), q)
        yield Pairs(rest / total(_power(s(i0), q), i0) * both * _divided(p - q, False), ZERO)


def _quotient(weights: Terms) -> Expr:
    """(w_k - w_l)/(s_k - s_l), term by term."""
    parts: list[Expr] = []
    for factors, share in weights.items():
        power = degree(factors)
        if power:
            rest = _rest(factors, share if power > 0 else -share)
            parts.append(Mul((rest, _divided(abs(power), power < 0))))
    return Add(tuple(parts)) if len(parts) > 1 else parts[0] if parts else ZERO


def _divided(power: Fraction, inverse: bool) -> Expr:
    """(s_k^p - s_l^p)/(s_k - s_l) for p > 0; ``inverse``: over (s_k s_l)^p."""
    half = power.denominator == 2
    x, y = (s(index) ** Fraction(1, 2) if half else s(index) for index in (k, l))
    n = int(power * power.denominator)
    out: Expr = (
        Add(tuple(_power(x, i) * _power(y, n - 1 - i) for i in range(n))) if n > 1 else Num(Fraction(1))
    )
    if half:
        out = out / (x + y)
    return out / (s(k) ** power * s(l) ** power) if inverse else out


def _power(x: Expr, exponent: Fraction | int) -> Expr:
    return Pow(x, Fraction(exponent)) if exponent else Num(Fraction(1))
