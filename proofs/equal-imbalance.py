"""The imbalance acts on each mode by a factor that falls in s_k: compare it with its value at bar s."""

from fractions import Fraction

from symflow import (
    GSTAR,
    Ddt,
    atom,
    chi,
    cite,
    derive,
    eq,
    exp,
    forall,
    gt,
    identity,
    indices,
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

g, h = indices("g h", GSTAR)
k, l = indices("k l", GSTAR)
_ = notation
half, c = Fraction(1, 2), atom("c")()
inside, mean_inside = 4 * _.s(k) ** 2 + c**2, 4 * _.sbar**2 + c**2
R, B = inside**half, mean_inside**half
weight = (_.s(k) - _.sbar) * (1 - _.pi(k))
gap = c**2 * square(_.s(k) - _.sbar) * (_.s(k) + _.sbar) / (_.s(k) * _.sbar * (B * _.s(k) + R * _.sbar))
slope, balanced = Ddt(_.V, "imbalance"), Ddt(_.V, "modes")
factor = B / (2 * _.sbar)
spread = factor * 2 * _.K / _.N / (_.sbar * (exp(_.sbar) + _.S)) / (2 * _.N)
EQUAL = forall(k, l, eq(_.s(k), _.s(l)))
POSITIVE = ["lyapunov-identity:positive-mean", "lyapunov-identity:positive-sum"]
ROOT = "square-root:square"


def rate():
    """V' in closed form."""
    common = (_.s(k) - _.sbar) / (_.s(k) * _.sbar * (B * _.s(k) + R * _.sbar))
    return [
        derive(
            "derivative of V",
            eq(slope, total(weight * R / _.s(k), k) / (_.N * _.sbar)),
            "bar s'/bar s minus the mean of s_k'/s_k",
        ),
        derive(
            "balanced derivative",
            eq(balanced, 2 / (_.N * _.sbar) * total(weight, k)),
            "the same for c = 0",
        ),
        identity(
            "gap",
            eq((_.s(k) - _.sbar) * (B / _.sbar - R / _.s(k)), gap),
            "(B s_k)^2 - (R_k bar s)^2 = c^2 (s_k^2 - bar s^2)",
            using=[
                use(ROOT, let={"x": log(mean_inside)}, times=common * _.s(k) ** 2),
                use(ROOT, let={"x": log(inside)}, times=-common * _.sbar**2),
            ],
        ),
        identity(
            "rate",
            eq(slope, factor * balanced - total((1 - _.pi(k)) * gap, k) / (_.N * _.sbar)),
            "R_k/s_k = B/bar s minus the rest",
            using=[
                "derivative of V",
                use("balanced derivative", times=-factor),
                use("gap", times=-(1 - _.pi(k)) / (_.N * _.sbar), over=(k,)),
            ],
        ),
    ]


def decrease(claim):
    """Both terms of V' pull down; they vanish together."""
    signs = [*POSITIVE, "mode-growth:above", "positive factor"]
    lost = total((1 - _.pi(k)) * gap, k) / (_.N * _.sbar)
    pairs = total(pairing(_.w(g), _.w(h)), g, h)
    using = [
        use("rate", times=-1),
        use("lyapunov-identity:4d", times=-factor),
        use("lyapunov-identity:4b", times=spread * 2 * _.N),
    ]
    return [
        sign(
            "positive factor", gt(factor, 0), by=factor, because="a root of a positive number", facts=POSITIVE
        ),
        sign(
            "comparison",
            claim["comparison"],
            by=lost,
            because="1 - pi_k > 0 and the gap is not negative",
            facts=signs,
            using=[use("rate", times=-1)],
        ),
        sign(
            "decrease",
            claim["decrease"],
            by=spread * pairs + lost,
            because="insert (4d) and (4b)",
            facts=signs,
            using=using,
        ),
        zero_set(
            "equal logits",
            eq(slope, 0),
            by=spread * pairs + lost,
            conclusion=eq(_.w(g), _.w(h)),
            because="every pair must vanish, and exp is injective",
            facts=signs,
            using=using,
        ),
    ]


def strict(claim):
    """V stands still at collapse and nowhere else."""
    difference = chi(k, g) - chi(l, g)
    return [
        identity(
            "equal modes",
            claim["strict"],
            "s_k - s_l = sum_{g != 0} (chi_k(g) - chi_l(g)) w_g, and these weights sum to zero",
            unfold=["w", "z"],
            using=[use("equal logits", times=difference / _.N, over=(g, h))],
        ),
        identity(
            "at the mean",
            eq(_.s(k), _.sbar),
            "the mean of equal numbers",
            unfold=["sbar"],
            using=[use("equal", times=1 / _.N, over=(l,))],
            assume={"equal": EQUAL},
        ),
        identity(
            "collapse is stationary",
            claim["strict.1"],
            "every term has the factor s_k - bar s",
            using=[
                "derivative of V",
                use("at the mean", times=(1 - _.pi(k)) * R / (_.s(k) * _.N * _.sbar), over=(k,)),
            ],
        ),
        cite("monotone", "mean-value", ["decrease"], claim["monotone"], "V' <= 0"),
    ]


def proof(claim):
    return [*rate(), *decrease(claim), *strict(claim)]


if __name__ == "__main__":
    run_alone(__file__)
