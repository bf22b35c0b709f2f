"""Expand the squares: the cross term of w_k - wbar with r hbar_k is the mean of the margins of class k."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    eq,
    forall,
    identity,
    indices,
    notation,
    run_alone,
    sign,
    total,
    use,
    zero_set,
)

k, l = indices("k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
W, H, K, n = _.W, _.H, _.K, _.n
hbar, wbar, r, S = atom("hbar"), atom("wbar"), atom("r")(), atom("S")()
unbalanced = total((W(k, c) - wbar(c) - r * hbar(c, k)) ** 2, k, c)
scatter = total((H(c, k, i) - hbar(c, k)) ** 2, c, k, i)
squares = 1 / (2 * r) * (unbalanced + K * total(wbar(c) ** 2, c) + scatter)
ROWS = {"rows": forall(k, c, eq(W(k, c), r * hbar(c, k)))}
MEAN = {"mean": forall(c, eq(wbar(c), 0))}
NC1 = {"same": forall(c, k, i, eq(H(c, k, i), hbar(c, k)))}
NONE = eq(S, 0)


def proof(claim):
    return [
        identity(
            "general",
            claim["general"],
            "expand the squares",
            unfold=["rho2", "S", "m", "Z", "hbar", "wbar"],
        ),
        identity(
            "identity",
            claim["identity"],
            "r^2 = n",
            using=["general", use("root", times=-total(hbar(c, k) ** 2, k, c) / (2 * r))],
            assume={"root": eq(r**2, n)},
        ),
        sign("positive", claim["positive"], by=squares, because="a sum of squares", unfold=["S"]),
        zero_set("mean", NONE, squares, claim["zero.1"], "K |wbar|^2 = 0", unfold=["S"]),
        zero_set(
            "balance",
            NONE,
            squares,
            eq(W(k, c) - wbar(c) - r * hbar(c, k), 0),
            "its square is a term",
            unfold=["S"],
        ),
        zero_set(
            "same features", NONE, squares, claim["zero.2"], "sum_{k,i} |h_ki - hbar_k|^2 = 0", unfold=["S"]
        ),
        identity("rows of W", claim["zero"], "wbar = 0", using=["balance", "mean"]),
        identity(
            "no slack",
            claim["zero.3"],
            "every term vanishes",
            unfold=["S", "rows", "mean of rows", "same"],
            assume={**ROWS, "mean of rows": MEAN["mean"], **NC1},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
