"""Put the entries in: every sum has four terms."""

from fractions import Fraction

from symflow import GSTAR, G, atom, delta, derive, eq, identity, indices, run_alone, sign, use

i, j, k, c = indices("i j k c", G)
e, h = indices("e h", GSTAR)
C, Lambda, m = atom("C")(), atom("Lambda"), atom("m")
level = 2 * C**2
POINT = ["m", "Z", "W", "H", "Lambda"]


def proof(claim):
    half = Fraction(1, 2)
    return [
        identity("margins", claim["margins"], "Z = W H", unfold=POINT),
        sign(
            "feasible",
            claim["feasible"],
            by=delta(h, e),
            because="the margin to the partner is twice as large",
            unfold=POINT,
        ),
        sign(
            "multipliers",
            claim["multipliers"],
            by=half * (1 - delta(k, j) - delta(k, j + e)),
            because="1/2 or 0",
            unfold=["Lambda"],
        ),
        identity("slackness", claim["multipliers.1"], "margins 2C^2 or multiplier 0", unfold=POINT),
        derive("stationary W", claim["stationary"], "differentiate", unfold=["A", *POINT]),
        derive("stationary H", claim["stationary.1"], "differentiate", unfold=["A", *POINT]),
        identity("matrix form", claim["matrix-form"], "B_ic is half of the sum over the pair", unfold=POINT),
        identity("value", claim["value"], "eight entries C or -C in each matrix", unfold=POINT),
        identity("dual value", claim["value.1"], "eight multipliers 1/2", unfold=POINT),
        sign(
            "feasible itself",
            claim["itself"],
            by=delta(h, e) * level,
            because="2C^2 = 1",
            unfold=POINT,
            using=["unit"],
            assume={"unit": eq(level, 1)},
        ),
        identity(
            "slackness itself",
            claim["itself.1"],
            "2C^2 = 1",
            using=["slackness", use("unit", times=Lambda(e, k, j))],
            assume={"unit": eq(level, 1)},
        ),
        identity(
            "value itself",
            claim["itself.2"],
            "8C^2 = 4",
            unfold=POINT,
            using=[use("unit", times=4)],
            assume={"unit": eq(level, 1)},
        ),
        identity("simplex margins", claim["simplex"], "(I - J/4)^2 = I - J/4", unfold=["Y", "U"]),
        identity("simplex value", claim["simplex.1"], "trace 3", unfold=["U"]),
    ]


if __name__ == "__main__":
    run_alone(__file__)
