"""A start with a = (1, 1, 1), b = (1, 3, 3) from which V increases: V' = (16/63)(5 - e)/(e^3 + 2 e + 1)."""

from symflow import instance, run_alone, witness


def proof(claim):
    return [
        witness(
            "start", "decrease", instance("walsh", 4, a=(0, 1, 1, 1), b=(0, 1, 3, 3)), "V' > 0 because e < 5"
        )
    ]


if __name__ == "__main__":
    run_alone(__file__)
