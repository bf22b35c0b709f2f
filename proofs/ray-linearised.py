"""On the ray the derivative of pi_k along a direction v without mean is v_k/(e^{bar s} + N)."""

from symflow import (
    GSTAR,
    ZERO_INDEX,
    G,
    chi,
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

k, l = indices("k l", GSTAR)
(e,) = indices("e", G)
_ = notation


def proof(claim):
    rate = claim["linearised"]
    return [
        identity(
            "all are the mean",
            eq(_.s(k), _.sbar),
            "average s_k = s_l over l",
            unfold=["sbar"],
            using=[use("equal", times=1 / _.N, over=(l,))],
            assume={"equal": forall(k, l, eq(_.s(k), _.s(l)))},
        ),
        identity("active modes", eq(_.z(e), total(chi(k, e) * _.s(k), k) / _.K), "s_0 = 0", unfold=["z"]),
        identity(
            "ray logits",
            eq(_.z(e), _.sbar * (delta(e, ZERO_INDEX) - 1 / _.K)),
            "sum_{k != 0} chi_k(g) = K delta_g0 - 1",
            unfold=["active modes", "all are the mean"],
        ),
        derive(
            "linearised",
            rate,
            "dz_0 = 0 and q_g = 1/(e^{bar s} + N) for g != 0, so pi_k' = v_k/(e^{bar s} + N)",
            unfold=["pi", "q", "ray logits", "all are the mean"],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
