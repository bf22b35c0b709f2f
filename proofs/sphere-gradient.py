"""The first order falls by beta |Delta|^2; the rest is at most beta^2 B."""

from fractions import Fraction

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    And,
    atom,
    eq,
    forall,
    ge,
    gt,
    identity,
    indices,
    le,
    lt,
    notation,
    run_alone,
    sign,
    square,
    total,
    use,
    zero_set,
)

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
W, H, Z = _.W, _.H, _.Z
M, DW, DH, W1, H1, G, zeta = (atom(name) for name in ("M", "DW", "DH", "W1", "H1", "G", "zeta"))
lam, alpha, beta = (atom(name)() for name in ("lambda", "alpha", "beta"))
size, length2, L1 = (atom(name)() for name in ("rho2", "Delta2", "L1"))
half = Fraction(1, 2)
PRODUCT = total(DW(j, c) * DH(c, k, i), c)
SQUARES = (
    total(Z(j, k, i) ** 2, j, k, i) * length2**2 / size**2
    + total(zeta(j, k, i) ** 2, j, k, i)
    + total(PRODUCT**2, j, k, i)
)
BOUND = lam * length2 / 2 - total(M(j, k, i) * PRODUCT, j, k, i) + 3 * SQUARES
PARABOLA = total(G(j, k, i) ** 2, j, k, i) - total(M(j, k, i) * G(j, k, i), j, k, i)

STEEPEST = {
    "steepest": And(
        (
            forall(j, c, eq(DW(j, c), total(M(j, k, i) * H(c, k, i), k, i) - lam * W(j, c))),
            forall(c, k, i, eq(DH(c, k, i), total(W(j, c) * M(j, k, i), j) - lam * H(c, k, i))),
        )
    )
}
MULTIPLIER = {"multiplier": eq(lam * size, 2 * total(M(j, k, i) * Z(j, k, i), j, k, i))}
CIRCLE = {
    "on plane": And(
        (
            forall(j, c, eq(W1(j, c), alpha * W(j, c) + beta * DW(j, c))),
            forall(c, k, i, eq(H1(c, k, i), alpha * H(c, k, i) + beta * DH(c, k, i))),
        )
    ),
    "nonzero": gt(size, 0),
    "circle": eq(alpha**2 * size + beta**2 * length2, size),
}
NEAR = {
    "moved": gt(beta, 0),
    "near": le(beta, 1),
    "forward": ge(2 * alpha, 1),
    "small": lt(2 * beta * BOUND, length2),
}


def along(claim):
    """The direction: tangent, steepest, and 0 at critical points only."""
    squares = total(square(DW(j, c)), j, c) + total(square(DH(c, k, i)), c, k, i)
    still = {"still": eq(length2, 0)}
    return [
        identity(
            "tangent",
            claim["tangent"],
            "<x, Delta> = 2 <M, Z> - lambda rho^2",
            unfold=["rho2", "Z"],
            using=[
                use("steepest", times=W(j, c), over=(j, c)),
                use("steepest.1", times=H(c, k, i), over=(c, k, i)),
                use("multiplier", times=-1),
            ],
            assume={**MULTIPLIER, **STEEPEST},
        ),
        identity(
            "rate",
            eq(total(M(j, k, i) * zeta(j, k, i), j, k, i), length2),
            "<M, zeta> = <Delta + lambda x, Delta>",
            unfold=["zeta", "Delta2"],
            using=[
                use("steepest", times=-DW(j, c), over=(j, c)),
                use("steepest.1", times=-DH(c, k, i), over=(c, k, i)),
                use("tangent", times=lam),
            ],
            assume=STEEPEST,
        ),
        identity(
            "slope", claim["slope"], "-<M, zeta>", using=["second-variation:slope", use("rate", times=-1)]
        ),
        zero_set(
            "no DW",
            still["still"],
            by=squares,
            conclusion=eq(DW(j, c), 0),
            because="a square",
            unfold=["Delta2"],
        ),
        zero_set(
            "no DH",
            still["still"],
            by=squares,
            conclusion=eq(DH(c, k, i), 0),
            because="a square",
            unfold=["Delta2"],
        ),
        identity(
            "critical by W",
            claim["critical"],
            "M H^T - lambda W = DW = 0",
            using=[use("steepest", times=-1), "no DW"],
            assume=STEEPEST,
        ),
        identity(
            "critical by H",
            claim["critical.1"],
            "W^T M - lambda H = DH = 0",
            using=[use("steepest.1", times=-1), "no DH"],
            assume=STEEPEST,
        ),
    ]


def beside(claim):
    """The circle: its logits, and the parabola above the loss."""
    shrunk = -(beta**2) * length2 / size * Z(j, k, i)
    turned, second = alpha * beta * zeta(j, k, i), beta**2 * PRODUCT
    spread = square(shrunk - turned) + square(turned - second) + square(second - shrunk)
    longer = total(square(Z(j, k, i)), j, k, i) * length2**2 / size**2 + total(square(PRODUCT), j, k, i)
    rest = (1 - beta) * (1 + beta) * longer + (1 - alpha**2) * total(square(zeta(j, k, i)), j, k, i)
    return [
        identity(
            "sphere",
            claim["sphere"],
            "alpha^2 rho^2 + beta^2 |Delta|^2 = rho^2",
            using=[use("second-variation:plane", given=("tangent",)), "circle"],
            assume=CIRCLE,
        ),
        identity(
            "logits",
            eq(G(j, k, i), shrunk + turned + second),
            "multiply out, with alpha^2 - 1 = -beta^2 |Delta|^2 / rho^2",
            unfold=["G", "Z1", "Z", "zeta", "on plane", "on plane.1"],
            using=[use("circle", times=total(W(j, c) * H(c, k, i), c) / size)],
            assume=CIRCLE,
        ),
        sign(
            "alpha",
            le(alpha**2, 1),
            by=beta**2 * length2 / size,
            because="the circle",
            facts=["nonzero"],
            using=[use("circle", times=-1 / size)],
            assume=CIRCLE,
        ),
        sign(
            "lower",
            claim["lower"],
            by=(PARABOLA - (L1 - _.L))
            + half * beta * (2 * alpha - 1) * length2
            + half * beta * (length2 - 2 * beta * BOUND)
            + 3 * beta**2 * rest
            + total(spread, j, k, i),
            because="the parabola above L in the logits, and |x + y + z|^2 <= 3 (|x|^2 + |y|^2 + |z|^2)",
            facts=["nonzero", "moved", "near", "forward", "small", "alpha", "logit-gap:plain"],
            unfold=["logits"],
            using=[
                use("rate", times=alpha * beta),
                use("multiplier", times=beta**2 * length2 / (2 * size)),
            ],
            assume={**CIRCLE, **MULTIPLIER, **NEAR},
        ),
    ]


def proof(claim):
    return [*along(claim), *beside(claim)]


if __name__ == "__main__":
    run_alone(__file__)
