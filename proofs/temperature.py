"""Sums over modes become sums over the group (Parseval), and these are sums over pairs (Chebyshev)."""

from symflow import (
    GSTAR,
    Ddt,
    G,
    atom,
    chi,
    cite,
    derive,
    eq,
    exp,
    forall,
    identity,
    indices,
    notation,
    pairing,
    run_alone,
    sign,
    total,
    use,
    zero_set,
)

f, g0 = indices("f g0", G)
g, h = indices("g h", GSTAR)
k, l = indices("k l", GSTAR)
_ = notation
beta = atom("beta")()
slope = Ddt(_.V, "temperature")
weighted = total((_.s(k) - _.sbar) * _.pi(k), k)
logits = total(exp(beta * _.z(h)) * (_.z(h) - _.m), h)
below = total(exp(beta * _.z(f)), f)
pairs = total(pairing(beta * _.z(g), beta * _.z(h)), g, h)
factor = 2 * beta / (_.N * _.sbar)
spread = factor * _.K / below / (2 * beta * _.N)


def rate():
    """V' as a sum over pairs."""
    return [
        identity(
            "inverse",
            eq(_.s(f), total(chi(f, g0) * _.z(g0), g0)),
            "the characters are orthogonal; s is even",
            unfold=["z"],
        ),
        derive(
            "derivative of V",
            eq(slope, factor * total((_.s(k) - _.sbar) * (1 - _.pi(k)), k)),
            "bar s'/bar s minus the mean of s_k'/s_k",
        ),
        identity("centred", eq(total(_.s(k) - _.sbar, k), 0), "bar s is the mean", unfold=["sbar"]),
        identity(
            "4a",
            eq(weighted, _.K / below * logits),
            "sum_k s_k pi_k = K sum_g z_g q_g and sum_k pi_k = K q_0, then power sums",
            unfold=["pi", "q", "sbar", "m", "inverse"],
        ),
        identity("4b", eq(logits, 1 / (2 * beta * _.N) * pairs), "Chebyshev's sum over pairs", unfold=["m"]),
        identity(
            "rate",
            eq(slope, -(spread * pairs)),
            "insert both",
            using=[
                "derivative of V",
                use("centred", times=factor),
                use("4a", times=-factor),
                use("4b", times=-factor * _.K / below),
            ],
        ),
    ]


def strict(claim):
    """V stands still at collapse and nowhere else."""
    turn = chi(k, g) - chi(l, g)
    change = exp(beta * _.z(g)) - exp(beta * _.z(h))
    return [
        zero_set(
            "equal logits",
            eq(slope, 0),
            by=spread * pairs,
            conclusion=eq(beta * _.z(g), beta * _.z(h)),
            because="every pair must vanish, and exp is injective",
            facts=["lyapunov-identity:positive-mean"],
            using=[use("rate", times=-1)],
        ),
        identity(
            "equal modes",
            claim["strict"],
            "s_k - s_l = sum_{g != 0} (chi_k(g) - chi_l(g)) z_g, and these weights sum to zero",
            unfold=["z"],
            using=[use("equal logits", times=turn / (beta * _.N), over=(g, h))],
        ),
        identity(
            "modes to logits",
            eq(beta * _.z(g), beta * _.z(h)),
            "s_0 = 0, so z_g - z_h = (1/K) sum_{k != 0} (chi_k(g) - chi_k(h)) s_k, with weights that sum to zero",
            unfold=["z"],
            using=[use("equal", times=(chi(k, g) - chi(k, h)) * beta / (_.K * _.N), over=(k, l))],
            assume={"equal": forall(k, l, eq(_.s(k), _.s(l)))},
        ),
        identity(
            "collapse is stationary",
            claim["strict.1"],
            "every pair is zero",
            using=["rate", use("modes to logits", times=-spread * change, over=(g, h))],
        ),
        cite("monotone", "mean-value", ["decrease"], claim["monotone"], "V' <= 0"),
    ]


def proof(claim):
    decrease = sign(
        "decrease",
        claim["decrease"],
        by=spread * pairs,
        because="positive factors times pairs that are not negative",
        facts=["lyapunov-identity:positive-mean"],
        using=[use("rate", times=-1)],
    )
    return [*rate(), decrease, *strict(claim)]


if __name__ == "__main__":
    run_alone(__file__)
