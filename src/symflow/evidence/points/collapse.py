r"""Collapse, where every derivative vanishes: an exact argument of second order.

Statement.  Let F be a symmetric function of the modes and s' = r(s_k, pi_k) the flow, with G = Z F' of
``symflow.evidence.points.descent`` in the coordinates u = log s.

    (1) On the ray s_k = c (k != 0) all rates are equal, so F' = r d/dc F(c, ..., c): it is 0 if F is constant there.
    (2) The automorphisms of the group carry any non-trivial mode into any other one (Z_2^m: GL(m, 2); Z_K with K prime:
        multiplication) and leave G unchanged. So grad G is a multiple of (1, ..., 1) on the ray, and with (1) it is 0.
    (3) Let u = c (1, ..., 1) + x with sum_k x_k = 0. By (1), (2) and Taylor's formula
            G(u) = integral_0^1 (1 - t) x^T H(c (1, ..., 1) + t x) x dt,
        so G(u) <= 0 if the Hessian H is negative definite on sum_k x_k = 0 along the segment.

``constant_on_ray`` decides (1) exactly, in normal form; ``transitive`` knows (2); ``definite`` shows (3) for an
interval matrix, by the pivots of its triangular factorisation.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flint import arb

from symflow.algebra.derive import NOTHING, ONE, differentiate
from symflow.algebra.expr import Atom, Expr, Sum, Sym
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.rewrite import rebuild
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.evidence.points.descent import Descent
from symflow.evidence.points.jets import Jet, pairs
from symflow.evidence.proving.world import World
from symflow.numeric.ball import Sign, sign

RAY = Atom("x")


def constant_on_ray(claim: Claim, descent: Descent) -> bool:
    """Whether F(c, ..., c) does not depend on c, for every K and every value of the parameters."""
    if descent.kinks:
        return False
    others = tuple(v for v in claim.domain.model.variables if v.name != "s")
    if any(v.spaces or v.name == RAY.name for v in others):
        return False
    domain = Domain("", Model((Variable(RAY.name, (), "positive"), *others)))
    body = _on_ray(descent.value)
    return World(domain).zero(differentiate(body, lambda atom: ONE if atom == RAY else NOTHING))


def _on_ray(node: Expr) -> Expr:
    """The formula where every mode is x: a sum over the modes is N times its body."""
    match node:
        case Atom("s"):
            return RAY
        case Sum(body, _):
            return Sym("N") * _on_ray(body)
        case _:
            return rebuild(node, _on_ray)


def transitive(scheme: str, K: int) -> bool:
    """Whether automorphisms of the group carry any non-trivial character into any other one."""
    prime = K > 1 and all(K % d for d in range(2, int(K**0.5) + 1))
    return scheme == "walsh" or prime


def curvature(centre: Jet, around: Jet, steps: Sequence[arb]) -> list[arb]:
    """The Hessian on a box: that of the midpoint plus third derivatives on the box times the steps from it."""
    found = []
    for place, i, j in pairs(len(steps)):
        moved = centre.hessian[place]
        for k, step in enumerate(steps):
            moved += around.third_at(i, j, k) * step
        found.append(moved)
    return found


def helmert(weights: Sequence[int]) -> list[tuple[Fraction, ...]]:
    """A rational basis of sum_i w_i x_i = 0, w_i > 0; for equal weights it is orthogonal."""
    basis, count = [], len(weights)
    for j in range(1, count):
        above = sum(weights[:j])
        entries = [Fraction(1)] * j + [Fraction(-above, weights[j])] + [Fraction(0)] * (count - j - 1)
        basis.append(tuple(entries))
    return basis


def definite(hessian: Sequence[arb], count: int, weights: Sequence[int]) -> bool:
    """Whether every symmetric matrix in the balls is negative definite on sum_i w_i x_i = 0.

    ``hessian``: the entries i <= j row by row.
    """
    full = [[arb(0)] * count for _ in range(count)]
    at = 0
    for i in range(count):
        for j in range(i, count):
            full[i][j] = full[j][i] = hessian[at]
            at += 1
    basis = [[arb(x.numerator) / x.denominator for x in row] for row in helmert(weights)]
    reduced = [[-_form(full, a, b) for b in basis] for a in basis]
    return _positive_pivots(reduced)


def _form(matrix: list[list[arb]], left: list[arb], right: list[arb]) -> arb:
    out = arb(0)
    for a, row in zip(left, matrix, strict=True):
        inner = arb(0)
        for entry, b in zip(row, right, strict=True):
            inner += entry * b
        out += a * inner
    return out


def _positive_pivots(matrix: list[list[arb]]) -> bool:
    """Elimination without exchange: a symmetric matrix is positive definite iff all its pivots are positive."""
    size = len(matrix)
    for p in range(size):
        if sign(matrix[p][p]) is not Sign.POSITIVE:
            return False
        for i in range(p + 1, size):
            factor = matrix[i][p] / matrix[p][p]
            for j in range(p + 1, size):
                matrix[i][j] = matrix[i][j] - factor * matrix[p][j]
    return True
