"""The chain rule: L' is the sum of each derivative times the rate of its entry."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    And,
    Ddt,
    Partial,
    cite,
    derive,
    eq,
    forall,
    identity,
    indices,
    notation,
    run_alone,
    sign,
    total,
    use,
    zero_set,
)

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
by_w, by_h = Partial(_.L, _.W(j, c)), Partial(_.L, _.H(c, k, i))
squares = total(by_w**2, j, c) + total(by_h**2, c, k, i)
STILL = eq(Ddt(_.L, "gradient"), 0)
CRITICAL = {"critical": And((forall(j, c, eq(by_w, 0)), forall(c, k, i, eq(by_h, 0))))}


def proof(claim):
    return [
        derive("rate", claim["rate"], "the chain rule"),
        sign("decrease", claim["decrease"], squares, "minus a sum of squares", using=[use("rate", times=-1)]),
        zero_set(
            "by W", STILL, squares, claim["stationary"], "its square is a term", using=[use("rate", times=-1)]
        ),
        zero_set(
            "by H",
            STILL,
            squares,
            claim["stationary.1"],
            "its square is a term",
            using=[use("rate", times=-1)],
        ),
        identity(
            "still",
            claim["stationary.2"],
            "every term is 0",
            using=[
                "rate",
                use("critical", times=-by_w, over=(j, c)),
                use("critical.1", times=-by_h, over=(c, k, i)),
            ],
            assume=CRITICAL,
        ),
        cite("falls", "mean-value", ["decrease"], claim["falls"], "L' <= 0"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
