"""With w_k = -C hbar_k scores and distances fall and rise together."""

from fractions import Fraction

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    delta,
    eq,
    forall,
    identity,
    indices,
    le,
    notation,
    run_alone,
    sign,
    total,
    use,
)

j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
W, H, K = notation.W, notation.H, notation.K
hbar, x = atom("hbar"), atom("x")
e, C = atom("e")(), atom("C")()

product = total(hbar(c, k) * hbar(c, l), c)
GRAM = {"gram": forall(k, l, eq(product, e * (K * delta(k, l) - 1) / (K - 1)))}
ROWS = {"rows": forall(k, c, eq(W(k, c), -(C * hbar(c, k))))}
SAME = {"same": forall(c, k, i, eq(H(c, k, i), hbar(c, k)))}


def score(k):
    return total(W(k, c) * x(c), c)


def distance(k):
    return total((x(c) - hbar(c, k)) ** 2, c)


def printed(claim):
    """The least score belongs to the nearest mean."""
    apart, scores = distance(l) - distance(j), score(l) - score(j)
    return [
        identity(
            "difference",
            eq(C * apart, 2 * scores),
            "the means have the same length",
            unfold=["rows"],
            using=[use("gram", times=C, at={k: l}), use("gram", times=-C, at={k: j, l: j})],
            assume={**GRAM, **ROWS},
        ),
        sign(
            "nearest",
            claim["printed"],
            by=2 / C * scores,
            because="C > 0",
            facts=["least"],
            using=[use("difference", times=1 / C)],
            assume={"least": forall(l, le(score(j), score(l)))},
        ),
        sign(
            "least score",
            claim["printed.1"],
            by=C / 2 * apart,
            because="C > 0",
            facts=["near"],
            using=[use("difference", times=Fraction(-1, 2))],
            assume={"near": forall(l, le(distance(j), distance(l)))},
        ),
    ]


def proof(claim):
    other = 1 - delta(j, k)
    return [
        *printed(claim),
        identity(
            "margins",
            claim["margins"],
            "m = -C (|hbar_k|^2 - hbar_j . hbar_k)",
            unfold=["m", "Z", "rows", "same"],
            using=[use("gram", times=-C * other, at={l: k}), use("gram", times=C * other, at={l: j})],
            assume={**SAME, **GRAM, **ROWS},
        ),
        sign("negative", claim["negative"], C * K * e / (K - 1), "all factors are positive"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
