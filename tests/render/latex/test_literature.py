"""The literature: every key that is cited has an entry, and docs/references.bib has the same entries."""

from __future__ import annotations

import re
from pathlib import Path

from exported import BOOK

from symflow.claim.assumed import ASSUMED
from symflow.render.latex.literature import PAPERS, WORKS, bibtex, cited, entries, entry, with_papers

BIB = Path(__file__).resolve().parents[3] / "docs" / "references.bib"


def records() -> dict[str, dict[str, str]]:
    """The records of the file, by key."""
    text = BIB.read_text(encoding="utf-8")
    found = re.findall(r"^@\w+\{(\w+),\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    return {key: dict(re.findall(r"(\w+)\s*=\s*\{(.*)\}", body)) for key, body in found}


def test_every_key_that_is_cited_has_an_entry() -> None:
    """By the textbook facts, by claims, by the marks of the two papers."""
    keys = {fact.cites for fact in ASSUMED.values()} | {key for c in BOOK.values() for key in c.cites}
    assert keys | set(PAPERS.values()) <= set(WORKS)
    assert len(keys) >= 4


def test_the_file_for_bibtex_says_the_same() -> None:
    """The same keys, authors, titles and years."""
    assert bibtex(WORKS.values()) == BIB.read_text(encoding="utf-8")
    found = records()
    assert set(found) == set(WORKS)
    for key, work in WORKS.items():
        record = found[key]
        assert (record["title"], record["year"]) == (work.title, work.year)
        assert re.split(r", | and ", work.authors) == record["author"].split(" and ")


def test_a_citation_names_the_work() -> None:
    """For papers with a bibliography of their own, and for those without."""
    assert cited("coddington1955") == r"\sfcite{coddington1955}{Coddington and Levinson 1955}"
    assert cited("horn1985").endswith("{Horn and Johnson 1985}")
    assert "et al. 2025" in cited("garrod2025hadamard")
    assert cited("no_such_key") == r"[no\_such\_key]"


def test_the_marks_of_the_papers_are_citations() -> None:
    """[G] and [J] in the source of a claim."""
    assert with_papers("[G], abstract") == cited("garrod2025hadamard") + ", abstract"


def test_only_what_is_cited_is_listed() -> None:
    """In the order of the keys, each once."""
    texts = [cited("serre1977") + cited("danskin1967"), cited("serre1977")]
    assert [work.key for work in entries(texts)] == ["danskin1967", "serre1977"]
    assert entry(WORKS["serre1977"]).startswith("Jean-Pierre Serre. \\emph{Linear")
