"""The rules of the Walsh characters, by induction over m: chi_{(c,k)}(b,g) = (-1)^{bc} chi_k(g)."""

from symflow import induct, run_alone


def proof(claim):
    return [
        induct("symmetric", claim["symmetric"], "both bits and both lower parts may be exchanged"),
        induct("multiplicative", claim["multiplicative"], "(-1)^{c(b + b')} = (-1)^{cb} (-1)^{cb'}"),
        induct("square", claim["square"], "the square of (-1)^{bc} is 1"),
        induct("orthogonal", claim["orthogonal"], "sum_c (-1)^{bc} = 2 if b = 0, else 0"),
    ]


if __name__ == "__main__":
    run_alone(__file__)
