"""g stays above g0 > 0, so L stays below log 2, where nu > 0; and every margin is at least g."""

from symflow import (
    CLASSES,
    SAMPLES,
    atom,
    cite,
    delta,
    exp,
    expr,
    ge,
    gt,
    indices,
    le,
    log,
    lt,
    notation,
    run_alone,
    sign,
    use,
)

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
L, t, m = notation.L, notation.t, atom("m")
g, nu, g0, gamma0, x = (atom(name)() for name in ("g", "nu", "g0", "gamma0", "x"))
E = exp(L) - 1
KEPT = {"kept bound": le(-g, -g0)}


def acute(claim):
    return [
        sign(
            "e^L above 1",
            gt(E, 0),
            by=(exp(L) - (1 + L)) + L,
            because="e^L >= 1 + L",
            facts=["smooth-margin:loss", use("exp-tangent:tangent", let={"x": L})],
        ),
        sign("acute", claim["acute"], by=nu, because="nu >= 2 g (1 - e^{-L})", facts=["smooth-margin:ahead"]),
        sign(
            "g stays positive",
            gt(g, 0),
            by=(g - g0) + g0,
            because="g >= g0",
            facts=["kept bound"],
            assume=KEPT,
        ),
        sign(
            "stays below",
            lt(L, log(expr(2))),
            by=log(expr(2)) - L,
            because="g > 0",
            facts=[use("smooth-margin:below.1", given=("g stays positive",))],
        ),
        sign("ahead", le(-nu, 0), by=nu, because="L < log 2", facts=[use("acute", given=("stays below",))]),
        cite(
            "always",
            "comparison",
            ["ulpm-theorem-3-1:kept", "ahead"],
            claim["always"],
            "g >= g0 at all times",
        ),
    ]


def margins(claim):
    large = exp(x) / (2 * gamma0 * g0)
    risen = {"risen": le(2 * gamma0 * g0 * t - exp(g), -exp(g0)), "long": ge(t, large)}
    ahead = (exp(g) - exp(g0) - 2 * gamma0 * g0 * t) + exp(g0) + 2 * gamma0 * g0 * (t - large)
    return [
        sign(
            "margins: shown",
            le((1 - delta(j, k)) * (x - m(k, j, i)), 0),
            by=(1 - delta(j, k)) * (m(k, j, i) - g)
            + (1 - delta(j, k)) ** 2 * ((exp(x - g) - (1 + (x - g))) + exp(-g) * ahead),
            because="m >= g, and g - x >= 1 - e^{x - g}",
            facts=["smooth-margin:margin", "risen", "long", use("exp-tangent:tangent", let={"x": x - g})],
            assume=risen,
        ),
        cite(
            "margins",
            "comparison",
            ["ulpm-theorem-3-1:rise", "margins: shown"],
            claim["margins"],
            "e^g grows",
        ),
    ]


def proof(claim):
    return [*acute(claim), *margins(claim)]


if __name__ == "__main__":
    run_alone(__file__)
