"""At C = 1 the gradient is -(2/(1 + e^2)) B, and the printed factor is larger."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("walsh", 4, C=1, indices={"e": 1, "i": 0, "c": 0})
    return [witness("C = 1", "gradient", point, "the printed denominator counts two terms twice")]


if __name__ == "__main__":
    run_alone(__file__)
