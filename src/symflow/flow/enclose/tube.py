r"""How far the true solution can be from the polynomials: one radius and one shift in time, carried from step to step.

Statement.  Let v be the vector of the coordinates in which the flow is a gradient flow of the loss: sqrt(s_k) for
balanced modes, (a_k, b_k) for factors, each class counted with its weight. There the Jacobian is symmetric,

    J = D - (a matrix >= 0),    D = diag(1 - pi) for balanced modes, and the matrix that exchanges a and b, times
                                diag(1 - pi), for factors,

so its largest eigenvalue is at most max_k (1 - pi_k), and the distance of two solutions, compared at equal times since
their starts, grows at most by the factor exp(integral of max_k (1 - pi_k) dt), the maximum over all points between
them. The claim that is carried is: at some time within `shift` of the time of the polynomials, the true v is within
`radius` of theirs. Since the flow does not depend on time, an error of the clock adds to the shift and never meets the
radius.

Modes that are 0 for ever, in the polynomials and in the true solution, are left out of v and of every maximum: the flow
of the others is a flow of its own, with the corresponding part of J.

Formula.  Over a step, radius -> e^L (radius + R), where R is the integral of |v^' - (right side at v^)|, and
L = e^{kappa} * integral of 2 h max_k Q_k. Between points that differ by at most r in v, sum |delta s_k| <= D, every z_g
differs by at most D / K, and each 1 - pi_k, a mean of positive terms e^{z_g} over others, differs at most by the factor
e^{kappa}, kappa = 2 D / K: D = 2 |v| r + r^2 for balanced modes, and (|a| + |b|) r + r^2 for factors. r is guessed, and
the result must not exceed it: as Q > 0 the bound increases, and a solution cannot leave the tube before the bound does.

Notation.  R is bounded from the defects d = |s^' - 4 h Q^ s^| by d / (2 sqrt(min s_k)) + 2 h sqrt(max s_k) Xi for
balanced modes, and by |a^' - 2 h Q^ b^| + 2 h Xi |b_k| for a_k, the same with a and b exchanged. Within the step s^ is
at least (1 - 4 h Xi) s^(0) - d and at most e^{4 h Xi} (s^(1) + d), because Q^ >= -Xi.

Source: docs/theory section 9; the logarithmic norm is Dahlquist's (1958).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from flint import arb, fmpz, fmpz_poly

from symflow.flow.enclose.bounds import Unusable, norm, total, up, whole
from symflow.flow.enclose.defect import Curve, curve, in_units
from symflow.flow.solve.sums import Sums
from symflow.numeric.ball import Sign, below, certainly
from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import Series, scaled, shifted

WIDER = (1.0625, 1.25, 2, 4)  # guesses of r, times e^(integral of 2 h max_k Q_k)
MOST = arb(2)  # kappa


@dataclass(frozen=True, slots=True)
class Tube:
    """At some time within `shift` of the polynomials' time the true v is within `radius` of theirs."""

    radius: arb
    shift: arb


@dataclass(frozen=True, slots=True)
class Passage:
    """What a step does to a tube: `residual` R, `growth` the integral of 2 h max_k Q_k, `size` for D (|v| twice, or
    |a| + |b|), `classes` K, and the error of the clock.
    """

    residual: arb
    growth: arb
    size: arb
    classes: int
    wrong_clock: arb

    def through(self, tube: Tube) -> Tube:
        """The tube at the end."""
        start = up(tube.radius + self.residual)
        for wider in WIDER:
            room = up(arb(wider) * self.growth.exp() * start)
            spread = up(2 * (self.size * room + room * room) / self.classes)
            if not below(spread, MOST):
                break
            end = up((self.growth * spread.exp()).exp() * start)
            if below(end, room):
                return Tube(end, up(tube.shift + self.wrong_clock))
        raise Unusable


def balanced(sums: Sums, step: Expansion) -> Passage:
    """The passage through a step in the modes."""
    moving = [any(s.coefficients) for s in step.components]
    found = curve(sums, step, [in_units(c) for c in step.components], arb(0), moving)
    weak = up(4 * step.length * found.wrong_rate)
    square = size = arb(0)
    for weight, s, rate in compress(zip(sums.weights, step.components, found.rates, strict=True), moving):
        missed = _missed(s, s, rate, found, step.bits, 2)
        least = scaled(s.coefficients[0], s.exponent - step.bits) * (1 - weak) - missed
        most = up((s.end(step.bits) + missed) * weak.exp())
        if not certainly(least, Sign.POSITIVE):
            raise Unusable
        residual = missed / (2 * least.sqrt()) + 2 * step.length * most.sqrt() * found.wrong_rate
        square += weight * residual * residual
        size += weight * most
    return Passage(up(square.sqrt()), found.top_rate, up(2 * size.sqrt()), sums.K, found.wrong_clock)


def factors(sums: Sums, step: Expansion) -> Passage:
    """The passage through a step in the factors."""
    half = len(sums.weights)
    left, right = step.components[:half], step.components[half:]
    products = [_product(a, b, step.bits) for a, b in zip(left, right, strict=True)]
    spill = up(total(weight * rest for weight, (_, rest) in zip(sums.weights, products, strict=True)))
    moving = [any(a.coefficients) or any(b.coefficients) for a, b in zip(left, right, strict=True)]
    found = curve(sums, step, [kept for kept, _ in products], spill, moving)
    square = size_a = size_b = arb(0)
    for weight, a, b, rate in zip(sums.weights, left, right, found.rates, strict=True):
        most_a, most_b = (norm(whole(x.coefficients), x.exponent - step.bits) for x in (a, b))
        for x, y, most in ((a, b, most_b), (b, a, most_a)):
            residual = _missed(x, y, rate, found, step.bits, 1) + 2 * step.length * most * found.wrong_rate
            square += weight * residual * residual
        size_a += weight * most_a * most_a
        size_b += weight * most_b * most_b
    size = up(size_a.sqrt() + size_b.sqrt())
    return Passage(up(square.sqrt()), found.top_rate, size, sums.K, found.wrong_clock)


def _missed(x: Polynomial, y: Polynomial, rate: fmpz_poly, found: Curve, bits: int, times: int) -> arb:
    """|x' - times rate y|, with the rate 2 h Q^."""
    powers = (x.exponent - bits, y.exponent - bits + found.rate_power)
    least = min(powers)
    slope = whole(x.coefficients).derivative() * (fmpz(1) << (powers[0] - least))
    return norm(slope - whole(y.coefficients) * rate * (fmpz(times) << (powers[1] - least)), least)


def _product(a: Polynomial, b: Polynomial, bits: int) -> tuple[Series, arb]:
    """a b in units of 2^-bits up to the order of both, rounded down, and a bound of what is beyond that order."""
    coefficients = [int(c) for c in (whole(a.coefficients) * whole(b.coefficients)).coeffs()]
    order = len(a.coefficients)
    power = a.exponent + b.exponent - 2 * bits
    kept = shifted(coefficients[:order], power + bits)
    return kept + [0] * (order - len(kept)), norm(whole(coefficients[order:]), power)


def jump(state: Sequence[arb], step: Expansion, sums: Sums, is_balanced: bool) -> arb:
    """The distance in v between a state, where the last polynomials end, and the start of the next."""
    weights = sums.weights if is_balanced else sums.weights * 2
    square = arb(0)
    for weight, x, c in zip(weights, state, step.components, strict=True):
        y = scaled(c.coefficients[0], c.exponent - step.bits)
        apart = up(x.sqrt() - y.sqrt() if is_balanced else x - y)
        square += weight * apart * apart
    return up(square.sqrt())
