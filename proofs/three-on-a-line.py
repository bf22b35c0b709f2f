"""Each difference of two classifiers stands twice in the product, once with either sign."""

from symflow import atom, run_alone, sign, square


def proof(claim):
    (w1, w2, w3), (h1, h2, h3) = ([atom(f"{name}{k}")() for k in (1, 2, 3)] for name in "wh")
    root = (w1 - w2) * (w2 - w3) * (w3 - w1) * h1 * h2 * h3
    return [sign("product", claim["product"], by=square(root), because="it is minus a square")]


if __name__ == "__main__":
    run_alone(__file__)
