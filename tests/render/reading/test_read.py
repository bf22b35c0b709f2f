"""The LaTeX of the export read back: words as they were before they were escaped, and nothing unknown passes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symflow.errors import InputError
from symflow.render.latex.escape import escape
from symflow.render.reading.anchors import anchor, shown
from symflow.render.reading.macros import expanded, meanings
from symflow.render.reading.nodes import Equation, Head, Link, Math, Note, Paragraph, Text, Work
from symflow.render.reading.read import as_words, inlines, read
from symflow.render.reading.rows import rows
from symflow.render.reading.words import plain

ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
PLAIN = {r"\mathdollar": "$", "<": "<", ">": ">", "|": "|"}


def words(tex: str) -> str:
    """What a reader sees of escaped text; the signs that are set as formulas are read as such."""
    return "".join(
        p.text if isinstance(p, Text) else PLAIN[p.tex] for p in inlines(tex) if isinstance(p, Text | Math)
    )


@given(ASCII)
def test_escaped_text_is_read_as_it_was(text: str) -> None:
    """Escaping keeps every printable ASCII character (spaces are joined; quotation marks become TeX's own)."""
    got = words(escape(text)).replace("”", '"')
    assert got == " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["Lindelöf", "Kołmogorov", "É", "a – b", "“so”", "Ångström", "straße", "naïve"]
)
def test_letters_with_accents_and_dashes_come_back(text: str) -> None:
    assert plain(escape(text)) == text


def test_a_command_takes_the_space_behind_it() -> None:
    assert plain(r"ab\allowbreak cd\allowbreak{} ef") == "abcd ef"


@pytest.mark.parametrize(
    "tex",
    [
        r"\input{x}",
        r"\href{a}{b}",
        r"a $b",
        r"\emph{a",
        r"\begin{figure}x\end{figure}",
        r"\begin{equation}a",
        r"\write18{x}",
    ],
)
def test_what_the_export_does_not_write_is_refused(tex: str) -> None:
    with pytest.raises(InputError):
        read(tex)


def test_blocks_of_a_step() -> None:
    tex = "\\sfstep{3}{sign}{part \\eqref{sf:a:b}}\nBecause \\emph{so}, $x$:\n"
    tex += "\\begin{equation}\\tag{\\thesftheorem.3}\\label{sf:a::step:3}\nx\\geq0\n\\end{equation}"
    head, why, equation = read(tex)
    assert head == Head("3", "sign", (Text("part "), Link("sf:a:b", True)))
    assert isinstance(why, Paragraph)
    assert Text("so", "emph") in why.parts
    assert Math("x") in why.parts
    assert isinstance(equation, Equation)
    assert (equation.tag, equation.label, equation.tex.strip()) == ("3", "sf:a::step:3", r"x\geq0")


def test_every_row_of_a_gather_is_an_equation_of_its_own() -> None:
    tex = "\\begin{gather}\na\\tag{\\sfpart{4a}}\\label{sf:x:4a} \\\\[2pt]\n"
    tex += "\\begin{split}\nb&=c \\\\\n&=d\n\\end{split}\n\\tag{\\sfpart{so}}\\label{sf:x:so}\n\\end{gather}"
    first, second = read(tex)
    assert isinstance(first, Equation)
    assert isinstance(second, Equation)
    assert (first.tag, second.tag) == ("4a", "so")
    assert rows(second.tex) == [[second.tex.strip()]]


def test_footnotes_stand_at_the_end() -> None:
    blocks = read(
        "\\begin{sfoutcome}\\sfverdict{PROVED}%\n, so.%\n\\sfnote{Id \\sfid{a-\\allowbreak b}.}\nMore.\\end{sfoutcome}"
    )
    assert [type(b) for b in blocks] == [Paragraph, Note]
    assert blocks[0] == Paragraph((Text("PROVED", "strong"), Text(", so."), Text(" More.")))


def test_citations_and_words() -> None:
    assert inlines(r"see \sfcite{rudin1976}{Rudin 1976}") == (Text("see "), Work("rudin1976", "Rudin 1976"))
    assert as_words(inlines(r"4\_a")) == "4_a"


@pytest.mark.parametrize(
    ("label", "name", "text"),
    [
        ("sf:a-b", "sf-a-b", "a-b"),
        ("sf:a-b:4a", "sf-a-b-part-4a", "4a"),
        ("sf:a-b::hyp:x.2e.y", "sf-a-b-hyp-x.2e.y", "x.y"),
        ("sf:a-b::step:7", "sf-a-b-step-7", "7"),
    ],
)
def test_labels_become_ids(label: str, name: str, text: str) -> None:
    assert anchor(label) == name
    assert shown(label) == text


def test_rows_and_cells_are_told_apart_outside_of_braces_only() -> None:
    assert rows(r"a&=b \\[2pt] &c\ ") == [["a", "=b"], ["", r"c\ "]]
    assert rows(r"\text{a & b \\ c}") == [[r"\text{a & b \\ c}"]]
    assert rows("a\\\nb") == [[r"a\ b"]]
    with pytest.raises(InputError):
        rows("a}{b}}{")


def test_macros_are_written_out_alike_in_a_whole_text() -> None:
    known = meanings([r"\sflam\sflambda"])
    assert known[r"\sflambda"] != known[r"\sflam"]
    assert expanded(r"\sflam+\sflambda", known) == r"\mathit{lam}+\mathit{lambda}"
    assert expanded(r"\sflam") == r"\lambda"
