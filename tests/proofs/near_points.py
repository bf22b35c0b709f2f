"""Points of claims about critical points, which exact points cannot meet: there the softmax is irrational.

The multiplier lambda of such a point is a Fraction with 80 digits. NEAR lists, for each claim, a point and the parts
whose hypotheses and conclusions hold there up to 10^-60, inequalities with room; test_near_points.py evaluates them.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod

import mpmath

from symflow.claim.claim import Instance, instance
from symflow.ledger import claims

BOOK = claims()
Values = dict[str, object]
Point = tuple[int, int, Values]


def fraction(x: mpmath.mpf) -> Fraction:
    return Fraction(mpmath.nstr(x, 80, min_fixed=-200, max_fixed=200))


def on_circle(ratio: int, weight: Fraction) -> tuple[Fraction, Fraction]:
    """Rational alpha, beta > 0 with alpha^2 + weight beta^2 = 1 on the line of slope ``ratio`` through (1, 0)."""
    step = 2 / (1 + weight * ratio**2)
    return 1 - step, ratio * step


def with_point(W, H, DW, DH, alpha, beta, **more) -> Values:
    """The point x1 = alpha x + beta Delta beside its data."""
    values = {"W": W, "H": H, "DW": DW, "DH": DH, "alpha": alpha, "beta": beta}
    values["W1"] = tuple(alpha * x + beta * y for x, y in zip(W, DW, strict=True))
    values["H1"] = tuple(alpha * x + beta * y for x, y in zip(H, DH, strict=True))
    return values | more


def opposed() -> Fraction:
    with mpmath.workdps(100):
        e = mpmath.e
        return fraction(-2 * e / (e + 1 / e))


def stretched_data() -> Values:
    alpha, beta = on_circle(20, Fraction(1))
    return with_point((1, -1), (-1, 1), (1, -1), (1, -1), alpha, beta)


def stretched() -> Point:
    """K = 2, n = d = 1, W and H opposed: lambda = -2 e/(e + 1/e)."""
    return at(2, 1, stretched_data(), opposed())


def flat() -> Point:
    """K = 2, n = d = 1, W = (1, 1), H = 0: lambda = 0, exactly."""
    alpha, beta = on_circle(10, Fraction(2))
    data = with_point((1, 1), (0, 0), (1, -1), (1, -1), alpha, beta, a=1, b=(1, -1), epsilon=1)
    return at(2, 1, data, Fraction(0))


def on_the_ray() -> Point:
    """Example 3.1 at K = 4, n = 1 with W = H^T in two of three dimensions: sigma = 4/D > lambda = (2 + 2/e)/D."""
    with mpmath.workdps(100):
        e = mpmath.e
        whole = e + 1 / e + 2
        lam, sigma = fraction((2 + 2 / e) / whole), fraction(4 / whole)
    W = (1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0)
    H = (1, -1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0)
    u = v = tuple(Fraction(x, 2) for x in (1, 1, -1, -1))
    DW = tuple(x * y for x in u for y in (0, 0, 1))
    DH = tuple(x * y for x in (0, 0, 1) for y in v)
    alpha, beta = on_circle(60, Fraction(2, 8))
    data = with_point(W, H, DW, DH, alpha, beta, u=u, v=v, a=(0, 0, 1), sigma=sigma)
    return at(4, 3, data, lam)


def aligned(lam: Fraction | None = None) -> Point:
    """K = 2, n = d = 1, W = H: the global minimum, lambda = 2/(1 + e^2), beside another point of its sphere."""
    data = {"W": (1, -1), "H": (1, -1), "W1": (Fraction(8, 5), 0), "H1": (0, Fraction(6, 5))}
    return at(2, 1, data, lam or minimal())


def still() -> Point:
    """The same minimum, where the tangential gradient is 0."""
    return at(2, 1, with_point((1, -1), (1, -1), (0, 0), (0, 0), 1, 0), minimal())


def circling() -> Point:
    """The opposed point of ``stretched`` on its circle, |Delta|^2 = rho^2."""
    return at(2, 1, dict(stretched_data(), kappa=1), opposed())


def minimal() -> Fraction:
    with mpmath.workdps(100):
        return fraction(2 / (1 + mpmath.e**2))


def turned() -> Point:
    """The same minimum in two dimensions, and a rotation A."""
    step = Fraction(1, 10)
    data = {"W": (1, 0, -1, 0), "H": (1, -1, 0, 0), "A": (0, 1, -1, 0), "delta": step}
    data |= {"W1": (1, step, -1, -step), "H1": (1, -1, step, -step)}
    return at(2, 2, data, minimal())


def steep() -> Point:
    """K = 2, n = d = 1, W = (1, 0), H = 0: not critical, and exact."""
    alpha, beta = on_circle(30, Fraction(1, 2))
    half = Fraction(1, 2)
    return at(2, 1, with_point((1, 0), (0, 0), (0, 0), (half, -half), alpha, beta), Fraction(0))


def paired(**values: object) -> Point:
    """Four classes in two pairs: scalars of the claims about Example 3.1."""
    return 4, 4, {"C": 1, **values}


def at_level_one() -> Point:
    """C = 1/sqrt(2), where the example itself is a KKT point."""
    with mpmath.workdps(100):
        return paired(C=fraction(1 / mpmath.sqrt(2)))


def on_the_ellipses() -> Point:
    """p = 2/3, q = 8/3 on 2 p^2 + q^2 = 8, and x < y."""
    return paired(p=Fraction(2, 3), q=Fraction(8, 3), x=0, y=1, tau=Fraction(1, 20), epsilon=1)


def on_the_printed_ellipse() -> Point:
    """p = -1/3, q = -2/3 on p^2 + 2 q^2 = 1, and a member close to the example."""
    return paired(C=Fraction(1, 4), p=Fraction(-1, 3), q=Fraction(-2, 3), tau=Fraction(1, 10))


def at_the_end() -> Point:
    """u^2 = 8/3: u = 8 tau/(1 + 2 tau^2) with the smaller root tau."""
    with mpmath.workdps(100):
        u = mpmath.sqrt(mpmath.mpf(8) / 3)
        return paired(tau=fraction((8 - mpmath.sqrt(64 - 8 * u**2)) / (4 * u)))


def at_rest() -> Point:
    """K = 4 and s = (1, 1, 1), where labels smoothed by e = 4/(exp(1) + 3) hold the modes."""
    with mpmath.workdps(100):
        return 4, 1, {"s": (0, 1, 1, 1), "sigma": 1, "e": fraction(4 / (mpmath.e + 3))}


def equal_start() -> Point:
    """K = 4 and s = (1, 1, 1), a step of 1/2."""
    return 4, 1, {"s": (0, 1, 1, 1), "eta": Fraction(1, 2)}


def at(K: int, d: int, values: Values, lam: Fraction) -> Point:
    """K, d (n is 1) and the values, with the multiplier."""
    return K, d, values | {"lambda": lam}


def instance_of(name: str, point: Point) -> Instance:
    """The point in the domain of a claim; quantities that it does not mention are 0, or 1 if positive."""
    K, d, values = point
    sizes = {"K": K, "n": 1, "d": d}
    scheme = "none" if BOOK[name].domain.group is None else "walsh"
    full = dict(values)
    for variable in BOOK[name].domain.model.variables:
        entry = Fraction(1 if variable.sign == "positive" else 0)
        full.setdefault(variable.name, (entry,) * prod(sizes[s.size] for s in variable.spaces))
    return instance(scheme, K, n=1, d=d if scheme == "none" else 1, **full)


NEAR: tuple[tuple[str, Callable[[], Point], tuple[str, ...]], ...] = (
    ("sphere-gradient", steep, ("tangent", "slope", "sphere", "lower")),
    ("sphere-gradient", still, ("critical",)),
    ("sphere-saddle-negative", stretched, ("everywhere", "tangent", "value", "sphere", "lower")),
    ("sphere-saddle-zero", flat, ("stationary", "tangent", "value", "negative", "sphere", "lower")),
    ("sphere-saddle-singular", on_the_ray, ("everywhere", "orthogonal", "spectrum", "tangent")),
    ("sphere-saddle-singular", on_the_ray, ("value", "sphere", "lower")),
    ("optimality-identity", aligned, ("everywhere", "balanced", "identity", "optimal")),
    ("second-variation", circling, ("slope", "bending", "circle", "value", "plane", "near")),
    ("ulpm-theorem-3-4", steep, ("gradient", "near")),
    ("ulpm-theorem-3-4", stretched, ("negative", "near")),
    ("ulpm-theorem-3-4", flat, ("zero", "near")),
    ("ulpm-theorem-3-4", on_the_ray, ("singular", "near")),
    ("ulpm-theorem-3-4", aligned, ("optimal",)),
    ("ulpm-eq-8", at_level_one, ("itself",)),
    ("ulpm-eq-11", on_the_ellipses, ("every-point", "decreasing", "improves", "every-epsilon")),
    ("ulpm-eq-11", at_the_end, ("collapse",)),
    ("ulpm-eq-11-printed-family", on_the_printed_ellipse, ("every-point", "rises", "near")),
    ("label-smoothing", at_rest, ("rest", "only")),
    ("weight-decay", at_rest, ("rest", "only")),
    ("gradient-descent", equal_start, ("strict",)),
    ("ulpm-theorem-3-4-strict-tangent", turned, ("tangent", "logits", "outside", "lower")),
)
