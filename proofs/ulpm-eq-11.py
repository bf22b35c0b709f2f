"""F' < 0 left of 8/3, with the tangent at the midpoint: e^x - 1 >= x four times."""

from fractions import Fraction

from symflow import (
    GSTAR,
    G,
    atom,
    delta,
    eq,
    excess,
    exp,
    expr,
    ge,
    gt,
    identity,
    indices,
    le,
    log,
    lt,
    run_alone,
    sign,
    total,
    use,
    zero_set,
)

i, j, c = indices("i j c", G)
(e,) = indices("e", GSTAR)
names = ("C", "s", "u", "tau", "p", "q", "x", "y", "epsilon")
C, s, u, tau, p, q, x, y, epsilon = (atom(name)() for name in names)
L, M, U, W, H = (atom(name) for name in "LMUWH")
END = Fraction(8, 3)
POINT = ["M", "Y", "U"]
DISTANCE = total((U(e, i, c) - W(e, i, c)) ** 2, i, c) + total((U(e, c, i) - H(e, c, i)) ** 2, i, c)
ORDERED = {"below": lt(x, y), "end": le(y, END)}


def pair(X):
    return C**2 * (4 - X / 2)


def other(X):
    return C**2 * (2 + X / 4)


def weight(X):
    return 1 + exp(-pair(X)) + 2 * exp(-other(X))


def family(claim):
    on = {"on": eq(2 * p**2 + q**2, 8), "right": gt(2 + p, 0)}
    square = q**2 / (2 * (2 + p) ** 2)
    return [
        identity("ellipse", claim["ellipse"], "multiply out", unfold=["s", "u"]),
        identity(
            "denominator",
            eq(1 + square, 4 / (2 + p)),
            "2(2 + p)^2 + q^2 = 8(2 + p)",
            using=[use("on", times=1 / (2 * (2 + p) ** 2))],
            assume=on,
        ),
        identity(
            "p",
            claim["every-point"],
            "1 + 2x^2 = 4/(2 + p) for x = q/(2(2 + p))",
            using=[use("denominator", times=(2 + p) / (1 + square))],
            assume=on,
        ),
        identity(
            "q",
            claim["every-point.1"],
            "the same",
            using=[use("denominator", times=q / (1 + square))],
            assume=on,
        ),
        identity(
            "size",
            claim["sizes"],
            "the ellipse",
            unfold=["U", "W", "H"],
            using=[use("ellipse", times=2 * C**2)],
        ),
        identity(
            "distance",
            claim["sizes.1"],
            "the ellipse",
            unfold=["U", "W", "H"],
            using=[use("ellipse", times=2 * C**2)],
        ),
    ]


def value(claim):
    """M = F(u^2): the exponents agree on the ellipse, so each loss is at most the other."""
    by_s = 1 + exp(-(C**2) * s**2) + 2 * exp(-(C**2) * (s**2 + u**2) / 2)
    by_r = weight(u**2)
    shapes = (exp(-(C**2) * s**2), exp(-(C**2) * (s**2 + u**2) / 2)), (exp(-pair(u**2)), exp(-other(u**2)))

    def no_less(name, more, less, sign_of):
        terms = less[0] * excess(more[0] / less[0]) + 2 * less[1] * excess(more[1] / less[1])
        slope = sign_of * C**2 * (less[0] + less[1]) / 2
        relation = ge(1 + more[0] + 2 * more[1] - (1 + less[0] + 2 * less[1]), 0)
        return sign(name, relation, by=terms, because="e^x >= 1 + x", using=[use("ellipse", times=slope)])

    new, old = 4 * log(by_r), 4 * log(by_s)
    return [
        identity("loss by s", eq(M(e), old), "three kinds of logits", unfold=POINT),
        no_less("up", shapes[1], shapes[0], 1),
        no_less("down", shapes[0], shapes[1], -1),
        sign(
            "at most",
            le(old, new),
            by=4 * excess(by_s / by_r) + 4 * (by_r - by_s) / by_r,
            because="log x <= x - 1",
            facts=["up"],
        ),
        sign(
            "at least",
            ge(old, new),
            by=4 * excess(by_r / by_s) + 4 * (by_s - by_r) / by_s,
            because="log x <= x - 1",
            facts=["down"],
        ),
        identity("nothing", eq(0, 0), "trivial"),
        zero_set(
            "both",
            eq(0, 0),
            by=(new - old) ** 1 + (old - new) ** 1,
            conclusion=eq(old, new),
            because="two numbers that are not negative and sum to 0",
            facts=["at most", "at least"],
        ),
        identity("loss", claim["loss"], "both", using=["loss by s", use("both", given=("nothing",))]),
        identity("old loss", claim["loss.1"], "ulpm-eq-9", using=["ulpm-eq-9:loss"]),
    ]


