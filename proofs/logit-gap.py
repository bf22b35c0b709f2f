"""Pairs of classes: (e^A - e^B)(A - B) lies between 0 and (e^A + e^B)(A - B)^2 / 2."""

from symflow import (
    CLASSES,
    SAMPLES,
    atom,
    delta,
    eq,
    excess,
    exp,
    gt,
    half_tanh,
    identity,
    indices,
    le,
    log,
    notation,
    run_alone,
    sign,
    square,
    total,
    use,
)

j, k, l, q = indices("j k l q", CLASSES)
(i,) = indices("i", SAMPLES)
_ = notation
P, Z, K, L = _.P, _.Z, _.K, _.L
P1, Z1, M, G, G0 = (atom(name) for name in ("P1", "Z1", "M", "G", "G0"))
KL, L1 = atom("KL")(), atom("L1")()


def norm(z):
    return total(exp(z(l, k, i)), l)


def column(p, z, name):
    """The probabilities of one point: they are positive, add up to 1, and their logarithm is z - log sum exp z."""
    return [
        sign(
            f"{name} positive",
            gt(p(j, k, i), 0),
            by=exp(z(j, k, i)) / norm(z),
            because="exp > 0",
            unfold=[name],
        ),
        identity(f"sum of {name}", eq(total(p(j, k, i), j), 1), "the sum of a softmax", unfold=[name]),
        identity(
            f"log {name}", eq(log(p(j, k, i)), z(j, k, i) - log(norm(z))), "log of a quotient", unfold=[name]
        ),
    ]


def proof(claim):
    logs = log(norm(Z1)) - log(norm(Z))
    ratio = exp(Z1(j, k, i) - Z(j, k, i)) * norm(Z) / norm(Z1)

    def cross(p, q, sign=-1):
        return P1(p, k, i) * P(q, k, i) + sign * P(p, k, i) * P1(q, k, i)

    step = G0(j, k, i) - G0(l, k, i)
    bent = use("tanh-parabola:parabola", let={"x": step})
    size = total(G0(q, k, i) ** 2, q)
    others = total((1 - delta(q, j)) ** 2 * (1 - delta(q, l)) ** 2 * G0(q, k, i) ** 2, q)
    apart = (1 - delta(j, l)) ** 2 * (2 * others + (G0(j, k, i) + G0(l, k, i)) ** 2) + delta(j, l) * 2 * size
    bound = total(G0(j, k, i) ** 2, j, k, i) - total(M(j, k, i) * G(j, k, i), j, k, i)
    return [
        *column(P, Z, "P"),
        *column(P1, Z1, "P1"),
        identity(
            "gap",
            claim["gap"],
            "log P = Z - log sum exp Z",
            unfold=["L", "L1", "KL", "M", "G"],
            using=[
                use("log P", times=-P(j, k, i), over=(j, k, i)),
                use("log P1", times=P(j, k, i), over=(j, k, i)),
                use("sum of P", times=-logs, over=(k, i)),
            ],
        ),
        identity("ratio", eq(P(j, k, i) * ratio, P1(j, k, i)), "a quotient of softmaxes", unfold=["P", "P1"]),
        sign(
            "divergence",
            claim["divergence"],
            by=total(P(j, k, i) * excess(ratio), j, k, i),
            because="Gibbs: log x <= x - 1 at x = P1/P, and sum_j P1_j = sum_j P_j",
            facts=["P positive"],
            using=[
                use("log P", times=P(j, k, i), over=(j, k, i)),
                use("log P1", times=-P(j, k, i), over=(j, k, i)),
                use("ratio", times=-1, over=(j, k, i)),
                use("sum of P1", times=-1, over=(k, i)),
                use("sum of P", over=(k, i)),
            ],
            unfold=["KL"],
        ),
        identity(
            "pairs",
            eq(
                total((P1(j, k, i) - P(j, k, i)) * G(j, k, i), j),
                total(cross(j, l) * step, j, l) / 2,
            ),
            "antisymmetric in j and l, and both columns add up to 1",
            unfold=["G0"],
            using=[
                use("sum of P", times=-total(P1(j, k, i) * G(j, k, i), j)),
                use("sum of P1", times=total(P(j, k, i) * G(j, k, i), j)),
            ],
        ),
        sign(
            "chord",
            le(cross(j, l) * step, cross(j, l, 1) * step**2 / 2),
            by=cross(j, l, 1) * (step**2 / 2 - half_tanh(step)),
            because="tanh(x/2) = (e^A - e^B)/(e^A + e^B) at x = A - B, and x tanh(x/2) <= x^2/2",
            facts=[
                "P positive",
                use("P positive", at={j: l}),
                "P1 positive",
                use("P1 positive", at={j: l}),
                bent,
            ],
            unfold=["P", "P1", "G0", "G"],
        ),
        sign(
            "spread",
            le(total(P1(j, k, i) * P(l, k, i) * step**2, j, l), 2 * size),
            by=total(P1(j, k, i) * P(l, k, i) * apart, j, l),
            because="(x_j - x_l)^2 <= 2 |x|^2, and the weights add up to 1",
            facts=["P1 positive", use("P positive", at={j: l})],
            using=[
                use("sum of P", times=-2 * size),
                use("sum of P1", times=-2 * size * total(P(q, k, i), q)),
            ],
        ),
        identity(
            "inverse", eq(P1(j, k, i) / ratio, P(j, k, i)), "a quotient of softmaxes", unfold=["P", "P1"]
        ),
        sign(
            "parabola",
            claim["parabola"],
            by=total(P1(j, k, i) * excess(1 / ratio), j, k, i)
            + total(2 * size - total(P1(j, k, i) * P(l, k, i) * step**2, j, l), k, i) / 2
            + total(cross(j, l, 1) * step**2 / 2 - cross(j, l) * step, j, l, k, i) / 2,
            because="L - L1 lies above its tangent at Z1 (Gibbs), and the two tangents differ by the pairs",
            facts=["P1 positive", "spread", "chord"],
            using=[
                use("pairs", times=-1, over=(k, i)),
                use("inverse", times=-1, over=(j, k, i)),
                use("sum of P", times=-1, over=(k, i)),
                use("sum of P1", times=1 + logs, over=(k, i)),
            ],
            unfold=["L", "L1", "M", "G"],
        ),
        sign(
            "plain",
            claim["plain"],
            by=bound - (L1 - L) + total(square(total(G(j, k, i), j)), k, i) / K,
            because="a column without its mean is shorter",
            facts=["parabola"],
            unfold=["G0"],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
