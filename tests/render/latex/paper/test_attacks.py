r"""Papers that typeset something else than what was verified: none of them may be said to agree.

Each is a real export with one change, most of which pdflatex typesets without an error. The five ordinary papers at the
end must still agree, so that the check does not pass by refusing everything.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from exported import VERSION, checked
from exported import export as exported

from symflow.render.latex.paper.checking import Checked, check, lines, opened

PROVED, REFUTED = "chebyshev", "depth-3"
NAMES = (PROVED, REFUTED)
STATEMENT = "\\begin{sftheorem}[{Cheb"
LINE = "\\sum_{g=1}^{\\sfN}e^{\\sfz_{g}}(\\sfz_{g}-\\sfm)\\geq0\n\\tag"


@cache
def whole() -> str:
    return exported(NAMES, standalone=True)


@cache
def body() -> str:
    return exported(NAMES)


def judged(folder: Path, text: str | bytes, **files: str) -> Checked:
    """What is found about a paper; ``files`` stand beside it (evil__tex is evil.tex)."""
    for name, held in files.items():
        (folder / name.replace("__", ".").replace("_b_", " ")).write_text(held, encoding="utf-8")
    (folder / "paper.tex").write_bytes(text if isinstance(text, bytes) else text.encode())
    results = [checked(n) for n in NAMES]
    certificates = {n: checked(n).claim.digest[::-1] for n in NAMES if checked(n).verdict != "UNDECIDED"}
    return check(opened(str(folder / "paper.tex")), results, certificates, VERSION)


def late(head: str, text: str = "") -> str:
    """A line at the end of the preamble."""
    return replaced(r"\begin{document}", head + "\n\\begin{document}", text)


def early(head: str, text: str = "") -> str:
    """A line before the macros of the export."""
    return replaced(r"\usepackage[textwidth", head + "\n\\usepackage[textwidth", text)


def replaced(old: str, new: str, text: str = "") -> str:
    text = text or whole()
    assert old in text, old
    return text.replace(old, new, 1)


def refuted(text: str) -> str:
    """What the text says of the refuted claim."""
    start = text.index(r"\begin{sfclaim}")
    ends = [
        i for mark in (r"\begin{thebibliography}", r"\end{document}") if (i := text.find(mark, start)) > 0
    ]
    return text[start : min(ends)]


def without(environment: str, text: str) -> str:
    """The refuted claim without one of its parts."""
    old = refuted(text)
    new = re.sub(rf"\\begin{{{environment}}}.*?\\end{{{environment}}}", "", old, flags=re.DOTALL)
    assert new != old
    return text.replace(old, new)


def unlabelled() -> str:
    """The refuted claim as a theorem that is proved, without its labels."""
    text = (
        refuted(whole()).replace("sfclaim", "sftheorem").replace("refuted: ", "").replace("REFUTED", "PROVED")
    )
    text = re.sub(r"\\label\{[^}]*\}", "", text)
    return text[: text.index(r"\begin{sfderivation}")]


def inside(addition: str) -> str:
    """A line in the text, before the claims."""
    return replaced("\\sftight\n", "\\sftight\n" + addition + "\n")


def plain_edits() -> dict[str, str]:
    """Edits without any trick of TeX."""
    no_outcome = without("sfoutcome", whole())
    return {
        "unlabelled, first": replaced(STATEMENT, unlabelled() + STATEMENT).replace(refuted(whole()), ""),
        "unlabelled, last": replaced(r"\end{document}", unlabelled() + r"\end{document}"),
        "no outcome": no_outcome,
        "no outcome, no derivation": without("sfderivation", no_outcome),
        "a hypothesis between": replaced(
            "\\end{sftheorem}\n", "\\end{sftheorem}\nprovided that all $z_g>0$.\n"
        ),
        "a verdict between": replaced("\\end{sfclaim}\n", "\\end{sfclaim}\n\\textbf{PROVED}, not\n"),
        "carriage return": replaced(LINE, "%\r-%\n" + LINE),
        "form feed": replaced(LINE, "\x0c" + LINE),
        "a minus in Unicode": replaced(LINE, "\u2212" + LINE),
        "white": replaced(STATEMENT, "\\color{white}" + STATEMENT, late(r"\usepackage{color}")),
        "pagecolor": late(r"\usepackage{xcolor}\pagecolor{black}"),
        "label with a command": whole().replace(r"\label{sf:depth-3}", r"\label{sf:depth-3\relax}"),
        "an empty theorem": inside(r"\begin{sftheorem}$1<0$.\end{sftheorem}"),
        "two documents": replaced(r"\begin{document}", r"\begin{document}\end{document}\begin{document}"),
        "condition": replaced(STATEMENT, r"\ifnum1=2 " + STATEMENT),
    }


DEFINITIONS_EARLY = {
    "iffalse": "\\newcommand{\\sfx}{-x}\n\\iffalse\\renewcommand{\\sfx}{x}\\fi",
    "group": "\\newcommand{\\sfx}{-x}\n{\\renewcommand{\\sfx}{x}}",
    "begingroup": "\\newcommand{\\sfx}{-x}\n\\begingroup\\renewcommand{\\sfx}{x}\\endgroup",
    "verdict": "\\newcommand{\\sfverdict}[1]{PROVED}\n\\iffalse\\renewcommand{\\sfverdict}[1]{\\textbf{#1}}\\fi",
    "title": "\\newtheorem{sfclaim}{Theorem}\n\\iffalse\\newtheorem{sfclaim}{Claim}\\fi",
    "end part": "\\newenvironment{sfoutcome}{\\par\\noindent}{ In truth it is PROVED and TRUE.}",
    "braces": "\\newcommand{\\sfy}{{x}}",
    "thin": "\\newcommand{\\sfy}{x\\!}",
    "index": "\\newcommand{\\sfm}{{g}}",
    "ddot": "\\newcommand{\\sfdot}{\\ddot}",
    "unicode minus": "\\newcommand{\\sfx}{\u2212x}",
    "words": "\\newcommand{\\sfK}{\\text{even and large }K}",
    "slash": "\\newcommand{\\sfx}{y/x}",
    "footnote": "\\newcommand{\\sfm}{m\\footnote{This part is false.}}",
    "infinity": "\\newcommand{\\sfK}{\\infty}",
    "square": "\\newcommand{\\sfx}{x^{2}}",
    "not": "\\newcommand{\\sfx}{\\mathrm{not}}",
    "set": "\\newcommand{\\sfset}[1]{[#1]\\setminus\\{1\\}}",
    "along": "\\newcommand{\\sfalong}[1]{#1>0}",
    "counter": "\\newcommand{\\sfcounter}{sfstatement\\let\\geq\\leq}",
    "proofname": "\\newcommand{\\proofname}{Heuristic}",
    "endgroup": "\\newenvironment{group}{}{}",
    "the": "\\newcounter{sftheorem}\\newtheorem{sum}{Sum}\\renewcommand{\\thesum}{x}",
}
DEFINITIONS_LATE = [
    "\\AtBeginDocument{\\renewcommand{\\sfx}{-x}}\n\\renewcommand{\\sfx}{x}",
    '\\DeclareMathSymbol{+}{\\mathbin}{symbols}{"00}',
    "\\expandafter\\let\\expandafter\\geq\\leq",
    "\\usepackage{etoolbox}\\renewrobustcmd{\\geq}{\\leq}",
    "\\usepackage{etoolbox}\\csletcs{geq}{leq}",
    "\\usepackage{etoolbox}\\preto\\sfx{-}",
    "\\usepackage{letltxmacro}\\LetLtxMacro\\geq\\leq",
    "\\AddToHook{cmd/sfx/before}{-}",
    "\\AddToHook{env/sfoutcome/before}{\\textbf{PROVED.} }",
    "\\AddToHook{env/gather/before}{Suppose the contrary of }",
    "\\usepackage{etoolbox}\\AtEndEnvironment{sftheorem}{ provided all $z_g>0$}",
    "\\let\\sfclaim\\sftheorem\\let\\endsfclaim\\endsftheorem",
    "\\renewcommand{\\endsftheorem}{, provided all $z_g>0$}",
    "\\renewcommand{\\DOTSB}{-}",
    "\\renewcommand{\\Leftarrow}{}",
    "\\renewcommand{\\genfrac}[6]{\\text{no}}",
    "\\renewcommand{\\proofname}{Heuristic, not a proof}",
    "\\renewcommand{\\qedsymbol}{(false)}",
    "\\renewcommand{\\thesftheorem}{X}",
    "\\makeatletter\\def\\qopname#1#2#3{\\mathop{\\mathrm{coth}}}\\makeatother",
    "\\makeatletter\\let\\sum@\\prod@\\makeatother",
    "\\makeatletter\\def\\mathdisplay@push{\\hbox{not: }}\\makeatother",
    "\\makeatletter\\def\\thmhead@plain#1#2#3{Theorem #2}\\makeatother",
    "\\let\\|\\relax",
    "\\let\\sfset\\relax\n\\renewcommand{\\sfset}[1]{[#1]}",
    '\\mathchardef\\geq="3214',
    '\\Umathchardef\\geq="3 "0 "2264',
    "\\newtoks\\geq",
    "\\begin{luacode}tex.x()\\end{luacode}",
    "\\usepackage[english]{babel}\\useshorthands{=}\\defineshorthand{=}{\\neq}",
    "\\font\\geq=cmr10",
    "\\newread\\rr\\openin\\rr=evil.txt \\read\\rr to\\geq",
    "\\newtheoremstyle{m}{3pt}{3pt}{}{}{\\bfseries}{.}{.5em}{Theorem \\thmnumber{#2}}\\theoremstyle{m}",
    "\\makeatletter\\@@input evil \\makeatother",
    "\\let\\reading\\input\\reading{evil}",
    "\\newcommand{\\usetheme}[1]{\\InputIfFileExists{#1.sty}{}{}}\\usetheme{evil}",
    "\\unknowncommand{x}",
    "\\newcommand{\\x}{\\renewcommand{\\geq}{\\leq}}\\x",
    "\\newcommand{\\x}[1][\\renewcommand{\\geq}{\\leq}]{#1}\\x",
    "\\usepackage[x=\\let\\geq\\leq]{geometry}",
    "\\newif\\iff",
    "\\newcount\\geq",
    "\\DeclareMathOperator{\\sfx}{-x}",
    "\\tikzset{x/.store in=\\geq}",
    "\\url{%}\\def\\geq{\\leq}",
]


@pytest.mark.parametrize("name", sorted(plain_edits()))
def test_edits_are_noticed(tmp_path: Path, name: str) -> None:
    """Without any definition."""
    assert judged(tmp_path, plain_edits()[name]).code == 1


@pytest.mark.parametrize("name", sorted(DEFINITIONS_EARLY))
def test_definitions_before_the_export(tmp_path: Path, name: str) -> None:
    """Of its macros, in ways that say more than a symbol, or where TeX does not obey them."""
    head = DEFINITIONS_EARLY[name]
    text = early(r"\usepackage{amsthm}" + head) if "newtheorem" in head else early(head)
    assert judged(tmp_path, text).code == 1


@pytest.mark.parametrize("head", DEFINITIONS_LATE)
def test_what_is_executed_before_the_text(tmp_path: Path, head: str) -> None:
    """Each of these can change what the claims print."""
    assert judged(tmp_path, late(head), evil__tex="\\let\\geq\\leq", evil__sty="\\let\\geq\\leq").code == 1


def test_characters_that_print_something(tmp_path: Path) -> None:
    """Blanks of Unicode, which a paper can give any meaning."""
    for blank, head in (
        ("\u2003", r"\DeclareUnicodeCharacter{2003}{-}"),
        ("\u00a0", "\\usepackage{newunicodechar}\\newunicodechar{\u00a0}{-}"),
        ("\u2003", ""),
    ):
        assert judged(tmp_path, late(head, replaced(LINE, blank + LINE))).code == 1


def test_what_takes_a_claim_as_an_argument(tmp_path: Path) -> None:
    """Macros and options directly before a block, or around it."""
    outcome = r"\begin{sfoutcome}\sfverdict{REFUTED}"
    eat = r"\newcommand{\eat}[4]{\begin{sfoutcome}\textbf{PROVED}}"
    pre = r"\newcommand{\pre}{\begin{quote}\textbf{PROVED}}\newcommand{\eat}[4]{\pre}"
    hide = r"\NewDocumentCommand{\hide}{+o}{The opposite holds. }"
    stop = r"\NewDocumentCommand{\hide}{+u{STOP}}{The opposite. }"
    skip = r"\newcommand{\skip}[2]{}"
    option = r"\newcommand{\hide}[1][x]{}"
    for text in (
        late(eat, replaced(outcome, r"\eat" + outcome)),
        late(pre, replaced(outcome, r"\eat" + outcome)),
        late(skip, replaced(STATEMENT, r"\skip" + STATEMENT)),
        late(skip, replaced(STATEMENT, r"\skip{a}" + STATEMENT)),
        late(skip, replaced(STATEMENT, r"\skip a" + STATEMENT)),
        late(skip + r"\newcommand{\indirect}{\skip}", replaced(STATEMENT, r"\indirect a" + STATEMENT)),
        late(
            hide,
            replaced(STATEMENT, r"\hide[" + STATEMENT).replace(
                "\n\\begin{sfclaim}", "]\n\\begin{sfclaim}", 1
            ),
        ),
        late(
            option,
            replaced(STATEMENT, r"\hide[" + STATEMENT).replace(
                "\n\\begin{sfclaim}", "]\n\\begin{sfclaim}", 1
            ),
        ),
        late(
            stop,
            replaced(STATEMENT, r"\hide" + STATEMENT).replace(
                "\n\\begin{sfclaim}", "STOP\n\\begin{sfclaim}", 1
            ),
        ),
        late(r"\newcommand{\open}{\begin{lrbox}{\x}}", replaced(STATEMENT, r"\open ok " + STATEMENT)),
    ):
        assert judged(tmp_path, text).code == 1


@pytest.mark.parametrize(
    ("head", "held"),
    [
        (r"\usepackage{alltt}", r"\begin{alltt}\global\let\geq\leq\end{alltt}"),
        (r"\newenvironment{minted}{}{}", r"\begin{minted}\global\let\geq\leq\end{minted}"),
        ("", "\\begin{lstlisting}\n\\global\\let\\geq\\leq\n\\end{lstlisting}"),
        (
            r"\usepackage{listings}",
            "\\begin{lstlisting}[mathescape]\n$\\global\\let\\geq\\leq$\n\\end{lstlisting}",
        ),
        (r"\def\lstinline{}", r"\lstinline|\let\geq\leq|"),
        ("", r"\lstinline|\let\geq\leq|"),
        (r"\usepackage{comment}", "\\begin{comment}\nx \\end{comment}"),
        ("", "\\verb|%|\\verb{%{\\let\\geq\\leq"),
        ("", "\\begin{verbatim}\n\\end {verbatim}"),
    ],
)
def test_what_is_shown_and_obeyed(tmp_path: Path, head: str, held: str) -> None:
    """Verbatim text that TeX obeys, and text that it does not show."""
    text = late(head) if head else whole()
    assert judged(tmp_path, text.replace("\\sftight\n", "\\sftight\n" + held + "\n", 1)).code == 1


def test_files_that_tex_reads(tmp_path: Path) -> None:
    """By other names and other ways than one would think, or without being named."""
    evil = "\\let\\geq\\leq\n"
    made = "\\begin{filecontents*}{fixes.sty}\n\\let\\geq\\leq\n\\end{filecontents*}\n" + late(
        r"\usepackage{fixes}"
    )
    cases: list[tuple[str, dict[str, str]]] = [
        (made, {}),
        (late(r"\input{a b}"), {"ab__tex": "%", "a_b_b__tex": evil}),
        (late(r"\input a b"), {"ab__tex": "%", "a__tex": evil}),
        (late(r"\input{a.tex}"), {"a__tex": evil, "a__tex__tex": "%"}),
        (late(r"\usepackage{loc}"), {"loc__sty": "\\RequirePackageWithOptions{evil}", "evil__sty": evil}),
        (
            inside(r"\bibliography{refs}"),
            {"paper__bbl": "\\begin{thebibliography}{1}\\global\\let\\geq\\leq"},
        ),
        (inside(r"\tableofcontents"), {"paper__toc": "\\global" + evil}),
        (whole(), {"paper__aux": "\\relax\n\\global" + evil}),
        (late(r"\usepackage{graphicx}"), {"graphics__cfg": evil}),
        (whole(), {"amsgen__sty": evil}),
    ]
    for number, (text, files) in enumerate(cases):
        (tmp_path / str(number)).mkdir()
        assert judged(tmp_path / str(number), text, **files).code == 1, number


def test_instances_that_are_none(tmp_path: Path) -> None:
    """A superscript two, and sizes for which nothing is written out; none takes long."""
    for size in ("\u00b2", "0", "1", "33", "999", "x", "\u0664"):
        block = rf"\begin{{sfinstance}}{{{size}}}x\end{{sfinstance}}"
        found = judged(tmp_path, replaced("\\begin{sfrecord}", block + "\n\\begin{sfrecord}"))
        assert found.code == 1
        assert found.findings[0].says == "cannot tell"


@pytest.mark.parametrize(
    "held",
    [
        "\\def[" * 30_000,
        "\\newcommand[" * 30_000,
        "\\begin{x}" * 30_000,
        "\\begin{" * 20_000,
        "\\newcommand{\\a}{" * 9_000,
        "\\begin{x}" * 9_000 + "\\end{y}" * 9_000,
        "\\begin{proof}" * 9_000,
        "\\url{" * 20_000,
        "{" * 50_000,
    ],
)
def test_scans_are_linear(tmp_path: Path, held: str) -> None:
    """What nothing closes: with a scan to the end for each, these would take minutes."""
    assert judged(tmp_path, inside(held)).code == 1


NEURIPS = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{lmodern,microtype,graphicx,booktabs,xcolor,enumitem}
\usepackage{amsmath,amssymb,amsthm,mathtools}
\usepackage[round]{natbib}
\usepackage{hyperref,cleveref}
\hypersetup{colorlinks=true,linkcolor=blue}
\graphicspath{{figures/}}
\newcommand{\R}{\mathbb{R}}
\newcommand{\norm}[1]{\left\lVert#1\right\rVert}
\newcommand{\todo}[1]{{\color{red}[#1]}}
\DeclareMathOperator{\tr}{tr}
\DeclareMathOperator*{\argmin}{arg\,min}
\newtheorem{theorem}{Theorem}[section]
\newtheorem{lemma}[theorem]{Lemma}
\theoremstyle{definition}
\newtheorem{definition}[theorem]{Definition}
\newcommand{\sfcounter}{theorem}
\newcommand{\sfcite}[2]{\citep{#1}}
\newcommand{\sfz}{\zeta}
\newcommand{\sfm}{\overline{\zeta}}
\title{A paper\thanks{Supported.}}
\author{A. Author \and B. Author}
\date{\today}
\begin{document}
\maketitle
\begin{abstract}We show that $\R\ni x\mapsto\norm{x}$.\end{abstract}
\section{Introduction}\label{sec:intro}
As \citet{rudin1976} says, see \cref{sf:chebyshev} and \url{https://example.org/a}.
\begin{equation}\label{eq:one} \argmin_{x\in[0,1)}\tr(x)\leq\frac12 \end{equation}
\begin{figure}[t]\centering\includegraphics[width=.5\linewidth]{one}\caption{One.}\end{figure}
\begin{proof}[Proof of \cref{sec:intro}]By \eqref{eq:one}. \end{proof}
\appendix
\section{Derivations}
\input{appendix}
\bibliographystyle{plainnat}
\bibliography{cited}
\end{document}
"""
BBL = r"""\begin{thebibliography}{1}
\providecommand{\natexlab}[1]{#1}
\providecommand{\url}[1]{\texttt{#1}}
\expandafter\ifx\csname urlstyle\endcsname\relax
  \providecommand{\doi}[1]{doi: #1}\else
  \providecommand{\doi}{doi: \begingroup \urlstyle{rm}\Url}\fi

\bibitem[Rudin(1976)]{rudin1976}
W.~Rudin.
\newblock \emph{Principles}.
\newblock McGraw-Hill, 1976.

\end{thebibliography}
"""
AMSART = r"""\documentclass[11pt,reqno]{amsart}
\usepackage{amssymb,geometry,tikz,url}
\geometry{margin=1in}
\numberwithin{equation}{section}
\newtheorem{thm}{Theorem}
\renewcommand{\leq}{\leqslant}
\renewcommand{\geq}{\geqslant}
\renewcommand{\epsilon}{\varepsilon}
\newcommand{\be}{\begin{equation}}
\newcommand{\ee}{\end{equation}}
\newcommand{\sfnote}[1]{}
\begin{document}
\title{Short}
\author{A. Author}
\address{Somewhere}
\email{a@example.org}
\subjclass[2020]{26D15}
\keywords{sums}
\begin{abstract}Sums.\end{abstract}
\maketitle
\be x=\emph{y} \ee
\section*{Claims}
\begin{small}
\input{appendix.tex}
\end{small}
\end{document}
"""
LIGHT = r"""\documentclass{scrartcl}
\usepackage{amsmath,amssymb,amsthm,biblatex,siunitx}
\addbibresource{cited.bib}
\setlength{\parindent}{0pt}
\pagestyle{plain}
\begin{document}
\tableofcontents
% \renewcommand{\leq}{\geq} was here once
\begin{verbatim}
\let\leq\geq
\end{verbatim}
Words \verb|\let| and $a<b$, \SI{3}{\metre}.
\input appendix
\printbibliography
\end{document}
"""
OWN = "\\newcommand{\\loss}{\\mathcal{L}}\n\\newcommand{\\E}[1]{\\mathbb{E}[#1]}\n\\endinput\n"
PARTS = LIGHT.replace(r"\begin{document}", "\\usepackage{house}\n\\begin{document}").replace(
    r"\input appendix", "\\include{back}"
)


@pytest.mark.parametrize(
    ("text", "files"),
    [
        (NEURIPS, {"paper__bbl": BBL}),
        (AMSART, {}),
        (LIGHT, {"paper__toc": "\\contentsline {section}{\\numberline {1}Introduction}{1}{}%\n"}),
        (PARTS, {"house__sty": OWN, "back__tex": "\\clearpage\n\\section{Back}\n\\input{appendix}\n"}),
        ("", {"paper__aux": "\\relax \n\\newlabel{sf:chebyshev}{{1}{1}}\n\\gdef \\@abspage@last{3}\n"}),
    ],
    ids=["natbib", "amsart", "light", "in parts", "standalone"],
)
def test_ordinary_papers_agree(tmp_path: Path, text: str, files: dict[str, str]) -> None:
    """With packages, macros, theorems and files of their own."""
    found = judged(tmp_path, text or whole(), appendix__tex=body(), **files)
    assert [(f.id, f.says, f.reasons, f.differences) for f in found.findings if f.says != "agrees"] == []
    assert "the source text of the claims" in list(lines(found))[-1]
