"""Lemma 3.1 at the margin bound 1, and the derivatives of the Lagrange function at sum_k hbar_k = 0."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    Partial,
    atom,
    delta,
    derive,
    eq,
    expr,
    forall,
    ge,
    identity,
    indices,
    notation,
    run_alone,
    sign,
    total,
    use,
    zero_set,
)

j, k, l, p, q = indices("j k l p q", CLASSES)
i, s = indices("i s", SAMPLES)
c, f = indices("c f", FEATURES)
_ = notation
W, H, K, n = _.W, _.H, _.K, _.n
r, hbar, rho2, m = atom("r")(), atom("hbar"), atom("rho2")(), atom("m")
A = atom("A")()
ONE = {"q": expr(1)}
product = total(hbar(c, k) * hbar(c, l), c)
length = (K - 1) / (K * r)
off = 1 - delta(j, k)
FEASIBLE = {"feasible": forall(k, j, i, ge(off * (m(k, j, i) - 1), 0))}
LEAST = {"least": eq(rho2 / 2, (K - 1) * r)}
OPTIMUM = {
    "nc1": forall(c, k, i, eq(H(c, k, i), hbar(c, k))),
    "nc2": forall(k, l, eq(product, length * (K * delta(k, l) - 1) / (K - 1))),
    "nc3": forall(k, c, eq(W(k, c), r * hbar(c, k))),
}


def least(claim):
    """Lemma 3.1 at q = 1."""
    gap = rho2 / (2 * r) - (K - 1)

    def equality(part, *given, times=1):
        return use(f"ulpm-lemma-3-1:equality{part}", times=times, let=ONE, given=given)

    forward = ("feasible", "tight")
    return [
        sign(
            "value",
            claim["value"],
            by=r * gap,
            because="Lemma 3.1",
            facts=[use("ulpm-lemma-3-1:bound", let=ONE)],
        ),
        identity(
            "tight",
            eq(K - 1, rho2 / (2 * r)),
            "divide by r",
            using=[use("least", times=-1 / r)],
            assume=LEAST,
        ),
        *(
            identity(
                f"equality{part}",
                claim[f"equality{part}"],
                "Lemma 3.1",
                using=[equality(part, *forward)],
                assume=FEASIBLE,
            )
            for part in ("", ".1", ".2")
        ),
        sign(
            "feasible there",
            claim["equality.3"],
            by=off * (m(k, j, i) - 1),
            because="Lemma 3.1",
            facts=[equality(".3")],
        ),
        identity("least there", claim["equality.4"], "Lemma 3.1, times r", using=[equality(".4", times=-r)]),
    ]


def stationary(claim):
    """w_p = (1/(K r)) (K n hbar_p - n sum_k hbar_k) and hbar_q = (1/(K r)) (K w_q - sum_j w_j)."""
    mean = total(total(hbar(c, k), k) ** 2, c)
    multiplier = 1 / (K * r)
    return [
        identity(
            "active",
            claim["active"],
            "r times the inner products",
            unfold=["m", "Z", "nc1", "nc3"],
            using=[use("nc2", times=r * off, at={l: k}), use("nc2", times=-r * off, at={l: j})],
            assume=OPTIMUM,
        ),
        identity(
            "square of the mean",
            eq(mean, 0),
            "sum all inner products",
            using=[use("nc2", over=(k, l))],
            assume={"nc2": OPTIMUM["nc2"]},
        ),
        zero_set("centred", eq(mean, 0), mean, eq(total(hbar(c, k), k), 0), "a sum of squares"),
        derive(
            "by W",
            eq(
                Partial(A, W(p, f)),
                W(p, f) - multiplier * (K * total(H(f, p, i), i) - total(H(f, k, i), k, i)),
            ),
            "derivative",
            unfold=["m", "Z", "rho2"],
        ),
        derive(
            "by H",
            eq(Partial(A, H(f, q, s)), H(f, q, s) - multiplier * (K * W(q, f) - total(W(j, f), j))),
            "derivative",
        ),
        identity(
            "stationary",
            claim["stationary"],
            "K n/(K r) = r, and the class means sum to 0",
            unfold=["nc1", "nc3"],
            using=[
                "by W",
                use("centred", times=multiplier * n, at={c: f}, given=("square of the mean",)),
                use("root", times=hbar(f, p) / r),
            ],
            assume=OPTIMUM,
        ),
        identity(
            "stationary in H",
            claim["stationary.1"],
            "K r/(K r) = 1, and the class means sum to 0",
            unfold=["nc1", "nc3"],
            using=["by H", use("centred", times=1 / K, at={c: f}, given=("square of the mean",))],
            assume=OPTIMUM,
        ),
    ]


def proof(claim):
    return [
        *least(claim),
        *stationary(claim),
        derive("growth", claim["growth"], "two factors grow", unfold=["m", "Z"]),
        sign(
            "qualified",
            claim["qualified"],
            by=2 * (off * (m(k, j, i) - 1)),
            because="twice the constraint",
            facts=["feasible"],
            using=[use("growth", times=off)],
            assume=FEASIBLE,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
