"""W a = 0 and H^T a = 0 leave only the products: Z1 = alpha^2 Z + beta^2 u v^T."""

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
    square,
    total,
    use,
)

j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
W, H, Z, a = _.W, _.H, _.Z, _.a
M, DW, DH, W1, H1 = (atom(name) for name in ("M", "DW", "DH", "W1", "H1"))
G, zeta, u, v = (atom(name) for name in ("G", "zeta", "u", "v"))
lam, alpha, beta, size, L1 = (atom(name)() for name in ("lambda", "alpha", "beta", "rho2", "L1"))
sigma = _.sigma
LENGTH = total(Z(j, k, i) ** 2, j, k, i)
PARABOLA = total(G(j, k, i) ** 2, j, k, i) - total(M(j, k, i) * G(j, k, i), j, k, i)

BY_W = eq(total(M(j, k, i) * H(c, k, i), k, i), lam * W(j, c))
BY_H = eq(total(W(j, c) * M(j, k, i), j), lam * H(c, k, i))
CRITICAL = {"critical": And((forall(j, c, BY_W), forall(c, k, i, BY_H)))}
POSITIVE = {"positive": gt(lam, 0)}
NULL_W = {"W a": forall(j, eq(total(W(j, c) * a(c), c), 0))}
NULL_H = {"H a": forall(k, i, eq(total(a(c) * H(c, k, i), c), 0))}
ACROSS = {
    "across": And((forall(j, c, eq(DW(j, c), u(j) * a(c))), forall(c, k, i, eq(DH(c, k, i), a(c) * v(k, i)))))
}
UNIT = {
    "unit": And((eq(total(u(j) ** 2, j), 1), eq(total(v(k, i) ** 2, k, i), 1), eq(total(a(c) ** 2, c), 1)))
}
SINGULAR = {
    "pair": And(
        (
            forall(j, eq(total(M(j, k, i) * v(k, i), k, i), sigma * u(j))),
            forall(k, i, eq(total(u(j) * M(j, k, i), j), sigma * v(k, i))),
        )
    )
}
CIRCLE = {
    "on plane": And(
        (
            forall(j, c, eq(W1(j, c), alpha * W(j, c) + beta * DW(j, c))),
            forall(c, k, i, eq(H1(c, k, i), alpha * H(c, k, i) + beta * DH(c, k, i))),
        )
    ),
    "circle": eq(alpha**2 * size + 2 * beta**2, size),
}
NEAR = {
    "nonzero": gt(size, 0),
    "moved": gt(beta, 0),
    "small": lt(beta**2 * (8 * LENGTH + 2 * size**2), (sigma - lam) * size**2),
}
ACROSS_RULES = ["across", "across.1"]
MOVED = ["on plane", "on plane.1", *ACROSS_RULES]


def spectrum(claim):
    """The columns of W are eigenvectors of M M^T."""
    return [
        identity(
            "columns of M", eq(total(M(j, k, i), j), 0), "P and Y have columns of sum 1", unfold=["M", "P"]
        ),
        identity(
            "spectrum",
            claim["spectrum"],
            "M (M^T W) = lambda M H^T = lambda^2 W",
            using=[use("critical.1", times=M(j, k, i), over=(k, i)), use("critical", times=lam)],
            assume=CRITICAL,
        ),
        identity(
            "along u",
            claim["spectrum.1"],
            "sigma^2 u^T W = u^T M M^T W = lambda^2 u^T W",
            using=[
                use("spectrum", times=u(j), over=(j,)),
                use("pair.1", times=-total(W(l, c) * M(l, k, i), l), over=(k, i)),
                use("pair", times=-sigma * W(j, c), over=(j,)),
            ],
            assume=SINGULAR,
        ),
        identity(
            "along 1",
            claim["spectrum.2"],
            "1^T M = 0",
            using=[use("critical", times=-1, over=(j,)), use("columns of M", times=H(c, k, i), over=(k, i))],
            assume=CRITICAL,
        ),
    ]


