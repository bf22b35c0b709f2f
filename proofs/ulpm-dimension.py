"""Expand the square of F - (K e/d) I: |F|^2 is the sum of the squares of all inner products."""

from symflow import (
    CLASSES,
    FEATURES,
    atom,
    delta,
    eq,
    forall,
    gt,
    identity,
    indices,
    notation,
    run_alone,
    sign,
    square,
    total,
    use,
)

k, l = indices("k l", CLASSES)
c, f = indices("c f", FEATURES)
_ = notation
K, d, hbar, e = _.K, _.d, atom("hbar"), atom("e")()
product = total(hbar(c, k) * hbar(c, l), c)
value = e * (K * delta(k, l) - 1) / (K - 1)
spread = total(square(total(hbar(c, k) * hbar(f, k), k) - K * e / d * delta(c, f)), c, f)
NC2 = {"nc2": forall(k, l, eq(product, value))}


def proof(claim):
    lengths = use("nc2", times=-2 * K * e / d, at={l: k}, over=(k,))
    return [
        identity("square", claim["square"], "sum_{c,f} F_cf^2 is the sum of all (hbar_k . hbar_l)^2"),
        identity(
            "spread",
            claim["spread"],
            "trace K e and sum of squares K^2 e^2/(K - 1)",
            using=[use("nc2", times=product + value, over=(k, l)), lengths],
            assume=NC2,
        ),
        sign(
            "room",
            claim["room"],
            by=d * (K - 1) / (K * e) ** 2 * spread,
            because="a sum of squares is not negative",
            facts=["positive"],
            using=[use("spread", times=-d * (K - 1) / (K * e) ** 2)],
            assume=NC2 | {"positive": gt(e, 0)},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
