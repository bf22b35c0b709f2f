r"""What stands around the claims: whether anything there could change what the claims print.

Before the text begins, what is executed must stand in a closed list of harmless commands. In the text, in arguments
and in the paper's own macros, a command is suspected by its name. Nothing is run and nothing is guessed: one suspicion,
and it cannot be told what the claims print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symflow.render.latex.paper.around import Around
from symflow.render.latex.paper.changes import Definition
from symflow.render.latex.paper.lexing import (
    KERNEL,
    ODD,
    UNSEEN,
    VERBATIM,
    Token,
    group,
    lex,
    name,
)
from symflow.render.latex.paper.places import OWN, Place
from symflow.render.latex.paper.vocabulary import (
    FRESH,
    HARMLESS,
    KNOWN_PACKAGES,
    NEVER,
    NOT_HIDING,
    PREAMBLE,
    PRIMITIVES,
    RENEWED,
    SAME,
    SUSPECT,
)

MOST = 40
BODIES = (
    "lua",
    "python",
    "sage",
    "pycode",
    "macrocode",
    "filecontents",
    "lrbox",
    "expl",
    "asy",
    "perl",
    "alltt",
)
STORE = ("store", "estore", "exec", "xstore")


def suspect(text: str) -> bool:
    """Whether a command, by its name, may define, hook, read or patch."""
    if text in HARMLESS:
        return False
    return text in PRIMITIVES or (text.startswith("\\") and SUSPECT.search(text[1:]) is not None)


def dangers(
    tokens: Sequence[Token], places: Sequence[Place], found: Sequence[Definition], packages: Sequence[str]
) -> list[str]:
    """Every reason why something around the claims may change them; at most MOST are listed."""
    skip = covered(tokens, places)
    out: list[str] = []
    for reason in _each(tokens, skip, found, packages):
        out.append(reason)
        if len(out) > MOST:
            return [*out[:MOST], "and there is more of this kind"]
    return out


def covered(tokens: Sequence[Token], places: Sequence[Place]) -> list[bool]:
    """For each token whether it belongs to a block of a claim."""
    out = [False] * len(tokens)
    for place in places:
        for block in place.blocks:
            out[block.at : block.at + len(block.tokens)] = [True] * len(block.tokens)
    return out


def _each(
    tokens: Sequence[Token], skip: Sequence[bool], found: Sequence[Definition], packages: Sequence[str]
) -> Iterator[str]:
    yield from _words(tokens, skip, packages)
    yield from _preamble(tokens, {d.name for d in found})
    for d in found:
        yield from _allowed(d)
    yield from _endings(found)
    yield from _bodies(tokens, found)


def _words(tokens: Sequence[Token], skip: Sequence[bool], packages: Sequence[str]) -> Iterator[str]:
    """Names that say that they define, and what the lexer could not be sure of."""
    told: set[str] = set()
    braces = 0
    for at, token in enumerate(tokens):
        text = token.text
        braces += (text == "{") - (text == "}")
        if skip[at]:
            continue
        if text == ODD:
            yield f"{token.where} has {token.raw}"
        elif suspect(text) and text not in told:
            told.add(text)
            yield f"{token.where}: {text} can change what the claims print"
        elif text == r"\color" and not braces:
            yield f"{token.where} has {text}, which may make what follows invisible"
        elif text == r"\endinput" and at + 1 < len(tokens) and tokens[at + 1].file == token.file:
            yield f"{token.where} has {text}"
        elif text in (r"\begin", r"\end"):
            held = name(tokens, at + 1)
            if not held or "\\" in held or "#" in held or any(held.startswith(b) for b in BODIES):
                yield f"{token.where} has {text} of an environment {held or 'without a plain name'}"
        elif text in STORE and at and tokens[at - 1].text in ".=/":
            yield f"{token.where}: the key {text} defines a command"
        elif text.startswith("<") and text[1:-1] in (*VERBATIM, "lstinline", "Verb"):
            yield from _unseen(tokens[at - 1] if at else token, text[1:-1], packages)


def _unseen(token: Token, held: str, packages: Sequence[str]) -> Iterator[str]:
    """An environment of a package that shows what stands in it: if the package is there, and obeys none of it."""
    needs = {"lstinline": "listings", "Verb": "fancyvrb"}.get(held, VERBATIM.get(held, ""))
    others = {"comment": ("verbatim",), "Verbatim": ("fvextra",)}.get(held, ())
    if not {needs, *others} & set(packages):
        yield f"{token.where} has {held}, and the package for it is not loaded"
    if token.text == UNSEEN and held not in KERNEL:
        for inner in lex(token.raw, token.file):
            if suspect(inner.text) or inner.text in FRESH or inner.text in (r"\renewcommand", r"\input"):
                yield f"{token.where} has {inner.text} in {held}, which may obey it"
                return


def _preamble(tokens: Sequence[Token], own: set[str]) -> Iterator[str]:
    """What is executed before the text begins: only what is known to be harmless."""
    begins = next(
        (i for i, t in enumerate(tokens) if t.text == r"\begin" and name(tokens, i + 1) == "document"), 0
    )
    around, at = Around(), 0
    while at < begins:
        text = tokens[at].text
        if text in FRESH or text == r"\renewcommand":
            at = _skip(tokens, at + 1)
            continue
        plain = (
            text in PREAMBLE or text in own or text.startswith((r"\sf", "\\if")) or text in (r"\fi", r"\else")
        )
        if text.startswith("\\") and not around.braces and not plain and not suspect(text):
            yield f"{tokens[at].where}: {text} before the text begins is not known to be harmless"
        around.pass_by(tokens, at)
        at += 1


def _skip(tokens: Sequence[Token], at: int) -> int:
    """Behind the name of what is defined."""
    while at < len(tokens) and tokens[at].text == "*":
        at += 1
    end = group(tokens, at)
    return end if end > at else at + 1


def _allowed(d: Definition) -> Iterator[str]:
    r"""Whether this name may be defined at all: fresh, of an export, or one of a short list to be renewed."""
    ours = d.name.startswith((r"\sf", "sf"))
    if d.kind == r"\renewcommand" and not ours and d.name not in RENEWED:
        yield f"{d.where}: {d.name} is defined anew"
    if d.kind == r"\renewenvironment" and d.name.strip("\\") not in ("abstract", "endabstract", "keywords"):
        yield f"{d.where}: {d.name} is defined anew"
    if not d.weak and (d.name in NEVER or d.name.removeprefix("\\") in (*VERBATIM, *KERNEL, "alltt")):
        yield f"{d.where}: {d.name} is defined anew"
    if d.name.startswith("\\") and d.name[1:] in OWN and d.kind not in (r"\newtheorem", r"\newenvironment"):
        yield f"{d.where}: {d.name} is an environment of the export"
    if d.kind == r"\renewcommand" and d.name in SAME and tuple(d.meaning) not in {(o,) for o in SAME[d.name]}:
        yield f"{d.where}: {d.name} is defined anew"


def _endings(found: Sequence[Definition]) -> Iterator[str]:
    """Macros that end in one that takes arguments: those would be taken from what follows."""
    takes = {d.name for d in found if d.name.startswith("\\") and d.arguments}
    hungry = dict[str, Definition]()
    more = True
    while more:
        more = False
        for d in found:
            last = next((t for t in reversed(d.meaning) if t not in ("{", "}", " ")), "")
            if (
                d.name not in hungry
                and d.name.startswith("\\")
                and last in takes
                and d.meaning[-1:] == (last,)
            ):
                hungry[d.name], more = d, True
                takes.add(d.name)
    yield from (f"{d.where}: {d.name} ends in a macro that takes what follows" for d in hungry.values())


def _bodies(tokens: Sequence[Token], found: Sequence[Definition]) -> Iterator[str]:
    r"""An environment that a macro opens and does not close must be one that only typesets."""
    for d in found:
        for t in (d.meaning, d.closing):
            begun = [_named(t, at) for at, text in enumerate(t) if text == r"\begin"]
            for held in begun:
                ended = any(text == r"\end" and _named(t, at) == held for at, text in enumerate(t))
                if held.rstrip("*") not in NOT_HIDING and not ended and d.name.startswith("\\"):
                    yield f"{d.where}: {d.name} begins the environment {held}"


def _named(t: Sequence[str], at: int) -> str:
    """The name behind a \\begin."""
    rest = t[at + 2 : at + 30]
    return "".join(rest[: rest.index("}")]) if "}" in rest else ""


def unknown_packages(packages: Sequence[str]) -> list[str]:
    """The packages and classes that are not among the usual ones."""
    return sorted({p for p in packages if p not in KNOWN_PACKAGES})
