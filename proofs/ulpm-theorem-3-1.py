"""g' = |grad L|^2/(1 - e^{-L}) and nu >= 2 g (1 - e^{-L}); Cauchy-Schwarz does the rest, and four barriers follow."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    Ddt,
    atom,
    cite,
    delta,
    derive,
    ei,
    eq,
    exp,
    expr,
    ge,
    gt,
    identity,
    indices,
    le,
    log,
    lt,
    notation,
    run_alone,
    sign,
    total,
    use,
)

j, k, l, q = indices("j k l q", CLASSES)
i, r = indices("i r", SAMPLES)
c, e = indices("c e", FEATURES)
_ = notation
W, H, L, t = _.W, _.H, _.L, _.t
m, GW, GH = atom("m"), atom("GW"), atom("GH")
g, nu, slope, rho2 = (atom(name)() for name in ("g", "nu", "slope2", "rho2"))
g0, gamma0, eps, x = (atom(name)() for name in ("g0", "gamma0", "eps", "x"))
E = exp(L) - 1
FLOW = "gradient"
BELOW = {"below log 2": lt(L, log(expr(2)))}
START = {"g at 0": eq(g, g0), "gamma at 0": eq(g, gamma0 * rho2)}
zero = expr(0)
law = log(g / rho2)


def across():
    """Half the sum of the squares of all two-by-two minors."""
    pairs_W = total((W(j, c) * GW(l, e) - W(l, e) * GW(j, c)) ** 2, j, c, l, e) / 2
    pairs_H = total((H(c, k, i) * GH(e, q, r) - H(e, q, r) * GH(c, k, i)) ** 2, c, k, i, e, q, r) / 2
    mixed = total((W(j, c) * GH(e, k, i) - H(e, k, i) * GW(j, c)) ** 2, j, c, e, k, i)
    return pairs_W + pairs_H + mixed


def along(formula):
    return Ddt(formula, FLOW)


def rates(claim):
    """The rates of rho^2, L and g."""
    return [
        sign(
            "e^L above 1",
            gt(E, 0),
            by=(exp(L) - (1 + L)) + L,
            because="e^L >= 1 + L",
            facts=["smooth-margin:loss", use("exp-tangent:tangent", let={"x": L})],
        ),
        sign("e^-L below 1", gt(1 - exp(-L), 0), by=exp(-L) * E, because="L > 0", facts=["e^L above 1"]),
        derive("growth", claim["growth"], "W' = -dL/dW, H' = -dL/dH", unfold=["rho2", "nu", "GW", "GH", "P"]),
        derive(
            "descent", claim["descent"], "L' = -|dL/dW|^2 - |dL/dH|^2", unfold=["slope2", "GW", "GH", "P"]
        ),
        derive("rate of g", eq(along(g), -(exp(L) / E * along(L))), "chain rule"),
    ]


def alignment(claim):
    """(log gamma)' = |grad L|^2/((1 - e^{-L}) g) - 2 nu/rho^2, and 2 g (1 - e^{-L}) <= nu."""
    least = 2 * (slope / nu - nu / rho2)
    return [
        identity(
            "smooth margin",
            claim["smooth margin"],
            "L' = -|grad L|^2",
            using=["rate of g", use("descent", times=-exp(L) / E)],
        ),
        derive(
            "rate of log gamma",
            eq(along(law), along(g) / g - along(rho2) / rho2),
            "log of a quotient",
            assume=BELOW,
        ),
        sign(
            "alignment",
            claim["alignment"],
            by=slope * (nu - 2 * g * (1 - exp(-L))) / ((1 - exp(-L)) * g * nu),
            because="nu >= 2 g (1 - e^{-L})",
            facts=["smooth-margin:bound", "smooth-margin:ahead", "smooth-margin:below", "e^-L below 1"],
            using=["rate of log gamma", use("smooth margin", times=1 / g), use("growth", times=-1 / rho2)],
            assume=BELOW,
        ),
        sign(
            "normalised",
            claim["normalised"],
            by=(along(law) - least) + 2 * across() / (rho2 * nu),
            because="nu^2 <= rho^2 |grad L|^2",
            facts=["alignment", "smooth-margin:ahead", "smooth-margin:moved"],
            using=[use("smooth-margin:Lagrange", times=2 / (rho2 * nu))],
            assume=BELOW,
        ),
    ]


