"""The balanced modes move as under label smoothing."""

from symflow import (
    GSTAR,
    Ddt,
    atom,
    cite,
    derive,
    eq,
    forall,
    gt,
    identity,
    indices,
    lt,
    notation,
    run_alone,
    sign,
    use,
)

j, k, l = indices("j k l", GSTAR)
_ = notation
e = atom("e")()
slope, smoothed = Ddt(_.V, "decay"), Ddt(_.V, "smoothing")


def potential(claim):
    """V and its derivative."""
    return [
        derive("as smoothing", claim["as-smoothing"], "2 s_k (1 - e - pi_k) both times"),
        derive("as smoothed", eq(slope, smoothed), "the same law"),
        identity("same", claim["same"], "as under smoothing", using=["as smoothed", "label-smoothing:same"]),
        sign(
            "decrease",
            claim["decrease"],
            by=-smoothed,
            because="as under smoothing",
            facts=["label-smoothing:decrease"],
            using=[use("as smoothed", times=-1)],
        ),
        identity(
            "still",
            eq(smoothed, 0),
            "the same law",
            using=[use("as smoothed", times=-1), "V at rest"],
            assume={"V at rest": eq(slope, 0)},
        ),
        identity(
            "strict",
            claim["strict"],
            "as under smoothing",
            using=[use("label-smoothing:strict", given=("still",))],
        ),
        identity(
            "collapse is stationary",
            claim["strict.1"],
            "as under smoothing",
            using=["as smoothed", "label-smoothing:strict.1"],
        ),
        cite("monotone", "mean-value", ["decrease"], claim["monotone"], "V' <= 0"),
    ]


def rest(claim):
    """Points of rest."""
    return [
        sign(
            "level",
            claim["level"],
            by=_.K * (1 - e) / e,
            because="0 < e < 1",
            facts=["positive", "below one"],
            assume={"positive": gt(e, 0), "below one": lt(e, 1)},
        ),
        identity("rest", claim["rest"], "as under smoothing", using=["as smoothing", "label-smoothing:rest"]),
        identity(
            "smoothing rests",
            eq(Ddt(_.s(j), "smoothing"), 0),
            "the same law",
            using=[use("as smoothing", times=-1, at={k: j}), "at rest"],
            assume={"at rest": forall(j, eq(Ddt(_.s(j), "decay"), 0))},
        ),
        identity(
            "only",
            claim["only"],
            "as under smoothing",
            using=[use("label-smoothing:only", given=("smoothing rests",))],
        ),
        identity(
            "level of the only one",
            claim["only.1"],
            "as under smoothing",
            using=[use("label-smoothing:only.1", given=("smoothing rests",))],
        ),
    ]


def proof(claim):
    return [*potential(claim), *rest(claim)]


if __name__ == "__main__":
    run_alone(__file__)
