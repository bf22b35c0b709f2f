"""Between two classes holds one relation; then traces of E_j, of A_i and of A_i E_j, taken in two ways."""

from symflow import (
    CLASSES,
    FEATURES,
    atom,
    delta,
    eq,
    identity,
    indices,
    notation,
    run_alone,
    sign,
    square,
    total,
    use,
    zero_set,
)

h, i, j, k = indices("h i j k", FEATURES)
x, y, u = indices("x y u", CLASSES)
_ = notation
v, m, p, r, r0, A, E, D = (atom(name) for name in ("v", "m", "p", "r", "r0", "A", "E", "D"))
a, loop = A(i, x, y), delta(x, y)
apart = 1 - delta(i, h)
crossing = apart * a * A(h, x, y)


def relations(claim):
    """Between two classes there is one relation: A_i A_h = delta_ih A_i, entry by entry."""
    squares = [
        use("zero-one", times=-loop),
        use("zero-one", times=-total(apart * A(h, x, y) ** 2, h)),
        use("zero-one", times=-apart * a, at={i: h}, over=(h,)),
    ]
    by = square(loop * a) + total(square(crossing), h)
    return [
        identity(
            "split",
            eq(loop * a + total(crossing, h), 0),
            "multiply delta + sum_h A_h = 1 by A_i = A_i^2",
            using=[use("partition", times=a), use("zero-one", times=-1)],
        ),
        *(
            zero_set(
                label,
                eq(loop * a + total(crossing, h), 0),
                by=by,
                conclusion=eq(formula, 0),
                because="every term is its own square",
                using=squares,
            )
            for label, formula in (("apart", crossing), ("off the diagonal", loop * a))
        ),
        identity(
            "disjoint",
            claim["disjoint"],
            "relations are disjoint",
            using=[use("apart", given=("split",)), use("zero-one", times=delta(i, h))],
        ),
        identity(
            "no loops",
            claim["no-loops"],
            "no relation holds between a class and itself",
            using=[use("off the diagonal", given=("split",))],
        ),
        sign(
            "entries",
            claim["entries"],
            by=square(a),
            because="A_i = A_i^2",
            using=[use("zero-one", times=-1)],
        ),
    ]


def eigenvalues(claim):
    """Traces of E_j, A_i and A_i E_j."""
    spread = 1 + total(p(i, j), i)
    return [
        identity(
            "symmetric modes",
            claim["symmetry"],
            "E_j is a combination of symmetric matrices",
            using=[
                "span",
                use("span", times=-1, at={x: y, y: x}),
                use("symmetric", times=r(j, i), over=(i,)),
            ],
        ),
        identity(
            "column sums",
            eq(total(E(j, x, y), x), 0),
            "E_j is symmetric",
            using=[use("symmetric modes", over=(x,)), use("centred", at={x: y})],
        ),
        identity(
            "valency",
            claim["valency"],
            "A_i = v_i/K + sum_j p_ij E_j",
            using=[use("eigenvalues", over=(x,)), use("column sums", times=p(i, j), over=(j,))],
        ),
        identity(
            "action",
            eq(total(A(i, x, y) * E(j, y, u), y), p(i, j) * E(j, x, u)),
            "E_k E_j = delta_kj E_j",
            using=[
                use("eigenvalues", times=E(j, y, u), over=(y,)),
                use("column sums", times=v(i) / _.K, at={y: u}),
                use("idempotent", times=p(i, k), at={j: k, k: j}, over=(k,)),
            ],
        ),
        identity(
            "rows on a mode",
            eq(spread * E(j, x, u), 0),
            "multiply delta + sum_i A_i = 1 by E_j",
            using=[
                use("partition", times=E(j, y, u), over=(y,)),
                use("action", times=-1, over=(i,)),
                use("column sums", at={y: u}),
            ],
        ),
        identity(
            "rows",
            claim["rows"],
            "the trace of E_j is m_j > 0",
            using=[
                use("rows on a mode", times=1 / m(j), at={u: x}, over=(x,)),
                use("multiplicity", times=-spread / m(j)),
            ],
        ),
        identity(
            "columns",
            claim["columns"],
            "the trace of A_i is 0",
            using=[
                use("no loops", over=(x, y)),
                use("eigenvalues", times=-1, at={y: x}, over=(x,)),
                use("multiplicity", times=-p(i, j), over=(j,)),
            ],
        ),
        identity(
            "classes",
            claim["classes"],
            "the trace of I",
            using=[use("complete", at={y: x}, over=(x,)), use("multiplicity", times=-1, over=(j,))],
        ),
    ]


