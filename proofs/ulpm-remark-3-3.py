"""r/sigma^2 never increases, Ei(sigma/2) grows at a rate of at most 8, and Ei increases."""

from symflow import (
    Ddt,
    atom,
    cite,
    derive,
    ei,
    eq,
    excess,
    exp,
    expr,
    ge,
    gt,
    le,
    log,
    notation,
    run_alone,
    sign,
    use,
)

_ = notation
sigma, t = _.sigma, _.t
r, rho, c, y = (atom(name)() for name in ("r", "rho", "c", "y"))
tilt = exp((r - sigma) / 2)
below = 2 + exp((r + sigma) / 2) + tilt
above = excess(exp((sigma - r) / 2)) + (sigma - r) / 2  # e^{(sigma - r)/2} - 1
power, waited = log(r) - 2 * log(sigma), ei(sigma / 2) - 8 * t
reach = r / sigma / (2 * rho)


def rates(claim):
    modes = ["pi", "q", "z", "s"]
    wait = exp(r / 2) * (excess(exp(sigma / 2)) + sigma / 2) + exp(sigma / 2) * (excess(exp(r / 2)) + r / 2)
    smaller = {"smaller": le(r, sigma)}
    return [
        derive("invariant", claim["invariant"], "put the modes in", unfold=modes),
        derive("motion", eq(Ddt(sigma, "two-modes"), sigma * (4 * (1 + tilt) / below)), "the flow"),
        cite("stays", "linear-equation", ["motion"], claim["stays"], "x' = x c with c continuous"),
        derive("other motion", eq(Ddt(r, "two-modes"), r * (8 / below)), "the flow"),
        cite(
            "other stays", "linear-equation", ["other motion"], claim["stays.1"], "x' = x c with c continuous"
        ),
        derive("order", claim["order"], "r'/r over sigma'/sigma"),
        sign("positive", claim["between"], by=2 / (1 + tilt), because="a quotient of positive numbers"),
        sign("below 2", claim["between.1"], by=2 * tilt / (1 + tilt), because="an exponential is positive"),
        sign(
            "from 1",
            claim["between.2"],
            by=tilt * above / (1 + tilt),
            because="e^x - 1 >= x",
            facts=["smaller"],
            assume=smaller,
        ),
        derive(
            "ratio",
            eq(Ddt(log(r) - log(sigma), "two-modes"), 4 * (1 - tilt) / below),
            "(8 - 4 - 4 e^{(r - sigma)/2})/D",
        ),
        sign(
            "slow",
            claim["slow"],
            by=4 * (exp(-sigma / 2) * (2 + tilt) + (excess(exp(r / 2)) + r / 2) + tilt) / below,
            because="D > e^{sigma/2}",
            using=[use("ratio", times=-1)],
        ),
        sign(
            "outward",
            claim["outward"],
            by=4 * tilt * above / below,
            because="e^{(r - sigma)/2} <= 1",
            facts=["smaller"],
            using=["ratio"],
            assume=smaller,
        ),
        derive("rate of the power", eq(Ddt(power, "two-modes"), -8 * tilt / below), "8 - 8 (1 + tilt)"),
        sign(
            "power falls",
            le(Ddt(power, "two-modes"), 0),
            by=8 * tilt / below,
            because="an exponential is positive",
            using=[use("rate of the power", times=-1)],
        ),
        derive(
            "rate of the clock",
            eq(Ddt(waited, "two-modes"), 4 * exp(sigma / 2) * (1 + tilt) / below - 8),
            "Ei'(x) = e^x/x",
        ),
        sign(
            "clock falls",
            le(Ddt(waited, "two-modes"), 0),
            by=4 * (wait + 4 + 2 * tilt) / below,
            because="e^x - 1 >= x >= 0",
            using=[use("rate of the clock", times=-1)],
        ),
    ]


def bounds(claim):
    start = r / (rho * sigma**2)
    return [
        sign(
            "power at the start",
            le(power, log(rho)),
            by=excess(start) + (rho * sigma**2 - r) / (rho * sigma**2),
            because="log x <= x - 1",
            facts=["small"],
            assume={"small": le(r, rho * sigma**2)},
        ),
        cite(
            "power", "comparison", ["power at the start", "power falls"], claim["power"], "it never increases"
        ),
        sign(
            "clock at the start",
            le(ei(sigma / 2) - 8 * expr(0), c),
            by=c - ei(sigma / 2),
            because="t = 0",
            facts=["early"],
            assume={"early": le(ei(sigma / 2), c)},
        ),
        cite(
            "clock", "comparison", ["clock at the start", "clock falls"], claim["clock"], "it never increases"
        ),
    ]


def late(claim):
    inverse = rho * sigma**2 / r
    return [
        derive("slope of Ei", eq(Ddt(ei(y), "y"), exp(y) / y), "derivative"),
        sign(
            "Ei rises",
            ge(Ddt(ei(y), "y"), 0),
            by=exp(y) / y,
            because="positive",
            using=["slope of Ei"],
            assume={"from": le(reach, y), "to": le(y, sigma / 2), "start": gt(reach, 0)},
        ),
        cite("up to sigma", "mean-value", ["Ei rises"], le(ei(reach), ei(sigma / 2)), "Ei increases"),
        sign("reach", gt(reach, 0), by=reach, because="a quotient of positive numbers"),
        sign(
            "order of the ends",
            le(reach, sigma / 2),
            by=r / (2 * rho * sigma) * (excess(inverse) + (log(rho) - power)),
            because="r <= rho sigma^2",
            facts=["kept power"],
            assume={"kept power": le(power, log(rho))},
        ),
        sign(
            "at one time",
            le(ei(reach) - 8 * t, c),
            by=(c - waited) + (ei(sigma / 2) - ei(reach)),
            because="Ei increases",
            facts=["kept clock", use("up to sigma", given=("reach", "order of the ends"))],
            assume={"kept clock": le(waited, c)},
        ),
        cite("late", "comparison", ["power", "clock", "at one time"], claim["late"], "both bounds last"),
    ]


def proof(claim):
    return [*rates(claim), *bounds(claim), *late(claim)]


if __name__ == "__main__":
    run_alone(__file__)
