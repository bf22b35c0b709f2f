r"""What the macros of an export may mean in a paper: a small grammar, so that a symbol stays a symbol.

    symbol   one letter, Greek or Latin, or a word in a font (\mathrm{Ei}); under an accent; with a prime or indices

No sign, number, relation, fraction or word of its own: ``-x``, ``2x``, ``x\footnote{...}`` are more than a symbol.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from symflow.render.latex.paper.vocabulary import ACCENTS, FONTS, LETTERS, RAISED, STYLES, TITLES, names

ALLOWED = {
    r"\sfset": ("[#1]", r"\{1,\dots,#1\}", r"\{1,\ldots,#1\}", r"\mathbb{N}_{#1}"),
    r"\sfnote": ("", r"\footnote{#1}", r"\marginpar{#1}", r"\endnote{#1}", r"\sidenote{#1}"),
    r"\sfcite": (
        "[#2]",
        *(rf"\{c}{{#1}}" for c in names("cite citep citet citealt parencite textcite autocite")),
    ),
    r"\sfalong": tuple(rf"{bar}|_{{\mathrm{{#1}}}}" for bar in ("", r"\big", r"\Big", r"\bigg", r"\Bigg")),
}
SPACES = frozenset(
    [r"\par", r"\smallskip", r"\medskip", r"\bigskip", r"\noindent", r"\ ", r"\,", r"\ignorespaces"]
)
SIZES = frozenset([r"\small", r"\footnotesize", r"\scriptsize", r"\normalsize", r"\itshape", r"\upshape"])
DEEP = 12


def symbol(tokens: Sequence[str]) -> bool:
    """Whether a symbol so defined is one."""
    end = _symbol(list(tokens), 0, 0)
    return end == len(tokens) > 0


def _symbol(t: list[str], at: int, depth: int) -> int:
    """Where the symbol that begins here ends; -1 if there is none."""
    if at >= len(t) or depth > DEEP:
        return -1
    end = _base(t, at, depth)
    seen: set[str] = set()
    while 0 < end < len(t) and t[end] in ("_", "^", "'"):
        if t[end] in seen:
            return -1
        seen.add(t[end])
        end = end + 1 if t[end] == "'" else _script(t, end + 1, t[end] == "^")
    return end


def _base(t: list[str], at: int, depth: int) -> int:
    if t[at] in LETTERS or (len(t[at]) == 1 and t[at].isascii() and t[at].isalpha()):
        return at + 1
    if t[at] == "{":
        end = _symbol(t, at + 1, depth + 1)
        return end + 1 if 0 < end < len(t) and t[end] == "}" else -1
    if t[at] in FONTS:
        return _word(t, at + 1) if at + 1 < len(t) else -1
    if t[at] in ACCENTS:
        return _base(t, at + 1, depth + 1) if at + 1 < len(t) else -1
    return at + 1 if t[at].startswith(r"\sf") else -1


def _word(t: list[str], at: int) -> int:
    """Letters in braces, or one Greek or Latin letter; no words that say something (\\mathrm{not})."""
    if t[at] != "{":
        return at + 1 if t[at] in LETTERS or (len(t[at]) == 1 and t[at].isalpha() and t[at].isascii()) else -1
    if at + 2 >= len(t) or t[at + 2] != "}":
        return -1
    held = t[at + 1]
    plain = held.isascii() and held.isalpha() and len(held) <= 4 and held.lower() not in ("not", "no", "non")
    return at + 3 if held in LETTERS or plain else -1


def _script(t: list[str], at: int, raised: bool) -> int:
    """An index: letters and, below, numbers; above, a star or the like."""
    if at >= len(t):
        return -1
    if t[at] != "{":
        return at + 1 if _plain(t[at], raised) else -1
    end = at + 1
    while end < len(t) and end < at + DEEP and (_plain(t[end], raised) or t[end] in (",", *FONTS)):
        end = _word(t, end + 1) if t[end] in FONTS and end + 1 < len(t) else end + 1
        if end < 0:
            return -1
    return end + 1 if at + 1 < end < len(t) and t[end] == "}" else -1


def _plain(text: str, raised: bool) -> bool:
    number = text.isascii() and text.isdecimal() and not raised
    letter = text in LETTERS or (len(text) == 1 and text.isascii() and text.isalpha() and text != "T")
    return number or letter or text in RAISED or (raised and text in ("+", "*", "'", "T"))


def shows(name: str, meaning: Sequence[str], count: int) -> bool:
    """Whether a command of the page so defined shows its arguments, each once and in order, and nothing of its own."""
    if name in ALLOWED:
        return "".join(meaning) in ALLOWED[name]
    marks = [b for a, b in itertools.pairwise(meaning) if a == "#"]
    if marks != [str(n) for n in range(1, count + 1)]:
        return False
    rest = [t for t in meaning if t not in ("#", *marks)]
    return all(t in STYLES or t in SPACES or t in tuple("{}[]().:,") for t in rest)


def title(name: str, meaning: Sequence[str]) -> bool:
    """Whether a theorem of the paper's own may be called so: what is not proved is no theorem."""
    return " ".join(meaning) in TITLES.get(name, ())


def spaces(meaning: Sequence[str]) -> bool:
    """Whether an environment begins or ends so without saying anything."""
    return all(t in SPACES or t in SIZES for t in meaning)
