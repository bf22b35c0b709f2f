r"""TeX as tokens: commands, words, numbers, signs. Comments, blanks and line ends are left out.

Two texts with the same tokens are typeset alike, whatever their lines and blanks. The contents of verbatim
environments, which TeX shows and does not obey, are one token. ``^^`` is a token, as TeX may read it as any character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

VERBATIM = (
    "verbatim",
    "verbatim*",
    "Verbatim",
    "BVerbatim",
    "LVerbatim",
    "lstlisting",
    "minted",
    "comment",
    "alltt",
    "filecontents",
    "filecontents*",
)
UNSEEN = "<verbatim>"
LONGEST = 2000
_TOKEN = re.compile(
    r"""(?P<blank>\s+) | (?P<comment>%[^\n]*)
    | \\begin\s*\{(?P<verbatim>"""
    + "|".join(re.escape(name) for name in VERBATIM)
    + r""")\}
    | \\(?:verb|lstinline)\*?(?P<mark>[^A-Za-z\s{*])
    | (?P<token>\\[A-Za-z@]+ | \\. | \^\^ | [A-Za-z@]+ | [0-9]+ | .)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands; ``raw``: what a verbatim environment holds."""

    text: str
    file: str = ""
    line: int = 0
    raw: str = ""

    @property
    def where(self) -> str:
        """``appendix.tex:12``."""
        return f"{self.file}:{self.line}"


def lex(text: str, file: str = "") -> list[Token]:
    """The tokens of a text."""
    return list(_tokens(text, file))


def _tokens(text: str, file: str) -> Iterator[Token]:
    place, line = 0, 1
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:  # not reached: the last alternative takes any character
            break
        end = found.end()
        if found["token"]:
            blank = found["token"][0] == "\\" and found["token"][1:].isspace()
            yield Token("\\ " if blank else found["token"], file, line)
        elif found["verbatim"]:
            name = found["verbatim"]
            closing = re.compile(r"\\end\s*\{" + re.escape(name) + r"\}").search(text, end)
            stop = closing.start() if closing else len(text)
            yield Token(UNSEEN, file, line, text[end:stop])
            end = closing.end() if closing else len(text)
        elif found["mark"]:
            closed = text.find(found["mark"], end)
            stop = len(text) if closed < 0 else closed
            yield Token(UNSEEN, file, line, text[end:stop])
            end = min(stop + 1, len(text))
        line += text.count("\n", place, end)
        place = end


def texts(tokens: Sequence[Token]) -> list[str]:
    """The tokens without their places."""
    return [token.text for token in tokens]


def shown(tokens: Sequence[str], most: int = 60) -> str:
    """Some tokens as one short line."""
    out = ""
    for token in tokens:
        apart = bool(out) and (out[-1].isalnum() and token[:1].isalnum())
        out += (" " if apart else "") + token
    return out if len(out) <= most else out[: most - 3] + "..."


def group(tokens: Sequence[Token], start: int) -> int:
    """Where the group that opens at ``start`` ends (behind its brace); the start itself if none opens there.

    Nothing that is looked at here is longer than LONGEST tokens; a longer group is cut.
    """
    if start >= len(tokens) or tokens[start].text != "{":
        return start
    depth = 0
    last = min(len(tokens), start + LONGEST)
    for end in range(start, last):
        depth += (tokens[end].text == "{") - (tokens[end].text == "}")
        if depth == 0:
            return end + 1
    return last


def option(tokens: Sequence[Token], start: int) -> int:
    """Where the option [...] that opens at ``start`` ends; the start itself if none opens there."""
    if start >= len(tokens) or tokens[start].text != "[":
        return start
    end, depth = start + 1, 0
    while end < len(tokens) and (tokens[end].text != "]" or depth):
        depth += (tokens[end].text == "{") - (tokens[end].text == "}")
        end += 1
    return min(end + 1, len(tokens))


def word(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    """The text of the group {...} that opens at ``start``, and where it ends; "" if none opens there."""
    end = group(tokens, start)
    return "".join(token.text for token in tokens[start + 1 : end - 1]), end
