"""bar s'/bar s minus the mean of s_k'/s_k is minus a variance."""

from symflow import (
    GSTAR,
    Ddt,
    cite,
    derive,
    eq,
    forall,
    identity,
    indices,
    notation,
    run_alone,
    sign,
    square,
    total,
    use,
    zero_set,
)

k, l = indices("k l", GSTAR)
_ = notation
slope = Ddt(_.V, "squared")
MEAN = ["lyapunov-identity:positive-mean"]
spread = 2 / (_.N * _.sbar) * total(square(_.s(k) - _.sbar), k)


def proof(claim):
    return [
        identity("centred", eq(total(_.s(k) - _.sbar, k), 0), "bar s is the mean", unfold=["sbar"]),
        derive(
            "derivative of V",
            eq(slope, 2 / (_.N * _.sbar) * total((_.s(k) - _.sbar) * (1 - _.s(k)), k)),
            "bar s'/bar s minus the mean of s_k'/s_k",
        ),
        identity(
            "rate",
            claim["rate"],
            "the s_k - bar s sum to zero",
            using=["derivative of V", use("centred", times=2 / (_.N * _.sbar) * (1 - _.sbar))],
        ),
        sign(
            "decrease",
            claim["decrease"],
            by=spread,
            because="a sum of squares",
            facts=MEAN,
            using=[use("rate", times=-1)],
        ),
        zero_set(
            "at the mean",
            eq(slope, 0),
            by=spread,
            conclusion=eq(_.s(k) - _.sbar, 0),
            because="each square must vanish",
            facts=MEAN,
            using=[use("rate", times=-1)],
        ),
        identity(
            "equal modes",
            claim["strict"],
            "all are the mean",
            using=["at the mean", use("at the mean", times=-1, at={k: l})],
        ),
        identity(
            "no spread",
            eq(_.s(k), _.sbar),
            "the mean of equal numbers",
            unfold=["sbar"],
            using=[use("equal", times=1 / _.N, over=(l,))],
            assume={"equal": forall(k, l, eq(_.s(k), _.s(l)))},
        ),
        identity(
            "collapse is stationary",
            claim["strict.1"],
            "every term is zero",
            using=["rate", use("no spread", times=-2 / (_.N * _.sbar) * (_.s(k) - _.sbar), over=(k,))],
        ),
        cite("monotone", "mean-value", ["decrease"], claim["monotone"], "V' <= 0"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
