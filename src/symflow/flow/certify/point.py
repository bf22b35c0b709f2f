"""A point (W, H) of the layer-peeled model, with exact entries.

W is K x d and H is d x nK, the columns of a class side by side: h_{1,1}, ..., h_{1,n}, h_{2,1}, ... Entries are sums of
rational multiples of square roots. An array of floats is the point of the exact binary numbers that it holds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

from symflow.algebra.surd_matrices import Matrix, inner, product
from symflow.algebra.surd_text import read
from symflow.algebra.surds import Surd
from symflow.errors import InputError, LimitReached
from symflow.exact import exact

MOST_ENTRIES = 20_000
MOST_PRODUCTS = 2_000_000
MOST_BITS = 2048
Reader = Callable[[object, str], Surd]


@dataclass(frozen=True)
class Point:
    """W and H, and n, the number of samples of each class; `binary` says that floats were read."""

    W: Matrix
    H: Matrix
    n: int
    binary: bool = False

    @property
    def K(self) -> int:
        """The number of classes."""
        return len(self.W)

    @property
    def d(self) -> int:
        """The number of features."""
        return len(self.H)

    @property
    def columns(self) -> int:
        """The number of samples, nK."""
        return len(self.H[0])

    def label(self, column: int) -> int:
        """The class of a column, from 0."""
        return column // self.n

    @cached_property
    def logits(self) -> Matrix:
        """Z = W H."""
        return product(self.W, self.H)

    @cached_property
    def size(self) -> Surd:
        """rho^2 = |W|^2 + |H|^2."""
        return inner(self.W, self.W) + inner(self.H, self.H)


def point(W: object, H: object, n: int | None = None, floats: bool = False) -> Point:
    """The point of two matrices: nested sequences of exact numbers, or NumPy arrays.

    floats: whether a Python float is taken for the binary number it holds; otherwise it is refused.
    """
    binary: list[float] = []

    def entry(value: object, name: str) -> Surd:
        if floats and isinstance(value, float):
            binary.append(value)
            return _binary(value, name)
        return _exact(value, name)

    arrays = isinstance(W, np.ndarray) or isinstance(H, np.ndarray)
    rows = [_rows(matrix, name, entry) for matrix, name in ((W, "W"), (H, "H"))]
    found = Point(
        rows[0], rows[1], _samples(rows[0], rows[1], n), bool(binary) or (arrays and _any_float(W, H))
    )
    work = found.K * found.columns * found.d
    if work > MOST_PRODUCTS:
        raise LimitReached(f"W, H: W H takes K * nK * d = {work} products, more than {MOST_PRODUCTS}")
    return found


def _samples(W: Matrix, H: Matrix, n: int | None) -> int:
    """n, from the shapes; they must fit."""
    K, columns = len(W), len(H[0])
    if K < 2:
        raise InputError("W: has 1 row; give K >= 2 rows, one for each class")
    if len(W[0]) != len(H):
        raise InputError(
            f"H: has {len(H)} rows, but W has {len(W[0])} columns; both are the number d of features"
        )
    if columns % K:
        raise InputError(
            f"H: has {columns} columns, not a multiple of K = {K}; give n columns for each class"
        )
    if n is not None and (type(n) is not int or n * K != columns):
        raise InputError.about("n", n, f"H has {columns} columns, so that n = {columns // K} for K = {K}")
    return columns // K


def _rows(matrix: object, name: str, entry: Reader) -> Matrix:
    """The rows of a matrix, each entry read."""
    if isinstance(matrix, np.ma.MaskedArray):
        raise InputError(f"{name}: is a masked array; give a number for every entry")
    if isinstance(matrix, np.ndarray) and matrix.dtype != object:
        return _array(matrix, name)
    if isinstance(matrix, np.ndarray):
        matrix = matrix.tolist()
    if not _list(matrix) or not matrix:
        raise InputError.about(name, matrix, "give the rows of a matrix, [[...], ...]")
    rows = [row if _list(row) else () for row in matrix]
    widths = {len(row) for row in rows}
    if len(widths) != 1 or widths == {0}:
        raise InputError(f"{name}: its rows differ in length or are empty; give rows of the same length")
    _bounded(len(rows) * max(widths), name)
    return tuple(
        tuple(_small(entry(value, f"{name}[{i}][{j}]"), f"{name}[{i}][{j}]") for j, value in enumerate(row))
        for i, row in enumerate(rows)
    )


def _list(value: object) -> TypeGuard[Sequence[object]]:
    """Whether it is a sequence of entries, and no text."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _array(matrix: NDArray[Any], name: str) -> Matrix:
    """A NumPy array of whole numbers or floats, entry by entry as the exact number it holds."""
    if matrix.ndim != 2 or 0 in matrix.shape:
        raise InputError(f"{name}: has the shape {matrix.shape}; give a matrix")
    if matrix.dtype.kind not in "iuf" or matrix.dtype.itemsize > 8:
        raise InputError(f"{name}: holds entries of type {matrix.dtype}; give float64 or whole numbers")
    _bounded(matrix.size, name)
    return tuple(
        tuple(
            _binary(v, f"{name}[{i}][{j}]") if isinstance(v, float) else Surd.of(int(v))
            for j, v in enumerate(row)
        )
        for i, row in enumerate(matrix.tolist())
    )


def _any_float(*matrices: object) -> bool:
    """Whether one of them is an array of floats."""
    return any(isinstance(m, np.ndarray) and m.dtype.kind == "f" for m in matrices)


def _binary(value: float, name: str) -> Surd:
    """The exact number that a float holds."""
    if not math.isfinite(value):
        raise InputError.about(name, value, "give finite numbers")
    return Surd.of(Fraction(value))


def _exact(value: object, name: str) -> Surd:
    """An exact entry: int, Fraction, or text."""
    return read(value, name) if isinstance(value, str) else Surd.of(exact(value, name))


def _small(value: Surd, name: str) -> Surd:
    """An entry of bounded length."""
    longest = max(
        (max(c.numerator.bit_length(), c.denominator.bit_length()) for _, c in value.terms), default=0
    )
    if longest > MOST_BITS:
        raise InputError(
            f"{name}: has a numerator or denominator of more than {MOST_BITS} bits; give a shorter number"
        )
    return value


def _bounded(entries: int, name: str) -> None:
    """A matrix that can be worked on."""
    if entries > MOST_ENTRIES:
        raise LimitReached(f"{name}: has {entries} entries, more than {MOST_ENTRIES}")
