r"""LaTeX of the export as blocks.

Only what symflow.render.latex writes is read: words, formulas between dollars, displayed equations with tags and
labels, and a closed list of commands. Anything else is refused, so that no page shows half of a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from symflow.errors import InputError
from symflow.render.reading.nodes import (
    Block,
    Equation,
    Head,
    Inline,
    Link,
    Math,
    Note,
    Paragraph,
    Text,
    Work,
)
from symflow.render.reading.rows import rows
from symflow.render.reading.words import TOKEN, braced, plain, until_end

SEEN_THROUGH = ("sfoutcome", "sfrecord", "proof")
DISPLAYS = ("equation", "equation*", "gather", "gather*")
KINDS = {
    r"\emph": "emph",
    r"\textbf": "strong",
    r"\sfverdict": "strong",
    r"\textsc": "plain",
    r"\sfid": "code",
    r"\texttt": "code",
    r"\sfpart": "plain",
}
_MARK = re.compile(r"\\(tag|label)(?=\{)")
_SPARE = re.compile(r"\\setlength\{\\arraycolsep\}\{[0-9]+pt\}")
_COMMENT = re.compile(r"(?<!\\)%\n")
_COUNTER = re.compile(r"\\thesf[a-z]+\.")


def read(tex: str) -> list[Block]:
    r"""The blocks of a text; \par ends a paragraph."""
    found = list(_merged(_blocks(_COMMENT.sub("", tex))))
    return [b for b in found if not isinstance(b, Note)] + [b for b in found if isinstance(b, Note)]


def _merged(items: Iterator[Block | Inline]) -> Iterator[Block]:
    line: list[Inline] = []
    for item in items:
        if isinstance(item, Paragraph | Equation | Head):
            yield from _paragraph(line)
            line = []
        if isinstance(item, Block):
            yield from [item] if item != Paragraph(()) else []
        else:
            line.append(item)
    yield from _paragraph(line)


def _paragraph(line: list[Inline]) -> Iterator[Paragraph]:
    if any(not isinstance(part, Text) or part.text.strip() for part in line):
        yield Paragraph(tuple(line))


def _blocks(tex: str) -> Iterator[Block | Inline]:
    """Words, formulas and blocks, in order."""
    words, rest = "", tex
    while rest:
        found = TOKEN.match(rest)
        token, kind = (found[0], found[1]) if found else (rest[0], None)
        after = rest[len(token) :]
        if not kind and token != "$" and token not in READERS:
            words, rest = words + token, after
            continue
        yield from _text(words)
        words = ""
        if kind:
            body, rest = until_end(after, kind)
            yield from _blocks(body) if kind in SEEN_THROUGH else _display(body, kind)
        elif token == "$":
            inside, rest = _formula(after)
            yield Math(inside)
        else:
            items, rest = READERS[token](token, after)
            yield from items
    yield from _text(words)


def _text(words: str) -> Iterator[Text]:
    shown = plain(words)
    if shown:
        yield Text(shown)


def inlines(tex: str) -> tuple[Inline, ...]:
    """The words and formulas of a line."""
    found = tuple(_blocks(tex))
    if any(isinstance(item, Block) for item in found):
        raise InputError.about("text", tex[:60], "an equation cannot stand in a line of text")
    return tuple(item for item in found if not isinstance(item, Block))


def _formula(text: str) -> tuple[str, str]:
    """The formula up to the next dollar outside of braces, and what follows."""
    depth = 0
    for found in TOKEN.finditer(text):
        depth += (found[0] == "{") - (found[0] == "}")
        if found[0] == "$" and depth == 0:
            return text[: found.start()], text[found.end() :]
    raise InputError.about("text", text[:60], "a dollar is missing")


def _display(body: str, kind: str) -> Iterator[Equation]:
    """The equations of a display; those without tags stay together."""
    if kind not in DISPLAYS:
        raise InputError.about("text", kind, "this environment is not one of the export")
    body = _SPARE.sub("", body)
    if not _MARK.search(body):
        yield Equation(rf"\begin{{gathered}}{body}\end{{gathered}}" if kind == "gather*" else body)
        return
    for line in rows(body) if kind == "gather" else [[body]]:
        yield _tagged(" & ".join(line))


def _tagged(line: str) -> Equation:
    """One equation, with its tag and its label."""
    marks = {"tag": "", "label": ""}
    found = _MARK.search(line)
    while found:
        inside, rest = braced(line[found.end() :])
        marks[found[1]] = inside
        line = line[: found.start()] + rest
        found = _MARK.search(line)
    tag = _COUNTER.sub("", marks["tag"])
    return Equation(line, as_words(inlines(tag)), marks["label"])


def as_words(parts: tuple[Inline, ...]) -> str:
    """The words of a line that has nothing else; formulas stay TeX."""
    return "".join(
        p.text if isinstance(p, Text) else p.tex if isinstance(p, Math) else p.short
        for p in parts
        if not isinstance(p, Link)
    )


# -- commands -------------------------------------------------------------------------------------

Read = tuple[list[Block | Inline], str]


def _styled(token: str, after: str) -> Read:
    inside, rest = braced(after)
    kind = KINDS[token]
    if kind == "plain":
        return list(_blocks(inside)), rest
    return [Text(p.text, kind) if isinstance(p, Text) else p for p in inlines(inside)], rest


def _linked(token: str, after: str) -> Read:
    label, rest = braced(after)
    return [Link(label, token == r"\eqref")], rest


def _dropped(token: str, after: str) -> Read:
    return [], braced(after)[1]


def _cited(token: str, after: str) -> Read:
    key, rest = braced(after)
    short, rest = braced(rest)
    return [Work(key, plain(short))], rest


def _head(token: str, after: str) -> Read:
    number, rest = braced(after)
    kind, rest = braced(rest)
    name, rest = braced(rest)
    return [Head(plain(number), plain(kind), inlines(name))], rest


def _parted(token: str, after: str) -> Read:
    return [Paragraph(())], after


def _noted(token: str, after: str) -> Read:
    inside, rest = braced(after)
    return [Note(inlines(inside))], rest


READERS: dict[str, Callable[[str, str], Read]] = {
    **dict.fromkeys(KINDS, _styled),
    r"\eqref": _linked,
    r"\ref": _linked,
    r"\label": _dropped,
    r"\sfcite": _cited,
    r"\sfstep": _head,
    r"\par": _parted,
    r"\sfnote": _noted,
    r"\footnote": _noted,
}
