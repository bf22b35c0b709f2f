"""V is the mean of x - 1 - log x at x = s_k / bar s; equal modes make W W^T a multiple of I - J/K, and only they do."""

from fractions import Fraction

from symflow import (
    FEATURES,
    GSTAR,
    ZERO_INDEX,
    G,
    atom,
    chi,
    delta,
    eq,
    excess,
    forall,
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

i, j, g, f = indices("i j g f", G)
k, l = indices("k l", GSTAR)
kk, ll = indices("k l", G)
(c,) = indices("c", FEATURES)
_ = notation
alpha = atom("alpha")()
EQUAL = forall(k, l, eq(_.s(k), _.s(l)))
ratio = _.s(k) / _.sbar
mean_excess = total(excess(ratio), k) / _.N
gram = total(_.W(i, c) * _.W(j, c), c)
target = _.sbar * (delta(i, j) - 1 / _.K)


def proof(claim):
    scaled = forall(i, j, eq(gram, alpha * (delta(i, j) - 1 / _.K)))
    simplex = forall(i, j, eq(gram, target))
    weight = chi(g, i) * chi(f, -j) * (_.s(g) * _.s(f)) ** Fraction(1, 2) / _.K
    return [
        sign(
            "positive mean",
            gt(_.sbar, 0),
            by=total(_.s(k), k) / _.N,
            because="a mean of positive modes",
            unfold=["sbar"],
        ),
        sign(
            "nonnegative",
            claim["nonnegative"],
            by=mean_excess,
            because="the ratios s_k / bar s have mean 1, so the mean of x - 1 - log x is V",
            facts=["positive mean"],
            unfold=["V", "sbar"],
        ),
        zero_set(
            "ratios",
            eq(_.V, 0),
            by=mean_excess,
            conclusion=eq(ratio, 1),
            because="x - 1 - log x = 0 only at x = 1",
            facts=["positive mean"],
            unfold=["V", "sbar"],
        ),
        identity(
            "zero",
            claim["zero"],
            "s_k = bar s = s_l",
            using=[use("ratios", times=_.sbar), use("ratios", times=-_.sbar, at={k: l})],
        ),
        identity(
            "all are the mean",
            eq(_.s(k), _.sbar),
            "average s_k = s_l over l",
            unfold=["sbar"],
            using=[use("equal", times=1 / _.N, over=(l,))],
            assume={"equal": EQUAL},
        ),
        identity(
            "collapse",
            claim["zero.1"],
            "log bar s minus the mean of log bar s",
            unfold=["V", "all are the mean"],
        ),
        identity(
            "gram",
            eq(gram, _.z(i - j)),
            "R* R = I leaves (1/K) sum_k chi_k(i - j) s_k",
            unfold=["W", "z"],
            using=[use("orthonormal", times=weight, at={kk: g, ll: f}, over=(g, f))],
        ),
        identity(
            "active modes",
            eq(_.z(g), total(chi(k, g) * _.s(k), k) / _.K),
            "s_0 = 0",
            unfold=["z"],
        ),
        identity(
            "simplex",
            claim["simplex"],
            "(bar s / K) sum_{k != 0} chi_k(i - j) = bar s (delta_ij - 1/K)",
            unfold=["all are the mean"],
            using=["gram", use("active modes", at={g: i - j})],
        ),
        identity(
            "inverse",
            eq(_.s(k), total(chi(k, g) * _.z(g), g)),
            "the characters are orthogonal; s is even",
            unfold=["z"],
        ),
        identity(
            "frame logits",
            eq(_.z(i - j), target),
            "the Gram matrix is z_{i - j}",
            using=["frame", use("gram", times=-1)],
            assume={"frame": simplex},
        ),
        identity(
            "frame modes",
            eq(_.s(k), _.sbar),
            "transform back: sum_g chi_k(g) (delta_g0 - 1/K) = 1 for k != 0",
            using=["inverse", use("frame logits", times=chi(k, g), at={i: g, j: ZERO_INDEX}, over=(g,))],
        ),
        identity(
            "simplex only",
            claim["simplex.1"],
            "both are bar s",
            using=["frame modes", use("frame modes", times=-1, at={k: l})],
        ),
        identity(
            "scaled logits",
            eq(_.z(i - j), alpha * (delta(i, j) - 1 / _.K)),
            "the Gram matrix is z_{i - j}",
            using=["scaled", use("gram", times=-1)],
            assume={"scaled": scaled},
        ),
        identity(
            "scaled modes",
            eq(_.s(k), alpha),
            "transform back",
            using=["inverse", use("scaled logits", times=chi(k, g), at={i: g, j: ZERO_INDEX}, over=(g,))],
        ),
        identity(
            "any scale",
            claim["any-scale"],
            "both are alpha",
            using=["scaled modes", use("scaled modes", times=-1, at={k: l})],
        ),
        identity("self-dual", claim["self-dual"], "rename k to -k", unfold=["W", "H"]),
    ]


if __name__ == "__main__":
    run_alone(__file__)
