"""dl/ds_k = (pi_k - 1)/K, and the second derivative of l along a line is a variance."""

from symflow import G, derive, eq, exp, gt, indices, notation, run_alone, sign, square, total, use

g, h = indices("g h", G)
_ = notation
gap = _.x(g) - _.x(h)


def proof(claim):
    return [
        derive("gradient", claim["gradient"], "differentiate log-sum-exp", unfold=["pi", "q"]),
        derive("mirror", claim["mirror"], "insert the gradient", unfold=["pi", "q"]),
        derive(
            "bending",
            eq(claim["convex"].left, total(_.q(g) * _.q(h) * square(gap), g, h) / 2),
            "the variance of x under q, as a sum over pairs; x_g = (1/K) sum_k chi_k(g) v_k",
            unfold=["q", "x"],
        ),
        sign(
            "positive q",
            gt(_.q(g), 0),
            by=exp(_.z(g)) / total(exp(_.z(h)), h),
            because="exp > 0",
            unfold=["q"],
        ),
        sign(
            "convex",
            claim["convex"],
            by=total(_.q(g) * _.q(h) * square(gap), g, h) / 2,
            because="squares with positive weights",
            facts=["positive q", use("positive q", at={g: h})],
            using=["bending"],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
