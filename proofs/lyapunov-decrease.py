"""-V' is a positive multiple of sum_{g,h} (e^{w_g} - e^{w_h})(w_g - w_h), and exp is strictly increasing."""

from symflow import (
    GSTAR,
    Ddt,
    G,
    chi,
    cite,
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

g, h = indices("g h", GSTAR)
k, l = indices("k l", GSTAR)
(f,) = indices("f", G)
_ = notation
factor = 2 * _.K / _.N / (_.sbar * (exp(_.sbar) + _.S)) / (2 * _.N)
pairs = total(pairing(_.w(g), _.w(h)), g, h)
EQUAL = forall(k, l, eq(_.s(k), _.s(l)))
COLLAPSED = eq(Ddt(_.V, "modes"), 0)


def proof(claim):
    rate = "lyapunov-identity:4d"
    spread = chi(k, g) - chi(l, g)
    slope = exp(_.w(g)) - exp(_.w(h))
    signs = ["lyapunov-identity:positive-mean", "lyapunov-identity:positive-sum"]
    return [
        sign(
            "decrease",
            claim["decrease"],
            by=factor * pairs,
            because="insert (4d) and (4b): positive factors times pairs that are not negative",
            facts=signs,
            using=[use(rate, times=-1), use("lyapunov-identity:4b", times=factor * 2 * _.N)],
        ),
        zero_set(
            "equal logits",
            COLLAPSED,
            by=factor * pairs,
            conclusion=eq(_.w(g), _.w(h)),
            because="every pair must vanish, and exp is injective",
            facts=signs,
            using=[use(rate, times=-1), use("lyapunov-identity:4b", times=factor * 2 * _.N)],
        ),
        identity(
            "equal modes",
            claim["strict"],
            "s_k - s_l = sum_{g != 0} (chi_k(g) - chi_l(g)) w_g, and these weights sum to zero",
            unfold=["w", "z"],
            using=[use("equal logits", times=spread / _.N, over=(g, h))],
        ),
        identity(
            "modes to logits",
            eq(_.w(g), _.w(h)),
            "s_0 = 0, so w_g - w_h = (1/K) sum_{k != 0} (chi_k(g) - chi_k(h)) s_k, with weights that sum to zero",
            unfold=["w", "z"],
            using=[use("equal", times=(chi(k, g) - chi(k, h)) / (_.K * _.N), over=(k, l))],
            assume={"equal": EQUAL},
        ),
        identity(
            "collapse is stationary",
            claim["strict.1"],
            "every pair of (4b) is zero",
            using=[
                use(rate),
                use("lyapunov-identity:4b", times=-factor * 2 * _.N),
                use("modes to logits", times=-factor * slope, over=(g, h)),
            ],
        ),
        cite("monotone", "mean-value", ["decrease"], claim["monotone"], "V' <= 0"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
