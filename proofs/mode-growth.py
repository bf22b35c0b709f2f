"""1 - pi_k is a weighted sum of |1 - chi_k(g)|^2 with positive weights, and not all of these vanish."""

from symflow import (
    GSTAR,
    ZERO_INDEX,
    Ddt,
    G,
    chi,
    cite,
    cover,
    derive,
    eq,
    exp,
    ge,
    gt,
    identity,
    indices,
    modulus,
    notation,
    run_alone,
    sign,
    strict,
    total,
    use,
    zero_set,
)

(g,) = indices("g", G)
(h,) = indices("h", G)
(k,) = indices("k", GSTAR)
(e,) = indices("e", GSTAR)
_ = notation
one_minus_pi = 1 - _.pi(k)


def proof(claim):
    half = total(modulus(1 - chi(k, g)) * _.q(g), g) / 2
    other = 2 * _.q(ZERO_INDEX) + total(modulus(1 + chi(k, e)) * _.q(e), e) / 2
    return [
        sign(
            "positive q",
            gt(_.q(g), 0),
            by=exp(_.z(g)) / total(exp(_.z(h)), h),
            because="an exponential over a sum of exponentials",
            unfold=["q"],
        ),
        identity(
            "half-space",
            claim["half-space"],
            "|1 - chi|^2 = 2 - chi - conj chi, q is even and sums to 1",
            unfold=["pi", "q"],
        ),
        sign(
            "not negative",
            ge(one_minus_pi, 0),
            by=half,
            because="half of half-space",
            facts=["positive q"],
            unfold=["pi", "q"],
        ),
        zero_set(
            "if zero",
            eq(one_minus_pi, 0),
            by=half,
            conclusion=eq(1 - chi(k, g), 0),
            because="every term with q_g > 0 must vanish",
            facts=["positive q"],
            unfold=["pi", "q"],
        ),
        identity(
            "absurd",
            eq(0, _.K),
            "then sum_g chi_k(g) = K, but it is 0 for k != 0",
            using=[use("if zero", times=-1, over=(g,))],
        ),
        strict("above", claim["above"], "not negative", "absurd", "not negative and not zero"),
        sign(
            "below",
            claim["below"],
            by=other,
            because="2 - (1 - pi_k) = (1/2) sum_g |1 + chi_k(g)|^2 q_g, and its term g = 0 is 2 q_0 > 0",
            facts=[use("positive q", at={g: ZERO_INDEX}), use("positive q", at={g: e})],
            unfold=["pi", "q"],
        ),
        derive("equation", eq(Ddt(_.s(k), "modes"), _.s(k) * (2 * one_minus_pi)), "the reduced flow"),
        cite(
            "sign",
            "linear-equation",
            ["equation"],
            claim["sign"],
            "x' = x c with c = 2 (1 - pi_k) continuous",
        ),
        sign(
            "growth",
            claim["growth"],
            by=_.s(k) * (2 * one_minus_pi),
            because="s_k > 0 and 1 - pi_k > 0",
            facts=["active", "above"],
            using=["equation"],
            assume={"active": gt(_.s(k), 0)},
        ),
        cover("box above", "above", "walsh", 4, "s", [0, 0, 0], [2, 2, 2], "interval evaluation"),
        cover("box below", "below", "walsh", 4, "s", [0, 0, 0], [2, 2, 2], "interval evaluation"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
