"""The cyclic permutation of three coordinates: M = sqrt(3/2) (Q - 11^T/3) is as little symmetric as Q."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("none", 3, indices={"k": 0, "l": 1}, Q=(0, 1, 0, 0, 0, 1, 1, 0, 0))
    return [witness("cyclic", "symmetric", point, "M_12 = sqrt(2/3), M_21 = -sqrt(1/6)")]


if __name__ == "__main__":
    run_alone(__file__)
