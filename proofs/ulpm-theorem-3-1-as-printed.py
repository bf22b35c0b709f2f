"""Two classes are fitted well, the one between them is at h = 0: the mean loss is about log(3)/3."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("none", 3, n=1, d=1, W=(1, 0, -1), H=(3, 0, -3))
    return [witness("two of three", "infeasible", point, "the losses are about 0.05, log 3 and 0.05")]


if __name__ == "__main__":
    run_alone(__file__)
