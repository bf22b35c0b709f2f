"""alpha = -7/11, beta = -6/11 at C = 1/4: squared distance 4/11 < 0.438, and the loss is larger."""

from fractions import Fraction

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance(
        "walsh",
        4,
        C=Fraction(1, 4),
        alpha=Fraction(-7, 11),
        beta=Fraction(-6, 11),
        indices={"e": 1},
    )
    return [witness("a point", "smaller", point, "the two largest exponents gain less than the others lose")]


if __name__ == "__main__":
    run_alone(__file__)
