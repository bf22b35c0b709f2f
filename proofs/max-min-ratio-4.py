"""K = 4: for k != l the characters differ at one g and one h only, and z_g - z_h = (s_k - s_l)/2."""

from symflow import (
    GSTAR,
    Ddt,
    G,
    chi,
    cite,
    derive,
    eq,
    excess,
    exp,
    ge,
    indices,
    le,
    log,
    notation,
    run_alone,
    sign,
    total,
    use,
)

g, h = indices("g h", G)
k, l = indices("k l", GSTAR)
_ = notation


def proof(claim):
    def split(element):
        return chi(k, element) - chi(l, element)

    only = split(g) * (split(g) + 2) / 8 * (split(h) * (split(h) - 2) / 8)
    growth = excess(exp(_.z(g) - _.z(h))) + (_.s(k) - _.s(l)) / 2
    log_ratio = log(_.s(k)) - log(_.s(l))
    return [
        derive(
            "rate",
            eq(Ddt(log_ratio, "modes"), 2 * (_.pi(l) - _.pi(k))),
            "(log s_k)' = 2 (1 - pi_k)",
        ),
        sign(
            "pair",
            le(Ddt(log_ratio, "modes"), 0),
            by=4 * total(only * exp(_.z(h)) * growth, g, h) / total(exp(_.z(h)), h),
            because="pi_k - pi_l = 2 (q_g - q_h), z_g - z_h = (s_k - s_l)/2 >= 0, and e^x - 1 >= x",
            facts=["ordered"],
            unfold=["pi", "q", "z"],
            using=[use("rate", times=-1)],
            assume={"ordered": ge(_.s(k), _.s(l))},
        ),
        cite(
            "decrease",
            "danskin",
            ["pair"],
            claim["decrease"],
            "among the modes that attain the maximum and the minimum, every pair obeys the last step",
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
