"""log undoes exp, factor by factor."""

from symflow import identity, run_alone


def proof(claim):
    return [identity("product", claim["product"], "the exponents add up")]


if __name__ == "__main__":
    run_alone(__file__)
