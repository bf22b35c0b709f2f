"""What is known about a point (W, H), with all that is needed to check it again; numbers are exact strings.

A pair (lo, hi) of decimal strings encloses a real number. Indices of entries count from 0.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

Pair = tuple[str, str]
Text = tuple[tuple[str, ...], ...]
Enclosed = tuple[tuple[Pair, ...], ...]


class Kind(Enum):
    """The classes of points; it has no truth value.

    SADDLE means critical with a tangent direction along which L falls to second order, so that the point is no local
    minimum; whether L rises along another is not said. RANK_ONE is such a point too, with W = 1 w^T.
    """

    NOT_CRITICAL = "not critical on its sphere"
    SADDLE = "saddle on its sphere"
    RANK_ONE = "rank-one finite critical point"
    OPTIMUM = "global optimum on its sphere"
    UNDECIDED = "undecided"

    def __bool__(self) -> NoReturn:
        raise TypeError("a class of points has no truth value: compare it with Kind.SADDLE, ...")


@dataclass(frozen=True, slots=True)
class Slope:
    """An entry of the tangential gradient that is not 0, and the slope of L along minus the tangential gradient."""

    matrix: str
    row: int
    column: int
    entry: Pair
    slope: Pair


@dataclass(frozen=True, slots=True)
class Curve:
    """A tangent direction Delta and Hess L[Delta, Delta] + lambda |Delta|^2, which is below 0."""

    W: Text
    H: Text
    how: str
    size: str
    value: Pair


@dataclass(frozen=True, slots=True)
class Optimal:
    """Neural collapse with |hbar_k|^2 = e and w_k = C hbar_k, C = sqrt(n); the least loss on the sphere."""

    e: str
    C: str
    least_loss: Pair


@dataclass(frozen=True, slots=True)
class Exactly:
    """Why the point is critical: `equations` of exponential sums over `denominators`, decided by collecting terms."""

    reason: str
    equations: int
    denominators: int
    products: int


@dataclass(frozen=True, slots=True)
class Nearby:
    """A critical point that exists on the same sphere, `within` of the given point, and its class; not the given point.

    W and H enclose it entry by entry; `rank` is that of its W. `u`, `v` and `value` show a direction that curves down.
    """

    within: str
    kind: Kind
    reason: str
    distance: Pair | None = None
    rank: int | None = None
    multiplier: Pair | None = None
    W: Enclosed | None = None
    H: Enclosed | None = None
    how: str | None = None
    u: tuple[str, ...] = ()
    v: tuple[str, ...] = ()
    value: Pair | None = None
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PointCertificate:
    """The class of a point, and why.

    `binary` says that floats were read as the exact binary numbers they hold; `rests_on` names claims of the ledger.
    rho2 is None where it has more digits than are written.
    """

    K: int
    n: int
    d: int
    W: Text
    H: Text
    binary: bool
    rho2: str | None
    rho2_enclosure: Pair
    kind: Kind
    reason: str
    digits: int
    multiplier: Pair | None = None
    loss: Pair | None = None
    slope: Slope | None = None
    critical: Exactly | None = None
    curve: Curve | None = None
    optimal: Optimal | None = None
    rests_on: tuple[str, ...] = ()
    near: Nearby | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError("a certificate has no truth value: read .kind")

    def __str__(self) -> str:
        return f"K = {self.K}, n = {self.n}, d = {self.d}: {self.kind.value}. {self.reason}"

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(str(self))}</p>"

    def _repr_latex_(self) -> str:
        return f"$K = {self.K},\\ n = {self.n},\\ d = {self.d}$: {self.kind.value}"
