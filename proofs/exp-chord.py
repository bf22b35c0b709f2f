"""The slope of -(1 - e^{-y})/y is e^{-y} (e^y - 1 - y)/y^2 >= 0."""

from symflow import Ddt, atom, cite, derive, eq, excess, exp, ge, gt, le, run_alone, sign

x, u, y = atom("x")(), atom("u")(), atom("y")()
POSITIVE, ORDERED = {"positive": gt(x, 0)}, {"ordered": le(x, u)}


def fall(v):
    return -((1 - exp(-v)) / v)


def proof(claim):
    slope = exp(-y) * (exp(y) - 1 - y) / y**2
    return [
        derive("slope", eq(Ddt(fall(y), "y"), slope), "quotient rule"),
        sign(
            "rises",
            ge(Ddt(fall(y), "y"), 0),
            by=exp(-y) * excess(exp(y)) / y**2,
            because="e^y >= 1 + y",
            using=["slope"],
            assume={**POSITIVE, "from": le(x, y), "to": le(y, u)},
        ),
        sign(
            "u positive",
            gt(u, 0),
            by=x + (u - x),
            because="u >= x > 0",
            facts=["positive", "ordered"],
            assume=POSITIVE | ORDERED,
        ),
        cite("from x to u", "mean-value", ["rises"], le(fall(x), fall(u)), "from x up to u"),
        sign(
            "chord",
            claim["chord"],
            by=x * u * (fall(u) - fall(x)),
            because="multiply by x u > 0",
            facts=["positive", "u positive", "from x to u"],
            assume=POSITIVE | ORDERED,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
