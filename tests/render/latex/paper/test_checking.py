r"""``symflow latex --check``: what a paper may change, and what is noticed. Every edit is made on a real export."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from exported import BOOK, VERSION, checked

from symflow.errors import InputError, LimitReached
from symflow.ledger import Result
from symflow.render.latex.document import document
from symflow.render.latex.paper.checking import Checked, check, lines, opened, text

CERTIFICATES = {"lyapunov-identity": "ab" * 32, "lyapunov-decrease": "cd" * 32, "walsh-characters": "ef" * 32}
NAMES = ("lyapunov-identity", "lyapunov-decrease")
HEAD = "\\documentclass{article}\n\\usepackage{amsmath,amssymb,amsthm}\n"
START, END = "\\begin{document}\nSome words. % and a comment\n", "\n\\end{document}\n"
IDENTITY, DECREASE = NAMES


def results(*names: str) -> list[Result]:
    """Some claims with what they rest on."""
    known = set(names)
    waiting = list(names)
    while waiting:
        more = [u for u in BOOK[waiting.pop()].uses if u not in known]
        known |= set(more)
        waiting += more
    return [replace(checked(n), requested=n in names) for n in sorted(known)]


def export(*names: str, sizes: tuple[int, ...] = (), version: str = VERSION) -> str:
    """A body."""
    return document(results(*(names or NAMES)), version, False, CERTIFICATES, sizes)


def verdicts(folder: Path, body: str, head: str = "", end: str = END) -> Checked:
    """What is found about a paper with this body."""
    (folder / "paper.tex").write_text(HEAD + head + START + body + end, encoding="utf-8")
    found = opened(str(folder / "paper.tex"))
    wanted = [name for name in found.ids if name in BOOK]
    return check(found, results(*wanted), CERTIFICATES, VERSION)


def says(found: Checked) -> dict[str, str]:
    return {finding.id: finding.says for finding in found.findings}


def passages(found: Checked, name: str) -> list[str]:
    (finding,) = [f for f in found.findings if f.id == name]
    return [difference.passage for difference in finding.differences]


def edited(old: str, new: str, count: int = 1, **options: object) -> str:
    """The export with one edit, which must have something to edit."""
    body = export(**options)  # type: ignore[arg-type]
    assert old in body, old
    return body.replace(old, new, count)


def test_an_export_agrees_with_itself(tmp_path: Path) -> None:
    """Pasted as it is."""
    found = verdicts(tmp_path, export())
    assert says(found) == dict.fromkeys(NAMES, "agrees")
    assert found.code == 0
    assert found.notation == ()


def test_an_export_that_is_read_by_input_agrees(tmp_path: Path) -> None:
    """In a folder below, and through a file that reads it."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "app.tex").write_text(export(), encoding="utf-8")
    (tmp_path / "back.tex").write_text("\\section{More}\n\\input parts/app\n", encoding="utf-8")
    found = verdicts(tmp_path, "\\include{back}")
    assert set(says(found).values()) == {"agrees"}
    assert found.findings[0].where.startswith("parts/app.tex:")


def test_claims_of_every_kind_agree_with_themselves(tmp_path: Path) -> None:
    """With an instance of each, in one paper: every macro of theirs is known to be harmless."""
    names = [
        "chebyshev",
        "depth-3",
        "gradient",
        "log-parabola",
        "max-min-ratio-4",
        "square-root",
        "ulpm-eq-9",
        *NAMES,
    ]
    body = document([replace(checked(n), requested=True) for n in names], VERSION, False, {}, (4,))
    (tmp_path / "paper.tex").write_text(HEAD + START + body + END, encoding="utf-8")
    found = check(opened(str(tmp_path / "paper.tex")), [checked(n) for n in names], {}, VERSION)
    assert [(f.id, f.says, f.reasons) for f in found.findings if f.says != "agrees"] == []
    assert len(found.findings) == len(names)


