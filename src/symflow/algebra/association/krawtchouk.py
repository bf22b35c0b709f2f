r"""The eigenvalues of the Hamming scheme H(m, q): Krawtchouk numbers, and the sum over all of them at once.

Formula.  K_i(j) = sum_t (-1)^t (q-1)^(i-t) C(j, t) C(m-j, i-t), with the generating function

    sum_i K_i(j) x^i = (1 - x)^j (1 + (q-1) x)^(m-j).

A row is the list of coefficients of this polynomial, in whole numbers: multiply by (1 + (q-1) x) or by (1 - x), one
factor at a time. From one row to the next, row_{j+1} (1 + (q-1) x) = row_j (1 - x).

Notation.  H(m, q) is self-dual: v_i = m_i = C(m, i) (q-1)^i and p_i(j) = q_i(j) = K_i(j).

Reference.  Delsarte: An algebraic approach to the association schemes of coding theory (1973), section 4.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

from symflow.algebra.association.scheme import Row


@dataclass(frozen=True, slots=True)
class Krawtchouk:
    """The eigenmatrix of H(m, q), by its formula."""

    m: int
    q: int

    def entry(self, j: int, i: int) -> int:
        """K_i(j)."""
        m, q = self.m, self.q
        terms = range(max(0, i - m + j), min(i, j) + 1)
        return sum((-1) ** t * (q - 1) ** (i - t) * comb(j, t) * comb(m - j, i - t) for t in terms)

    def row(self, j: int) -> Row:
        """K_0(j), ..., K_m(j)."""
        m, q = self.m, self.q
        coefficients = [comb(m - j, i) * (q - 1) ** i for i in range(m - j + 1)] + [0] * j
        for _ in range(j):
            coefficients = [x - y for x, y in zip(coefficients, [0, *coefficients[:-1]], strict=True)]
        return tuple(coefficients)
