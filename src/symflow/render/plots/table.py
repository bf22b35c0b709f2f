"""The data of a picture: named columns of decimal strings, kept as CSV beside it.

A picture is drawn from its table and from nothing else, so the file beside it is what is seen. Entries are strings:
exact, or rounded to the digits that the integrator hands out; they may lie far outside of the range of binary64, which
is why ``logarithms`` takes log10 of the strings.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from symflow.numeric.decimals import wide

Row = tuple[str, ...]
_LOGS = wide(20)


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name, and rows of entries; an entry that does not apply is empty."""

    columns: Row
    rows: tuple[Row, ...]

    def texts(self, name: str) -> list[str]:
        """A column as it is written; an empty entry is left out."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows if row[place]]

    def column(self, name: str) -> list[float]:
        """A column of numbers as binary64."""
        return [float(text) for text in self.texts(name)]

    def logarithms(self, name: str) -> list[float]:
        """log10 of a column; nan, a gap in a line, where a number is not positive."""
        return [log10(text) for text in self.texts(name)]

    def where(self, name: str, value: str) -> Table:
        """The rows with an entry."""
        place = self.columns.index(name)
        return Table(self.columns, tuple(row for row in self.rows if row[place] == value))

    def after(self, count: int) -> Table:
        """The rows without the first few."""
        return Table(self.columns, self.rows[count:])

    def text(self) -> str:
        """The table as CSV."""
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows([self.columns, *self.rows])
        return stream.getvalue()

    @property
    def mark(self) -> str:
        """A digest that a picture carries, so that it can be told from which data it was drawn."""
        return hashlib.sha256(self.text().encode()).hexdigest()[:16]


def parsed(text: str) -> Table:
    """The table of a CSV text."""
    columns, *rows = csv.reader(io.StringIO(text))
    return Table(tuple(columns), tuple(map(tuple, rows)))


def log10(text: str) -> float:
    """log10 of a positive number as it is written, decimal or quotient; nan for any other.

    >>> log10("1e-4000"), log10("1/1000"), log10("0")
    (-4000.0, -3.0, nan)
    """
    if "/" in text:
        value = Fraction(text)
        return math.log10(value.numerator) - math.log10(value.denominator) if value > 0 else math.nan
    number = Decimal(text)
    return float(_LOGS.log10(number)) if number > 0 else math.nan
