"""The residual is x/rho + grad L/|grad L| up to a factor, of square 2 - 2 beta; and x e^{-x} <= 1/e."""

from fractions import Fraction

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    delta,
    derive,
    eq,
    exp,
    expr,
    forall,
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

half = Fraction(1, 2)
p, l, j, k, a, b = indices("p l j k a b", CLASSES)
i, r, s = indices("i r s", SAMPLES)
c, f = indices("c f", FEATURES)
_ = notation
W, H, P, Z, L, K = _.W, _.H, _.P, _.Z, _.L, _.K
GW, GH, m = atom("GW"), atom("GH"), atom("m")
g, nu, slope, rho2, C = (atom(name)() for name in ("g", "nu", "slope2", "rho2", "C"))
E = exp(L) - 1
q = m(p, l, r)
rho, steep = rho2**half, slope**half
other = 1 - delta(j, k)
BELOW = {"below log 2": lt(L, log(expr(2)))}
LEAST = {"least": forall(k, j, i, ge(other * (m(k, j, i) - q), 0)), "q positive": gt(q, 0)}
WHERE = {**BELOW, **LEAST, "C small": le(C * rho2, g)}


def across():
    """rho^2 |grad L|^2 - nu^2, half the sum of the squares of all two-by-two minors."""
    x, y, z = indices("x y", CLASSES)[0], indices("y", CLASSES)[0], indices("z", SAMPLES)[0]
    e = indices("e", FEATURES)[0]
    pairs_W = total((W(j, c) * GW(x, e) - W(x, e) * GW(j, c)) ** 2, j, c, x, e) / 2
    pairs_H = total((H(c, k, i) * GH(e, y, z) - H(e, y, z) * GH(c, k, i)) ** 2, c, k, i, e, y, z) / 2
    mixed = total((W(j, c) * GH(e, k, i) - H(e, k, i) * GW(j, c)) ** 2, j, c, e, k, i)
    return pairs_W + pairs_H + mixed


def gradients(claim):
    """-grad L is the sum of P_j grad m; the multipliers are positive."""
    there = ("smooth-margin:moved", "smooth-margin:steep")
    return [
        sign(
            "e^L above 1",
            gt(E, 0),
            by=(exp(L) - (1 + L)) + L,
            because="e^L >= 1 + L",
            facts=["smooth-margin:loss", use("exp-tangent:tangent", let={"x": L})],
        ),
        sign(
            "P positive",
            gt(P(j, k, i), 0),
            by=exp(Z(j, k, i)) / total(exp(Z(b, k, i)), b),
            because="an exponential over a sum of exponentials",
            unfold=["P"],
        ),
        identity("sum of P", eq(total(P(j, k, i), j), 1), "the sum of a softmax", unfold=["P"]),
        derive(
            "by W",
            claim["by W"],
            "m_kji = (w_k - w_j) . h_ki",
            unfold=["GW"],
            using=[use("sum of P", times=H(f, a, i), at={k: a}, over=(i,))],
        ),
        derive(
            "by H",
            claim["by H"],
            "m_kji = (w_k - w_j) . h_ki",
            unfold=["GH"],
            using=[use("sum of P", times=W(b, f), at={k: b, i: s})],
        ),
        sign(
            "multipliers",
            claim["multipliers"],
            by=rho / steep * P(j, k, i),
            because="a product",
            facts=["P positive", *there],
            assume=BELOW,
        ),
        sign(
            "feasible",
            claim["feasible"],
            by=other * (m(k, j, i) - q) / q,
            because="q is the least",
            facts=["least", "q positive"],
            assume=LEAST,
        ),
    ]


def stationary(claim):
    """rho^2 + (rho/|grad L|)^2 |grad L|^2 - 2 (rho/|grad L|) nu = 2 rho^2 (1 - beta), and rho^2/q <= 1/C."""
    there = ("smooth-margin:moved", "smooth-margin:steep")
    factor = rho / steep
    square_W = total((W(j, c) + factor * GW(j, c)) ** 2, j, c)
    square_H = total((H(c, k, i) + factor * GH(c, k, i)) ** 2, c, k, i)
    beta = nu / (rho * steep)
    bottom = (rho * steep + nu) * rho * steep
    size = total(W(j, c) ** 2, j, c) + total(H(c, k, i) ** 2, c, k, i)
    inner = total(W(j, c) * GW(j, c), j, c) + total(H(c, k, i) * GH(c, k, i), c, k, i)
    steepest = total(GW(j, c) ** 2, j, c) + total(GH(c, k, i) ** 2, c, k, i)
    return [
        identity(
            "rho",
            eq(rho * rho, rho2),
            "a root",
            assume=BELOW,
            using=[use("square-root:square", let={"x": log(rho2)})],
        ),
        identity(
            "steepness",
            eq(steep * steep, slope),
            "a root",
            assume=BELOW,
            using=[use("square-root:square", let={"x": log(slope)})],
        ),
        sign(
            "cosine",
            claim["cosine"],
            by=across() / bottom,
            because="(rho |grad L|)^2 - nu^2 >= 0",
            facts=[*there, "smooth-margin:ahead"],
            using=[
                use("smooth-margin:Lagrange", times=1 / bottom),
                use("rho", times=steep**2 / bottom),
                use("steepness", times=rho2 / bottom),
            ],
            assume=BELOW,
        ),
        identity("size", eq(rho2, size), "by definition", unfold=["rho2"]),
        identity("inner", eq(nu, -inner), "by definition", unfold=["nu"]),
        identity("steepest", eq(slope, steepest), "by definition", unfold=["slope2"]),
        identity(
            "residual",
            eq(square_W + square_H, 2 * rho2 * (1 - beta)),
            "expand the square",
            using=[
                use("size", times=-1),
                use("inner", times=2 * factor),
                use("steepest", times=-(factor**2)),
                use("rho", times=1 - 2 * beta),
                use("steepness", times=-(rho**2 / steep**2)),
            ],
            assume=BELOW,
        ),
        identity("own margin", eq(delta(l, p) * q, 0), "m_ppr = 0", unfold=["m"]),
        identity(
            "other class",
            eq(delta(l, p), 0),
            "the margin of a class against itself is 0, and q > 0",
            using=[use("own margin", times=1 / q)],
            assume=LEAST,
        ),
        sign(
            "g below q",
            ge(q, g),
            by=(1 - delta(l, p)) * (q - g),
            because="g is below every margin, and l is not p",
            facts=[use("smooth-margin:margin", at={k: p, j: l, i: r})],
            using=[use("other class", times=q - g)],
            assume=LEAST,
        ),
        sign(
            "stationary",
            claim["stationary"],
            by=2 * (1 - beta) * ((q - g) + (g - C * rho2)) / (C * q),
            because="rho^2/q <= rho^2/g <= 1/C",
            facts=["cosine", "g below q", "C small", "q positive"],
            using=[use("residual", times=-1 / q)],
            assume=WHERE,
        ),
    ]


