"""(4f), pair by pair: tanh(R/2)/R x^2 <= psi(x) <= x^2/2, and the weights p_g are near 1/N."""

from symflow import (
    GSTAR,
    atom,
    convergence,
    delta,
    eq,
    excess,
    exp,
    ge,
    gt,
    half_tanh,
    identity,
    indices,
    le,
    notation,
    run_alone,
    sign,
    square,
    tanh,
    total,
    use,
)

g, h = indices("g h", GSTAR)
_ = notation
R = atom("R")()
WITHIN = {"within": convergence.within(R), "range": gt(R, 0)}
SUM = "lyapunov-identity:positive-sum"
pair = _.w(g) - _.w(h)
chord = tanh(R / 2) / R
deviation = _.N * _.p(g) - 1


def weights(claim):
    """The weights p_g, from e^x >= 1 + x in both directions."""
    up, down = excess(exp(R + pair)) + (R + pair), excess(exp(-pair)) + (R - pair)
    return [
        identity("centred", eq(total(_.w(g), g), 0), "m is the mean of the z_g", unfold=["w", "m"]),
        sign(
            "other order",
            ge(R + pair, 0),
            by=R - (_.w(h) - _.w(g)),
            because="g and h are any two",
            facts=[use("within", at={g: h, h: g})],
            assume=WITHIN,
        ),
        sign(
            "weight-below",
            claim["weight-below"],
            by=total(exp(_.w(h) - R) * up, h) / _.S,
            because="e^{w_g} >= e^{w_h - R} for every h",
            facts=["other order", "range", SUM],
            unfold=["p", "S"],
            assume=WITHIN,
        ),
        sign(
            "growth",
            ge(_.N * R * _.p(g), deviation),
            by=_.p(g) * total(down, h),
            because="1 - e^{-x} <= x <= R at x = w_g - w_h",
            facts=["within", SUM],
            unfold=["p", "S"],
            assume=WITHIN,
        ),
        sign(
            "at most 1",
            ge(1 - _.p(g), 0),
            by=total(_.p(h) * square(1 - delta(g, h)), h),
            because="the p_h sum to 1",
            facts=[SUM],
            unfold=["p", "S"],
        ),
        sign(
            "weight-above",
            claim["weight-above"],
            by=(2 * _.N * R * (1 - _.p(g)) + (_.N * R * _.p(g) - deviation) + R) / (1 + R),
            because="N p_g - 1 <= N R p_g, and R (N p_g - 1) <= N R p_g",
            facts=["growth", "at most 1", "range"],
            assume=WITHIN,
        ),
    ]


def proof(claim):
    below = (R * half_tanh(pair) - pair**2 * tanh(R / 2)) / R
    above = pair**2 / 2 - half_tanh(pair)
    cross = total(_.p(g) * _.w(g), g) / _.N
    heavy = 1 + 2 * _.N * R / (1 + R) - _.N * _.p(g)
    return [
        *weights(claim),
        sign(
            "left",
            le(-pair, R),
            by=R + pair,
            because="the other order",
            facts=["other order"],
            assume=WITHIN,
        ),
        sign(
            "below",
            claim["below"],
            by=total(_.p(g) * total(below, h) / _.N, g)
            + chord / _.N * total((_.N * _.p(g) - exp(-R)) * square(_.w(g)), g),
            because="chord by chord, and tanh(R/2) (1 + e^{-R}) = 1 - e^{-R}",
            facts=[
                use("tanh-chord:chord", let={"x": pair}, given=("within", "left")),
                "weight-below",
                "range",
                SUM,
            ],
            unfold=["p", "S"],
            using=["order-parameter:4f", use("centred", times=-2 * chord * cross)],
            assume=WITHIN,
        ),
        sign(
            "above",
            claim["above"],
            by=total(_.p(g) * total(above, h) / _.N, g) + total(heavy * square(_.w(g)), g) / (2 * _.N),
            because="tangent by tangent",
            facts=[use("tanh-parabola:parabola", let={"x": pair}), "weight-above", "range", SUM],
            unfold=["p", "S"],
            using=[use("order-parameter:4f", times=-1), use("centred", times=cross)],
            assume=WITHIN,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
