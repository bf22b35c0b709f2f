"""V is a mean of x - 1 - log x at x = s_j/bar s; -V' a multiple of sum v_i v_h (e^{w_i} - e^{w_h})(w_i - w_h)."""

from symflow import (
    FEATURES,
    Ddt,
    atom,
    cite,
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

g, h, i, j, k = indices("g h i j k", FEATURES)
_ = notation
zbar = atom("zbar")()
v, m, p = atom("v"), atom("m"), atom("p")
factor = 2 * _.K / _.N / (_.sbar * (exp(_.sbar) + _.S)) / (2 * _.N)
pairs = total(v(i) * v(h) * pairing(_.w(i), _.w(h)), i, h)
EQUAL = forall(j, k, eq(_.s(j), _.s(k)))
COLLAPSED = eq(Ddt(_.V, "modes"), 0)
ratio = _.s(j) / _.sbar
mean_excess = total(m(j) * excess(ratio), j) / _.N


def at_zero(claim):
    """V >= 0, and V = 0 only at equal modes."""
    weights = use("classes", times=(1 - log(_.sbar)) / _.N)
    opened = {"facts": ["scheme-identity:positive-mean"], "unfold": ["V", "sbar"], "using": [weights]}
    return [
        sign(
            "nonnegative",
            claim["nonnegative"],
            by=mean_excess,
            because="the ratios s_j / bar s have weighted mean 1, so the mean of x - 1 - log x is V",
            **opened,
        ),
        zero_set(
            "ratios",
            eq(_.V, 0),
            by=mean_excess,
            conclusion=eq(ratio, 1),
            because="x - 1 - log x = 0 only at x = 1",
            **opened,
        ),
        identity(
            "zero",
            claim["zero"],
            "s_j = bar s = s_k",
            using=[use("ratios", times=_.sbar), use("ratios", times=-_.sbar, at={j: k})],
        ),
        identity(
            "all are the mean",
            eq(_.s(j), _.sbar),
            "average s_j = s_k over k",
            unfold=["sbar"],
            using=[use("equal", times=m(k) / _.N, over=(k,)), use("classes", times=-_.s(j) / _.N)],
            assume={"equal": EQUAL},
        ),
        identity(
            "collapse",
            claim["zero.1"],
            "log bar s minus the mean of log bar s",
            unfold=["V", "all are the mean"],
            using=[use("classes", times=-log(_.sbar) / _.N)],
        ),
    ]


def along_the_flow(claim):
    """V' <= 0, and V' = 0 exactly at equal modes."""
    rate, identity_4b = "scheme-identity:4d", use("scheme-identity:4b", times=factor * 2 * _.N)
    inserted = {
        "facts": ["scheme-identity:positive-mean", "scheme-identity:positive-sum"],
        "using": [use(rate, times=-1), identity_4b],
    }
    spread = (p(i, j) - p(i, k)) * v(h)
    slope = exp(_.w(i)) - exp(_.w(h))
    return [
        sign(
            "decrease",
            claim["decrease"],
            by=factor * pairs,
            because="insert (4d) and (4b): positive factors times pairs that are not negative",
            **inserted,
        ),
        zero_set(
            "equal logits",
            COLLAPSED,
            by=factor * pairs,
            conclusion=eq(_.w(i), _.w(h)),
            because="every pair must vanish, and exp is injective",
            **inserted,
        ),
        identity(
            "differences of modes",
            eq(_.s(j) - _.s(k), total((p(i, j) - p(i, k)) * _.w(i), i)),
            "the inverse transform; sum_i p_ij = -1 for every mode",
            unfold=["w"],
            using=[
                use("scheme-identity:inverse"),
                use("scheme-identity:inverse", times=-1, at={j: k}),
                use("rows", times=zbar),
                use("rows", times=-zbar, at={j: k}),
            ],
        ),
        identity(
            "equal modes",
            claim["strict"],
            "s_j - s_k = sum_i (p_ij - p_ik) w_i, and these weights sum to zero",
            using=[
                "differences of modes",
                use("equal logits", times=spread / _.N, over=(i, h)),
                use("scheme-identity:order", times=-total((p(i, j) - p(i, k)) * _.w(i), i) / _.N),
                use("rows", times=total(v(h) * _.w(h), h) / _.N),
                use("rows", times=-total(v(h) * _.w(h), h) / _.N, at={j: k}),
            ],
        ),
        identity(
            "modes to logits",
            eq(_.w(i), _.w(h)),
            "s_0 = 0: w_i - w_h is a sum over the modes with weights that sum to zero",
            unfold=["w", "z", "all are the mean"],
            using=[
                use("columns", times=_.sbar / (_.K * v(i))),
                use("columns", times=-_.sbar / (_.K * v(h)), at={i: h}),
            ],
        ),
        identity(
            "collapse is stationary",
            claim["strict.1"],
            "every pair of (4b) is zero",
            using=[
                use(rate),
                use("scheme-identity:4b", times=-factor * 2 * _.N),
                use("modes to logits", times=-factor * v(i) * v(h) * slope, over=(i, h)),
            ],
        ),
        cite("monotone", "mean-value", ["decrease"], claim["monotone"], "V' <= 0"),
    ]


def proof(claim):
    return [*at_zero(claim), *along_the_flow(claim)]


if __name__ == "__main__":
    run_alone(__file__)
