"""On the ray pi' = v/(e^{bar s} + N); off the ray (5d) and (5c). The limit itself is open."""

from symflow import (
    GSTAR,
    ZERO_INDEX,
    Ddt,
    G,
    atom,
    chi,
    convergence,
    delta,
    derive,
    eq,
    forall,
    gt,
    identity,
    indices,
    log,
    lt,
    notation,
    run_alone,
    sign,
    tanh,
    total,
    use,
)

k, l = indices("k l", GSTAR)
(e,) = indices("e", G)
_ = notation
R = atom("R")()
c, kappa = convergence.c, convergence.kappa
SMALL = {"small": lt(c, 1)}
MEAN = "lyapunov-identity:positive-mean"
rise = Ddt(_.sbar, "modes")


def linearised(claim):
    rate = claim["linearised"]
    return [
        identity(
            "all are the mean",
            eq(_.s(k), _.sbar),
            "average s_k = s_l over l",
            unfold=["sbar"],
            using=[use("equal", times=1 / _.N, over=(l,))],
            assume={"equal": forall(k, l, eq(_.s(k), _.s(l)))},
        ),
        identity("active modes", eq(_.z(e), total(chi(k, e) * _.s(k), k) / _.K), "s_0 = 0", unfold=["z"]),
        identity(
            "ray logits",
            eq(_.z(e), _.sbar * (delta(e, ZERO_INDEX) - 1 / _.K)),
            "sum_{k != 0} chi_k(g) = K delta_g0 - 1",
            unfold=["active modes", "all are the mean"],
        ),
        derive(
            "linearised",
            rate,
            "dz_0 = 0 and q_g = 1/(e^{bar s} + N) for g != 0, so pi_k' = v_k/(e^{bar s} + N)",
            unfold=["pi", "q", "ray logits", "all are the mean"],
        ),
    ]


def slope(claim):
    room = kappa(c) * convergence.SPREAD - _.V
    chord = tanh(R / 2) / R
    gap = _.sbar - _.rho
    rest = _.rho - chord * convergence.VARIANCE
    shown = _.rho**2 / (_.sbar**2 * gap) + rest / _.sbar**2 + chord / (_.K * kappa(c)) * room
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
            "slope",
            claim["slope"],
            by=rise * shown,
            because="1/(bar s (bar s - rho)) = 1/bar s^2 + rho/(bar s^2 (bar s - rho))",
            facts=[
                MEAN,
                "kappa",
                "small",
                "order-parameter:gap",
                "order-parameter:rise",
                "global-convergence-5c:bound",
                "global-convergence-5d:bound",
            ],
            using=[
                use("order-parameter:slope", times=-1),
                use("global-convergence-5c:parseval", times=rise * chord / _.sbar**2),
            ],
            assume=SMALL,
        ),
    ]


def proof(claim):
    return [*slope(claim), *linearised(claim)]


if __name__ == "__main__":
    run_alone(__file__)