def small(claim):
    """P (m - q) <= e^{-m} (m - q) <= e^{-q-1}, and nu >= 2 q (1 - e^{-L}) >= q e^{-q}."""
    over = m(k, j, i) - q
    room = log(expr(2)) - L
    half_left = (exp(room) - (1 + room)) + room
    return [
        sign(
            "small P",
            le(P(j, k, i), exp(-m(k, j, i))),
            by=exp(-m(k, j, i)) * total(P(b, k, i) * (1 - delta(b, k)) ** 2, b),
            because="P_j = e^{-m} P_k and P_k <= 1",
            facts=[use("P positive", at={j: b})],
            unfold=["m", "P"],
        ),
        sign(
            "weight",
            le(other * P(j, k, i) * over, exp(-q - 1)),
            by=(other * over) * (exp(-m(k, j, i)) - P(j, k, i))
            + other**2 * exp(-m(k, j, i)) * (exp(over - 1) - (1 + (over - 1)))
            + delta(j, k) * exp(-q - 1),
            because="x e^{-x} <= 1/e at x = m - q",
            facts=["least", "small P", use("exp-tangent:tangent", let={"x": over - 1})],
            assume=LEAST,
        ),
        identity("e^-g", eq(exp(-g), E), "g = -log(e^L - 1)", unfold=["g"]),
        sign(
            "work",
            ge(nu, q * exp(-q)),
            by=(nu - 2 * q * (1 - exp(-L)))
            + q * E * half_left
            + q * exp(-q) * ((exp(q - g) - (1 + (q - g))) + (q - g)),
            because="e^{-L} >= 1/2 and e^L - 1 = e^{-g} >= e^{-q}",
            facts=[
                "e^L above 1",
                "q positive",
                "below log 2",
                "g below q",
                use("smooth-margin:level", let={"level": q}, given=("least", "q positive")),
                use("exp-tangent:tangent", let={"x": room}),
                use("exp-tangent:tangent", let={"x": q - g}),
            ],
            using=[use("e^-g", times=-q)],
            assume={**BELOW, **LEAST},
        ),
    ]


def complementary(claim):
    """rho/|grad L| <= rho^2/nu, so mu (m - q)/q <= (rho^2/nu) e^{-q-1}/q <= 1/(e C q)."""
    T = other * P(j, k, i) * (m(k, j, i) - q)
    beta = nu / (rho * steep)
    left = (nu - q * exp(-q)) + exp(-q) * ((q - g) + (g - C * rho2))
    bound = exp(expr(-1)) / (C * q)
    product = other * (rho / steep * P(j, k, i)) * (m(k, j, i) / q - 1)
    return [
        sign(
            "complementary",
            claim["complementary"],
            by=rho2 / (nu * q) * (1 - beta) * (P(j, k, i) * (other * (m(k, j, i) - q)))
            + rho2 / (nu * q) * (exp(-q - 1) - T)
            + exp(expr(-1)) * left / (C * nu * q),
            because="1 - beta >= 0, P (m - q) <= e^{-q-1}, C rho^2 <= g <= q and nu >= q e^{-q}",
            facts=[
                "cosine",
                "P positive",
                "least",
                "weight",
                "work",
                "g below q",
                "C small",
                "q positive",
                "smooth-margin:ahead",
                "smooth-margin:moved",
            ],
            using=[use("rho", times=-T / (q * rho * steep))],
            assume=WHERE,
        ),
        sign(
            "delta",
            claim["delta"],
            by=(bound - product)
            + ((K - 2) / 2 + exp(expr(-1)) * ((exp(expr(1)) - (1 + expr(1))) + 1)) / (C * q),
            because="1/e <= 1 <= K/2",
            facts=["complementary", "q positive", use("exp-tangent:tangent", let={"x": expr(1)})],
            assume=WHERE,
        ),
    ]


def proof(claim):
    return [*gradients(claim), *stationary(claim), *small(claim), *complementary(claim)]


if __name__ == "__main__":
    run_alone(__file__)
