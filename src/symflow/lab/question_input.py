r"""What a user gives beside the expression: K, ranges of parameters, a box. Read exactly, or refused in one line.

K             8, or (4, 8), or "4,8"
a range       "1/2..2" with exact ends, a pair of exact numbers, or one exact number
a box         one range for every mode, or K - 1 ranges separated by commas, or a sequence of them
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symflow.errors import InputError
from symflow.exact import exact
from symflow.lab.language import Range
from symflow.lab.question import LARGEST_K, Box

MOST_ORDERS = 32
_LONGEST = 8000


def read_orders(value: object, name: str = "K") -> tuple[int, ...]:
    """One or more numbers of classes, each once, in the order given."""
    if isinstance(value, str) and len(value) <= _LONGEST:
        value = [_whole(piece, name) for piece in value.split(",")]
    given = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    if not given or len(given) > MOST_ORDERS:
        raise InputError.about(name, value, f"give one to {MOST_ORDERS} whole numbers, such as 4,8")
    orders: list[int] = []
    for order in given:
        if type(order) is not int or not 2 <= order <= LARGEST_K:
            raise InputError.about(name, order, f"give whole numbers from 2 to {LARGEST_K}, such as 4,8")
        orders.append(order)
    return tuple(dict.fromkeys(orders))


def _whole(text: str, name: str) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 9):
        raise InputError.about(name, text, f"give whole numbers from 2 to {LARGEST_K}, such as 4,8")
    return int(plain)


def read_range(value: object, name: str) -> Range:
    """A closed range with exact ends."""
    if isinstance(value, str):
        low, dots, high = value.partition("..")
        ends = (exact(low, name), exact(high if dots else low, name))
    elif isinstance(value, tuple | list):
        if len(value) != 2:
            raise InputError.about(name, value, 'give both ends, such as "1/2..2"')
        ends = (exact(value[0], name), exact(value[1], name))
    else:
        ends = (exact(value, name), exact(value, name))
    if ends[0] > ends[1]:
        raise InputError.about(name, value, "give the lower end first")
    return ends


def read_parameters(given: Mapping[str, object]) -> dict[str, Range]:
    """The range of each parameter."""
    return {name: read_range(value, f"parameter {str(name)[:20]}") for name, value in given.items()}


def read_box(value: object, K: int, name: str = "box") -> Box | None:
    """The range of each of the K - 1 modes."""
    if value is None:
        return None
    if isinstance(value, str) and len(value) <= _LONGEST:
        pieces: list[object] = list(value.split(","))
    elif isinstance(value, tuple | list):
        pieces = (
            [value]
            if len(value) == 2 and not any(isinstance(v, tuple | list | str) for v in value)
            else [*value]
        )
    else:
        raise InputError.about(
            name, value, 'give one range for every mode, such as "1/2..2", or K - 1 of them'
        )
    ranges = [read_range(piece, name) for piece in pieces]
    return tuple(ranges) * (K - 1) if len(ranges) == 1 else tuple(ranges)


def read_assignments(given: Sequence[str], name: str = "--param") -> dict[str, object]:
    """``c=1/2..2`` for each parameter: its name and the text of its range."""
    out: dict[str, object] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals or len(text) > _LONGEST:
            raise InputError.about(name, text, "give a name and its range, such as c=1/2..2")
        if key.strip() in out:
            raise InputError.about(name, text, "this parameter is given twice; give it once")
        out[key.strip()] = value
    return out
