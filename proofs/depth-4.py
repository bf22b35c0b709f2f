"""A small start, s = (1, 4, 4)/12, from which V increases."""

from fractions import Fraction

from symflow import instance, run_alone, witness


def proof(claim):
    small, large = Fraction(1, 12), Fraction(1, 3)
    start = instance("walsh", 4, s=(0, small, large, large))
    return [witness("start", "decrease", start, "1 - pi is nearly 1, and the rates grow with s_k")]


if __name__ == "__main__":
    run_alone(__file__)
