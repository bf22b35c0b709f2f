"""Put the mean row in place of every row: the exponentials of a column cancel."""

from symflow import CLASSES, FEATURES, atom, derive, eq, forall, identity, indices, notation, run_alone, use

j, l = indices("j l", CLASSES)
(c,) = indices("c", FEATURES)
_ = notation
mu = atom("mu")
EQUAL_ROWS = forall(j, l, c, eq(_.W(j, c), _.W(l, c)))


def proof(claim):
    return [
        identity(
            "mean row",
            eq(_.W(j, c), mu(c)),
            "average W_jc = W_lc over l",
            unfold=["mu"],
            using=[use("equal", times=1 / _.K, over=(l,))],
            assume={"equal": EQUAL_ROWS},
        ),
        identity(
            "probabilities",
            claim["probabilities"],
            "the logits of a column are all the same",
            unfold=["P", "Z", "mean row"],
        ),
        identity(
            "loss",
            claim["loss"],
            "log sum_j e^{Z_j} = Z_k + log K in every column",
            unfold=["L", "Z", "mean row"],
        ),
        derive(
            "slope",
            claim["slope"],
            "sum_j (P_j - Y_j) Z_j' with P = 1/K and sum_j v_j = 0",
            unfold=["v", "Z", "mean row"],
        ),
        derive(
            "bending",
            claim["bending"],
            "in each column the variance of Z_j' under P = 1/K, plus sum_j (P_j - Y_j) Z_j'' with Z'' = 2 |a|^2 v v^T",
            unfold=["v", "Z", "mean row"],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
