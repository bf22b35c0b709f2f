"""V' by the chain rule; sums over modes become sums over relations by the orthogonality of the eigenvalues."""

from symflow import (
    FEATURES,
    Ddt,
    atom,
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

g, h, i, j, k = indices("g h i j k", FEATURES)
_ = notation
v, m, p = atom("v"), atom("m"), atom("p")
z0, q0, zbar = atom("z0")(), atom("q0")(), atom("zbar")()
weighted = total(m(j) * (_.s(j) - _.sbar) * _.pi(j), j)
whole = exp(z0) + total(v(h) * exp(_.z(h)), h)
logits = total(v(i) * exp(_.z(i)) * (_.z(i) - zbar), i)
small = exp(_.sbar) + _.S


def proof(claim):
    return [
        identity(
            "order",
            claim["order"],
            "sum_i v_i = -sum_j m_j sum_i p_ij = sum_j m_j = K - 1",
            using=[use("columns", over=(i,)), use("rows", times=-m(j), over=(j,)), "classes"],
        ),
        identity(
            "inverse",
            claim["inverse"],
            "the eigenvalues are orthogonal",
            unfold=["z0", "z"],
            using=[use("orthogonal", times=-_.s(k) / _.K, at={j: k, k: j}, over=(k,))],
        ),
        identity(
            "sum of logits",
            eq(total(v(i) * _.z(i), i), -z0),
            "sum_i p_ij = -1 for every mode",
            unfold=["z0", "z"],
            using=[use("rows", times=m(j) * _.s(j) / _.K, over=(j,))],
        ),
        identity(
            "shift",
            claim["shift"],
            "bar z = -z_0/N and bar s = K z_0/N",
            unfold=["zbar", "sbar", "z0"],
            using=[use("sum of logits", times=-1 / _.N)],
        ),
        identity(
            "modes by logits",
            eq(
                total(m(j) * _.s(j) * _.pi(j), j),
                _.K * (q0 * z0 + total(v(i) * _.q(i) * _.z(i), i)),
            ),
            "the definition of the logits, read backwards",
            unfold=["pi", "z0", "z"],
        ),
        identity(
            "trace",
            eq(total(m(j) * _.pi(j), j), _.N * q0 - total(v(i) * _.q(i), i)),
            "sum_j m_j p_ij = -v_i",
            unfold=["pi"],
            using=[use("columns", times=_.q(i), over=(i,)), use("classes", times=q0)],
        ),
        identity("mass", eq(q0 + total(v(i) * _.q(i), i), 1), "probabilities", unfold=["q0", "q"]),
        identity(
            "mean logit",
            eq(_.sbar + _.K * zbar, 0),
            "N bar s = K z_0 and N bar z = -z_0",
            unfold=["zbar", "sbar", "z0"],
            using=[use("sum of logits", times=_.K / _.N)],
        ),
        identity(
            "in probabilities",
            eq(weighted, _.K * total(v(i) * _.q(i) * (_.z(i) - zbar), i)),
            "z_0 - bar z = bar s and bar s = -K bar z",
            using=[
                "modes by logits",
                use("trace", times=-_.sbar),
                use("mass", times=_.sbar + _.K * zbar),
                use("shift", times=_.K * q0),
                "mean logit",
            ],
        ),
        identity(
            "4a",
            claim["4a"],
            "insert q_i",
            unfold=["q"],
            using=["in probabilities"],
        ),
        derive(
            "derivative of V",
            eq(Ddt(_.V, "modes"), 2 / (_.N * _.sbar) * total(m(j) * (_.s(j) - _.sbar) * (1 - _.pi(j)), j)),
            "bar s'/bar s minus the mean of s_j'/s_j",
        ),
        identity(
            "centred",
            eq(total(m(j) * (_.s(j) - _.sbar), j), 0),
            "bar s is the weighted mean, and the weights sum to N",
            unfold=["sbar"],
            using=[use("classes", times=-total(m(j) * _.s(j), j) / _.N)],
        ),
        identity(
            "through pi",
            eq(Ddt(_.V, "modes"), -(2 / (_.N * _.sbar) * weighted)),
            "the m_j (s_j - bar s) sum to zero",
            using=["derivative of V", use("centred", times=2 / (_.N * _.sbar))],
        ),
        identity("shifted", eq(z0, _.sbar + zbar), "the same", using=["shift"]),
        identity(
            "recentred",
            eq(_.K / whole * logits, _.K * _.S * _.rho / small),
            "divide by e^{bar z}; e^{z_0 - bar z} = e^{bar s}",
            unfold=["S", "rho", "w", "shifted"],
        ),
        sign(
            "positive mean",
            claim["positive-mean"],
            by=total(m(j) * _.s(j), j) / _.N,
            because="a mean of positive modes",
            unfold=["sbar"],
        ),
        sign(
            "positive sum",
            claim["positive-sum"],
            by=total(v(i) * exp(_.w(i)), i),
            because="a sum of exponentials",
            unfold=["S"],
        ),
        identity(
            "centred logits",
            eq(total(v(i) * _.w(i), i), 0),
            "bar z is the weighted mean of the z_i, and the weights sum to N",
            unfold=["w", "zbar"],
            using=[use("order", times=-total(v(i) * _.z(i), i) / _.N)],
        ),
        identity(
            "4b",
            claim["4b"],
            "Chebyshev's sum over pairs, for w with weights v",
            unfold=["S", "rho"],
            using=[
                use("centred logits", times=total(v(i) * exp(_.w(i)), i) / _.N),
                use("order", times=-total(v(i) * exp(_.w(i)) * _.w(i), i) / _.N),
            ],
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
