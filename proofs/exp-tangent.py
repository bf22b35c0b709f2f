"""u - 1 - log u >= 0 at u = e^x."""

from symflow import atom, excess, exp, run_alone, sign

x = atom("x")()


def proof(claim):
    return [sign("tangent", claim["tangent"], by=excess(exp(x)), because="log lies below its tangent at 1")]


if __name__ == "__main__":
    run_alone(__file__)
