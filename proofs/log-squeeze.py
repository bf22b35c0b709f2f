"""2 (x - 1 - log x) lies between (x - 1)^2 and (x - 1)^2 / x, and x <= 1 decides which of them is larger."""

from symflow import (
    Ddt,
    atom,
    cite,
    derive,
    eq,
    excess,
    expr,
    ge,
    gt,
    le,
    log,
    lt,
    run_alone,
    sign,
    square,
    use,
)

x, c, M, y = atom("x")(), atom("c")(), atom("M")(), atom("y")()
one, zero = expr(1), expr(0)
POSITIVE = {"positive": gt(x, 0)}
LEFT, RIGHT, ONE = {"left": lt(x, 1)}, {"right": gt(x, 1)}, {"same": eq(x, 1)}
ABOVE = {**POSITIVE, "c positive": gt(c, 0), "c small": le(c, 1), "c below x": le(c, x)}
BELOW = {**POSITIVE, "M large": ge(M, 1), "x below M": le(x, M)}


def doubled(v):
    return 2 * (v - 1 - log(v))


def plain(v):
    """What is missing to (v - 1)^2."""
    return (v - 1) ** 2 - doubled(v)


def divided(v):
    """What is too much in (v - 1)^2 / v, negated."""
    return doubled(v) - (v - 1) ** 2 / v


def rising(name, f, slope, shown):
    """f' >= 0, so f(x) has the sign of x - 1."""
    inside = {"to 1": {"low": le(x, y), "high": le(y, one)}, "from 1": {"low": le(one, y), "high": le(y, x)}}
    return [
        derive(f"slope of {name}", eq(Ddt(f(y), "y"), slope), "derivative"),
        *(
            sign(
                f"{name} rises {where}",
                ge(Ddt(f(y), "y"), 0),
                by=shown,
                because="a square",
                using=[f"slope of {name}"],
                assume={**POSITIVE, **between},
            )
            for where, between in inside.items()
        ),
        cite(f"{name} left", "mean-value", [f"{name} rises to 1"], le(f(x), f(one)), "from x up to 1"),
        cite(f"{name} right", "mean-value", [f"{name} rises from 1"], le(f(one), f(x)), "from 1 up to x"),
    ]


def cases(claim, part, assume, left, right):
    """The part where x < 1, x = 1 and x > 1, each from what is left over."""
    goal = claim[part]
    moved = [
        use(f"{f} {side}", given=("positive", side))
        for side in ("left", "right")
        for f in ("plain", "divided")
    ]
    return [
        sign(
            f"{part} left",
            goal,
            by=left,
            because="x <= 1",
            facts=[*assume, "left", *moved[:2]],
            assume={**assume, **LEFT},
        ),
        sign(
            f"{part} at 1",
            goal,
            by=zero,
            because="both sides are 0",
            unfold=["same"],
            assume={**assume, **ONE},
        ),
        sign(
            f"{part} right",
            goal,
            by=right,
            because="x >= 1",
            facts=[*assume, "right", *moved[2:]],
            assume={**assume, **RIGHT},
        ),
        cite(
            part,
            "total-order",
            [f"{part} left", f"{part} at 1", f"{part} right"],
            goal,
            "x < 1, x = 1 or x > 1",
        ),
    ]


def proof(claim):
    return [
        *rising("plain", plain, 2 * (y - 1) ** 2 / y, 2 * square(y - 1) / y),
        *rising("divided", divided, (1 - 1 / y) ** 2, square(1 - 1 / y)),
        *cases(
            claim,
            "above",
            ABOVE,
            x * (divided(one) - divided(x)) + 2 * (x - c) * excess(x),
            (plain(x) - plain(one)) + 2 * (1 - c) * excess(x),
        ),
        *cases(
            claim,
            "below",
            BELOW,
            (plain(one) - plain(x)) + 2 * (M - 1) * excess(x),
            x * (divided(x) - divided(one)) + 2 * (M - x) * excess(x),
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
