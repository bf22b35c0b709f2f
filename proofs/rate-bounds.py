"""dV/d(bar s) = -rho/(bar s (bar s - rho)): rho is near var_w, bar s - rho near bar s, and V near half the spread."""

from symflow import (
    GSTAR,
    Ddt,
    atom,
    convergence,
    delta,
    excess,
    exp,
    expr,
    forall,
    ge,
    gt,
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

k, j = indices("k j", GSTAR)
_ = notation
R, M = atom("R")(), atom("M")()
c, kappa = convergence.c, convergence.kappa
RANGE = {"range": gt(R, 0)}
SMALL = {"small": lt(c, 1)}
BALANCED = {"balanced": convergence.balanced()}
BOUNDED = {"bounded": forall(k, le(_.s(k), M * _.sbar)), "large": ge(M, 1)}
MEAN = "lyapunov-identity:positive-mean"
rise = Ddt(_.sbar, "modes")
ratio = _.s(k) / _.sbar
gap = _.sbar - _.rho


def spreads(claim):
    """kappa(c) <= 1/(2c), and V against the spread of the modes."""
    squeezed = (1 - c) ** 2 - 2 * c * (c - 1 - log(c))
    room = 2 * M * (ratio - 1 - log(ratio)) - square(ratio - 1)
    return [
        sign("c positive", gt(c, 0), by=c, because="it is"),
        sign("c at most c", le(c, c), by=expr(0), because="equal"),
        sign(
            "kappa positive",
            gt(c - 1 - log(c), 0),
            by=(c - 1 - log(c) - (1 - c) ** 2 / 2) + (1 - c) ** 2 / 2,
            because="kappa(c) >= 1/2",
            facts=["small", use("log-parabola:curvature", given=("c positive",))],
            assume=SMALL,
        ),
        sign(
            "kappa",
            claim["kappa"],
            by=squeezed / (2 * c * (1 - c) ** 2),
            because="x - 1 - log x <= (x - 1)^2/(2c) at x = c",
            facts=[
                "small",
                use("log-squeeze:above", let={"x": c}, given=("c positive", "small", "c at most c")),
            ],
            assume=SMALL,
        ),
        sign(
            "V not negative",
            ge(_.V, 0),
            by=total(excess(ratio), k) / _.N,
            because="the ratios s_k / bar s have mean 1",
            facts=[MEAN],
            unfold=["V", "sbar"],
        ),
        sign("ratio positive", gt(ratio, 0), by=ratio, because="s_k > 0", facts=[MEAN]),
        sign(
            "ratio below M",
            le(ratio, M),
            by=(M * _.sbar - _.s(k)) / _.sbar,
            because="s_k <= M bar s",
            facts=["bounded", MEAN],
            assume=BOUNDED,
        ),
        sign(
            "spread",
            claim["spread"],
            by=total(room, k) / _.N,
            because="(x - 1)^2 <= 2M (x - 1 - log x) at x = s_k / bar s",
            facts=[
                MEAN,
                use(
                    "log-squeeze:below", let={"x": ratio}, given=("ratio positive", "ratio below M", "large")
                ),
            ],
            unfold=["V", "sbar"],
            assume=BOUNDED,
        ),
    ]


def proof(claim):
    chord = (1 - exp(-R)) / R
    heavy = 1 + _.N * R / (1 + R)
    signs = [MEAN, "order-parameter:gap", "order-parameter:rise"]
    surplus = 2 * c / kappa(c) * (1 / (2 * c) - kappa(c))
    wide = 1 + 2 * _.sbar
    fast = (
        _.rho**2 / (_.sbar**2 * gap)
        + (_.rho - chord * convergence.VARIANCE) / _.sbar**2
        + chord / (_.K * kappa(c)) * (kappa(c) * convergence.SPREAD - _.V)
    )
    slow = (
        _.rho * (gap - c * _.sbar) / (c * _.sbar**2 * gap)
        + (heavy * convergence.VARIANCE - _.rho) / (c * _.sbar**2)
        + heavy / (_.K * c) * (2 * M * _.V - convergence.SPREAD)
    )
    return [
        *spreads(claim),
        sign(
            "chord",
            ge(1 - exp(-R), 0),
            by=exp(-R) * ((exp(R) - 1 - R) + R),
            because="e^R >= 1 + R",
            facts=["range", use("exp-tangent:tangent", let={"x": R})],
            assume=RANGE,
        ),
        sign(
            "fast",
            claim["fast"],
            by=rise * fast,
            because="1/(bar s (bar s - rho)) = 1/bar s^2 + rho/(bar s^2 (bar s - rho))",
            facts=[
                *signs,
                "range",
                "kappa positive",
                "small",
                "chord",
                "global-convergence-5c:bound",
                "order-variance:below",
            ],
            using=[
                use("order-parameter:slope", times=-1),
                use("global-convergence-5c:parseval", times=rise * chord / _.sbar**2),
            ],
            assume={**SMALL, **RANGE},
        ),
        sign(
            "simple",
            claim["simple"],
            by=(-chord / (_.K * kappa(c)) * _.V * rise - Ddt(_.V, "modes"))
            + _.V * rise / _.K * (exp(-R) * (exp(R) - 1 - R) / (kappa(c) * R * (1 + R)) + surplus / (1 + R)),
            because="(1 - e^{-R})/R >= 1/(1 + R), and kappa(c) <= 1/(2c)",
            facts=[
                *signs,
                "range",
                "small",
                "fast",
                "kappa",
                "kappa positive",
                "V not negative",
                use("exp-tangent:tangent", let={"x": R}),
            ],
            assume={**SMALL, **RANGE},
        ),
        sign("mean doubled", gt(2 * _.sbar, 0), by=2 * _.sbar, because="bar s > 0", facts=[MEAN]),
        sign(
            "always",
            claim["always"],
            by=-(1 - exp(-2 * _.sbar)) / (2 * _.sbar * _.K * kappa(c)) * _.V * rise - Ddt(_.V, "modes"),
            because="R = 2 bar s",
            facts=[
                use(
                    "fast",
                    let={"R": 2 * _.sbar},
                    given=("global-convergence-5a:spread", "mean doubled"),
                ),
            ],
            assume=SMALL,
        ),
        sign(
            "away",
            ge(gap, c * _.sbar),
            by=gap - c * _.sbar,
            because="5a with mu = c bar s",
            facts=[use("global-convergence-5a:order-gap", let={"mu": c * _.sbar}, given=("balanced",))],
            assume=BALANCED,
        ),
        sign(
            "slow",
            claim["slow"],
            by=rise * slow,
            because="bar s - rho >= c bar s",
            facts=[*signs, "order-parameter:order", "away", "range", "spread", "order-variance:above"],
            using=[
                "order-parameter:slope",
                use("global-convergence-5c:parseval", times=-heavy / (c * _.sbar**2) * rise),
            ],
            assume=RANGE,
        ),
        sign(
            "at most the sum",
            le(_.s(k), _.N * _.sbar),
            by=total(_.s(j) * square(1 - delta(j, k)), j),
            because="the others are positive",
            unfold=["sbar"],
        ),
        sign("N at least 1", ge(_.N, 1), by=_.N - 1, because="K >= 2"),
        sign(
            "steepest",
            claim["steepest"],
            by=(Ddt(_.V, "modes") + 2 * _.N / (_.K * c) * (1 + 2 * _.N * _.sbar / wide) * _.V * rise)
            + 2 * _.N**2 / (_.K * c * wide) * _.V * rise,
            because="M = N and R = 2 bar s",
            facts=[
                *signs,
                "V not negative",
                use(
                    "slow",
                    let={"R": 2 * _.sbar, "M": _.N},
                    given=(
                        "balanced",
                        "at most the sum",
                        "N at least 1",
                        "global-convergence-5a:spread",
                        "mean doubled",
                    ),
                ),
            ],
            assume=BALANCED,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
