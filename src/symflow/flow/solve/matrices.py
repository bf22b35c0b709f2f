r"""The full matrices as a system of the engine: W' = -(P - I) H^T, H' = -W^T (P - I), for W of K x d and H of d x K.

Statement.  With logits Z = W H and P the column softmax of Z, let T = K / sum_{i != j} P_ij and F_ij = T P_ij for
i != j. In the time tau with dt = T d tau the errors F keep their size, however late it is:

    W' = -F H^T,    H' = -W^T F,    F_jj = -sum_{i != j} F_ij,    t' = T.

The diagonal is a sum of terms of one sign, never P_jj - 1. Nothing of the Hadamard form is used.

Formula.  The recurrence of F from that of Z stands in `matrices_errors`. Coefficients: (n + 1) W_{n+1} =
-h sum_i F_i (H_{n-i})^T, the same for H, and Z_n = sum_i W_i H_{n-i}; each sum is a sum of products of matrices of
whole numbers.

Notation.  The state is the entries of W, row by row, then those of H. All entries of W share an exponent, and so do
those of H: errors are measured against the largest entry. Where one of the two is 0 it is held on the scale of the
other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flint import arb, arb_mat, fmpz_mat

from symflow.flow.solve.loss_time import Length
from symflow.flow.solve.matrices_errors import Errors, Odds, odds
from symflow.numeric.ode.expansion import Expansion, Polynomial
from symflow.numeric.ode.kernel import Kernel, exponent_of, scaled, shifted
from symflow.numeric.ode.stepper import Accuracy, Tick, log2_of


@dataclass(frozen=True, slots=True)
class Matrices:
    """K classes and d features."""

    K: int
    d: int

    def point(self, state: Sequence[arb], settings: Accuracy) -> MatricesPoint:
        """W and H, with the errors that a step starts from."""
        w, h = self.split(state)
        return MatricesPoint(w, h, settings, odds(w * h))

    def onward(self, state: Sequence[arb]) -> tuple[Matrices, list[arb]]:
        """One form for all times."""
        return self, list(state)

    def split(self, state: Sequence[arb]) -> tuple[arb_mat, arb_mat]:
        """W and H of a state."""
        size = self.K * self.d
        return arb_mat(self.K, self.d, list(state[:size])), arb_mat(self.d, self.K, list(state[size:]))


@dataclass(frozen=True, slots=True)
class MatricesPoint:
    """A state that can be expanded."""

    w: arb_mat
    h: arb_mat
    settings: Accuracy
    now: Odds

    @property
    def speed(self) -> float:
        """log2 of the largest column of errors."""
        return self.now.speed

    def expand(self, length: Length, tick: Tick) -> Expansion:
        """The coefficients of all entries, and the clock."""
        arithmetic = self.settings.kernel
        top_w, top_h = _tops(self.w, self.h)
        left = [_whole(arithmetic, self.w, top_w)]
        right = [_whole(arithmetic, self.h, top_h)]
        flipped, turned = [left[0].transpose()], [right[0].transpose()]
        errors = Errors(arithmetic, self.now)
        rises, lifts, logits = Product(errors.at, turned), Product(flipped, errors.at), Product(left, right)
        logits.last()
        for n in range(1, self.settings.order + 1):
            tick()
            rise = rises.last()
            lift = lifts.last()
            left.append(_moved(rise, length, n, top_h - top_w - arithmetic.bits))
            right.append(_moved(lift, length, n, top_w - top_h - arithmetic.bits))
            flipped.append(left[n].transpose())
            turned.append(right[n].transpose())
            errors.append(shifted(logits.last().entries(), top_w + top_h - arithmetic.bits))
        mantissa, power = length
        components = [*_polynomials(left, top_w), *_polynomials(right, top_h)]
        return Expansion(
            arithmetic.bits,
            scaled(mantissa, power),
            components,
            errors.clock(length),
            errors.surge(),
            [],
            [float(c.exponent) for c in components],
        )


class Product:
    """The product of two series of matrices that grow, with half the multiplications of Cauchy's sum.

    A_i B_j + A_j B_i = (A_i + A_j) (B_i + B_j) - A_i B_i - A_j B_j, and the last two are there already.
    """

    def __init__(self, left: list[fmpz_mat], right: list[fmpz_mat]) -> None:
        self.left, self.right = left, right
        self._squares: list[fmpz_mat] = []
        self._sum = left[0] * right[0] * 0

    def last(self) -> fmpz_mat:
        """The last coefficient, after each order."""
        left, right, n = self.left, self.right, len(self._squares)
        self._squares.append(left[n] * right[n])
        self._sum += self._squares[n]
        pairs = [(left[i] + left[n - i]) * (right[i] + right[n - i]) for i in range((n + 1) // 2)]
        result = -self._sum if n % 2 else 2 * self._squares[n // 2] - self._sum
        for pair in pairs:
            result += pair
        return result


def _moved(rate: fmpz_mat, length: Length, n: int, places: int) -> fmpz_mat:
    """-(rate times the length times 2^places) / n."""
    mantissa, power = length
    entries = shifted([-mantissa * x for x in rate.entries()], power + places)
    return fmpz_mat(rate.nrows(), rate.ncols(), [x // n for x in entries])


def _tops(w: arb_mat, h: arb_mat) -> tuple[int, int]:
    """The exponents of the largest entries of W and of H, each that of the other where a matrix is 0."""
    largest = [max(m.entries(), key=log2_of) for m in (w, h)]
    first, second = (exponent_of(x) if x != 0 else None for x in largest)
    return (first if first is not None else second or 0), (second if second is not None else first or 0)


def _whole(arithmetic: Kernel, matrix: arb_mat, top: int) -> fmpz_mat:
    """The matrix in fixed point."""
    entries = [int(arithmetic.number(x, top)) for x in matrix.entries()]
    return fmpz_mat(matrix.nrows(), matrix.ncols(), entries)


def _polynomials(series: Sequence[fmpz_mat], top: int) -> Iterable[Polynomial]:
    """One polynomial for each entry."""
    return (Polynomial(list(entry), top) for entry in zip(*(m.entries() for m in series), strict=True))
