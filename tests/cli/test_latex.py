"""``symflow latex``: files, exit codes, and what is refused before any work starts."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

import symflow
from symflow import __version__
from symflow.cli import commands, main
from symflow.errors import LimitReached, SymflowError
from symflow.ledger import run
from symflow.render.latex import pdf

SMALL = "walsh-characters"
REFUTED = "depth-3"
needs_tex = pytest.mark.skipif(
    shutil.which(pdf.PROGRAM) is None, reason="not checked: pdflatex is missing, so no PDF was made"
)


def _never(*given: object, **options: object) -> None:
    raise RuntimeError("work started")


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is refused is refused before claims are read."""
    monkeypatch.setattr(commands, "verify", _never)
    monkeypatch.setattr(run, "claims", _never)


def refused(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    """The one line with which a command line is refused."""
    assert main(["latex", *arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_a_body_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    r"""To be read by \input: no document class, nothing else printed."""
    assert main(["latex", SMALL, "--quiet"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("% Derivations checked and written by symflow")
    assert r"\documentclass" not in out
    assert rf"\label{{sf:{SMALL}}}" in out
    assert r"\begin{sftheorem}" in out
    assert f"checked by symflow {__version__}" in " ".join(out.split())
    assert "Digest of the certificate: " in " ".join(out.split())


def test_a_document_in_a_file_twice_the_same(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whole, and the same bytes again."""
    files = [tmp_path / "a.tex", tmp_path / "b.tex"]
    for file in files:
        assert main(["latex", SMALL, REFUTED, "--standalone", "-o", str(file)]) == 0
    assert capsys.readouterr().out == ""
    first, second = (file.read_text(encoding="ascii") for file in files)
    assert first == second
    assert first.rstrip().endswith(r"\end{document}")


def test_verdicts_stand_in_the_text_and_not_in_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """A refuted claim is written, and is no theorem."""
    assert main(["latex", REFUTED]) == 0
    out = capsys.readouterr().out
    assert r"\begin{sfclaim}[{refuted: " in out
    assert r"\begin{sftheorem}" not in out
    assert "minus its right-hand side lies in" in " ".join(out.split())


def test_globs_name_claims_and_what_they_rest_on_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """But named, with its digest."""
    assert main(["latex", "mode-growth-w*"]) == 0
    out = " ".join(capsys.readouterr().out.replace(r"\allowbreak", "").split())
    assert out.count(r"\begin{sftheorem}") == 1
    assert r"claim \sfid{walsh- characters} (not in this export; PROVED, digest" in out


def test_a_limit_is_exit_4_and_the_text_is_written(tmp_path: Path) -> None:
    """It says that the claim is undecided, and why."""
    file = tmp_path / "a.tex"
    assert main(["latex", "second-variation", "--fresh", "--timeout", "0.001", "-o", str(file)]) == 4
    text = " ".join(file.read_text(encoding="ascii").split())
    assert r"\begin{sfconjecture}[{undecided: " in text
    assert "Did not finish within 0.001 s" in text


@pytest.mark.parametrize("path", ["/", ".", "", "/no/such/folder/f.tex", "/dev/null/f", "n" * 300])
def test_bad_output_paths(capsys: pytest.CaptureFixture[str], no_work: None, path: str) -> None:
    """Before any work starts."""
    assert "--output: " in refused(capsys, 2, SMALL, "-o", path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--check", "none.tex"], "--check: 'none.tex'"),
        (["--check", ""], "--check: ''"),
        (["--json", "f.json"], "give --check PAPER.tex as well"),
        (["--format", "word"], "give one of latex, markdown, mathml"),
        (["--format", "markdown", "--K", "4"], "leave it out with --format markdown"),
        (["--format", "mathml", "--pdf", "-o", "a.tex"], "leave it out with --format mathml"),
        (["--K", "4,x"], "--K: 'x'"),
        (["--K", "1"], "from 2 to 32"),
        (["--K", "2,3,4,5,6,7,8,9,10"], "give at most 8 of them"),
        (["--bibliography", "-"], "it cannot share standard output with --output"),
        (["--bibliography", "/no/such/folder/f.bib"], "--bibliography: "),
    ],
)
def test_options_that_do_not_fit(
    capsys: pytest.CaptureFixture[str], no_work: None, arguments: list[str], said: str
) -> None:
    """In one line, before any work starts."""
    assert said in refused(capsys, 2, SMALL, *arguments)


def test_nothing_is_written_with_check(
    capsys: pytest.CaptureFixture[str], no_work: None, tmp_path: Path
) -> None:
    """So options that write are refused beside it."""
    paper = tmp_path / "paper.tex"
    paper.write_text(r"\begin{sftheorem}[x]\label{sf:x}\end{sftheorem}", encoding="ascii")
    for option in (["-o", "a.tex"], ["--standalone"], ["--pdf"], ["--K", "4"], ["--bibliography", "a.bib"]):
        assert "nothing is written with --check" in refused(capsys, 2, "--check", str(paper), *option)


def test_a_bibliography_and_an_instance(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Exactly what is cited; the instance says that it is none of the evidence."""
    bib = tmp_path / "cited.bib"
    assert main(["latex", "gradient", "--K", "2", "--bibliography", str(bib)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert r"\begin{sfinstance}{2}" in out
    assert "for one $K$ only, and no evidence" in out
    keys = set(re.findall(r"^@\w+\{(\w+),", bib.read_text(encoding="utf-8"), re.MULTILINE))
    assert keys == set(re.findall(r"\\sfcite\{(\w+)\}", out))


@pytest.mark.parametrize(("chosen", "said"), [("markdown", f"## `{SMALL}`"), ("mathml", "<math")])
def test_other_formats(capsys: pytest.CaptureFixture[str], chosen: str, said: str) -> None:
    """Markdown, and HTML with MathML."""
    assert main(["latex", SMALL, "--format", chosen]) == 0
    assert said in capsys.readouterr().out


def test_a_paper_is_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It agrees; with one sign changed it does not, and a claim that is gone is unknown."""
    body, paper, data = tmp_path / "body.tex", tmp_path / "paper.tex", tmp_path / "found.json"
    assert main(["latex", SMALL, REFUTED, "-o", str(body)]) == 0
    paper.write_text(
        "\\documentclass{article}\\begin{document}\\input{body}\\end{document}", encoding="ascii"
    )
    assert main(["latex", "--check", str(paper), "--json", str(data)]) == 0
    assert "paper.tex: 2 claims: 2 agrees" in capsys.readouterr().out
    assert [c["says"] for c in json.loads(data.read_text(encoding="utf-8"))["claims"]] == ["agrees", "agrees"]
    text = body.read_text(encoding="ascii")
    body.write_text(text.replace(r"\leq0", r"\geq0"), encoding="ascii")
    assert main(["latex", "--check", str(paper), "--quiet"]) == 1
    out = capsys.readouterr().out
    assert re.search(rf"^{REFUTED} +differs", out, re.MULTILINE)
    assert re.search(rf"^{SMALL} +agrees", out, re.MULTILINE)
    body.write_text(text.replace(REFUTED, "depth-none"), encoding="ascii")
    assert main(["latex", "--check", str(paper)]) == 1
    assert "there is no claim of this id" in capsys.readouterr().out


def test_unknown_claims(capsys: pytest.CaptureFixture[str]) -> None:
    """One line, and no file."""
    assert "claim 'no-such-claim'" in refused(capsys, 2, "no-such-claim")
    assert "claim: ''" in refused(capsys, 2, "")


@pytest.mark.parametrize("output", [[], ["-o", "-"], ["-o", "page.pdf"]])
def test_a_pdf_needs_a_file_for_the_text(
    capsys: pytest.CaptureFixture[str], no_work: None, output: list[str]
) -> None:
    """The PDF stands beside it."""
    assert "give -o F.tex" in refused(capsys, 2, SMALL, "--pdf", *output)


def test_a_pdf_without_tex_is_exit_3(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, no_work: None, tmp_path: Path
) -> None:
    """Before any work starts; the line says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    line = refused(capsys, 3, SMALL, "--pdf", "-o", str(tmp_path / "a.tex"))
    assert "pdflatex is missing" in line
    assert "texlive-latex-recommended" in line
    assert list(tmp_path.iterdir()) == []


@needs_tex
def test_a_pdf(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Beside the text, and nothing else is left behind; the same text gives the same PDF."""
    file = tmp_path / "page.tex"
    assert main(["latex", SMALL, "--pdf", "-o", str(file)]) == 0
    assert capsys.readouterr().out == ""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["page.pdf", "page.tex"]
    made = (tmp_path / "page.pdf").read_bytes()
    assert made.startswith(b"%PDF")
    assert made == pdf.typeset(file.read_text(encoding="ascii"))


@needs_tex
def test_trouble_with_tex_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of TeX, a package that is not there, a run without end."""
    with pytest.raises(SymflowError, match="Undefined control sequence"):
        pdf.typeset(r"\documentclass{article}\begin{document}\nosuchcommand\end{document}")
    with pytest.raises(SymflowError, match=r"nosuchpackage.sty' not found.*install") as found:
        pdf.typeset(r"\documentclass{article}\usepackage{nosuchpackage}\begin{document}\end{document}")
    assert found.value.exit_code == 3
    with pytest.raises(LimitReached, match="did not finish within 1 s"):
        pdf.typeset(r"\documentclass{article}\begin{document}\def\x{\x}\x\end{document}", seconds=1)


@needs_tex
def test_without_latexmk_pdflatex_runs_as_often_as_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """And makes the same pages."""
    text = r"\documentclass{article}\begin{document}\ref{a}\section{x}\label{a}\end{document}"
    with_it = pdf.typeset(text)
    monkeypatch.setattr(pdf, "MAKER", "no-such-latexmk")
    assert pdf.typeset(text) == with_it


@needs_tex
def test_a_document_reads_and_starts_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if somebody edits the text."""
    secret = tmp_path / "secret.tex"
    secret.write_text("x", encoding="ascii")
    head = r"\documentclass{article}\begin{document}a"
    (tmp_path / ".latexmkrc").write_text(f"system('touch {tmp_path}/done');", encoding="ascii")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(SymflowError):
        pdf.typeset(rf"{head}\input{{{secret}}}\end{{document}}")
    monkeypatch.chdir(tmp_path)
    pdf.typeset(rf"{head}\immediate\write18{{touch {tmp_path}/done}}\end{{document}}")
    assert not (tmp_path / "done").exists()


def test_help_says_what_the_exit_code_means(capsys: pytest.CaptureFixture[str]) -> None:
    """And that a body is the default."""
    assert main(["latex", "--help"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "the exit code is 0 if the text was written, whatever the verdicts are" in text
    assert "--standalone" in text
    assert "--pdf" in text


def test_from_python() -> None:
    """``symflow.latex`` gives the same text; only the version may be unknown there."""
    text = symflow.latex(SMALL, standalone=True)
    assert rf"\label{{sf:{SMALL}}}" in text
    assert text == symflow.latex([SMALL], standalone=True)
    with pytest.raises(symflow.InputError):
        symflow.latex("no-such-claim")


def test_nothing_of_the_machine_is_in_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    """No path, no user, no time."""
    assert main(["latex", SMALL]) == 0
    out = capsys.readouterr().out
    assert os.getcwd() not in out
    assert "/tmp" not in out


def test_outputs_share_no_file(capsys: pytest.CaptureFixture[str], no_work: None, tmp_path: Path) -> None:
    """Neither with each other nor with what is read; links are followed, and nothing is lost."""
    paper, part, link = tmp_path / "paper.tex", tmp_path / "part.tex", tmp_path / "link.json"
    paper.write_text("\\input{part}", encoding="ascii")
    part.write_text(r"\begin{sftheorem}[x]\label{sf:x}\end{sftheorem}", encoding="ascii")
    link.symlink_to(paper)
    os.link(part, tmp_path / "hard.json")
    before = paper.read_bytes(), part.read_bytes()
    for name in ("paper.tex", "part.tex", "link.json", "hard.json"):
        line = refused(capsys, 2, "--check", str(paper), "--json", str(tmp_path / name))
        assert "cannot share a file with" in line
    thesis = str(tmp_path / "thesis.tex")
    assert "share a file" in refused(capsys, 2, SMALL, "-o", thesis, "--bibliography", thesis)
    assert (paper.read_bytes(), part.read_bytes()) == before


def test_nothing_cited_is_said(tmp_path: Path) -> None:
    """In a file that is not empty."""
    bib = tmp_path / "cited.bib"
    assert main(["latex", "exp-tangent", "-o", str(tmp_path / "a.tex"), "--bibliography", str(bib)]) == 0
    assert bib.read_text(encoding="utf-8") == "% nothing is cited\n"
