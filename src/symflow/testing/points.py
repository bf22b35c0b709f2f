r"""Exact points at which an implementation is tried: spectra, factors, frames, logits and networks.

Statement.  Every number is rational, so a point is the same on every machine; rounding it to floats is
left to whoever runs the law. Each class refuses what its name excludes.

Formula.  Spectrum: s even on the group, s_k = s_{-k}.   Factors: a, b >= 0 even, s = a b.
Frame: R with R^T R = 1.   Logits: any matrix.   Network: W (K x d), H (d x N), a label for each column of H.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from symflow.algebra.schemes import Scheme
from symflow.errors import InputError
from symflow.exact import exact
from symflow.testing.draw import Matrix, Vector


@dataclass(frozen=True, slots=True)
class Spectrum:
    """The modes s_0, ..., s_{K-1} of a symmetric matrix of the scheme."""

    scheme: Scheme
    s: Vector

    def __post_init__(self) -> None:
        object.__setattr__(self, "s", _even(self.scheme, self.s, "s"))


@dataclass(frozen=True, slots=True)
class Factors:
    """Singular values a of W and b of H, in the basis of the scheme's characters; balanced where a = b."""

    scheme: Scheme
    a: Vector
    b: Vector

    def __post_init__(self) -> None:
        for name in ("a", "b"):
            values = _even(self.scheme, getattr(self, name), name)
            if min(values) < 0:
                raise InputError.about(name, str(min(values)), "singular values are not negative")
            object.__setattr__(self, name, values)

    @property
    def spectrum(self) -> Spectrum:
        """s = a b."""
        return Spectrum(self.scheme, tuple(x * y for x, y in zip(self.a, self.b, strict=True)))


@dataclass(frozen=True, slots=True)
class Frame:
    """A d x K matrix with orthonormal columns, exactly."""

    R: Matrix

    def __post_init__(self) -> None:
        object.__setattr__(self, "R", _matrix(self.R, "R"))
        if not orthonormal(self.R):
            raise InputError("R: its columns are not orthonormal; give R with R^T R = 1 exactly")


@dataclass(frozen=True, slots=True)
class Logits:
    """A K x N matrix of logits, one column for each sample."""

    Z: Matrix

    def __post_init__(self) -> None:
        object.__setattr__(self, "Z", _matrix(self.Z, "Z"))


@dataclass(frozen=True, slots=True)
class Network:
    """A two-layer linear network: classifier W, features H, and the label of each column of H."""

    W: Matrix
    H: Matrix
    labels: tuple[int, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "W", _matrix(self.W, "W"))
        object.__setattr__(self, "H", _matrix(self.H, "H"))
        object.__setattr__(self, "labels", tuple(self.labels))
        if len(self.W[0]) != len(self.H):
            raise InputError.about(
                "H", f"{len(self.H)} rows", f"W has {len(self.W[0])} columns; make them agree"
            )
        if len(self.labels) != len(self.H[0]):
            raise InputError.about(
                "labels", self.labels, f"give one for each of the {len(self.H[0])} columns of H"
            )
        if any(type(c) is not int or not 0 <= c < len(self.W) for c in self.labels):
            raise InputError.about("labels", self.labels, f"give classes from 0 to K - 1 = {len(self.W) - 1}")


def orthonormal(R: Matrix) -> bool:
    """Whether R^T R = 1, decided in integers."""
    scale = lcm(*(x.denominator for row in R for x in row))
    columns = [[int(x * scale) for x in column] for column in zip(*R, strict=True)]
    return all(
        sum(x * y for x, y in zip(left, right, strict=True)) == (scale * scale if i == j else 0)
        for i, left in enumerate(columns)
        for j, right in enumerate(columns[: i + 1])
    )


def _even(scheme: Scheme, values: Sequence[object], name: str) -> Vector:
    numbers = tuple(exact(value, f"{name}_{k}") for k, value in enumerate(values))
    scheme.check_even(numbers)
    return numbers


def _matrix(rows: Sequence[Sequence[object]], name: str) -> Matrix:
    numbers = tuple(tuple(exact(value, name) for value in row) for row in rows)
    if not numbers or not numbers[0] or len({len(row) for row in numbers}) != 1:
        raise InputError.about(name, "these rows", "give at least one row, all equally long")
    return numbers


def collapsed(size: Fraction, R: Matrix) -> tuple[Matrix, Matrix]:
    """W = size (1 - J/K) R^T and H = size R (1 - J/K): a point of the collapse ray, s_k = size^2."""
    K = len(R[0])
    centred = tuple(tuple(size * (x - Fraction(sum(row), K)) for x in row) for row in R)
    return tuple(zip(*centred, strict=True)), centred


def critical(c: Vector, r: Vector, K: int, samples: int) -> Network:
    """W = 1 c^T and H = r 1^T with as many samples of each class: every finite critical point is of this form."""
    labels = tuple(j % K for j in range(K * samples))
    return Network((c,) * K, tuple((x,) * len(labels) for x in r), labels)
