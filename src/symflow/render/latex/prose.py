r"""Sentences with formulas in plain text, as authors write them: "s_k' = 2 s_k (1 - pi_k) for k != 0".

What looks like a formula is set as one: letters with indices and powers, Greek letters by name, "bar s", signs of
comparison and of arithmetic between them. Every piece is rebuilt from a closed list of commands; whatever is not
recognised is escaped and stays text. Nothing of the author's text reaches TeX as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence

from symflow.render.latex.escape import escape
from symflow.render.latex.pieces import tidy
from symflow.render.latex.tokens import ARTICLES, CLOSE, FUNCTIONS, OPEN, SIGNS, Token, formula_of, tokens
from symflow.render.names import GREEK

LONG = 60
_RELATIONS = frozenset({">=", "<=", "!=", "=", "<", ">", "≥", "≤", "≠", "->", "∈"})
_NOT_LAST = frozenset({*_RELATIONS, "+", "-", "/", "*", "(", "[", "{", "|", *FUNCTIONS})
_NOT_FIRST = frozenset({*CLOSE, "/", "'", "*", "^*"})
_NOT_WORDS = frozenset({*FUNCTIONS, *GREEK, "bar"})


def prose(text: str, quantities: frozenset[str] = frozenset()) -> str:
    """The text as TeX, its formulas set as formulas; symbols of the named quantities by their macros."""
    parts = tokens(" ".join(text.split()), quantities)
    out, words, place = "", "", 0
    while place < len(parts):
        end = _run(parts, place)
        if end > place:
            out += _words(words) + "$" + _formula(parts[place:end]) + "$"
            words, place = "", end
        else:
            words += parts[place].text.replace("^*", "*")
            place += 1
    return out + _words(words)


def _words(text: str) -> str:
    """Text between formulas, with the spaces at its ends."""
    before, after = " " * text.startswith(" "), " " * (text.endswith(" ") and bool(text.strip()))
    return before + escape(text) + after


def _formula(run: Sequence[Token]) -> str:
    """The formula of a run; a long one may break where its author left a space."""
    tex = tidy(formula_of(run))
    if len(tex) < LONG:
        return tex
    return tidy(formula_of([Token(" ", r"\allowbreak ") if t.text == " " else t for t in run]))


def sentence(text: str, quantities: frozenset[str] = frozenset()) -> str:
    """The text as a sentence: a capital at the start if that is a word, and a full stop."""
    words = " ".join(text.split())
    first, _, rest = words.partition(" ")
    article = first == "a" and rest[:2].isalpha() and rest.split(" ")[0] not in {*GREEK, "bar"}
    word = first.rstrip(".,:;!?")
    if article or (len(word) > 1 and word.isalpha() and word.islower() and word not in _NOT_WORDS):
        words = words[0].upper() + words[1:]
    shown = prose(words, quantities)
    return shown if not shown or words[-1] in ".!?:" else f"{shown}."


def _run(parts: Sequence[Token], start: int) -> int:
    """Where the formula that starts at a token ends; the start itself if none starts there."""
    if not _may_start(parts, start):
        return start
    end, depth, best = start, 0, start
    while end < len(parts):
        token = parts[end]
        if token.tex is None and not (token.text == "," and depth > 0):
            break
        depth += (token.text[0] in OPEN) - (token.text[0] in CLOSE)
        if depth < 0:
            break
        end += 1
        if depth == 0 and not token.text.isspace() and token.text not in _NOT_LAST:
            best = end
    return best if _is_formula(parts[start:best]) else start


def _may_start(parts: Sequence[Token], start: int) -> bool:
    token = parts[start]
    if token.tex is None or token.text.isspace() or token.text in _NOT_FIRST:
        return False
    following = parts[start + 1] if start + 1 < len(parts) else Token("", None)
    if token.text == "-":
        apart = start == 0 or parts[start - 1].text.isspace()
        return apart and following.tex is not None and not following.text.isspace()
    article = token.text in ARTICLES and not token.strong and following.text.isspace()
    return not article or (start + 2 < len(parts) and parts[start + 2].text in (*SIGNS, "in"))


def _is_formula(run: Sequence[Token]) -> bool:
    """Whether a run of tokens is more than numbers and brackets."""
    if len(run) == 1 and run[0].text in ARTICLES:
        return True
    compared = any(t.text in _RELATIONS for t in run) and any(t.text[0].isdigit() for t in run)
    return compared or any(t.strong for t in run)
