"""A point that is asked about, and how the numbers of its certificate are computed and written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flint import arb

from symflow.algebra.surd_matrices import Matrix
from symflow.algebra.surds import Surd
from symflow.errors import LimitReached
from symflow.flow.certify.balls import enclosed, exceeds
from symflow.flow.certify.certificate import Kind, Pair, PointCertificate, Text
from symflow.flow.certify.point import Point
from symflow.numeric.ball import enclosure_strings, precision

LARGEST_LOGIT = 100_000
RUNGS = (1, 4, 16)
LEAST_BITS, GUARD_BITS, BITS_PER_DIGIT = 128, 64, 4


@dataclass(frozen=True, slots=True)
class Question:
    """A point, the digits of its enclosures, and a certificate with nothing decided yet."""

    point: Point
    digits: int
    blank: PointCertificate

    def undecided(self, why: str) -> PointCertificate:
        """No class, and why."""
        return replace(self.blank, reason=why)

    def bits(self, rung: int) -> int:
        """Working precision."""
        return rung * max(LEAST_BITS, GUARD_BITS + BITS_PER_DIGIT * self.digits)

    def pair(self, x: arb) -> Pair:
        """An enclosure in decimals."""
        return enclosure_strings(x, self.digits)

    def largest(self) -> bool:
        """Whether some logit is too large to be worked with: decided."""
        return any(exceeds(z, LARGEST_LOGIT) for row in self.point.logits for z in row)


def question(point: Point, digits: int) -> Question:
    """The question of a point."""
    W, H, size = text(point.W), text(point.H), _short(point.size)
    with precision(LEAST_BITS + BITS_PER_DIGIT * digits):
        about = enclosure_strings(enclosed(point.size), digits)
    blank = PointCertificate(
        point.K, point.n, point.d, W, H, point.binary, size, about, Kind.UNDECIDED, "", digits
    )
    return Question(point, digits, blank)


def text(matrix: Matrix) -> Text:
    """A matrix of exact numbers as strings."""
    return tuple(tuple(written(entry) for entry in row) for row in matrix)


def _short(number: Surd) -> str | None:
    """An exact number as a string, if it is not too long."""
    try:
        return written(number)
    except LimitReached:
        return None


def written(number: Surd) -> str:
    """An exact number as a string."""
    try:
        return str(number)
    except ValueError:  # Python does not print numbers of more than 4300 digits
        raise LimitReached("a number of the certificate has more than 4300 digits") from None
