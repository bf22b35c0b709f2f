"""Equal rows, equal class sums, P = 1/K: what remains of the logits is b times something."""

from fractions import Fraction

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    And,
    Partial,
    atom,
    delta,
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

j, k, l, p, q = indices("j k l p q", CLASSES)
i, r = indices("i r", SAMPLES)
c, e = indices("c e", FEATURES)
_ = notation
W, H, Z, P, K, n, a, b = _.W, _.H, _.Z, _.P, _.K, _.n, _.a, _.b
M, DW, DH, W1, H1 = (atom(name) for name in ("M", "DW", "DH", "W1", "H1"))
G, G0, zeta = (atom(name) for name in ("G", "G0", "zeta"))
lam, alpha, beta, epsilon = (atom(name)() for name in ("lambda", "alpha", "beta", "epsilon"))
size, length2, L1 = (atom(name)() for name in ("rho2", "Delta2", "L1"))
half, quarter = Fraction(1, 2), Fraction(1, 4)

LENGTH_A, LENGTH_B = total(a(c) ** 2, c), total(b(j) ** 2, j)
LENGTH_H = total(H(c, k, i) ** 2, c, k, i)
LENGTH_A_SQUARE = total(square(a(c)), c)
TOWARDS = total(a(c) * H(c, k, i), c)
ALIGNED = total(TOWARDS**2, k, i)
ALIGNED_SQUARE = total(square(TOWARDS), k, i)
ACROSS = total(square(a(c) * H(e, k, i) - a(e) * H(c, k, i)), c, e, k, i)
INNER = total(M(j, k, i) * G(j, k, i), j, k, i)

