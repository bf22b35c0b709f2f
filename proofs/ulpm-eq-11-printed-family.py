"""M > L if the sum of exponentials grows; e^x - 1 >= x bounds its growth from below by a positive product."""

from fractions import Fraction

from symflow import (
    GSTAR,
    G,
    atom,
    derive,
    eq,
    excess,
    exp,
    gt,
    identity,
    indices,
    lt,
    run_alone,
    sign,
    total,
    use,
)

i, c = indices("i c", G)
(e,) = indices("e", GSTAR)
C, alpha, beta, tau, p, q = (atom(name)() for name in ("C", "alpha", "beta", "tau", "p", "q"))
L, M, U, W, H = (atom(name) for name in "LMUWH")
E = exp(2 * C**2)
old_pair, old_other = exp(-4 * C**2), exp(-2 * C**2)
to_pair, to_other = C**2 * (1 - alpha) ** 2, C**2 * ((1 - beta) ** 2 + (alpha - beta) ** 2)
before, after = 1 + old_pair + 2 * old_other, 1 + exp(-to_pair) + 2 * exp(-to_other)
POINT = ["M", "Y", "U"]
APART = {"negative": lt(alpha, 0), "apart": gt(beta**2, 0)}
INSIDE = {**APART, "inside beta": gt(3 - alpha + 4 * E * beta, 0)}
edge = Fraction(3, 4) / E
DISTANCE = total((U(e, i, c) - W(e, i, c)) ** 2, i, c) + total((U(e, c, i) - H(e, c, i)) ** 2, i, c)


def family(claim):
    on = {"on": eq(p**2 + 2 * q**2, 1), "left": lt(p, 1)}
    square = 2 * q**2 / (1 - p) ** 2
    return [
        identity("ellipse", claim["ellipse"], "multiply out", unfold=["alpha", "beta"]),
        identity(
            "denominator",
            eq(1 + square, 2 / (1 - p)),
            "(1 - p)^2 + 2q^2 = 2(1 - p)",
            using=[use("on", times=1 / (1 - p) ** 2)],
            assume=on,
        ),
        identity(
            "p",
            claim["every-point"],
            "1 + 2x^2 = 2/(1 - p) for x = -q/(1 - p)",
            using=[use("denominator", times=-(1 - p) / (1 + square))],
            assume=on,
        ),
        identity(
            "q",
            claim["every-point.1"],
            "the same",
            using=[use("denominator", times=q / (1 + square))],
            assume=on,
        ),
    ]


def closer(claim):
    room = 9 * C**2 * exp(-4 * C**2)
    return [
        identity(
            "size",
            claim["sizes"],
            "the ellipse",
            unfold=["U", "W", "H"],
            using=[use("ellipse", times=8 * C**2)],
        ),
        identity(
            "distance",
            claim["sizes.1"],
            "the ellipse",
            unfold=["U", "W", "H"],
            using=[use("ellipse", times=8 * C**2)],
        ),
        identity("loss", claim["loss"], "three kinds of logits", unfold=POINT),
        identity("old loss", claim["loss.1"], "ulpm-eq-9", using=["ulpm-eq-9:loss"]),
        sign(
            "away",
            gt(1 + alpha, 0),
            by=2 * beta**2 / (1 + -alpha),
            because="(1 + alpha)(1 - alpha) = 2 beta^2",
            facts=["negative", "apart"],
            using=[use("ellipse", times=-1 / (1 + -alpha))],
            assume=APART,
        ),
        sign(
            "inside",
            gt(3 - alpha + 4 * E * beta, 0),
            by=-alpha
            + 2 * E / edge * ((edge + beta) ** 2 + (room - DISTANCE) / (16 * C**2) + (1 + alpha) ** 2 / 2),
            because="beta^2 = (1 + alpha)(1 - alpha)/2 < 1 + alpha < (3/(4E))^2",
            facts=["close", "left"],
            using=[use("distance", times=E / edge / (8 * C**2)), use("ellipse", times=-E / edge)],
            assume={"left": lt(alpha, 0), "close": lt(DISTANCE, room)},
        ),
    ]


def larger(claim):
    gains = (4 * C**2 - to_pair, 2 * C**2 - to_other)
    return [
        sign(
            "exponentials",
            gt(after - before, 0),
            by=old_pair * excess(exp(gains[0]))
            + 2 * old_other * excess(exp(gains[1]))
            + C**2 * old_pair * (1 + alpha) * (3 - alpha + 4 * E * beta),
            because="e^x - 1 >= x, and the ellipse",
            facts=["inside beta", use("away", given=("negative", "apart"))],
            using=[use("ellipse", times=-2 * old_other * C**2)],
            assume=INSIDE,
        ),
        sign(
            "rises",
            claim["rises"],
            by=4 * excess(before / after) + 4 * (after - before) / after,
            because="log x <= x - 1",
            facts=["exponentials"],
            using=["loss", use("old loss", times=-1)],
        ),
        sign(
            "near",
            claim["near"],
            by=M(e) - L(e),
            because="the distance bounds beta",
            facts=[use("rises", given=("inside",))],
        ),
    ]


def series(claim):
    return [
        derive(
            name,
            claim[f"series.{order}" if order else "series"],
            f"derivative of order {order} at tau = 0",
            unfold=["alpha", "beta", "zero"],
            assume={"zero": eq(tau, 0)},
        )
        for order, name in enumerate(("value", "slope", "curvature", "third"))
    ]


def proof(claim):
    return [*family(claim), *closer(claim), *larger(claim), *series(claim)]


if __name__ == "__main__":
    run_alone(__file__)
