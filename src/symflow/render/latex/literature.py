r"""The books and papers that facts, claims and sources name: the one place where they are kept.

docs/references.bib is this list, as BibTeX; what an export cites is written in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from symflow.render.latex.escape import escape


@dataclass(frozen=True, slots=True)
class Work:
    """One entry of BibTeX: its kind, its key and its fields, in the order in which they are written."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]

    def field(self, name: str) -> str:
        """A field; "" where there is none."""
        return dict(self.fields).get(name, "")

    @property
    def names(self) -> list[str]:
        """The authors."""
        return self.field("author").split(" and ")

    @property
    def authors(self) -> str:
        """``A, B and C``."""
        return " and ".join(filter(None, [", ".join(self.names[:-1]), self.names[-1]]))

    @property
    def title(self) -> str:
        """The title."""
        return self.field("title")

    @property
    def year(self) -> str:
        """The year."""
        return self.field("year")

    @property
    def place(self) -> str:
        """Where it appeared."""
        series = " ".join(filter(None, [self.field("series"), self.field("volume")]))
        edition = f"{self.field('edition').lower()} edition" if self.field("edition") else ""
        where = [self.field("publisher"), self.field("booktitle"), self.field("note"), series, edition]
        return ", ".join(filter(None, where))

    @property
    def short(self) -> str:
        """``Coddington and Levinson 1955``."""
        last = [name.split()[-1] for name in self.names]
        who = last[0] + (" et al." if len(last) > 2 else f" and {last[1]}" if len(last) == 2 else "")
        return f"{who} {self.year}"


def _work(kind: str, key: str, **fields: str) -> Work:
    return Work(kind, key, tuple(fields.items()))


_LIST = (
    _work(
        "book",
        "coddington1955",
        author="Earl A. Coddington and Norman Levinson",
        title="Theory of Ordinary Differential Equations",
        publisher="McGraw-Hill",
        year="1955",
    ),
    _work(
        "book",
        "danskin1967",
        author="John M. Danskin",
        title="The Theory of Max-Min and its Application to Weapons Allocation Problems",
        publisher="Springer",
        year="1967",
    ),
    _work(
        "misc",
        "garrod2025hadamard",
        author="Connall Garrod and Jonathan P. Keating and Christos Thrampoulidis",
        title="Diagonalizing the Softmax: Hadamard Initialization for Tractable Cross-Entropy Dynamics",
        note="arXiv:2512.04006",
        year="2025",
    ),
    _work(
        "book",
        "horn1985",
        author="Roger A. Horn and Charles R. Johnson",
        title="Matrix Analysis",
        publisher="Cambridge University Press",
        year="1985",
    ),
    _work(
        "inproceedings",
        "ji2022unconstrained",
        author="Wenlong Ji and Yiping Lu and Yiliang Zhang and Zhun Deng and Weijie J. Su",
        title="An Unconstrained Layer-Peeled Perspective on Neural Collapse",
        booktitle="International Conference on Learning Representations",
        year="2022",
    ),
    _work(
        "book",
        "rudin1976",
        author="Walter Rudin",
        title="Principles of Mathematical Analysis",
        publisher="McGraw-Hill",
        edition="Third",
        year="1976",
    ),
    _work(
        "book",
        "serre1977",
        author="Jean-Pierre Serre",
        title="Linear Representations of Finite Groups",
        publisher="Springer",
        series="Graduate Texts in Mathematics",
        volume="42",
        year="1977",
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


def bibtex(works: Iterable[Work]) -> str:
    """The entries for BibTeX."""
    return "\n".join(map(_record, works))


def _record(work: Work) -> str:
    room = max(len(name) for name, _ in work.fields)
    lines = ",\n".join(f"  {name:<{room}} = {{{value}}}" for name, value in work.fields)
    return f"@{work.kind}{{{work.key},\n{lines}\n}}\n"
