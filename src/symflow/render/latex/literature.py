r"""The books and papers that facts, claims and sources name; docs/references.bib has the same entries for BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from symflow.render.latex.escape import escape


@dataclass(frozen=True, slots=True)
class Work:
    """One entry: who, what, where, when."""

    key: str
    authors: str
    title: str
    place: str
    year: str

    @property
    def short(self) -> str:
        """``Coddington and Levinson 1955``."""
        names = [name.split()[-1] for name in re.split(r", | and ", self.authors)]
        who = names[0] + (" et al." if len(names) > 2 else f" and {names[1]}" if len(names) == 2 else "")
        return f"{who} {self.year}"


_LIST = (
    Work(
        "coddington1955",
        "Earl A. Coddington and Norman Levinson",
        "Theory of Ordinary Differential Equations",
        "McGraw-Hill",
        "1955",
    ),
    Work(
        "danskin1967",
        "John M. Danskin",
        "The Theory of Max-Min and its Application to Weapons Allocation Problems",
        "Springer",
        "1967",
    ),
    Work(
        "garrod2025hadamard",
        "Connall Garrod, Jonathan P. Keating and Christos Thrampoulidis",
        "Diagonalizing the Softmax: Hadamard Initialization for Tractable Cross-Entropy Dynamics",
        "arXiv:2512.04006",
        "2025",
    ),
    Work(
        "horn1985",
        "Roger A. Horn and Charles R. Johnson",
        "Matrix Analysis",
        "Cambridge University Press",
        "1985",
    ),
    Work(
        "ji2022unconstrained",
        "Wenlong Ji, Yiping Lu, Yiliang Zhang, Zhun Deng and Weijie J. Su",
        "An Unconstrained Layer-Peeled Perspective on Neural Collapse",
        "International Conference on Learning Representations",
        "2022",
    ),
    Work(
        "rudin1976",
        "Walter Rudin",
        "Principles of Mathematical Analysis",
        "McGraw-Hill, third edition",
        "1976",
    ),
    Work(
        "serre1977",
        "Jean-Pierre Serre",
        "Linear Representations of Finite Groups",
        "Springer, Graduate Texts in Mathematics 42",
        "1977",
    ),
)
WORKS = {work.key: work for work in _LIST}
PAPERS = {"[G]": "garrod2025hadamard", "[J]": "ji2022unconstrained"}
_CITED = re.compile(r"\\sfcite\{([A-Za-z0-9]+)\}")


def cited(key: str) -> str:
    """A citation; a key without an entry is shown as text, so that no citation is undefined."""
    work = WORKS.get(key)
    return rf"\sfcite{{{key}}}{{{escape(work.short)}}}" if work is not None else f"[{escape(key)}]"


def with_papers(tex: str) -> str:
    """Text in which [G] and [J] cite the papers that they stand for."""
    for mark, key in PAPERS.items():
        tex = tex.replace(mark, cited(key))
    return tex


def entries(texts: Iterable[str]) -> list[Work]:
    """The works that some texts cite, in the order of their keys."""
    keys = {key for text in texts for key in _CITED.findall(text)}
    return [work for key, work in sorted(WORKS.items()) if key in keys]


def entry(work: Work) -> str:
    """An entry as a reader sees it."""
    return rf"{escape(work.authors)}. \emph{{{escape(work.title)}}}. {escape(work.place)}, {work.year}."
