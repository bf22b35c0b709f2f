r"""A family through the example (7) along which the loss falls strictly, down to neural collapse.

With chi_i chi_j = 1 inside a pair and -1 across, let

    W' = H' = U = C ((s/2) B + (u/4) chi chi^T),      2s^2 + u^2 = 8,      (7) is s = 2, u = 0,

so that |W'| = |W| and |H'| = |H|. Every point of the ellipse but (-2, 0) is s = 2(1 - 2 tau^2)/(1 + 2 tau^2),
u = 8 tau/(1 + 2 tau^2) with one real tau. The loss of U is a function of X = u^2 alone,

    M = F(X) = 4 log(1 + e^{-C^2 (4 - X/2)} + 2 e^{-C^2 (2 + X/4)}),      F strictly decreasing for X <= 8/3,

and at the end X = 8/3, that is u^2 = s^2, the rows of W' = H'^T form a simplex: neural collapse. The distance is
|W' - W|^2 + |H' - H|^2 = 16 C^2 (2 - s) <= 128 C^2 tau^2. So (11) holds with "<" for every C and every epsilon > 0, for
every tau > 0 with 24 tau^2 <= 1 and 128 C^2 tau^2 < epsilon. (The family (10) of the print does not do it:
ulpm-eq-11-printed-family.) Source: [J] Example 3.1, (11), with another family.
"""

from fractions import Fraction

from symflow.algebra.expr import Expr, atom, delta, exp, expr, log, total
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.statement import And, Implies, eq, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.example import DISTANCE, MODEL, NEW_SIZE, SIZE, C, L, M, U, c, changed, e, i, j

s, u, tau, p, q, x, y, epsilon = (atom(name)() for name in ("s", "u", "tau", "p", "q", "x", "y", "epsilon"))
END = Fraction(8, 3)
FAMILY = Model(
    (*(Variable(name) for name in ("tau", "p", "q", "x", "y")), Variable("epsilon", (), "positive")),
    (
        Definition("s", (), 2 * (1 - 2 * tau**2) / (1 + 2 * tau**2)),
        Definition("u", (), 8 * tau / (1 + 2 * tau**2)),
    ),
)
NEW = changed(C * (s / 2 + u / 4), C * (u / 4 - s / 2), -(C * u / 4))
slope = q / (2 * (2 + p))
sides = 2 * (delta(i, j) + delta(i, j + e)) - 1
gram = total(U(e, i, c) * U(e, j, c), c)


def loss_of(X: Expr) -> Expr:
    """F(X)."""
    return 4 * log(1 + exp(-(C**2) * (4 - X / 2)) + 2 * exp(-(C**2) * (2 + X / 4)))


CLAIM = register(
    Claim(
        id="ulpm-eq-11",
        chapter="layer-peeled",
        title="a family through the example with strictly smaller loss, down to neural collapse",
        source="[J] Example 3.1, (11), with another family than (10)",
        domain=Domain(
            "Let K = 4, n = 1, d = 4, C > 0, W = H = C B as in (7), U = C ((s/2) B + (u/4) chi chi^T).",
            MODEL | FAMILY | NEW,
            group="boolean",
            order=4,
        ),
        parts=(
            ("ellipse", eq(2 * s**2 + u**2, 8)),
            (
                "every-point",
                Implies(
                    And((eq(2 * p**2 + q**2, 8), gt(2 + p, 0))),
                    And(
                        (
                            eq(p, 2 * (1 - 2 * slope**2) / (1 + 2 * slope**2)),
                            eq(q, 8 * slope / (1 + 2 * slope**2)),
                        )
                    ),
                ),
            ),
            ("sizes", And((eq(NEW_SIZE, SIZE), eq(DISTANCE, 16 * C**2 * (2 - s))))),
            ("loss", And((eq(M(e), loss_of(u**2)), eq(L(e), loss_of(expr(0)))))),
            ("decreasing", Implies(And((lt(x, y), le(y, END))), lt(loss_of(y), loss_of(x)))),
            ("improves", Implies(And((lt(0, u**2), le(u**2, END))), lt(M(e), L(e)))),
            (
                "every-epsilon",
                Implies(
                    And((gt(tau, 0), le(24 * tau**2, 1), lt(128 * C**2 * tau**2, epsilon))),
                    And((lt(DISTANCE, epsilon), lt(M(e), L(e)))),
                ),
            ),
            ("rows", eq(gram, C**2 * (s**2 * (delta(i, j) - Fraction(1, 4)) + (u**2 - s**2) / 4 * sides))),
            (
                "collapse",
                Implies(
                    eq(u**2, END),
                    And((eq(s**2, END), eq(gram, 2 * C**2 * (4 * delta(i, j) - 1) / 3))),
                ),
            ),
        ),
        uses=("ulpm-eq-9",),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "improves",
            Implies(And((lt(0, u**2), le(u**2, END))), gt(M(e), L(e))),
            instance("walsh", 4, C=1, tau=Fraction(1, 10), p=0, q=0, x=0, y=0, epsilon=1),
        ),
    )
)
