"""Differentiate log sum exp twice along the line; on the circle Delta' = -kappa x adds -kappa <grad L, x>."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    And,
    atom,
    derive,
    eq,
    forall,
    ge,
    identity,
    indices,
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
W, H = _.W, _.H
M, DW, DH, W1, H1 = (atom(name) for name in ("M", "DW", "DH", "W1", "H1"))
lam, kappa, alpha, beta = (atom(name)() for name in ("lambda", "kappa", "alpha", "beta"))
size, length2 = atom("rho2")(), atom("Delta2")()
INNER = total(M(j, k, i) * _.Z(j, k, i), j, k, i)
ALONG = total(W(j, c) * DW(j, c), j, c) + total(H(c, k, i) * DH(c, k, i), c, k, i)
ON_PLANE = And(
    (
        forall(j, c, eq(W1(j, c), alpha * W(j, c) + beta * DW(j, c))),
        forall(c, k, i, eq(H1(c, k, i), alpha * H(c, k, i) + beta * DH(c, k, i))),
    )
)
TANGENT = {"orthogonal": eq(ALONG, 0), "on plane": ON_PLANE}
DISTANCE = total((W1(j, c) - W(j, c)) ** 2, j, c) + total((H1(c, k, i) - H(c, k, i)) ** 2, c, k, i)


def proof(claim):
    opened = ["P", "M", "Z", "zeta"]
    sizes = ["rho2", "Delta2"]
    return [
        derive("slope", claim["slope"], "the chain rule through Z = W H", unfold=opened),
        derive("bending", claim["bending"], "differentiate P = softmax(Z) and zeta", unfold=opened),
        derive("size", claim["circle"], "the product rule", unfold=sizes),
        derive("tangent", claim["circle.1"], "Delta' = -kappa x", unfold=sizes),
        derive("speed", claim["circle.2"], "Delta' = -kappa x", unfold=sizes),
        derive(
            "value",
            claim["value"],
            "the circle turns by -kappa x, and -<grad L, x> = 2 <M, Z> = lambda |x|^2",
            unfold=opened,
            using=[use("multiplier", times=-kappa), use("speed of x", times=-lam)],
            assume={"multiplier": eq(lam * size, 2 * INNER), "speed of x": eq(length2, kappa * size)},
        ),
        identity(
            "plane",
            claim["plane"],
            "the mixed term is 2 alpha beta <x, Delta>",
            unfold=["rho2_1", "on plane", "on plane.1", *sizes],
            using=[use("orthogonal", times=2 * alpha * beta)],
            assume=TANGENT,
        ),
        identity(
            "distance",
            eq(DISTANCE, (1 - alpha) ** 2 * size + beta**2 * length2),
            "x1 - x = (alpha - 1) x + beta Delta",
            unfold=["on plane", "on plane.1", *sizes],
            using=[use("orthogonal", times=2 * (alpha - 1) * beta)],
            assume=TANGENT,
        ),
        sign(
            "near",
            claim["near"],
            by=2 * alpha * beta**2 * length2 / (1 + alpha),
            because="(1 - alpha^2) rho^2 = beta^2 |Delta|^2, and (1 - alpha)^2 <= 1 - alpha^2 for 0 <= alpha <= 1",
            facts=["forward"],
            using=[use("distance", times=-1), use("circle", times=(1 - alpha) / (1 + alpha))],
            assume={"circle": eq(alpha**2 * size + beta**2 * length2, size), "forward": ge(alpha, 0)},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
