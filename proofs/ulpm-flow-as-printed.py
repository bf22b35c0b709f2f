"""At H = 0 the loss grows along the printed flow at the rate 2: each feature moves away from its own class."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("none", 2, n=1, d=1, W=(1, -1), H=(0, 0))
    return [witness("zero features", "decrease", point, "L' is the squared norm of the gradient")]


if __name__ == "__main__":
    run_alone(__file__)
