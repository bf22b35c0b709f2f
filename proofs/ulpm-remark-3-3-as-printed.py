"""At sigma = 10 and r = 1 the ratio grows at a rate of about 0.016."""

from symflow import instance, run_alone, witness


def proof(claim):
    point = instance("walsh", 4, sigma=10, r=1, rho=1, c=0, y=1)
    return [witness("sigma = 10, r = 1", "rate", point, "the rate is below 4 e^{-sigma/2}")]


if __name__ == "__main__":
    run_alone(__file__)
