"""The page: well nested, closed to the outside, true to the results, and the same again."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urlparse

import made
import pytest
from reading import Page
from sample import HOSTILE, drawings, results, settled

from symflow.claim.claim import VERDICTS
from symflow.evidence.result import Outcome, issue
from symflow.ledger.settled import Settled
from symflow.render.report.page import page
from symflow.render.report.pictures import Pictures

RESULTS = {r.claim.id: r for r in results()}
HOSTS = {"arxiv.org", "doi.org"}


def test_the_sample_has_every_verdict() -> None:
    """Otherwise what follows would be about less than it says."""
    assert {r.verdict for r in RESULTS.values()} == set(VERDICTS)


def test_nesting_and_ids(read: Page) -> None:
    """Every element is closed, every id is there once."""
    assert read.faults == []
    assert [name for name, count in Counter(read.ids()).items() if count > 1] == []


def test_every_inner_link_has_a_target(read: Page) -> None:
    """Links of the text, of the graph, and the signs of the verdicts."""
    inner = [e.attribute("href") for e in read.elements if e.attribute("href").startswith("#")]
    assert len(inner) > 50
    assert [link for link in inner if link[1:] not in set(read.ids())] == []


def test_nothing_is_fetched(read: Page, text: str) -> None:
    """No address but those of arXiv and DOI, and those only in links that a reader follows."""
    outside = [
        (e.tag, e.attribute("href")) for e in read.elements if e.attribute("href")[:1] not in ("", "#")
    ]
    icons = [href for tag, href in outside if tag == "link"]
    assert [href[:5] for href in icons] == ["data:"]
    links = [href for tag, href in outside if tag != "link"]
    assert {(urlparse(href).scheme, urlparse(href).netloc) for href in links} <= {
        ("https", host) for host in HOSTS
    }
    assert "https://arxiv.org/abs/2512.04006" in links
    loading = {
        "src",
        "srcset",
        "data",
        "poster",
        "action",
        "formaction",
        "background",
        "ping",
        "xlink:href",
        "style",
    }
    assert [(e.tag, sorted(e.attributes)) for e in read.elements if loading & set(e.attributes)] == []
    tags = {e.tag for e in read.elements}
    assert not tags & {
        "img",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "base",
        "foreignobject",
        "annotation-xml",
    }
    style = read.every("style")[0].text
    assert "url(" not in style
    assert "@import" not in style
    assert not [name for e in read.elements for name in e.attributes if name.startswith("on")]


def test_one_script_which_the_policy_names(read: Page) -> None:
    """Nothing may be loaded, and no script may run but the one whose digest stands there."""
    (script,) = read.every("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    policies = [e.attribute("content") for e in read.every("meta") if e.attribute("http-equiv")]
    (rules,) = [dict(rule.strip().partition(" ")[::2] for rule in p.split(";")) for p in policies]
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest}'"
    assert rules["img-src"] == "data:"
    assert rules["style-src"] == "'unsafe-inline'"


def test_what_a_user_writes_is_text(text: str, read: Page) -> None:
    """Title, source, reason, message, script: shown, and never obeyed."""
    assert "<img" not in text
    assert "alert(1)</script>" not in text
    assert "\u202e" not in text
    article = read.by_id("claim-hostile")
    assert article.text.count("<script>alert(1)</script>") >= 4
    assert HOSTILE[:25] in read.by_id("row-hostile").text.replace("\u2062", "")


@pytest.mark.parametrize("name", RESULTS)
def test_the_verdict_is_that_of_the_result(name: str, read: Page) -> None:
    """In the table, in the claim and in the graph, as a word; nothing open is called proved."""
    result = RESULTS[name]
    article, row = read.by_id(f"claim-{name}"), read.by_id(f"row-{name}")
    (node,) = [e for e in read.elements if e.attribute("data-node") == name]
    own = [e.text for e in read.within(article) if "badge" in e.attribute("class").split()]
    listed = [e.text for e in read.within(row) if "badge" in e.attribute("class").split()]
    assert own == listed == [result.verdict]
    assert row.attribute("data-verdict") == result.verdict
    assert f"({result.verdict})" in node.attribute("aria-label")
    assert f"v-{result.verdict.lower()}" in node.attribute("class").split()
    cells = [e.text for e in read.within(row) if e.tag == "td"]
    assert cells[1] == f"expected {result.claim.expected}"
    if result.verdict != "PROVED":
        assert "Holds for" not in [e.text for e in read.within(article) if e.tag == "dt"]
        assert not cells[2].startswith("every") or result.verdict == "VACUOUS"


@pytest.mark.parametrize("name", RESULTS)
def test_digests_evidence_and_neighbours(name: str, read: Page) -> None:
    """What a referee would cite, and what the claim rests on."""
    result, certificates = RESULTS[name], settled().certificates
    article = read.by_id(f"claim-{name}")
    assert result.claim.digest in article.text
    digest = certificates.get(name)
    assert digest in article.text if digest is not None else "none: none was accepted" in article.text
    for evidence in result.evidence:
        assert f"{evidence.strength} × {evidence.coverage}: {evidence.outcome.value}" in article.text
    links = {e.attribute("href") for e in read.within(article) if e.tag == "a"}
    assert {f"#claim-{used}" for used in result.claim.uses if used in RESULTS} <= links


def test_counts_and_surprises(read: Page) -> None:
    """The top counts verdicts, and names whatever is not as expected."""
    number = Counter(r.verdict for r in RESULTS.values())
    chips = " ".join(e.text for e in read.every("ul", "chips"))
    assert [f"{v} {number[v]}" in chips for v in VERDICTS] == [True] * len(VERDICTS)
    overview = read.by_id("overview").text
    for name, result in RESULTS.items():
        assert (f"{name}: {result.verdict}" in overview) == (not result.as_expected)
    expected = sum(r.as_expected for r in RESULTS.values())
    assert f"{expected} of {len(RESULTS)} verdicts" in overview


def test_a_witness_is_exact_and_can_be_repeated(read: Page) -> None:
    """The numbers, the enclosure, the script."""
    result = RESULTS["ulpm-eq-9-as-printed"]
    text = read.by_id("claim-ulpm-eq-9-as-printed").text
    assert result.refutation is not None
    assert f"[{result.refutation.lower}, {result.refutation.upper}]" in text
    assert result.claim.reproduce.strip() in text


def test_errata_stand_beside_what_is_true(read: Page) -> None:
    """A printed form with its verdict, and the claim that stands instead, or that it is not on the page."""
    one = read.by_id("erratum-ulpm-eq-9-as-printed")
    assert "As printed REFUTED" in one.text
    assert "What is true instead PROVED" in one.text
    other = read.by_id("erratum-ulpm-theorem-3-4-as-printed")
    assert "As printed VACUOUS" in other.text
    assert "The claim ulpm-theorem-3-4 is not part of this page." in other.text
    assert "true instead" not in other.text


def test_a_gap_in_the_imaginary_part_is_called_that() -> None:
    """In the claim and in the errata."""
    claim, given = made.renamed("made-as-printed", expected="REFUTED"), made.refutation().refutation
    assert given is not None
    point = replace(given, imaginary=True)
    own = issue("ball", "instances", Outcome.FALSE, "enclosed", 1, "part fails", refutation=point)
    shown = Page.of(page(Settled([made.result("REFUTED", own, claim=claim)], {}), "0"))
    for name in ("claim-made-as-printed", "erratum-made-as-printed"):
        assert "the imaginary part of left − right lies in [" in shown.by_id(name).text


def test_what_is_trusted_and_what_is_not_checked(read: Page) -> None:
    """Facts with the claims that cite them; gaps by name."""
    reading = read.by_id("reading").text
    assert "orthogonality of the characters" in reading
    gaps = reading[reading.index("What was not checked") :]
    assert "made-refuted" in gaps
    assert "false twin" in gaps
    assert "prove nothing" in gaps


def test_formulas_are_mathml(read: Page) -> None:
    """Statements and steps, without a program that sets them."""
    article = read.by_id("claim-lyapunov-identity")
    inside = read.within(article)
    assert sum(e.tag == "math" for e in inside) > 20
    assert sum(e.tag == "li" and "sf-step" in e.attribute("class") for e in inside) == len(
        RESULTS["lyapunov-identity"].examination.steps  # type: ignore[union-attr]
    )
    assert "\\" not in "".join(e.text for e in inside if e.tag == "math")


def test_the_same_results_give_the_same_bytes(text: str) -> None:
    """Whatever the order in which they came, and however long they took."""
    again = settled()
    again.results.reverse()
    assert page(again, "0.0.test", drawings()) == text
    assert not re.search(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]", text)


def test_pictures(read: Page) -> None:
    """Inside the page; their captions are text, and name claims as links."""
    figure = read.by_id("picture-line")
    assert "A <line>." in figure.text
    assert [e.attribute("href") for e in read.within(figure) if e.tag == "a"] == ["#claim-lyapunov-identity"]
    missing = Page.of(page(settled(), "0", Pictures(missing="pip install 'symflow[plot]' <b>")))
    assert "Pictures are left out: pip install 'symflow[plot]' <b>." in missing.by_id("pictures").text
    assert "pictures" not in Page.of(page(settled(), "0")).ids()


def test_landmarks_and_names(read: Page) -> None:
    """What a screen reader or a keyboard uses to get about."""
    tags = Counter(e.tag for e in read.elements)
    assert [tags[tag] for tag in ("main", "h1", "nav", "footer", "style", "script")] == [1] * 6
    assert read.every("html")[0].attribute("lang") == "en"
    assert read.every("a", "skip")[0].attribute("href") == "#main"
    named = [e for e in read.elements if e.tag in ("section", "article")]
    assert [
        e.attributes for e in named if not (e.attribute("aria-label") or e.attribute("aria-labelledby"))
    ] == []
    labels = {e.attribute("aria-labelledby") for e in read.elements} - {""}
    assert labels <= set(read.ids())
    assert [e.attributes for e in read.every("div", "scroll") if not e.attribute("aria-label")] == []
    assert all(e.attribute("tabindex") == "0" for e in read.every("div", "scroll"))
    assert [e.attributes for e in read.every("th") if e.attribute("scope") not in ("row", "col")] == []
    levels = [int(e.tag[1]) for e in read.elements if re.fullmatch(r"h[1-6]", e.tag)]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_steps_that_fail_are_no_proof_of_what_is_proved_otherwise() -> None:
    """The heading does not call them one, and a note says what the verdict rests on."""
    failing = made.result("PROVED", made.kernel(), holds=False, why="the sides differ")
    text = page(Settled([failing], {}), "0")
    assert "<h4>Proof</h4>" not in text
    assert "<h4>Steps</h4>" in text
    assert "the verdict rests on Coq&#x27;s kernel alone" in text
    assert "<h4>Proof</h4>" in page(Settled([made.result("PROVED", made.proof())], {}), "0")
