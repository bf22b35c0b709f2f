r"""The full matrices: W' = -dL/dW, H' = -dL/dH, to watch the singular vectors stay frozen.

Statement.  With logits Z = W H, P the column softmax of Z and E = P - I, W' = -E H^T and H' = -W^T E. From
W = U diag(a) R^T, H = R diag(b) U^T the matrices U^T W R and R^T H U stay diagonal. Here d = K and R = I; U is
X / sqrt(K) for walsh and (cos + sin)(2 pi i k / K) / sqrt(K) for cyclic: real, symmetric, orthonormal eigenvectors.

Formula.  P_ij' = P_ij (G_ij' - c_j) with G_ij = Z_ij - Z_jj and c_j = sum_{h != j} P_hj G_hj'. The entry P_jj is not
needed: E_jj = -sum_{i != j} P_ij, never P_jj - 1. On these trajectories Z_jj is the largest of its column.

Notation.  Nothing of the diagonal form is used: the entries are integrated as K^2 + K^2 numbers, with errors measured
against the largest. `off-diagonal` is relative to the largest diagonal entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flint import arb, arb_mat, fmpq

from symflow.algebra.schemes import Scheme
from symflow.flow.solve.budget import Watch
from symflow.flow.solve.problem import Frozen
from symflow.flow.solve.start import Start
from symflow.numeric.ball import precision
from symflow.numeric.decimals import decimal_string
from symflow.numeric.ode import Accuracy, Stepper, Tick
from symflow.numeric.series import ZERO, Series, log2_size, number, point, product, total

SHOWN = 2


def eigenbasis(scheme: Scheme) -> arb_mat:
    """U, at the working precision."""
    K = scheme.K
    entries = []
    for i in range(K):
        for k in range(K):
            turn = scheme.phase(k, i)
            sine, cosine = arb.sin_cos_pi_fmpq(fmpq(2 * turn.numerator, turn.denominator))
            entries.append(point((sine + cosine) / arb(K).sqrt()))
    return arb_mat(K, K, entries)


class Matrices:
    """The state is the entries of W, row by row, followed by those of H."""

    together = True

    def __init__(self, K: int) -> None:
        self.K = K

    def expand(self, state: Sequence[arb], order: int, tick: Tick) -> list[Series]:
        """The coefficients of all entries."""
        w, h = self.split(state)
        left, right = [w], [h]
        error = ErrorSeries(w * h)
        for n in range(1, order + 1):
            tick()
            steps = range(n)
            rise = _sum([error.at[i] * right[n - 1 - i].transpose() for i in steps])
            left_rise = _sum([left[i].transpose() * error.at[n - 1 - i] for i in steps])
            left.append(rise * (arb(-1) / n))
            right.append(left_rise * (arb(-1) / n))
            error.append(_sum([left[i] * right[n - i] for i in range(n + 1)]))
        return [
            list(series)
            for matrices in (left, right)
            for series in zip(*(m.entries() for m in matrices), strict=True)
        ]

    def split(self, state: Sequence[arb]) -> tuple[arb_mat, arb_mat]:
        """W and H of a state."""
        size = self.K * self.K
        return arb_mat(self.K, self.K, list(state[:size])), arb_mat(self.K, self.K, list(state[size:]))


class ErrorSeries:
    """The coefficients of E = P - I, as matrices in `at`, each from that of Z of the same order."""

    def __init__(self, logits: arb_mat) -> None:
        K = self.K = int(logits.nrows())
        self._places = [(i, j) for j in range(K) for i in range(K) if i != j]
        odds = {(i, j): (logits[i, j] - logits[j, j]).exp() for i, j in self._places}
        whole = [1 + total(odds[i, j] for i in range(K) if i != j) for j in range(K)]
        self._p = {(i, j): [odds[i, j] / whole[j]] for i, j in self._places}
        self._rise: dict[tuple[int, int], Series] = {place: [] for place in self._places}  # G'
        self._drift: dict[tuple[int, int], Series] = {place: [] for place in self._places}  # G' - c
        self.at = [self._matrix()]

    def append(self, logits: arb_mat) -> None:
        """One order more, given the coefficient of Z."""
        n, K = len(self.at), self.K
        for i, j in self._places:
            self._rise[i, j].append(n * (logits[i, j] - logits[j, j]))
        mean = [total(product(self._p[i, j], self._rise[i, j]) for i in range(K) if i != j) for j in range(K)]
        for i, j in self._places:
            self._drift[i, j].append(self._rise[i, j][-1] - mean[j])
            self._p[i, j].append(product(self._p[i, j], self._drift[i, j]) / n)
        self.at.append(self._matrix())

    def _matrix(self) -> arb_mat:
        """The last coefficients of P off the diagonal, and on it what makes the columns sum to 0."""
        result = arb_mat(self.K, self.K)
        for i, j in self._places:
            result[i, j] = self._p[i, j][-1]
            result[j, j] -= self._p[i, j][-1]
        return result


class MatrixRun:
    """The full matrices integrated beside the modes."""

    def __init__(self, start: Start, settings: Accuracy, watch: Watch) -> None:
        self.settings = settings
        self.system = Matrices(start.K)
        with precision(settings.bits):
            self.basis = eigenbasis(start.scheme)
            a, b = _factors(start)
            w, h = self.basis * _diagonal(a), _diagonal(b) * self.basis
            state = [point(x) for matrix in (w, h) for x in matrix.entries()]
        self.stepper = Stepper(self.system, state, settings, watch.end, watch.tick, watch.part())

    def at(self, time: Fraction, modes: Sequence[arb]) -> Frozen:
        """How frozen the singular vectors are at a time, and how far the modes are from those of the reduced flow."""
        state = self.stepper.at(time)
        with precision(self.settings.bits):
            w, h = self.system.split(state)
            left, right = self.basis * w, h * self.basis
            found = [left[k, k] * right[k, k] - s for k, s in enumerate(modes, 1)]
            return Frozen(_off_diagonal(left), _off_diagonal(right), _ratio(found, modes))


def _factors(start: Start) -> tuple[list[arb], list[arb]]:
    """a and b, mode 0 included."""
    if start.left is None or start.right is None:
        roots = [ZERO, *(number(s).sqrt() for s in start.modes)]
        return roots, roots
    return [ZERO, *map(number, start.left)], [ZERO, *map(number, start.right)]


def _diagonal(values: Sequence[arb]) -> arb_mat:
    result = arb_mat(len(values), len(values))
    for i, value in enumerate(values):
        result[i, i] = value
    return result


def _sum(matrices: Sequence[arb_mat]) -> arb_mat:
    first, *others = matrices
    for matrix in others:
        first = first + matrix
    return first


def _off_diagonal(matrix: arb_mat) -> str:
    """The largest off-diagonal entry, relative to the largest diagonal one."""
    places = range(int(matrix.nrows()))
    off = [matrix[i, j] for i in places for j in places if i != j]
    return _ratio(off, [matrix[i, i] for i in places])


def _ratio(part: Sequence[arb], whole: Sequence[arb]) -> str:
    """The largest of some numbers relative to the largest of others."""
    small, large = (abs(max(values, key=log2_size).mid()) for values in (part, whole))
    return decimal_string(small / large, SHOWN) if log2_size(small) > -float("inf") else "0"
