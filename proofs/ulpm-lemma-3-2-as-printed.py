"""Both margins are 3, so L < log 2, and the printed beta is near -1: epsilon^2 is near 4/C."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("none", 2, n=1, d=1, W=(2, -1), H=(1, -1))
    return [witness("two classes", "epsilon", point, "the gradient points against (W, H)")]


if __name__ == "__main__":
    run_alone(__file__)
