r"""What a paper defines: only where TeX surely obeys it, once, and in a way that can be read without running TeX.

A definition is known if it stands at the top level of the paper: in no group, argument, condition or environment. Any
other is a reason to say nothing about the claims, and so is one that does not end where it seems to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from symflow.render.latex.document import COMMANDS
from symflow.render.latex.paper.around import Around
from symflow.render.latex.paper.lexing import Token, group, lex, option, shown, texts, word
from symflow.render.latex.paper.vocabulary import AGAIN, FRESH

NATBIB = r"""\expandafter\ifx\csname natexlab\endcsname\relax\def\natexlab#1{#1}\fi
\expandafter\ifx\csname urlstyle\endcsname\relax
\providecommand{\doi}[1]{doi: #1}\else
\providecommand{\doi}{doi: \begingroup \urlstyle{rm}\Url}\fi
\expandafter\ifx\csname url\endcsname\relax
\def\url#1{\texttt{#1}}\fi
\expandafter\ifx\csname urlprefix\endcsname\relax\def\urlprefix{URL }\fi"""


@dataclass(frozen=True, slots=True)
class Definition:
    r"""``\name``, or an environment by its bare name, means ``meaning``; ``weak``: only if it is not defined yet.

    ``arity``: the number of arguments as written, with a default behind it; ``closing``: what ends an environment.
    """

    name: str
    meaning: tuple[str, ...]
    where: str
    at: int
    arity: str = ""
    weak: bool = False
    theorem: bool = False
    closing: tuple[str, ...] = ()
    kind: str = ""
    end: int = 0

    @property
    def said(self) -> str:
        """The meaning as a reader sees it."""
        return shown(self.meaning)

    @property
    def arguments(self) -> int:
        """How many arguments it takes from what follows it; all that can be if that is not plain."""
        return (
            int(self.arity[0]) if re.match(r"[0-9](?:\D|$)", self.arity, re.ASCII) else 9 if self.arity else 0
        )


@cache
def own_lines() -> list[list[str]]:
    r"""The conditional lines of an export's head, and of natbib's list of works, as tokens: they are known."""
    chunks = re.findall(r"^\\if.*?\\fi$", COMMANDS, re.MULTILINE | re.DOTALL)
    chunks += re.findall(r"^\\expandafter.*?\\fi$", NATBIB, re.MULTILINE | re.DOTALL)
    return [texts(lex(chunk)) for chunk in chunks]


def without_own(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without those lines, word by word as an export writes them."""
    chunks = own_lines()
    out: list[Token] = []
    place = 0
    while place < len(tokens):
        if tokens[place].text.startswith(("\\if", "\\expandafter")):
            known = next((c for c in chunks if texts(tokens[place : place + len(c)]) == c), None)
            if known is not None:
                place += len(known)
                continue
        out.append(tokens[place])
        place += 1
    return out


@dataclass(frozen=True, slots=True)
class Defined:
    """The definitions at the top level, in their order, and why those may not be all."""

    found: tuple[Definition, ...]
    troubles: tuple[str, ...]


def defined(tokens: Sequence[Token]) -> Defined:
    """Everything that the paper defines; one that cannot be read to its end ends the list."""
    around, found, troubles = Around(), list[Definition](), list[str]()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in FRESH or token.text in AGAIN:
            inside = around.inside(token.text)
            if inside:
                troubles.append(f"{token.where} has {token.text} {inside}")
            else:
                new = _definition(tokens, at)
                if new is None:
                    troubles.append(f"{token.where} has {token.text} in a form that is not known")
                    return Defined(tuple(found), tuple(troubles))
                inner = [t for t in tokens[at + 1 : new.end] if t.text in FRESH or t.text in AGAIN]
                troubles += [f"{inner[0].where} has {inner[0].text} inside a definition"] if inner else []
                found += [new, *_besides(new)]
                at = new.end
                continue
        around.pass_by(tokens, at)
        at += 1
    return Defined(tuple(found), tuple(troubles))


def definitions(tokens: Sequence[Token]) -> Iterator[Definition]:
    """The definitions alone."""
    yield from defined(tokens).found


def _definition(tokens: Sequence[Token], at: int) -> Definition | None:
    """One definition; None where its name or its meaning does not end."""
    kind, start = tokens[at].text, at + 1
    while start < len(tokens) and tokens[start].text == "*":
        start += 1
    name, after = _name(tokens, start)
    if not name:
        return None
    if kind in (r"\newcounter", r"\newlength"):
        return Definition(name, (), tokens[at].where, at, kind=kind, end=option(tokens, after))
    arity = ""
    while option(tokens, after) > after:
        arity += " ".join(texts(tokens[after + 1 : option(tokens, after) - 1])) + ";"
        after = option(tokens, after)
    bodies: list[tuple[str, ...]] = []
    pairs = {r"\newenvironment": 2, r"\renewenvironment": 2, r"\DeclarePairedDelimiter": 2}
    for _ in range(pairs.get(kind, 1)):
        if kind == r"\DeclarePairedDelimiter" and after < len(tokens) and tokens[after].text != "{":
            bodies, after = [*bodies, (tokens[after].text,)], after + 1
            continue
        end = group(tokens, after)
        if end == after or tokens[end - 1].text != "}" or end > len(tokens):
            return None
        bodies, after = [*bodies, tuple(texts(tokens[after + 1 : end - 1]))], end
    theorem = kind == r"\newtheorem"
    after = option(tokens, after) if theorem else after
    if kind == r"\DeclarePairedDelimiter":
        arity = "1;"
    return Definition(
        name,
        bodies[0],
        tokens[at].where,
        at,
        "" if theorem else arity.removesuffix(";"),
        kind == r"\providecommand",
        theorem,
        bodies[1] if len(bodies) > 1 else (),
        kind,
        after,
    )


def _name(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    """The name that is defined, and what follows it; "" where there is none."""
    if start >= len(tokens):
        return "", start
    if tokens[start].text != "{":
        plain = tokens[start].text.startswith("\\")
        return (tokens[start].text if plain else ""), start + 1
    name, after = word(tokens, start)
    plain = re.fullmatch(r"\\(?:[A-Za-z@]+|.)|[A-Za-z@0-9*: -]+", name) is not None
    return (name if plain else ""), after


def _besides(new: Definition) -> list[Definition]:
    r"""What LaTeX defines as well: \newtheorem{ta} and \newcounter{ta} define \theta; an environment, \end..."""
    out: list[str] = []
    if new.name.startswith("sf"):
        return []
    if new.kind in (r"\newtheorem", r"\newcounter"):
        out.append(rf"\the{new.name}")
    if new.kind in (r"\newtheorem", r"\newenvironment", r"\renewenvironment"):
        out += [rf"\end{new.name}", rf"\{new.name}"]
    return [Definition(name, new.meaning, new.where, new.at, kind=new.kind, end=new.end) for name in out]
