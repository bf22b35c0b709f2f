"""Two classes on a line with class means -w_k: the other sign of the features has the smaller loss."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("none", 2, n=1, d=1, W=(1, -1), H=(-1, 1), W2=(1, -1), H2=(1, -1), e=1, C=-1, g=2)
    return [witness("anti-aligned", "least", point, "L - L2 = 2 log(1 + e^2) - 2 log(1 + e^{-2}) = 4")]


if __name__ == "__main__":
    run_alone(__file__)
