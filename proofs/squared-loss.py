"""-dL/dW = (I - Z) H^T, and Z is diagonal in the characters: every mode moves by itself."""

from symflow import (
    Ddt,
    G,
    atom,
    chi,
    cite,
    derive,
    eq,
    exp,
    forall,
    identity,
    indices,
    notation,
    run_alone,
    use,
)

k, l = indices("k l", G)
i, j = indices("i j", G)
_ = notation
alpha = atom("alpha")()
RULES = ["W", "H", "logits", "z", "s"]


def frozen(claim):
    """The matrices: their flow, and that it is the gradient flow."""
    weight = chi(k, i) * chi(l, -j) * _.a(k) * _.b(l) / _.K
    return [
        identity(
            "logits",
            claim["logits"],
            "multiply out W H; R* R = I leaves sum_k chi_k(i - j) a_k b_k / K",
            unfold=["Z", "W", "H", "z", "s"],
            using=[use("orthonormal", times=weight, over=(k, l))],
        ),
        identity("loss", claim["loss"], "Parseval", unfold=["L", "logits", "z"]),
        derive("classifier", claim["classifier"], "both sides have (1 - s_k) b_k in mode k", unfold=RULES),
        derive("features", claim["features"], "both sides have (1 - s_k) a_k in mode k", unfold=RULES),
        cite(
            "unique",
            "ode-uniqueness",
            ["classifier", "features"],
            claim["unique"],
            "the loss is a polynomial, so the matrix flow from this start is this curve",
        ),
    ]


def modes(claim):
    """The singular values."""
    return [
        derive("product", claim["product"], "the product rule", unfold=["s"]),
        derive("imbalance", claim["imbalance"], "2 a b (1 - s) - 2 b a (1 - s)"),
        derive(
            "difference",
            eq(Ddt(_.a(k) - _.b(k), "squared"), (_.a(k) - _.b(k)) * -(1 - _.s(k))),
            "(a - b)' = -(1 - s)(a - b)",
        ),
        cite(
            "balance kept",
            "linear-equation",
            ["difference"],
            claim["balance-kept"],
            "x' = -(1 - s) x for x = a - b",
        ),
        derive(
            "balanced",
            claim["balanced"],
            "a^2 + b^2 = 2 a b",
            unfold=["s", "equal"],
            assume={"equal": forall(l, eq(_.a(l), _.b(l)))},
        ),
    ]


def logistic(claim):
    """One balanced mode: the closed form solves a linear equation."""
    growth = exp(2 * _.t)
    gap = _.sigma * (1 + alpha * (growth - 1)) - alpha * growth
    return [
        derive(
            "gap",
            eq(Ddt(gap, "logistic"), gap * (2 * (1 - _.sigma))),
            "with D = 1 + alpha (e^{2t} - 1): (sigma D - alpha e^{2t})' = 2 (1 - sigma)(sigma D - alpha e^{2t})",
        ),
        cite(
            "closed form", "linear-equation", ["gap"], claim["closed-form"], "x' = x c with c = 2 (1 - sigma)"
        ),
    ]


def proof(claim):
    return [*frozen(claim), *modes(claim), *logistic(claim)]


if __name__ == "__main__":
    run_alone(__file__)
