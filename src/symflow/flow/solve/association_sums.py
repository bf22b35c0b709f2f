r"""The two linear maps between modes and relations of an association scheme, with nothing that cancels.

Statement.  With u_i(j) = p_i(j) / v_i = q_j(i) / m_j and s_0 = 0, the gaps d_i = z_0 - z_i and the rates are

    d_i = sum_{j != 0} (1 - u_i(j)) (m_j / K) s_j,        1 - pi_j = sum_{i != 0} (1 - u_i(j)) v_i Q_i,

averages of the numbers 1 - u_i(j) in [0, 2] with weights >= 0: the masses (m_j / K) s_j of the modes and v_i Q_i of
the relations. So whole numbers in fixed point, held relative to the largest mass, are enough: v_i and m_j may be
2^1000, and no digit of 1 - pi_j is lost when pi_j is close to 1 or when the p_i(j) alternate.

Dense.  sum_j (1 - u_i(j)) x_j is a row of whole numbers v_i - p_i(j) times x, divided by v_i once. The other map has
the row D_j (m_j - q_j(i)), divided by D_j m_j, where D_j clears the denominators.

Hamming.  There sum_i u_i(j) y_i = c_j / (C(m, j) (q-1)^j), where c_j are the coefficients of the polynomial

    sum_i y_i (1 - x)^i (1 + (q-1) x)^(m-i) = w^m B((1 - x) / w),    w = 1 + (q-1) x,  B = sum_i y_i u^i.

As (1 - x) / w = (q / w - 1) / (q - 1), that is a Taylor shift by -1, a reversal and a Taylor shift by 1, all in whole
numbers, exact: O(m log m) products of numbers of up to 2 m log2(q) bits more than the y_i. They cancel in the c_j,
and that costs nothing, because they are exact; in floating point these bits would be missing.

Reference.  Delsarte (1973), section 4.1; von zur Gathen, Gerhard: Fast algorithms for Taylor shifts (1997).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import lcm
from typing import Any, Protocol, TypeVar

from flint import arb, ctx, fmpz_mat, fmpz_poly

from symflow.algebra.association.krawtchouk import Krawtchouk
from symflow.algebra.association.scheme import AssociationScheme
from symflow.numeric.ode.kernel import Kernel, Series, scaled

T = TypeVar("T")
GUARD = 32  # bits of the masses of the modes beyond those of the modes


class GapMap(Protocol):
    """The maps of a scheme on whole numbers for the indices 1..d, each entry rounded down once."""

    def to_relations(self, masses: Series) -> Series:
        """sum_j (1 - u_i(j)) x_j for each relation i."""

    def to_modes(self, masses: Series) -> Series:
        """sum_i (1 - u_i(j)) y_i for each mode j."""


class DenseMap:
    """By two matrices of whole numbers."""

    def __init__(self, scheme: AssociationScheme) -> None:
        self._scheme = scheme

    @cached_property
    def _relations(self) -> tuple[fmpz_mat, list[int]]:
        P, v, d = self._scheme.P, self._scheme.valencies, self._scheme.d
        entries = [v[i] - P[j][i] for i in range(1, d + 1) for j in range(1, d + 1)]
        return fmpz_mat(d, d, entries), list(v[1:])

    @cached_property
    def _modes(self) -> tuple[fmpz_mat, list[int]]:
        scheme, d = self._scheme, self._scheme.d
        entries: list[int] = []
        divisors = []
        for j in range(1, d + 1):
            row = [scheme.gap(i, j) for i in range(1, d + 1)]
            common = lcm(*(x.denominator for x in row))
            entries += [int(x * common) for x in row]
            divisors.append(common)
        return fmpz_mat(d, d, entries), divisors

    def to_relations(self, masses: Series) -> Series:
        """v_i - p_i(j), divided by v_i."""
        return _applied(*self._relations, masses)

    def to_modes(self, masses: Series) -> Series:
        """Common denominators."""
        return _applied(*self._modes, masses)


def _applied(matrix: fmpz_mat, divisors: Sequence[int], masses: Series) -> Series:
    column = matrix * fmpz_mat(len(masses), 1, [int(x) for x in masses])
    kind = type(masses[0])
    return [kind(int(x) // n) for x, n in zip(column.entries(), divisors, strict=True)]


class HammingMap:
    """By two Taylor shifts; both maps are the same, because the scheme is self-dual."""

    def __init__(self, scheme: AssociationScheme, q: int) -> None:
        self._m, self._q = scheme.d, q
        self._sizes = scheme.valencies[1:]
        self._q_powers = [q**k for k in range(self._m + 1)]
        self._less_powers = [(q - 1) ** k for k in range(self._m + 1)]

    def transform(self, values: Sequence[int]) -> list[int]:
        """sum_i y_i K_j(i) for j = 0..m, exactly."""
        m, less = self._m, self._less_powers
        outer = fmpz_poly([y * less[m - i] for i, y in enumerate(values)])(fmpz_poly([-1, 1]))
        inner = [int(outer[k]) * self._q_powers[k] for k in range(m, -1, -1)]
        shifted = fmpz_poly(inner)(fmpz_poly([1, 1])) if any(inner) else fmpz_poly([])
        return [int(shifted[k]) * less[k] // less[m] for k in range(m + 1)]

    def to_modes(self, masses: Series) -> Series:
        """The sum of the masses minus their transform, divided by the valency."""
        whole = [0, *map(int, masses)]
        total, kind = sum(whole), type(masses[0])
        rest = self.transform(whole)[1:]
        return [kind(total - -(-c // n)) for c, n in zip(rest, self._sizes, strict=True)]

    to_relations = to_modes


def gap_map(scheme: AssociationScheme) -> GapMap:
    """The fastest of them."""
    known = scheme.eigenvalues
    return HammingMap(scheme, known.q) if isinstance(known, Krawtchouk) else DenseMap(scheme)


class AssociationSums:
    """The maps of a scheme with a set of active modes; `weights` are the multiplicities.

    `outside`: the relations that some active mode separates from equality, as places 0..d-1. The others, with equality,
    have `kernel` points: there the logits stay as large as z_0, and no rate of an active mode sees them.
    """

    def __init__(self, scheme: AssociationScheme, active: tuple[int, ...]) -> None:
        self.K = scheme.K
        self.weights = scheme.multiplicities[1:]
        self.valencies = scheme.valencies[1:]
        inside = scheme.kernel(active) if len(active) < scheme.d else (0,)
        self.kernel = sum(scheme.valencies[i] for i in inside)
        self.outside = [i - 1 for i in range(1, scheme.d + 1) if i not in inside]
        self._map = gap_map(scheme)

    def fixed_gaps(self, modes: Series) -> Series:
        """The gaps d_i of whole numbers s_j, each to 2 units, at the relations outside of the kernel."""
        masses = [(m * s << GUARD) // self.K for m, s in zip(self.weights, modes, strict=True)]
        found = self._map.to_relations(masses)
        return [found[i] >> GUARD for i in self.outside]

    def fixed_rates(self, masses: Series) -> Series:
        """sum_i (1 - u_i(j)) y_i from masses y_i outside of the kernel, each rounded down once."""
        column = [0 * masses[0]] * len(self.weights)
        for i, y in zip(self.outside, masses, strict=True):
            column[i] = y
        return self._map.to_modes(column)

    def fixed_center(self, gaps: Sequence[Any]) -> Any:
        """The mean of the gaps over all points outside of the kernel."""
        return sum(self.valencies[i] * x for i, x in zip(self.outside, gaps, strict=True)) // (
            self.K - self.kernel
        )

    def spread(self, values: Sequence[T]) -> list[T]:
        """A trajectory has one entry for each distinct mode: the entries themselves."""
        return list(values)

    def gaps(self, modes: Sequence[arb]) -> list[arb]:
        """The gaps d_i outside of the kernel, to an absolute error of a few 2^-precision."""
        bits = ctx.prec
        whole = [Kernel(bits + GUARD).number(s, 0) for s in modes]
        return [scaled(x, -bits - GUARD) for x in self.fixed_gaps(whole)]

    def center(self, gaps: Sequence[arb]) -> arb:
        """Their mean over all points outside of the kernel."""
        total = sum((x * self.valencies[i] for i, x in zip(self.outside, gaps, strict=True)), arb(0))
        return (total / (self.K - self.kernel)).mid()
