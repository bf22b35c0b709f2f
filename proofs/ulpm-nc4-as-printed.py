"""Two classes on a line, means 1 and -1, and the feature x = 1: its class has the larger score."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("none", 2, n=1, d=1, W=(1, -1), H=(1, -1), x=1, e=1, C=1)
    return [
        witness(
            "two classes", "nearest", point, "the nearest mean is the mean of class 1, its score is 1 > -1"
        )
    ]


if __name__ == "__main__":
    run_alone(__file__)
