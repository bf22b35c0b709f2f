"""The export is typeset by pdflatex: no error, no reference to nothing, no line that sticks out.

Without TeX nothing of this is checked, and the tests say so; where a skip counts as a failure (.ci/run), they fail.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from exported import BOOK, VERSION, export, made_results
from made import CLAIM, result
from test_escape import HOSTILE
from typesetting import complaints, in_a_paper, needs_tex, typeset

from symflow.render.latex.document import document

ALL = sorted(BOOK)


@needs_tex
def test_all_claims_as_a_document_of_their_own(tmp_path: Path) -> None:
    """Two runs, no BibTeX; each statement for K = 4 as well, and the digests in the footnotes."""
    assert typeset(export(ALL, standalone=True, sizes=(4,)), tmp_path) == []
    assert (tmp_path / "page.pdf").stat().st_size > 100_000


@needs_tex
def test_all_claims_in_a_paper(tmp_path: Path) -> None:
    """Narrow columns, ten points, numbered with the theorems of the paper."""
    assert typeset(in_a_paper(export(ALL)), tmp_path) == []


@needs_tex
def test_each_claim_alone_in_a_paper(tmp_path: Path) -> None:
    """Every body by itself; all are read by one paper, which must not mind."""
    assert typeset(in_a_paper(*(export([name]) for name in ALL)), tmp_path) == []


@needs_tex
@pytest.mark.parametrize("standalone", [False, True])
def test_every_verdict_is_typeset(tmp_path: Path, standalone: bool) -> None:
    """Claims that are refuted, undecided, conditional."""
    text = document(made_results(), VERSION, standalone)
    assert typeset(text if standalone else in_a_paper(text), tmp_path) == []


@needs_tex
def test_hostile_authors_are_typeset(tmp_path: Path) -> None:
    """Their words are on the page, and nothing that they ask for is done."""
    (tmp_path / "secret.tex").write_text("THE SECRET", encoding="ascii")
    texts = [*HOSTILE, r"\input{secret}", "\\immediate\\write18{touch done}", r"\openout3=done"]
    claims = [
        replace(
            CLAIM,
            id=f"hostile-{n}",
            title=text,
            source=text,
            domain=replace(CLAIM.domain, let=text),
            parts=((f"{n} {text}"[:30], CLAIM.parts[0][1]),),
        )
        for n, text in enumerate(texts)
    ]
    results = [result("UNDECIDED", claim=c, messages=(c.title,), holds=False, why=c.title) for c in claims]
    found = typeset(document(results, VERSION, standalone=True), tmp_path)
    assert [line for line in found if "pt  in paragraph" not in line] == []  # words without end may stick out
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "page.aux",
        "page.log",
        "page.pdf",
        "page.tex",
        "secret.tex",
    ]
    assert "secret.tex" not in (tmp_path / "page.log").read_text(encoding="latin-1")


@needs_tex
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (r"\eqref{sf:nothing}", "undefined"),
        (r"\nosuchcommand", "Undefined control sequence"),
        (r"\noindent\rule{400pt}{1pt}", "55.0pt"),
        (r"\section{a}\label{sf:a}\section{b}\label{sf:a}", "multiply"),
        (r"\font\x=cmmi10 \x\char200", "Missing character"),
    ],
)
def test_trouble_on_a_page_is_seen(tmp_path: Path, body: str, said: str) -> None:
    """The checks above can fail."""
    found = typeset(in_a_paper(r"\tracinglostchars=2 " + body), tmp_path)
    assert any(said.lower() in line.lower() for line in found), found


def test_a_line_may_stick_out_by_a_little() -> None:
    """Ten points, which no reader sees, and not eleven."""
    assert complaints(r"Overfull \hbox (9.5pt too wide) in paragraph at lines 1--2") == []
    assert complaints(r"Overfull \hbox (11.0pt too wide) in paragraph at lines 1--2") != []
    assert complaints(r"Overfull \hbox (11.0pt too wide) detected at line 5") != []
