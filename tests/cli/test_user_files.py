"""Files of one's own claims on the command line: verdicts, certificates, LaTeX, explanations, lists, refusals."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from symflow.cli import main
from symflow.ledger import examination

FILE = """from symflow import GSTAR, eq, identity, indices, instance, le, modes_on, notation as _, state, total
(k,) = indices("k", GSTAR)
ring = modes_on("cyclic", 10)
twin = ("mean", eq(_.sbar, total(_.s(k), k) / 8), instance("cyclic", 10, s=(0, 1, 2, 3, 4, 5, 4, 3, 2, 1)))
claims = [
    state("mean-of-ten", ring, {"mean": eq(_.sbar, total(_.s(k), k) / 9)}, twin=twin),
    state("too-small", ring, {"bound": le(_.z(k), _.sbar / 10)}, expected="REFUTED", uses=["mean-of-ten"]),
]
def mean(claim): return [identity("mean", claim["mean"], "N = 9", unfold=["sbar"])]
proofs = {"mean-of-ten": mean}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file with a true claim and a false one."""
    quick = replace(examination.LEVELS["quick"], cases=20)
    monkeypatch.setitem(examination.LEVELS, "quick", quick)
    place = tmp_path / "my_claim.py"
    place.write_text(FILE, encoding="utf-8")
    return str(place)


def test_verdicts_and_certificates(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report, and certificates that the checker accepts; they are no claims of this version."""
    report, folder = tmp_path / "report.json", str(tmp_path / "certificates")
    assert main(["verify", file, "--json", str(report), "--certificates", folder]) == 0
    assert "2 certificates in" in (out := capsys.readouterr().out)
    assert "2 accepted by the checker" in out
    found = {r["id"]: r for r in json.loads(report.read_text(encoding="utf-8"))["results"]}
    assert {name: (r["verdict"], r["requested"], r["chapter"]) for name, r in found.items()} == {
        "mean-of-ten": ("PROVED", True, "user"),
        "too-small": ("REFUTED", True, "user"),
    }
    assert found["too-small"]["witness"]["K"] == 10
    assert main(["check", folder]) == 0
    out = capsys.readouterr().out
    assert "too-small (not of this version)" in " ".join(out.split())
    assert "2 accepted, 0 rejected, 0 cannot check" in out


def test_an_edited_certificate_is_rejected(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another order, or the id of a claim of the package."""
    folder = tmp_path / "certificates"
    main(["verify", file, "--certificates", str(folder), "--quiet"])
    good = (folder / "mean-of-ten.json").read_text(encoding="utf-8")
    for old, new in (('"cyclic",10,10', '"cyclic",11,11'), ('"mean-of-ten"', '"lyapunov-decrease"')):
        assert old in good
        (folder / "mean-of-ten.json").write_text(good.replace(old, new), encoding="utf-8")
        assert main(["check", str(folder / "mean-of-ten.json")]) == 1
        assert "1 rejected" in capsys.readouterr().out


def test_explanations(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of each claim of the file, with the false twin and the witness."""
    assert main(["explain", file]) == 0
    out = capsys.readouterr().out
    assert out.index("mean-of-ten: mean of ten") < out.index("too-small: too small")
    assert "the proof above, run on it, fails at step 'mean' (IDENTITY)" in out
    assert "part bound fails at K = 10 (cyclic)" in out


def test_latex(file: str, tmp_path: Path) -> None:
    """The group and its order, a theorem and a claim."""
    target = tmp_path / "a.tex"
    assert main(["latex", file, "-o", str(target), "--quiet"]) == 0
    text = target.read_text(encoding="utf-8")
    assert r"$\sfG=\mathbb{Z}_{\sfK}$ with $\sfK=10$" in text
    assert text.count(r"\begin{sftheorem}") == 1
    assert r"\sfverdict{REFUTED}" in text


def test_list(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the file states, and nothing else."""
    assert main(["list", file]) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()] == ["claim", "mean-of-ten", "too-small"]


def test_two_claims_of_one_statement_have_no_certificates_in_one_folder(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They would be taken for each other; without certificates they may stand side by side."""
    double = tmp_path / "double.py"
    double.write_text(FILE.replace("mean-of-ten", "again").replace("too-small", "other"), encoding="utf-8")
    assert main(["verify", file, str(double), "--certificates", str(tmp_path / "c")]) == 2
    assert "state the same" in capsys.readouterr().err
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize("command", ["verify", "explain", "latex", "list"])
def test_a_bad_file_is_refused_in_one_line(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By every command, with the line."""
    place = tmp_path / "bad.py"
    place.write_text("from symflow import state\n\nclaim = state('Mine')\n", encoding="utf-8")
    assert main([command, str(place)]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert len(streams.err.splitlines()) == 1
    assert "bad.py, line 3" in streams.err


def test_an_output_never_takes_the_place_of_a_python_file(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The user's own file is not overwritten by what is said about it."""
    before = Path(file).read_bytes()
    for arguments in (["verify", file, "--json", file], ["latex", file, "-o", file]):
        assert main(arguments) == 2
        assert "symflow writes none" in capsys.readouterr().err
    assert Path(file).read_bytes() == before


COMPLEX = """\
from fractions import Fraction
from symflow import GSTAR, chi, eq, indices, modes_on, state
k, l = indices("k l", GSTAR)
claim = state("complex", modes_on("cyclic", 3), {"a": eq(chi(k, l), Fraction(-1, 2))}, expected="REFUTED")
"""


def test_a_witness_that_is_complex_says_so_and_has_no_certificate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The real part of chi_1(1) is -1/2; the imaginary part refutes, which the checker does not compute."""
    path, folder = tmp_path / "complex.py", tmp_path / "certificates"
    path.write_text(COMPLEX, encoding="utf-8")
    assert main(["explain", str(path)]) == 0
    assert "the imaginary part of left - right is in [" in capsys.readouterr().out
    assert main(["verify", str(path), "--certificates", str(folder)]) == 4
    assert "no certificate of complex: the checker cannot follow it" in capsys.readouterr().out
    assert not folder.exists()
