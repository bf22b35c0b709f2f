r"""TeX as tokens: commands, words, numbers, signs. Comments, blanks and line ends are left out.

Two texts with the same tokens are typeset alike, whatever their lines and blanks. What TeX shows and does not obey
(the contents of verbatim environments) is one token. A blank is a space, a tab or a line end, and nothing else; a line
ends as TeX ends it, at a lone carriage return too. Where TeX may read on in another way (a % inside \url, ``^^``),
there stands a token that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KERNEL = ("verbatim", "verbatim*")
VERBATIM = {
    "Verbatim": "fancyvrb",
    "BVerbatim": "fancyvrb",
    "LVerbatim": "fancyvrb",
    "lstlisting": "listings",
    "minted": "minted",
    "comment": "comment",
    "filecontents": "",
    "filecontents*": "",
}
UNSEEN, ODD = "<verbatim>", "<odd>"
LONGEST, NAME, REGION = 2000, 80, 2000
RAW = ("url", "href", "nolinkurl", "path", "lstinline", "mintinline", "Verb", "verb", "urldef")
_TOKEN = re.compile(
    r"""(?P<blank>[ \t\n]+) | (?P<comment>%[^\n]*)
    | \\begin[ \t\n]*\{(?P<verbatim>"""
    + "|".join(re.escape(name) for name in (*KERNEL, *VERBATIM))
    + r""")\}
    | \\(?P<short>verb|lstinline|Verb)\*?(?P<mark>[^A-Za-z\s{*@\[%])
    | (?P<token>\\[A-Za-z@]+ | \\. | \^\^ | [A-Za-z@]+ | [0-9]+ | .)""",
    re.VERBOSE | re.DOTALL,
)
_BEHIND = re.compile(r"\\end\s*\{[^}]{0,60}\}.*\\")


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands; ``raw``: what a verbatim environment holds; ``apart``: a blank stands before it."""

    text: str
    file: str = ""
    line: int = 0
    raw: str = ""
    apart: bool = False

    @property
    def where(self) -> str:
        """``appendix.tex:12``."""
        return f"{self.file}:{self.line}"


def lex(text: str, file: str = "") -> list[Token]:
    """The tokens of a text."""
    return list(_tokens(text.replace("\r\n", "\n").replace("\r", "\n"), file))


def _tokens(text: str, file: str) -> Iterator[Token]:
    place, line, apart = 0, 1, False
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:  # not reached: the last alternative takes any character
            break
        end = found.end()
        if found["token"]:
            blank = found["token"][0] == "\\" and found["token"][1:] in (" ", "\t", "\n")
            yield Token("\\ " if blank else found["token"], file, line, "", apart)
            if found["token"][1:] in RAW and _percent(text, end):
                yield Token(ODD, file, line, f"% behind {found['token']}")
        elif found["comment"]:
            if _BEHIND.search(found["comment"][:REGION]):
                yield Token(ODD, file, line, r"commands behind \end{...} in a comment")
        elif found["verbatim"]:
            stop, end = _closed(text, found["verbatim"], end)
            yield from _unseen(text, found, stop, end, Token(UNSEEN, file, line))
        elif found["mark"]:
            stop = text.find("\n", end)
            stop = len(text) if stop < 0 else stop
            closed = text.find(found["mark"], end, stop)
            if closed < 0:
                yield Token(ODD, file, line, f"a \\{found['short']} that does not end in its line")
            yield Token(UNSEEN, file, line, text[end : closed if closed >= 0 else stop])
            if found["short"] != "verb":
                yield Token(f"<{found['short']}>", file, line)
            end = closed + 1 if closed >= 0 else stop
        apart = bool(found["blank"] or found["comment"])
        line += text.count("\n", place, end)
        place = end


def _closed(text: str, name: str, start: int) -> tuple[int, int]:
    r"""Where a verbatim environment's contents end, and what follows its \end."""
    mark = rf"\end{{{name}}}"
    stop = text.find(mark, start)
    return (len(text), len(text)) if stop < 0 else (stop, stop + len(mark))


def _unseen(text: str, found: re.Match[str], stop: int, end: int, token: Token) -> Iterator[Token]:
    r"""A verbatim environment as one token; odd where its package may end it elsewhere than at the first \end."""
    name, raw = found["verbatim"], text[found.end() : stop]
    yield Token(UNSEEN, token.file, token.line, raw)
    if name in KERNEL:
        if stop == len(text):
            yield Token(ODD, token.file, token.line, f"an environment {name} without end")
        return
    before = text[max(0, found.start() - 200) : found.start()].rpartition("\n")[2]
    last = text[max(found.end(), stop - 200) : stop].rpartition("\n")[2]
    behind = text[end : end + 200].partition("\n")[0]
    tail = raw.partition("\n")[0] if name == "comment" else ""
    if (before + last + behind + tail).strip(" \t") or stop == len(text) or "\n" not in raw:
        yield Token(
            ODD, token.file, token.line, f"an environment {name} that does not stand in lines of its own"
        )
    yield Token(f"<{name}>", token.file, token.line)


def _percent(text: str, start: int) -> bool:
    """Whether a % may stand in the argument of a command that reads it as it is."""
    region = text[start : start + REGION]
    opened = re.match(r"[ \t\n]*(?:\[[^\]\n]*\])?[ \t\n]*\{", region)
    if opened is None:
        return region[:1] not in ("", "}", " ", "\n", "]", ",", "{") and "%" in region.partition("\n")[0]
    closed = region.find("}", opened.end())
    return closed < 0 or "%" in region[:closed]


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
    """Where the option [...] that opens at ``start`` ends; the start itself if none opens there, or it does not end."""
    if start >= len(tokens) or tokens[start].text != "[":
        return start
    depth = 0
    for end in range(start + 1, min(len(tokens), start + LONGEST)):
        if tokens[end].text == "]" and not depth:
            return end + 1
        depth += (tokens[end].text == "{") - (tokens[end].text == "}")
        if depth < 0:
            return start
    return start


def word(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    """The text of the group {...} that opens at ``start``, and where it ends; "" if none opens there."""
    end = group(tokens, start)
    return "".join(token.text for token in tokens[start + 1 : end - 1]), end


def name(tokens: Sequence[Token], start: int) -> str:
    """The short name {...} that opens at ``start``, of an environment, say; "" if there is none."""
    if start >= len(tokens) or tokens[start].text != "{":
        return ""
    out = ""
    for token in tokens[start + 1 : start + NAME]:
        if token.text == "}":
            return out
        if token.text == "{":
            return ""
        out += token.text
    return ""