def duality(claim):
    """E_j = (m_j/K)(I + sum_i (p_ij/v_i) A_i)."""
    pair = total(E(j, x, y) * a, x, y)
    return [
        identity(
            "diagonal coefficient",
            eq(r0(j), m(j) / _.K),
            "the trace of E_j",
            using=[
                use("span", times=-1 / _.K, at={y: x}, over=(x,)),
                use("multiplicity", times=1 / _.K),
                use("no loops", times=-r(j, i) / _.K, over=(i, x, y)),
            ],
        ),
        identity(
            "pair by span",
            eq(pair, r(j, i) * _.K * v(i)),
            "A_h A_i = delta_hi A_i entry by entry, and A_i has K v_i entries 1",
            using=[
                use("span", times=a, over=(x, y)),
                use("no loops", times=r0(j), over=(x, y)),
                use("disjoint", times=r(j, h), over=(h, x, y)),
                use("valency", times=r(j, i), over=(y,)),
            ],
        ),
        identity(
            "pair by action",
            eq(pair, p(i, j) * m(j)),
            "A_i E_j = p_ij E_j, and the trace of E_j is m_j",
            using=[
                use("action", at={u: x}, over=(x,)),
                use("symmetric modes", times=a, over=(x, y)),
                use("multiplicity", times=p(i, j)),
            ],
        ),
        identity(
            "coefficient",
            eq(r(j, i), m(j) * p(i, j) / (_.K * v(i))),
            "compare the two",
            using=[
                use("pair by span", times=-1 / (_.K * v(i))),
                use("pair by action", times=1 / (_.K * v(i))),
            ],
        ),
        identity(
            "dual",
            claim["dual"],
            "insert the coefficients",
            unfold=["coefficient", "diagonal coefficient"],
            using=[use("span", times=_.K)],
        ),
        identity(
            "orthogonal",
            claim["orthogonal"],
            "multiply by E_k and take the trace",
            using=[
                use("dual", times=-E(k, y, x) / m(k), over=(x, y)),
                use("idempotent", times=_.K / m(k), at={u: x}, over=(x,)),
                use("multiplicity", times=_.K * delta(j, k) / m(k)),
                use("action", times=-m(j) * p(i, j) / (v(i) * m(k)), at={j: k, u: x}, over=(i, x)),
                use(
                    "multiplicity",
                    times=-m(j) / m(k) * (1 + total(p(i, j) * p(i, k) / v(i), i)),
                    at={j: k},
                ),
            ],
        ),
    ]


def bounds(claim):
    """m_j (v_i - p_ij) is half the sum over the pairs in relation i of |row x of E_j - row y of E_j|^2."""
    gap = E(j, x, u) - E(j, y, u)
    return [
        identity(
            "rows of a mode",
            eq(total(E(j, x, u) * E(j, y, u), u), E(j, x, y)),
            "E_j is symmetric, and its own square",
            using=[
                use("symmetric modes", times=E(j, x, u), at={x: y, y: u}, over=(u,)),
                use("idempotent", at={k: j, u: y}),
            ],
        ),
        sign(
            "bound",
            claim["bound"],
            by=total(a * square(gap), x, y, u) / (2 * m(j)),
            because="entries of A_i are 0 or 1",
            facts=["entries"],
            using=[
                use("rows of a mode", times=-a / (2 * m(j)), at={y: x}, over=(x, y)),
                use("rows of a mode", times=-a / (2 * m(j)), at={x: y}, over=(x, y)),
                use("rows of a mode", times=a / m(j), over=(x, y)),
                use("symmetric", times=-E(j, x, x) / (2 * m(j)), over=(x, y)),
                use("valency", times=-E(j, y, y) / m(j), over=(y,)),
                use("multiplicity", times=-v(i) / m(j)),
                use("pair by action", times=1 / m(j)),
            ],
        ),
    ]


def proof(claim):
    return [*relations(claim), *eigenvalues(claim), *duality(claim), *bounds(claim)]


if __name__ == "__main__":
    run_alone(__file__)
