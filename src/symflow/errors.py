"""Errors that a user can act on, each with the exit code of the command line.

Codes: 0, every claim came out as expected; 1, one did not; 2, bad input; 3, a needed part is missing;
4, a limit of time, memory or size was reached. A `SymflowError` says the rest in one line, without traceback.
Everything else that is raised is a fault of symflow itself.
"""

from __future__ import annotations

from typing import ClassVar, Self

__all__ = ["InputError", "LimitReached", "MissingPart", "SymflowError"]

_LONGEST_VALUE = 80


class SymflowError(Exception):
    """Base of every error that is reported as one line and an exit code."""

    exit_code: ClassVar[int] = 1

    def __str__(self) -> str:
        """The message on one line, whatever line breaks it was given."""
        return " ".join(super().__str__().split())


class InputError(SymflowError):
    """An argument, a file or a command that cannot be used as it stands.

    The message names the argument, its value and what to do:

    >>> print(InputError.about("--digits", -3, "give a whole number from 1 up"))
    --digits: -3 cannot be used; give a whole number from 1 up
    """

    exit_code: ClassVar[int] = 2

    @classmethod
    def about(cls, argument: str, value: object, advice: str) -> Self:
        """The error for one argument; a long value is cut, so that the message stays one line."""
        try:
            shown = repr(value)
        except ValueError:  # Python does not print numbers of more than 4300 digits
            shown = "a number that long"
        if len(shown) > _LONGEST_VALUE:
            shown = shown[: _LONGEST_VALUE - 3] + "..."
        return cls(f"{argument}: {shown} cannot be used; {advice}")


class MissingPart(SymflowError):
    """A part that this job needs is not installed or not built; the message says how to get it."""

    exit_code: ClassVar[int] = 3


class LimitReached(SymflowError):
    """A limit of time, memory or size was reached; what was done by then has been kept."""

    exit_code: ClassVar[int] = 4
