r"""Sentences of the sources as Markdown: signs and Greek letters as a reader writes them, nothing obeyed as markup.

    sum_g q_g <= bar s, s_k' = 2 s_k (1 - pi_k)      becomes      Σ_g q_g ≤ s̄, s_k' = 2 s_k (1 − π_k)

Only the look changes. What was checked is in the formulas beside the sentence, not in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from symflow.render.names import GREEK

_SIGNS = (
    (r"<=", "≤"),
    (r">=", "≥"),
    (r"!=", "≠"),
    (r"->", "→"),
    (r"\+-", "±"),
    (r"(?<=[\w)}\]']) - (?=[\w({\[|])", " − "),
    (r"(?<![\w)}\]'-])-(?=[0-9a-z({|])", "−"),
    (r"\bbar ([a-z])\b", "\\1\u0304"),
    (r"\bsum_", "Σ_"),
    (r"\boo\b", "∞"),
    (r"\beps\b", "ε"),
    (r"\b([vD])0\b", "\\1₀"),
    (r"\^2(?![0-9])", "²"),
    (r"\^3(?![0-9])", "³"),
    (r"\^T\b", "ᵀ"),
)
_GREEK = re.compile(rf"(?<![A-Za-z\\])({'|'.join(sorted(GREEK, key=len, reverse=True))})(?![A-Za-z])")
_MARKUP = re.compile(r"[\\`*|$~]|<(?=[A-Za-z/!?])|(?<![^\W_])_")


def signs(text: str) -> str:
    """The text with mathematical signs in place of their ASCII spellings."""
    for pattern, sign in _SIGNS:
        text = re.sub(pattern, sign, text)
    return _GREEK.sub(lambda found: GREEK[found[1]], text)


def markdown(text: str) -> str:
    """One line of prose; characters with a meaning in Markdown or HTML stand for themselves."""
    return _MARKUP.sub(lambda found: "\\" + found[0], signs(" ".join(text.split())))


def sentence(text: str) -> str:
    """The same with a capital, if it begins with a word, and with a full stop."""
    first = text.split(" ")[0].rstrip(":,").replace("-", "")
    if first.isascii() and first.isalpha() and first.islower() and len(first) > 1 and first != "bar":
        text = text[0].upper() + text[1:] if first not in GREEK else text
    shown = markdown(text)
    return shown if not shown or shown[-1] in ".!?:" else f"{shown}."


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a docstring; lines that are indented by four or more are displayed as they stand."""
    for block in filter(None, re.split(r"\n\s*\n", text.strip("\n"))):
        lines = block.splitlines()
        if all(line.startswith("    ") for line in lines):
            yield "\n".join(["```text", *(signs(line[4:]) for line in lines), "```"])
        else:
            yield markdown(block)
