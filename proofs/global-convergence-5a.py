"""z_0 - z_g is a sum of s_k |1 - chi_k(g)|^2; and log(s_j / bar s) + N V is a sum of x - 1 - log x, less 1 - x_j."""

from symflow import (
    GSTAR,
    ZERO_INDEX,
    atom,
    chi,
    convergence,
    delta,
    eq,
    excess,
    exp,
    forall,
    ge,
    gt,
    identity,
    indices,
    le,
    log,
    modulus,
    notation,
    run_alone,
    sign,
    square,
    total,
    use,
)

g, h, k, j = indices("g h k j", GSTAR)
_ = notation
balance = convergence.balance
mu, v0 = atom("mu")(), atom("v0")()
FLOOR = {"floor": forall(k, ge(_.s(k), mu))}
gap = _.z(ZERO_INDEX) - _.z(g)
excesses = total(square(1 - delta(j, k)) * excess(_.s(j) / _.sbar), j)
surplus = log(_.s(k) / _.sbar) + _.N * _.V + 1


def proof(claim):
    top = 2 * _.N * _.sbar / _.K
    slack = _.N * (v0 - _.V)
    return [
        sign(
            "gap-below",
            claim["gap-below"],
            by=total((_.s(k) - mu) * modulus(1 - chi(k, g)), k) / (2 * _.K),
            because="sum_k |1 - chi_k(g)|^2 = 2K for g != 0",
            facts=["floor"],
            unfold=["z"],
            assume=FLOOR,
        ),
        sign(
            "gap-above",
            claim["gap-above"],
            by=total(_.s(k) * modulus(1 + chi(k, g)), k) / (2 * _.K),
            because="|1 - chi|^2 = 4 - |1 + chi|^2",
            unfold=["z", "sbar"],
        ),
        sign(
            "log-balance",
            gt(surplus, 0),
            by=excesses + _.s(k) / _.sbar,
            because="the ratios x_j = s_j / bar s have mean 1, and log x <= x - 1 for all j but k",
            facts=["lyapunov-identity:positive-mean"],
            unfold=["V", "sbar"],
        ),
        sign(
            "balance",
            claim["balance"],
            by=_.sbar * balance(_.V) * (excess(exp(surplus)) + surplus),
            because="e^x > 1 for x > 0",
            facts=["lyapunov-identity:positive-mean", "log-balance"],
            unfold=["sbar"],
        ),
        sign(
            "exponent",
            ge(balance(_.V), balance(v0)),
            by=balance(v0) * (excess(exp(slack)) + slack),
            because="e^x >= 1 for x >= 0",
            facts=["bound"],
            assume={"bound": le(_.V, v0)},
        ),
        sign(
            "balance-kept",
            claim["balance-kept"],
            by=(_.s(k) - balance(_.V) * _.sbar) + (balance(_.V) - balance(v0)) * _.sbar,
            because="V <= v0",
            facts=["lyapunov-identity:positive-mean", "balance", "exponent"],
        ),
        sign(
            "gap",
            claim["gap"],
            by=(gap - balance(_.V) * _.sbar) + balance(_.V) * _.sbar,
            because="take mu = exp(-(N V + 1)) bar s",
            facts=[
                "lyapunov-identity:positive-mean",
                use("gap-below", let={"mu": balance(_.V) * _.sbar}, given=("balance",)),
            ],
        ),
        sign(
            "above",
            claim["above"],
            by=gap,
            because="bar s - w_g = z_0 - z_g",
            facts=["gap"],
            unfold=["w"],
            using=[use("lyapunov-identity:shift", times=-1)],
        ),
        sign(
            "below",
            claim["below"],
            by=(top - gap) + 2 * _.sbar / _.K,
            because="2 bar s - 2 N bar s / K = 2 bar s / K",
            facts=["gap-above", "lyapunov-identity:positive-mean"],
            unfold=["w"],
            using=["lyapunov-identity:shift"],
        ),
        sign(
            "spread",
            claim["spread"],
            by=(_.sbar - _.w(g)) + (_.w(h) + _.sbar),
            because="w_g < bar s and -w_h < bar s",
            facts=["above", use("below", at={g: h})],
        ),
        identity(
            "mean gap",
            eq(_.sbar - _.rho, total(_.p(g) * gap, g)),
            "the p_g sum to 1, and bar s - w_g = z_0 - z_g",
            unfold=["rho", "p", "S", "w"],
            using=[use("lyapunov-identity:shift", times=-1)],
        ),
        sign(
            "order-gap",
            claim["order-gap"],
            by=total(_.p(g) * (gap - mu), g),
            because="a mean of gaps with weights p_g",
            facts=["gap-below", "lyapunov-identity:positive-sum"],
            unfold=["p", "S"],
            using=["mean gap"],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
