"""(I + delta A)(I - delta A) = I - delta^2 A^2, and tr H^T A^2 H = -|AH|^2 for a skew A."""

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
    lt,
    notation,
    run_alone,
    sign,
    total,
    use,
)

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
c, e, f = indices("c e f", FEATURES)
_ = notation
W, H = _.W, _.H
M, W1, H1, G, A = (atom(name) for name in ("M", "W1", "H1", "G", "A"))
lam, delta, L1 = atom("lambda")(), atom("delta")(), atom("L1")()
WA = total(W(j, e) * A(e, c), e)
AH = total(A(c, e) * H(e, k, i), e)
WAAH = total(W(j, c) * A(c, e) * A(e, f) * H(f, k, i), c, e, f)
AAH = total(A(c, e) * A(e, f) * H(f, k, i), e, f)
LENGTH_AH = total(AH**2, c, k, i)
LENGTH = total(WAAH**2, j, k, i)
PARABOLA = total(G(j, k, i) ** 2, j, k, i) - total(M(j, k, i) * G(j, k, i), j, k, i)

BY_W = eq(total(M(j, k, i) * H(c, k, i), k, i), lam * W(j, c))
BY_H = eq(total(W(j, c) * M(j, k, i), j), lam * H(c, k, i))
CRITICAL = {"critical": And((forall(j, c, BY_W), forall(c, k, i, BY_H)))}
SKEW = {"skew": forall(c, e, eq(A(c, e), -A(e, c)))}
MOVED = {
    "moved": And(
        (
            forall(j, c, eq(W1(j, c), W(j, c) + delta * WA)),
            forall(c, k, i, eq(H1(c, k, i), H(c, k, i) - delta * AH)),
        )
    )
}
NEAR = {"positive": gt(lam, 0), "near": lt(delta**2 * LENGTH, lam * LENGTH_AH)}
POINT = ["moved", "moved.1"]


def proof(claim):
    rows, columns = total(W(j, c) * W(j, e), j), total(H(c, k, i) * H(e, k, i), k, i)
    return [
        identity(
            "tangent",
            claim["tangent"],
            "W^T W and H H^T are symmetric, A is skew",
            using=[use("skew", times=(rows - columns) / 2, over=(c, e))],
            assume=SKEW,
        ),
        identity(
            "logits",
            claim["logits"],
            "the terms of order delta cancel",
            unfold=["Z1", "Z", *POINT],
            assume=MOVED,
        ),
        identity(
            "outside",
            claim["outside"],
            "the mixed terms are 2 delta times those of the tangent",
            unfold=["rho2", "rho2_1", *POINT],
            using=[use("tangent", times=2 * delta)],
            assume=MOVED,
        ),
        identity("gap", eq(G(j, k, i), -(delta**2 * WAAH)), "Z1 - Z", unfold=["G"], using=["logits"]),
        identity(
            "gain",
            eq(total(M(j, k, i) * WAAH, j, k, i), -(lam * LENGTH_AH)),
            "<M, W A^2 H> = lambda tr H^T A^2 H = -lambda |AH|^2",
            using=[
                use("critical.1", times=AAH, over=(c, k, i)),
                use(
                    "skew", times=lam * total(H(c, k, i) * total(A(e, f) * H(f, k, i), f), k, i), over=(c, e)
                ),
            ],
            assume={**CRITICAL, **SKEW},
        ),
        sign(
            "lower",
            claim["lower"],
            by=(PARABOLA - (L1 - _.L)) + delta**2 * (lam * LENGTH_AH - delta**2 * LENGTH),
            because="the parabola above L in the logits",
            facts=["near", "logit-gap:plain"],
            unfold=["gap"],
            using=[use("gain", times=-(delta**2))],
            assume=NEAR,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
