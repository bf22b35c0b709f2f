r"""Macros of a paper that make one symbol look like another: none may be said to agree, whatever the font."""

from __future__ import annotations

from pathlib import Path

import pytest
from exported import BOOK, VERSION, checked, export

from symflow.render.latex.paper.checking import Finding, check, opened
from symflow.render.latex.paper.lexing import lex, texts
from symflow.render.latex.paper.looks import Sign, clashes, function, look, signs

IDENTITY, TANGENT, SUMS = "lyapunov-identity", "exp-tangent", "chebyshev"
FONTS = (
    "mathit",
    "mathrm",
    "mathsf",
    "mathtt",
    "mathbf",
    "boldsymbol",
    "bm",
    "mathnormal",
    "text",
    "operatorname",
)


def judged(folder: Path, name: str, head: str, body: str = "") -> Finding:
    """What is found about a claim in a paper with this line before its text."""
    (folder / "app.tex").write_text(body or export([name]), encoding="utf-8")
    lines = (
        r"\documentclass{article}\usepackage{amsmath,amssymb,amsthm}",
        head,
        r"\begin{document}\input{app}\end{document}",
    )
    (folder / "paper.tex").write_text("\n".join(lines), encoding="utf-8")
    known = [checked(n) for n in sorted({name, *BOOK[name].uses})]
    certificates = {n: BOOK[n].digest[::-1] for n in BOOK}
    (finding,) = check(opened(str(folder / "paper.tex")), known, certificates, VERSION).findings
    return finding


REFUSED = [
    r"\newcommand{\sfw}{\mathit{z}}",
    r"\newcommand{\sfw}{\mathrm{z}}",
    r"\newcommand{\sfw}{\boldsymbol{z}}",
    r"\newcommand{\sfw}{\bm z}",
    r"\newcommand{\sfw}{{\mathsf{z}}}",
    r"\newcommand{\sfw}{\mathbf{\pi}}",
    r"\newcommand{\sfN}{\mathit{K}}",
    r"\newcommand{\sfN}{\mathrm{G}}",
    r"\newcommand{\sfS}{\mathrm{log}}",
    r"\newcommand{\sfS}{\mathrm{exp}}",
    r"\newcommand{\sfS}{\operatorname{Exp}}",
    r"\newcommand{\sfS}{\mathrm{U}}",
    r"\newcommand{\sfS}{\mathsf{Z}}",
    r"\newcommand{\sfS}{e}",
    r"\newcommand{\sfS}{\mathrm{e}}",
    r"\newcommand{\sfrho}{\mathrm{mod}}",
    r"\newcommand{\sfrho}{\mathrm{tanh}}",
    r"\newcommand{\sfw}{\mathit{k}}",
    r"\newcommand{\sfw}{z_0}",
    r"\newcommand{\sfw}{\dot{V}}",
    r"\newcommand{\sfw}{\overline{s}}",
    r"\newcommand{\sfw}{\mathrm{KS}}\newcommand{\sfrho}{S}\newcommand{\sfS}{K}",
    r"\newcommand{\sfw}{\mathbf{a}}\newcommand{\sfm}{\mathsf{a}}",
    r"\newcommand{\sfw}{a^*_0}\newcommand{\sfm}{\mathsf{a}_0^{*}}",
    r"\newcommand{\sfzz}{\mathrm{z}}\newcommand{\sfw}{\sfzz}",
    r"\renewcommand{\phi}{\varphi}\newcommand{\sfw}{\phi}\newcommand{\sfm}{\varphi}",
]


@pytest.mark.parametrize("head", REFUSED)
def test_symbols_that_look_like_something_else_of_the_claim(tmp_path: Path, head: str) -> None:
    """The same answer as for a plain letter, with the reason."""
    finding = judged(tmp_path, IDENTITY, head)
    assert finding.says == "cannot tell"
    assert "looks like" in " ".join(finding.reasons)


@pytest.mark.parametrize(
    "held", [r"\mathrm{e}", r"\mathit{e}", "{e}", r"\mathrm{log}", r"\mathbf{R}", r"\mathrm{max}"]
)
def test_a_variable_that_looks_like_a_function_or_a_set(tmp_path: Path, held: str) -> None:
    """Euler's e, however it is printed; the logarithm of a step; the real numbers."""
    finding = judged(tmp_path, TANGENT, rf"\newcommand{{\sfx}}{{{held}}}")
    assert finding.says == "cannot tell"
    assert r"\sfx looks like" in " ".join(finding.reasons)


