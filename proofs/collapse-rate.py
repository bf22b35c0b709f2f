"""V <= v0 keeps the modes balanced, V e^{2N bar s/c} keeps V positive; two sums with G fall, and both have limits."""

from fractions import Fraction

from symflow import (
    GSTAR,
    Ddt,
    Pred,
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
    use,
)

(k,) = indices("k", GSTAR)
_ = notation
K, N, V, sbar = _.K, _.N, _.V, _.sbar
b, v0 = atom("b")(), atom("v0")()
c = convergence.c
half = Fraction(1, 2)
rate, rise = Ddt(V, "modes"), Ddt(sbar, "modes")
MIXED = {"mixed": le(V, v0)}
LEVEL = {"level": eq(c, convergence.balance(v0))}
START = {"V at 0": eq(V, v0), "mean at 0": eq(sbar, b)}
zero = expr(0)
steep = 2 * N / c
law = log(V) + 2 * sbar / K
scaled = V * exp(2 * sbar / K)
first = v0 * exp(2 * b / K)
stem = V * exp(steep * sbar)
stem_first = v0 * exp(steep * b)
GROWN = {"grown": le(-stem, -stem_first)}


def potential(level, mean):
    return 3 / c * (mean + 4 * K / c) * (exp(4 * K**2 * level**half / c) - 1)


G, G0 = potential(V, sbar), potential(v0, b)


def floors(claim):
    """V is at most v0, so the modes stay balanced; and V e^{2N bar s/c} is at least its start, so V stays positive."""
    exponent = N * v0 + 1
    return [
        sign("V starts", le(V, v0), by=zero, because="it is v0", unfold=["V at 0"], assume=START),
        cite(
            "mixing",
            "comparison",
            ["V starts", "lyapunov-decrease:decrease"],
            claim["mixing"],
            "V' <= 0",
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
        sign(
            "c below 1",
            lt(c, 1),
            by=exp(-exponent) * (excess(exp(exponent)) + exponent),
            because="c = exp(-(N v0 + 1))",
            unfold=["level"],
            assume=LEVEL,
        ),
        derive(
            "rate of the stem",
            eq(Ddt(stem, "modes"), exp(steep * sbar) * (rate + steep * V * rise)),
            "product rule",
        ),
        sign(
            "grows",
            claim["grows"],
            by=exp(steep * sbar) * (rate + steep * V * rise),
            because="V' >= -(2N/c) V bar s'",
            facts=["rate-bounds:steepest"],
            using=["rate of the stem"],
        ),
        derive("other sign", eq(Ddt(-stem, "modes"), -Ddt(stem, "modes")), "linear"),
        sign(
            "stem grows",
            le(Ddt(-stem, "modes"), 0),
            by=Ddt(stem, "modes"),
            because="the modes are balanced",
            facts=[use("grows", given=("balance",))],
            using=[use("other sign", times=-1)],
        ),
        sign(
            "stem starts",
            le(-stem, -stem_first),
            by=zero,
            because="V = v0 and bar s = b",
            unfold=["V at 0", "mean at 0"],
            assume=START,
        ),
        cite("floor", "comparison", ["mixing", "stem starts", "stem grows"], claim["floor"], "it grows"),
        sign(
            "V kept positive",
            gt(V, 0),
            by=exp(-(steep * sbar)) * ((stem - stem_first) + stem_first),
            because="V e^{2N bar s/c} >= v0 e^{2N b/c}",
            facts=["grown"],
            assume=GROWN,
        ),
        sign("V starts positive", gt(V, 0), by=v0, because="it is v0", unfold=["V at 0"], assume=START),
    ]


def bounds(claim):
    """The two sums never increase, and G >= 0."""
    out = []
    sums = {"falls": (law + G, log(v0) + 2 * b / K + G0), "climbs": (-law + G, -log(v0) - 2 * b / K + G0)}
    for name, (left, right) in sums.items():
        out += [
            sign(
                f"{name}: start",
                le(left, right),
                by=zero,
                because="V = v0 and bar s = b",
                unfold=["V at 0", "mean at 0"],
                facts=["V starts positive"],
                assume=START,
            ),
            sign(
                f"{name}: later",
                le(Ddt(left, "modes"), 0),
                by=-Ddt(left, "modes"),
                because="the modes are balanced and V > 0",
                facts=[use(f"collapse-potential:{name}", given=("balance", "c below 1", "V kept positive"))],
                assume={**LEVEL, **MIXED, **GROWN},
            ),
            cite(
                f"{name}: at all times",
                "comparison",
                ["mixing", "floor", f"{name}: start", f"{name}: later"],
                Pred("at-most-from", "modes", (left, right, zero)),
                "it never increases",
            ),
        ]
    return out


def ends(claim):
    """V e^{2 bar s/K} = e^{log V + 2 bar s/K}, and e^x >= 1 for x >= 0."""
    left = {"upper": law + G, "lower": -law + G}
    right = {"upper": log(v0) + 2 * b / K + G0, "lower": -log(v0) - 2 * b / K + G0}
    least = {"upper": scaled, "lower": first * exp(-G0)}
    goal = {"upper": le(scaled, first * exp(G0)), "lower": le(-scaled, -(first * exp(-G0)))}
    sums = {"upper": "falls: at all times", "lower": "climbs: at all times"}
    out = []
    for name in ("upper", "lower"):
        room = right[name] - left[name]
        ahead = room + G
        out += [
            sign(
                f"{name}: shown",
                goal[name],
                by=least[name] * ((exp(ahead) - (1 + ahead)) + room + G),
                because="e^x >= 1 + x",
                facts=[
                    "summed",
                    "V kept positive",
                    "collapse-potential:positive",
                    use("exp-tangent:tangent", let={"x": ahead}),
                ],
                assume={**GROWN, "summed": le(left[name], right[name])},
            ),
            cite(
                name, "comparison", ["mixing", "floor", sums[name], f"{name}: shown"], claim[name], "G >= 0"
            ),
        ]
    return out


def limit(claim):
    """The two sums again, with log(V e^{2 bar s/K}) in place of log V + 2 bar s/K."""
    out = []
    sums = {"falls": (log(scaled) + G, law + G), "climbs": (-log(scaled) + G, -law + G)}
    for name, (left, plain) in sums.items():
        out += [
            derive(
                f"{name}: as a product",
                eq(Ddt(left, "modes"), Ddt(plain, "modes")),
                "log V + 2 bar s/K = log(V e^{2 bar s/K})",
                assume={"away": gt(V, 0)},
            ),
            sign(
                f"{name}: of the product",
                le(Ddt(left, "modes"), 0),
                by=-Ddt(plain, "modes"),
                because="V > 0",
                facts=[f"{name}: later"],
                using=[use(f"{name}: as a product", times=-1, given=("V kept positive",))],
                assume={**LEVEL, **MIXED, **GROWN},
            ),
        ]
    return [
        *out,
        sign(
            "G kept from below",
            ge(G, 0),
            by=G,
            because="G >= 0 wherever V >= 0",
            facts=["V kept positive", "collapse-potential:positive"],
            assume=GROWN,
        ),
        cite(
            "limit",
            "bounded-variation",
            ["mixing", "floor", "falls: of the product", "climbs: of the product", "G kept from below"],
            claim["limit"],
            "neither of the two increases, and their sum is not negative",
        ),
    ]


def proof(claim):
    return [*floors(claim), *bounds(claim), *ends(claim), *limit(claim)]


if __name__ == "__main__":
    run_alone(__file__)
