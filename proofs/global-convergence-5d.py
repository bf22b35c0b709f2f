"""(4f) with psi(x) >= (tanh(R/2)/R) x^2 for each pair; the mean of (w_g - w_h)^2 over h is w_g^2 + var_w."""

from symflow import (
    GSTAR,
    atom,
    convergence,
    eq,
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

g, h, e = indices("g h e", GSTAR)
_ = notation
R = atom("R")()
WITHIN = {"within": convergence.within(R)}
pair = _.w(g) - _.w(h)
slope = tanh(R / 2) / R


def proof(claim):
    room = (R * half_tanh(pair) - pair**2 * tanh(R / 2)) / R
    return [
        identity("centred", eq(total(_.w(g), g), 0), "m is the mean of the z_g", unfold=["w", "m"]),
        sign(
            "other order",
            le(-pair, R),
            by=R - (_.w(h) - _.w(g)),
            because="g and h are any two",
            facts=[use("within", at={g: h, h: g})],
            assume=WITHIN,
        ),
        sign(
            "bound",
            claim["bound"],
            by=total(_.p(g) * total(room, h) / _.N, g) + slope * total(_.p(g) * square(_.w(g)), g),
            because="chord by chord; the w_g sum to 0 and the p_g to 1",
            facts=[
                use("tanh-chord:chord", let={"x": pair}, given=("within", "other order")),
                "lyapunov-identity:positive-sum",
            ],
            unfold=["p", "S"],
            using=["order-parameter:4f", use("centred", times=-2 * slope / _.N * total(_.p(g) * _.w(g), g))],
            assume=WITHIN,
        ),
        sign(
            "always",
            claim["always"],
            by=_.rho - tanh(_.sbar) / (2 * _.sbar) * convergence.VARIANCE,
            because="R = 2 bar s",
            facts=[
                use("bound", let={"R": 2 * _.sbar}, given=("global-convergence-5a:spread",)),
                "lyapunov-identity:positive-mean",
            ],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
