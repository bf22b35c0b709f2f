"""A broken case of a law of a motion as a file, and that file tried again. Laws of symflow.testing have failure files.

Schema "symflow.sweep-failure/1": {"schema", "version", "law", "flow", "scheme", "K", "modes": [K - 1 exact numbers as
strings], "digits", "t_end", "measured", "digest"}. The digest is the SHA-256 of the rest in canonical form. The file
holds numbers and names, and no code; whatever does not fit exactly is refused in one line.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from symflow import __version__
from symflow.errors import InputError
from symflow.flow.families import motion
from symflow.testing.draw import Vector
from symflow.testing.sweep.grid import NUMBER, Place, canonical
from symflow.testing.sweep.judge import Found, on_modes
from symflow.testing.sweep.laws import TESTING, table

SCHEMA = "symflow.sweep-failure/1"
KEYS = {"schema", "version", "law", "flow", "scheme", "K", "modes", "digits", "t_end", "measured", "digest"}
LARGEST_FILE, LARGEST_K, LONGEST = 1_000_000, 1024, 400


@dataclass(frozen=True, slots=True)
class Broken:
    """A law of a motion, and the modes from which it is broken (s_0 = 0 first)."""

    at: Place
    s: Vector
    measured: str

    def text(self) -> str:
        """The file."""
        content: dict[str, Any] = {
            "schema": SCHEMA,
            "version": __version__,
            "law": self.at.law,
            "flow": self.at.flow,
            "scheme": self.at.family,
            "K": self.at.K,
            "modes": [str(x) for x in self.s[1:]],
            "digits": self.at.digits,
            "t_end": self.at.end,
            "measured": self.measured,
        }
        content["digest"] = sha256(canonical(content).encode()).hexdigest()
        return json.dumps(content, indent=1) + "\n"

    def again(self) -> Found:
        """The law on the case."""
        return on_modes(table()[self.at.law], motion(self.at.flow), self.at, self.s)

    def lines(self, found: Found) -> list[str]:
        """What a replay says."""
        law = table()[self.at.law]
        modes = ", ".join(map(str, self.s[1:]))
        return [
            f"law       {law.name}, {self.at.flow}: {law.says}",
            f"case      scheme {self.at.family}, K = {self.at.K}, s = ({modes})",
            f"found     {found.measured}",
            found.outcome,
        ]


def is_one(path: str) -> bool:
    """Whether a file says that it is of this kind; nothing else is asked of it here."""
    try:
        with open(path, "rb") as file:
            return SCHEMA.encode() in file.read(200)
    except (OSError, ValueError):
        return False


def read(path: str) -> Broken:
    """The case in a file; anything else is refused in one line."""
    try:
        return _case(_content(path))
    except InputError as error:
        raise InputError.about("FILE", path, f"{error}") from None
    except (ValueError, TypeError, RecursionError) as error:
        advice = f"{error}; give a file that symflow sweep wrote"
        raise InputError.about("FILE", path, advice) from None


def _content(path: str) -> dict[str, Any]:
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > LARGEST_FILE:
            raise ValueError("it is no regular file, or too large")
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
    except OSError as error:
        raise ValueError(error.strerror) from None
    if not isinstance(content, dict) or set(content) != KEYS:
        raise ValueError("its keys are not those of a broken case")
    rest = {key: value for key, value in content.items() if key != "digest"}
    if sha256(canonical(rest).encode()).hexdigest() != content["digest"]:
        raise ValueError("it was edited: its digest does not fit")
    return content


def _case(content: dict[str, Any]) -> Broken:
    K, digits, given = content["K"], content["digits"], content["modes"]
    if type(K) is not int or not 2 <= K <= LARGEST_K or type(digits) is not int or not 1 <= digits <= 1000:
        raise ValueError("its K or its digits are out of range")
    texts = [content[name] for name in ("law", "flow", "scheme", "t_end", "measured")]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("a text of it is none")
    law, flow, scheme, end, measured = texts
    if law not in table() or table()[law].kind == TESTING:
        raise ValueError("it names no law of a motion")
    if motion(flow).name not in table()[law].families:
        raise ValueError(f"{law} does not speak of {flow}")
    if not isinstance(given, list) or len(given) != K - 1 or not all(_is_number(x) for x in (*given, end)):
        raise ValueError("its modes are not K - 1 exact numbers")
    s = (Fraction(0), *map(Fraction, given))
    at = Place(law, flow, K, "1", 0, digits, end)
    if at.family != scheme or any(s[k] != s[-k % K] for k in range(K) if scheme == "cyclic"):
        raise ValueError("its modes do not fit its scheme")
    return Broken(at, s, measured)


def _is_number(text: object) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST and NUMBER.fullmatch(text) is not None
