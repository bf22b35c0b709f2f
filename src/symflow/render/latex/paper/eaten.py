r"""Whether something before a claim takes it as an argument, so that it is not typeset there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from symflow.render.latex.paper.lexing import LONGEST, Token, group, option
from symflow.render.latex.paper.vocabulary import BEFORE

FAR = 20_000


def before(tokens: Sequence[Token], start: int, takes: Mapping[str, int]) -> str:
    """Why what stands right before a claim may take it as an argument; "" if it does not."""
    at, groups = start - 1, 0
    while at >= 0 and tokens[at].text in ("}", "]") and groups < 12:
        opened = _opening(tokens, at)
        if opened < 0:
            return f"a long group ends right before it ({tokens[at].where})"
        at, groups = opened - 1, groups + 1
    if at < 0 or not tokens[at].text.startswith("\\"):
        return ""
    text = tokens[at].text
    if takes.get(text, 0) > groups or (not groups and (text in takes or text not in BEFORE)):
        return f"{text} stands right before it ({tokens[at].where})"
    return ""


def _opening(tokens: Sequence[Token], at: int) -> int:
    """Where the group or option that ends here begins; -1 if not near."""
    close = tokens[at].text
    opening, depth = {"}": "{", "]": "["}[close], 0
    for place in range(at, max(-1, at - 400), -1):
        depth += (tokens[place].text == close) - (tokens[place].text == opening)
        if depth == 0:
            return place
    return -1


def swallowed(tokens: Sequence[Token], starts: Iterable[int], takes: Mapping[str, int]) -> dict[int, str]:
    r"""The blocks that an argument of a macro, or an option [...], would take in: where they start, and why."""
    out = dict[int, str]()
    at = 0
    for begins in sorted(set(starts)):
        for place in range(at, begins):
            token = tokens[place]
            if token.text in takes and takes[token.text] and begins - place < FAR:
                if _arguments(tokens, place + 1, takes[token.text]) > begins:
                    out[begins] = f"behind {token.text}, which takes it as an argument ({token.where})"
                    break
            elif (
                token.text == "["
                and place
                and _optional(tokens[place - 1].text)
                and _reach(tokens, place) > begins
            ):
                out[begins] = f"inside [...] ({token.where})"
                break
        at = begins
    return out


def _reach(tokens: Sequence[Token], at: int) -> int:
    """Up to where an option would take in what follows; far where it does not end soon."""
    depth = 0
    for end in range(at + 1, min(len(tokens), at + LONGEST)):
        depth += (tokens[end].text == "{") - (tokens[end].text == "}")
        if depth < 0 or (tokens[end].text == "]" and not depth):
            return end
    return len(tokens)


def _optional(text: str) -> bool:
    """Whether an option may follow: a command of the paper or of a package, not a delimiter of a formula."""
    return text.startswith("\\") and text[1:].isalpha() and text[1:] not in DELIMITERS


DELIMITERS = frozenset(
    [
        "left",
        "right",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "Bigl",
        "biggl",
        "Biggl",
        "bigr",
        "Bigr",
        "biggr",
        "Biggr",
        "in",
        "to",
        "cup",
        "cap",
        "times",
        "cdot",
        "leq",
        "geq",
        "item",
    ]
)


def _arguments(tokens: Sequence[Token], at: int, count: int) -> int:
    """Where so many arguments end; an option before them is none."""
    at = option(tokens, at)
    for _ in range(count):
        end = group(tokens, at)
        at = end if end > at else at + 1
    return at
