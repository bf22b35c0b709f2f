r"""TeX of formulas in pieces: lines, cells, words and environments, told apart outside of braces.

a &= b \\ &\qquad + c        two rows of two cells
\text{if}\quad x > 0         words, then a formula
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from symflow.errors import InputError
from symflow.render.reading.words import TOKEN, braced, plain, until_end

_SPACE_AFTER_ROW = re.compile(r"\s*\[[0-9.]+(?:pt|em)\]")


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a formula."""

    text: str


@dataclass(frozen=True, slots=True)
class Environment:
    """Lines inside a formula."""

    kind: str
    body: str


def rows(tex: str) -> list[list[str]]:
    r"""The cells of each line: what is between \\ and & outside of braces and environments."""
    out = [[""]]
    braces = depth = place = 0
    while place < len(tex):
        found = TOKEN.match(tex, place)
        token = found[0] if found else tex[place]
        place += len(token)
        depth += token.startswith(r"\begin{") - token.startswith(r"\end{")
        braces += (token == "{") - (token == "}")
        outside = depth == 0 and braces == 0
        if outside and token == r"\\":
            out.append([""])
            gap = _SPACE_AFTER_ROW.match(tex, place)
            place = gap.end() if gap else place
        elif outside and token == "&":
            out[-1].append("")
        else:
            out[-1][-1] += r"\ " if token == "\\\n" else token
    if depth or braces:
        raise InputError.about("formula", tex[:60], "a brace or an environment is not closed")
    return [[trimmed(cell) for cell in line] for line in out if any(trimmed(cell) for cell in line)]


def trimmed(tex: str) -> str:
    r"""TeX without white space at its ends; the last space of a command "\ " belongs to it."""
    return re.sub(r"(?<!\\)\s+$", "", tex).lstrip()


def pieces(cell: str) -> Iterator[str | Words | Environment]:
    """The formulas, words and environments of a cell, in order."""
    rest, formula = cell, ""
    while rest:
        found = TOKEN.match(rest)
        token = found[0] if found else rest[0]
        if token == r"\text" or (found and found[1]):
            yield formula
            formula = ""
        if token == r"\text":
            inside, rest = braced(rest[len(token) :].lstrip())
            yield from _words(inside)
        elif found and found[1]:
            body, rest = until_end(rest[len(token) :], found[1])
            yield Environment(found[1].rstrip("*"), body)
        elif token == "{":
            inside, rest = braced(rest)
            formula += "{" + inside + "}"
        else:
            formula, rest = formula + token, rest[len(token) :]
    yield formula


def _words(text: str) -> Iterator[str | Words]:
    """Words with formulas between dollars."""
    for place, part in enumerate(text.split("$")):
        if place % 2:
            yield part
        elif part:
            yield Words(plain(part))
