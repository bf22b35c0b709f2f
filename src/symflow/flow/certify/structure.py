r"""Structure that needs no exponentials: equal rows with equal class sums, and neural collapse; decided in the field.

Equal rows.  If W = 1 w^T then P = 1/K everywhere, W^T M = 0, and M H^T = 0 if and only if the class sums of H are
equal. Conversely W^T M = 0 says that each row of W is a positive average of the others, so that all are equal: these
are all the finite critical points of L, whatever the sphere.

Neural collapse.  h_{k,i} = hbar_k, the Gram matrix of the hbar_k is e (K delta - 1)/(K - 1) with e > 0, w_k = C hbar_k.
With C = sqrt(n) identity I2 gives the least loss on the sphere, n K log(1 + (K - 1) e^{-B}), where
B = rho^2/(2 sqrt(n) (K - 1)).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symflow.algebra.surd_matrices import dot, transpose
from symflow.algebra.surds import Surd, total
from symflow.flow.certify.balls import sign_of
from symflow.flow.certify.point import Point
from symflow.numeric.ball import Sign


@dataclass(frozen=True, slots=True)
class Collapse:
    """Neural collapse: e = |hbar_k|^2 > 0 and the factor C > 0 of w_k = C hbar_k."""

    length: Surd
    factor: Surd
    optimal: bool


def equal_rows(point: Point) -> bool:
    """Whether W = 1 w^T and the class sums of H are equal."""
    sums = [[total(row[k * point.n : (k + 1) * point.n]) for row in point.H] for k in range(point.K)]
    return all(row == point.W[0] for row in point.W) and all(s == sums[0] for s in sums)


def collapse(point: Point) -> Collapse | None:
    """Neural collapse NC1, NC2, NC3 with C > 0, and whether C = sqrt(n); None if one of them fails."""
    features, K = transpose(point.H), point.K
    means = features[:: point.n]
    if any(features[c] != means[point.label(c)] for c in range(point.columns)):
        return None
    length = dot(means[0], means[0])
    apart = length * Surd.of(Fraction(-1, K - 1))
    for k in range(K):
        if any(dot(means[k], means[l]) != (length if k == l else apart) for l in range(k + 1)):
            return None
    if length.zero:
        return None
    factor = dot(point.W[0], means[0]) * length.inverse()
    dual = all(w == tuple(factor * h for h in mean) for w, mean in zip(point.W, means, strict=True))
    if not dual or sign_of(factor) is not Sign.POSITIVE:
        return None
    return Collapse(length, factor, factor * factor == Surd.of(point.n))
