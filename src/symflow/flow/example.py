r"""Example 3.1 of [J]: four classes, two pairs of them, one sample per class, and weights equal to features.

The classes are G = Z_2^2 = {0, 1, 2, 3} (bit vectors), and e != 0 says which classes are partners: i and i + e. With
e = 1 the pairs are {0, 1} and {2, 3}, as in the print. A matrix of *blocks* x, y, z has x on the diagonal, y where row
and column are partners and z elsewhere. [J] (7) has the blocks C, -C, 0:

    W = H = C B,     B_ij = delta_{i,j} - delta_{i,j+e},     Z = W H,  P = softmax of each column of Z,
    L = sum_k ( -Z_kk + log sum_j e^{Z_jk} )                                        [J] (4) with n = 1

and ``changed`` gives a second point W' = H' = U of other blocks, with logits Y and loss M.
"""

from __future__ import annotations

from fractions import Fraction

from symflow.algebra.expr import Expr, Operand, atom, delta, exp, expr, log, total
from symflow.algebra.indexing import GSTAR, G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.flow.notation import H, W, Y, Z

C = atom("C")()
L, U, M = atom("L"), atom("U"), atom("M")
i, j, k, l, c = indices("i j k l c", G)
(e,) = indices("e", GSTAR)

SCALE = Variable("C", (), "positive")
PAIRS = delta(i, c) - delta(i, c + e)
GROWTH = 2 * C / (1 + exp(2 * C**2))


def blocks(diagonal: Operand, partner: Operand, others: Operand) -> Expr:
    """The entry in row i and column c."""
    same, pair = delta(i, c), delta(i, c + e)
    return expr(diagonal) * same + expr(partner) * pair + expr(others) * (1 - same - pair)


def loss(logits: Expr, mirrored: Expr) -> Expr:
    """sum_k ( -Z_kk + log sum_j e^{Z_jk} ), from Z_jk and Z_kk."""
    return total(-mirrored + log(total(exp(logits), j)), k)


CLASSIFIER = Definition("W", (e.variable, i.variable, c.variable), C * PAIRS)
FEATURES = Definition("H", (e.variable, i.variable, c.variable), C * PAIRS)
LOGITS = Definition("Z", (e.variable, i.variable, j.variable), total(W(e, i, c) * H(e, c, j), c))
SOFTMAX = Definition("P", (e.variable, i.variable, j.variable), exp(Z(e, i, j)) / total(exp(Z(e, l, j)), l))
LOSS = Definition("L", (e.variable,), loss(Z(e, j, k), Z(e, k, k)))
RAY = Flow("ray", (Definition("C", (), GROWTH),), "motion along the direction of the example")
MODEL = Model((SCALE,), (CLASSIFIER, FEATURES, LOGITS, SOFTMAX, LOSS), (RAY,))


def changed(diagonal: Operand, partner: Operand, others: Operand) -> Model:
    """The point W' = H' = U of these blocks, its logits Y = U U and its loss M(e)."""
    return Model(
        (),
        (
            Definition("U", (e.variable, i.variable, c.variable), blocks(diagonal, partner, others)),
            Definition("Y", (e.variable, i.variable, j.variable), total(U(e, i, c) * U(e, c, j), c)),
            Definition("M", (e.variable,), loss(Y(e, j, k), Y(e, k, k))),
        ),
    )


SIZE = total(W(e, i, c) ** 2, i, c) + total(H(e, c, i) ** 2, i, c)
NEW_SIZE = 2 * total(U(e, i, c) ** 2, i, c)
DISTANCE = total((U(e, i, c) - W(e, i, c)) ** 2, i, c) + total((U(e, c, i) - H(e, c, i)) ** 2, i, c)

# -- (8): multipliers of the problem (5), the margins, and the Lagrangian ---------------------------------------------

Lambda, m, A = atom("Lambda"), atom("m"), atom("A")
MULTIPLIERS = Definition(
    "Lambda", (e.variable, k.variable, j.variable), (1 - delta(k, j) - delta(k, j + e)) * Fraction(1, 2)
)
MARGINS = Definition("m", (e.variable, k.variable, j.variable), Z(e, k, k) - Z(e, j, k))
LAGRANGIAN = Definition("A", (e.variable,), SIZE / 2 - total(Lambda(e, k, j) * m(e, k, j), k, j))
SEPARATION = MODEL | Model((), (MULTIPLIERS, MARGINS, LAGRANGIAN))
