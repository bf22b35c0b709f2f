"""L is its bound plus a relative entropy plus a slack; both vanish at neural collapse with equal norms only."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    delta,
    eq,
    forall,
    identity,
    indices,
    log,
    notation,
    run_alone,
    sign,
    total,
    use,
    zero_set,
)

j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
L, P, Z, W, H, K, n = _.L, _.P, _.Z, _.W, _.H, _.K, _.n
B, T, p, m, y, KL = atom("B")(), atom("T")(), atom("p")(), atom("m"), atom("y"), atom("KL")
r, S, hbar, wbar, rho2, C, e = (
    atom("r")(),
    atom("S")(),
    atom("hbar"),
    atom("wbar"),
    atom("rho2")(),
    atom("C")(),
    atom("e")(),
)
LENGTH = rho2 / (2 * n * K)
product = total(hbar(c, k) * hbar(c, l), c)
bound = n * K * log(T)
surplus = total(KL(k, i), k, i) + p * n * K * S
EQUALITY = {"equality": eq(L, bound)}
SURPLUS = use("kl-identity:identity", given=("root",))


def collapse(length, scale):
    """Neural collapse with |hbar_k|^2 = length and w_k = scale hbar_k."""
    return {
        "nc1": forall(c, k, i, eq(H(c, k, i), hbar(c, k))),
        "nc2": forall(k, l, eq(product, length * (K * delta(k, l) - 1) / (K - 1))),
        "nc3": forall(k, c, eq(W(k, c), scale * hbar(c, k))),
    }


def forward(claim):
    """No slack and no entropy: then W = r hbar, the class means sum to 0, and every margin is B."""
    facts = ["kl-identity:positive", "slack-identity:positive"]
    gap = eq(L, bound)
    closed = ("equality",)
    return [
        sign("floor", claim["floor"], surplus, "neither is negative", facts, ["T"], [SURPLUS]),
        zero_set("slack", gap, surplus, eq(S, 0), "both vanish", facts, using=[SURPLUS]),
        zero_set("entropy", gap, surplus, eq(KL(k, i), 0), "both vanish", facts, using=[SURPLUS]),
        identity("no slack", eq(S, 0), "as said", using=[use("slack", given=closed)], assume=EQUALITY),
        identity(
            "no entropy", eq(KL(k, i), 0), "as said", using=[use("entropy", given=closed)], assume=EQUALITY
        ),
        identity(
            "NC3", claim["equality.2"], "no slack", using=[use("slack-identity:zero", given=("no slack",))]
        ),
        identity(
            "NC1", claim["equality"], "no slack", using=[use("slack-identity:zero.2", given=("no slack",))]
        ),
        identity(
            "probabilities",
            eq(P(j, k, i), y(j, k)),
            "no entropy",
            using=[use("kl-identity:zero", given=("no entropy",))],
        ),
        identity("same logarithms", eq(log(P(j, k, i)), log(y(j, k))), "P = y", unfold=["probabilities"]),
        identity(
            "log-odds",
            eq(log(P(k, k, i)) - log(P(j, k, i)), Z(k, k, i) - Z(j, k, i)),
            "P is a softmax",
            unfold=["P"],
        ),
        identity(
            "margins",
            eq(
                total(hbar(c, k) * hbar(c, k), c) - total(hbar(c, k) * hbar(c, j), c),
                B / r * (1 - delta(j, k)),
            ),
            "the log-odds at W = r hbar and H = hbar",
            unfold=["Z", "NC1", "NC3"],
            using=[
                use("log-odds", times=-1 / r),
                use("same logarithms", times=1 / r, at={j: k}),
                use("same logarithms", times=-1 / r),
                use("kl-identity:logarithms", times=1 / r, at={j: k}),
                use("kl-identity:logarithms", times=-1 / r),
            ],
        ),
        identity(
            "centred",
            eq(total(hbar(c, k), k), 0),
            "the mean row is 0",
            unfold=["wbar"],
            using=[
                use("NC3", times=-1 / r, over=(k,)),
                use("slack-identity:zero.1", times=K / r, given=("no slack",)),
            ],
        ),
        identity(
            "NC2",
            claim["equality.1"],
            "average the margins over j",
            unfold=["B"],
            using=[
                use("margins", times=1 / K, over=(j,)),
                use("margins", times=-1, at={j: l}),
                use("centred", times=hbar(c, k) / K, over=(c,)),
                use("root", times=-(rho2 * (K * delta(k, l) - 1)) / (2 * K * (K - 1) * n * r**2)),
            ],
        ),
    ]


def backward(claim):
    """The Gram matrix gives the logits up to a constant in each column, and sum_k hbar_k = 0."""
    there = collapse(LENGTH, r)
    mean = total(total(hbar(c, k), k) ** 2, c)
    return [
        identity(
            "square of the mean",
            eq(mean, 0),
            "sum all inner products",
            using=[use("nc2", over=(k, l))],
            assume={"nc2": there["nc2"]},
        ),
        zero_set("zero mean", eq(mean, 0), mean, eq(total(hbar(c, k), k), 0), "a sum of squares"),
        identity(
            "centred rows",
            eq(wbar(c), 0),
            "wbar = r times the mean of the means",
            unfold=["wbar", "nc3"],
            using=[use("zero mean", times=r / K, given=("square of the mean",))],
            assume={"nc3": there["nc3"]},
        ),
        identity(
            "tight",
            eq(S, 0),
            "every square is 0",
            using=[use("slack-identity:zero.3", given=("nc1", "nc3", "centred rows"))],
            assume=there,
        ),
        identity(
            "logits",
            eq(Z(j, k, i), B * delta(j, k) - B / K),
            "r times the inner products",
            unfold=["Z", "nc1", "nc3", "B"],
            using=[
                use("nc2", times=r, at={k: j, l: k}),
                use("root", times=rho2 * (K * delta(j, k) - 1) / (2 * K * (K - 1) * n * r)),
            ],
            assume=there,
        ),
        identity("same", eq(P(j, k, i), y(j, k)), "the same softmax", unfold=["P", "logits", "y", "T"]),
        identity(
            "no divergence", eq(KL(k, i), 0), "P = y", using=[use("kl-identity:zero.1", given=("same",))]
        ),
        identity(
            "best",
            claim["equality.3"],
            "no slack and no entropy",
            using=[SURPLUS, use("tight", times=p * n * K), use("no divergence", over=(k, i))],
        ),
    ]


def constants(claim):
    """|W|^2 = C^2 K e and |H|^2 = n K e: equal norms say C^2 = n, and then rho^2 = 2 n K e."""
    norms = eq(total(W(k, c) ** 2, k, c), total(H(c, k, i) ** 2, c, k, i))
    there = collapse(e, C) | {"norms": norms}
    lengths = use("nc2", at={l: k}, over=(k,))
    return [
        identity(
            "mean length",
            eq(total(hbar(c, k) ** 2, k, c), K * e),
            "sum over k",
            using=[lengths],
            assume={"nc2": there["nc2"]},
        ),
        identity(
            "constants",
            claim["constants"],
            "(C - r)(C + r) K e = 0",
            unfold=["nc1", "nc3"],
            using=[
                use("norms", times=1 / ((C + r) * K * e)),
                use("mean length", times=(n - C**2) / ((C + r) * K * e), given=("nc2",)),
                use("root", times=-1 / (C + r)),
            ],
            assume=there,
        ),
        identity(
            "length",
            claim["constants.1"],
            "rho^2 = (C^2 + n) K e",
            unfold=["rho2", "nc1", "nc3"],
            using=[
                use("mean length", times=-(C**2 + n) / (2 * n * K)),
                use("constants", times=-(C + r) * e / (2 * n)),
                use("root", times=-e / (2 * n)),
            ],
            assume=there,
        ),
        identity(
            "inner products",
            eq(product, LENGTH * (K * delta(k, l) - 1) / (K - 1)),
            "e = rho^2/(2nK)",
            using=["nc2", use("length", times=(K * delta(k, l) - 1) / (K - 1))],
            assume=there,
        ),
        identity(
            "rows",
            eq(W(k, c), r * hbar(c, k)),
            "C = r",
            using=["nc3", use("constants", times=hbar(c, k))],
            assume=there,
        ),
        identity(
            "optimal",
            claim["optimal"],
            "the case of equality",
            using=[use("best", given=("nc1", "inner products", "rows"))],
            assume=there,
        ),
        identity(
            "norms of both",
            claim["norms"],
            "C^2 = n",
            unfold=["nc1", "nc3"],
            using=[
                use("radius", times=(C + r) * total(hbar(c, k) ** 2, k, c)),
                use("root", times=total(hbar(c, k) ** 2, k, c)),
            ],
            assume=collapse(e, C) | {"radius": eq(C, r)},
        ),
    ]


def proof(claim):
    return [*forward(claim), *backward(claim), *constants(claim)]


if __name__ == "__main__":
    run_alone(__file__)
