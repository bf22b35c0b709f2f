"""The tour of the wheel notices what is wrong with one; the tour itself needs a package index, and is not run here."""

from __future__ import annotations

import io
import re
import shutil
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from scripts import ROOT, script

tool = script("wheel")

from wheels import bare, contents, tour  # noqa: E402 - found beside the script
from wheels.trouble import Lacking, Trouble  # noqa: E402

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
INFO = "symflow-0.1.0.dist-info"


def wheel(place: Path, without: str = "", changed: str = "", extra: str = "", metadata: str = "") -> Path:
    """A wheel as it should be, but for what is asked."""
    files = {name: path.read_bytes() for name, path in contents.travelling().items()}
    extras = "".join(f"Provides-Extra: {name}\n" for name in PROJECT["optional-dependencies"])
    said = f"Name: symflow\nRequires-Python: {PROJECT['requires-python']}\n{extras}\nsymflow verify\n"
    files[f"{INFO}/METADATA"] = (metadata or said).encode()
    files[f"{INFO}/entry_points.txt"] = b"[console_scripts]\nsymflow = symflow.cli:main\n"
    files[f"{INFO}/licenses/LICENSE"] = b"Apache"
    if without:
        del files[without]
    if changed:
        files[changed] += b"#"
    if extra:
        files[extra] = b""
    path = place / "symflow-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    return path


def test_a_good_wheel_passes(tmp_path: Path) -> None:
    """All of the package, the proofs and the Coq library."""
    path = wheel(tmp_path)
    assert contents.look_into_the_wheel(path) > 500
    contents.same_wheel(path, path)


@pytest.mark.parametrize(
    "change",
    [
        {"without": "symflow/_proofs/chebyshev.py"},
        {"without": "symflow/_proofs/coq/Prelude.v"},
        {"without": "symflow/py.typed"},
        {"without": f"{INFO}/licenses/LICENSE"},
        {"changed": "symflow/facade.py"},
        {"extra": "tests/test_x.py"},
        {"extra": "symflow/old_module.py"},
        {"extra": "symflow/__pycache__/facade.cpython-311.pyc"},
        {"metadata": "Name: symflow\nRequires-Python: >=3.8\n\nsymflow verify\n"},
    ],
    ids=str,
)
def test_a_bad_wheel_is_noticed(change: dict[str, str], tmp_path: Path) -> None:
    """Whatever lacks, differs, or does not belong there."""
    with pytest.raises(Trouble):
        contents.look_into_the_wheel(wheel(tmp_path, **change))


def test_wheels_that_differ(tmp_path: Path) -> None:
    """By a file, or by a byte."""
    for name, change in (("a", {"changed": "symflow/facade.py"}), ("b", {"extra": "symflow/old.py"})):
        (tmp_path / name).mkdir()
        with pytest.raises(Trouble, match="differ"):
            contents.same_wheel(wheel(tmp_path), wheel(tmp_path / name, **change))


def test_an_archive_that_lacks_the_tests_or_holds_caches(tmp_path: Path) -> None:
    """It is refused."""
    path = tmp_path / "symflow-0.1.0.tar.gz"
    for name, said in (("README.md", "lacks"), ("src/__pycache__/a.pyc", "holds")):
        with tarfile.open(path, "w:gz") as file:
            file.addfile(tarfile.TarInfo(f"symflow-0.1.0/{name}"), io.BytesIO())
        with pytest.raises(Trouble, match=said):
            contents.look_into_the_archive(path)


def test_declared_versions() -> None:
    """Those of the classifiers; one that is not here is named and not passed."""
    assert tool.declared()[0] == "3.11"
    with pytest.raises(Lacking, match=r"no Python 3\.99"):
        bare.interpreter("3.99")


def test_a_version_that_is_not_here_is_not_passed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3, and its name."""
    assert tool.main(["--wheel", str(wheel(tmp_path)), "--python", "3.99"]) == 3
    out, err = capsys.readouterr()
    assert "as it should be" not in out
    assert "not tried here: Python 3.99" in err


def test_the_newcomer_s_claim_is_that_of_the_page() -> None:
    """The tour types what docs/your-own-claim.md shows."""
    page = (ROOT / "docs" / "your-own-claim.md").read_text(encoding="utf-8")
    (text,) = tour.CLAIM.findall(page)
    assert f'"{tour.OWN}"' in text


def typed(place: Path, page: str) -> tuple[str, list[str]]:
    """The newcomer's path, typed into an environment that agrees to everything and whose report is that page."""
    lines = []

    class Agreeing(bare.Bare):
        def type(self, line: str, code: int = 0, path: str | None = None) -> str:
            lines.append(line)
            (self.place / "report.html").write_text(page, encoding="utf-8")
            (self.place / "paper.pdf").write_bytes(b"%PDF")
            return "PROVED"

    return tour.newcomer(Agreeing(place, place, "")), lines


def test_the_newcomer_walks_the_path_of_the_page(tmp_path: Path) -> None:
    """Every command of the list in docs/install.md; a report without the claim is noticed."""
    said, lines = typed(tmp_path, f'<article id="claim-{tour.OWN}" class="claim v-proved">')
    assert said.endswith("report")
    page = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    path = page.partition("## The first ten minutes")[2].partition("\n## ")[0]
    typeset = shutil.which("pdflatex") is not None
    wanted = [line for line in re.findall(r"`(symflow [^`]+)`", path) if typeset or "--pdf" not in line]
    assert len(wanted) >= 4
    assert [line for line in wanted if line not in lines] == []
    with pytest.raises(Trouble, match="symflow report"):
        typed(tmp_path, f'<article id="claim-{tour.OWN}" class="claim v-supported">')
