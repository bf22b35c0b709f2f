"""Up to b the clock minus (N/b) y rises, so C(b) - C(x) >= (N/b)(b - x) for x <= b."""

from symflow import Ddt, atom, cite, derive, ei, eq, exp, ge, gt, le, log, notation, run_alone, sign, use

x, b, y = atom("x")(), atom("b")(), atom("y")()
N = notation.N
PASSED = {"x positive": gt(x, 0), "b positive": gt(b, 0)}


def clock(v):
    return ei(v) + N * log(v)


def tilted(v):
    return clock(v) - N / b * v


def proof(claim):
    goal = claim["passed"]
    ahead = le(clock(b), clock(x))
    return [
        derive(
            "slope", eq(Ddt(tilted(y), "y"), exp(y) / y + N / y - N / b), "Ei'(y) = e^y / y", assume=PASSED
        ),
        sign(
            "tilted clock rises",
            ge(Ddt(tilted(y), "y"), 0),
            by=exp(y) / y + N * (b - y) / (y * b),
            because="y <= b",
            facts=["to", "b positive"],
            using=["slope"],
            assume={**PASSED, "from": le(x, y), "to": le(y, b)},
        ),
        cite("from x to b", "mean-value", ["tilted clock rises"], le(tilted(x), tilted(b)), "from x up to b"),
        sign(
            "x before b",
            goal,
            by=b / N * ((clock(x) - clock(b)) + (tilted(b) - tilted(x))),
            because="both are not negative, so b <= x after all",
            facts=["ahead", use("from x to b", given=("before",)), "b positive"],
            assume={**PASSED, "ahead": ahead, "before": le(x, b)},
        ),
        sign(
            "x after b",
            goal,
            by=x - b,
            because="that is the claim",
            facts=["after"],
            assume={**PASSED, "ahead": ahead, "after": ge(x, b)},
        ),
        cite("passed", "total-order", ["x before b", "x after b"], goal, "x <= b or x >= b"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
