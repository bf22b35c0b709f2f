"""Each of V, -bar s, 2Kct - C(bar s) and V bar s^lambda starts at its bound and does not increase; the times follow."""

from symflow import (
    GSTAR,
    Ddt,
    atom,
    cite,
    convergence,
    derive,
    eq,
    excess,
    exp,
    expr,
    ge,
    gt,
    indices,
    le,
    log,
    lt,
    notation,
    run_alone,
    sign,
    total,
    use,
)

(k,) = indices("k", GSTAR)
_ = notation
c, clock = convergence.c, convergence.clock
b, lam, v0, eps = (atom(name)() for name in ("b", "lam", "v0", "eps"))
MEAN = "lyapunov-identity:positive-mean"
zero = expr(0)
START = {"V at 0": eq(_.V, v0), "mean at 0": eq(_.sbar, b)}
LEVEL = {"level": eq(c, convergence.balance(v0))}
POWER = {"exponent": eq(lam, convergence.decay(c, b))}
speed = 2 * _.K * c
ticking = speed * _.t - clock(_.sbar)
product = _.V * exp(lam * log(_.sbar))
MIXED = {"mixed": le(_.V, v0)}
GROWN = {"grown": le(-_.sbar, -b)}
TICKED = {"ticked": le(ticking, -clock(b))}
FALLEN = {"fallen": le(product, v0 * exp(lam * log(b)))}


def passing(x):
    return (clock(x) - clock(b)) / speed


def passed(name, x, positive):
    """bar s >= x from the time passing(x) on."""
    assume = {**TICKED, "then": ge(_.t, passing(x))}
    return [
        sign(
            f"{name}: clock",
            le(clock(x), clock(_.sbar)),
            by=(-clock(b) - ticking) + speed * (_.t - passing(x)),
            because="C(bar s) >= C(b) + 2Kct",
            facts=["ticked", "then"],
            assume=assume,
        ),
        sign(
            f"{name}: mean",
            le(x, _.sbar),
            by=_.sbar - x,
            because="the clock increases",
            facts=[
                use("ei-clock:passed", let={"x": _.sbar, "b": x}, given=(MEAN, positive, f"{name}: clock"))
            ],
        ),
    ]


def barriers(claim):
    """Four quantities that start at their bounds and never increase."""
    exponent = _.N * v0 + 1
    return [
        sign("V starts", le(_.V, v0), by=zero, because="it is v0", unfold=["V at 0"], assume=START),
        cite("mixing", "comparison", ["V starts", "lyapunov-decrease:decrease"], claim["mixing"], "V' <= 0"),
        sign("mean starts", le(-_.sbar, -b), by=zero, because="it is b", unfold=["mean at 0"], assume=START),
        derive("rate of -bar s", eq(Ddt(-_.sbar, "modes"), -Ddt(_.sbar, "modes")), "linear"),
        sign(
            "mean grows",
            le(Ddt(-_.sbar, "modes"), 0),
            by=Ddt(_.sbar, "modes"),
            because="bar s' > 0",
            facts=["order-parameter:rise"],
            using=[use("rate of -bar s", times=-1)],
        ),
        cite("mean", "comparison", ["mean starts", "mean grows"], claim["mean"], "bar s' > 0"),
        sign(
            "balance",
            claim["balance"],
            by=_.s(k) - convergence.balance(v0) * _.sbar,
            because="5a",
            facts=["global-convergence-5a:balance-kept"],
        ),
        sign(
            "balanced",
            ge(_.s(k), c * _.sbar),
            by=_.s(k) - convergence.balance(v0) * _.sbar,
            because="while V <= v0",
            facts=[use("balance", given=("mixed",))],
            unfold=["level"],
            assume={**LEVEL, **MIXED},
        ),
        sign(
            "c below 1",
            lt(c, 1),
            by=exp(-exponent) * (excess(exp(exponent)) + exponent),
            because="c = exp(-(N v0 + 1))",
            unfold=["level"],
            assume=LEVEL,
        ),
        sign("c positive", gt(c, 0), by=c, because="it is"),
        sign(
            "kappa positive",
            gt(c - 1 - log(c), 0),
            by=(c - 1 - log(c) - (1 - c) ** 2 / 2) + (1 - c) ** 2 / 2,
            because="kappa(c) >= 1/2",
            facts=["c below 1", use("log-parabola:curvature", given=("c positive", "c below 1"))],
        ),
        derive("rate of the clock", eq(Ddt(ticking, "modes"), speed - Ddt(clock(_.sbar), "modes")), "linear"),
        sign(
            "clock runs",
            le(Ddt(ticking, "modes"), 0),
            by=Ddt(clock(_.sbar), "modes") - speed,
            because="5b",
            facts=[use("global-convergence-5b:clock", given=("balanced",))],
            using=[use("rate of the clock", times=-1)],
        ),
        sign(
            "clock starts",
            le(speed * zero - clock(_.sbar), -clock(b)),
            by=zero,
            because="t = 0 and bar s = b",
            unfold=["mean at 0"],
            assume=START,
        ),
        cite("clock", "comparison", ["mixing", "clock starts", "clock runs"], claim["clock"], "5b"),
        sign("late", ge(_.sbar, b), by=_.sbar - b, because="bar s >= b", facts=["grown"], assume=GROWN),
        sign(
            "slow",
            le(lam, convergence.decay(c, b)),
            by=zero,
            because="equal",
            unfold=["exponent"],
            assume={**LEVEL, **POWER},
        ),
        sign(
            "power falls",
            le(Ddt(product, "modes"), 0),
            by=-Ddt(product, "modes"),
            because="5e",
            facts=[use("global-convergence-5e:decay", given=("balanced", "c below 1", "late", "slow"))],
        ),
        sign(
            "power starts",
            le(product, v0 * exp(lam * log(b))),
            by=zero,
            because="V = v0 and bar s = b",
            unfold=["V at 0", "mean at 0"],
            assume=START,
        ),
        cite("power", "comparison", ["mixing", "mean", "power starts", "power falls"], claim["power"], "5e"),
    ]


