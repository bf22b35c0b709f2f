"""Claims as HTML fragments: ids, links, escaping of whatever an author wrote, and what is said about a verdict."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from exported import checked, made_results
from made import CLAIM, STEP, result
from written import BOOK, written

from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import StepResult
from symflow.ledger import Examination, Result
from symflow.render.latex.prose import prose
from symflow.render.mathml.claims import line, statement, steps
from symflow.render.mathml.page import page
from symflow.render.reading.sources import inline_tex

HOSTILE = (
    '<script>alert(1)</script> & "x" <img src=x onerror=alert(2)> </math> \\input{/etc/passwd} $\\href{a}{b}$'
)
VOID = {"mspace", "img", "br", "meta"}


class Tags(HTMLParser):
    """Collects elements, attributes and text, and whether every element is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile() -> Result:
    """A result whose every sentence is an attack."""
    claim = replace(
        CLAIM,
        title=HOSTILE,
        source=HOSTILE,
        domain=replace(CLAIM.domain, let=HOSTILE, hypotheses=((HOSTILE, CLAIM.parts[1][1]),)),
        parts=((HOSTILE, CLAIM.parts[0][1]),),
        twin=None,
    )
    step = StepResult(replace(STEP, label=HOSTILE, reason=HOSTILE), False, HOSTILE, None)
    return Result(claim, "UNDECIDED", (), Examination((step,), (), (HOSTILE,)), True, 0.0, (HOSTILE,))


def all_of(found: Result) -> list[str]:
    """Everything that is written about a result."""
    return [statement(found), steps(found), line(prose(found.claim.title)), page([found], HOSTILE)]


def test_a_statement_says_let_write_and_then_and_has_stable_ids() -> None:
    found = Tags(statement(checked("lyapunov-decrease")))
    assert found.ids == [
        "sf-lyapunov-decrease",
        *(f"sf-lyapunov-decrease-part-{p}" for p in ("decrease", "strict", "monotone")),
    ]
    for word in ("Let", "Write", "Then", "(decrease)"):
        assert word in found.text
    assert found.tags["math"] > 5


def test_hypotheses_are_assumed_and_have_ids() -> None:
    found = Tags(statement(CLAIM))
    assert "sf-alpha-hyp-centred" in found.ids
    assert "Assume" in found.text


def test_steps_have_numbers_kinds_reasons_and_what_they_use() -> None:
    found = Tags(steps(checked("chebyshev")))
    proof = checked("chebyshev").examination
    assert proof is not None
    assert [i for i in found.ids if "-step-" in i] == [
        f"sf-chebyshev-step-{n}" for n in range(1, len(proof.steps) + 1)
    ]
    assert found.tags["li"] == len(proof.steps)
    assert "identity" in found.text
    assert "exp is strictly increasing" in found.text


def test_a_step_that_fails_says_so() -> None:
    assert (
        "This step does not hold: wrong sum"
        in Tags(steps(result("UNDECIDED", holds=False, why="wrong sum"))).text
    )


def test_a_claim_without_steps_has_none() -> None:
    assert steps(result("UNDECIDED", examined=False)) == ""


def test_a_refuted_claim_shows_its_witness() -> None:
    refuted = next(r for r in made_results() if r.verdict == "REFUTED")
    assert "There the left-hand side of" in Tags(steps(refuted)).text


def test_links_lead_to_what_is_on_the_page_and_nowhere_else() -> None:
    names = ("walsh-characters", "lyapunov-identity", "lyapunov-decrease")
    known = {n: checked(n) for n in names}
    text = "".join(statement(known[n], names) + steps(known[n], known, names) for n in names)
    found = Tags(text)
    assert len(found.ids) == len(set(found.ids))
    assert found.links
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    alone = Tags(statement(known[names[2]], names[2:]) + steps(known[names[2]], known, names[2:]))
    assert {link.removeprefix("#") for link in alone.links} <= set(alone.ids)
    assert "lyapunov-identity" in alone.text


def test_a_second_showing_has_no_ids() -> None:
    assert Tags(statement(CLAIM, ids=False)).ids == []


@pytest.mark.parametrize("name", BOOK)
def test_every_claim_is_well_formed_without_style_script_or_address(name: str) -> None:
    found = Tags(statement(written(name)) + steps(written(name)))
    assert not {"script", "style", "img", "iframe"} & set(found.tags)
    assert not {a for a in found.attributes if a.startswith("on") or a in ("style", "src")}
    assert all(link.startswith("#sf-") for link in found.links)
    assert len(found.ids) == len(set(found.ids))
    assert "\\" not in found.text


def test_nothing_an_author_writes_becomes_an_element() -> None:
    known = Tags("".join(all_of(result("UNDECIDED", holds=False, why="no")))).tags
    for text in all_of(hostile()):
        found = Tags(text)
        assert set(found.tags) <= {*known, "em", "code", "h2", "h3"}
        assert not {a for a in found.attributes if a.startswith("on") or a in ("src", "style")}
        assert all(link.startswith("#sf-") for link in found.links)
    whole = Tags(page([hostile()], "0"))
    assert "<script>alert(1)</script>" in whole.text.replace("\u00a0", " ")


def test_sentences_are_set_with_their_formulas() -> None:
    names = frozenset(checked("reduced-flow").claim.domain.names())
    text = line(prose("s_k' = 2 s_k (1 - pi_k) for k != 0", names))
    assert text.count("<math") == 2
    assert "for" in Tags(text).text


def test_a_statement_in_a_line() -> None:
    assert Tags(line(inline_tex(CLAIM.parts[1][1]))).tags["math"] == 1


def test_a_page_has_the_requested_claims_and_calls_only_what_is_proved_a_proof() -> None:
    text = page(made_results(), "0.0")
    assert text == page(list(reversed(made_results())), "0.0")
    found = Tags(text)
    assert found.tags["article"] == sum(r.requested for r in made_results())
    heads = re.findall(r"<h3>([^<]*)</h3>", text)
    assert heads.count("Proof") == 1
    titles = re.findall(r"<h2>([^<]*)</h2>", text)
    assert sum(t.startswith("twice") for t in titles) == 1
    assert "refuted: twice a [bold]sum[/bold]" in titles
    assert text.isascii()
    assert "No certificate was made." in found.text


def test_a_claim_may_be_given_without_a_result() -> None:
    claim: Claim = BOOK["chebyshev"]
    assert Tags(statement(claim)).ids[0] == "sf-chebyshev"
