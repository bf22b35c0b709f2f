"""(1 - chi_k(g))/2 is the indicator of chi_k(g) = -1 on Z_2^m."""

from symflow import identity, run_alone


def proof(claim):
    return [
        identity("idempotent", claim["idempotent"], "chi^2 = 1"),
        identity("eigenvalue", claim["eigenvalue"], "chi^2 = 1"),
        identity("mass", claim["mass"], "sum_g (1 - chi_k(g)) q_g, and q sums to 1", unfold=["pi", "q"]),
    ]


if __name__ == "__main__":
    run_alone(__file__)
