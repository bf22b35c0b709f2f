"""Z, its softmax and every entrywise function depend on i - j alone, so characters diagonalise them."""

from symflow import G, chi, eq, identity, indices, notation, run_alone, total, use

i, j, h, k, l = indices("i j h k l", G)
_ = notation


def proof(claim):
    weight = chi(k, i) * chi(l, -j) * _.a(k) * _.b(l) / _.K
    return [
        identity(
            "logits",
            claim["logits"],
            "multiply out W H; R* R = I leaves sum_k chi_k(i - j) a_k b_k / K",
            unfold=["Z", "W", "H", "z", "s"],
            using=[use("orthonormal", times=weight, over=(k, l))],
        ),
        identity(
            "softmax",
            claim["softmax"],
            "exp acts entrywise, and every column has the same sum: g = h - j runs through G",
            unfold=["P", "logits", "q"],
        ),
        identity(
            "inversion",
            eq(_.q(i - j), total(chi(k, i) * _.pi(k) * chi(k, -j), k) / _.K),
            "sum_k chi_k(i - j) chi_k(g) = K if g = j - i, else 0; q is even",
            unfold=["pi"],
        ),
        identity("diagonal", claim["diagonal"], "P_ij = q(i - j)", using=["softmax", "inversion"]),
        identity(
            "transform",
            claim["transform"],
            "apply the characters on both sides and use their orthogonality",
            unfold=["softmax", "pi"],
        ),
        identity("constant mode", claim["constant-mode"], "the probabilities sum to 1", unfold=["pi", "q"]),
    ]


if __name__ == "__main__":
    run_alone(__file__)
