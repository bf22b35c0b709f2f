"""Margins and values both grow with the square of the scale."""

from fractions import Fraction

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    And,
    atom,
    delta,
    eq,
    forall,
    ge,
    gt,
    identity,
    indices,
    le,
    notation,
    run_alone,
    sign,
    total,
    use,
)

j, k, x, y = indices("j k x y", CLASSES)
i, z = indices("i z", SAMPLES)
(c,) = indices("c", FEATURES)
W, H = notation.W, notation.H
m = atom("m")
alpha, q, p, rho2 = (atom(name)() for name in ("alpha", "q", "p", "rho2"))

other = 1 - delta(j, k)
BOUNDED = {"bounded": forall(k, j, i, ge(other * (m(k, j, i) - q), 0))}
LARGE = {"large": ge(alpha**2 * q, 1)}
MET = {"met": And((eq(delta(y, x), 0), eq(m(x, y, z), q)))}


def margin_at(scale):
    return total((scale * W(k, c) - scale * W(j, c)) * (scale * H(c, k, i)), c)


def along(claim):
    """Which points of the direction are feasible, and what they cost."""
    feasible = {"feasible for (5)": forall(k, j, i, ge(other * (margin_at(alpha) - 1), 0))}
    place = {k: x, j: y, i: z}
    scaled = (1 - delta(y, x)) * (alpha**2 * m(x, y, z) - 1)
    met = [use("met", times=alpha**2 * m(x, y, z) - 1), use("met.1", times=-(alpha**2))]
    return [
        sign(
            "feasible",
            claim["feasible"],
            by=alpha**2 * (other * (m(k, j, i) - q)) + other * (alpha**2 * q - 1),
            because="alpha^2 m >= alpha^2 q >= 1",
            facts=["bounded", "large", "other"],
            using=[use("margins", times=other)],
            assume={**BOUNDED, **LARGE},
        ),
        sign(
            "scaled margins",
            ge(other * (alpha**2 * m(k, j, i) - 1), 0),
            by=other * (margin_at(alpha) - 1),
            because="margins are scaled by alpha^2",
            facts=["feasible for (5)"],
            using=[use("margins", times=-other)],
            assume=feasible,
        ),
        sign(
            "only",
            claim["only"],
            by=scaled,
            because="one margin is q",
            facts=[use("scaled margins", at=place)],
            using=met,
            assume=MET,
        ),
        sign(
            "least",
            claim["least"],
            by=(alpha**2 * q - 1) * (rho2 / 2 / q),
            because="alpha^2 >= 1/q",
            facts=["only", "norm"],
            using=["value"],
        ),
    ]


def best(claim):
    """The scale q^{-1/2}, and the comparison of two directions."""
    at_best = use("margins", let={"alpha": q ** Fraction(-1, 2)}, times=other)
    inverse, bounds = rho2 / 2 / q, rho2 / 2 / p
    return [
        sign(
            "feasible at the best scale",
            claim["attained"],
            by=other * (m(k, j, i) - q) / q,
            because="the margins are m/q there",
            facts=["bounded"],
            using=[at_best],
            assume=BOUNDED,
        ),
        identity(
            "best value",
            claim["attained.1"],
            "alpha^2 = 1/q",
            using=[use("value", let={"alpha": q ** Fraction(-1, 2)})],
        ),
        sign(
            "larger margin",
            claim["order"],
            by=(bounds - inverse) * (2 * p * q / rho2),
            because="q - p = 2 p q/rho^2 times the difference of the values",
            facts=["not 0", "cheaper"],
            assume={"not 0": gt(rho2, 0), "cheaper": le(inverse, bounds)},
        ),
        sign(
            "smaller value",
            claim["order.1"],
            by=(q - p) * (rho2 / (2 * p * q)),
            because="the same",
            facts=["not zero", "larger"],
            assume={"not zero": gt(rho2, 0), "larger": ge(q, p)},
        ),
    ]


def proof(claim):
    return [
        identity("margins", claim["margins"], "both factors are scaled", unfold=["m", "Z"]),
        identity("value", claim["value"], "both sums are scaled", unfold=["rho2"]),
        sign("other", ge(other, 0), other**2, "0 or 1"),
        sign(
            "norm",
            ge(rho2, 0),
            total(W(k, c) ** 2, k, c) + total(H(c, k, i) ** 2, c, k, i),
            "a sum of squares",
            unfold=["rho2"],
        ),
        *along(claim),
        *best(claim),
    ]


if __name__ == "__main__":
    run_alone(__file__)
