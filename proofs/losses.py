"""Each flow is checked against the partial derivatives of its loss, then the product rule."""

from fractions import Fraction

from symflow import (
    GSTAR,
    Ddt,
    atom,
    derive,
    eq,
    forall,
    gt,
    identity,
    indices,
    log,
    notation,
    run_alone,
    sign,
    use,
)

k, l = indices("k l", GSTAR)
_ = notation
c, e, beta, pi2 = atom("c")(), atom("e")(), atom("beta")(), atom("pi2")
SOFTMAX = ["pi", "q", "pi2", "q2"]
BALANCED = {"balanced layers": forall(l, eq(_.b(l), _.a(l)))}
LOSSES = ("cross-entropy", "tempered", "smoothed", "decayed", "squared")
GRADIENT = "the loss differentiated by the layer, by two routes"


def gradients(claim):
    """Minus the gradient, for each loss and each layer."""
    return [
        derive(
            f"{name} by {layer}",
            claim[f"{name}-gradient" + (f".{place}" if place else "")],
            GRADIENT,
            unfold=["z", "s"],
        )
        for name in LOSSES
        for place, layer in enumerate("ab")
    ]


def laws(claim):
    """The law of the modes, for each loss: the product rule, then a = b."""
    both, loss = _.a(k) ** 2 + _.b(k) ** 2, _.a(k) * _.b(k)
    rates = {
        "balanced": ("cross-entropy", both * (1 - _.pi(k))),
        "temperature": ("tempered", both * beta * (1 - pi2(k))),
        "smoothing": ("smoothed", both * (1 - e - _.pi(k))),
        "decay": ("decayed", both * (1 - _.pi(k)) - 2 * e * loss),
        "squared": ("squared", both * (1 - _.s(k))),
    }
    out = []
    for name, (flow, rate) in rates.items():
        product = derive(
            f"product rule, {flow}", eq(Ddt(_.s(k), flow), rate), "a' b + a b'", unfold=[*SOFTMAX, "s"]
        )
        if flow == "squared":
            product = derive(
                f"product rule, {flow}", eq(Ddt(_.s(k), flow), rate), "Parseval", unfold=["z", "s"]
            )
        rules = ["s", "balanced layers"]
        out += [
            product,
            identity(
                name,
                claim[name],
                "a = b",
                unfold=rules,
                using=[f"product rule, {flow}"],
                assume=BALANCED,
            ),
        ]
    return out


def unbalanced(claim):
    """Layers that are equally unbalanced."""
    inside = 4 * _.s(k) ** 2 + c**2
    root, whole = inside ** Fraction(1, 2), _.a(k) ** 2 + _.b(k) ** 2
    slope = (1 - _.pi(k)) / (whole + root)
    return [
        sign("positive speed", gt(whole + root, 0), by=whole + root, because="a_k, b_k > 0"),
        identity(
            "square of the speed",
            eq(whole**2, inside),
            "(a^2 + b^2)^2 = 4 a^2 b^2 + (a^2 - b^2)^2",
            unfold=["s"],
            using=[use("equal", at={l: k}, times=_.a(k) ** 2 - _.b(k) ** 2 + c)],
            assume={"equal": forall(l, eq(_.a(l) ** 2 - _.b(l) ** 2, c))},
        ),
        identity(
            "imbalance",
            claim["imbalance"],
            "a^2 + b^2 is the positive root",
            using=[
                "product rule, cross-entropy",
                use("square of the speed", times=slope),
                use("square-root:square", let={"x": log(inside)}, times=-slope),
            ],
        ),
    ]


def proof(claim):
    step = identity(
        "step",
        claim["step"],
        "a + eta (1 - pi) a, squared",
        unfold=["a2", "b2", "s", "balanced layers"],
        assume=BALANCED,
    )
    return [*gradients(claim), *laws(claim), *unbalanced(claim), step]


if __name__ == "__main__":
    run_alone(__file__)
