"""W' and -dL/dW, computed separately at W = U diag(a) R*, H = R diag(b) U*, are the same sum over modes."""

from symflow import cite, derive, run_alone


def proof(claim):
    rules = ["W", "H", "P", "softmax-diagonal:logits", "pi", "q"]
    return [
        derive(
            "classifier",
            claim["classifier"],
            "both sides are sum_k chi_k(i) (1 - pi_k) b_k conj(R_ck) / sqrt(K)",
            unfold=rules,
        ),
        derive(
            "features",
            claim["features"],
            "both sides are sum_k R_ck (1 - pi_k) a_k chi_k(-j) / sqrt(K)",
            unfold=rules,
        ),
        cite(
            "unique",
            "ode-uniqueness",
            ["classifier", "features"],
            claim["unique"],
            "the loss is smooth, so the matrix flow from this start is this curve",
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
