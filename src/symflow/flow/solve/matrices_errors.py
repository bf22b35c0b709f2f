r"""The errors P - I of the full matrices as Taylor series, in a time in which they keep their size.

Statement.  Let G_ij = Z_ij - Z_jj, T = K / sum_{i != j} P_ij and F_ij = T P_ij for i != j. Then sum F = K for ever, and

    F_ij' = F_ij (G_ij' - c_j + r),    c_j = (1/T) sum_{i != j} F_ij G_ij',
    r = T'/T = -(1/K) sum_{i != j} F_ij (G_ij' - c_j).

Every right-hand side is a polynomial in F, G', T and 1/T: exponentials are taken once a step, and nothing is divided.

Formula.  In x = (tau - tau_0)/h with G' = sum (n + 1) G_{n+1} x^n each product is a Cauchy product: (n + 1) F_{n+1} =
sum_i F_i (G' - c + r)_{n-i}, the same for T with r and for 1/T with -r, and (n + 1) t_{n+1} = h T_n. The sums for F
are begun without c_n and r_n: from the sum of a column of them sum_i (F_ij G_ij')_n follows, and so c_n and r_n.

Notation.  All are held to 2^-bits, T relative to its start. T >= 1, because a column of P sums to 1. Entries of F are
known relative to the largest: that is enough, because what is small in F moves W and H but little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from flint import arb, arb_mat, fmpz_mat

from symflow.flow.solve.loss_time import Length
from symflow.numeric.ode.expansion import Polynomial
from symflow.numeric.ode.kernel import Kernel, Series, exponent_of, scaled
from symflow.numeric.ode.stepper import log2_of

N = TypeVar("N", arb, int)


@dataclass(frozen=True, slots=True)
class Odds:
    """At one point: the columns of F without the diagonal, and T."""

    columns: list[list[arb]]
    clock: arb

    @property
    def speed(self) -> float:
        """log2 of the largest sum of a column, between 0 and log2 K."""
        return max(log2_of(sum(column, arb(0))) for column in self.columns)


def odds(logits: arb_mat) -> Odds:
    """F and T of exactly these logits."""
    shares = []
    for column in gaps(logits.entries(), int(logits.nrows())):
        weights = [x.exp() for x in column]
        whole = 1 + sum(weights, arb(0))
        shares.append([x / whole for x in weights])
    clock = len(shares) / sum((x for column in shares for x in column), arb(0))
    return Odds([[clock * x for x in column] for column in shares], clock)


def gaps(entries: Sequence[N], K: int) -> list[list[N]]:
    """Column by column, G_ij for i != j, from the entries of Z row by row."""
    return [[entries[i * K + j] - entries[j * K + j] for i in range(K) if i != j] for j in range(K)]


class Errors:
    """The series of F, T and 1/T, fed with the logits one order after the other; `at` holds F as matrices."""

    def __init__(self, arithmetic: Kernel, start: Odds) -> None:
        self.arithmetic, self.K = arithmetic, len(start.columns)
        self.top = exponent_of(start.clock)
        self._f = [[[arithmetic.number(x, 0)] for x in column] for column in start.columns]
        self._drifts: list[list[Series]] = [[[] for _ in column] for column in self._f]  # G' - c + r
        self._masses: list[Series] = [
            [sum(x[0] for x in column)] for column in self._f
        ]  # the sums of columns
        self._shifts: list[Series] = [[] for _ in self._f]  # r - c_j
        self._pulls: list[Series] = [[] for _ in self._f]  # sum_i F_ij G_ij'
        self._means: list[Series] = [[] for _ in self._f]  # c_j
        self._growth: Series = []  # r
        self._clock = [arithmetic.number(start.clock, self.top)]
        self._slowness = [arithmetic.number(1 / start.clock, 0)]
        self._total = sum(mass[0] for mass in self._masses)
        self.at = [self._matrix()]

    def append(self, logits: Series) -> None:
        """Go from order n to order n + 1, given the coefficients of order n + 1 of Z, to 2^-bits."""
        n, product, whole = len(self.at), self.arithmetic.product, self.arithmetic.whole
        columns = gaps([whole(int(z)) for z in logits], self.K)
        begun = [self._begin(j, [n * gap for gap in column]) for j, column in enumerate(columns)]
        lost = sum(pulls[-1] for pulls in self._pulls) - sum(map(product, self._masses, self._means))
        self._growth.append((-lost << self.arithmetic.bits) // self._total)
        for j, parts in enumerate(begun):
            self._finish(j, parts, n)
        self._clock.append(product(self._clock, self._growth) // n)
        self._slowness.append(-product(self._slowness, self._growth) // n)
        self.at.append(self._matrix())

    def _begin(self, j: int, rises: Series) -> Series:
        """The sums for a column of F, without the last coefficients of c and r; and the last one of c."""
        product = self.arithmetic.product
        for drift, rise in zip(self._drifts[j], rises, strict=True):
            drift.append(rise)
        parts = list(map(product, self._f[j], self._drifts[j]))
        self._shifts[j].append(0)
        self._pulls[j].append(sum(parts) - product(self._masses[j], self._shifts[j]))
        self._means[j].append(product(self._slowness, self._pulls[j]))
        return parts

    def _finish(self, j: int, parts: Series, n: int) -> None:
        """One order more of a column of F."""
        shift = self._shifts[j][-1] = self._growth[-1] - self._means[j][-1]
        for f, drift, part in zip(self._f[j], self._drifts[j], parts, strict=True):
            drift[-1] += shift
            f.append((part + (f[0] * shift >> self.arithmetic.bits)) // n)
        self._masses[j].append(sum(f[-1] for f in self._f[j]))

    def _matrix(self) -> fmpz_mat:
        """The last coefficients of F, with the diagonal that makes the columns sum to 0."""
        K = self.K
        entries = [0] * (K * K)
        for j, (column, mass) in enumerate(zip(self._f, self._masses, strict=True)):
            others = [i for i in range(K) if i != j]
            for i, f in zip(others, column, strict=True):
                entries[i * K + j] = int(f[-1])
            entries[j * K + j] = -int(mass[-1])
        return fmpz_mat(K, K, entries)

    def clock(self, length: Length) -> Polynomial:
        """t(x) - t(0), to the order of the matrices."""
        mantissa, power = length
        coefficients = [mantissa * x // (n + 1) for n, x in enumerate(self._clock[:-1])]
        return Polynomial([0 * coefficients[0], *coefficients], self.top + power)

    def surge(self) -> float:
        """By how much log T grows in the step."""
        rise = sum(x // (n + 1) for n, x in enumerate(self._growth))
        return max(0.0, float(scaled(rise, -self.arithmetic.bits)))