@pytest.mark.parametrize(
    ("old", "new", "name", "passage"),
    [
        (r"\sfdot{\sfV}\leq0", r"\sfdot{\sfV}\geq0", DECREASE, "part decrease"),
        (r"\sfdot{\sfV}=-\frac{2\sfK}{\sfN}", r"\sfdot{\sfV}=\frac{2\sfK}{\sfN}", IDENTITY, "part 4d"),
        (r"\sfs_{-k}=\sfs_{k}", r"\sfs_{-k}=\sfs_{0}", IDENTITY, "domain"),
        (r"\sfs_{k}>0$", r"\sfs_{k}\geq0$", IDENTITY, "domain"),
        (r"order $\sfK\geq2$", r"order $\sfK\geq1$", IDENTITY, "domain"),
        (r"\frac{1}{\sfK}\sum", r"\frac{1}{\sfN}\sum", IDENTITY, "definitions"),
        (r"2\sfs_{k}(1-\sfpi_{k})", r"2\sfs_{k}(1+\sfpi_{k})", IDENTITY, "flow modes"),
        (r"\sum_{k\neq0}(\sfs_{k}-\sfsbar)=0", r"\sum_{k\neq0}(\sfs_{k}+\sfsbar)=0", IDENTITY, "step 5"),
        (r"\sfverdict{PROVED}%", r"\sfverdict{REFUTED}%", IDENTITY, "verdict"),
        ("nothing is said beyond it", "and more", IDENTITY, "words of the verdict"),
        ("the derivative of", "no derivative of", IDENTITY, "heading"),
        (r"\tag{\sfpart{4b}}", r"\tag{\sfpart{4c}}", IDENTITY, "part 4b"),
    ],
)
def test_a_change_is_noticed(tmp_path: Path, old: str, new: str, name: str, passage: str) -> None:
    """And named; the other claim is not blamed."""
    found = verdicts(tmp_path, edited(old, new))
    assert says(found) == {**dict.fromkeys(NAMES, "agrees"), name: "differs"}
    assert passage in passages(found, name)
    assert found.code == 1


def test_hypotheses_are_noticed(tmp_path: Path) -> None:
    """Changed, commented away, or taken out."""
    name = next(n for n in sorted(BOOK) if len(BOOK[n].domain.hypotheses) > 1 and not BOOK[n].uses)
    body = export(name)
    label = f"sf:{name}::hyp:"
    at = body.index(label)
    start, end = body.rindex("\n", 0, body.rindex("\n", 0, at)) + 1, body.index("\n", at)
    hypothesis = body[start:end]
    for new in ("%" + hypothesis.replace("\n", "\n%"), "", r"\iffalse " + hypothesis + r" \fi{}"):
        found = verdicts(tmp_path, body.replace(hypothesis, new))
        assert says(found)[name] == "differs"
        assert any("hypothesis" in passage for passage in passages(found, name))


@pytest.mark.parametrize("verdict", ["REFUTED"])
def test_a_claim_that_is_called_a_theorem(tmp_path: Path, verdict: str) -> None:
    """By its environment, by its heading, by the verdict, by the paper's own definition."""
    name = "depth-3"
    body = export(name)
    for old, new in (
        ("sfclaim", "sftheorem"),
        ("{refuted: ", "{"),
        (r"\sfverdict{REFUTED}", r"\sfverdict{PROVED}"),
    ):
        assert says(verdicts(tmp_path, body.replace(old, new)))[name] in ("differs", "cannot tell")
    assert says(verdicts(tmp_path, body, r"\newtheorem{sfclaim}{Theorem}"))[name] == "cannot tell"
    assert says(verdicts(tmp_path, body, r"\newtheorem{sfclaim}{Claim}"))[name] == "agrees"
    line = r"\newtheorem{sfclaim}[\sfcounter]{Claim}"
    assert (
        says(verdicts(tmp_path, body.replace(line, line.replace("{Claim}", "{Theorem}"))))[name]
        == "cannot tell"
    )


