"""5b: (e^{bar s} + N) bar s' >= 2 K c bar s, and e^{bar s} + N <= K e^{bar s}."""

from symflow import (
    GSTAR,
    Ddt,
    Pred,
    atom,
    cite,
    convergence,
    derive,
    eq,
    exp,
    expr,
    ge,
    indices,
    le,
    notation,
    run_alone,
    sign,
    use,
)

(k,) = indices("k", GSTAR)
_ = notation
K, N, V, sbar, t = _.K, _.N, _.V, _.sbar, _.t
b, v0, c = atom("b")(), atom("v0")(), convergence.c
rise = Ddt(sbar, "modes")
clock = convergence.clock(sbar)
zero = expr(0)
START = {"V at 0": eq(V, v0), "mean at 0": eq(sbar, b)}
LEVEL = {"level": eq(c, convergence.balance(v0))}
MIXED, GROWN = {"mixed": le(V, v0)}, {"grown": le(-sbar, -b)}
MEAN = "lyapunov-identity:positive-mean"


def proof(claim):
    ticking = 2 * b * c * t - exp(sbar)
    more = (exp(sbar) - (1 + sbar)) + sbar
    return [
        derive("rate of the clock", eq(Ddt(clock, "modes"), (exp(sbar) + N) / sbar * rise), "chain rule"),
        sign(
            "speed",
            claim["speed"],
            by=sbar / K * (Ddt(clock, "modes") - 2 * K * c) + N / K * more * rise,
            because="e^{bar s} + N <= K e^{bar s}",
            facts=[
                "global-convergence-5b:clock",
                "order-parameter:rise",
                MEAN,
                use("exp-tangent:tangent", let={"x": sbar}),
            ],
            using=[use("rate of the clock", times=-sbar / K)],
        ),
        sign("mean starts", le(-sbar, -b), by=zero, because="it is b", unfold=["mean at 0"], assume=START),
        derive("rate of -bar s", eq(Ddt(-sbar, "modes"), -rise), "linear"),
        sign(
            "mean grows",
            le(Ddt(-sbar, "modes"), 0),
            by=rise,
            because="bar s' > 0",
            facts=["order-parameter:rise"],
            using=[use("rate of -bar s", times=-1)],
        ),
        cite(
            "mean stays",
            "comparison",
            ["mean starts", "mean grows"],
            Pred("at-most-from", "modes", (-sbar, -b, zero)),
            "bar s' > 0",
        ),
        sign(
            "balance",
            ge(_.s(k), c * sbar),
            by=_.s(k) - convergence.balance(v0) * sbar,
            because="5a, while V <= v0",
            facts=[use("global-convergence-5a:balance-kept", given=("mixed",))],
            unfold=["level"],
            assume={**LEVEL, **MIXED},
        ),
        derive("rate", eq(Ddt(ticking, "modes"), 2 * b * c - exp(sbar) * rise), "chain rule"),
        sign(
            "later",
            le(Ddt(ticking, "modes"), 0),
            by=(exp(sbar) * rise - 2 * c * sbar) + 2 * c * (sbar - b),
            because="bar s >= b",
            facts=["grown", use("speed", given=("balance",))],
            using=[use("rate", times=-1)],
            assume=GROWN,
        ),
        sign(
            "start",
            le(2 * b * c * zero - exp(sbar), -exp(b)),
            by=zero,
            because="bar s = b",
            unfold=["mean at 0"],
            assume=START,
        ),
        cite(
            "mean",
            "comparison",
            ["collapse-rate:mixing", "mean stays", "start", "later"],
            claim["mean"],
            "e^{bar s} - 2 b c t never falls",
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
