"""Write -sum_j y_jk log P_jki as the loss of the column plus p times its margins, and insert the slack identity."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    delta,
    eq,
    excess,
    expr,
    forall,
    identity,
    indices,
    log,
    notation,
    pairing,
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
L, P, Z, K, n = _.L, _.P, _.Z, _.K, _.n
B, T, p, m = atom("B")(), atom("T")(), atom("p")(), atom("m")
hbar, r = atom("hbar"), atom("r")()
off = 1 - delta(j, k)
y, KL = atom("y"), atom("KL")


def masses(claim):
    """The masses of y_k, and their logarithms, since exp is injective."""
    level = -(B * off) - log(T)
    return [
        identity("masses", claim["masses"], "e^{B delta} = 1 + delta (e^B - 1)", unfold=["y", "p", "T"]),
        identity("nothing", eq(B, B), "both sides are the same"),
        zero_set(
            "injective",
            eq(B, B),
            by=pairing(log(y(j, k)), level),
            conclusion=eq(log(y(j, k)), level),
            because="their exponentials agree",
            unfold=["y", "p", "T"],
        ),
        identity("logarithms", claim["logarithms"], "as said", using=[use("injective", given=("nothing",))]),
    ]


def proof(claim):
    split = use("injective at P", times=y(j, k), over=(j,), given=("nothing",))
    column = total(y(j, k) * excess(P(j, k, i) / y(j, k)), j)
    losses = L - n * K * log(T) - n * K * (K - 1) * p * B + p * total(off * m(k, j, i), k, i, j)
    means = total(hbar(c, k) ** 2, k, c)
    return [
        *masses(claim),
        identity(
            "column",
            eq(KL(k, i), total(y(j, k) * (-(B * off) - log(T) - log(P(j, k, i))), j)),
            "insert log y",
            unfold=["KL"],
            using=[use("logarithms", times=y(j, k), over=(j,))],
        ),
        identity(
            "columns",
            eq(total(KL(k, i), k, i), losses),
            "insert y and P",
            unfold=["L", "m", "P", "masses"],
            using=[use("column", over=(k, i))],
        ),
        identity(
            "general",
            claim["general"],
            "the margins and the norms",
            unfold=["B"],
            using=[
                use("columns", times=-1),
                use("slack-identity:general", let={"q": expr(0)}, times=p * n * K),
            ],
        ),
        identity(
            "identity",
            claim["identity"],
            "r^2 = n",
            using=["general", use("root", times=-p * n * K / (2 * r) * means)],
            assume={"root": eq(r**2, n)},
        ),
        identity("softmax", eq(total(P(j, k, i), j), 1), "P is a softmax", unfold=["P"]),
        identity("sum of masses", eq(total(y(j, k), j), 1), "(K - 1) p + 1 - (K - 1) p", unfold=["y", "T"]),
        zero_set(
            "injective at P",
            eq(B, B),
            by=pairing(log(P(j, k, i) / y(j, k)), log(P(j, k, i)) - log(y(j, k))),
            conclusion=eq(log(P(j, k, i) / y(j, k)), log(P(j, k, i)) - log(y(j, k))),
            because="their exponentials agree",
        ),
        sign(
            "positive",
            claim["positive"],
            by=column,
            because="log x <= x - 1 at x = P/y, weighted by y",
            unfold=["KL"],
            using=[use("softmax", times=-1), "sum of masses", split],
        ),
        zero_set(
            "zero",
            eq(KL(k, i), 0),
            by=column,
            conclusion=eq(P(j, k, i) / y(j, k), 1),
            because="log x = x - 1 at x = 1 only",
            unfold=["KL"],
            using=[use("softmax", times=-1), "sum of masses", split],
        ),
        identity(
            "equal",
            claim["zero"],
            "times y",
            using=[use("zero", times=y(j, k), given=("no divergence",))],
            assume={"no divergence": forall(k, i, eq(KL(k, i), 0))},
        ),
        identity(
            "no entropy",
            claim["zero.1"],
            "log y - log P = 0",
            unfold=["KL", "same"],
            assume={"same": forall(j, k, i, eq(P(j, k, i), y(j, k)))},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
