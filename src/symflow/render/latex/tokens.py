r"""Plain text in pieces: words, and what an author writes for symbols, signs, indices and powers.

Each piece knows its formula, built from a closed list of commands, or that it is a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from symflow.render.latex.escape import GREEK as GREEK_LETTERS
from symflow.render.latex.symbols import macro
from symflow.render.names import GREEK

_PIECE = re.compile(
    r"""\s+
    | \[[A-Z]\] | [0-9]+[a-f](?![A-Za-z0-9_^])           # references such as [G] and 4a
    | [A-Za-z]+['’](?=[a-z])[a-z]*                       # Euler's
    | [A-Za-z0-9_./-]*[A-Za-z]{3}\.(?:v|py|json|md)(?![A-Za-z0-9_^])  # names of files
    | bar\ [A-Za-z](?![A-Za-z])
    | d[A-Za-z](?=/d) | (?<=/)d(?=\() | (?<=/)d[A-Za-z](?![A-Za-z])
    | [A-Za-z]+[0-9]* | [0-9]+(?:\.[0-9]+)?
    | >= | <= | != | <-> | -> | => | \.\.\. | .""",
    re.VERBOSE | re.DOTALL,
)
SIGNS = {
    ">=": r"\ge ",
    "<=": r"\le ",
    "!=": r"\neq ",
    "->": r"\to ",
    "=>": r"\Rightarrow ",
    "=": "=",
    "<": "<",
    ">": ">",
    "+": "+",
    "-": "-",
    "/": "/",
    "*": r"\cdot ",
    "|": "|",
    "'": "'",
    "...": r"\dots ",
    "≥": r"\ge ",
    "≤": r"\le ",
    "≠": r"\neq ",
    "−": "-",
    "·": r"\cdot ",
    "∈": r"\in ",
    "∂": r"\partial ",
    "Σ": r"\sum ",
}
FUNCTIONS = {
    **{name: f"\\{name} " for name in ("log", "exp", "tanh", "sinh", "cosh", "max", "min", "sum")},
    "conj": r"\operatorname{conj}",
    "sqrt": r"\surd ",
    "diag": r"\operatorname{diag}",
    "Ei": r"\sfEi ",
}
ARTICLES = frozenset({"a", "A", "I"})
DEEPEST = 3
OPEN, CLOSE = "([{", ")]}"
_BRACES = {"{": r"\{", "}": r"\}"}
_SIZES = [[size] for size in ("K", "N", "n", "d", "G", "nK")]
_STAR_BEFORE = ("", " ", ",", ")", ".", ">", "_", "=", ";")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the text; ``tex`` is its formula, or None for words. ``strong``: certainly a formula."""

    text: str
    tex: str | None
    strong: bool = False


def tokens(text: str, quantities: frozenset[str]) -> list[Token]:
    """The text in pieces; an index or power is part of the piece that carries it."""
    raw = _PIECE.findall(text)
    out: list[Token] = []
    place = 0
    while place < len(raw):
        token = _token(raw, place, quantities)
        place += 1
        while token.tex is not None and place < len(raw) and raw[place] in "_^":
            known = quantities if token.text.startswith("e") and raw[place] == "^" else frozenset[str]()
            script, after = _script(raw, place, known)
            if after == place:
                break
            token = _with_script(token, script, "".join(raw[place:after]))
            place = after
        out.append(token)
    return out


def _with_script(token: Token, script: str, text: str) -> Token:
    """The token with an index or power; a second one of the same kind stands beside the first."""
    apart = token.text in ("'", "^*") or f"{script[0]}{{" in (token.tex or "")
    strong = token.strong or token.text.isalnum() or token.text in CLOSE
    return Token(token.text + text, (token.tex or "").rstrip() + "{}" * apart + script, strong)


def formula_of(parts: Sequence[Token]) -> str:
    """The formulas of some tokens side by side; a prime or star after a power stands beside it."""
    out, last = "", ""
    for part in parts:
        tex = part.tex if part.tex is not None else ","
        out += ("{}" if tex.startswith(("^", "'")) and "^" in last else "") + tex
        last = tex if tex.strip() else last
    return out


def _token(raw: Sequence[str], place: int, quantities: frozenset[str]) -> Token:
    text = raw[place]
    before = raw[place - 1] if place else ""
    following = raw[place + 1] if place + 1 < len(raw) else ""
    special = _special(raw, place, before, following)
    if special is not None:
        return special
    if text.startswith("bar "):
        known = f"{text[4:]}bar" in quantities
        return Token(
            text, macro(f"{text[4:]}bar") if known else rf"\bar{{{symbol(text[4:], quantities)}}}", True
        )
    if text in FUNCTIONS:
        return Token(text, None if text == "sum" and following != "_" else FUNCTIONS[text], following == "_")
    if text in GREEK_LETTERS:
        return Token(text, f"\\{GREEK_LETTERS[text]} ", True)
    if text[0].isalpha() and text.isascii():
        return _letters(text, before, following, quantities)
    if text.isdigit() or "." in text[1:-1]:
        return Token(text, text)
    if text in OPEN + CLOSE:
        return Token(text, _BRACES.get(text, text))
    return Token(text, " ") if text.isspace() else Token(text, SIGNS.get(text))


def _special(raw: Sequence[str], place: int, before: str, following: str) -> Token | None:
    """Signs and letters whose meaning depends on what stands beside them."""
    text = raw[place]
    if text == "x" and raw[place - 2 : place - 1] in _SIZES and raw[place + 2 : place + 3] in _SIZES:
        return Token("*", r"\times ")
    if text == "Z" and following == "_" and "".join(raw[place + 2 : place + 3]) in ("2", "K"):
        return Token(text, r"\mathbb{Z}", True)
    if text == "d" and before == "/" and following == "(":
        return Token(text, r"\mathrm{d}", True)
    if text == "R" and following == "^" and raw[max(0, place - 2)] == "in":
        return Token(text, r"\mathbb{R}", True)
    if text == "*" and following[:1] in _STAR_BEFORE and before.isalnum():
        return Token("^*", "^{*}")
    if text == "." and before.isspace() and following.isspace():
        return Token("*", r"\cdot ")
    return None


def _letters(text: str, before: str, following: str, quantities: frozenset[str]) -> Token:
    """A name: one letter or a Greek one is a symbol, dL a differential; other words are words."""
    if text in ARTICLES:
        return Token(text, f"{symbol(text, quantities)} ", following[:1] in (",", "'", "=", ">", "<"))
    stem = text.rstrip("0123456789")
    if text in GREEK or (text in quantities and (len(stem) == 1 or following == "_")):
        return Token(text, f"{symbol(text, quantities)} ", True)
    if len(stem) == 1:
        index = text.removeprefix(stem)
        return Token(text, symbol(stem, quantities) + (f"_{{{index}}}" if index else " "), True)
    if len(text) == 2 and text[0] == "d" and (text[1].isupper() or before == "/" or following in ("/", "_")):
        return Token(text, rf"\mathrm{{d}}{symbol(text[1], quantities)} ", True)
    if before.isdigit() and len(text) <= 3:
        return Token(text, " ".join(symbol(c, quantities) for c in text) + " ", True)
    return Token(text, None)


def symbol(name: str, quantities: frozenset[str]) -> str:
    """A letter or Greek name as a symbol: the macro of a quantity of that name, if there is one."""
    if name in quantities:
        return macro(name)
    if name in ("chi", "G"):
        return rf"\sf{name}"
    return f"\\{name}" if name in GREEK else name


def _script(raw: Sequence[str], place: int, quantities: frozenset[str]) -> tuple[str, int]:
    """The index or power that starts here, and where it ends; the same place if it is none."""
    start = place + 1
    if start < len(raw) and raw[start] == "{":
        end = _closing(raw, start)
        parts = tokens("".join(raw[start + 1 : end - 1]), quantities)
        shown = _inside(parts) if end > start else ""
    else:
        end = start
        while end < len(raw) and (_plain(raw[end]) or (raw[end] in "*-" and end == start)):
            end += 1
        shown = "".join(_letter_by_letter(piece, quantities) for piece in raw[start:end])
    return (f"{raw[place]}{{{shown.strip()}}}", end) if shown.strip("- ") else ("", place)


def _letter_by_letter(text: str, quantities: frozenset[str]) -> str:
    """A short index: a Greek letter by name, or letters and digits side by side."""
    if text in GREEK or text in quantities:
        return f"{symbol(text, quantities)} "
    return "".join(c if c.isascii() else f"\\{GREEK_LETTERS[c]} " for c in text)


def _closing(raw: Sequence[str], start: int) -> int:
    """Where the brace that opens here is closed; the start itself if it is not, or is nested too deeply."""
    depth = 0
    for end in range(start, len(raw)):
        depth += (raw[end] == "{") - (raw[end] == "}")
        if depth == 0:
            return end + 1
        if depth > DEEPEST:
            break
    return start


def _inside(parts: Sequence[Token]) -> str:
    """The formula of an index or power, "" if it is none: short words are products, longer ones stand upright."""
    out: list[Token] = []
    for place, part in enumerate(parts):
        flanked = (
            0 < place < len(parts) - 1 and parts[place - 1].text.isspace() and parts[place + 1].text.isspace()
        )
        if part.text == "x" and flanked:
            out.append(Token("*", r"\times "))
        elif part.tex is not None or part.text == ",":
            out.append(part)
        elif part.text.isascii() and part.text.isalpha():
            out.append(
                Token(part.text, " ".join(part.text) if len(part.text) <= 2 else rf"\mathrm{{{part.text}}}")
            )
        else:
            return ""
    return formula_of(out)


def _plain(text: str) -> bool:
    """Whether a piece is made of letters that have a formula, and digits."""
    return text.isalnum() and all(c.isascii() or c in GREEK_LETTERS for c in text)
