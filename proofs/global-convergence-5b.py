"""(4e) with bar s - rho >= c bar s and S >= N; log x <= x - 1 and e^{-gap} <= e^{-c bar s} for the loss."""

from symflow import (
    GSTAR,
    ZERO_INDEX,
    Ddt,
    G,
    convergence,
    derive,
    eq,
    excess,
    exp,
    ge,
    identity,
    indices,
    notation,
    run_alone,
    sign,
    total,
    use,
)

(g,) = indices("g", GSTAR)
(e,) = indices("e", G)
_ = notation
c = convergence.c
BALANCED = {"balanced": convergence.balanced()}
SIGNS = ["lyapunov-identity:positive-mean", "lyapunov-identity:positive-sum"]
clock = convergence.clock(_.sbar)


def proof(claim):
    E, floor = exp(_.sbar), c * _.sbar
    surplus = E * (_.S - _.N) / ((E + _.S) * (E + _.N))
    slower = 2 * _.K * floor / (E + _.N)
    gap = _.z(ZERO_INDEX) - _.z(g)
    odds = total(exp(_.z(e)), e) * exp(-_.z(ZERO_INDEX))
    return [
        identity("centred", eq(total(_.w(g), g), 0), "m is the mean of the z_g", unfold=["w", "m"]),
        sign(
            "enough",
            ge(_.S, _.N),
            by=total(excess(exp(_.w(g))), g),
            because="e^w >= 1 + w, and the w_g sum to 0",
            unfold=["S"],
            using=["centred"],
        ),
        sign(
            "gap",
            ge(_.sbar - _.rho, floor),
            by=_.sbar - _.rho - floor,
            because="5a with mu = c bar s",
            facts=[use("global-convergence-5a:order-gap", let={"mu": floor}, given=("balanced",))],
            assume=BALANCED,
        ),
        sign(
            "rise",
            claim["rise"],
            by=2 * _.K / _.N * (_.S / (E + _.S) * (_.sbar - _.rho - floor) + floor * surplus),
            because="S/(e^{bar s} + S) increases with S",
            facts=["gap", "enough", *SIGNS],
            using=["order-parameter:4e"],
        ),
        derive(
            "rate of the clock",
            eq(Ddt(clock, "modes"), (E + _.N) / _.sbar * Ddt(_.sbar, "modes")),
            "Ei' = e^x/x",
        ),
        sign(
            "clock",
            claim["clock"],
            by=(E + _.N) / _.sbar * (Ddt(_.sbar, "modes") - slower),
            because="the slower motion has the rate 2 K c",
            facts=["rise", *SIGNS],
            using=["rate of the clock"],
        ),
        sign(
            "logit gap",
            ge(gap, floor),
            by=gap - floor,
            because="5a with mu = c bar s",
            facts=[use("global-convergence-5a:gap-below", let={"mu": floor}, given=("balanced",))],
            assume=BALANCED,
        ),
        sign(
            "loss",
            claim["loss"],
            by=excess(odds) + total(exp(-gap) * (excess(exp(gap - floor)) + (gap - floor)), g),
            because="log x <= x - 1, and e^{-gap} <= e^{-c bar s}",
            facts=["logit gap"],
            unfold=["l"],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
