"""q(A) and q(B) are compared through e^mu, mu the mean of the logits over A."""

from symflow import (
    GSTAR,
    Ddt,
    G,
    atom,
    chi,
    derive,
    eq,
    excess,
    exp,
    forall,
    ge,
    identity,
    indices,
    le,
    log,
    modulus,
    notation,
    run_alone,
    sign,
    total,
    use,
)

g, h, t = indices("g h t", G)
j, k, l = indices("j k l", GSTAR)
_ = notation
EXTREME = {
    "small": le(_.K, 8),
    "largest": forall(j, ge(_.s(k), _.s(j))),
    "smallest": forall(j, ge(_.s(j), _.s(l))),
}
mu = atom("mu")(k, l)
in_a = modulus(1 + chi(k, g)) * modulus(1 - chi(l, g)) / 16
in_b = modulus(1 - chi(k, g)) * modulus(1 + chi(l, g)) / 16
beyond = total(modulus(1 + chi(k, t)) * modulus(1 + chi(l, t)) * modulus(1 - chi(j, t)), t) / (8 * _.K)


def proof(claim):
    ratio = Ddt(log(_.s(k)) - log(_.s(l)), "modes")
    sides = modulus(1 + chi(j, g)) / 4 * (_.s(k) - _.s(j)) + modulus(1 - chi(j, g)) / 4 * (_.s(j) - _.s(l))
    above = in_b * (mu - _.z(g))
    growth = in_a * exp(mu) * excess(exp(_.z(g) - mu))
    growth = growth + exp(_.z(g)) * (in_b * excess(exp(mu - _.z(g))) + above)
    return [
        derive("rate", eq(ratio, 2 * (_.pi(l) - _.pi(k))), "(log s_k)' = 2 (1 - pi_k)"),
        identity(
            "mean",
            eq(total(in_a * (_.z(g) - mu), g), 0),
            "mu is the mean of z over A: the other characters sum to 0 there",
            unfold=["z", "mu"],
        ),
        sign(
            "above",
            ge(above, 0),
            by=in_b * (total(beyond * sides, j) + (8 - _.K) / 2 * (_.s(k) - _.s(l))) / _.K,
            because="half of the modes j beyond 0, k, l, k + l have chi_j(g) = 1, and K <= 8",
            facts=["small", "largest", "smallest", use("largest", at={j: l})],
            unfold=["z", "mu"],
            assume=EXTREME,
        ),
        sign(
            "pair",
            claim["pair"],
            by=4 * total(growth, g) / total(exp(_.z(h)), h),
            because="e^x - 1 >= x around mu, on A and on B",
            facts=["above"],
            unfold=["pi", "q"],
            using=[
                use("rate", times=-1),
                use("mean", times=4 * exp(mu) / total(exp(_.z(h)), h)),
            ],
            assume=EXTREME,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
