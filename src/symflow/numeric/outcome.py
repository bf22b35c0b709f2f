"""What is known of a statement: three outcomes, and none of them has a truth value."""

from __future__ import annotations

from enum import Enum
from typing import NoReturn


class Outcome(Enum):
    """TRUE, FALSE or UNKNOWN; using one as a truth value is an error."""

    TRUE = "TRUE"
    FALSE = "FALSE"
    UNKNOWN = "UNKNOWN"

    def __bool__(self) -> NoReturn:
        raise TypeError("an outcome has no truth value; compare it with Outcome.TRUE")
