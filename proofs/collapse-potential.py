"""The rate of log V is near -2 bar s'/K, and the rate of G pays for the rest."""

from fractions import Fraction

from symflow import (
    GSTAR,
    Ddt,
    convergence,
    derive,
    eq,
    excess,
    exp,
    ge,
    gt,
    identity,
    indices,
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
K, N, V, sbar = _.K, _.N, _.V, _.sbar
c = convergence.c
root = V ** Fraction(1, 2)
inverse = V ** Fraction(-1, 2)
rate, rise = Ddt(V, "modes"), Ddt(sbar, "modes")
AWAY = {"away": gt(V, 0)}
ASSUMED = {"balanced": convergence.balanced(), "small": lt(c, 1), **AWAY}
law = log(V) + 2 * sbar / K
E = exp(4 * K**2 * root / c)
G = 3 / c * (sbar + 4 * K / c) * (E - 1)


def proof(claim):
    R = K * sbar * root
    low, top = c / (c + 2 * N * root), 1 + 2 * N * root
    fast = 2 * low / (K * (1 + R))
    slow = 2 * top / (K * low) * (1 + N * R / (1 + R))
    price = 6 * K / c * E * ((sbar + 4 * K / c) * root / (1 + R))
    change = 3 / c * (sbar + 4 * K / c) * E * (4 * K**2 / c)
    signs = ["mean positive", "rise", "away"]
    pace = 2 * K * c * sbar / (exp(sbar) + N)

    def paid(part):
        at = {"x": sbar, "r": root}
        return use(
            f"rate-potential:{part}", let=at, given=("mean positive", "root positive", "c positive", "small")
        )

    return [
        sign("mean positive", gt(sbar, 0), by=sbar, because="s_k > 0 for k != 0", unfold=["sbar"]),
        sign(
            "rise",
            gt(rise, 0),
            by=(rise - pace) + pace,
            because="5b",
            facts=["global-convergence-5b:rise", "mean positive"],
            assume={"balanced": convergence.balanced()},
        ),
        sign(
            "V not negative",
            ge(V, 0),
            by=total(excess(_.s(k) / sbar), k) / N,
            because="the ratios s_k / bar s have mean 1",
            facts=["mean positive"],
            unfold=["V", "sbar"],
        ),
        sign(
            "positive",
            claim["positive"],
            by=3 / c * (sbar + 4 * K / c) * (excess(E) + 4 * K**2 * root / c),
            because="e^x >= 1 for x >= 0",
            facts=["V not negative", "mean positive"],
        ),
        sign("root positive", gt(root, 0), by=root, because="V > 0", facts=["away"], assume=AWAY),
        sign("c positive", gt(c, 0), by=c, because="it is"),
        derive(
            "rate of G, by the root",
            eq(Ddt(G, "modes"), 3 / c * (E - 1) * rise + change * inverse / 2 * rate),
            "product rule",
            assume=AWAY,
        ),
        identity(
            "rate of G",
            eq(Ddt(G, "modes"), 3 / c * (E - 1) * rise + change * root / (2 * V) * rate),
            "1/sqrt V = sqrt V / V",
            using=[
                "rate of G, by the root",
                use("square-root:inverse", let={"x": log(V)}, times=change * rate / (2 * V)),
            ],
            assume=AWAY,
        ),
        sign(
            "G pays",
            ge(-(price * rise), Ddt(G, "modes")),
            by=change * root / (2 * V) * (-(2 * c / (K * (1 + R))) * V * rise - rate)
            + 3 / c * rise * (c / 3 * price - (E - 1)),
            because="its fall through V is twice the price, and it rises with bar s by half of that at most",
            facts=[*signs, "root positive", "collapse-slope:crude", paid("growth")],
            using=[use("rate of G", times=-1)],
            assume=ASSUMED,
        ),
        derive("rate of the law", eq(Ddt(law, "modes"), rate / V + 2 / K * rise), "log' = 1/x", assume=AWAY),
        derive(
            "rate of the sum",
            eq(Ddt(law + G, "modes"), Ddt(law, "modes") + Ddt(G, "modes")),
            "linear",
            assume=AWAY,
        ),
        derive(
            "rate of the difference",
            eq(Ddt(-law + G, "modes"), Ddt(G, "modes") - Ddt(law, "modes")),
            "linear",
            assume=AWAY,
        ),
        sign(
            "falls",
            claim["falls"],
            by=(-fast * V * rise - rate) / V
            + rise * (price - (2 / K - fast))
            + (-(price * rise) - Ddt(G, "modes")),
            because="the rate of V is at least C/(1 + R) times 2/K",
            facts=[*signs, "collapse-slope:fast", paid("fast"), "G pays"],
            using=[use("rate of the sum", times=-1), use("rate of the law", times=-1)],
            assume=ASSUMED,
        ),
        sign(
            "climbs",
            claim["climbs"],
            by=(rate + slow * V * rise) / V
            + rise * (price - (slow - 2 / K))
            + (-(price * rise) - Ddt(G, "modes")),
            because="the rate of V is at most (M/C) (1 + NR/(1 + R)) times 2/K",
            facts=[*signs, "collapse-slope:slow", paid("slow"), "G pays"],
            using=[use("rate of the difference", times=-1), "rate of the law"],
            assume=ASSUMED,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
