r"""Indices and the ranges of bound variables: k, g-h, -k, k \neq 0, c=1..d."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symflow.algebra.indexing import Index, Space, Var
from symflow.render.latex.escape import GREEK
from symflow.render.latex.symbols import macro
from symflow.render.latex.widths import index_width
from symflow.render.names import Names, symbol


def letter(name: str) -> str:
    """A printed index name as TeX: Greek letters, primes, and longer names in one piece."""
    stem = name.rstrip("′")
    primes = "'" * (len(name) - len(stem))
    if len(stem) == 1 or stem.isdigit():
        return ("\\" + GREEK[stem] if stem in GREEK else stem) + primes
    return rf"\mathit{{{stem.replace('_', chr(92) + '_')}}}{primes}"


def index_tex(index: Index, names: Names) -> str:
    """An index as it stands in a subscript: ``g-h``, ``-k``, ``0``."""
    out = ""
    for var, c in index.terms:
        name = letter(names.get(var, symbol(var.name.split("~")[0])))
        out += ("-" if c < 0 else "+") + ("" if abs(c) == 1 else str(abs(c))) + name
    return out.removeprefix("+") or "0"


def subscript(indices: Sequence[Index], names: Names) -> tuple[str, float]:
    """The subscript of a quantity, and its width; several indices are told apart by commas where needed."""
    if not indices:
        return "", 0.0
    texts = [index_tex(i, names) for i in indices]
    short = all(len(t.rstrip("'")) == 1 for t in texts) and sum(map(str.isdigit, texts)) < 2
    joined = "".join(texts) if short else ",".join(texts)
    return f"_{{{joined}}}", index_width(joined)


def bounds(variables: Sequence[Var], names: Sequence[str]) -> tuple[str, float]:
    """The limits of sums over all values of variables of one space, and their width."""
    shown, space = ",".join(map(letter, names)), variables[0].space
    if not space.group:
        return rf"_{{{shown}=1}}^{{{macro(space.size)}}}", index_width(f"{shown}=1") + 0.3
    sign, width = (r"\neq 0", 0.8) if space.starred else (r"\in \sfG", 1.2)
    return rf"_{{{shown}{sign}}}", index_width(shown) + width


def place(space: Space) -> str:
    """An index space as a set."""
    if space.group:
        return r"\sfGstar" if space.starred else r"\sfG"
    return rf"\sfset{{{macro(space.size)}}}"


def ranges(variables: Iterable[Var], names: Names) -> tuple[str, float]:
    r"""``k,l \in G^{*}, c \in [d]``: which values the variables take, and the width of that."""
    by_space: dict[Space, list[str]] = {}
    for var in variables:
        by_space.setdefault(var.space, []).append(letter(names[var]))
    texts = [rf"{','.join(shown)}\in{place(space)}" for space, shown in by_space.items()]
    width = sum(index_width(",".join(v)) / 0.71 + (2.7 if s.group else 2.9) for s, v in by_space.items())
    return r",\ ".join(texts), width
