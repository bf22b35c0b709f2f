r"""A scheme from a relation matrix: closed under products, checked pair by pair, and its exact eigenmatrix.

Statement.  Let R be a symmetric K x K matrix of numbers 0..d, each of which occurs, with 0 on the diagonal and nowhere
else. It is a symmetric association scheme if and only if for all i, j the number of z with R(x, z) = i and R(z, y) = j
depends on R(x, y) alone. That is checked for every pair (x, y), in whole numbers; nothing is sampled.

Eigenmatrix.  On each idempotent E_j the matrix A_i is the number p_i(j), and A_i A_l = sum_k p_il^k A_k. So the
vector P_j = (p_0(j), ..., p_d(j)) is a common eigenvector of the (d+1) x (d+1) matrices (M_i)_{lk} = p_il^k, with
M_i P_j = p_i(j) P_j and the entry p_0(j) = 1, and these are all of them. Rational eigenvalues of M_i are whole
numbers from -v_i to v_i: they are found by trying each in the characteristic polynomial, and the space is split
until every part has dimension 1. Where eigenvalues are irrational that ends with too few of them, and the scheme is
refused.

Reference.  Bannai, Ito (1984), sections II.2 and II.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from operator import index, or_
from typing import SupportsIndex

from symflow.algebra.association.scheme import AssociationScheme, Matrix, Row, stored
from symflow.errors import InputError, LimitReached

MOST_POINTS = 1024
MOST_CLASSES = 32
MOST_WORK = 10**8
Vector = list[Fraction]


def from_relations(matrix: Sequence[Sequence[int]], name: str = "relations") -> AssociationScheme:
    """The scheme of a K x K relation matrix. The constant mode comes first, the others by falling p_1(j), p_2(j), ...

    Raises InputError with the entry or the product that fails, and if an eigenvalue is irrational; LimitReached for
    matrices that are too large to be checked pair by pair.
    """
    rows = _entries(matrix)
    d = max(map(max, rows))
    numbers = _intersection_numbers(rows, d)
    valencies = tuple(numbers[i][i][0] for i in range(d + 1))
    P = _eigenmatrix(numbers, valencies)
    K = len(rows)
    multiplicities = [K / sum(Fraction(x * x, v) for x, v in zip(row, valencies, strict=True)) for row in P]
    return stored(name, P, tuple(int(m) for m in multiplicities))


def _entries(matrix: Sequence[Sequence[int]]) -> Matrix:
    """A symmetric matrix of relations, 0 for equal points alone."""
    rows = [tuple(map(_entry, row)) for row in matrix]
    K = len(rows)
    if K < 2 or any(len(row) != K for row in rows):
        raise InputError(
            "relations: are not a square matrix of at least 2 rows; give R[x][y] for all K x K pairs"
        )
    if K > MOST_POINTS:
        raise LimitReached(f"relations: K = {K}; every pair is checked up to K = {MOST_POINTS}")
    for x, row in enumerate(rows):
        for y, entry in enumerate(row):
            if not 0 <= entry < K:
                raise InputError.about(
                    f"R[{x}][{y}]", matrix[x][y], "give a relation as a whole number 0, 1, ..., d"
                )
            if (entry == 0) != (x == y):
                where = "on" if x == y else "off"
                raise InputError.about(
                    f"R[{x}][{y}]", entry, f"it stands {where} the diagonal; 0 means equal points"
                )
            if entry != rows[y][x]:
                raise InputError(f"R: is not symmetric: R[{x}][{y}] = {entry}, R[{y}][{x}] = {rows[y][x]}")
    used = {entry for row in rows for entry in row}
    for i in range(max(used)):
        if i not in used:
            raise InputError(
                f"R: relation {i} is empty, and relation {max(used)} is not; number them without gaps"
            )
    if max(used) > MOST_CLASSES:
        raise LimitReached(f"relations: d = {max(used)}; from_relations works up to d = {MOST_CLASSES}")
    if (K * max(used)) ** 2 > MOST_WORK:
        raise LimitReached(f"relations: K d = {K * max(used)}; it may be {int(MOST_WORK**0.5)} at most")
    return tuple(rows)


def _entry(value: object) -> int:
    """A whole number of any kind, numpy's too; -1 for anything else."""
    return index(value) if isinstance(value, SupportsIndex) and not isinstance(value, bool) else -1


