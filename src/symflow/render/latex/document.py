r"""The whole export: a body to be \input, or a document of its own.

The same results give the same bytes: there is no date, and everything stands in the order of the ids.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from symflow.ledger.run import Result
from symflow.render.latex.escape import escape
from symflow.render.latex.literature import Work, entries, entry
from symflow.render.latex.references import Export
from symflow.render.latex.symbols import provided
from symflow.render.latex.theorems import theorem
from symflow.render.outcome import steps_fail

LONGEST_LINE = 110
PACKAGES = ("amsmath", "amssymb", "amsthm")
COMMANDS = r"""\providecommand{\sfpart}[1]{#1}
\providecommand{\sfid}[1]{\texttt{#1}}
\providecommand{\sfverdict}[1]{\textbf{#1}}
\providecommand{\sftight}{\setlength{\abovedisplayskip}{6pt plus 2pt minus 3pt}%
  \setlength{\belowdisplayskip}{6pt plus 2pt minus 3pt}\setlength{\abovedisplayshortskip}{2pt plus 2pt}%
  \setlength{\belowdisplayshortskip}{4pt plus 2pt minus 2pt}\emergencystretch=6em
  \allowdisplaybreaks}
\providecommand{\sfnote}[1]{\footnote{#1}}
\providecommand{\sfset}[1]{[#1]}
\providecommand{\sfcite}[2]{[#2]}
\providecommand{\sfstep}[3]{\par\smallskip\noindent\textbf{#1.}\ \textsc{#2} (#3).}
\providecommand{\sfalong}[1]{\Big|_{\mathrm{#1}}}
\ifdefined\sfcounter\else\newcounter{sfstatement}\newcommand{\sfcounter}{sfstatement}\fi
\ifcsname sftheorem\endcsname\else\newtheorem{sftheorem}[\sfcounter]{Theorem}\fi
\ifcsname sfclaim\endcsname\else\newtheorem{sfclaim}[\sfcounter]{Claim}\fi
\ifcsname sfconjecture\endcsname\else\newtheorem{sfconjecture}[\sfcounter]{Conjecture}\fi
\ifcsname sfderivation\endcsname\else
\newenvironment{sfderivation}[1]{\trivlist\item[\hskip\labelsep\itshape #1.]}{\endtrivlist}\fi
\ifcsname sfoutcome\endcsname\else
\newenvironment{sfoutcome}{\par\smallskip\noindent\ignorespaces}{\par}\fi
\ifcsname sfinstance\endcsname\else
\newenvironment{sfinstance}[1]{\trivlist\item[\hskip\labelsep\itshape For $K=#1$ this reads.]}{\endtrivlist}\fi
\ifcsname sfrecord\endcsname\else
\newenvironment{sfrecord}{\par\footnotesize\noindent\ignorespaces}{\par\bigskip}\fi"""
EVERY_STEP = "every numbered step of its derivation was checked"
EVERY_PART = (
    "every part of it was established (a step that does not hold says so, the steps are then not called a proof, and "
    "what the verdict rests on instead is told beside it)"
)
KINDS = {
    "IDENTITY": "both sides have the same normal form after unfolding what is named and adding the equations named",
    "DERIVE": "the same, after carrying out the derivatives by two routes",
    "SIGN": "the difference of the sides equals a formula whose sign is manifest (``Signs'' names what makes it "
    "so), or is not negative and not zero",
    "ZERO-SET": "a sum of terms that are not negative vanishes only if every term does",
    "INDUCT": r"a rule of the Walsh characters, for $m=0$ and from $m$ to $m+1$",
    "CASES": "the index is zero, or it is not",
    "WITNESS": "exact numbers at which a part fails, enclosed in balls",
    "COVER": "a part on a box, by interval evaluation",
    "CITE": "a textbook fact of a closed list, with its premises",
}


def document(
    results: Sequence[Result],
    version: str,
    standalone: bool = False,
    certificates: Mapping[str, str] | None = None,
    sizes: Sequence[int] = (),
) -> str:
    """The requested results as LaTeX; the others are what these rest on.

    ``certificates``: the digests of the certificates that are accepted, by id; None if none was made. ``sizes``: the K
    at which every statement is also given with its sums written out.
    """
    known: Mapping[str, Result] = {r.claim.id: r for r in sorted(results, key=lambda r: r.claim.id)}
    shown = tuple(known[name] for name in _used_first(known) if known[name].requested)
    export = Export(shown, known, certificates, tuple(sorted(set(sizes))))
    theorems = [_wrapped(theorem(result, export, version)) for result in export.shown]
    works = entries(theorems)
    macros = "\n".join([*provided(theorems), COMMANDS])
    legend = _wrapped(_legend(export, version))
    if standalone:
        return _whole(macros, legend, theorems, works, version)
    return "\n".join([_comment(version), macros, r"\begingroup\sftight", legend, *theorems, _listed(works)])


def _wrapped(text: str) -> str:
    """Text with lines that are not too long to read; a line may end at any space, and none is empty."""
    lines = (
        textwrap.wrap(x, LONGEST_LINE, break_long_words=False, break_on_hyphens=False)
        for x in text.splitlines()
    )
    return "\n".join(line for wrapped in lines for line in wrapped) + "\n"


def _used_first(known: Mapping[str, Result]) -> list[str]:
    """The ids, each after the claims that it rests on, otherwise in their order."""
    order: dict[str, None] = {}

    def visit(name: str) -> None:
        for used in known[name].claim.uses:
            if used in known and used not in order:
                visit(used)
        order[name] = None

    for name in known:
        visit(name)
    return list(order)


def _comment(version: str) -> str:
    packages = ",".join(PACKAGES)
    return "\n".join(
        [
            f"% Derivations checked and written by symflow {version}; for \\input in a paper.",
            f"% The paper needs \\usepackage{{{packages}}}.",
            "% Every symbol is a macro \\sf...; define it before the \\input to use your own.",
            "% \\newcommand{\\sfcounter}{theorem} before the \\input numbers the statements with the paper's theorems.",
            "% Citations: \\newcommand{\\sfcite}[2]{\\cite{#1}} uses the keys of symflow's docs/references.bib.",
        ]
    )


def _legend(export: Export, version: str) -> str:
    """What the verdict and the kinds of step mean: only those that occur."""
    steps = [s.step.kind for r in export.shown if r.examination is not None for s in r.examination.steps]
    kinds = "; ".join(rf"\textsc{{{kind.lower()}}}: {text}" for kind, text in KINDS.items() if kind in steps)
    broken = any(r.verdict == "PROVED" and steps_fail(r) for r in export.shown)
    return (
        rf"\paragraph*{{How to read this.}} Each statement is given with the verdict that symflow {escape(version)} "
        "computed from its evidence. A claim is called a theorem only if it is \\sfverdict{PROVED}: "
        + (EVERY_PART if broken else EVERY_STEP)
        + " by a program for the whole domain that is stated, and so was every claim "
        "that it rests on. The steps are displayed as they were checked."
        + (f" Kinds of step: {kinds}." if kinds else "")
        + "\n"
    )


def _listed(works: Sequence[Work]) -> str:
    """The end of a body: the works that it names."""
    lines = [rf"\noindent [{escape(work.short)}] {entry(work)}\par" for work in works]
    head = [r"\paragraph*{Works cited.}\mbox{}\par"] if works else []
    return "\n".join([*head, *lines, r"\endgroup", ""])


def _whole(macros: str, legend: str, theorems: Sequence[str], works: Sequence[Work], version: str) -> str:
    """A document of its own; two runs of pdflatex, no BibTeX."""
    books = [rf"\bibitem{{{work.key}}} {entry(work)}" for work in works]
    literature = [r"\begin{thebibliography}{9}", *books, r"\end{thebibliography}"] if works else []
    return "\n".join(
        [
            f"% Written by symflow {version}. Typeset it with pdflatex, twice.",
            r"\documentclass[11pt,a4paper]{article}",
            r"\usepackage[textwidth=148mm,textheight=232mm]{geometry}",
            *(rf"\usepackage{{{package}}}" for package in PACKAGES),
            r"\usepackage[expansion=false]{microtype}",
            r"\newcommand{\sfcite}[2]{\cite{#1}}",
            macros,
            r"\title{Derivations}",
            rf"\author{{checked by symflow {escape(version)}}}",
            r"\date{}",
            r"\begin{document}",
            r"\maketitle",
            r"\sftight",
            legend,
            *theorems,
            *literature,
            r"\end{document}",
            "",
        ]
    )