def along(claim):
    """The direction: tangent, and its second variation."""
    return [
        identity(
            "orthogonal",
            claim["orthogonal"],
            "lambda H^T a = M^T W a = 0",
            using=[
                use("critical.1", times=-a(c) / lam, over=(c,)),
                use("W a", times=M(j, k, i) / lam, over=(j,)),
            ],
            assume={**POSITIVE, **CRITICAL, **NULL_W},
        ),
        identity(
            "no rate",
            eq(zeta(j, k, i), 0),
            "zeta = u (H^T a)^T + (W a) v^T",
            unfold=["zeta", *ACROSS_RULES],
            using=[use("W a", times=v(k, i)), use("H a", times=u(j))],
            assume={**ACROSS, **NULL_W, **NULL_H},
        ),
        identity(
            "everywhere",
            claim["everywhere"],
            "only the product DW DH = |a|^2 u v^T is left",
            unfold=["no rate", *ACROSS_RULES],
            using=["second-variation:bending"],
            assume=ACROSS,
        ),
        identity(
            "tangent",
            claim["tangent"],
            "<W, u a^T> = u^T W a, <H, a v^T> = v^T H^T a",
            unfold=ACROSS_RULES,
            using=[use("W a", times=u(j), over=(j,)), use("orthogonal", times=v(k, i), over=(k, i))],
            assume={**POSITIVE, **ACROSS, **NULL_W},
        ),
        identity(
            "product",
            eq(total(u(j) * M(j, k, i) * v(k, i), j, k, i), sigma),
            "u^T M v = sigma |u|^2",
            using=[use("pair", times=u(j), over=(j,)), use("unit", times=sigma)],
            assume={**SINGULAR, **UNIT},
        ),
        identity(
            "length",
            eq(atom("Delta2")(), 2),
            "|u a^T|^2 + |a v^T|^2",
            unfold=["Delta2", *ACROSS_RULES],
            using=[
                use("unit", times=total(a(c) ** 2, c)),
                use("unit.1", times=total(a(c) ** 2, c)),
                use("unit.2", times=2),
            ],
            assume={**ACROSS, **UNIT},
        ),
        identity(
            "value",
            claim["value"],
            "-2 u^T M v + lambda |Delta|^2",
            using=[
                use("everywhere", given=("orthogonal",)),
                use("product", times=-2),
                use("length", times=lam),
                use("unit.2", times=-2 * total(u(j) * M(j, k, i) * v(k, i), j, k, i)),
            ],
            assume=UNIT,
        ),
    ]


def beside(claim):
    """The circle: its logits, and the parabola above the loss."""
    across = 2 * Z(j, k, i) / size + u(j) * v(k, i)
    room = (sigma - lam) * size**2 - beta**2 * (8 * LENGTH + 2 * size**2)
    return [
        identity(
            "sphere",
            claim["sphere"],
            "alpha^2 rho^2 + beta^2 |Delta|^2 = rho^2",
            using=[use("second-variation:plane", given=("tangent",)), use("length", times=beta**2), "circle"],
            assume=CIRCLE,
        ),
        identity(
            "logits",
            eq(G(j, k, i), beta**2 * (u(j) * v(k, i) - 2 * Z(j, k, i) / size)),
            "Z1 = alpha^2 Z + beta^2 u v^T",
            unfold=["G", "Z1", "Z", *MOVED],
            using=[
                use("W a", times=alpha * beta * v(k, i)),
                use("orthogonal", times=alpha * beta * u(j)),
                use("unit.2", times=beta**2 * u(j) * v(k, i)),
                use("circle", times=total(W(j, c) * H(c, k, i), c) / size),
            ],
            assume={"nonzero": gt(size, 0), **CIRCLE, **ACROSS, **NULL_W, **UNIT},
        ),
        identity(
            "multiplier",
            eq(2 * total(M(j, k, i) * Z(j, k, i), j, k, i), lam * size),
            "2 <M, Z> = lambda |W|^2 + lambda |H|^2",
            unfold=["rho2"],
            using=["optimality-identity:balanced", "optimality-identity:balanced.1"],
        ),
        sign(
            "lower",
            claim["lower"],
            by=(PARABOLA - (L1 - _.L)) + beta**2 * room / size**2 + beta**4 * total(square(across), j, k, i),
            because="<M, G> = beta^2 (sigma - lambda), and |x - y|^2 = 2 |x|^2 + 2 |y|^2 - |x + y|^2",
            facts=["nonzero", "moved", "small", "logit-gap:plain"],
            unfold=["logits"],
            using=[
                use("product", times=beta**2),
                use("multiplier", times=-(beta**2) / size),
                use("unit", times=-2 * beta**4 * total(v(k, i) ** 2, k, i)),
                use("unit.1", times=-2 * beta**4),
            ],
            assume={**NEAR, **UNIT},
        ),
    ]


def proof(claim):
    return [*spectrum(claim), *along(claim), *beside(claim)]


if __name__ == "__main__":
    run_alone(__file__)
