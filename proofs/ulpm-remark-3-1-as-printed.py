"""Two classes with both margins 4 and rho^2 = 10: the least value is 5/4, and the print says 5/2."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("none", 2, n=1, d=1, W=(2, -2), H=(1, -1), alpha=1, q=4, p=1)
    return [
        witness("margins 4", "value", point, "at the scale 1/2 the norms are halved, their squares quartered")
    ]


if __name__ == "__main__":
    run_alone(__file__)
