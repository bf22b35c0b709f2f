r"""[J] Theorem 3.4 as printed: (13) and (14) with "<=" are met by the direction 0, at every point.

"If (W, H) is not the optimal solutions in Theorem 3.3, then there are (DW, DH) in the tangent space and M > 0 such
that for all 0 < delta < M, L(W + delta DW, H + delta DH) <= L(W, H) (13). Further more, it implies that for all
epsilon > 0 there are (W', H') such that |W'|^2 + |H'|^2 = |W|^2 + |H|^2, |W' - W|^2 + |H' - H|^2 < epsilon, L(W',
H') <= L(W, H) (14)." The choice DW = 0, DH = 0 satisfies all of it, for every delta > 0 and at every (W, H), an
optimal one too: the statement says nothing. What it means to say is the claim ulpm-theorem-3-4. Source: [J] Theorem
3.4, (12)-(14).
"""

from symflow.algebra.derive import NOTHING
from symflow.algebra.expr import atom, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.algebra.statement import And, Rel, Statement, eq, gt, le, lt
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow import sphere
from symflow.flow.notation import H, L, W
from symflow.flow.peeled import size
from symflow.flow.sphere import ALONG, DH, DW, H1, IN_H, IN_W, L1, W1, size1

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
delta, epsilon = atom("delta")(), atom("epsilon")()
CHOICE = (Definition("DW", IN_W, NOTHING), Definition("DH", IN_H, NOTHING))
MOVED = (
    Definition("W1", IN_W, W(j, c) + delta * DW(j, c)),
    Definition("H1", IN_H, H(c, k, i) + delta * DH(c, k, i)),
)
DISTANCE = total((W1(j, c) - W(j, c)) ** 2, j, c) + total((H1(c, k, i) - H(c, k, i)) ** 2, c, k, i)


def close(distance: Rel) -> Statement:
    """(14) at the moved point; the false twin has it far away."""
    return And((eq(size1, size), distance, le(L1, L)))


CLAIM = register(
    Claim(
        id="ulpm-theorem-3-4-as-printed",
        chapter="layer-peeled",
        title="[J] Theorem 3.4 as printed: some tangent direction does not raise the loss",
        source="[J] Theorem 3.4, (12)-(14), as printed",
        domain=Domain(
            "Let K >= 2, n, d >= 1, W in R^{K x d}, H in R^{d x nK}, delta, epsilon > 0.",
            sphere.ONE_POINT
            | Model(
                (Variable("delta", (), "positive"), Variable("epsilon", (), "positive")),
                CHOICE + MOVED + sphere.OTHER_POINT.definitions,
            ),
        ),
        parts=(
            ("12", eq(ALONG, 0)),
            ("13", le(L1, L)),
            ("14", close(lt(DISTANCE, epsilon))),
        ),
        expected="VACUOUS",
        cites=("ji2022unconstrained",),
        choice=("DW", "DH"),
        twin=Twin(
            "14",
            close(gt(DISTANCE, epsilon)),
            instance("none", 2, n=1, d=1, W=(0, 0), H=(0, 0), delta=1, epsilon=1),
        ),
    )
)