def decreasing(claim):
    """Tangents at the midpoint z and at y."""
    z = (x + y) / 2

    def fall(a, b):
        """weight(a) - weight(b) minus its linear part."""
        here = exp(-pair(b)), exp(-other(b))
        there = exp(-pair(a)), exp(-other(a))
        return here[0] * excess(there[0] / here[0]) + 2 * here[1] * excess(there[1] / here[1])

    def descent(X, room):
        """e^{-other} - e^{-pair}."""
        here = exp(-pair(X))
        return here * (excess(exp(-other(X)) / here) + Fraction(3, 4) * C**2 * room)

    return [
        sign(
            "weights",
            gt(weight(x) - weight(y), 0),
            by=fall(x, z)
            + fall(z, y)
            + (y - x) * C**2 / 4 * (descent(z, (END - y) + (y - x) / 2) + descent(y, END - y)),
            because="e^x >= 1 + x, and 2 - 3X/4 >= 0",
            facts=["below", "end"],
            assume=ORDERED,
        ),
        sign(
            "decreasing",
            claim["decreasing"],
            by=4 * excess(weight(y) / weight(x)) + 4 * (weight(x) - weight(y)) / weight(x),
            because="log x <= x - 1",
            facts=["weights"],
        ),
        sign(
            "improves",
            claim["improves"],
            by=4 * log(weight(expr(0))) - 4 * log(weight(u**2)),
            because="from X = 0 to X = u^2",
            facts=[use("decreasing", let={"x": expr(0), "y": u**2})],
            using=["old loss", use("loss", times=-1)],
        ),
    ]


def close(claim):
    small = {"right": gt(tau, 0), "small": le(24 * tau**2, 1)}
    return [
        sign(
            "moved",
            gt(u**2, 0),
            by=64 * tau**2 / (1 + 2 * tau**2) ** 2,
            because="tau > 0",
            facts=["right"],
            unfold=["u"],
            assume={"right": gt(tau, 0)},
        ),
        sign(
            "before the end",
            le(u**2, END),
            by=END * ((1 - 24 * tau**2) + 4 * tau**2 + 4 * tau**4) / (1 + 2 * tau**2) ** 2,
            because="24 tau^2 <= 1",
            facts=["small"],
            unfold=["u"],
            assume={"small": small["small"]},
        ),
        sign(
            "close",
            claim["every-epsilon"],
            by=(epsilon - 128 * C**2 * tau**2) + 256 * C**2 * tau**4 / (1 + 2 * tau**2),
            because="2 - s = 8 tau^2/(1 + 2 tau^2)",
            facts=["close enough"],
            unfold=["s"],
            using=[use("distance", times=-1)],
            assume={"close enough": lt(128 * C**2 * tau**2, epsilon)},
        ),
        sign(
            "better",
            claim["every-epsilon.1"],
            by=L(e) - M(e),
            because="it improves",
            facts=[use("improves", given=("moved", "before the end"))],
        ),
    ]


def collapse(claim):
    sides = 2 * (delta(i, j) + delta(i, j + e)) - 1
    gram = delta(i, j) - Fraction(1, 4)
    end = {"at the end": eq(u**2, END)}
    return [
        identity("rows", claim["rows"], "B^2 = 2B, B chi = 0", unfold=["U"]),
        identity(
            "same",
            claim["collapse"],
            "2s^2 = 8 - 8/3",
            using=[use("ellipse", times=Fraction(1, 2)), use("at the end", times=-Fraction(1, 2))],
            assume=end,
        ),
        identity(
            "collapse",
            claim["collapse.1"],
            "B/2 + chi chi^T/4 = I - J/4",
            using=[
                "rows",
                use("same", times=C**2 * (gram - sides / 4)),
                use("at the end", times=C**2 * sides / 4),
            ],
            assume=end,
        ),
    ]


def proof(claim):
    return [*family(claim), *value(claim), *decreasing(claim), *close(claim), *collapse(claim)]


if __name__ == "__main__":
    run_alone(__file__)
