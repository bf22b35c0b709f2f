"""Logarithms lie below their tangents; what is left is a covariance against variances, pair by pair."""

from symflow import (
    GSTAR,
    G,
    atom,
    chi,
    cite,
    delta,
    eq,
    excess,
    exp,
    forall,
    ge,
    identity,
    indices,
    le,
    log,
    notation,
    pairing,
    run_alone,
    sign,
    square,
    total,
    use,
    zero_set,
)

f, g0, f1 = indices("f g0 f1", G)
g, h = indices("g h", GSTAR)
k, l = indices("k l", GSTAR)
_ = notation
eta, mu, A, V2, sbar2 = (atom(name)() for name in ("eta", "mu", "A", "V2", "sbar2"))
x, s2 = _.x, atom("s2")
gap = _.z(g) - _.z(h)
rise = _.q(g) - _.q(h)
y, Q = atom("y")(k), sbar2 / _.sbar
slack = 2 - eta * (_.s(k) + 2 * _.sbar) + eta**2 * (_.s(k) * mu / A + 2 * _.sbar * x(k) / y)

SMALL = {"small step": forall(k, le(eta * (_.s(k) + 2 * _.sbar), 2))}
TOGETHER = ["change of V", "rest", use("share", times=-1 / _.N, over=(k,))]


def sums(claim):
    """Covariance and variance as sums over pairs."""
    return [
        identity(
            "inverse",
            eq(_.s(f), total(chi(f, g0) * _.z(g0), g0)),
            "the characters are orthogonal; s is even",
            unfold=["z"],
        ),
        identity("mass", eq(total(_.q(f), f), 1), "q sums to 1", unfold=["q"]),
        identity(
            "brake",
            claim["brake"],
            "|1 - chi|^2 = 2 - chi - conj chi, q is even and sums to 1",
            unfold=["x", "pi", "q"],
        ),
        identity(
            "covariance",
            claim["covariance"],
            "Parseval: sum_k s_k pi_k = K sum_g z_g q_g",
            unfold=["pi", "sbar", "inverse"],
        ),
        identity(
            "variance",
            claim["variance"],
            "Parseval: sum_k pi_k^2 = K sum_g q_g^2",
            unfold=["mu", "brake", "pi"],
        ),
    ]


def steeper(high, low, order):
    """For z_high >= z_low: q rises by less than z, by e^d - 1 >= d and e^{-d} - 1 >= -d."""
    d, rest = _.z(high) - _.z(low), 1 - _.q(high)
    growth = excess(exp(d)) + d
    by = _.q(low) * growth * (excess(exp(-d)) + exp(-d) * growth * rest)
    return {"by": by, "facts": ["order", use("below one", at={g: high})], "assume": {"order": order}}


def room(claim):
    """The covariance is at least the variance."""
    reason = "q_g - q_h <= z_g - z_h where z_g >= z_h, because q is at most 1"
    return [
        sign(
            "below one",
            ge(1 - _.q(g), 0),
            by=total(_.q(f) * square(1 - delta(f, g)), f),
            because="the other probabilities",
            using=[use("mass", times=-1)],
        ),
        sign("uphill", claim["slope"], because=reason, unfold=["q"], **steeper(g, h, ge(_.z(g), _.z(h)))),
        sign("downhill", claim["slope"], because=reason, unfold=["q"], **steeper(h, g, le(_.z(g), _.z(h)))),
        cite("slope", "total-order", ["uphill", "downhill"], claim["slope"], "one of z_g, z_h is the larger"),
        sign(
            "room",
            claim["room"],
            by=_.K / (2 * _.N) * total(rise * gap - rise**2, g, h),
            because="pair by pair",
            facts=["slope"],
            using=["covariance", use("variance", times=-1)],
        ),
    ]


def logarithms():
    """What the step does to the logarithms in V."""

    def product(u, v, times=1):
        return use("log-product:product", let={"u": log(u), "v": log(v)}, times=times)

    return [
        identity(
            "log of the mean",
            eq(log(sbar2), log(Q / A**2) + log(_.sbar) + 2 * log(A)),
            "bar s2 = (Q/A^2) bar s A^2",
            using=[product(Q / A**2, _.sbar * A**2), product(_.sbar, A**2), product(A, A)],
        ),
        identity(
            "log of a mode",
            eq(log(s2(k)), log(_.s(k)) + 2 * log(y)),
            "s2_k = s_k y_k^2",
            unfold=["s2"],
            using=[product(y, y)],
        ),
        identity(
            "log of a factor", eq(log(A), log(A / y) + log(y)), "A = (A/y_k) y_k", using=[product(A / y, y)]
        ),
        identity(
            "change of V",
            eq(
                _.V - V2,
                excess(Q / A**2) + 1 - Q / A**2 + 2 / _.N * total(excess(A / y) + 1 - A / y, k),
            ),
            "-log t = (t - 1 - log t) + 1 - t",
            unfold=["V", "V2"],
            using=[
                use("log of the mean", times=-1),
                use("log of a mode", times=1 / _.N, over=(k,)),
                use("log of a factor", times=-2 / _.N, over=(k,)),
            ],
        ),
    ]


