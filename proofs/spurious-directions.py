"""The rate 1/t towards s* = beta alpha, and what the loss of s* is: e^x >= 1 + x inside and outside the kernel."""

from symflow import (
    GSTAR,
    ZERO_INDEX,
    Ddt,
    G,
    Pred,
    atom,
    chi,
    cite,
    derive,
    eq,
    excess,
    exp,
    forall,
    ge,
    gt,
    identity,
    indices,
    le,
    notation,
    run_alone,
    sign,
    total,
    use,
)

(g,) = indices("g", GSTAR)
h, k = indices("h k", G)
_ = notation
K, t = _.K, _.t
alpha, r, theta, f = atom("alpha"), atom("r"), atom("theta"), atom("f")
scale, least, distance, start, time, mu = (atom(name)() for name in ("beta", "lstar", "D", "D0", "T", "mu"))
progress = distance + 2 * K * t * (_.ell - least)
M = atom("M")()
slack = total(_.s(k) * (1 - _.pi(k)) ** 2, k)
kernel = total(1 - f(h), h)
small = exp(-(scale * mu))
part = exp(-(scale * mu * f(g)))
decay = exp(-(scale * theta(g)))
best = total(exp(-(scale * theta(h))), h)
offset = _.z(g) - _.z(ZERO_INDEX)
sum_exp = total(exp(_.z(h) - _.z(ZERO_INDEX)), h)


def motion(claim):
    later = time + (t - time)
    return [
        derive("invariant", claim["invariant"], "alpha is constant", unfold=["s"]),
        derive("equation", eq(Ddt(_.s(k), "active"), _.s(k) * (2 * (1 - _.pi(k)))), "the same", unfold=["s"]),
        cite(
            "stays",
            "linear-equation",
            ["equation"],
            claim["stays"],
            "x' = x c with c = 2 (1 - pi_k) continuous",
        ),
        sign(
            "active",
            claim["active"],
            by=alpha(k) * r(k),
            because="s_k = alpha_k r_k with r_k > 0",
            facts=["weight"],
            unfold=["s"],
            assume={"weight": gt(alpha(k), 0)},
        ),
        sign(
            "weighted",
            claim["active.1"],
            by=_.s(k) / r(k),
            because="alpha_k = s_k / r_k with r_k > 0",
            facts=["mode"],
            unfold=["s"],
            assume={"mode": gt(_.s(k), 0)},
        ),
        sign(
            "start",
            le(distance + 2 * K * 0 * (_.ell - least), start),
            by=start - distance,
            because="t = 0",
            facts=["near"],
            assume={"near": le(distance, start)},
        ),
        derive(
            "product rule",
            eq(
                Ddt(progress, "active"),
                Ddt(distance, "active") + 2 * K * (_.ell - least) + 2 * K * t * Ddt(_.ell, "active"),
            ),
            "l* is constant",
        ),
        sign(
            "progress",
            le(Ddt(progress, "active"), 0),
            by=(-(2 * K * (_.ell - least)) - Ddt(distance, "active")) + 4 * t * slack,
            because="D' <= -2K (l - l*), and l' <= 0",
            facts=["later", "mirror-rate:approach"],
            using=[use("product rule", times=-1), use("mirror-rate:descent", times=-2 * K * t)],
            assume={"later": ge(t, 0)},
        ),
        cite(
            "barrier",
            "comparison",
            ["start", "progress"],
            Pred("at-most-from", "active", (progress, start, eq(K, 0).right)),
            "it never increases",
        ),
        sign(
            "late",
            le(_.ell, least + start / (2 * K * time)),
            by=((start - progress) / (2 * K) + distance / (2 * K) + (t - time) * start / (2 * K * time))
            / later,
            because="2Kt (l - l*) <= D0 and t >= T",
            facts=["below", "mirror-rate:distance", "after"],
            assume={"below": le(progress, start), "after": ge(t, time)},
        ),
        cite("limit", "comparison", ["barrier", "late"], claim["limit"], "at all t >= T"),
    ]


def separating(claim):
    return [
        identity("theta_0", eq(exp(-(scale * theta(ZERO_INDEX))), 1), "chi_k(0) = 1", unfold=["theta"]),
        sign(
            "small terms",
            le(decay, small),
            by=decay * (excess(small / decay) + scale * (theta(g) - mu)),
            because="exp increases",
            facts=["apart by mu"],
            assume={"apart by mu": forall(g, ge(theta(g), mu))},
        ),
        sign(
            "separating",
            claim["separating"],
            by=excess(best) + total(small - decay, g),
            because="log x <= x - 1, and theta_0 = 0",
            facts=["small terms"],
            unfold=["lstar"],
            using=[use("theta_0", times=-1)],
        ),
    ]


def kernels(claim):
    inside = {
        "part": forall(g, le(f(g), 1)),
        "kernel": forall(g, k, eq((1 - f(g)) * alpha(k) * (1 - chi(k, g)), 0)),
    }
    return [
        identity(
            "same logit",
            eq((1 - f(g)) * offset, 0),
            "z_g - z_0 = -(1/K) sum_k s_k (1 - chi_k(g))",
            unfold=["z", "s"],
            using=[use("kernel", times=-r(k) / K, over=(k,))],
            assume={"kernel": inside["kernel"]},
        ),
        sign(
            "many terms",
            ge(sum_exp, M),
            by=total(f(g) * exp(offset) + (1 - f(g)) * excess(exp(offset)), g) + (kernel - M),
            because="each g of the kernel contributes e^0",
            facts=["part", "count"],
            using=[use("same logit", over=(g,))],
            assume={"part": inside["part"], "count": le(M, kernel)},
        ),
        sign(
            "floor",
            claim["floor"],
            by=excess(M / sum_exp) + (sum_exp - M) / sum_exp,
            because="log increases",
            facts=["many terms"],
            unfold=["l"],
        ),
    ]


def ceiling(claim):
    outside = forall(g, ge(theta(g), mu * f(g)))
    bound = 1 - f(g) + f(g) * small
    fall = small * (excess(1 / small) + scale * mu)
    assumed = {"part": forall(g, le(f(g), 1)), "gap": outside}
    return [
        sign(
            "weighted terms",
            le(decay, bound),
            by=decay * (excess(part / decay) + scale * (theta(g) - mu * f(g)))
            + part * ((1 - f(g)) * excess(1 / part) + f(g) * excess(small / part)),
            because="exp increases and is convex",
            facts=["part", "gap"],
            assume=assumed,
        ),
        sign(
            "ceiling",
            claim["ceiling"],
            by=excess(best / M) + (total(bound - decay, g) + (M - kernel) * fall) / M,
            because="log x <= x - 1, and theta_0 = 0",
            facts=["weighted terms", "count"],
            unfold=["lstar"],
            using=[use("theta_0", times=-1 / M)],
            assume={"count": ge(M, kernel)},
        ),
    ]


def proof(claim):
    return [*motion(claim), *separating(claim), *kernels(claim), *ceiling(claim)]


if __name__ == "__main__":
    run_alone(__file__)