def losses(claim):
    """From the time when bar s passes x, L <= K N e^{-c x} < K^2 / (1 + K^2/eps)."""
    odds = _.K**2 / eps
    x = log(1 + odds) / c
    ahead = c * (_.sbar - x)
    kept = _.K * (_.N * exp(-(c * _.sbar)) - _.ell)
    fall = _.K * _.N * exp(-(c * _.sbar)) * (excess(exp(ahead)) + ahead)
    return [
        sign(
            "log positive",
            gt(log(1 + odds), 0),
            by=excess(1 / (1 + odds)) + odds / (1 + odds),
            because="log x >= 1 - 1/x",
        ),
        sign("x positive", gt(x, 0), by=x, because="it is", facts=["log positive"]),
        *passed("loss", x, "x positive"),
        sign(
            "loss",
            le(_.K * _.ell, eps),
            by=kept + fall + eps * (eps + _.K) / (eps + _.K**2),
            because="l <= N e^{-c bar s}",
            facts=[use("global-convergence-5b:loss", given=("balanced",)), "loss: mean", MEAN],
        ),
        cite("loss at most eps", "comparison", ["mixing", "clock", "loss"], claim["loss"], "from then on"),
    ]


def collapses(claim):
    """From the time when bar s passes x, V <= v0 (b/x)^lambda = v0 eps / (eps + v0)."""
    x = b * exp(log(1 + v0 / eps) / lam)
    ratio = x / _.sbar
    ahead = lam * (log(_.sbar) - log(x))
    target = exp(lam * log(x))
    fall = _.V * target * ((exp(ahead) - (1 + ahead)) + ahead)
    room = v0 * exp(lam * log(b)) - product
    return [
        sign(
            "V not negative",
            ge(_.V, 0),
            by=total(excess(_.s(k) / _.sbar), k) / _.N,
            because="the ratios s_k / bar s have mean 1",
            facts=[MEAN],
            unfold=["V", "sbar"],
        ),
        sign("target positive", gt(x, 0), by=x, because="it is"),
        *passed("collapse", x, "target positive"),
        sign(
            "logs",
            ge(log(_.sbar) - log(x), 0),
            by=excess(ratio) + (_.sbar - x) / _.sbar,
            because="log x <= x - 1",
            facts=["collapse: mean", MEAN],
            unfold=["sbar"],
        ),
        sign(
            "V falls",
            le(_.V, eps),
            by=(fall + room) / target + eps**2 / (eps + v0),
            because="V bar s^lambda <= v0 b^lambda, and x^lambda = b^lambda (1 + v0/eps)",
            facts=["fallen", "logs", "V not negative", use("exp-tangent:tangent", let={"x": ahead})],
            assume=FALLEN,
        ),
        cite(
            "V at most eps",
            "comparison",
            ["mixing", "clock", "power", "V falls"],
            claim["collapse"],
            "from then on",
        ),
    ]


def proof(claim):
    return [*barriers(claim), *losses(claim), *collapses(claim)]


if __name__ == "__main__":
    run_alone(__file__)
