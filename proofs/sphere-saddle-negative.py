"""Along (W, -H) the logits only shrink: Z1 = (1 - 2 beta^2) Z."""

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
(c,) = indices("c", FEATURES)
_ = notation
W, H, Z = _.W, _.H, _.Z
M, DW, DH, W1, H1, G = (atom(name) for name in ("M", "DW", "DH", "W1", "H1", "G"))
lam, alpha, beta, size, L1 = (atom(name)() for name in ("lambda", "alpha", "beta", "rho2", "L1"))
LENGTH = total(Z(j, k, i) ** 2, j, k, i)
INNER = total(M(j, k, i) * Z(j, k, i), j, k, i)
PARABOLA = total(G(j, k, i) ** 2, j, k, i) - total(M(j, k, i) * G(j, k, i), j, k, i)

BY_W = eq(total(M(j, k, i) * H(c, k, i), k, i), lam * W(j, c))
BY_H = eq(total(W(j, c) * M(j, k, i), j), lam * H(c, k, i))
CRITICAL = {"critical": And((forall(j, c, BY_W), forall(c, k, i, BY_H)))}
OPPOSITE = {
    "opposite": And((forall(j, c, eq(DW(j, c), W(j, c))), forall(c, k, i, eq(DH(c, k, i), -H(c, k, i)))))
}
NEGATIVE = {"negative": lt(lam, 0)}
CIRCLE = {
    "on plane": And(
        (
            forall(j, c, eq(W1(j, c), alpha * W(j, c) + beta * DW(j, c))),
            forall(c, k, i, eq(H1(c, k, i), alpha * H(c, k, i) + beta * DH(c, k, i))),
        )
    ),
    "circle": eq(alpha**2 + beta**2, 1),
}
NEAR = {"small": lt(4 * beta**2 * LENGTH, -(lam * size)), "moved": gt(beta, 0)}
STRETCHED = ["opposite", "opposite.1"]
MOVED = ["on plane", "on plane.1", *STRETCHED]


def proof(claim):
    rows, columns = "optimality-identity:balanced", "optimality-identity:balanced.1"
    return [
        identity(
            "everywhere",
            claim["everywhere"],
            "zeta = W H - W H = 0 and DW DH = -W H",
            unfold=["zeta", "Z", *STRETCHED],
            using=["second-variation:bending"],
            assume=OPPOSITE,
        ),
        identity(
            "tangent",
            claim["tangent"],
            "lambda |W|^2 = <M, Z> = lambda |H|^2",
            unfold=STRETCHED,
            using=[use(rows, times=-1 / lam), use(columns, times=1 / lam)],
            assume={**NEGATIVE, **OPPOSITE},
        ),
        identity(
            "multiplier",
            eq(2 * INNER, lam * size),
            "the sum of both",
            unfold=["rho2"],
            using=[rows, columns],
        ),
        identity(
            "value",
            claim["value"],
            "2 <M, Z> = lambda rho^2",
            unfold=["Delta2", "rho2", *STRETCHED],
            using=["everywhere", "multiplier"],
            assume=OPPOSITE,
        ),
        identity(
            "sphere",
            claim["sphere"],
            "|W|^2 = |H|^2 and alpha^2 + beta^2 = 1",
            unfold=["rho2", "Delta2", *STRETCHED],
            using=[use("second-variation:plane", given=("tangent",)), use("circle", times=size)],
            assume={**NEGATIVE, **OPPOSITE, **CIRCLE},
        ),
        identity(
            "logits",
            eq(G(j, k, i), -2 * beta**2 * Z(j, k, i)),
            "(alpha + beta)(alpha - beta) = 1 - 2 beta^2",
            unfold=["G", "Z1", "Z", *MOVED],
            using=[use("circle", times=total(W(j, c) * H(c, k, i), c))],
            assume={**OPPOSITE, **CIRCLE},
        ),
        sign(
            "lower",
            claim["lower"],
            by=beta**2 * (-(lam * size) - 4 * beta**2 * LENGTH) + (PARABOLA - (L1 - _.L)),
            because="the parabola above L in the logits",
            facts=["small", "moved", "logit-gap:plain"],
            unfold=["logits"],
            using=[use("multiplier", times=-(beta**2))],
            assume={**NEGATIVE, **NEAR},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
