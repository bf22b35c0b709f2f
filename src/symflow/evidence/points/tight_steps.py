r"""Small pieces of a cover: bounds by the mean value theorem, where to cut a box, how a box is written."""

from __future__ import annotations

import math
from fractions import Fraction

from flint import arb

from symflow.evidence.points.jets import Jet
from symflow.numeric.ball import larger

Box = tuple[tuple[Fraction, Fraction], ...]


def not_positive(x: arb) -> bool:
    """Whether every number in the ball is certainly at most 0."""
    return bool(x.is_finite() and x <= 0)


def variation(jets: list[Jet], modes: list[arb]) -> tuple[float, ...]:
    """How much G varies along each coordinate, roughly; () where it is not known."""
    widths = [2 * s.log().rad() for s in modes]
    sizes = [float(max((abs(j.gradient[i]) * w).upper() for j in jets)) for i, w in enumerate(widths)]
    return tuple(sizes) if all(map(math.isfinite, sizes)) and any(sizes) else ()


def most(slope: arb, step: arb) -> arb:
    """The largest product of numbers in the two balls, from their ends: sharper than the product of the balls."""
    if not slope.is_finite():
        return arb.pos_inf()
    products = [a * b for a in (slope.lower(), slope.upper()) for b in (step.lower(), step.upper())]
    return larger(
        larger(products[0].upper(), products[1].upper()), larger(products[2].upper(), products[3].upper())
    )


def centre(low: Fraction, high: Fraction, slope: arb) -> Fraction:
    """A point of [low, high] from where the mean value bound of a function with this slope is least."""
    if not slope.is_finite():
        return between(low, high)
    least, most = float(slope.lower()), float(slope.upper())
    if least >= 0 or most <= 0:
        return high if least >= 0 else low
    share = most / (most - least)
    at = Fraction(math.exp(math.log(low) * (1 - share) + math.log(high) * share))
    return min(max(at, low), high)


def between(low: Fraction, high: Fraction) -> Fraction:
    """A short rational near the geometric mean, strictly between two different ends."""
    if high > 2 * low:
        for digits in range(1, 6):
            scale = 10**digits
            root = Fraction(round(math.sqrt(low * high) * scale), scale)
            if low < root < high and abs(root * root - low * high) * 8 < low * high:
                return root
    return (low + high) / 2


def text(box: Box) -> str:
    """The box in words."""
    if len(set(box)) == 1:
        return f"[{box[0][0]}, {box[0][1]}]^{len(box)}"
    return " x ".join(f"[{low}, {high}]" for low, high in box)
