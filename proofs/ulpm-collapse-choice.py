"""hbar_k = s R_k, and |R_k|^2 = (K - 1)/K."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    delta,
    eq,
    forall,
    identity,
    indices,
    notation,
    run_alone,
    total,
    use,
)

k, l = indices("k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
K, n, W, H, R = _.K, _.n, _.W, _.H, _.R
r, s, hbar = atom("r")(), atom("s")(), atom("hbar")
FRAME = {"frame": forall(k, l, eq(total(R(c, k) * R(c, l), c), delta(k, l) - 1 / K))}
ROWS = {"rows": forall(k, c, eq(W(k, c), r * s * R(c, k)))}
COLUMNS = {"columns": forall(c, k, i, eq(H(c, k, i), s * R(c, k)))}


def proof(claim):
    length = use("frame", times=(r**2 + n) * s**2, at={l: k}, over=(k,))
    return [
        identity(
            "means", eq(hbar(c, k), s * R(c, k)), "equal terms", unfold=["hbar", "columns"], assume=COLUMNS
        ),
        identity("NC1", claim["collapse"], "both are s R_k", unfold=["columns", "means"], assume=COLUMNS),
        identity(
            "NC2",
            claim["collapse.1"],
            "s^2 times the inner products",
            unfold=["means"],
            using=[use("frame", times=s**2)],
            assume=FRAME,
        ),
        identity("NC3", claim["collapse.2"], "both are r s R_k", unfold=["rows", "means"], assume=ROWS),
        identity(
            "norm",
            claim["norm"],
            "(r^2 + n) s^2 times the sum of the |R_k|^2",
            unfold=["rho2", "rows", "columns"],
            using=[length, use("root", times=s**2 * (K - 1))],
            assume=FRAME | ROWS | COLUMNS,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
