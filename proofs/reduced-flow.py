"""s = a b along a' = (1 - pi) b, b' = (1 - pi) a."""

from symflow import G, cite, derive, eq, forall, gt, indices, notation, run_alone

k, l = indices("k l", G)
_ = notation
BALANCED = forall(l, eq(_.a(l), _.b(l)))


def proof(claim):
    return [
        derive("product", claim["product"], "the product rule", unfold=["s"]),
        derive("sum", claim["sum"], "(a + b)' = (1 - pi)(a + b)", assume={"active": gt(_.a(k) + _.b(k), 0)}),
        derive("difference", claim["difference"], "(a - b)' = -(1 - pi)(a - b)"),
        cite(
            "balance kept",
            "linear-equation",
            ["difference"],
            claim["balance-kept"],
            "x' = -(1 - pi) x for x = a - b",
        ),
        derive(
            "balanced",
            claim["balanced"],
            "a^2 + b^2 = 2 a b",
            unfold=["s", "equal"],
            assume={"equal": BALANCED},
        ),
        derive(
            "logarithm",
            claim["logarithm"],
            "s'/s",
            unfold=["s", "equal"],
            assume={"equal": BALANCED, "active": gt(_.s(k), 0)},
        ),
        derive("frozen mode", claim["frozen-mode"], "pi_0 = sum_g q_g = 1", unfold=["s", "pi", "q"]),
    ]


if __name__ == "__main__":
    run_alone(__file__)
