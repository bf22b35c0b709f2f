r"""Files beside a paper that TeX may read although the paper does not name them: of an earlier run, or of a package.

LaTeX reads paper.aux and paper.toc, and packages read graphics.cfg, before it looks into the files of TeX itself. What
LaTeX writes into its own files is known by the beginning of the line; anything else there that defines is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from symflow.render.latex.paper.changes import without_own
from symflow.render.latex.paper.lexing import ODD, Token, texts
from symflow.render.latex.paper.surroundings import suspect
from symflow.render.latex.paper.vocabulary import AGAIN, FRESH, names

WRITTEN = frozenset(
    rf"\{name}"
    for name in names(
        """relax @writefile newlabel bibcite @input bibstyle bibdata citation contentsline BOOKMARK select@language
babel@aux @setckpt abx@aux@cite abx@aux@refcontext abx@aux@segm abx@aux@read@bbl@mdfivesum
abx@aux@defaultrefcontext"""
    )
)
LINES = (
    r"\gdef \@abspage@last{N}",
    r"\gdef\HyperFirstAtBeginDocument#1{#1}",
    r"\providecommand\hyper@newdestlabel[2]{}",
    r"\providecommand\babel@aux[2]{}",
    r"\providecommand\HyperFirstAtBeginDocument{\AtBeginDocument}",
    r"\HyperFirstAtBeginDocument{\ifx\hyper@anchor\@undefined",
    r"\global\let\oldnewlabel\newlabel",
    r"\gdef\newlabel#1#2{\newlabelxx{#1}#2}",
    r"\gdef\newlabelxx#1#2#3#4#5#6{\oldnewlabel{#1}{{#2}{#3}}}",
    r"\AtEndDocument{\ifx\hyper@anchor\@undefined",
    r"\let\newlabel\oldnewlabel",
    r"\global\let\hyper@last\relax",
    r"\@nameuse{bbl@beforestart}",
)
PASSED = (r"\protect", r"\numberline", r"\protected@file@percent")
DEEP = frozenset(
    rf"\{n}" for n in names("let def gdef edef xdef catcode csname global expandafter futurelet")
)


def left_behind(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """What stands in such files and could change what the claims print; the first such line of each file."""
    known = {line.replace(" ", "") for line in LINES}
    for _, held in groupby(tokens, key=lambda token: token.file):
        for _, row in groupby(without_own(list(held)), key=lambda token: token.line):
            listed = list(row)
            if _uncounted(listed) in known:
                continue
            found = next(_reasons(listed), "")
            if found:
                yield listed[0], f"TeX may read this file, and it has {found}"
                break


def _uncounted(row: Sequence[Token]) -> str:
    """The line without blanks and without the number of a page."""
    held = texts(row)
    numbered = held[:2] == [r"\gdef", r"\@abspage@last"]
    return "".join("N" if numbered and t.isdecimal() and t.isascii() else t for t in held).replace(" ", "")


def _reasons(row: Sequence[Token]) -> Iterator[str]:
    written = row[0].text in WRITTEN
    if (
        row[0].text == r"\providecommand"
        and "@" in "".join(texts(row[1:2]))
        and texts(row[-2:]) == ["{", "}"]
    ):
        return  # LaTeX's own: nothing, and only where it is not defined
    for token in row:
        text = token.text
        if written and (text in WRITTEN or text in PASSED):
            continue
        if text == ODD or text in FRESH or text in AGAIN or text in DEEP or suspect(text):
            yield token.raw if text == ODD else text
