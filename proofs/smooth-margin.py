"""Each margin is at least g, since e^L - 1 >= e^{ell} - 1 >= e^{-m}; and 1 - e^{-x} lies above its chords."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    delta,
    eq,
    excess,
    exp,
    expr,
    forall,
    ge,
    gt,
    identity,
    indices,
    log,
    lt,
    notation,
    run_alone,
    sign,
    strict,
    total,
    use,
    zero_set,
)

j, k, l, p, q = indices("j k l p q", CLASSES)
i, r = indices("i r", SAMPLES)
c, e = indices("c e", FEATURES)
_ = notation
W, H, P, Z, L, K, n = _.W, _.H, _.P, _.Z, _.L, _.K, _.n
ell, GW, GH, m = atom("ell"), atom("GW"), atom("GH"), atom("m")
g, nu, slope, rho2 = (atom(name)() for name in ("g", "nu", "slope2", "rho2"))
E = exp(L) - 1
other = 1 - delta(j, k)  # 1 for j != k; its square is itself
level = atom("level")()
ABOVE = {
    "margins above": forall(k, j, i, ge(other * (m(k, j, i) - level), 0)),
    "level above 0": ge(level, 0),
}
BELOW = {"below log 2": lt(L, log(expr(2)))}


def columns(claim):
    """ell = -log P_k > 0, since P_k < 1: a second class has a positive probability."""
    missing = 1 - P(k, k, i)
    return [
        identity("by W", claim["by W"], "P - Y times H^T", unfold=["GW"], using=["gradient:dL/dW"]),
        identity("by H", claim["by H"], "W^T times P - Y", unfold=["GH"], using=["gradient:dL/dH"]),
        sign(
            "P positive",
            gt(P(j, k, i), 0),
            by=exp(Z(j, k, i)) / total(exp(Z(l, k, i)), l),
            because="an exponential over a sum of exponentials",
            unfold=["P"],
        ),
        identity("sum of P", eq(total(P(j, k, i), j), 1), "the sum of a softmax", unfold=["P"]),
        identity("sample", eq(exp(-ell(k, i)), P(k, k, i)), "ell = -log P_k", unfold=["ell", "P"]),
        identity("samples", eq(L, total(ell(k, i), k, i)), "L is their sum", unfold=["ell", "L"]),
        sign(
            "at most one",
            ge(missing, 0),
            by=total(P(j, k, i) * other**2, j),
            because="the other classes have the rest",
            facts=["P positive"],
            using=[use("sum of P", times=-1)],
        ),
        zero_set(
            "all classes the same",
            eq(missing, 0),
            by=total(P(j, k, i) * other**2, j),
            conclusion=eq(other, 0),
            because="a sum of terms that are not negative",
            facts=["P positive"],
            using=[use("sum of P", times=-1)],
        ),
        identity(
            "no second class",
            eq(K - 1, 0),
            "count the classes other than k",
            using=[use("all classes the same", over=(j,))],
        ),
        strict("below one", gt(missing, 0), "at most one", "no second class", "K >= 2"),
        sign(
            "ell positive",
            gt(ell(k, i), 0),
            by=excess(P(k, k, i)) + missing,
            because="-log x >= 1 - x",
            facts=["P positive", "below one"],
            unfold=["ell", "P"],
        ),
        sign(
            "loss",
            claim["loss"],
            by=total(ell(k, i), k, i),
            because="every sample counts",
            facts=["ell positive"],
            using=["samples"],
        ),
        sign(
            "e^L above 1",
            gt(E, 0),
            by=(exp(L) - (1 + L)) + L,
            because="e^L >= 1 + L",
            facts=["loss", use("exp-tangent:tangent", let={"x": L})],
        ),
    ]


def margins(claim):
    """e^L >= e^{ell_ki} >= 1 + e^{-m_kji}."""
    rest = total((1 - delta(p, k) * delta(r, i)) ** 2 * ell(p, r), p, r)
    behind = g - m(k, j, i)
    third = total((1 - delta(l, k)) ** 2 * (1 - delta(l, j)) ** 2 * exp(-m(k, l, i)), l)
    return [
        sign(
            "one sample",
            ge(L, ell(k, i)),
            by=rest,
            because="the others are not negative",
            facts=[use("ell positive", at={k: p, i: r})],
            using=["samples"],
        ),
        identity(
            "all classes",
            eq(exp(ell(k, i)), total(exp(-m(k, l, i)), l)),
            "divide by e^{Z_k}",
            unfold=["ell", "m"],
        ),
        sign(
            "one class",
            ge(other * (exp(ell(k, i)) - 1 - exp(-m(k, j, i))), 0),
            by=other**2 * third,
            because="the other classes are not negative",
            unfold=["m"],
            using=[use("all classes", times=other)],
        ),
        sign(
            "one margin",
            ge(other * (E - exp(-m(k, j, i))), 0),
            by=other**2 * exp(ell(k, i)) * (exp(L - ell(k, i)) - (1 + (L - ell(k, i))) + (L - ell(k, i)))
            + other * (exp(ell(k, i)) - 1 - exp(-m(k, j, i))),
            because="e^{L - ell} >= 1 + L - ell >= 1",
            facts=["one sample", "one class", use("exp-tangent:tangent", let={"x": L - ell(k, i)})],
        ),
        sign(
            "margin",
            claim["margin"],
            by=other**2 * (exp(behind) - (1 + behind)) + other * (E - exp(-m(k, j, i))) / E,
            because="e^x >= 1 + x at x = g - m, where e^x = e^{-m}/(e^L - 1)",
            facts=["one margin", "e^L above 1", use("exp-tangent:tangent", let={"x": behind})],
            unfold=["g"],
        ),
    ]


def across():
    """Half the sum of the squares of all two-by-two minors."""
    pairs_W = total((W(j, c) * GW(l, e) - W(l, e) * GW(j, c)) ** 2, j, c, l, e) / 2
    pairs_H = total((H(c, k, i) * GH(e, q, r) - H(e, q, r) * GH(c, k, i)) ** 2, c, k, i, e, q, r) / 2
    mixed = total((W(j, c) * GH(e, k, i) - H(e, k, i) * GW(j, c)) ** 2, j, c, e, k, i)
    return pairs_W + pairs_H + mixed


def lengths(claim):
    """The work is 2 sum P m; Lagrange's identity; one margin is at most rho^2."""
    left_W = total((1 - delta(l, k)) ** 2 * (1 - delta(l, j)) ** 2 * W(l, c) ** 2, l, c)
    left_H = total((1 - delta(p, k) * delta(r, i)) ** 2 * H(c, p, r) ** 2, c, p, r)
    here = total((W(k, c) - H(c, k, i) / 2) ** 2 + (W(j, c) + H(c, k, i) / 2) ** 2 + H(c, k, i) ** 2 / 2, c)
    return [
        identity(
            "work",
            claim["work"],
            "L is a function of W H",
            unfold=["nu", "GW", "GH", "m", "Z"],
            using=[use("sum of P", times=-2 * Z(k, k, i), over=(k, i))],
        ),
        identity(
            "Lagrange",
            claim["Lagrange"],
            "expand the squares",
            unfold=["nu", "rho2", "slope2"],
        ),
        sign(
            "margin below norm",
            ge(other * (rho2 - m(k, j, i)), 0),
            by=other**2 * (left_W + left_H + here),
            because="x^2 + y^2 + z^2 - x z + y z is a sum of squares",
            unfold=["rho2", "m", "Z"],
        ),
        sign(
            "norm",
            claim["norm"],
            by=total(other * (rho2 - m(k, j, i)) + other * (m(k, j, i) - g), k, j, i) / (n * K * (K - 1)),
            because="g <= m <= rho^2, over all pairs of classes",
            facts=["margin below norm", "margin"],
        ),
    ]


