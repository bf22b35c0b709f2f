"""A start with r = (1, 2, 2), s = (1, 8, 8) from which V increases: V' = (56/17) q_2."""

from symflow import instance, run_alone, witness


def proof(claim):
    return [
        witness("start", "decrease", instance("walsh", 4, r=(0, 1, 2, 2)), "V' is a positive multiple of q_2")
    ]


if __name__ == "__main__":
    run_alone(__file__)
