"""z_{i-j} is positive semidefinite, so is its entrywise exponential, and pi_k is a value of that form."""

from symflow import (
    Ddt,
    G,
    Mul,
    chi,
    cite,
    derive,
    eq,
    exp,
    ge,
    identity,
    indices,
    le,
    notation,
    run_alone,
    sign,
    total,
    use,
)

g, i, j, k, l = indices("g i j k l", G)
_ = notation
partition = total(exp(_.z(g)), g)
form = total(Mul((chi(k, i), chi(k, -j), exp(_.z(i - j)))), i, j)
shrinking = _.s(k) * exp(-2 * _.t)


def proof(claim):
    return [
        identity(
            "spectral form",
            eq(_.z(i - j), total(Mul((_.s(l) / _.K, chi(l, i), chi(l, -j))), l)),
            "chi_l(i - j) = chi_l(i) conj chi_l(j)",
            unfold=["z"],
        ),
        sign("weights", ge(_.s(l) / _.K, 0), by=_.s(l) / _.K, because="s_l >= 0"),
        cite(
            "exponential",
            "schur-product",
            ["spectral form", "weights"],
            ge(form, 0),
            "e^{z_{i-j}} is positive semidefinite; test it with the vector chi_k",
        ),
        sign(
            "nonnegative",
            claim["nonnegative"],
            by=form / (_.K * partition),
            because="the form depends on i - j alone, so it is K sum_g chi_k(g) e^{z_g}",
            facts=["exponential"],
            unfold=["pi", "q"],
        ),
        identity("constant mode", claim["constant-mode"], "the probabilities sum to 1", unfold=["pi", "q"]),
        sign("factor", claim["factor"], by=_.pi(k), because="pi_k >= 0", facts=["nonnegative"]),
        derive("equation", eq(Ddt(_.s(k), "modes"), 2 * _.s(k) * (1 - _.pi(k))), "the reduced flow"),
        sign(
            "rate",
            claim["rate"],
            by=2 * _.s(k) * _.pi(k),
            because="2 s_k - s_k' = 2 s_k pi_k",
            facts=["nonnegative"],
            using=[use("equation", times=-1)],
        ),
        derive(
            "shrinking",
            eq(Ddt(shrinking, "modes"), -(2 * shrinking * _.pi(k))),
            "the product rule, with (e^{-2t})' = -2 e^{-2t}",
        ),
        sign(
            "never increases",
            le(Ddt(shrinking, "modes"), 0),
            by=2 * shrinking * _.pi(k),
            because="pi_k >= 0",
            facts=["nonnegative"],
            using=[use("shrinking", times=-1)],
        ),
        cite("growth", "mean-value", ["never increases"], claim["growth"], "(s_k e^{-2t})' <= 0"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
