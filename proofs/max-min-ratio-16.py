"""A start where the largest of 15 modes grows faster than the smallest: mode 8 is 10, mode 7 is 1."""

from symflow import instance, run_alone, witness

START = (0, 9, 9, 9, 9, 9, 9, 1, 10, 2, 2, 2, 2, 2, 2, 2)


def proof(claim):
    return [
        witness(
            "start",
            "decrease",
            instance("walsh", 16, s=START),
            "modes 8 and 7 attain the maximum and the minimum",
        )
    ]


if __name__ == "__main__":
    run_alone(__file__)
