"""The slack is a sum of squares; where it is 0 every margin is q, and the margins give the products of the means."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    delta,
    eq,
    forall,
    ge,
    gt,
    identity,
    indices,
    notation,
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
W, H, K, n = _.W, _.H, _.K, _.n
hbar, wbar, m = atom("hbar"), atom("wbar"), atom("m")
r, q, e, C, S, rho2 = (atom(name)() for name in ("r", "q", "e", "C", "S", "rho2"))

gap = (1 - delta(j, k)) * (m(k, j, i) - q)
slack = S + total(gap**1, k, j, i) / (
    n * K
)  # to the first power: a power that vanishes has a base that vanishes
TIGHT = eq((K - 1) * q, rho2 / (2 * r))
BOUNDED = {"margins": forall(k, j, i, ge(gap, 0))}
SAME = {"same": forall(c, k, i, eq(H(c, k, i), hbar(c, k)))}
length = (K - 1) * q / (r * K)
common = r * K * e / (K - 1)


def product(one, other):
    return total(hbar(c, one) * hbar(c, other), c)


def gram(size):
    return {"gram": forall(k, l, eq(product(k, l), size * (K * delta(k, l) - 1) / (K - 1)))}


def rows(factor):
    return {"rows": forall(k, c, eq(W(k, c), factor * hbar(c, k)))}


def bound(claim):
    context = {
        "facts": ["slack-identity:positive", "margins"],
        "using": [use("slack-identity:identity", given=("root",))],
        "assume": BOUNDED,
    }
    return [
        sign("bound", claim["bound"], slack, "S >= 0, and every margin is at least q", **context),
        zero_set("no slack", TIGHT, slack, eq(S, 0), "S >= 0 is a term", **context),
        zero_set("equal margins", TIGHT, slack, eq(gap, 0), "the m - q >= 0 are terms", **context),
    ]


def equality(claim):
    """S = 0 gives W = r hbar and sum_k hbar_k = 0; then sum_{j != k} m_kji = r K |hbar_k|^2."""

    def tight(part, **more):
        return use(f"slack-identity:{part}", given=("no slack",), **more)

    apart = (1 - delta(j, k)) * (r * (product(k, k) - product(j, k)) - q)
    return [
        identity("same features", claim["equality"], "S = 0", using=[tight("zero.2")]),
        identity("rows of W", claim["equality.2"], "S = 0", using=[tight("zero")]),
        identity(
            "centred",
            eq(total(hbar(c, l), l), 0),
            "wbar = 0",
            unfold=["wbar", "rows of W"],
            using=[tight("zero.1", times=K / r)],
        ),
        identity(
            "gaps",
            eq(apart, 0),
            "insert w_k = r hbar_k and h_ki = hbar_k",
            unfold=["m", "Z", "rows of W", "same features"],
            using=["equal margins"],
        ),
        identity(
            "lengths",
            eq(product(k, k), length),
            "sum over j",
            using=[
                use("gaps", times=1 / (r * K), over=(j,)),
                use("centred", times=hbar(c, k) / K, over=(c,)),
            ],
        ),
        identity(
            "products",
            claim["equality.1"],
            "hbar_k . hbar_l = |hbar_k|^2 - q/r",
            using=["lengths", use("gaps", times=-1 / r, at={j: l})],
        ),
    ]


def conversely(claim):
    """Insert w_k = r hbar_k and the products of the means."""
    given = {**SAME, **gram(length), **rows(r)}
    return [
        identity(
            "all margins are q",
            eq(gap, 0),
            "r (|hbar_k|^2 - hbar_k . hbar_j) = q",
            unfold=["m", "Z", "rows", "same"],
            using=[
                use("gram", times=r * (1 - delta(j, k)), at={l: k}),
                use("gram", times=-r * (1 - delta(j, k)), at={l: j}),
            ],
            assume=given,
        ),
        identity(
            "norms",
            claim["equality.4"],
            "rho^2 = 2 n sum_k |hbar_k|^2",
            unfold=["rho2", "rows", "same"],
            using=[
                use("gram", times=-(r + n / r) / 2, at={l: k}, over=(k,)),
                use("root", times=(K - 1) * q / (2 * r**2)),
            ],
            assume=given,
        ),
    ]


def attained(claim):
    given = {**SAME, **gram(e), **rows(C), "factor": eq(C, r)}
    return [
        identity("rows at r", eq(W(k, c), r * hbar(c, k)), "C = r", unfold=["rows", "factor"], assume=given),
        identity("NC1", eq(H(c, k, i), hbar(c, k)), "NC1", using=["same"], assume=given),
        identity(
            "NC2",
            eq(product(k, l), (K - 1) * common / (r * K) * (K * delta(k, l) - 1) / (K - 1)),
            "e",
            using=["gram"],
            assume=given,
        ),
        *(
            identity(
                label,
                claim[part],
                "the converse with q = r K e/(K - 1)",
                using=[use(fact, let={"q": common}, given=("rows at r", "NC1", "NC2"))],
            )
            for label, part, fact in (
                ("common margin", "attained", "all margins are q"),
                ("norms at e", "attained.1", "norms"),
            )
        ),
    ]


def proof(claim):
    return [
        *bound(claim),
        *equality(claim),
        *conversely(claim),
        sign(
            "length",
            claim["length"],
            by=rho2 / (2 * r * r * K),
            because="(K - 1) q = rho^2/(2r) > 0",
            facts=["not 0"],
            using=[use("tight", times=1 / (r * K))],
            assume={"tight": TIGHT, "not 0": gt(rho2, 0)},
        ),
        *attained(claim),
    ]


if __name__ == "__main__":
    run_alone(__file__)
