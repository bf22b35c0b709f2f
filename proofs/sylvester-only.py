"""The softmax at s = 0 to second order, and what orthogonality of columns and rows makes of it."""

from symflow import (
    CLASSES,
    Partial,
    atom,
    delta,
    derive,
    eq,
    forall,
    identity,
    indices,
    notation,
    run_alone,
    total,
    use,
)

a, b, i, j, k, l = indices("a b i j k l", CLASSES)
_ = notation
K, P, s = _.K, _.P, _.s
X, D, T, xbar, mu = (atom(name) for name in ("X", "D", "T", "xbar", "mu"))
apart = 1 - delta(k, l)
bending = Partial(Partial(D(k, l), s(a)), s(b))
moment = total((X(i, a) - xbar(a)) * (X(i, b) - xbar(b)) * (X(i, k) - xbar(k)), i)
spread = total(P(i, j) * (X(i, a) - mu(j, a)) * (X(i, b) - mu(j, b)) * (X(i, k) - mu(j, k)), i)


def second(first, other):
    return total(P(i, j) * X(i, first) * X(i, other), i)


pairs = (
    total(P(i, j) * X(i, a) * X(i, b) * X(i, k), i)
    - mu(j, a) * second(b, k)
    - mu(j, b) * second(a, k)
    - mu(j, k) * second(a, b)
    + 2 * mu(j, a) * mu(j, b) * mu(j, k)
)
ENTRIES = forall(i, k, eq(X(i, k) ** 2, 1))
COLUMNS = forall(k, l, eq(total(X(i, k) * X(i, l), i), K * delta(k, l)))
ROWS = forall(i, j, eq(total(X(i, k) * X(j, k), k), K * delta(i, j)))
ZERO = forall(k, eq(s(k), 0))
CONSTANT = forall(k, l, eq(apart * xbar(k) * xbar(l), 0))
ALONE = forall(a, b, k, l, eq(apart * T(a, b, k) * T(a, b, l), 0))


def derivatives(claim):
    zero = {"zero": ZERO}
    return [
        identity("weights", eq(total(P(i, j), i), 1), "the softmax sums to 1", unfold=["P"]),
        identity(
            "expanded moment",
            eq(spread, pairs),
            "insert the sum of the weights",
            unfold=["mu"],
            using=[use("weights", times=-(mu(j, a) * mu(j, b) * mu(j, k)))],
        ),
        derive(
            "curvature",
            claim["curvature"],
            "differentiate the softmax twice",
            unfold=["D", "P", "Z", "mu"],
            using=[use("expanded moment", times=-(X(j, a) * X(j, b) * X(j, l) / K**3), over=(j,))],
        ),
        identity(
            "flat", claim["flat"], "P = J/K at s = 0", unfold=["D", "P", "Z", "xbar", "zero"], assume=zero
        ),
        derive(
            "bend",
            claim["bend"],
            "the weights are 1/K at s = 0",
            unfold=["D", "P", "Z", "xbar", "T", "zero"],
            assume=zero,
        ),
    ]


def constant_columns():
    """What follows if at most one column has a mean: the others are orthogonal to it, and it is constant."""
    return [
        identity(
            "unit",
            eq(total(xbar(k) * X(i, k), k), 1),
            "the rows are orthogonal",
            unfold=["xbar"],
            using=[use("rows", times=1 / K, over=(j,))],
            assume={"rows": ROWS},
        ),
        identity(
            "constant column",
            eq(xbar(b), xbar(b) ** 2 * X(i, b)),
            "multiply by xbar_b: the other products vanish",
            using=[use("unit", times=-xbar(b)), use("constant", times=X(i, l), at={k: b}, over=(l,))],
            assume={"constant": CONSTANT},
        ),
        identity(
            "constant product",
            eq(xbar(b) * X(i, b), xbar(b) ** 2),
            "X_ib^2 = 1",
            using=[use("constant column", times=X(i, b)), use("entries", times=xbar(b) ** 2, at={k: b})],
            assume={"entries": ENTRIES},
        ),
        identity(
            "absorbed",
            eq(xbar(b) * T(k, b, l), K * xbar(b) ** 2 * delta(k, l)),
            "xbar_b^2 times the product of the columns k and l",
            unfold=["T"],
            using=[
                use("constant product", times=X(i, k) * X(i, l), over=(i,)),
                use("columns", times=xbar(b) ** 2),
            ],
            assume={"columns": COLUMNS},
        ),
        identity(
            "square",
            eq(T(a, a, k), K * xbar(k)),
            "X_ia^2 = 1",
            unfold=["T", "xbar"],
            using=[use("entries", times=X(i, k), at={k: a}, over=(i,))],
            assume={"entries": ENTRIES},
        ),
    ]