def test_what_is_stale(tmp_path: Path) -> None:
    """Digests of the statement and of the certificate, evidence, another version; not the number of cases."""

    head, mark, rest = export().partition("\\begingroup")
    body = head + mark + " ".join(rest.split("\n")).replace("% ", "%\n")
    for old, new, passage in (
        (BOOK[IDENTITY].digest[:8], "0" * 8, "statement digest"),
        ("abababab", "abababac", "certificate digest"),
        ("symflow 0.0.test.", "symflow 0.0.older.", "version"),
        ("exact $\\times$ universal TRUE", "kernel $\\times$ universal TRUE", "evidence"),
    ):
        assert old in body
        found = verdicts(tmp_path, body.replace(old, new))
        assert says(found)[IDENTITY] == "stale"
        assert passage in passages(found, IDENTITY)
        assert found.code == 1
    assert says(verdicts(tmp_path, body.replace(" 12 cases", " 13 cases")))[IDENTITY] == "agrees"


def test_a_claim_that_is_gone(tmp_path: Path) -> None:
    """An id that no claim has."""
    found = verdicts(tmp_path, export().replace("lyapunov-decrease", "lyapunov-dream"))
    assert says(found)["lyapunov-dream"] == "unknown"
    assert found.code == 1


def test_what_an_author_may_do(tmp_path: Path) -> None:
    """Other line ends, comments, words around the claims, macros of one's own, a part left out."""
    body = export()
    commented = "\n".join(line if line.endswith("%") else line + " % checked" for line in body.splitlines())
    assert set(says(verdicts(tmp_path, commented)).values()) == {"agrees"}
    head, _, rest = body.partition("\\begingroup")
    assert set(says(verdicts(tmp_path, head + "\\begingroup" + rest.replace(" ", "\n  "))).values()) == {
        "agrees"
    }
    told = verdicts(
        tmp_path,
        body.replace(r"\begin{sftheorem}", "More words of ours: $1+1=3$.\n\n\\begin{sftheorem}"),
        "\\newcommand{\\sfs}{\\sigma}\n\\newcommand{\\sfsbar}{\\overline{\\sigma}}\n\\newcommand{\\sfnote}[1]{}\n"
        "\\renewcommand{\\leq}{\\leqslant}\n\\newcommand{\\sfcite}[2]{\\cite{#1}}\n",
    )
    assert set(says(told).values()) == {"agrees"}
    assert dict(told.notation)[r"\sfs"] == r"\sigma"
    assert dict(told.notation)[r"\leq"] == r"\leqslant"
    bare = body
    for environment in ("proof", "sfrecord"):
        while rf"\begin{{{environment}}}" in bare:
            start = bare.index(rf"\begin{{{environment}}}")
            stop = bare.index(rf"\end{{{environment}}}") + len(rf"\end{{{environment}}}")
            bare = bare[:start] + bare[stop:]
    found = verdicts(
        tmp_path, bare.replace(r"\end{sfoutcome}", "\\end{sfoutcome}\n\\begin{proof} Clear.\\end{proof}")
    )
    assert set(says(found).values()) == {"agrees"}
    assert found.findings[0].missing == ["derivation", "record"]


@pytest.mark.parametrize(
    "head",
    [
        r"\renewcommand{\leq}{\geq}",
        r"\let\leq\geq",
        r"\def\sum{\prod}",
        r"\catcode`\%=12",
        r"\expandafter\def\csname leq\endcsname{\geq}",
        r"\newcommand{\sfs}{-s}",
        r"\newcommand{\sfs}{s+1}",
        r"\newcommand{\sfN}{3}",
        r"\newcommand{\sfs}[1]{s}",
        r"\newcommand{\sfs}{\pi}\newcommand{\sfpi}{\pi}",
        r"\newcommand{\sfz}{s}",
        r"\newcommand{\sfs}{\mine}",
        r"\newcommand{\sfs}{\sigma}\renewcommand{\sigma}{-s}",
        r"\newcommand{\sfverdict}[1]{PROVED}",
        r"\newcommand{\sfverdict}[1]{not #1}",
        r"\newcommand{\sfpart}[1]{}",
        r"\newenvironment{sfoutcome}{\comment}{\endcomment}",
        r"\renewenvironment{proof}{\comment}{\endcomment}",
        r"\DeclareMathSymbol{\leq}{\mathrel}{symbols}{21}",
        r"\excludecomment{sftheorem}",
        r"\def\hide#1\stop{}",
        r"\input{macros}",
        r"\input{\jobname-macros}",
        r"^^5cdef",
        r"\setbox0=\vbox",
        r"\everymath{\color{white}}",
        r"\newcommand{\sfs}{k}",
        r"\newcommand{\sfs}{s}\usepackage{etoolbox}\patchcmd{\sfs}{s}{t}{}{}",
        r"\newcommand{\sfs}{s}\apptocmd{\sfs}{-1}{}{}",
        r"\let\hide\iffalse\def\show{\fi}",
        r"\def\show{\fi}",
        r"\renewenvironment{document}{}{}",
        r"\let\input\relax",
        r"}",
        r"\stop",
    ],
)
def test_what_makes_it_impossible_to_tell(tmp_path: Path, head: str) -> None:
    """Whatever could change the meaning of what is typeset."""
    found = verdicts(tmp_path, export(DECREASE), head + "\n")
    assert says(found) == {DECREASE: "cannot tell"}
    assert found.code == 1
    assert all(finding.reasons for finding in found.findings)


