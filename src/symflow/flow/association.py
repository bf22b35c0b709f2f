r"""Symmetric association schemes: relations and idempotents, and the softmax of a spectrum over one.

K classes, d relations beside equality and as many modes beside the constant one. Relation i holds between
v_i classes and any one class; mode j has multiplicity m_j; p_{ij} = p_i(j) is the eigenvalue of relation i on mode j.
What belongs to the trivial relation and the trivial mode (s_0 = 0) is written apart:

    z_0 = (1/K) sum_j m_j s_j,              z_i = (1/K) sum_j (m_j p_{ij} / v_i) s_j
    q_i = e^{z_i} / (e^{z_0} + sum_h v_h e^{z_h}),      pi_j = q_0 + sum_i p_{ij} q_i,      s_j' = 2 s_j (1 - pi_j)
    bar s = (1/N) sum_j m_j s_j,    V = log bar s - (1/N) sum_j m_j log s_j,    bar z = (1/N) sum_i v_i z_i
    w_i = z_i - bar z,   S = sum_i v_i e^{w_i},   rho = (1/S) sum_i v_i e^{w_i} w_i

The matrices are those of one sample per class, in feature dimensions e = 1, ..., n:

    W = sum_j a_j E_j R^T,   H = R sum_j b_j E_j,   R^T R = I,   s = a b,   Z = W H,   P = softmax of each column of Z

The table p is tied to v and m by the identities TABLE, no others; the matrices A_i (0/1, relation i) and E_j
(idempotent, mode j) by the axioms SCHEME. Reference: Bannai, Ito: Algebraic Combinatorics I (1984), chapter II.
"""

from __future__ import annotations

from symflow.algebra.expr import atom, delta, exp, log, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import Statement, eq
from symflow.flow.notation import H, K, N, R, S, W, Z, a, b, p, pi, q, s, sbar, w, z

h, i, j, k = indices("h i j k", FEATURES)
x, y, u = indices("x y u", CLASSES)
(e,) = indices("e", SAMPLES)
v, m, r, r0, A, E, D = (atom(name) for name in ("v", "m", "r", "r0", "A", "E", "D"))
z0, q0, zbar = atom("z0")(), atom("q0")(), atom("zbar")()

Hypotheses = tuple[tuple[str, Statement], ...]

# -- the table: valencies, multiplicities, eigenvalues ------------------------------------------------------

COUNTS = (Variable("v", (FEATURES,), "positive"), Variable("m", (FEATURES,), "positive"))
EIGENVALUES = Variable("p", (FEATURES, FEATURES))
POSITIVE_MODES = Variable("s", (FEATURES,), "positive")

ROWS = eq(1 + total(p(i, j), i), 0)
COLUMNS = eq(v(i) + total(m(j) * p(i, j), j), 0)
CLASSES_COUNTED = eq(1 + total(m(j), j), K)
MODES_ORTHOGONAL = eq(m(j) * (1 + total(p(i, j) * p(i, k) / v(i), i)), K * delta(j, k))
TABLE: Hypotheses = (
    ("rows", ROWS),
    ("columns", COLUMNS),
    ("classes", CLASSES_COUNTED),
    ("orthogonal", MODES_ORTHOGONAL),
)

WHOLE = exp(z0) + total(v(h) * exp(z(h)), h)
SPECTRAL = Model(
    (*COUNTS, EIGENVALUES),
    (
        Definition("z0", (), total(m(j) * s(j), j) / K),
        Definition("z", (i.variable,), total(m(j) * p(i, j) / v(i) * s(j), j) / K),
        Definition("q0", (), exp(z0) / WHOLE),
        Definition("q", (i.variable,), exp(z(i)) / WHOLE),
        Definition("pi", (j.variable,), q0 + total(p(i, j) * q(i), i)),
    ),
)
FLOW = Flow(
    "modes", (Definition("s", (j.variable,), 2 * s(j) * (1 - pi(j))),), "reduced flow of balanced modes"
)
ORDER = Model(
    (POSITIVE_MODES,),
    (
        Definition("sbar", (), total(m(j) * s(j), j) / N),
        Definition("V", (), log(sbar) - total(m(j) * log(s(j)), j) / N),
        Definition("zbar", (), total(v(i) * z(i), i) / N),
        Definition("w", (i.variable,), z(i) - zbar),
        Definition("S", (), total(v(i) * exp(w(i)), i)),
        Definition("rho", (), total(v(i) * exp(w(i)) * w(i), i) / S),
    ),
    (FLOW,),
)
LYAPUNOV = SPECTRAL | ORDER

# -- the matrices ----------------------------------------------------------------------------------------------

RELATIONS = Variable("A", (FEATURES, CLASSES, CLASSES))
IDEMPOTENTS = Variable("E", (FEATURES, CLASSES, CLASSES))
DUAL = Variable("r", (FEATURES, FEATURES))
DIAGONAL = Variable("r0", (FEATURES,))

AXIOMS = Model((RELATIONS, IDEMPOTENTS, DUAL, DIAGONAL, *COUNTS, EIGENVALUES))
SCHEME: Hypotheses = (
    ("zero-one", eq(A(i, x, y) ** 2, A(i, x, y))),
    ("partition", eq(delta(x, y) + total(A(i, x, y), i), 1)),
    ("symmetric", eq(A(i, x, y), A(i, y, x))),
    ("idempotent", eq(total(E(j, x, y) * E(k, y, u), y), delta(j, k) * E(j, x, u))),
    ("centred", eq(total(E(j, x, y), y), 0)),
    ("complete", eq(1 / K + total(E(j, x, y), j), delta(x, y))),
    ("multiplicity", eq(total(E(j, x, x), x), m(j))),
    ("eigenvalues", eq(A(i, x, y), v(i) / K + total(p(i, j) * E(j, x, y), j))),
    ("span", eq(E(j, x, y), r0(j) * delta(x, y) + total(r(j, i) * A(i, x, y), i))),
)

FRAME = Variable("R", (SAMPLES, CLASSES))
ORTHONORMAL: Hypotheses = (("orthonormal", eq(total(R(e, x) * R(e, y), e), delta(x, y))),)
SCALES = (Variable("a", (FEATURES,)), Variable("b", (FEATURES,)))
PRODUCT = Definition("s", (j.variable,), a(j) * b(j))
CLASSIFIER = Definition("W", (x.variable, e.variable), total(a(j) * E(j, x, u) * R(e, u), j, u))
FEATURE = Definition("H", (e.variable, y.variable), total(b(j) * R(e, u) * E(j, u, y), j, u))
LOGITS = Definition("Z", (x.variable, y.variable), total(W(x, e) * H(e, y), e))
COLUMN = Definition("D", (y.variable,), total(exp(Z(x, y)), x))
SOFTMAX = Definition("P", (x.variable, y.variable), exp(Z(x, y)) / D(y))
LOSS = Definition("L", (), total(-Z(y, y) + log(total(exp(Z(x, y)), x)), y))
FACTORS = Flow(
    "factors",
    (
        Definition("a", (j.variable,), (1 - pi(j)) * b(j)),
        Definition("b", (j.variable,), (1 - pi(j)) * a(j)),
    ),
    "reduced flow of the singular values",
)
MATRICES = (
    AXIOMS
    | Model((FRAME, *SCALES), (PRODUCT,))
    | SPECTRAL
    | Model((), (CLASSIFIER, FEATURE, LOGITS, COLUMN, SOFTMAX, LOSS), (FACTORS,))
)
