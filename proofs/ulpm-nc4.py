"""Means of equal length: |x - hbar_l|^2 - |x - hbar_j|^2 = 2 (hbar_j - hbar_l) . x."""

from fractions import Fraction

from symflow import (
    CLASSES,
    FEATURES,
    atom,
    delta,
    eq,
    forall,
    ge,
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
(c,) = indices("c", FEATURES)
W, K = notation.W, notation.K
hbar, x = atom("hbar"), atom("x")
e, C = atom("e")(), atom("C")()

product = total(hbar(c, k) * hbar(c, l), c)
GRAM = {"gram": forall(k, l, eq(product, e * (K * delta(k, l) - 1) / (K - 1)))}
ROWS = {"rows": forall(k, c, eq(W(k, c), C * hbar(c, k)))}


def score(k):
    return total(W(k, c) * x(c), c)


def distance(k):
    return total((x(c) - hbar(c, k)) ** 2, c)


def compared(claim, part, every):
    """Both directions of a comparison, of two classes or of all with class j."""
    gap, scores = distance(l) - distance(j), score(j) - score(l)
    near, ordered = f"{part}: near", f"{part}: ordered"
    distances, ranked = le(distance(j), distance(l)), ge(score(j), score(l))
    return [
        sign(
            f"{part} 1",
            claim[part],
            by=C / 2 * gap,
            because="C > 0",
            facts=[near],
            using=[use("difference", times=Fraction(-1, 2))],
            assume={near: forall(l, distances) if every else distances},
        ),
        sign(
            f"{part} 2",
            claim[f"{part}.1"],
            by=2 / C * scores,
            because="C > 0",
            facts=[ordered],
            using=[use("difference", times=1 / C)],
            assume={ordered: forall(l, ranked) if every else ranked},
        ),
    ]


def proof(claim):
    return [
        identity("general", claim["general"], "expand the squares"),
        identity(
            "difference",
            claim["difference"],
            "the means have the same length",
            unfold=["rows"],
            using=[use("gram", times=C, at={k: l}), use("gram", times=-C, at={k: j, l: j})],
            assume={**GRAM, **ROWS},
        ),
        *compared(claim, "order", False),
        *compared(claim, "nearest", True),
        identity(
            "own",
            claim["own"],
            "|hbar_k|^2 - hbar_k . hbar_l, times C",
            unfold=["rows"],
            using=[
                use("at the mean", times=W(k, c) - W(l, c), over=(c,)),
                use("gram", times=C, at={l: k}),
                use("gram", times=-C),
            ],
            assume={**GRAM, **ROWS, "at the mean": forall(c, eq(x(c), hbar(c, k)))},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
