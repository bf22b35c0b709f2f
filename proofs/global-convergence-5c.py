"""Parseval for w, and x - 1 - log x <= kappa(c) (x - 1)^2 at each x = s_k / bar s."""

from symflow import (
    GSTAR,
    G,
    chi,
    convergence,
    eq,
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

k, g = indices("k g", GSTAR)
e, f = indices("e f", G)
_ = notation
c, kappa = convergence.c, convergence.kappa
BALANCED = {"balanced": convergence.balanced()}
SMALL = {"small": lt(c, 1)}
ratio = _.s(k) / _.sbar


def proof(claim):
    room = square(ratio - 1) * (c - 1 - log(c)) - square(1 - c) * (ratio - 1 - log(ratio))
    scale = _.K / _.sbar**2 * kappa(c)
    return [
        identity(
            "inverse",
            eq(_.s(e), total(chi(e, f) * _.z(f), f)),
            "the characters are orthogonal; s is even",
            unfold=["z"],
        ),
        identity(
            "parseval",
            claim["parseval"],
            "sum_k (s_k - bar s)^2 = K sum_g z_g^2 - N bar s^2, and bar s = K z_0 / N",
            unfold=["w", "m", "sbar", "inverse"],
        ),
        sign(
            "ratio above c",
            le(c, ratio),
            by=(_.s(k) - c * _.sbar) / _.sbar,
            because="s_k >= c bar s",
            facts=["balanced", "lyapunov-identity:positive-mean"],
            assume=BALANCED,
        ),
        sign(
            "ratio positive",
            gt(ratio, 0),
            by=ratio,
            because="s_k > 0",
            facts=["lyapunov-identity:positive-mean"],
        ),
        sign("c positive", gt(c, 0), by=c, because="it is"),
        sign(
            "bound",
            claim["bound"],
            by=total(room, k) / (_.N * (1 - c) ** 2),
            because="V is the mean of x - 1 - log x at x = s_k / bar s",
            facts=[
                "small",
                "lyapunov-identity:positive-mean",
                use(
                    "log-parabola:bound",
                    let={"x": ratio},
                    given=("c positive", "ratio positive", "ratio above c"),
                ),
            ],
            unfold=["V", "sbar"],
            assume=SMALL,
        ),
        sign(
            "variance-bound",
            claim["variance-bound"],
            by=kappa(c) * convergence.SPREAD - _.V,
            because="Parseval",
            facts=["bound"],
            using=[use("parseval", times=scale)],
            assume=SMALL,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
