"""The gap in the logits, with <M, W1 H1> completed to a square."""

from fractions import Fraction

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    And,
    atom,
    eq,
    forall,
    gt,
    identity,
    indices,
    le,
    notation,
    run_alone,
    sign,
    square,
    total,
    use,
)

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
W, H = _.W, _.H
M, W1, H1 = atom("M"), atom("W1"), atom("H1")
half = Fraction(1, 2)
KL, lam, size, size1 = (atom(name)() for name in ("KL", "lambda", "rho2", "rho2_1"))

BY_W = eq(total(M(j, k, i) * H(c, k, i), k, i), lam * W(j, c))
BY_H = eq(total(W(j, c) * M(j, k, i), j), lam * H(c, k, i))
CRITICAL = {"critical": And((forall(j, c, BY_W), forall(c, k, i, BY_H)))}
POSITIVE = {"positive": gt(lam, 0)}
IMAGE = total(M(j, k, i) * H1(c, k, i), k, i)
ROW = total(H1(c, k, i) ** 2, k, i)
SLACK = lam**2 * ROW - total(IMAGE**2, j)
BELOW = {"below": forall(c, le(total(IMAGE**2, j), lam**2 * ROW))}
SPHERE = {"sphere": eq(size1, size)}


def proof(claim):
    defect = lam / 2 * total(square(W1(j, c) - IMAGE / lam), j, c)
    return [
        identity(
            "everywhere",
            claim["everywhere"],
            "complete the square: <M, W1 H1> = tr W1^T M H1^T",
            unfold=["G", "Z1", "rho2_1"],
            using=["logit-gap:gap"],
            assume=POSITIVE,
        ),
        identity(
            "by classifiers",
            claim["balanced"],
            "<M, W H> = tr W^T (M H^T)",
            unfold=["Z"],
            using=[use("critical", times=W(j, c), over=(j, c))],
            assume=CRITICAL,
        ),
        identity(
            "by features",
            claim["balanced.1"],
            "<M, W H> = tr H^T (W^T M)",
            unfold=["Z"],
            using=[use("critical.1", times=H(c, k, i), over=(c, k, i))],
            assume=CRITICAL,
        ),
        identity(
            "identity",
            claim["identity"],
            "2 <M, Z> = lambda (|W|^2 + |H|^2) = lambda (|W1|^2 + |H1|^2)",
            unfold=["rho2"],
            using=[
                "everywhere",
                use("by classifiers", times=half),
                use("by features", times=half),
                use("sphere", times=-lam / 2),
            ],
            assume={**POSITIVE, **SPHERE},
        ),
        sign(
            "optimal",
            claim["optimal"],
            by=KL + defect + total(SLACK, c) / (2 * lam),
            because="three terms that are not negative",
            facts=["positive", "below", "logit-gap:divergence"],
            using=["identity"],
            assume={**POSITIVE, **BELOW},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
