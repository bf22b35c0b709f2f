"""Matrices whose entries are exact sums of square roots: products, inner products, a null vector.

A matrix is the tuple of its rows. A null vector is found by elimination, which is exact: pivots are known not to be 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from symflow.algebra.surds import Surd, total

Row = tuple[Surd, ...]
Matrix = tuple[Row, ...]


def transpose(matrix: Matrix) -> Matrix:
    """Rows and columns exchanged."""
    return tuple(zip(*matrix, strict=True))


def dot(left: Sequence[Surd], right: Sequence[Surd]) -> Surd:
    """The inner product of two vectors."""
    return total(a * b for a, b in zip(left, right, strict=True) if a.terms and b.terms)


def product(left: Matrix, right: Matrix) -> Matrix:
    """The matrix product."""
    columns = transpose(right)
    return tuple(tuple(dot(row, column) for column in columns) for row in left)


def added(left: Matrix, right: Matrix) -> Matrix:
    """The sum, entry by entry."""
    return tuple(
        tuple(a + b for a, b in zip(row, other, strict=True)) for row, other in zip(left, right, strict=True)
    )


def scaled(matrix: Matrix, factor: Surd) -> Matrix:
    """A multiple."""
    return tuple(tuple(factor * entry for entry in row) for row in matrix)


def outer(left: Sequence[Surd], right: Sequence[Surd]) -> Matrix:
    """The matrix left right^T."""
    return tuple(tuple(a * b for b in right) for a in left)


def inner(left: Matrix, right: Matrix) -> Surd:
    """The sum of the products of entries."""
    return total(dot(row, other) for row, other in zip(left, right, strict=True))


def null_vector(matrix: Matrix) -> Row | None:
    """A vector x other than 0 with matrix x = 0, or None if there is none: reduced echelon form."""
    rows, width = [list(row) for row in matrix], len(matrix[0])
    pivots: list[int] = []
    for column in range(width):
        height = len(pivots)
        place = next((i for i in range(height, len(rows)) if not rows[i][column].zero), None)
        if place is None:
            found = [Surd()] * width
            found[column] = Surd.of(1)
            for i, pivot in enumerate(pivots):
                found[pivot] = -rows[i][column]
            return tuple(found)
        rows[height], rows[place] = rows[place], rows[height]
        _clear(rows, height, column)
        pivots.append(column)
    return None


def _clear(rows: list[list[Surd]], height: int, column: int) -> None:
    """Make the pivot 1 and the rest of its column 0."""
    factor = rows[height][column].inverse()
    rows[height] = [factor * entry for entry in rows[height]]
    for i, row in enumerate(rows):
        if i != height and not row[column].zero:
            multiple = -row[column]
            rows[i] = [a + multiple * b for a, b in zip(row, rows[height], strict=True)]
