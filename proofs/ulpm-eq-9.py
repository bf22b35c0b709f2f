"""In every column one logit is 2C^2, one is -2C^2 and two are 0; differentiate, and put these in."""

from symflow import GSTAR, Ddt, G, atom, delta, derive, eq, exp, identity, indices, notation, run_alone

i, c = indices("i c", G)
(e,) = indices("e", GSTAR)
C, W, H = atom("C")(), notation.W, notation.H
GROWTH = 2 * C / (1 + exp(2 * C**2)) * (delta(i, c) - delta(i, c + e))
POINT = ["L", "P", "Z", "W", "H"]


def proof(claim):
    return [
        identity("softmax", claim["softmax"], "put the logits in", unfold=POINT),
        derive("dL/dW", claim["dL/dW"], "the chain rule through Z = W H", unfold=POINT),
        derive("dL/dH", claim["dL/dH"], "the chain rule through Z = W H", unfold=POINT),
        derive("growth W", eq(Ddt(W(e, i, c), "ray"), GROWTH), "B is constant", unfold=["W"]),
        derive("growth H", eq(Ddt(H(e, i, c), "ray"), GROWTH), "B is constant", unfold=["H"]),
        identity("ray W", claim["ray"], "C' = 2C/(1 + e^{2C^2})", using=["growth W", "dL/dW"]),
        identity("ray H", claim["ray.1"], "C' = 2C/(1 + e^{2C^2})", using=["growth H", "dL/dH"]),
        identity("loss", claim["loss"], "put the logits in", unfold=POINT),
        derive("first integral", claim["first-integral"], "y' = 4y/(1 + e^y) and Ei'(y) = e^y/y"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
