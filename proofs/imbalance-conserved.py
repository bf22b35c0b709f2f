"""a^2 - b^2 and W^T W - H H^T are constant: both terms have the same derivative."""

from symflow import derive, run_alone


def proof(claim):
    return [
        derive("modes", claim["modes"], "2 a b (1 - pi) - 2 b a (1 - pi) = 0"),
        derive(
            "matrices",
            claim["matrices"],
            "W^T W and H H^T have the same derivative, W^T M H^T + its transpose",
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
