"""Every claim of the package has a certificate that the checker accepts, with Python alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from certificates_made import from_scripts, written
from json_schema import errors
from test_certificate_schema import FORM

import symflow.checker
from symflow.checker.certificate import parse
from symflow.ledger import certificates, claims


@pytest.mark.slow
def test_every_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made from the proof scripts; checked by a copy of the checker under another name, in a folder of its own."""
    book = claims()
    monkeypatch.setattr(certificates, "_check", lambda *_: None)  # the copy below checks them
    made = from_scripts(book, list(book))
    assert {one.id for one in made.values()} == set(book)
    folder = written(made, tmp_path / "certificates")
    away = tmp_path / "away" / "renamed"
    shutil.copytree(Path(symflow.checker.__file__).parent, away, ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        [sys.executable, "-I", "-S", "renamed", str(folder)],
        cwd=away.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert f"{len(book)} certificates: {len(book)} accepted, 0 rejected, 0 cannot check" in done.stdout
    verdicts = {
        line.split()[2].rstrip(":"): line.split()[1]
        for line in done.stdout.splitlines()
        if line.startswith("accepted")
    }
    assert verdicts == {name: claim.expected for name, claim in book.items()}
    assert [name for name, one in made.items() if errors(FORM, parse(one.text.encode()))] == []
