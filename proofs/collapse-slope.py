"""Each square is at most the sum of the squares, and this a multiple of V; then rate-bounds with R, C and M from V."""

from fractions import Fraction

from symflow import (
    GSTAR,
    Ddt,
    convergence,
    delta,
    eq,
    excess,
    ge,
    gt,
    identity,
    indices,
    le,
    log,
    lt,
    notation,
    run_alone,
    sign,
    square,
    total,
    use,
)

g, h, e, k, j = indices("g h e k j", GSTAR)
_ = notation
K, N, V, sbar = _.K, _.N, _.V, _.sbar
c = convergence.c
half = Fraction(1, 2)
root = V**half
MEAN = "mean positive"
AWAY = {"away": gt(V, 0)}
SMALL = {"small": lt(c, 1)}
BALANCED = {"balanced": convergence.balanced()}
rise = Ddt(sbar, "modes")
rate = Ddt(V, "modes")
low, top = c / (c + 2 * N * root), 1 + 2 * N * root
R = K * sbar * root


def part(x):
    """x_k = s_k / bar s - 1."""
    return x / sbar - 1


def sizes():
    """sqrt V, and the spread of the modes."""
    return [
        sign(MEAN, gt(sbar, 0), by=sbar, because="s_k > 0 for k != 0", unfold=["sbar"]),
        sign(
            "V not negative",
            ge(V, 0),
            by=total(excess(_.s(k) / sbar), k) / N,
            because="the ratios s_k / bar s have mean 1",
            facts=[MEAN],
            unfold=["V", "sbar"],
        ),
        sign("root positive", gt(root, 0), by=root, because="V > 0", facts=["away"], assume=AWAY),
        identity(
            "root squared",
            eq(root * root, V),
            "V = e^{log V}",
            using=[use("square-root:square", let={"x": log(V)})],
            assume=AWAY,
        ),
        sign("range positive", gt(R, 0), by=R, because="V > 0", facts=[MEAN, "root positive"]),
        sign(
            "at most the sum",
            le(_.s(k), N * sbar),
            by=total(_.s(j) * square(1 - delta(j, k)), j),
            because="the others are positive",
            unfold=["sbar"],
        ),
        sign("N at least 1", ge(N, 1), by=N - 1, because="K >= 2"),
        sign(
            "spread",
            le(convergence.SPREAD, 2 * N * V),
            by=2 * N * V - convergence.SPREAD,
            because="no ratio is above N",
            facts=[use("rate-bounds:spread", let={"M": N}, given=("at most the sum", "N at least 1"))],
        ),
    ]


def places(claim):
    """Where logits and modes are, from their mean squares."""
    pair = _.w(g) - _.w(h)
    others = total(square(_.w(e) - (delta(e, g) - delta(e, h)) * pair / 2), e)
    room = 2 * others + 2 * N / K * sbar**2 * (2 * N * V - convergence.SPREAD)
    more = sbar**2 * V / K * (K * square(K - 2) + 4 * N)
    aside = total(square(part(_.s(j))) * square(1 - delta(j, k)), j)
    x, size = part(_.s(k)), 2 * N * root
    beside = aside + N * (2 * N * V - convergence.SPREAD) + 2 * N**2 * V
    return [
        sign(
            "square of a gap",
            ge(R**2, pair**2),
            by=room + more,
            because="(w_g - w_h)^2 <= 2 N var_w = (2N/K) bar s^2 spread, and 4 N^2 <= K^3",
            facts=["spread", "V not negative", MEAN],
            using=[
                use("root squared", times=K**2 * sbar**2),
                use("global-convergence-5c:parseval", times=-2 * N),
            ],
        ),
        sign(
            "range",
            claim["range"],
            by=((R**2 - pair**2) + square(R - pair)) / (2 * R),
            because="x^2 <= R^2 and R > 0",
            facts=["square of a gap", "range positive"],
            assume=AWAY,
        ),
        sign(
            "square of a part",
            ge(size**2, x**2),
            by=beside,
            because="no square is above the sum of the squares, N spread <= 2 N^2 V",
            facts=["spread", "V not negative", MEAN],
            using=[use("root squared", times=4 * N**2)],
        ),
        sign(
            "part above",
            le(x, size),
            by=((size**2 - x**2) + square(size - x)) / (2 * size),
            because="x^2 <= (2 N sqrt V)^2",
            facts=["square of a part", "root positive", MEAN],
            assume=AWAY,
        ),
        sign(
            "part below",
            ge(x, -size),
            by=((size**2 - x**2) + square(size + x)) / (2 * size),
            because="x^2 <= (2 N sqrt V)^2",
            facts=["square of a part", "root positive", MEAN],
            assume=AWAY,
        ),
        sign(
            "top",
            claim["top"],
            by=sbar * (size - x),
            because="s_k/bar s = 1 + x",
            facts=["part above", MEAN],
            assume=AWAY,
        ),
        sign(
            "low",
            claim["low"],
            by=(c * sbar * (x + size) + size * (_.s(k) - c * sbar)) / (c + size),
            because="1/u = 1 + (1 - u)/u <= 1 + 2 N sqrt V / c",
            facts=["part below", "balanced", "root positive", MEAN],
            assume={**BALANCED, **SMALL, **AWAY},
        ),
    ]


def slopes(claim):
    """rate-bounds where c, M and R are made of V and bar s."""
    between = ("low", "low below 1", "range", "range positive")
    where = {"R": R, "c": low}
    facts = {
        "crude": use("rate-bounds:simple", let={"R": R}, given=("balanced", "small", *between[2:])),
        "fast": use("rate-bounds:simple", let=where, given=between),
        "slow": use(
            "rate-bounds:slow", let={**where, "M": top}, given=("low", "top", "top above 1", *between[2:])
        ),
    }
    heavy = 1 + N * R / (1 + R)
    shown = {
        "crude": -(2 * c / (K * (1 + R))) * V * rise - rate,
        "fast": -(2 * low / (K * (1 + R))) * V * rise - rate,
        "slow": rate + 2 * top / (K * low) * heavy * V * rise,
    }
    return [
        sign(
            "low below 1",
            lt(low, 1),
            by=2 * N * root / (c + 2 * N * root),
            because="V > 0",
            facts=["root positive"],
            assume=AWAY,
        ),
        sign("top above 1", ge(top, 1), by=2 * N * root, because="sqrt V >= 0", facts=["V not negative"]),
        *(
            sign(
                name,
                claim[name],
                by=shown[name],
                because="R, C and M bound the ranges",
                facts=[facts[name]],
                assume={**BALANCED, **SMALL, **AWAY},
            )
            for name in ("crude", "fast", "slow")
        ),
    ]


def proof(claim):
    return [*sizes(), *places(claim), *slopes(claim)]


if __name__ == "__main__":
    run_alone(__file__)