STATIONARY = {
    "stationary": And(
        (
            forall(j, c, eq(total(M(j, k, i) * H(c, k, i), k, i), 0)),
            forall(c, k, i, eq(total(W(j, c) * M(j, k, i), j), 0)),
        )
    )
}
CENTRED = {"centred": eq(total(b(j), j), 0)}
TURNED = {
    "turned": And(
        (
            forall(j, c, eq(DW(j, c), epsilon * b(j) * a(c))),
            forall(c, k, i, eq(DH(c, k, i), a(c) * b(k) / epsilon)),
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
    "circle": eq(alpha**2 * size + beta**2 * length2, size),
}
NONZERO = {"nonzero": gt(size, 0)}
NEAR = {
    "a": gt(LENGTH_A, 0),
    "b": gt(LENGTH_B, 0),
    "moved": gt(beta, 0),
    "near": le(4 * beta**2 * LENGTH_A * LENGTH_B, 1),
    "small": le(2 * epsilon**2 * LENGTH_H, 1),
}
ALONG = ["turned", "turned.1"]
MOVED = ["on plane", "on plane.1", *ALONG]


def at_rest(claim):
    """What the claim critical-points says here."""
    flat = ("flat by classifiers", "flat by features")
    known = [
        f"critical-points:{name}" for name in ("characterisation", "characterisation.1", "probabilities")
    ]
    rests = (("rows", ""), ("sums", ".1"), ("uniform", ".2"))
    return [
        identity(
            flat[0],
            eq(Partial(_.L, W(p, c)), 0),
            "dL/dW = -M H^T",
            unfold=["M"],
            using=["gradient:dL/dW", use("stationary", times=-1, at={j: p})],
            assume=STATIONARY,
        ),
        identity(
            flat[1],
            eq(Partial(_.L, H(c, q, r)), 0),
            "dL/dH = -W^T M",
            unfold=["M"],
            using=["gradient:dL/dH", use("stationary.1", times=-1, at={k: q, i: r})],
            assume=STATIONARY,
        ),
        *(
            identity(
                name, claim["stationary" + place], "a critical point of L", using=[use(fact, given=flat)]
            )
            for fact, (name, place) in zip(known, rests, strict=True)
        ),
    ]


def along(claim):
    """The direction is tangent, and its second variation."""
    total_b = total(b(q), q)
    mean = total(a(e) * W(l, e), e, l) / K
    return [
        identity(
            "tangent",
            claim["tangent"],
            "b is orthogonal to what is the same for all classes",
            unfold=ALONG,
            using=[
                use("rows", times=epsilon * b(j) * a(c) / K, over=(j, l, c)),
                use("sums", times=a(c) * b(k) / (epsilon * K), over=(c, k, l)),
                use("centred", times=epsilon * mean + total(a(e) * H(e, l, i), e, l, i) / (epsilon * K)),
            ],
            assume={**TURNED, **CENTRED},
        ),
        identity("residual", eq(M(j, k, i), delta(j, k) - 1 / K), "P = 1/K", unfold=["M", "uniform"]),
        identity(
            "rate",
            eq(zeta(j, k, i), epsilon * b(j) * TOWARDS + b(k) / epsilon * mean),
            "zeta = DW H + W DH with equal rows",
            unfold=["zeta", *ALONG],
            using=[use("rows", times=a(c) * b(k) / (epsilon * K), over=(c, l))],
            assume=TURNED,
        ),
        identity(
            "value",
            claim["value"],
            "the variance of b under P = 1/K, and -2 <M, DW DH>",
            unfold=["rate", "residual", "uniform", *ALONG],
            using=[
                "second-variation:bending",
                use("none", times=length2),
                use("centred", times=total_b * (2 * n / K * LENGTH_A - epsilon**2 / K**2 * ALIGNED)),
            ],
            assume={**TURNED, **CENTRED, "none": eq(lam, 0)},
        ),
        sign(
            "negative",
            claim["negative"],
            by=total(square(b(j)), j)
            / K
            * (LENGTH_A_SQUARE * (1 - epsilon**2 * LENGTH_H) + epsilon**2 * ACROSS / 2),
            because="|a|^2 |h|^2 - (a . h)^2 = (1/2) sum_{c,e} (a_c h_e - a_e h_c)^2",
            facts=["short"],
            using=[use("value", times=-1)],
            assume={"short": le(epsilon**2 * LENGTH_H, 1)},
        ),
        identity(
            "sphere",
            claim["sphere"],
            "alpha^2 rho^2 + beta^2 |Delta|^2 = rho^2",
            using=[use("second-variation:plane", given=("tangent",)), "circle"],
            assume=CIRCLE,
        ),
    ]


def beside(claim):
    """The circle: its logits without their means, and the parabola above the loss."""
    common = (alpha**2 - 1) * H(c, k, i) + alpha * beta * a(c) * b(k) / epsilon
    shape = alpha * beta * epsilon * b(j) * TOWARDS + beta**2 * LENGTH_A * b(j) * b(k)
    mixed = total(b(k) * TOWARDS, k, i)
    slack = (1 - alpha**2) * epsilon**2 * ALIGNED_SQUARE + epsilon**2 * ACROSS / 2
    slack += half * LENGTH_A * (1 - 2 * epsilon**2 * LENGTH_H)
    slack += quarter * n * LENGTH_A * (1 - 4 * beta**2 * LENGTH_A * LENGTH_B)
    slack += LENGTH_A * (3 * quarter * (n - 1) + quarter)
    return [
        identity(
            "shape",
            eq(G0(j, k, i), shape),
            "equal rows, and b without a mean",
            unfold=["G0", "G", "Z1", "Z", *MOVED],
            using=[
                use("rows", times=common / K, over=(c, l)),
                use("centred", times=-(alpha * beta * epsilon * TOWARDS + beta**2 * LENGTH_A * b(k)) / K),
            ],
            assume={**TURNED, **CIRCLE, **CENTRED},
        ),
        identity(
            "class sums",
            eq(mixed, 0),
            "the class sums agree, and sum_k b_k = 0",
            using=[
                use("sums", times=a(c) * b(k) / K, over=(c, k, l)),
                use("centred", times=total(a(e) * H(e, l, i), e, l, i) / K),
            ],
            assume=CENTRED,
        ),
        identity(
            "centred gap", eq(INNER, total(G0(k, k, i), k, i)), "M = Y - 1/K", unfold=["residual", "G0"]
        ),
        identity(
            "gain",
            eq(INNER, beta**2 * n * LENGTH_A * LENGTH_B),
            "sum_{k,i} of the shape at j = k",
            using=[
                "centred gap",
                use("shape", at={j: k}, over=(k, i)),
                use("class sums", times=alpha * beta * epsilon),
            ],
        ),
        sign(
            "alpha",
            le(alpha**2, 1),
            by=beta**2 * length2 / size,
            because="the circle",
            facts=["nonzero"],
            using=[use("circle", times=-1 / size)],
            assume={**NONZERO, **CIRCLE},
        ),
        sign(
            "lower",
            claim["lower"],
            by=(total(G0(j, k, i) ** 2, j, k, i) - INNER - (L1 - _.L)) + beta**2 * LENGTH_B * slack,
            because="the parabola above L, with |a|^2 |h|^2 - (a . h)^2 a sum of squares",
            facts=["a", "b", "moved", "near", "small", "alpha", "logit-gap:parabola"],
            unfold=["shape"],
            using=["gain", use("class sums", times=-2 * alpha * beta**3 * epsilon * LENGTH_A * LENGTH_B)],
            assume=NEAR,
        ),
    ]


def proof(claim):
    return [*at_rest(claim), *along(claim), *beside(claim)]


if __name__ == "__main__":
    run_alone(__file__)
