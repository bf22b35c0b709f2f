"""On the ray z_g = sigma (delta_g0 - 1/K), so q and pi are explicit; Ei' (x) = e^x / x."""

from symflow import derive, run_alone


def proof(claim):
    return [
        derive(
            "invariant",
            claim["invariant"],
            "1 - pi_k = K / (e^sigma + K - 1) for k != 0, and mode 0 stays 0",
            unfold=["s", "pi", "q", "z"],
        ),
        derive(
            "first integral",
            claim["first-integral"],
            "(e^sigma / sigma + (K - 1)/sigma) sigma' = 2 K",
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
