r"""What a paper defines, and what could give anything another meaning.

A definition of a symbol of an export (\sfs and the like) is the notation of the paper, and is told. A definition of
anything else that a claim uses (\leq, \sum, the environment proof, ...) makes it impossible to tell what the claim says
in print; so do commands that change how TeX reads (\catcode, \csname, ...).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from symflow.render.latex.document import COMMANDS
from symflow.render.latex.paper.lexing import Token, group, lex, option, shown, texts, word
from symflow.render.latex.paper.vocabulary import DEFINING, SPEAKING, STYLE, WILD


@dataclass(frozen=True, slots=True)
class Definition:
    r"""``\name``, or an environment by its bare name, means ``meaning``; ``weak``: only if it is not defined yet."""

    name: str
    meaning: tuple[str, ...]
    where: str
    at: int
    arity: str = ""
    weak: bool = False
    theorem: bool = False

    @property
    def said(self) -> str:
        """The meaning as a reader sees it."""
        return shown(self.meaning)


@cache
def own_lines() -> list[list[str]]:
    r"""The conditional lines of an export's own head, as tokens: they use \csname, and are known."""
    chunks = re.findall(r"^\\if.*?\\fi$", COMMANDS, re.MULTILINE | re.DOTALL)
    return [texts(lex(chunk)) for chunk in chunks]


def without_own(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without those lines, word by word as an export writes them."""
    chunks = own_lines()
    out: list[Token] = []
    place = 0
    while place < len(tokens):
        if tokens[place].text.startswith("\\if"):
            known = next((c for c in chunks if texts(tokens[place : place + len(c)]) == c), None)
            if known is not None:
                place += len(known)
                continue
        out.append(tokens[place])
        place += 1
    return out


def definitions(tokens: Sequence[Token]) -> Iterator[Definition]:
    """Everything that is defined: commands, environments, theorems."""
    for at, token in enumerate(tokens):
        if not DEFINING.fullmatch(token.text):
            continue
        start = at + 1
        while start < len(tokens) and tokens[start].text == "*":
            start += 1
        start = option(tokens, start)
        if start >= len(tokens):
            return
        if tokens[start].text == "{":
            name, after = word(tokens, start)
        else:
            name, after = tokens[start].text, start + 1
        weak, theorem = token.text == r"\providecommand", token.text.endswith("theorem")
        arity = "".join(texts(tokens[after : option(tokens, after)])).strip("[]")
        yield Definition(name, _meaning(tokens, token.text, after), token.where, at, arity, weak, theorem)


def _meaning(tokens: Sequence[Token], kind: str, after: int) -> tuple[str, ...]:
    """What stands behind the name: the next group, or for \\let the next token; of a patch only that it is one."""
    if kind.endswith(("patchcmd", "tocmd", "to@macro")):
        return (kind,)
    if kind in (r"\let", r"\futurelet"):
        after += after < len(tokens) and tokens[after].text == "="
        return tuple(texts(tokens[after : after + 1]))
    while after < len(tokens) and option(tokens, after) > after:
        after = option(tokens, after)
    if kind.endswith("def"):
        while after < len(tokens) and tokens[after].text != "{":
            after += 1
    end = group(tokens, after)
    return tuple(texts(tokens[after + 1 : end - 1]))


def wild(tokens: Sequence[Token]) -> list[str]:
    """What could change the meaning of anything, and where."""
    found: dict[str, str] = {}
    for at, token in enumerate(tokens):
        if token.text in WILD:
            found.setdefault(token.text, token.where)
        if re.fullmatch(r"\\[egx]?def", token.text) and _delimited(tokens, at + 2):
            found.setdefault(r"\def with a delimiter", token.where)
        if token.text == r"\endinput" and at + 1 < len(tokens) and tokens[at + 1].file == token.file:
            found.setdefault(token.text, token.where)
    return [f"{where} has {name}" for name, where in found.items()]


def _delimited(tokens: Sequence[Token], start: int) -> bool:
    """Whether a macro takes an argument up to some mark, which could hide what follows."""
    end = start
    while end < len(tokens) and tokens[end].text != "{":
        end += 1
    return any(text != "#" and not text.isdigit() for text in texts(tokens[start:end]))


def harmless(meaning: Sequence[str]) -> bool:
    """Whether a symbol so defined is one: letters, indices, accents and styles, but no sign, relation or number."""
    if not any(text.isalpha() or text.startswith("\\") for text in meaning):
        return False
    depth, raised = 0, False
    for at, text in enumerate(meaning):
        raised = raised or (text in "_^" and depth == 0)
        depth += (text == "{") - (text == "}")
        if text.startswith("\\") and text not in STYLE and not text.startswith("\\sf"):
            return False
        if text in SPEAKING or (text.isdigit() and not raised and meaning[at - 1 : at] != ["#"]):
            return False
    return True


def wraps(meaning: Sequence[str]) -> bool:
    """Whether a command so defined shows its arguments, in some style, and nothing of its own."""
    plain = [
        t for t in meaning if t not in ("{", "}", "[", "]", "(", ")", ".", ":", ",", "#") and not t.isdigit()
    ]
    return all(text in STYLE for text in plain)
