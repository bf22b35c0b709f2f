"""bar s' from the same sums as V', and rho as a mean of psi over pairs."""

from fractions import Fraction

from symflow import (
    GSTAR,
    Ddt,
    G,
    chi,
    derive,
    eq,
    exp,
    half_tanh,
    identity,
    indices,
    notation,
    pairing,
    run_alone,
    sign,
    total,
    use,
)

g, h = indices("g h", GSTAR)
(k,) = indices("k", GSTAR)
(f,) = indices("f", G)
(e,) = indices("e", G)
_ = notation
rise = Ddt(_.sbar, "modes")
gap = _.sbar - _.rho
denominator = exp(_.sbar) + _.S
pairs = total(pairing(_.w(g), _.w(h)), g, h)


def proof(claim):
    psi = half_tanh(_.w(g) - _.w(h))
    both = exp(_.w(g)) + exp(_.w(h))
    stretch = _.N * denominator / (2 * _.K * _.S)
    signs = ["lyapunov-identity:positive-mean", "lyapunov-identity:positive-sum"]
    return [
        identity(
            "inverse",
            eq(_.s(e), total(chi(e, f) * _.z(f), f)),
            "the characters are orthogonal; s is even",
            unfold=["z"],
        ),
        derive(
            "derivative of bar s",
            eq(rise, 2 / _.N * total(_.s(k) * (1 - _.pi(k)), k)),
            "the mean of s_k' = 2 s_k (1 - pi_k)",
        ),
        identity(
            "4e",
            claim["4e"],
            "sum_k s_k pi_k = K sum_g z_g q_g, divided by e^m",
            unfold=["pi", "q", "S", "rho", "w", "sbar", "m", "inverse"],
            using=["derivative of bar s"],
        ),
        sign(
            "rise",
            claim["rise"],
            by=2 / _.N * total(_.s(k) * (1 - _.pi(k)), k),
            because="every active mode grows",
            facts=["mode-growth:above"],
            using=["derivative of bar s"],
        ),
        sign(
            "gap",
            claim["gap"],
            by=rise * stretch,
            because="divide (4e) by its positive factor",
            facts=["rise", *signs],
            using=[use("4e", times=-stretch)],
        ),
        identity(
            "slope",
            claim["slope"],
            "divide (4d) by (4e)",
            using=["lyapunov-identity:4d", use("4e", times=_.rho / (_.sbar * gap))],
        ),
        identity("4c", eq(pairing(_.w(g), _.w(h)), both * psi), "tanh(u/2) = (e^u - 1)/(e^u + 1)"),
        identity(
            "symmetric",
            eq(total(exp(_.w(g)) * psi, g, h), pairs / 2),
            "psi is even, so e^{w_g} may be replaced by its mean over the pair; then (4c)",
            using=[use("4c", times=Fraction(-1, 2), over=(g, h))],
        ),
        identity(
            "4f",
            claim["4f"],
            "divide by S",
            unfold=["p"],
            using=[use("lyapunov-identity:4b", times=1 / _.S), use("symmetric", times=-1 / (_.S * _.N))],
        ),
        sign(
            "order",
            claim["order"],
            by=pairs / (2 * _.N * _.S),
            because="every pair is non-negative",
            facts=["lyapunov-identity:positive-sum"],
            using=[use("lyapunov-identity:4b", times=1 / _.S)],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
