"""Data of a picture of the gallery: rounded, and compared with those that are stored.

The digits that are printed are what is compared: an entry is the same if it differs by one unit in its last printed
digit at most, because the last digit of a number that was rounded twice may differ from machine to machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from symflow.render.plots.table import Table

DIGITS = 8


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """A table whose numbers are rounded to the digits that are printed."""
    return Table(tuple(columns), tuple(tuple(map(rounded, row)) for row in rows))


def rounded(text: str) -> str:
    """A decimal string to the digits that are printed; whatever is no number stays."""
    value = _number(text)
    long = value is not None and len(value.as_tuple().digits) > DIGITS
    return f"{value:.{DIGITS}g}" if long else text


def difference(stored: Table, fresh: Table) -> str:
    """The first entry in which two tables differ, in words; "" if they are the same to the printed digits."""
    if stored.columns != fresh.columns or len(stored.rows) != len(fresh.rows):
        return "the columns or the number of rows are not the same"
    for number, (old, new) in enumerate(zip(stored.rows, fresh.rows, strict=True), 1):
        for name, one, other in zip(stored.columns, old, new, strict=True):
            if not _same(one, other):
                return f"row {number}, {name}: stored {one}, computed {other}"
    return ""


def _same(one: str, other: str) -> bool:
    left, right = _number(one), _number(other)
    if left is None or right is None:
        return one == other
    units = [Decimal(1).scaleb(value.adjusted() - DIGITS + 1) for value in (left, right) if value]
    return left == right or abs(left - right) <= max(units)


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
