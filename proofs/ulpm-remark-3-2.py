"""The margins of the scaled point are all x; its bound has the exponent x + a multiple of (alpha C - beta r)^2."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    delta,
    eq,
    excess,
    exp,
    forall,
    identity,
    indices,
    log,
    notation,
    pairing,
    run_alone,
    sign,
    total,
    use,
    zero_set,
)

j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
K, n, W, H = _.K, _.n, _.W, _.H
hbar, V, G, gbar, Z2 = atom("hbar"), atom("V"), atom("G"), atom("gbar"), atom("Z2")
a, b, sigma, r, C, e = (atom(name)() for name in ("alpha", "beta", "sigma", "r", "C", "e"))
L2, size2 = atom("L2")(), atom("size2")()
shape = (K * delta(k, l) - 1) / (K - 1)
x = a * b * C * e * K / (K - 1)
y = (a**2 * C**2 + b**2 * n) * e * K / (2 * r * (K - 1))
u, v = 1 + (K - 1) * exp(-x), 1 + (K - 1) * exp(-y)
bound = n * K * log(v)
best = n * K * log(1 + (K - 1) * exp(-(size2 / (2 * r * (K - 1)))))
weight = e * K / (2 * r * (K - 1))
UNIT = {"unit": eq(sigma**2, 1)}
NC1 = {"nc1": forall(c, k, i, eq(H(c, k, i), hbar(c, k)))}
NC2 = {"nc2": forall(k, l, eq(total(hbar(c, k) * hbar(c, l), c), e * shape))}
NC3 = {"nc3": forall(k, c, eq(W(k, c), C * hbar(c, k)))}
NC = NC1 | NC2 | NC3


def collapse(claim):
    """The scaled class means are sigma beta hbar_k."""
    size = (a**2 * C**2 + b**2 * n) * K * e
    bodies = total(hbar(c, k) ** 2, k, c)
    square_terms = [
        use("mean length", times=(a**2 * C**2 + b**2 * n), given=("nc2",)),
        use("unit", times=(a**2 * C**2 + b**2 * n) * bodies),
    ]
    return [
        identity("means", eq(gbar(c, k), sigma * b * hbar(c, k)), "linear", unfold=["gbar", "G", "hbar"]),
        identity("NC1", claim["collapse"], "scale by sigma beta", unfold=["G", "means", "nc1"], assume=NC1),
        identity(
            "NC2",
            claim["collapse.1"],
            "sigma^2 = 1",
            unfold=["means"],
            using=[use("nc2", times=sigma**2 * b**2), use("unit", times=b**2 * e * shape)],
            assume=NC2 | UNIT,
        ),
        identity(
            "NC3", claim["collapse.2"], "scale by sigma alpha", unfold=["V", "means", "nc3"], assume=NC3
        ),
        identity(
            "mean length",
            eq(bodies, K * e),
            "sum over k",
            using=[use("nc2", at={l: k}, over=(k,))],
            assume=NC2,
        ),
        identity(
            "size",
            eq(size2, size),
            "|V|^2 + |G|^2",
            unfold=["size2", "V", "G", "nc1", "nc3"],
            using=square_terms,
            assume=NC | UNIT,
        ),
        identity(
            "logits",
            eq(Z2(j, k, i), x * delta(j, k) - x / K),
            "C times the inner products",
            unfold=["Z2", "V", "G", "nc1", "nc3"],
            using=[
                use("nc2", times=sigma**2 * a * b * C, at={k: j, l: k}),
                use("unit", times=a * b * C * e * (K * delta(j, k) - 1) / (K - 1)),
            ],
            assume=NC | UNIT,
        ),
        identity("value", claim["value"], "insert the logits", unfold=["L2", "logits"]),
    ]


def only_if(claim):
    """log u - log v is a sum of terms >= 0, one of them a multiple of (alpha C - beta r)^2."""
    lift = n * K * (K - 1) / u * exp(-y)
    surplus = n * K * excess(v / u) + lift * excess(exp(y - x))
    return [
        identity("best", eq(best, bound), "the norm", unfold=["size"]),
        identity("nothing", eq(r, r), "both sides are the same"),
        zero_set(
            "injective",
            eq(r, r),
            by=pairing(log(v / u), log(v) - log(u)),
            conclusion=eq(log(v / u), log(v) - log(u)),
            because="their exponentials agree",
        ),
        sign(
            "else",
            claim["else"],
            by=surplus,
            because="e^t >= 1 + t at t = y - x, and log t <= t - 1 at t = v/u",
            unfold=["size"],
            using=[
                "value",
                use("injective", times=n * K, given=("nothing",)),
                use("root", times=-lift * weight * b**2),
            ],
        ),
    ]


def if_(claim):
    """Then y = x, and so u = v."""
    there = {"balanced": eq(a * C, b * r)}
    gap = y - x
    return [
        identity(
            "no gap",
            eq(gap, 0),
            "(alpha C - beta r)^2 = 0",
            using=[use("balanced", times=weight * (a * C - b * r)), use("root", times=-weight * b**2)],
            assume=there,
        ),
        zero_set(
            "same exponents",
            eq(gap, 0),
            by=exp(-gap) * excess(exp(gap)) + excess(exp(-gap)),
            conclusion=eq(exp(gap), 1),
            because="e^t >= 1 + t at t and -t",
            using=[use("difference", times=exp(-gap))],
            assume={"difference": eq(gap, 0)},
        ),
        identity(
            "same terms",
            eq(u, v),
            "e^{y - x} = 1",
            using=[use("same exponents", times=(K - 1) * exp(-y), given=("no gap",))],
        ),
        zero_set(
            "same logarithms",
            eq(u, v),
            by=pairing(log(u), log(v)),
            conclusion=eq(log(u), log(v)),
            because="log is a function",
            using=[use("terms", times=1 - log(u) + log(v))],
            assume={"terms": eq(u, v)},
        ),
        identity(
            "ratio",
            claim["ratio"],
            "both are nK log u",
            using=[
                "value",
                use("best", times=-1),
                use("same logarithms", times=n * K, given=("same terms",)),
            ],
        ),
    ]


def norms(claim):
    """|V|^2 - |G|^2 = (alpha^2 C^2 - beta^2 n) K e."""
    rows, bodies = total(V(k, c) ** 2, k, c), total(hbar(c, k) ** 2, k, c)
    features = total(G(c, k, i) ** 2, c, k, i)
    factor = a**2 * C**2 - b**2 * n
    there = ["V", "G", "nc1", "nc3"]
    return [
        identity(
            "difference of norms",
            eq(rows - features, factor * K * e),
            "by NC1-NC3",
            unfold=there,
            using=[use("unit", times=factor * bodies), use("mean length", times=factor, given=("nc2",))],
            assume=NC | UNIT,
        ),
        identity(
            "norms",
            claim["norms"],
            "(alpha C - beta r)(alpha C + beta r) = 0",
            using=[
                "difference of norms",
                use("balanced", times=(a * C + b * r) * K * e),
                use("root", times=b**2 * K * e),
            ],
            assume={"balanced": eq(a * C, b * r)},
        ),
        identity(
            "balance",
            claim["norms.1"],
            "divide by alpha C + beta r",
            using=[
                use("same norms", times=1 / ((a * C + b * r) * K * e)),
                use("difference of norms", times=-1 / ((a * C + b * r) * K * e)),
                use("root", times=-(b**2) / (a * C + b * r)),
            ],
            assume={"same norms": eq(rows, features)},
        ),
    ]


def proof(claim):
    return [*collapse(claim), *only_if(claim), *if_(claim), *norms(claim)]


if __name__ == "__main__":
    run_alone(__file__)
