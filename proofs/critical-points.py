"""Row k of W is a mean of all rows with positive weights, so the largest entry of each column is all of it."""

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    And,
    Partial,
    atom,
    cite,
    eq,
    exp,
    forall,
    ge,
    gt,
    identity,
    indices,
    le,
    notation,
    run_alone,
    sign,
    square,
    total,
    use,
    zero_set,
)

j, k, l, p, q = indices("j k l p q", CLASSES)
i, r = indices("i r", SAMPLES)
c, e = indices("c e", FEATURES)
_ = notation
W, H, P, K, a = _.W, _.H, _.P, _.K, _.a
v, epsilon = atom("v"), atom("epsilon")()

BY_W = eq(Partial(_.L, W(p, c)), 0)
BY_H = eq(Partial(_.L, H(c, q, r)), 0)
CRITICAL = {"critical": And((forall(p, c, BY_W), forall(c, q, r, BY_H)))}
ROWS = {"equal": forall(j, l, c, eq(W(j, c), W(l, c)))}
SUMS = {"same sums": forall(c, k, l, eq(total(H(c, k, i), i), total(H(c, l, i), i)))}


def equal_rows(claim):
    """W^T (P - Y) = 0 says W_kc = sum_j P_jki W_jc, a mean with positive weights."""
    # each gap stands to the first power: a power that vanishes has a base that vanishes
    gaps = total(P(j, q, r) * (W(q, c) - W(j, c)) ** 1, j)
    return [
        sign(
            "positive",
            gt(P(j, q, r), 0),
            by=exp(_.Z(j, q, r)) / total(exp(_.Z(l, q, r)), l),
            because="an exponential over a sum of exponentials",
            unfold=["P"],
        ),
        zero_set(
            "largest row",
            BY_H,
            by=gaps,
            conclusion=eq(W(q, c), W(j, c)),
            because="where W_qc is largest every term P_j (W_qc - W_jc) is >= 0",
            facts=["positive", use("largest", at={p: j})],
            unfold=["P"],
            using=[use("gradient:dL/dH", times=-1)],
            assume={"largest": forall(p, ge(W(q, c), W(p, c)))},
        ),
        identity(
            "rows at the largest",
            eq(W(j, c), W(l, c)),
            "both are the largest entry",
            using=[
                use("largest row", times=-1, given=("critical.1",)),
                use("largest row", at={j: l}, given=("critical.1",)),
            ],
            assume=CRITICAL,
        ),
        cite("rows", "finite-maximum", ["rows at the largest"], claim["characterisation"], "one is largest"),
    ]


def equal_sums(claim):
    """(P - Y) H^T = 0 with P = 1/K says that every class has the mean sum."""
    weights = use("equal-rows:probabilities", times=H(c, k, i), at={j: p}, over=(k, i), given=("rows",))
    return [
        identity(
            "class sum",
            eq(total(H(c, p, i), i), total(H(c, k, i), k, i) / K),
            "insert P = 1/K",
            using=[use("critical", times=-1), "gradient:dL/dW", weights],
            assume=CRITICAL,
        ),
        identity(
            "sums",
            claim["characterisation.1"],
            "both are the mean",
            using=[use("class sum", at={p: k}), use("class sum", times=-1, at={p: l})],
        ),
    ]


def conversely(claim):
    """With P = 1/K both gradients are a mean minus one of the terms."""
    by_class = use("equal-rows:probabilities", times=H(c, k, i), at={j: p}, over=(k, i), given=("equal",))
    by_row = use("equal-rows:probabilities", times=W(j, c), at={k: q, i: r}, over=(j,), given=("equal",))
    return [
        identity(
            "by classifier",
            claim["characterisation.2"],
            "the mean of the class sums minus one of them",
            using=["gradient:dL/dW", by_class, use("same sums", times=1 / K, at={l: p}, over=(k,))],
            assume=ROWS | SUMS,
        ),
        identity(
            "by features",
            claim["characterisation.3"],
            "the mean of the rows minus one of them",
            using=["gradient:dL/dH", by_row, use("equal", times=1 / K, at={l: q}, over=(j,))],
            assume=ROWS | SUMS,
        ),
    ]


def saddle(claim):
    """The values at a critical point, and the line along which the loss bends down."""
    slack = 1 - epsilon**2 * total(H(c, k, i) ** 2, c, k, i)
    across = total(square(a(c) * H(e, k, i) - a(e) * H(c, k, i)), c, e, k, i)
    bound = total(a(c) ** 2, c) * slack + epsilon**2 * across / 2
    balance = use("sums", times=-(epsilon * a(c) * v(k) / K), over=(c, k, l))

    def there(part):
        return use(f"equal-rows:{part}", given=("rows",))

    return [
        identity("probabilities", claim["probabilities"], "equal rows", using=[there("probabilities")]),
        identity("loss", claim["loss"], "equal rows", using=[there("loss")]),
        identity(
            "slope",
            claim["slope"],
            "the class sums agree and sum_k v_k = 0",
            unfold=["v"],
            using=[there("slope"), balance],
        ),
        sign(
            "saddle",
            claim["saddle"],
            by=total(v(j) ** 2, j) / K * bound,
            because="|a|^2 |h|^2 - (a . h)^2 = (1/2) sum_{c,e} (a_c h_e - a_e h_c)^2",
            facts=["small"],
            using=[use("equal-rows:bending", times=-1)],
            assume={"small": le(epsilon**2 * total(H(c, k, i) ** 2, c, k, i), 1)},
        ),
    ]


def proof(claim):
    return [*equal_rows(claim), *equal_sums(claim), *conversely(claim), *saddle(claim)]


if __name__ == "__main__":
    run_alone(__file__)