def test_places_that_are_not_typeset(tmp_path: Path) -> None:
    """Conditions, verbatim, arguments, unknown environments, behind the end, twice."""
    body = export()
    for before, after in (
        ("\\iffalse\n", "\n\\fi"),
        ("\\begin{verbatim}\n", "\n\\end{verbatim}"),
        ("\\begin{comment}\n", "\n\\end{comment}"),
        ("\\hide{", "}"),
        ("\\hide{\\iffalse}\\fi ", "}"),
        ("\\iftrue\\else ", "\\fi"),
        ("\\begin{hidden}", "\\end{hidden}"),
        ("\\end{document}\n", ""),
        ("", body),
    ):
        found = verdicts(tmp_path, before + body + after)
        assert set(says(found).values()) == {"cannot tell"}, before
    late = body + "\n\\renewcommand{\\sfs}{s'}\n"
    assert set(says(verdicts(tmp_path, late)).values()) == {"cannot tell"}
    inside = body.replace(r"\begin{proof}", r"\iffalse\begin{proof}", 1).replace(
        r"\end{proof}", r"\end{proof}\fi", 1
    )
    assert says(verdicts(tmp_path, inside))[IDENTITY] == "differs"


def test_packages_of_the_paper_are_read(tmp_path: Path) -> None:
    """Those in its folder."""
    (tmp_path / "house.sty").write_text("\\renewcommand{\\leq}{\\geq}\n", encoding="utf-8")
    assert says(verdicts(tmp_path, export(DECREASE), "\\usepackage{house}\n")) == {DECREASE: "cannot tell"}
    (tmp_path / "house.sty").write_text("\\newcommand{\\house}{ours}\n\\endinput\n", encoding="utf-8")
    assert set(says(verdicts(tmp_path, export(), "\\usepackage{house}\n")).values()) == {"agrees"}


def test_instances_are_compared(tmp_path: Path) -> None:
    """With the K that the paper has."""
    body = export(DECREASE, sizes=(4,))
    assert says(verdicts(tmp_path, body)) == {DECREASE: "agrees"}
    changed = body.replace(r"\frac{\sfs_{1}+\sfs_{2}+\sfs_{3}}{4}", r"\frac{\sfs_{1}+\sfs_{2}-\sfs_{3}}{4}")
    assert changed != body
    found = verdicts(tmp_path, changed)
    assert passages(found, DECREASE) == ["instance: definition z"]
    assert (
        says(verdicts(tmp_path, body.replace(r"\begin{sfinstance}{4}", r"\begin{sfinstance}{8}")))[DECREASE]
        == "differs"
    )
    assert (
        says(verdicts(tmp_path, body.replace(r"\begin{sfinstance}{4}", r"\begin{sfinstance}{x}")))[DECREASE]
        != "agrees"
    )


