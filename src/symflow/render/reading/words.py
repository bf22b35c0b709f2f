r"""Escaped text as it is read: the inverse of symflow.render.latex.escape.

a\_b -{}- \'{e}      a_b -- é
"""

from __future__ import annotations

import re
import unicodedata

from symflow.errors import InputError
from symflow.render.latex.escape import ACCENTS, LETTERS, PUNCTUATION

TOKEN = re.compile(r"\\begin\{([a-z*]+)\}|\\end\{([a-z*]+)\}|\\[A-Za-z]+|\\.|.", re.DOTALL)
_ACCENT = re.compile(r"\\(.)\{(\\[ij]|[A-Za-z])\}")
_MARKS = {sign: mark for mark, sign in ACCENTS.items()}
_COMMANDS = {
    **{tex.removesuffix("{}"): letter for letter, tex in LETTERS.items()},
    r"\ldots": "…",
    r"\textbackslash": "\\",
    r"\textasciicircum": "^",
    r"\textasciitilde": "~",
    r"\allowbreak": "",
    r"\smallskip": "",
    r"\noindent": "",
    r"\ ": " ",
    r"\,": "\u2009",
    "\\\n": " ",
    **{"\\" + c: c for c in "{}&#%_$"},
    "{": "",
    "}": "",
    "~": "\u00a0",
    "\n": " ",
}
_LIGATURES = {tex: sign for sign, tex in PUNCTUATION.items() if tex in ("--", "---", "``", "''")}
_JOINED = re.compile(r"---?|``|''")


def plain(tex: str) -> str:
    """Text without formulas as it is read; a command that escape does not write is refused."""
    tex = _ACCENT.sub(_composed, tex)
    out, waiting, swallow = "", "", False
    for found in TOKEN.finditer(tex):
        token = found[0]
        if swallow and token.isspace():  # a command of letters takes the space behind it
            continue
        swallow = token[0] == "\\" and token[-1].isalpha()
        if len(token) == 1 and token not in _COMMANDS:
            waiting += token
            continue
        if token.startswith("\\") and token not in _COMMANDS:
            raise InputError.about("text", token, "this command is not one of a text")
        out, waiting = out + _joined(waiting) + _COMMANDS[token], ""
    return out + _joined(waiting)


def _joined(text: str) -> str:
    """Dashes and quotation marks that TeX makes of several characters."""
    return _JOINED.sub(lambda found: _LIGATURES.get(found[0], found[0]), text)


def _composed(found: re.Match[str]) -> str:
    if found[1] not in _MARKS:
        return found[0]
    return unicodedata.normalize("NFC", found[2].lstrip("\\") + _MARKS[found[1]])


def braced(text: str) -> tuple[str, str]:
    """What stands in the braces at the start, and what follows them."""
    depth = place = 0
    for found in TOKEN.finditer(text):
        depth += (found[0] == "{") - (found[0] == "}")
        place = found.end()
        if depth == 0:
            break
    if depth or not text.startswith("{"):
        raise InputError.about("text", text[:60], "a brace is missing")
    return text[1 : place - 1], text[place:]


def until_end(text: str, kind: str) -> tuple[str, str]:
    """The body of an environment whose beginning was read, and what follows its end."""
    depth = 1
    for found in TOKEN.finditer(text):
        depth += bool(found[1]) - bool(found[2])
        if depth == 0:
            if found[2] != kind:
                break
            return text[: found.start()], text[found.end() :]
    raise InputError.about("text", text[:60], f"the environment {kind} is not closed")
