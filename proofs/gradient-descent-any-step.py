"""A step of size 100 from s = (1, 1, 8): the small modes overtake the large one by far."""

from symflow import instance, run_alone, witness


def proof(claim):
    start = instance("walsh", 4, s=(0, 1, 1, 8), eta=100)
    return [witness("start", "decrease", start, "V grows by 0.13")]


if __name__ == "__main__":
    run_alone(__file__)