def test_a_limit_is_not_agreement(tmp_path: Path) -> None:
    """A claim that was not verified again."""
    (tmp_path / "paper.tex").write_text(HEAD + START + export(DECREASE) + END, encoding="utf-8")
    held = [
        replace(r, verdict="UNDECIDED", evidence=(), messages=("did not finish within 1 s",))
        if r.claim.id == DECREASE
        else r
        for r in results(DECREASE)
    ]
    found = check(opened(str(tmp_path / "paper.tex")), held, CERTIFICATES, VERSION)
    assert says(found) == {DECREASE: "not verified anew"}
    assert found.code == 4


def test_files_outside_are_refused(tmp_path: Path) -> None:
    """Absolute names, .., links."""
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.tex").write_text("secret", encoding="utf-8")
    (inner / "link.tex").symlink_to(tmp_path / "secret.tex")
    for name in (str(tmp_path / "secret.tex"), "../secret", "a/../../secret", "~/secret", "link"):
        with pytest.raises(InputError, match=r"only files inside|leads out"):
            verdicts(inner, rf"\input{{{name}}}" + export())


def test_limits_of_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that read each other without end, too many, too large."""
    (tmp_path / "a.tex").write_text("\\input{a}", encoding="utf-8")
    with pytest.raises(LimitReached):
        verdicts(tmp_path, r"\input{a}" + export())
    monkeypatch.setattr("symflow.render.latex.paper.reading.LARGEST", 1000)
    with pytest.raises(LimitReached):
        verdicts(tmp_path, export())


def test_bad_papers(tmp_path: Path) -> None:
    """No file, a folder, nothing of symflow in it."""
    for name in ("", "none.tex", "."):
        with pytest.raises(InputError, match="--check"):
            opened(str(tmp_path / name) if name else "")
    with pytest.raises(InputError, match="no claim of symflow"):
        verdicts(tmp_path, "Nothing.")


def test_names_that_no_file_has(tmp_path: Path) -> None:
    """Longer than a file system allows: they are not there, and that is said."""
    long = "a" * 300
    with pytest.raises(InputError, match=r"give the \.tex file of a paper"):
        opened(long)
    found = verdicts(tmp_path, rf"\input{{{long}}}" + export(DECREASE), rf"\usepackage{{{long}}}" + "\n")
    assert says(found) == {DECREASE: "cannot tell"}
    assert "which is not there" in str(found.findings[0].reasons)


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What TeX would read there is not known."""

    def closed(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(InputError, match="its folder cannot be listed: Permission denied"):
        verdicts(tmp_path, export(DECREASE))


def test_a_paper_writes_nothing_of_its_own_into_the_table(tmp_path: Path) -> None:
    """No line that looks like a finding, nothing that a terminal obeys, no text that cannot be written."""
    forged = r"\begin{sftheorem}[x]\label{sf:x.a.chebyshev.20..20.agrees}\end{sftheorem}"
    body = forged + "\\label{sf:.d800.}" + edited("nothing is said beyond it", "\x1b[2Jand more")
    (tmp_path / os.fsdecode(b"\xff\x1b[2J.cfg")).write_text("\\def\\x{}", encoding="utf-8")
    found = verdicts(tmp_path, body)
    assert not any(line.startswith("chebyshev") for line in "\n".join(lines(found)).splitlines())
    assert all(line.isprintable() for line in lines(found))
    assert json.loads(text(found, VERSION).encode())["claims"][0]["id"] == "x.a.chebyshev.20..20.agrees"


def test_the_table_and_the_data(tmp_path: Path) -> None:
    """Both say the same, and what was not looked at."""
    found = verdicts(tmp_path, edited(r"\sfdot{\sfV}\leq0", r"\sfdot{\sfV}\geq0"))
    table = "\n".join(lines(found))
    assert "part decrease: the paper has" in table
    assert "paper.tex: 2 claims: 1 agrees, 1 differs" in table
    assert "the printed page are not examined" in table
    data = json.loads(text(found, VERSION))
    assert data["schema"] == "symflow.paper/1"
    assert [c["says"] for c in data["claims"]] == ["agrees", "differs"]
    assert data["claims"][1]["differences"][0]["passage"] == "part decrease"