def bridge():
    """The third moment is T_abk where it counts."""
    factor = apart * T(a, b, l)
    return identity(
        "bridge",
        eq(factor * moment, factor * T(a, b, k)),
        "every other term has the factor xbar_k xbar_l or xbar T with k != l",
        unfold=["T"],
        using=[
            use("moment", times=factor),
            use("columns", times=-factor * xbar(b), at={k: a, l: k}),
            use("columns", times=-factor * xbar(a), at={k: b, l: k}),
            use("columns", times=-factor * xbar(k), at={k: a, l: b}),
            use("absorbed", times=-(apart * K * delta(a, k))),
            use("absorbed", times=-(apart * K * delta(b, k)), at={b: a}),
            use("square", times=-(apart * K * xbar(k) * delta(a, b)), at={k: l}),
            use("absorbed", times=2 * apart * K * xbar(a) * xbar(k), at={k: a}),
            use("constant", times=-(K**2 * delta(a, b)) + 2 * K**2 * xbar(b) ** 2 * delta(a, l)),
        ],
        assume={"columns": COLUMNS, "constant": CONSTANT},
    )


def only(claim):
    second = forall(a, b, k, l, eq(apart * bending, 0))
    level = forall(k, l, eq(apart * D(k, l), 0))
    return [
        identity(
            "moment",
            eq(
                moment,
                T(a, b, k)
                - xbar(b) * total(X(i, a) * X(i, k), i)
                - xbar(a) * total(X(i, b) * X(i, k), i)
                - xbar(k) * total(X(i, a) * X(i, b), i)
                + 2 * K * xbar(a) * xbar(b) * xbar(k),
            ),
            "multiply out",
            unfold=["T", "xbar"],
        ),
        bridge(),
        identity(
            "diagonal at zero",
            eq(apart * xbar(k) * xbar(l), 0),
            "D_kl = xbar_k xbar_l",
            using=["level", use("flat", times=-apart)],
            assume={"level": level},
        ),
        identity(
            "only",
            claim["only"],
            "the second derivative is T_abk T_abl off the diagonal",
            using=[
                use("second", times=K**4),
                use("bend", times=-apart),
                use("bridge", times=-1, given=("diagonal at zero",)),
            ],
            assume={"second": second},
        ),
        identity(
            "one mean",
            eq(apart * xbar(k) * xbar(l), 0),
            "T_aak = K xbar_k",
            using=[
                use("alone", times=1 / K**3, at={b: a}, over=(a,)),
                use("square", times=-(apart * xbar(l)) / K**2, over=(a,)),
                use("square", times=-(apart * T(a, a, k)) / K**3, at={k: l}, over=(a,)),
            ],
            assume={"alone": ALONE},
        ),
        identity(
            "level",
            claim["only.1"],
            "D_kl = xbar_k xbar_l",
            using=[use("flat", times=apart), "one mean"],
        ),
        identity(
            "second",
            claim["only.2"],
            "the second derivative is T_abk T_abl off the diagonal",
            using=[
                use("bend", times=apart / K**4),
                use("bridge", times=1 / K**4, given=("one mean",)),
                use("alone", times=1 / K**4),
            ],
            assume={"alone": ALONE},
        ),
    ]


def closed(claim):
    columns = X(i, a) * X(i, b)
    return [
        identity(
            "parseval",
            claim["parseval"],
            "the rows are orthogonal, and the entries are signs",
            unfold=["T"],
            using=[
                use("rows", times=columns * X(j, a) * X(j, b), over=(i, j)),
                use("entries", times=K * X(i, b) ** 2, at={k: a}, over=(i,)),
                use("entries", times=K, at={k: b}, over=(i,)),
            ],
            assume={"rows": ROWS, "entries": ENTRIES},
        ),
        identity(
            "one",
            claim["one"],
            "T_abk^2 sum_l T_abl^2 = T_abk^4",
            using=[
                use("alone", times=-(T(a, b, k) * T(a, b, l)), over=(l,)),
                use("parseval", times=T(a, b, k) ** 2),
            ],
            assume={"alone": ALONE},
        ),
        identity(
            "expansion",
            eq(total(T(a, b, k) * X(i, k), k), K * columns),
            "the rows are orthogonal",
            unfold=["T"],
            using=[use("rows", times=X(j, a) * X(j, b), over=(j,))],
            assume={"rows": ROWS},
        ),
        identity(
            "product",
            claim["product"],
            "multiply the expansion of the product by T_abk: one term is left",
            using=[
                use("expansion", times=-T(a, b, k)),
                use("alone", times=X(i, l), over=(l,)),
            ],
            assume={"alone": ALONE},
        ),
    ]


def proof(claim):
    return [*derivatives(claim), *constant_columns(), *only(claim), *closed(claim)]


if __name__ == "__main__":
    run_alone(__file__)
