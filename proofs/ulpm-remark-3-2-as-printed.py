"""With alpha = -1, beta = 1 every feature has the least score for its own class."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("none", 2, n=1, d=1, W=(1, -1), H=(1, -1), e=1, C=1, alpha=-1, beta=1)
    return [witness("turned", "nearest", point, "the margins of (-W, H) are -2")]


if __name__ == "__main__":
    run_alone(__file__)