def _intersection_numbers(rows: Matrix, d: int) -> list[list[list[int]]]:
    """p_ij^k as [i][j][k], if they are constant."""
    masks = [
        [reduce(or_, (1 << z for z, entry in enumerate(row) if entry == i), 0) for i in range(d + 1)]
        for row in rows
    ]
    found = [[[-1] * (d + 1) for _ in range(d + 1)] for _ in range(d + 1)]
    first: list[tuple[int, int]] = [(0, 0)] * (d + 1)
    seen = [False] * (d + 1)
    for x, row in enumerate(rows):
        for y in range(x, len(rows)):
            k = row[y]
            counts = [[(a & b).bit_count() for b in masks[y]] for a in masks[x]]
            if not seen[k]:
                seen[k], first[k] = True, (x, y)
                for i in range(d + 1):
                    for j in range(d + 1):
                        found[i][j][k] = counts[i][j]
            for i in range(d + 1):
                for j in range(d + 1):
                    if counts[i][j] != found[i][j][k] or counts[j][i] != found[i][j][k]:
                        raise _not_closed(
                            i, j, k, first[k], found[i][j][k], (x, y), (counts[i][j], counts[j][i])
                        )
    return found


def _not_closed(
    i: int,
    j: int,
    k: int,
    former: tuple[int, int],
    value: int,
    pair: tuple[int, int],
    counts: tuple[int, int],
) -> InputError:
    other, place = (counts[0], pair) if counts[0] != value else (counts[1], pair[::-1])
    return InputError(
        f"R: is not an association scheme: A_{i} A_{j} has the entry {value} at {former} and {other} at {place}, "
        f"both in relation {k}; the span of the A_i is not closed under products"
    )


def _eigenmatrix(numbers: list[list[list[int]]], valencies: Row) -> Matrix:
    """The common eigenvectors, as rows with first entry 1."""
    size = len(valencies)
    spaces = [[[Fraction(int(a == b)) for b in range(size)] for a in range(size)]]
    for i in range(1, size):
        if all(len(space) == 1 for space in spaces):
            break
        values = _whole_eigenvalues(numbers[i], valencies[i])
        spaces = [part for space in spaces for part in _split(space, numbers[i], values)]
    if len(spaces) < size or any(len(space) != 1 for space in spaces):
        raise InputError(
            "R: is an association scheme, but an eigenvalue is irrational (as the golden ratio for a pentagon), and "
            "symflow.schemes holds rational ones; for circulants give cyclic(K) to symflow.integrate"
        )
    rows = [tuple(int(x / space[0][0]) for x in space[0]) for space in spaces]
    return tuple(sorted(rows, reverse=True))


def _whole_eigenvalues(matrix: list[list[int]], bound: int) -> list[int]:
    """The whole eigenvalues, by Faddeev and LeVerrier, and a trial of each number from -bound to bound."""
    size = len(matrix)
    coefficients, power = [1], [[int(a == b) for b in range(size)] for a in range(size)]
    for n in range(1, size + 1):
        columns = list(zip(*power, strict=True))
        power = [[sum(map(int.__mul__, row, column)) for column in columns] for row in matrix]
        c = -sum(power[a][a] for a in range(size)) // n
        coefficients.append(c)
        for a in range(size):
            power[a][a] += c
    return [
        x for x in range(-bound, bound + 1) if reduce(lambda total, c: total * x + c, coefficients, 0) == 0
    ]


def _split(space: list[Vector], matrix: list[list[int]], values: list[int]) -> list[list[Vector]]:
    """The parts of an invariant space on which the matrix is one of these numbers."""
    parts = []
    for value in values:
        images = [
            [
                sum((m * x for m, x in zip(row, vector, strict=True)), -value * vector[a])
                for a, row in enumerate(matrix)
            ]
            for vector in space
        ]
        part = [
            [
                sum((c * vector[a] for c, vector in zip(combination, space, strict=True)), Fraction(0))
                for a in range(len(matrix))
            ]
            for combination in _relations_between(images)
        ]
        if part:
            parts.append(part)
    return parts


def _relations_between(vectors: list[Vector]) -> list[Vector]:
    """A basis of the combinations of these vectors that are 0."""
    count = len(vectors)
    rows = [[*vector, *(Fraction(int(a == b)) for b in range(count))] for a, vector in enumerate(vectors)]
    width, top = len(vectors[0]), 0
    for column in range(width):
        pivot = next((r for r in range(top, count) if rows[r][column] != 0), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        for r in range(top + 1, count):
            if rows[r][column] != 0:
                factor = rows[r][column] / rows[top][column]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[top], strict=True)]
        top += 1
    return [row[width:] for row in rows[top:]]