def test_the_k_of_an_instance(tmp_path: Path) -> None:
    """The heading of an instance prints K, whether or not the claim does."""
    plain = export([SUMS]).replace("K", "L")
    body = plain.replace(r"\begin{sfrecord}", "\\begin{sfinstance}{4}$x$\\end{sfinstance}\n\\begin{sfrecord}")
    line = r"\newcommand{\sfm}{\mathit{K}}"
    assert "looks like K" not in str(judged(tmp_path, SUMS, line, plain).reasons)
    assert r"\sfm looks like K" in str(judged(tmp_path, SUMS, line, body).reasons)


@pytest.mark.parametrize(
    "head",
    [
        r"\newcommand{\sfz}{\boldsymbol{z}}\newcommand{\sfK}{\mathbf{K}}\newcommand{\sfs}{\mathsf{s}}",
        r"\newcommand{\sfS}{\mathcal{S}}\newcommand{\sfN}{\mathrm{N}}",
        r"\newcommand{\sfm}{z_{\mathrm{av}}}\newcommand{\sfsbar}{\bar{\sfs}}",
        r"\newcommand{\sfz}{\zeta}\newcommand{\sfm}{\overline{\zeta}}\newcommand{\sfw}{z}",
        r"\newcommand{\sfw}{\mathrm{av}}\newcommand{\sfq}{p}\newcommand{\sfV}{\mathcal{V}}",
        r"\newcommand{\sfw}{\widehat{z}}\newcommand{\sfrho}{\varrho}",
    ],
)
def test_notation_that_tells_its_symbols_apart(tmp_path: Path, head: str) -> None:
    """Another font for a symbol, accents, names of its own, a letter that became free: they agree."""
    finding = judged(tmp_path, IDENTITY, head)
    assert (finding.says, finding.reasons) == ("agrees", [])


@pytest.mark.parametrize("font", FONTS)
def test_fonts_do_not_show(font: str) -> None:
    """Nor do braces, blanks and the order of indices."""
    for tex in (rf"\{font}{{z}}", rf"\{font} z", rf"{{ \{font}{{z}} }}"):
        assert look(texts(lex(tex))) == ("z",)
    assert look(texts(lex(rf"\bar{{\{font}{{z}}}}"))) == look(texts(lex(r"\overline z")))


def test_looks() -> None:
    """What is alike, and what is not."""
    for one, other in (
        ("z^{*}_{0}", r"z_0^\ast"),
        ("z'_1", r"z_{1}^{\prime}"),
        (r"\log", r"\mathrm{log}"),
        (r"\hat\imath", r"\widehat{i}"),
    ):
        assert look(texts(lex(one))) == look(texts(lex(other)))
    for one, other in ((r"\mathcal{K}", "K"), ("z_0", "z"), (r"\phi", r"\varphi"), ("z", "Z")):
        assert look(texts(lex(one))) != look(texts(lex(other)))
    assert function(("e",))
    assert function(tuple("mod"))
    assert function(tuple("LOG"))
    assert not function(tuple("av"))
    assert not function(("E",))


def test_a_literal_is_the_symbol_itself_unless_it_has_a_font() -> None:
    r"""$K$ in a remark is \sfK; the R of \mathbb{R} is not \sfR; words in a text are none of it."""

    def found(tex: str, changed: str, own: str) -> list[str]:
        seen = signs(texts(lex(tex)), lambda t: (own,))
        return [other for _, other in clashes(seen, {r"\sfa": (changed,)}, {r"\sfa": (own,)})]

    assert found(r"of order $K\ge2$, \label{K} A K", "K", "K") == []
    assert found(r"$\mathbb{R}$", "R", "R") == ["R"]
    assert found(r"$\sfb>\sfa$", "a", "a") == [r"\sfb"]
    assert found(r"$\text{and}$ K", "a", "b") == []
    assert found(r"$ab$", "a", "c") == ["a"]
    assert list(clashes([Sign(("x",))], {r"\sfa": (r"\sfb",)}, {})) == [(r"\sfa", "more than a symbol")]
