"""For x > 0, R tanh(x/2) - x tanh(R/2) is 0 at R = x and rises with R, since sinh x >= x; x < 0 by symmetry."""

from symflow import (
    Ddt,
    atom,
    cite,
    derive,
    eq,
    excess,
    exp,
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

x, R, y = atom("x")(), atom("R")(), atom("y")()
zero = expr(0)
WITHIN = {"right": le(x, R), "left": le(-x, R)}


def twice_sinh(v):
    return exp(v) - exp(-v) - 2 * v


def gap(v):
    return v * tanh(x / 2) - x * tanh(v / 2)


def bell(v):
    return exp(v) / (exp(v) + 1) ** 2


def proof(claim):
    goal = claim["chord"]
    rate = tanh(x / 2) - 2 * x * bell(y)
    first = exp(x) * (twice_sinh(x) - twice_sinh(zero)) / (exp(x) + 1) ** 2
    falls = exp(x) * (excess(exp(y - x)) + (y - x)) * (excess(exp(x + y)) + (2 * x + (y - x)))
    second = 2 * x * falls / ((exp(x) + 1) ** 2 * (exp(y) + 1) ** 2)
    return [
        derive("slope of sinh", eq(Ddt(twice_sinh(y), "y"), exp(y) + exp(-y) - 2), "derivative"),
        sign(
            "sinh rises",
            ge(Ddt(twice_sinh(y), "y"), 0),
            by=square(exp(y / 2) - exp(-y / 2)),
            because="2 cosh y - 2 is a square",
            using=["slope of sinh"],
            assume={"from": le(zero, y), "to": le(y, x)},
        ),
        cite(
            "sinh above its tangent",
            "mean-value",
            ["sinh rises"],
            le(twice_sinh(zero), twice_sinh(x)),
            "from 0",
        ),
        derive("slope of the gap", eq(Ddt(gap(y), "y"), rate), "(tanh(y/2))' = 2 e^y / (e^y + 1)^2"),
        sign(
            "gap rises",
            ge(Ddt(gap(y), "y"), 0),
            by=first + second,
            because="the slope at y = x is (e^x - e^{-x} - 2x) e^x / (e^x + 1)^2, and e^y/(e^y + 1)^2 falls",
            facts=["positive", "from", use("sinh above its tangent", given=("positive",))],
            using=["slope of the gap"],
            assume={"positive": gt(x, 0), "from": le(x, y), "to": le(y, R)},
        ),
        cite("from x to R", "mean-value", ["gap rises"], le(gap(x), gap(R)), "from x up to R"),
        sign(
            "x positive",
            goal,
            by=x * (gap(R) - gap(x)),
            because="the gap is 0 at R = x",
            facts=["positive", use("from x to R", given=("right",))],
            assume={"positive": gt(x, 0), **WITHIN},
        ),
        sign("x zero", goal, by=zero, because="both sides are 0", unfold=["zero"], assume={"zero": eq(x, 0)}),
        sign(
            "x negative",
            goal,
            by=-x * (gap_at(-x)),
            because="both sides are even in x",
            facts=["negative", use("from x to R", let={"x": -x}, given=("negative", "left"))],
            assume={"negative": lt(x, 0), **WITHIN},
        ),
        cite("chord", "total-order", ["x negative", "x zero", "x positive"], goal, "x < 0, x = 0 or x > 0"),
    ]


def gap_at(v):
    return R * tanh(v / 2) - v * tanh(R / 2)


if __name__ == "__main__":
    run_alone(__file__)
