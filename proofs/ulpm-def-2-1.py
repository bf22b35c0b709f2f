"""Pi is symmetric and Pi^2 = Pi, so M^T M = (K/(K - 1)) Pi where Q^T Q = I."""

from symflow import CLASSES, atom, delta, eq, forall, identity, indices, log, notation, run_alone, total, use

j, k, l, p, q = indices("j k l p q", CLASSES)
K = notation.K
M, Q = atom("M"), atom("Q")
ORTHOGONAL = {"orthogonal": forall(k, l, eq(total(Q(j, k) * Q(j, l), j) - delta(k, l), 0))}
middle = total((delta(p, k) - 1 / K) * total(Q(j, p) * Q(j, q), j) * (delta(q, l) - 1 / K), p, q)
weight = K / (K - 1) * (delta(p, k) - 1 / K) * (delta(q, l) - 1 / K)


def proof(claim):
    return [
        identity("centred", claim["centred"], "Pi 1 = 0", unfold=["M"]),
        identity(
            "product",
            claim["product"],
            "insert M; the root squared is K/(K - 1)",
            unfold=["M"],
            using=[use("square-root:square", let={"x": log(K / (K - 1))}, times=middle)],
        ),
        identity(
            "gram",
            claim["gram"],
            "Pi^2 = Pi",
            using=["product", use("orthogonal", at={k: p, l: q}, times=weight, over=(p, q))],
            assume=ORTHOGONAL,
        ),
        identity("length", claim["length"], "the diagonal", using=[use("gram", at={l: k})]),
        identity("cosine", claim["cosine"], "off the diagonal", using=[use("gram", times=1 - delta(k, l))]),
    ]


if __name__ == "__main__":
    run_alone(__file__)
