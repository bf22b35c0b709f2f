"""The constant e drops out of V'; a mode that rests has pi_k = 1 - e, and then all logits but one are equal."""

from symflow import (
    GSTAR,
    ZERO_INDEX,
    Ddt,
    G,
    atom,
    chi,
    cite,
    delta,
    derive,
    eq,
    exp,
    forall,
    gt,
    identity,
    indices,
    lt,
    notation,
    run_alone,
    sign,
    total,
    use,
)

f, g = indices("f g", G)
h, j, k, l = indices("h j k l", GSTAR)
_ = notation
e, FLOW = atom("e")(), "smoothing"
slope, balanced = Ddt(_.V, FLOW), Ddt(_.V, "modes")
RAY = forall(f, eq(_.s(f), _.sigma * (1 - delta(f, ZERO_INDEX))))
LEVEL = eq(e * (exp(_.sigma) + _.K - 1), _.K)
AT_REST = {"at rest": forall(j, eq(Ddt(_.s(j), FLOW), 0))}


def potential(claim):
    """V' is that of the balanced flow."""
    return [
        identity("centred", eq(total(_.s(k) - _.sbar, k), 0), "bar s is the mean", unfold=["sbar"]),
        derive(
            "same",
            claim["same"],
            "both are means of (s_k - bar s)(1 - pi_k), but for e times the sum of the s_k - bar s",
            using=[use("centred", times=-2 * e / (_.N * _.sbar))],
        ),
        sign(
            "decrease",
            claim["decrease"],
            by=-balanced,
            because="V decreases along the balanced flow",
            facts=["lyapunov-decrease:decrease"],
            using=[use("same", times=-1)],
        ),
    ]


def strict(claim):
    """V stands still at collapse and nowhere else, as along the balanced flow."""
    return [
        identity(
            "still",
            eq(balanced, 0),
            "V' is the same",
            using=[use("same", times=-1), "V at rest"],
            assume={"V at rest": eq(slope, 0)},
        ),
        identity(
            "strict",
            claim["strict"],
            "then all modes are equal",
            using=[use("lyapunov-decrease:strict", given=("still",))],
        ),
        identity(
            "collapse is stationary",
            claim["strict.1"],
            "V' is the same",
            using=["same", "lyapunov-decrease:strict.1"],
        ),
        cite("monotone", "mean-value", ["decrease"], claim["monotone"], "V' <= 0"),
    ]


def rest(claim):
    """A point of rest."""
    return [
        sign(
            "level",
            claim["level"],
            by=_.K * (1 - e) / e,
            because="0 < e < 1",
            facts=["positive", "below one"],
            assume={"positive": gt(e, 0), "below one": lt(e, 1)},
        ),
        derive(
            "rest",
            claim["rest"],
            "on the ray 1 - pi_k = K/(e^sigma + K - 1)",
            unfold=["pi", "q", "z", "ray"],
            using=[use("level of rest", times=-2 * _.sigma / (exp(_.sigma) + _.K - 1))],
            assume={"ray": RAY, "level of rest": LEVEL},
        ),
    ]


def alone(claim):
    """There is no other one."""
    below = exp(_.sbar) + _.N
    turn = (chi(k, h) - chi(k, j)) / (_.K * _.N)
    return [
        derive("law", eq(Ddt(_.s(j), FLOW), 2 * _.s(j) * (1 - e - _.pi(j))), "the flow"),
        identity(
            "constant pi",
            eq(_.pi(j), 1 - e),
            "divide by 2 s_j",
            using=[use("law", times=1 / (2 * _.s(j))), use("at rest", times=-1 / (2 * _.s(j)))],
            assume=AT_REST,
        ),
        derive(
            "V rests",
            eq(slope, 0),
            "V' is a mean of (s_k - bar s)(1 - e - pi_k)",
            using=[use("constant pi", times=-2 / (_.N * _.sbar) * (_.s(j) - _.sbar), over=(j,))],
        ),
        identity(
            "only", claim["only"], "V' vanishes at collapse alone", using=[use("strict", given=("V rests",))]
        ),
        identity(
            "equal logits",
            eq(_.w(h), _.w(j)),
            "w_h - w_j = (1/K) sum_k (chi_k(h) - chi_k(j)) s_k, with weights that sum to zero",
            unfold=["w", "z"],
            using=[use("only", times=turn, over=(k, l))],
        ),
        identity(
            "flat",
            eq(_.w(h), 0),
            "equal numbers whose sum is 0",
            unfold=["w", "m"],
            using=[use("equal logits", times=1 / _.N, over=(j,))],
        ),
        identity(
            "inverse",
            eq(_.s(f), total(chi(f, g) * _.z(g), g)),
            "the characters are orthogonal; s is even",
            unfold=["z"],
        ),
        identity(
            "sum of pi",
            eq(total(_.pi(k), k), _.K * exp(_.sbar) / (exp(_.sbar) + _.S) - 1),
            "sum_k pi_k = K q_0, and q_0 = e^{bar s}/(e^{bar s} + S)",
            unfold=["pi", "q", "S", "w", "sbar", "m", "inverse"],
        ),
        identity(
            "level of the only one",
            claim["only.1"],
            "S = N there, so K e^{bar s}/(e^{bar s} + N) = 1 + N (1 - e)",
            unfold=["S", "flat"],
            using=[
                use("constant pi", times=below / _.N, over=(j,)),
                use("sum of pi", times=-below / _.N),
            ],
        ),
    ]


def proof(claim):
    return [*potential(claim), *strict(claim), *rest(claim), *alone(claim)]


if __name__ == "__main__":
    run_alone(__file__)
