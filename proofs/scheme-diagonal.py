"""The logit is constant on each relation, and e^x >= 1 + x both ways makes its exponential constant there."""

from symflow import (
    CLASSES,
    FEATURES,
    Mul,
    atom,
    delta,
    eq,
    exp,
    ge,
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

h, i, j, k = indices("h i j k", FEATURES)
x, y, u, t = indices("x y u t", CLASSES)
_ = notation
v, p, A, E, D = (atom(name) for name in ("v", "p", "A", "E", "D"))
z0, q0 = atom("z0")(), atom("q0")()
a, loop = A(i, x, y), delta(x, y)
whole = exp(z0) + total(v(h) * exp(_.z(h)), h)
ENTRIES, DISJOINT, NO_LOOPS, VALENCY, DUAL, BOUND = (
    f"scheme-eigenvalues:{part}" for part in ("entries", "disjoint", "no-loops", "valency", "dual", "bound")
)


def exponential(label, entry, value, constant, *signs):
    """entry (e^Z - e^value) = 0, from entry (Z - value) = 0 and entry >= 0, by e^x >= 1 + x at Z - value and back."""
    Z = _.Z(x, y)
    rise = entry * exp(Z) - entry * exp(value)
    up, down = (use("exp-tangent:tangent", let={"x": gap}) for gap in (Z - value, value - Z))
    return [
        sign(
            f"{label}: not less",
            ge(rise, 0),
            by=entry * exp(value) * (exp(Z - value) - (1 + (Z - value))),
            because="e^x >= 1 + x",
            facts=[up, *signs],
            using=[use(constant, times=exp(value))],
        ),
        sign(
            f"{label}: not more",
            le(rise, 0),
            by=entry * exp(Z) * (exp(value - Z) - (1 + (value - Z))),
            because="e^x >= 1 + x",
            facts=[down, *signs],
            using=[use(constant, times=-exp(Z))],
        ),
        zero_set(
            f"{label}: both",
            eq(entry * (Z - value), 0),
            by=square(rise) + Mul((rise, -rise)),
            conclusion=eq(rise, 0),
            because="a number that is neither less nor more than 0",
            facts=[f"{label}: not less", f"{label}: not more"],
            using=[use(constant)],
        ),
        identity(
            label, eq(rise, 0), "as the logit is constant", using=[use(f"{label}: both", given=(constant,))]
        ),
    ]


def softmax(claim):
    """e^Z by relations, column sums by valencies, and back to the idempotents."""
    return [
        identity(
            "modes",
            claim["modes"],
            "multiply out W H; R^T R = I and E_j E_k = delta_jk E_j",
            unfold=["Z", "W", "H", "s"],
            using=[
                use(
                    "orthonormal",
                    times=_.a(j) * _.b(k) * E(j, x, u) * E(k, t, y),
                    at={x: u, y: t},
                    over=(j, k, u, t),
                ),
                use("idempotent", times=_.a(j) * _.b(k), at={u: y}, over=(j, k)),
            ],
        ),
        identity(
            "logits",
            claim["logits"],
            "insert E_j",
            unfold=["z0", "z"],
            using=["modes", use(DUAL, times=_.s(j) / _.K, over=(j,))],
        ),
        identity(
            "constant on a relation",
            eq(a * (_.Z(x, y) - _.z(i)), 0),
            "A_i A_h = delta_ih A_i",
            using=[
                use("logits", times=a),
                use(NO_LOOPS, times=z0),
                use(DISJOINT, times=_.z(h), over=(h,)),
            ],
        ),
        identity(
            "constant on the diagonal",
            eq(loop * (_.Z(x, y) - z0), 0),
            "no loops",
            using=[use("logits", times=loop), use(NO_LOOPS, times=_.z(i), over=(i,))],
        ),
        *exponential("on a relation", a, _.z(i), "constant on a relation", ENTRIES),
        *exponential("on the diagonal", loop, z0, "constant on the diagonal"),
        identity(
            "exponential",
            eq(exp(_.Z(x, y)), loop * exp(z0) + total(a * exp(_.z(i)), i)),
            "one relation holds between two classes",
            using=[
                use("partition", times=-exp(_.Z(x, y))),
                use("on a relation", over=(i,)),
                "on the diagonal",
            ],
        ),
        identity(
            "columns of exponentials",
            eq(D(y), whole),
            "a class is in relation i with v_i classes",
            unfold=["D"],
            using=[use("exponential", over=(x,)), use(VALENCY, times=exp(_.z(i)), over=(i,))],
        ),
        identity(
            "softmax",
            claim["softmax"],
            "divide",
            unfold=["P", "columns of exponentials", "q0", "q"],
            using=[use("exponential", times=1 / whole)],
        ),
        identity("mass", eq(q0 + total(v(i) * _.q(i), i), 1), "probabilities", unfold=["q0", "q"]),
        identity(
            "diagonal",
            claim["diagonal"],
            "insert A_i = v_i/K + sum_j p_ij E_j and I = 1/K + sum_j E_j",
            unfold=["pi"],
            using=[
                "softmax",
                use("eigenvalues", times=_.q(i), over=(i,)),
                use("complete", times=-q0),
                use("mass", times=1 / _.K),
            ],
        ),
        sign(
            "growth",
            claim["growth"],
            by=total((v(i) - p(i, j)) * _.q(i), i),
            because="p_ij <= v_i",
            facts=[BOUND],
            unfold=["pi"],
            using=[use("mass", times=-1)],
        ),
    ]


def proof(claim):
    return softmax(claim)


if __name__ == "__main__":
    run_alone(__file__)
