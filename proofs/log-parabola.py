"""Three cases: left of 1 the quotient decreases; at 1 both sides vanish; right of 1 it is below 1/2."""

from fractions import Fraction

from symflow import Ddt, atom, cite, derive, eq, expr, ge, gt, le, log, lt, run_alone, sign, square, use

x, c, y = atom("x")(), atom("c")(), atom("y")()
one = expr(1)
half = Fraction(1, 2)
POSITIVE = {"start": gt(c, 0), "positive": gt(x, 0)}


def excess_of(v):
    return v - 1 - log(v)


def antisymmetric(v):
    return v - 1 / v - 2 * log(v)


def parabola(v):
    return half * (v - 1) ** 2 - excess_of(v)


def quotient(v):
    return (1 - v) ** 2 * excess_of(x) - (x - 1) ** 2 * excess_of(v)


def between(low, high):
    return {"low": le(low, y), "high": le(y, high)}


def proof(claim):
    goal = claim["bound"]
    rate = (1 - y) * ((x - 1) ** 2 / y - 2 * excess_of(x))
    shown = ((1 - x) + (x - y)) * (square(x - 1) * (x - y) / (x * y) - antisymmetric(x))
    pieces = square(x - 1) * -parabola(c) + square(1 - c) * parabola(x)
    return [
        derive("slope of v - 1/v - 2 log v", eq(Ddt(antisymmetric(y), "y"), (1 - 1 / y) ** 2), "derivative"),
        sign(
            "it rises",
            ge(Ddt(antisymmetric(y), "y"), 0),
            by=square(1 - 1 / y),
            because="a square",
            using=["slope of v - 1/v - 2 log v"],
            assume={"positive": gt(x, 0), **between(x, one)},
        ),
        cite(
            "up to 1",
            "mean-value",
            ["it rises"],
            le(antisymmetric(x), antisymmetric(one)),
            "from x up to 1",
        ),
        sign(
            "not positive left of 1",
            le(antisymmetric(x), 0),
            by=antisymmetric(one) - antisymmetric(x),
            because="it is 0 at 1",
            facts=["up to 1"],
            assume={"positive": gt(x, 0)},
        ),
        derive("slope left of 1", eq(Ddt(quotient(y), "y"), rate), "in c", assume={"positive": gt(x, 0)}),
        sign(
            "quotient rises",
            ge(Ddt(quotient(y), "y"), 0),
            by=shown,
            because="(x-1)^2/y - 2 (x - 1 - log x) = (x-1)^2 (1/y - 1/x) - (x - 1/x - 2 log x)",
            facts=["high", "left", "positive", use("not positive left of 1", given=("positive", "left"))],
            using=["slope left of 1"],
            assume={**POSITIVE, "left": lt(x, 1), **between(c, x)},
        ),
        cite("from c to x", "mean-value", ["quotient rises"], le(quotient(c), quotient(x)), "from c up to x"),
        sign(
            "left of 1",
            goal,
            by=quotient(x) - quotient(c),
            because="the quotient at c is the larger one",
            facts=["from c to x"],
            assume={**POSITIVE, "left": lt(x, 1)},
        ),
        sign(
            "at 1",
            goal,
            by=expr(0),
            because="both sides are 0",
            unfold=["same"],
            assume={**POSITIVE, "same": eq(x, 1)},
        ),
        derive("slope of the parabola", eq(Ddt(parabola(y), "y"), (y - 1) ** 2 / y), "derivative"),
        sign(
            "parabola rises to 1",
            ge(Ddt(parabola(y), "y"), 0),
            by=square(y - 1) / y,
            because="a square over y",
            using=["slope of the parabola"],
            assume={"start": gt(c, 0), **between(c, one)},
        ),
        cite(
            "c to 1", "mean-value", ["parabola rises to 1"], le(parabola(c), parabola(one)), "from c up to 1"
        ),
        sign(
            "parabola rises from 1",
            ge(Ddt(parabola(y), "y"), 0),
            by=square(y - 1) / y,
            because="a square over y",
            using=["slope of the parabola"],
            assume={"positive": gt(x, 0), **between(one, x)},
        ),
        cite(
            "1 to x",
            "mean-value",
            ["parabola rises from 1"],
            le(parabola(one), parabola(x)),
            "from 1 up to x",
        ),
        sign(
            "below at c",
            le(parabola(c), 0),
            by=parabola(one) - parabola(c),
            because="it is 0 at 1",
            facts=["c to 1"],
            assume={"start": gt(c, 0)},
        ),
        sign(
            "curvature",
            claim["curvature"],
            by=-parabola(c),
            because="kappa(c) >= 1/2",
            facts=[use("below at c", given=("small",))],
            assume={"start": gt(c, 0), "small": lt(c, 1)},
        ),
        sign(
            "right of 1",
            goal,
            by=pieces,
            because="kappa(c) >= 1/2 >= (x - 1 - log x)/(x - 1)^2",
            facts=[
                use("below at c", given=("small",)),
                use("1 to x", given=("right",)),
            ],
            assume={**POSITIVE, "small": lt(c, 1), "right": gt(x, 1)},
        ),
        cite("bound", "total-order", ["left of 1", "at 1", "right of 1"], goal, "x < 1, x = 1 or x > 1"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
