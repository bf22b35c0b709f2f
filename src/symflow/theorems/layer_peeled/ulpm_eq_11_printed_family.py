r"""Close to the example (7), every other member of the printed family (10) has a larger loss.

(10) is W' = H' = U with blocks C, C alpha, C beta, where alpha^2 + 2 beta^2 = 1 and alpha < 0; (7) is alpha = -1,
beta = 0. Every point of the ellipse but (1, 0) is alpha = -(1 - 2 tau^2)/(1 + 2 tau^2), beta = -2 tau/(1 + 2 tau^2)
with one real tau. With E = e^{2C^2}, L the loss of (7) and M the one of (10):

    M = 4 log(1 + e^{-C^2 (1 - alpha)^2} + 2 e^{-C^2 ((1 - beta)^2 + (alpha - beta)^2)})
    M > L   where 3 - alpha + 4 E beta > 0, so for all -3/(4E) <= beta < 0 (and for beta > 0)
    M - L = (16 C^2/(1 + E)^2) (beta^2 + E beta^3) + O(tau^4)         (derivatives by tau at 0, up to the third)

and |W' - W|^2 + |H' - H|^2 = 16 C^2 (1 + alpha). So for every C the statement (11), "for every epsilon > 0 there are
alpha, beta < 0 within epsilon with M <= L", fails at epsilon = 9 C^2 e^{-4C^2}. Where along (10) the
loss is smaller, and that it is smaller nowhere for small C, symflow.example_3_1 encloses. What is true of a better
family: ulpm-eq-11.
Source: [J] Example 3.1, (10) and (11).
"""

from fractions import Fraction

from symflow.algebra.derive import ONE
from symflow.algebra.expr import Ddt, atom, exp, log
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import And, Implies, eq, gt, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.example import DISTANCE, MODEL, NEW_SIZE, SIZE, C, L, M, changed, e

alpha, beta, tau, p, q = (atom(name)() for name in ("alpha", "beta", "tau", "p", "q"))
E = exp(2 * C**2)
LOSS = 4 * log(
    1 + exp(-(C**2) * (1 - alpha) ** 2) + 2 * exp(-(C**2) * ((1 - beta) ** 2 + (alpha - beta) ** 2))
)
BEFORE = 4 * log(1 + exp(-4 * C**2) + 2 * exp(-2 * C**2))
SERIES = 16 * C**2 / (1 + E) ** 2 * (beta**2 + E * beta**3)
ELSEWHERE = And((lt(alpha, 0), gt(beta**2, 0)))
FAMILY = Model(
    (Variable("tau"), Variable("p"), Variable("q")),
    (
        Definition("alpha", (), -((1 - 2 * tau**2) / (1 + 2 * tau**2))),
        Definition("beta", (), -(2 * tau / (1 + 2 * tau**2))),
    ),
    (Flow("tau", (Definition("tau", (), ONE),), "tau runs along the line"),),
)
gap = LOSS - BEFORE
first, first_series = Ddt(gap, "tau"), Ddt(SERIES, "tau")
second, second_series = Ddt(first, "tau"), Ddt(first_series, "tau")
third, third_series = Ddt(second, "tau"), Ddt(second_series, "tau")
slope = -(q / (1 - p))

CLAIM = register(
    Claim(
        id="ulpm-eq-11-printed-family",
        chapter="layer-peeled",
        title="the printed family (10) has a larger loss close to the example, for every C",
        source="[J] Example 3.1, (10) and (11)",
        domain=Domain(
            "Let K = 4, n = 1, d = 4, C > 0, W = H = C B as in (7), U of the blocks C, C alpha, C beta as in (10).",
            MODEL | FAMILY | changed(C, C * alpha, C * beta),
            group="boolean",
            order=4,
        ),
        parts=(
            ("ellipse", eq(alpha**2 + 2 * beta**2, 1)),
            (
                "every-point",
                Implies(
                    And((eq(p**2 + 2 * q**2, 1), lt(p, 1))),
                    And(
                        (
                            eq(p, -((1 - 2 * slope**2) / (1 + 2 * slope**2))),
                            eq(q, -(2 * slope / (1 + 2 * slope**2))),
                        )
                    ),
                ),
            ),
            ("sizes", And((eq(NEW_SIZE, SIZE), eq(DISTANCE, 16 * C**2 * (1 + alpha))))),
            ("loss", And((eq(M(e), LOSS), eq(L(e), BEFORE)))),
            ("rises", Implies(And((ELSEWHERE, gt(3 - alpha + 4 * E * beta, 0))), gt(M(e), L(e)))),
            ("near", Implies(And((ELSEWHERE, lt(DISTANCE, 9 * C**2 * exp(-4 * C**2)))), gt(M(e), L(e)))),
            (
                "series",
                Implies(
                    eq(tau, 0),
                    And(
                        (
                            eq(gap, SERIES),
                            eq(first, first_series),
                            eq(second, second_series),
                            eq(third, third_series),
                        )
                    ),
                ),
            ),
        ),
        uses=("ulpm-eq-9",),
        cites=("ji2022unconstrained",),
        twin=Twin(
            "rises",
            Implies(And((ELSEWHERE, gt(3 - alpha + 4 * E * beta, 0))), lt(M(e), L(e))),
            instance("walsh", 4, C=1, tau=Fraction(-1, 2), p=0, q=0),
        ),
    )
)
