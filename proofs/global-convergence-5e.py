"""rate-bounds with R = 2 bar s; and tanh(bar s) >= tanh(b) while bar s >= b."""

from symflow import (
    GSTAR,
    Ddt,
    atom,
    convergence,
    derive,
    eq,
    excess,
    exp,
    ge,
    gt,
    indices,
    le,
    log,
    lt,
    notation,
    run_alone,
    sign,
    tanh,
    total,
    use,
)

(k,) = indices("k", GSTAR)
_ = notation
b, lam = atom("b")(), atom("lam")()
c, kappa = convergence.c, convergence.kappa
power = convergence.decay(c, b)
BALANCED = {"balanced": convergence.balanced()}
SMALL = {"small": lt(c, 1)}
LATE = {"late": ge(_.sbar, b)}
FALLING = {"slow": le(lam, power)}
MEAN = "lyapunov-identity:positive-mean"
rise = Ddt(_.sbar, "modes")


def proof(claim):
    chord = (1 - exp(-2 * _.sbar)) / (2 * _.sbar)
    product = _.V * exp(lam * log(_.sbar))
    change = exp(lam * log(_.sbar))
    below = Ddt(_.V, "modes") + tanh(_.sbar) / (2 * _.K * kappa(c) * _.sbar) * _.V * rise
    late = (tanh(_.sbar) - tanh(b)) / (2 * _.K * kappa(c))
    faster = 2 * exp(2 * b) * (excess(exp(2 * (_.sbar - b))) + 2 * (_.sbar - b))
    return [
        sign("c positive", gt(c, 0), by=c, because="it is"),
        sign(
            "kappa",
            gt(c - 1 - log(c), 0),
            by=(c - 1 - log(c) - (1 - c) ** 2 / 2) + (1 - c) ** 2 / 2,
            because="kappa(c) >= 1/2",
            facts=["small", use("log-parabola:curvature", given=("c positive",))],
            assume=SMALL,
        ),
        sign(
            "V not negative",
            ge(_.V, 0),
            by=total(excess(_.s(k) / _.sbar), k) / _.N,
            because="the ratios s_k / bar s have mean 1",
            facts=[MEAN],
            unfold=["V", "sbar"],
        ),
        sign(
            "slope",
            claim["slope"],
            by=(-chord / (_.K * kappa(c)) * _.V * rise - Ddt(_.V, "modes"))
            + tanh(_.sbar) * exp(-2 * _.sbar) / (2 * _.sbar * _.K * kappa(c)) * _.V * rise,
            because="1 - e^{-2 bar s} = tanh(bar s) (1 + e^{-2 bar s})",
            facts=[
                MEAN,
                "kappa",
                "small",
                "order-parameter:rise",
                "V not negative",
                "rate-bounds:always",
            ],
            assume=SMALL,
        ),
        derive(
            "rate",
            eq(Ddt(product, "modes"), change * (Ddt(_.V, "modes") + lam * _.V / _.sbar * rise)),
            "product rule",
            assume=SMALL,
        ),
        sign(
            "faster",
            ge(tanh(_.sbar), tanh(b)),
            by=faster / ((exp(2 * _.sbar) + 1) * (exp(2 * b) + 1)),
            because="tanh increases",
            facts=["late"],
            assume=LATE,
        ),
        sign(
            "decay",
            claim["decay"],
            by=change * (-below + (late + (power - lam)) * _.V * rise / _.sbar),
            because="tanh(bar s) >= tanh(b)",
            facts=[
                "slope",
                "faster",
                "slow",
                "kappa",
                "small",
                MEAN,
                "order-parameter:rise",
                "V not negative",
            ],
            using=[use("rate", times=-1)],
            assume={**SMALL, **LATE, **FALLING},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
