"""V' by the chain rule, then sums over modes become sums over the group (Parseval), then power sums."""

from symflow import (
    GSTAR,
    Ddt,
    G,
    chi,
    derive,
    eq,
    exp,
    identity,
    indices,
    notation,
    run_alone,
    sign,
    total,
    use,
)

(g,) = indices("g", G)
k, l = indices("k l", G)
(mode,) = indices("k", GSTAR)
(e,) = indices("e", GSTAR)
_ = notation
weighted = total((_.s(mode) - _.sbar) * _.pi(mode), mode)
logits = total(exp(_.z(e)) * (_.z(e) - _.m), e)


def proof(claim):
    return [
        identity(
            "inverse",
            eq(_.s(k), total(chi(k, g) * _.z(g), g)),
            "the characters are orthogonal; s is even",
            unfold=["z"],
        ),
        identity(
            "shift",
            claim["shift"],
            "sum_k s_k = K z_0, hence bar s = (K z_0 - sum_g z_g)/N = z_0 - m",
            unfold=["m", "sbar", "inverse"],
        ),
        identity(
            "4a",
            claim["4a"],
            "sum_k s_k pi_k = K sum_g z_g q_g and sum_k pi_k = K q_0, then power sums",
            unfold=["pi", "q", "sbar", "m", "inverse"],
        ),
        derive(
            "derivative of V",
            eq(Ddt(_.V, "modes"), 2 / (_.N * _.sbar) * total((_.s(mode) - _.sbar) * (1 - _.pi(mode)), mode)),
            "bar s'/bar s minus the mean of s_k'/s_k",
        ),
        identity("centred", eq(total(_.s(mode) - _.sbar, mode), 0), "bar s is the mean", unfold=["sbar"]),
        identity(
            "through pi",
            eq(Ddt(_.V, "modes"), -(2 / (_.N * _.sbar) * weighted)),
            "the s_k - bar s sum to zero",
            using=["derivative of V", use("centred", times=2 / (_.N * _.sbar))],
        ),
        identity(
            "recentred",
            eq(_.K / total(exp(_.z(g)), g) * logits, _.K * _.S * _.rho / (exp(_.sbar) + _.S)),
            "divide by e^m; e^{z_0 - m} = e^{bar s}",
            unfold=["S", "rho", "w", "sbar", "m", "inverse"],
        ),
        sign(
            "positive mean",
            claim["positive-mean"],
            by=total(_.s(mode), mode) / _.N,
            because="a mean of positive modes",
            unfold=["sbar"],
        ),
        sign(
            "positive sum",
            claim["positive-sum"],
            by=total(exp(_.w(e)), e),
            because="a sum of exponentials",
            unfold=["S"],
        ),
        identity(
            "centred logits",
            eq(total(_.w(e), e), 0),
            "m is the mean of the z_g over g != 0",
            unfold=["w", "m"],
        ),
        identity(
            "4b",
            claim["4b"],
            "Chebyshev's sum over pairs, for w",
            unfold=["S", "rho"],
            using=[use("centred logits", times=total(exp(_.w(e)), e) / _.N)],
        ),
        identity(
            "4d",
            claim["4d"],
            "insert (4a)",
            using=[
                "through pi",
                use("4a", times=-2 / (_.N * _.sbar)),
                use("recentred", times=-2 / (_.N * _.sbar)),
            ],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
