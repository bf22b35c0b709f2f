"""D + 2Kt (l - l*) never increases: convexity with its exact remainder, and l falls."""

from symflow import (
    Ddt,
    G,
    atom,
    cite,
    derive,
    eq,
    excess,
    exp,
    ge,
    gt,
    indices,
    le,
    notation,
    run_alone,
    sign,
    total,
    use,
)

g, h, k = indices("g h k", G)
_ = notation
alpha, r, theta, best = atom("alpha"), atom("r"), atom("theta"), atom("qstar")
scale, least, distance, start = (atom(name)() for name in ("beta", "lstar", "D", "D0"))
slack = total(_.s(k) * (1 - _.pi(k)) ** 2, k)
progress = distance + 2 * _.K * _.t * (_.ell - least)
at_start = distance + 2 * _.K * 0 * (_.ell - least)


def proof(claim):
    definitions = ["s", "z", "q", "qstar", "theta", "pi", "l", "lstar"]
    return [
        sign(
            "positive q",
            gt(_.q(g), 0),
            by=exp(_.z(g)) / total(exp(_.z(h)), h),
            because="exp > 0",
            unfold=["q"],
        ),
        sign(
            "positive q*",
            gt(best(g), 0),
            by=exp(-(scale * theta(g))) / total(exp(-(scale * theta(h))), h),
            because="exp > 0",
            unfold=["qstar"],
        ),
        sign(
            "distance",
            claim["distance"],
            by=total(alpha(k) * scale * excess(r(k) / scale), k),
            because="x - 1 - log x at x = r_k / beta",
            unfold=["D"],
        ),
        derive("slope", claim["slope"], "r_k' = 2 r_k (1 - pi_k)", unfold=["s"]),
        sign(
            "approach",
            claim["approach"],
            by=2 * _.K * total(_.q(g) * excess(best(g) / _.q(g)), g),
            because="l is convex: <grad l, s - s*> = l - l* + sum_g q_g log(q_g / q*_g), and both q sum to 1",
            facts=["positive q", "positive q*"],
            unfold=definitions,
            using=[use("slope", times=-1)],
        ),
        derive(
            "descent",
            claim["descent"],
            "dl/ds_k = (pi_k - 1)/K along s_k' = 2 s_k (1 - pi_k)",
            unfold=definitions,
        ),
        derive(
            "product rule",
            eq(
                Ddt(progress, "active"),
                Ddt(distance, "active") + 2 * _.K * (_.ell - least) + 2 * _.K * _.t * Ddt(_.ell, "active"),
            ),
            "l* is constant",
        ),
        sign(
            "progress",
            le(Ddt(progress, "active"), 0),
            by=(-(2 * _.K * (_.ell - least)) - Ddt(distance, "active")) + 4 * _.t * slack,
            because="D' <= -2K (l - l*), and l' <= 0",
            facts=["later", "approach"],
            using=[use("product rule", times=-1), use("descent", times=-2 * _.K * _.t)],
            assume={"later": ge(_.t, 0)},
        ),
        sign(
            "start",
            le(at_start, start),
            by=start - distance,
            because="t = 0",
            facts=["near"],
            assume={"near": le(distance, start)},
        ),
        cite("barrier", "comparison", ["start", "progress"], claim["barrier"], "it never increases"),
        sign(
            "rate of the loss",
            le(2 * _.K * _.t * (_.ell - least), start),
            by=(start - progress) + distance,
            because="D >= 0",
            facts=["below", "distance"],
            assume={"below": le(progress, start)},
        ),
        cite("rate", "comparison", ["barrier", "rate of the loss"], claim["rate"], "D >= 0"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