def remainder():
    """What is left without logarithms."""
    spread = (y - A) ** 2
    covariance = total((_.s(k) - _.sbar) * _.pi(k), k)
    left = 2 * eta / (A * _.sbar) * covariance - total(spread * (_.s(k) / (_.sbar * A**2) + 2 / (A * y)), k)
    return [
        identity("centred", eq(total(y - A, k), 0), "A is the mean of the y_k", unfold=["y", "A", "mu"]),
        identity(
            "tilt",
            eq(total(_.s(k) * (y - A), k), -eta * covariance),
            "the sum of the s_k x_k less that of bar s x_k",
            unfold=["y", "A", "mu", "brake", "sbar"],
        ),
        identity(
            "mean after",
            eq(sbar2, _.sbar * A**2 + (total(_.s(k) * spread, k) - 2 * A * eta * covariance) / _.N),
            "y_k^2 = A^2 + 2 A (y_k - A) + (y_k - A)^2",
            unfold=["sbar2", "s2", "sbar"],
            using=[use("tilt", times=2 * A / _.N)],
        ),
        identity(
            "rest",
            eq(1 - Q / A**2 + 2 / _.N * total(1 - A / y, k), left / _.N),
            "1 - A/y_k = (y_k - A)/A - (y_k - A)^2/(A y_k)",
            using=[
                use("mean after", times=-1 / (_.sbar * A**2)),
                use("centred", times=2 / (_.N * A)),
            ],
        ),
        identity(
            "share",
            eq(
                spread * (_.s(k) / (_.sbar * A**2) + 2 / (A * y)),
                eta / (A * _.sbar) * (x(k) - mu) ** 2 * (2 - slack),
            ),
            "y_k - A = eta (x_k - mu), 1 - 1/A = eta mu/A, 1 - 1/y_k = eta x_k/y_k",
            unfold=["y", "A"],
        ),
    ]


def strict(claim, by):
    """V stays as it is only where all modes are equal."""
    return [
        zero_set(
            "equal growth",
            eq(V2, _.V),
            by=by,
            conclusion=eq(A / y, 1),
            because="each excess must vanish",
            facts=["room", "small step"],
            using=TOGETHER,
            assume=SMALL,
        ),
        identity(
            "equal brakes",
            eq(_.pi(k), 1 - mu),
            "y_k = A for every k",
            unfold=["y", "A"],
            using=[use("equal growth", times=y / eta), "brake"],
        ),
        identity("inverse q", eq(_.q(f), total(chi(f, g0) * _.pi(g0), g0) / _.K), "q is even", unfold=["pi"]),
        identity(
            "no rise",
            eq(rise * gap, 0),
            "q_g - q_h = (1/K) sum_k (chi_k(g) - chi_k(h)) pi_k = 0",
            unfold=["inverse q"],
            using=[use("equal brakes", times=gap * (chi(k, g) - chi(k, h)) / _.K, over=(k,))],
        ),
        zero_set(
            "equal logits",
            eq(rise * gap, 0),
            by=pairing(_.z(g), _.z(h)) / total(exp(_.z(f)), f),
            conclusion=eq(_.z(g), _.z(h)),
            because="exp is injective",
            unfold=["q"],
        ),
        identity(
            "strict",
            claim["strict"],
            "s_k - s_l = sum_{g != 0} (chi_k(g) - chi_l(g)) z_g, and these weights sum to zero",
            unfold=["z"],
            using=[use("equal logits", times=(chi(k, g) - chi(l, g)) / _.N, over=(g, h), given=("no rise",))],
        ),
    ]


def proof(claim):
    gains = total((_.s(k) - _.sbar) * _.pi(k), k) - total((x(k) - mu) ** 2, k)
    convex = excess(Q / A**2) + 2 / _.N * total(excess(A / y), k)
    rest = 2 * gains + total(square(x(k) - mu) * slack, k)
    by = convex + eta / (A * _.N * _.sbar) * rest
    decrease = sign(
        "decrease",
        claim["decrease"],
        by=by,
        because="the covariance is at least the variance, and the step is small",
        facts=["room", "small step"],
        using=TOGETHER,
        assume=SMALL,
    )
    parts = [*sums(claim), *logarithms(), *remainder(), *room(claim)]
    return [*parts, decrease, *strict(claim, by)]


if __name__ == "__main__":
    run_alone(__file__)
