"""Equality would give the inner products of NC2, and these need d >= K - 1."""

from symflow import (
    CLASSES,
    FEATURES,
    atom,
    cite,
    delta,
    eq,
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

k, l = indices("k l", CLASSES)
(c,) = indices("c", FEATURES)
_ = notation
K, L, n, d = _.K, _.L, _.n, _.d
T, rho2, hbar = atom("T")(), atom("rho2")(), atom("hbar")
bound, length = n * K * log(T), rho2 / (2 * n * K)
POSITIVE = {"positive": gt(rho2, 0)}
GIVEN = POSITIVE | {"narrow": lt(d, K - 1)}


def proof(claim):
    return [
        sign("length", gt(length, 0), length, "rho > 0", ["positive"], assume=POSITIVE),
        sign(
            "below",
            claim["strict"],
            by=2 * (L - bound) + (bound - L),
            because="the loss is at least that of neural collapse",
            facts=["ulpm-theorem-3-3:floor", "below that"],
            unfold=["T"],
            assume=GIVEN | {"below that": lt(L, bound)},
        ),
        identity(
            "NC2",
            eq(total(hbar(c, k) * hbar(c, l), c), length * (K * delta(k, l) - 1) / (K - 1)),
            "the case of equality",
            using=[use("ulpm-theorem-3-3:equality.1", given=("equality",))],
            assume={"equality": eq(L, bound)},
        ),
        sign(
            "equal",
            claim["strict"],
            by=(K - 1 - d) + (d - (K - 1)),
            because="then d >= K - 1",
            facts=["narrow", use("ulpm-dimension:room", let={"e": length}, given=("NC2", "length"))],
            using=["same loss"],
            assume=GIVEN | {"same loss": eq(L, bound)},
        ),
        sign(
            "above",
            claim["strict"],
            L - bound,
            "as said",
            ["above that"],
            assume={"above that": gt(L, bound)},
        ),
        cite("strict", "total-order", ["below", "equal", "above"], claim["strict"], "below, equal or above"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