def sides(claim):
    """g > 0 if and only if e^L < 2."""
    room = log(expr(2)) - L
    return [
        sign(
            "below",
            claim["below"],
            by=excess(E) + exp(L) * (exp(room) - (1 + room) + room),
            because="-log E >= 1 - E = 2 - e^L",
            facts=["e^L above 1", "below log 2", use("exp-tangent:tangent", let={"x": room})],
            unfold=["g"],
            assume=BELOW,
        ),
        sign(
            "above",
            claim["below.1"],
            by=(exp(-room) - (1 + -room)) + E / 2 * ((exp(g) - (1 + g)) + g),
            because="log 2 - L >= 1 - e^L/2, and e^{-g} = e^L - 1",
            facts=[
                "e^L above 1",
                "g positive",
                use("exp-tangent:tangent", let={"x": -room}),
                use("exp-tangent:tangent", let={"x": g}),
            ],
            unfold=["g"],
            assume={"g positive": gt(g, 0)},
        ),
    ]


def bound(claim):
    """nu - 2 g sum (1 - P_k) = 2 sum P (m - g), and the sum of the 1 - e^{-ell} is at least 1 - e^{-L}."""
    spare = total(1 - P(k, k, i), k, i) - (1 - exp(-L))
    chord = L * (1 - exp(-ell(k, i))) - ell(k, i) * (1 - exp(-L))
    return [
        sign(
            "union",
            ge(total(1 - P(k, k, i), k, i), 1 - exp(-L)),
            by=total(chord, k, i) / L,
            because="1 - e^{-x} lies above its chords",
            facts=[
                "loss",
                use("exp-chord:chord", let={"u": L, "x": ell(k, i)}, given=("ell positive", "one sample")),
            ],
            using=[
                use("sample", over=(k, i)),
                use("samples", times=-(1 - exp(-L)) / L),
            ],
        ),
        sign(
            "bound",
            claim["bound"],
            by=2 * total(P(j, k, i) * (other * (m(k, j, i) - g)), j, k, i) + 2 * g * spare,
            because="every margin is at least g",
            facts=["P positive", "margin", "below", "union"],
            unfold=["m"],
            using=["work", use("sum of P", times=2 * g, over=(k, i))],
            assume=BELOW,
        ),
        sign(
            "level",
            claim["level"],
            by=2 * total(P(j, k, i) * (other * (m(k, j, i) - level)), j, k, i) + 2 * level * spare,
            because="every margin is at least the level",
            facts=["P positive", "margins above", "level above 0", "union"],
            unfold=["m"],
            using=["work", use("sum of P", times=2 * level, over=(k, i))],
            assume=ABOVE,
        ),
        sign(
            "ahead",
            claim["ahead"],
            by=(nu - 2 * g * (1 - exp(-L))) + 2 * g * exp(-L) * E,
            because="g > 0 and L > 0",
            facts=["bound", "below", "e^L above 1"],
        ),
        sign("moved", claim["moved"], by=(rho2 - g) + g, because="rho^2 >= g > 0", facts=["norm", "below"]),
        sign(
            "steep",
            claim["steep"],
            by=(across() + nu**2) / rho2,
            because="rho^2 |grad L|^2 >= nu^2 > 0",
            facts=["ahead", "moved"],
            using=[use("Lagrange", times=1 / rho2)],
            assume=BELOW,
        ),
    ]


def proof(claim):
    return [*columns(claim), *margins(claim), *lengths(claim), *sides(claim), *bound(claim)]


if __name__ == "__main__":
    run_alone(__file__)
