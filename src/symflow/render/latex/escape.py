r"""Plain text as TeX text: whatever an author wrote is shown, and none of it is obeyed.

The result is ASCII. Characters with a meaning in TeX are written by the command that prints them, Greek letters and
mathematical signs become formulas, accents are composed, and a character that none of this knows is shown by its
number.
"""

from __future__ import annotations

import re
import unicodedata

from symflow.render import names

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"$\mathdollar$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"$<$",
    ">": r"$>$",
    "|": r"$|$",
    '"': r"''",
    "`": r"{}`{}",
    "'": r"'{}",
    "-": r"-{}",
    ",": r",{}",
}
GREEK = {letter: name for name, letter in names.GREEK.items()} | {
    "ζ": "zeta",
    "ι": "iota",
    "υ": "upsilon",
    "ς": "varsigma",
    "ϕ": "phi",
    "ϵ": "epsilon",
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Ξ": "Xi",
    "Π": "Pi",
    "Σ": "Sigma",
    "Υ": "Upsilon",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
}
SIGNS = {
    "≤": r"\le",
    "≥": r"\ge",
    "≠": r"\ne",
    "≈": r"\approx",
    "≡": r"\equiv",
    "∈": r"\in",
    "∞": r"\infty",
    "±": r"\pm",
    "×": r"\times",
    "·": r"\cdot",
    "−": "-",
    "∂": r"\partial",
    "∇": r"\nabla",
    "∑": r"\sum",
    "∏": r"\prod",
    "√": r"\surd",
    "→": r"\to",
    "⇒": r"\Rightarrow",
    "⟹": r"\Longrightarrow",
    "⟺": r"\iff",
    "⇔": r"\Leftrightarrow",
    "∘": r"\circ",
    "ℝ": r"\mathbb{R}",
    "ℂ": r"\mathbb{C}",
    "ℤ": r"\mathbb{Z}",
    "⊤": r"\top",
    "†": r"\dagger",
    "′": "'",
}
LETTERS = {
    "ß": r"\ss{}",
    "ø": r"\o{}",
    "Ø": r"\O{}",
    "æ": r"\ae{}",
    "Æ": r"\AE{}",
    "ł": r"\l{}",
    "Ł": r"\L{}",
}
PUNCTUATION = {
    "\u2013": "--",
    "\u2014": "---",
    "\u2018": "`{}",
    "\u2019": "'{}",
    "\u201c": "``",
    "\u201d": "''",
    "\u2026": r"\ldots{}",
}
ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0327": "c",
}
LONGEST_WORD = 30
_PLAIN = re.compile(r"[A-Za-z0-9 .:;!?()\[\]/*+=@]")
_CHARACTER = re.compile(r"[A-Za-z][\u0300-\u036f]|.", re.DOTALL)
_NO_LIGATURE = re.compile(r"[-,']\{\}(?![-,'])")


def escape(text: str) -> str:
    """The text as TeX prints it: on one line, in ASCII, without any command of its own."""
    words = unicodedata.normalize("NFC", text).split()
    out = " ".join(r"\allowbreak{}".join(map(_characters, _pieces(word))) for word in words)
    return _NO_LIGATURE.sub(lambda found: found[0][0], out)


def _pieces(word: str) -> list[str]:
    """A word, in pieces between which a line may end where it is longer than any word."""
    return [word[i : i + LONGEST_WORD] for i in range(0, len(word), LONGEST_WORD)]


def _characters(text: str) -> str:
    return "".join(_character(c) for c in _CHARACTER.findall(text))


def _character(c: str) -> str:
    if _PLAIN.fullmatch(c):
        return c
    known = SPECIAL.get(c) or PUNCTUATION.get(c) or LETTERS.get(c)
    if known is not None:
        return known
    sign = "\\" + GREEK[c] if c in GREEK else SIGNS.get(c)
    return f"${sign}$" if sign is not None else _foreign(c)


def _foreign(c: str) -> str:
    """A letter with its accent, a character that stands for ASCII ones, or the number of the character."""
    apart = unicodedata.normalize("NFD", c)
    base, marks = apart[0], apart[1:]
    if base.isascii() and base.isalpha() and marks and marks not in ACCENTS:
        return base
    if base.isascii() and base.isalpha() and marks in ACCENTS:
        stem = {"i": r"\i", "j": r"\j"}.get(base, base)
        return rf"\{ACCENTS[marks]}{{{stem}}}"
    plain = unicodedata.normalize("NFKD", c)
    if plain.isascii() and plain != c and plain.isprintable():
        return escape(plain)
    return f"[U+{ord(c[0]):04X}]"
