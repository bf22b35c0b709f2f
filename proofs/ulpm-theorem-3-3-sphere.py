"""At (W2, H2) all logits are B on the diagonal and 0 off it, up to a constant: L2 is the lower bound of L."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    cite,
    delta,
    eq,
    forall,
    gt,
    identity,
    indices,
    log,
    lt,
    notation,
    run_alone,
    sign,
    total,
    use,
)

j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
L, K, n, W, H = _.L, _.K, _.n, _.W, _.H
B, T, r, C, e = (atom(name)() for name in ("B", "T", "r", "C", "e"))
W2, H2, Z2, hbar, hbar2 = atom("W2"), atom("H2"), atom("Z2"), atom("hbar"), atom("hbar2")
L2, rho2 = atom("L2")(), atom("rho2")()
classifiers, features = total(W2(k, c) ** 2, k, c), total(H2(c, k, i) ** 2, c, k, i)
shape, column = (K * delta(k, l) - 1) / (K - 1), (K * delta(j, k) - 1) / (K - 1)
bound = n * K * log(T)
product = total(hbar(c, k) * hbar(c, l), c)
distance = (
    total((H(c, k, i) - hbar(c, k)) ** 2, c, k, i)
    + total((product - rho2 / (2 * n * K) * shape) ** 2, k, l)
    + total((W(k, c) - r * hbar(c, k)) ** 2, k, c)
)
NC2 = {"nc2": forall(k, l, eq(total(hbar2(c, k) * hbar2(c, l), c), e * shape))}
THERE = {
    "nc1": forall(c, k, i, eq(H2(c, k, i), hbar2(c, k))),
    **NC2,
    "nc3": forall(k, c, eq(W2(k, c), C * hbar2(c, k))),
    "norms": eq(classifiers, features),
    "sphere": eq(classifiers + features, rho2),
}


def at_the_rival():
    """|W2|^2 = C^2 K e and |H2|^2 = n K e give C = r and rho^2 = 2 n K e; then the loss is the bound."""
    length = use("mean length", times=(n - C**2) / ((C + r) * K * e), given=("nc2",))
    rows, bodies = ["nc1", "nc3"], total(hbar2(c, k) ** 2, k, c)
    return [
        identity(
            "mean length",
            eq(bodies, K * e),
            "sum over k",
            using=[use("nc2", at={l: k}, over=(k,))],
            assume=NC2,
        ),
        identity(
            "radius",
            eq(C, r),
            "(C - r)(C + r) K e = 0",
            unfold=rows,
            using=[use("norms", times=1 / ((C + r) * K * e)), length, use("root", times=-1 / (C + r))],
            assume=THERE,
        ),
        identity(
            "size",
            eq(rho2, 2 * n * K * e),
            "rho^2 = (C^2 + n) K e",
            unfold=rows,
            using=[
                use("sphere", times=-1),
                use("mean length", times=C**2 + n, given=("nc2",)),
                use("radius", times=(C + r) * K * e),
                use("root", times=K * e),
            ],
            assume=THERE,
        ),
        identity(
            "logits",
            eq(Z2(j, k, i), B * delta(j, k) - B / K),
            "C times the inner products",
            unfold=["Z2", "B", *rows],
            using=[
                use("nc2", times=C, at={k: j, l: k}),
                use("radius", times=e * column),
                use("size", times=-column / (2 * r * K)),
                use("root", times=e * column / r),
            ],
            assume=THERE,
        ),
        identity("value", eq(L2, bound), "insert the logits", unfold=["L2", "logits", "T"]),
    ]


def alone(claim):
    """L = L2 is the case of equality, where every equation holds."""
    floor = use("ulpm-theorem-3-3:floor")
    same = {"same loss": eq(L, L2)}
    met = [use(f"ulpm-theorem-3-3:equality{part}", given=("equality",)) for part in ("", ".1", ".2")]
    return [
        sign(
            "least",
            claim["least"],
            by=L - bound,
            because="L2 is the bound",
            facts=[floor],
            unfold=["T"],
            using=[use("value", times=-1)],
        ),
        sign(
            "below",
            claim["only"],
            by=2 * (L - L2) + (L2 - L),
            because="L2 is the least",
            facts=["least", "smaller"],
            assume={"smaller": lt(L, L2)},
        ),
        identity("equality", eq(L, bound), "L2 is the bound", using=["same loss", "value"], assume=same),
        identity("NC1", eq(H(c, k, i), hbar(c, k)), "equality", using=[met[0]]),
        identity("NC2", eq(product, rho2 / (2 * n * K) * shape), "equality", using=[met[1]]),
        identity("NC3", eq(W(k, c), r * hbar(c, k)), "equality", using=[met[2]]),
        sign(
            "equal",
            claim["only"],
            by=distance,
            because="then all equations hold, and D = 0",
            facts=["apart"],
            using=[
                "same again",
                use("NC1", times=-(H(c, k, i) - hbar(c, k)), over=(c, k, i)),
                use("NC2", times=-(product - rho2 / (2 * n * K) * shape), over=(k, l)),
                use("NC3", times=-(W(k, c) - r * hbar(c, k)), over=(k, c)),
            ],
            assume={"same again": eq(L, L2), "apart": gt(distance, 0)},
        ),
        sign("above", claim["only"], L - L2, "as said", ["larger"], assume={"larger": gt(L, L2)}),
        cite("only", "total-order", ["below", "equal", "above"], claim["only"], "below, equal or above"),
    ]


def proof(claim):
    return [*at_the_rival(), *alone(claim)]


if __name__ == "__main__":
    run_alone(__file__)
