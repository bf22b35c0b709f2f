"""Arguments of the command line: each is accepted, or refused in one line that says what to do."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symflow.errors import InputError
from symflow.exact import exact
from symflow.render.parts import processors

LEVELS = ("quick", "full")
LONGEST = 1_000_000
MOST_AT_ONCE = 32
DIGITS = 18


def level(text: str) -> str:
    """quick or full."""
    if text not in LEVELS:
        raise InputError.about("--level", text, f"give {' or '.join(LEVELS)}")
    return text


def jobs(text: str | None) -> int:
    """How many claims are examined at once; by default one for each processor, at most 8."""
    if text is None:
        return min(8, processors())
    return whole("--jobs", text, 1, max(MOST_AT_ONCE, 4 * processors()))


def whole(argument: str, text: str, least: int, most: int) -> int:
    """A whole number between two bounds, in plain digits."""
    plain = text.isascii() and text.isdigit() and len(text) <= DIGITS
    if not plain or not least <= int(text) <= most:
        raise InputError.about(argument, text, f"give a whole number from {least} to {most}")
    return int(text)


def timeout(text: str) -> float:
    """Seconds for each claim."""
    try:
        seconds = exact(text, "--timeout")
    except InputError:
        seconds = Fraction(0)
    if not Fraction(1, 1000) <= seconds <= LONGEST:
        raise InputError.about("--timeout", text, f"give seconds, from 0.001 to {LONGEST}")
    return float(seconds)


def patterns(given: Sequence[str]) -> list[str]:
    """Ids, globs, or files of claims (which are read later)."""
    for text in given:
        if not text:
            raise InputError.about("claim", text, "give an id or a glob; leave it out for every claim")
    return list(given)


def chapter(text: str | None, known: Sequence[str]) -> str | None:
    """A chapter that has claims."""
    if text is not None and text not in known:
        raise InputError.about("--chapter", text, f"the chapters are {', '.join(known)}")
    return text