def barrier(claim, part, at_start, bound, later, kept=()):
    """The formula is the bound at the start, and does not increase after that."""
    gamma = [use("gamma at 0", times=1 / rho2)] if part == "gamma" else []
    return [
        sign(
            f"{part}: start",
            le(at_start, bound),
            by=zero,
            because="g = g0 = gamma0 rho^2",
            unfold=[] if part == "gamma" else ["g at 0"],
            using=gamma,
            assume=START,
        ),
        *later,
        cite(
            part,
            "comparison",
            [*kept, f"{part}: start", f"{part}: later"],
            claim[part],
            "it does not increase",
        ),
    ]


def barriers(claim):
    """g >= g0 and gamma >= gamma0 at all times."""
    return [
        sign("g starts positive", gt(g, 0), by=g0, because="it is g0", unfold=["g at 0"], assume=START),
        sign(
            "starts off 0",
            gt(rho2, 0),
            by=(rho2 - g) + g,
            because="rho^2 >= g",
            facts=["smooth-margin:norm", "g starts positive"],
        ),
        derive("rate of -g", eq(along(-g), -along(g)), "linear"),
        *barrier(
            claim,
            "kept",
            -g,
            -g0,
            [
                sign(
                    "kept: later",
                    le(along(-g), 0),
                    by=slope / (1 - exp(-L)),
                    because="g' >= 0",
                    facts=["e^-L below 1"],
                    using=[use("rate of -g", times=-1), "smooth margin"],
                )
            ],
        ),
    ]


def later(claim):
    """What g >= g0 says at any one time: all that holds below log 2."""
    kept = {"kept bound": le(-g, -g0)}
    below = ("below at all times",)
    return [
        sign(
            "g stays positive",
            gt(g, 0),
            by=(g - g0) + g0,
            because="g >= g0",
            facts=["kept bound"],
            assume=kept,
        ),
        sign(
            "below at all times",
            lt(L, log(expr(2))),
            by=log(expr(2)) - L,
            because="g > 0",
            facts=[use("smooth-margin:below.1", given=("g stays positive",))],
        ),
        sign(
            "off 0 at all times",
            gt(rho2, 0),
            by=(rho2 - g) + g,
            because="rho^2 >= g",
            facts=["smooth-margin:norm", "g stays positive"],
        ),
        derive(
            "rate of -gamma",
            eq(along(-(g / rho2)), -(g / rho2) * (along(g) / g - along(rho2) / rho2)),
            "quotient rule",
            assume=kept,
        ),
        *barrier(
            claim,
            "gamma",
            -(g / rho2),
            -gamma0,
            [
                sign(
                    "gamma: later",
                    le(along(-(g / rho2)), 0),
                    by=g / rho2 * along(law),
                    because="(log gamma)' >= 0",
                    facts=["g stays positive", "off 0 at all times", use("normalised", given=below)],
                    using=[
                        use("rate of -gamma", times=-1),
                        use("rate of log gamma", times=-g / rho2, given=below),
                    ],
                    assume=kept,
                )
            ],
            kept=["kept"],
        ),
    ]


