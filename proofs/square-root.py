"""e^{x/2} e^{x/2} = e^x and e^{-x/2} e^x = e^{x/2}."""

from symflow import identity, run_alone


def proof(claim):
    return [
        identity("square", claim["square"], "the exponents add up"),
        identity("inverse", claim["inverse"], "the exponents add up"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
