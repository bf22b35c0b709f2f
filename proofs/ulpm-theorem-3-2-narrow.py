"""Equality would give the inner products of NC2, and these need d >= K - 1."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    cite,
    delta,
    eq,
    forall,
    ge,
    gt,
    identity,
    indices,
    lt,
    notation,
    run_alone,
    sign,
    total,
    use,
)

j, k, l = indices("j k l", CLASSES)
(c,) = indices("c", FEATURES)
hbar = atom("hbar")
(i,) = indices("i", SAMPLES)
_ = notation
K, d, m, r = _.K, _.d, atom("m"), atom("r")()
value, least = atom("rho2")() / 2, (K - 1) * r
length = (K - 1) / (K * r)
GIVEN = {
    "feasible": forall(k, j, i, ge((1 - delta(j, k)) * (m(k, j, i) - 1), 0)),
    "narrow": lt(d, K - 1),
}


def proof(claim):
    room = use("ulpm-dimension:room", let={"e": length}, given=("NC2", "length"))
    return [
        sign("length", gt(length, 0), by=length, because="K > 1"),
        sign(
            "below",
            claim["strict"],
            by=2 * (value - least) + (least - value),
            because="the value is at least that of neural collapse",
            facts=["ulpm-theorem-3-2:value", "below that"],
            assume=GIVEN | {"below that": lt(value, least)},
        ),
        identity(
            "NC2",
            eq(total(hbar(c, k) * hbar(c, l), c), length * (K * delta(k, l) - 1) / (K - 1)),
            "the case of equality",
            using=[use("ulpm-theorem-3-2:equality.1", given=("feasible", "equal"))],
            assume={"feasible": GIVEN["feasible"], "equal": eq(value, least)},
        ),
        sign(
            "equal",
            claim["strict"],
            by=(K - 1 - d) + (d - (K - 1)),
            because="then d >= K - 1",
            facts=["narrow", room],
            using=["same value"],
            assume=GIVEN | {"same value": eq(value, least)},
        ),
        sign(
            "above",
            claim["strict"],
            by=value - least,
            because="as said",
            facts=["above that"],
            assume={"above that": gt(value, least)},
        ),
        cite("strict", "total-order", ["below", "equal", "above"], claim["strict"], "below, equal or above"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
