"""Points whose class is known from the theory."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

Rows = list[list[Any]]
PAIRS = [[1, -1, 0, 0], [-1, 1, 0, 0], [0, 0, 1, -1], [0, 0, -1, 1]]
FLAT = [[1, 1], [1, -1], [-1, -1], [-1, 1]]


def times(c: Any, rows: Rows) -> Rows:
    """A multiple."""
    return [[Fraction(c) * entry for entry in row] for row in rows]


def transposed(rows: Rows) -> Rows:
    """Rows and columns exchanged."""
    return [list(column) for column in zip(*rows, strict=True)]


def centred(K: int) -> Rows:
    """I - J/K."""
    return [[Fraction(int(i == j)) - Fraction(1, K) for j in range(K)] for i in range(K)]


def blocks(sizes: list[int]) -> Rows:
    """Blocks I - J/s on the diagonal; a block of size 1 is 0."""
    K, start = sum(sizes), 0
    rows: Rows = [[Fraction(0)] * K for _ in range(K)]
    for length in sizes:
        for i in range(length):
            for j in range(length):
                rows[start + i][start + j] = Fraction(int(i == j)) - Fraction(1, length)
        start += length
    return rows


def helmert(K: int) -> Rows:
    """K rows in R^{K-1}: I - J/K in orthonormal coordinates of its image."""
    return [
        [
            f"1/sqrt({j * (j + 1)})" if i < j else f"-{j}/sqrt({j * (j + 1)})" if i == j else 0
            for j in range(1, K)
        ]
        for i in range(K)
    ]


def repeated(rows: Rows, n: int) -> Rows:
    """Every column n times."""
    return [[entry for entry in row for _ in range(n)] for row in rows]


def scaled_root(rows: Rows, n: int) -> Rows:
    """sqrt(n) times the rows, as text."""
    return [[f"({entry})*sqrt({n})" for entry in row] for row in rows]


def padded(W: Rows, H: Rows, more: int) -> tuple[Rows, Rows]:
    """The same point with more features, all 0."""
    return [[*row, *([0] * more)] for row in W], [*H, *([[0] * len(H[0])] * more)]


def collapsed(K: int, n: int, d: int, scale: Any = 1) -> tuple[Rows, Rows]:
    """Neural collapse with C = sqrt(n)."""
    base = helmert(K)
    means = [[f"({scale})*({entry})" for entry in row] for row in base]
    return padded(scaled_root(means, n), repeated(transposed(means), n), d - (K - 1))
