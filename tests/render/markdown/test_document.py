"""Markdown: formulas survive it, words stay words, and nothing is called a proof that is none."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from canonical import of_tex
from exported import checked, made_results
from made import CLAIM, STEP, kernel, proof, result
from markdown_it import MarkdownIt
from written import BOOK, written

from symflow.evidence.proving.exact import StepResult
from symflow.ledger import Examination, Result
from symflow.render.markdown import document
from symflow.render.markdown.writer import Writer, in_line, words
from symflow.render.mathml.page import page
from symflow.render.reading import sources
from symflow.render.reading.macros import expanded, meanings
from symflow.render.reading.nodes import Equation, Head, Math, Note, Paragraph
from symflow.render.reading.read import read

HOSTILE = (
    "<script>x</script> **b** [a](http://evil.example) ![i](x) `c` $\\href{a}{b}$ "
    "| # - 1. @me &lt; <!-- www.evil.example"
)
FENCE = re.compile(r"^ *```math\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
DOLLARS = re.compile(r"(?<!\\)\$([^$]*)\$")
WRITTEN = {r"\lt": "<", r"\gt": ">", r"\thinspace": "", r"\thickspace": "", r"\ast": "*"}


def plain(tex: str) -> str:
    """Canonical text; the commands that Markdown needs are those that they stand for."""
    for command, sign in WRITTEN.items():
        tex = re.sub(re.escape(command) + r"(?![A-Za-z])", lambda _, s=sign: s, tex)
    return of_tex(re.sub(r"\\tag\{[^{}]*\}", "", tex))


@pytest.mark.parametrize("name", BOOK)
def test_every_formula_stands_in_the_text_as_it_was_written(name: str) -> None:
    """What is between dollars and in fences, in order, is the formulas of the export."""
    found = written(name)
    for tex in (sources.statement(found), sources.derivation(found, sources.export(found, None, None))):
        known, blocks = meanings([tex]), read(tex)
        text = Writer(known).markdown(blocks)
        displayed = [expanded(b.tex, known) for b in blocks if isinstance(b, Equation)]
        lines = [
            line for b in blocks for line in [b.name if isinstance(b, Head) else getattr(b, "parts", ())]
        ]
        in_lines = [expanded(p.tex, known) for line in lines for p in line if isinstance(p, Math)]
        assert list(map(plain, FENCE.findall(text))) == list(map(of_tex, displayed))
        rest = FENCE.sub("", text)
        assert list(map(plain, DOLLARS.findall(rest))) == list(map(of_tex, in_lines))
        assert r"\sf" not in text


def test_formulas_in_a_line_have_no_backslash_that_markdown_would_take() -> None:
    tex = in_line(r"\{a,b\}\ \leq\,c<d;\!e^{*}")
    assert tex == r"\lbrace a,b\rbrace ~\leq\thinspace c\lt d;e^{\ast}"
    assert not re.search(r"\\[^A-Za-z]", tex)


@pytest.mark.parametrize(
    "text", [HOSTILE, "1. a list", "- item", "+ item", "> quote", "# head", "a_b_c *d*", "http://x.y"]
)
def test_words_of_an_author_are_shown_and_not_obeyed(text: str) -> None:
    """CommonMark makes one paragraph of them that says exactly the same."""
    page = MarkdownIt("commonmark").render(Writer({}).line([]) + _line(text))
    assert page.startswith("<p>")
    assert not re.search(r"<(?!/?p>)", page)
    shown = page.strip().removeprefix("<p>").removesuffix("</p>")
    for code, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(code, sign)
    assert shown == text


def _line(text: str) -> str:
    from symflow.render.reading.nodes import Text

    return Writer({}).line([Text(text)])


def test_no_address_is_written_that_a_renderer_would_link() -> None:
    assert not re.search(r"://|www\.|@", words(HOSTILE))


def test_a_hostile_claim_gives_no_html_and_no_link() -> None:
    claim = replace(
        CLAIM,
        title=HOSTILE,
        source=HOSTILE,
        domain=replace(CLAIM.domain, let=HOSTILE, hypotheses=((HOSTILE, CLAIM.parts[1][1]),)),
        parts=((HOSTILE, CLAIM.parts[0][1]),),
        twin=None,
    )
    step = StepResult(replace(STEP, label=HOSTILE, reason=HOSTILE), False, HOSTILE, None)
    text = document(
        [Result(claim, "UNDECIDED", (), Examination((step,), (), (HOSTILE,)), True, 0.0, (HOSTILE,))], HOSTILE
    )
    page = MarkdownIt("commonmark").render(DOLLARS.sub("", FENCE.sub("", text)))
    assert not re.search(r"<(script|img|a|b)\b|<!--", page)


def test_a_document_says_verdict_statement_steps_and_record() -> None:
    text = document([checked("chebyshev")], "0.0.test")
    for head in (
        "## `chebyshev`",
        "### Statement",
        "### Proof",
        "### Record",
        r"**PROVED**, exact $\times$ universal",
    ):
        assert head in text
    assert text.count("\n1. ") == 1
    assert "\\tag{4b}" in text
    assert re.search(r"Digest of the statement: `[0-9a-f]{64}`", text)


def test_only_what_is_proved_is_called_a_proof() -> None:
    text = document(made_results(), "0.0")
    assert text.count("### Proof\n") == 1
    assert r"**refuted: twice a \[bold\]sum\[/bold\]**" in text
    assert text.count("### Refutation\n") == 1
    assert text.count("### Steps so far\n") >= 3
    assert text == document(list(reversed(made_results())), "0.0")


def test_steps_that_fail_are_no_proof_of_what_is_proved_otherwise() -> None:
    """In Markdown and in MathML; the words above do not say that every step was checked."""
    failing = result("PROVED", kernel(), holds=False, why="the sides differ")
    for text in (document([failing], "0.0"), page([failing], "0.0")):
        assert "Steps so far" in text
        assert not re.search(r"(### |<h3>)Proof", text)
        assert "every step of its derivation was checked" not in text
        assert "kernel alone" in text
        assert "this step does not hold" in text.lower()
    assert "every step of its derivation was checked" in document([result("PROVED", proof())], "0.0")


def test_a_step_that_fails_says_so_and_steps_are_numbered() -> None:
    text = document([result("UNDECIDED", holds=False, why="the sides differ")], "0.0")
    assert "**This step does not hold:** the sides differ" in text


def test_a_certificate_is_named_where_it_is_accepted() -> None:
    digest = "ab" * 32
    assert f"`{digest}`" in document([checked("chebyshev")], "0.0", {"chebyshev": digest})
    assert "No certificate is accepted" in document([checked("chebyshev")], "0.0", {})


def test_notes_and_paragraphs_are_kept() -> None:
    blocks = read(r"\sfverdict{PROVED}, sure.%" + "\n" + r"\sfnote{Small print.}" + "\nMore.")
    assert [type(b) for b in blocks] == [Paragraph, Note]
    assert Writer({}).markdown(blocks) == "**PROVED**, sure. More.\n\nSmall print.\n"
