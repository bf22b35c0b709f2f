r"""Symmetric association schemes with rational eigenvalues, as exact objects.

Statement.  A symmetric association scheme on K points is a partition of the K x K pairs into relations with symmetric
0-1 matrices A_0 = I, A_1, ..., A_d whose span is closed under the matrix product. It is closed under the entrywise
product too, because the A_i are disjoint; so it is closed under every entrywise function. The span has d + 1 primitive
idempotents E_0 = J/K, E_1, ..., E_d, which diagonalise all of it at once.

Formula.  A_i = sum_j p_i(j) E_j and E_j = (1/K) sum_i q_j(i) A_i. The valencies are v_i = p_i(0), the multiplicities
m_j = q_j(0) = rank E_j, and q_j(i) / m_j = p_i(j) / v_i = u_i(j), with |u_i(j)| <= 1. Orthogonality:
sum_i p_i(j) p_i(l) / v_i = (K / m_j) delta_jl. Closed under products: A_i A_j = sum_k p_ij^k A_k with the intersection
numbers p_ij^k = (1 / (K v_k)) sum_l m_l p_i(l) p_j(l) p_k(l); for the entrywise product the Krein numbers
q_ij^k = (1 / (K m_k)) sum_l v_l q_i(l) q_j(l) q_k(l) >= 0.

Notation.  `P[j][i]` is p_i(j), `Q[i][j]` is q_j(i); index 0 is the relation of equal points and the constant mode.
Rational eigenvalues of whole matrices are whole numbers, so P is a matrix of them; q_j(i) are fractions.

Reference.  Bannai, Ito: Algebraic Combinatorics I: Association Schemes (1984), sections II.2 and II.3.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from symflow.errors import InputError, LimitReached

Row = tuple[int, ...]
Matrix = tuple[Row, ...]
MOST_RELATIONS = 1025
MOST_SHOWN = 12
MOST_DIGITS = 1500


class Eigenvalues(Protocol):
    """Where the first eigenmatrix comes from: a table, or a formula for one that is too large to be stored."""

    def entry(self, j: int, i: int) -> int:
        """p_i(j)."""

    def row(self, j: int) -> Row:
        """p_0(j), ..., p_d(j)."""


@dataclass(frozen=True, slots=True)
class Table:
    """An eigenmatrix that is stored: `rows[j][i]` is p_i(j)."""

    rows: Matrix

    def entry(self, j: int, i: int) -> int:
        """p_i(j)."""
        return self.rows[j][i]

    def row(self, j: int) -> Row:
        """p_0(j), ..., p_d(j)."""
        return self.rows[j]


@dataclass(frozen=True, eq=False)
class AssociationScheme:
    """A symmetric association scheme with rational eigenvalues, by its first eigenmatrix.

    `valencies` and `multiplicities` have d + 1 entries each, 1 first. Two schemes with the same eigenmatrix are equal
    here, although they need not be isomorphic: all that symflow computes depends on the eigenmatrix alone.
    """

    name: str
    valencies: Row
    multiplicities: Row
    eigenvalues: Eigenvalues = field(repr=False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AssociationScheme) or self.valencies != other.valencies:
            return False
        return self.eigenvalues == other.eigenvalues or self.P == other.P

    def __hash__(self) -> int:
        return hash((self.valencies, self.multiplicities))

    @cached_property
    def K(self) -> int:
        """The number of points: classes."""
        return sum(self.valencies)

    @property
    def d(self) -> int:
        """The number of relations other than equality, and of modes other than the constant one."""
        return len(self.valencies) - 1

    @cached_property
    def P(self) -> Matrix:
        """The first eigenmatrix: P[j][i] = p_i(j)."""
        return tuple(self.eigenvalues.row(j) for j in range(self.d + 1))

    @cached_property
    def Q(self) -> tuple[tuple[Fraction, ...], ...]:
        """The second eigenmatrix: Q[i][j] = q_j(i) = m_j p_i(j) / v_i."""
        return tuple(tuple(self.q(i, j) for j in range(self.d + 1)) for i in range(self.d + 1))

    def p(self, j: int, i: int) -> int:
        """p_i(j): the eigenvalue of the relation i on the mode j."""
        self._check(j, i)
        return self.eigenvalues.entry(j, i)

    def q(self, i: int, j: int) -> Fraction:
        """q_j(i) = m_j p_i(j) / v_i."""
        return Fraction(self.multiplicities[j] * self.p(j, i), self.valencies[i])

    def gap(self, i: int, j: int) -> Fraction:
        """1 - u_i(j) = 1 - p_i(j) / v_i, between 0 and 2: what the softmax and the flow are made of."""
        return 1 - Fraction(self.p(j, i), self.valencies[i])

    def intersection(self, i: int, j: int, k: int) -> Fraction:
        """p_ij^k: for a pair (x, y) in relation k, the number of z with (x, z) in i and (z, y) in j."""
        P, m = self.P, self.multiplicities
        total = sum(m[l] * P[l][i] * P[l][j] * P[l][k] for l in range(self.d + 1))
        return Fraction(total, self.K * self.valencies[k])

    def krein(self, i: int, j: int, k: int) -> Fraction:
        """q_ij^k: the entrywise product of E_i and E_j is (1/K) sum_k q_ij^k E_k."""
        P, m, v = self.P, self.multiplicities, self.valencies
        total = sum(Fraction(P[i][l] * P[j][l] * P[k][l], v[l] ** 2) for l in range(self.d + 1))
        return Fraction(m[i] * m[j], self.K) * total

    def kernel(self, active: tuple[int, ...]) -> tuple[int, ...]:
        """The relations that the modes in `active` do not separate: all i with p_i(j) = v_i for every j of them."""
        v = self.valencies
        return tuple(i for i in range(self.d + 1) if all(self.p(j, i) == v[i] for j in active))

    def _repr_html_(self) -> str:
        head = f"<p>{html.escape(self.name)}: K = {self.K}, d = {self.d}</p>"
        if self.d > MOST_SHOWN:
            return head
        rows = ((*row, m) for row, m in zip(self.P, self.multiplicities, strict=True))
        body = "".join(f"<tr>{''.join(f'<td>{x}</td>' for x in row)}</tr>" for row in rows)
        titles = "".join(f"<th>A_{i}</th>" for i in range(self.d + 1))
        return f"{head}<table><tr>{titles}<th>multiplicity</th></tr>{body}</table>"

    def _repr_latex_(self) -> str:
        if self.d > MOST_SHOWN:
            return rf"$K = {self.K},\ d = {self.d}$"
        rows = r" \\ ".join(" & ".join(map(str, row)) for row in self.P)
        return rf"$K = {self.K},\ P = \begin{{pmatrix}}{rows}\end{{pmatrix}}$"

    def _check(self, *indices: int) -> None:
        for index in indices:
            if not 0 <= index <= self.d:
                raise InputError.about("index", index, f"give an integer from 0 to d = {self.d}")


def stored(name: str, rows: Matrix, multiplicities: Row) -> AssociationScheme:
    """The scheme with an eigenmatrix that is known to be one."""
    return AssociationScheme(name, rows[0], multiplicities, Table(rows))


def check_size(count: int) -> None:
    """Refuse more relations than can be stored."""
    if count > MOST_RELATIONS:
        raise LimitReached(f"a scheme may have {MOST_RELATIONS} relations here, and this one has {count}")


def whole(name: str, value: object, least: int, most: int) -> int:
    """A whole number between two bounds."""
    if type(value) is not int or not least <= value <= most:
        up = f"to {most}" if most <= 10**9 else "up"
        raise InputError.about(name, value, f"give a whole number from {least} {up}")
    return value
