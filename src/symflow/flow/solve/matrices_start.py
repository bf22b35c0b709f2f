r"""The basis U of a scheme, and the matrices W and H at the start.

Statement.  A Hadamard start is W = U diag(a) R^T, H = R diag(b) U^T with R = I here: U is X / sqrt(K) for walsh and
(cos + sin)(2 pi i k / K) / sqrt(K) for cyclic, real, symmetric and orthonormal, and a_0 = b_0 = 0. A perturbation adds
exact numbers to all entries.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import arb, arb_mat, fmpq

from symflow.algebra.schemes import Scheme
from symflow.flow.solve.perturbation import Perturbation
from symflow.flow.solve.start import Start
from symflow.numeric.ode.kernel import rational


def eigenbasis(scheme: Scheme) -> arb_mat:
    """U, at the working precision."""
    K = scheme.K
    entries = []
    for i in range(K):
        for k in range(K):
            turn = scheme.phase(k, i)
            sine, cosine = arb.sin_cos_pi_fmpq(fmpq(2 * turn.numerator, turn.denominator))
            entries.append(((sine + cosine) / arb(K).sqrt()).mid())
    return arb_mat(K, K, entries)


def matrices_of(start: Start, basis: arb_mat, perturbation: Perturbation | None) -> tuple[arb_mat, arb_mat]:
    """W and H at the start, at the working precision."""
    a, b = _factors(start)
    w, h = basis * diagonal(a), diagonal(b) * basis
    if perturbation is None:
        return w, h
    K = start.K
    more, others = perturbation.draw(K, K)
    return w + arb_mat(K, K, list(map(rational, more))), h + arb_mat(K, K, list(map(rational, others)))


def diagonal(values: Sequence[arb]) -> arb_mat:
    """The matrix with these values on the diagonal."""
    result = arb_mat(len(values), len(values))
    for i, value in enumerate(values):
        result[i, i] = value
    return result


def _factors(start: Start) -> tuple[list[arb], list[arb]]:
    """a and b, mode 0 included."""
    if start.left is None or start.right is None:
        roots = [arb(0), *(rational(s).sqrt() for s in start.modes)]
        return roots, roots
    return [arb(0), *map(rational, start.left)], [arb(0), *map(rational, start.right)]
