"""W' and -dL/dW, computed separately, are the same sum over modes: I - P = sum_j (1 - pi_j) E_j."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    Ddt,
    Partial,
    atom,
    cite,
    delta,
    derive,
    eq,
    forall,
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

j, k = indices("j k", FEATURES)
x, y, u = indices("x y u", CLASSES)
(e,) = indices("e", SAMPLES)
_ = notation
E = atom("E")
rest = 1 - _.pi(j)
right = total(E(j, x, y) * _.R(e, y), y)
left = total(_.R(e, x) * E(j, x, y), x)


def classifier(claim):
    """W' = (I - P) H^T."""
    gradient = total((delta(x, y) - _.P(x, y)) * _.H(e, y), y)
    return [
        derive(
            "gradient by W",
            eq(-Partial(_.L, _.W(x, e)), gradient),
            "cross-entropy: labels minus probabilities",
            unfold=["P", "D"],
        ),
        derive(
            "motion of W",
            eq(Ddt(_.W(x, e), "factors"), total(rest * _.b(j) * right, j)),
            "a_j' = (1 - pi_j) b_j",
        ),
        identity(
            "modes of H",
            eq(total(E(j, x, y) * _.H(e, y), y), _.b(j) * right),
            "E_j E_k = delta_jk E_j",
            unfold=["H"],
            using=[
                use(
                    "scheme-eigenvalues:symmetry",
                    times=_.b(k) * _.R(e, u) * E(j, x, y),
                    at={j: k, x: u},
                    over=(k, u, y),
                ),
                use("idempotent", times=_.b(k) * _.R(e, u), over=(k, u)),
            ],
        ),
        identity(
            "classifier",
            claim["classifier"],
            "I - P = sum_j (1 - pi_j) E_j",
            using=[
                "motion of W",
                use("gradient by W", times=-1),
                use("scheme-diagonal:diagonal", times=_.H(e, y), over=(y,)),
                use("complete", times=_.H(e, y), over=(y,)),
                use("modes of H", times=-rest, over=(j,)),
            ],
        ),
    ]


def features(claim):
    """H' = W^T (I - P)."""
    gradient = total(_.W(x, e) * (delta(x, y) - _.P(x, y)), x)
    return [
        derive(
            "gradient by H",
            eq(-Partial(_.L, _.H(e, y)), gradient),
            "cross-entropy: labels minus probabilities",
            unfold=["P", "D"],
        ),
        derive(
            "motion of H",
            eq(Ddt(_.H(e, y), "factors"), total(rest * _.a(j) * left, j)),
            "b_j' = (1 - pi_j) a_j",
        ),
        identity(
            "modes of W",
            eq(total(_.W(x, e) * E(j, x, y), x), _.a(j) * left),
            "E_k E_j = delta_kj E_j",
            unfold=["W"],
            using=[
                use(
                    "scheme-eigenvalues:symmetry",
                    times=_.a(k) * _.R(e, u) * E(j, x, y),
                    at={j: k, y: u},
                    over=(k, u, x),
                ),
                use("by columns", times=_.a(k) * _.R(e, u), over=(k, u)),
            ],
        ),
        identity(
            "features",
            claim["features"],
            "I - P = sum_j (1 - pi_j) E_j",
            using=[
                "motion of H",
                use("gradient by H", times=-1),
                use("scheme-diagonal:diagonal", times=_.W(x, e), over=(x,)),
                use("complete", times=_.W(x, e), over=(x,)),
                use("modes of W", times=-rest, over=(j,)),
            ],
        ),
    ]


def proof(claim):
    return [
        *classifier(claim),
        identity(
            "by columns",
            eq(total(E(k, u, x) * E(j, x, y), x), delta(j, k) * E(j, u, y)),
            "E_k E_j = delta_kj E_j",
            using=[use("idempotent", at={j: k, k: j, x: u, u: y})],
        ),
        *features(claim),
        cite(
            "unique",
            "ode-uniqueness",
            ["classifier", "features"],
            claim["unique"],
            "the loss is smooth, so the matrix flow from this start is this curve",
        ),
        derive("product", claim["product"], "the product rule", unfold=["s"]),
        derive("imbalance", claim["imbalance"], "a a' = b b'"),
        derive("balance", claim["balance"], "subtract"),
        derive(
            "square of the difference",
            eq(Ddt((_.a(j) - _.b(j)) ** 2, "factors"), -2 * rest * (_.a(j) - _.b(j)) ** 2),
            "the chain rule",
        ),
        sign(
            "never apart",
            le(Ddt((_.a(j) - _.b(j)) ** 2, "factors"), 0),
            by=2 * rest * square(_.a(j) - _.b(j)),
            because="1 - pi_j >= 0",
            facts=["scheme-diagonal:growth"],
            using=[use("square of the difference", times=-1)],
        ),
        cite(
            "balance kept",
            "mean-value",
            ["never apart"],
            claim["balance-kept"],
            "its derivative is not positive",
        ),
        derive(
            "balanced",
            claim["balanced"],
            "a^2 + b^2 = 2 a b",
            unfold=["s", "equal"],
            assume={"equal": forall(k, eq(_.a(k), _.b(k)))},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