def clocks(claim):
    """e^g g'/g = |grad L|^2/((e^L - 1)(1 - e^{-L}) g) >= 4 gamma e^{-L} >= 2 gamma0."""
    room = log(expr(2)) - L
    least = 2 * g * (1 - exp(-L))
    below = ("below at all times",)
    speed = exp(g) / g * along(g)
    half = 2 * gamma0 * ((exp(room) - (1 + room)) + room)
    turned = (across() + (nu - least) * (nu + least)) / (rho2 * E * g * (1 - exp(-L)))
    return [
        identity("e^g", eq(exp(g), 1 / E), "g = -log(e^L - 1)", unfold=["g"]),
        sign(
            "speed",
            ge(speed, 2 * gamma0),
            by=turned + 4 * (g / rho2 - gamma0) * exp(-L) + half,
            because="|grad L|^2 >= nu^2/rho^2, nu >= 2 g (1 - e^{-L}) and e^{-L} >= 1/2",
            facts=[
                "e^L above 1",
                "e^-L below 1",
                "g stays positive",
                "off 0 at all times",
                "below at all times",
                "gamma bound",
                use("smooth-margin:bound", given=below),
                use("smooth-margin:ahead", given=below),
                use("exp-tangent:tangent", let={"x": room}),
            ],
            using=[
                use("e^g", times=along(g) / g),
                use("smooth margin", times=1 / (E * g)),
                use("smooth-margin:Lagrange", times=1 / (rho2 * E * g * (1 - exp(-L)))),
            ],
            assume={"kept bound": le(-g, -g0), "gamma bound": le(-(g / rho2), -gamma0)},
        ),
        derive(
            "rate of the clock",
            eq(along(2 * gamma0 * t - ei(g)), 2 * gamma0 - speed),
            "Ei'(x) = e^x/x",
            assume={"kept bound": le(-g, -g0)},
        ),
        derive(
            "rate of e^g",
            eq(along(2 * gamma0 * g0 * t - exp(g)), 2 * gamma0 * g0 - exp(g) * along(g)),
            "chain rule",
        ),
        *barrier(
            claim,
            "clock",
            2 * gamma0 * zero - ei(g),
            -ei(g0),
            [
                sign(
                    "clock: later",
                    le(along(2 * gamma0 * t - ei(g)), 0),
                    by=speed - 2 * gamma0,
                    because="its speed is at least 2 gamma0",
                    facts=["speed"],
                    using=[use("rate of the clock", times=-1)],
                    assume={"kept bound": le(-g, -g0)},
                )
            ],
            kept=["kept", "gamma"],
        ),
        *barrier(
            claim,
            "rise",
            2 * gamma0 * g0 * zero - exp(g),
            -exp(g0),
            [
                sign(
                    "rise: later",
                    le(along(2 * gamma0 * g0 * t - exp(g)), 0),
                    by=g * (speed - 2 * gamma0) + 2 * gamma0 * (g - g0),
                    because="g >= g0",
                    facts=["speed", "kept bound", "g stays positive"],
                    using=[use("rate of e^g", times=-1)],
                    assume={"kept bound": le(-g, -g0)},
                )
            ],
            kept=["kept", "gamma"],
        ),
    ]


def ends(claim):
    """L <= e^L - 1 = e^{-g}, and every margin is at least g."""
    risen = {"risen": le(2 * gamma0 * g0 * t - exp(g), -exp(g0))}
    small, large = 1 / (2 * gamma0 * g0 * eps), exp(x) / (2 * gamma0 * g0)

    def ahead(since):
        """e^g - 2 gamma0 g0 since, as a sum of positive terms."""
        return (exp(g) - exp(g0) - 2 * gamma0 * g0 * t) + exp(g0) + 2 * gamma0 * g0 * (t - since)

    return [
        sign(
            "loss: shown",
            le(L, eps),
            by=(exp(L) - (1 + L)) + eps * E * ahead(small),
            because="1/(e^L - 1) = e^g >= 1/eps",
            facts=["risen", "long for eps", "e^L above 1", use("exp-tangent:tangent", let={"x": L})],
            using=[use("e^g", times=-(eps * E))],
            assume={**risen, "long for eps": ge(t, small)},
        ),
        cite("loss", "comparison", ["rise", "loss: shown"], claim["loss"], "e^g grows"),
        sign(
            "margins: shown",
            le((1 - delta(j, k)) * (x - m(k, j, i)), 0),
            by=(1 - delta(j, k)) * (m(k, j, i) - g)
            + (1 - delta(j, k)) ** 2 * ((exp(x - g) - (1 + (x - g))) + exp(-g) * ahead(large)),
            because="m >= g, and g - x >= 1 - e^{x - g}",
            facts=[
                "smooth-margin:margin",
                "risen",
                "long for x",
                use("exp-tangent:tangent", let={"x": x - g}),
            ],
            assume={**risen, "long for x": ge(t, large)},
        ),
        cite("margins", "comparison", ["rise", "margins: shown"], claim["margins"], "e^g grows"),
    ]


def proof(claim):
    return [*rates(claim), *alignment(claim), *barriers(claim), *later(claim), *clocks(claim), *ends(claim)]


if __name__ == "__main__":
    run_alone(__file__)
