"""u - tanh u is 0 at 0 and has the slope tanh(u)^2; x < 0 by symmetry."""

from symflow import (
    Ddt,
    atom,
    cite,
    derive,
    eq,
    expr,
    ge,
    gt,
    le,
    lt,
    run_alone,
    sign,
    square,
    tanh,
    use,
)

x, y = atom("x")(), atom("y")()
zero = expr(0)


def gap(v):
    return v / 2 - tanh(v / 2)


def proof(claim):
    goal = claim["parabola"]
    return [
        derive("slope", eq(Ddt(gap(y), "y"), tanh(y / 2) ** 2 / 2), "tanh' = 1 - tanh^2"),
        sign(
            "gap rises",
            ge(Ddt(gap(y), "y"), 0),
            by=square(tanh(y / 2)) / 2,
            because="a square",
            using=["slope"],
            assume={"from": le(zero, y), "to": le(y, x)},
        ),
        cite("above 0", "mean-value", ["gap rises"], le(gap(zero), gap(x)), "from 0 to x"),
        sign(
            "x positive",
            goal,
            by=x * (gap(x) - gap(zero)),
            because="the gap is 0 at 0",
            facts=["positive", use("above 0", given=("positive",))],
            assume={"positive": gt(x, 0)},
        ),
        sign("x zero", goal, by=zero, because="both sides are 0", unfold=["zero"], assume={"zero": eq(x, 0)}),
        sign(
            "x negative",
            goal,
            by=-x * (gap(-x) - gap(zero)),
            because="both sides are even in x",
            facts=["negative", use("above 0", let={"x": -x}, given=("negative",))],
            assume={"negative": lt(x, 0)},
        ),
        cite(
            "parabola", "total-order", ["x negative", "x zero", "x positive"], goal, "x < 0, x = 0 or x > 0"
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
