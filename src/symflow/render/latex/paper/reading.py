r"""A paper with everything that it reads by \input, and the packages that stand in its folder.

Only files inside the paper's folder are read: a path that begins with / or ~, or that has .. in it, is refused, and so
is a link that leads outside. Number, size and depth of the files are bounded. What cannot be followed (a file that is
not there, a name made by a command) is remembered: definitions may stand in it. Two files of one name (a.tex and
a.tex.tex) are not decided between.

What stands in the folder and may be read without being named, by a package or by LaTeX itself (graphics.cfg,
paper.aux), is kept apart, as ``beside``.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from symflow.errors import InputError, LimitReached
from symflow.render.latex.paper.lexing import Token, group, lex, option, word

INPUTS = (
    "\\@@input",
    "\\@iinput",
    "\\primitiveinput",
    "\\input",
    "\\include",
    "\\subfile",
    "\\subfileinclude",
    "\\@input",
    "\\InputIfFileExists",
    "\\loadglsentries",
)
FOREIGN = ("\\import", "\\subimport", "\\includefrom", "\\subincludefrom", "\\inputfrom", "\\subinputfrom")
PACKAGES = {
    "\\usepackage": ".sty",
    "\\RequirePackage": ".sty",
    "\\documentclass": ".cls",
    "\\LoadClass": ".cls",
    "\\RequirePackageWithOptions": ".sty",
    "\\LoadClassWithOptions": ".cls",
}
BIBLIOGRAPHY = ("\\bibliography", "\\printbibliography")
BESIDE = (
    ".sty",
    ".cls",
    ".cfg",
    ".def",
    ".fd",
    ".clo",
    ".ldf",
    ".ltx",
    ".lua",
    ".code.tex",
    ".enc",
    ".lbx",
    ".bbx",
    ".cbx",
)
LEFT = (".aux", ".toc", ".lof", ".lot", ".out", ".nav", ".ind", ".gls", ".loa", ".lol")
LARGEST, TOTAL = 4 * 2**20, 8 * 2**20
MOST_FILES, DEEPEST = 200, 12


@dataclass(slots=True)
class Paper:
    """The tokens of a paper in the order in which TeX reads them, and what could not be followed."""

    name: str
    tokens: list[Token] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    size: int = 0
    packages: list[str] = field(default_factory=list)
    beside: list[Token] = field(default_factory=list)


def read(path: str) -> Paper:
    """The paper at a path, with all that it reads."""
    place = Path(path)
    if not os.path.isfile(path):
        raise InputError.about("--check", path, "give the .tex file of a paper")
    paper = Paper(place.name)
    folder = place.resolve().parent
    _file(paper, folder, place.resolve(), 0)
    _beside(paper, folder)
    return paper


def _beside(paper: Paper, folder: Path) -> None:
    """The files of the folder that nothing names and TeX may read all the same."""
    stems = {name.removesuffix(".tex") for name in paper.files}
    try:
        held = sorted(folder.iterdir())
    except OSError as error:
        why = f"its folder cannot be listed: {error.strerror}"
        raise InputError.about("--check", paper.name, why) from None
    for path in held:
        own = path.stem in stems
        if path.name in paper.files or not path.is_file():
            continue
        if path.name.endswith(BESIDE) or (own and path.name.endswith(LEFT)):
            paper.files.append(path.name)
            paper.beside += lex(_text(paper, path.name, _inside(folder, path, path.name)), path.name)


def _file(paper: Paper, folder: Path, path: Path, depth: int) -> None:
    """One file, and what it reads in its turn."""
    name = os.path.relpath(path, folder)
    if depth > DEEPEST:
        raise LimitReached(f"--check: {name} is read through more than {DEEPEST} files")
    if len(paper.files) >= MOST_FILES:
        raise LimitReached(f"--check: the paper reads more than {MOST_FILES} files")
    paper.files.append(name)
    tokens = lex(_text(paper, name, path), name)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        after = _follow(paper, folder, tokens, at, depth)
        if after == at:
            paper.tokens.append(token)
            at += 1
        else:
            paper.tokens += tokens[at:after] if token.text in PACKAGES else []
            at = after


def _text(paper: Paper, name: str, path: Path) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError.about("--check", name, "it is no file")
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise InputError.about("--check", name, f"it cannot be read: {error.strerror}") from None
    paper.size += path.stat().st_size
    if path.stat().st_size > LARGEST or paper.size > TOTAL:
        raise LimitReached(f"--check: {name} is larger than is read ({LARGEST} bytes a file, {TOTAL} in all)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _follow(paper: Paper, folder: Path, tokens: list[Token], at: int, depth: int) -> int:
    r"""Read what an \input or \usepackage at this place names; where it ends, or the same place if it is neither."""
    token = tokens[at]
    if token.text in FOREIGN:
        paper.troubles.append(f"{token.where} reads a file by {token.text}, which is not followed")
        return at
    if token.text in PACKAGES:
        names, end = word(tokens, option(tokens, at + 1))
        if not names:
            paper.troubles.append(f"{token.where} has {token.text} without a name that is written out")
        for name in filter(None, (n.strip() for n in names.split(","))):
            paper.packages.append(name)
            _package(paper, folder, name + PACKAGES[token.text], depth)
        return max(end, at + 1)
    if token.text in BIBLIOGRAPHY:
        works = folder / (paper.name.removesuffix(".tex") + ".bbl")
        if works.is_file() and works.name not in paper.files:
            _file(paper, folder, _inside(folder, works, token.where), depth + 1)
        return at
    if token.text not in INPUTS or at + 1 >= len(tokens):
        return at
    end = group(tokens, at + 1)
    if end > at + 1:
        held = tokens[at + 2 : end - 1]
        blank = any(t.apart for t in held[1:])
    else:
        end = at + 2
        while end < len(tokens) and not tokens[end].apart and tokens[end].text[0] not in "\\{}":
            end += 1
        held, blank = tokens[at + 1 : end], False
    _input(paper, folder, token, " " if blank else "".join(t.text for t in held).strip('"'), depth)
    return end


def _input(paper: Paper, folder: Path, token: Token, name: str, depth: int) -> None:
    if not name or any(c in name for c in '\\#|{}" '):
        paper.troubles.append(f"{token.where} reads a file whose name is not written out ({name[:40]!r})")
        return
    if name.startswith(("/", "~")) or ".." in name.split("/") or "\0" in name:
        raise InputError(
            f"--check: {token.where} reads {name[:80]!r}; only files inside the paper's folder are read"
        )
    there = [folder / c for c in (f"{name}.tex", name) if os.path.isfile(folder / c)]
    if len(there) > 1:
        paper.troubles.append(f"{token.where} reads {name[:60]!r}, and there are {name}.tex and {name}")
    if there:
        _file(paper, folder, _inside(folder, there[0], token.where), depth + 1)
    else:
        paper.troubles.append(f"{token.where} reads {name[:60]!r}, which is not there")


def _package(paper: Paper, folder: Path, name: str, depth: int) -> None:
    """A package or class of the paper's own folder; those of TeX are taken as they are."""
    if "/" in name or "\\" in name:
        paper.troubles.append(f"the package {name[:60]!r} is not followed")
    elif os.path.isfile(folder / name) and name not in paper.files:
        _file(paper, folder, _inside(folder, folder / name, name), depth + 1)


def _inside(folder: Path, path: Path, where: str) -> Path:
    real = path.resolve()
    if not real.is_relative_to(folder):
        raise InputError(f"--check: {where} reads {path.name!r}, a link that leads out of the paper's folder")
    return real
