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
from symflow.ledger import claims


@pytest.mark.slow
def test_every_claim(tmp_path: Path) -> None:
    """Made from the proof scripts; checked by a copy of the checker under another name, in a folder of its own."""
    book = claims()
    made = from_scripts(book, list(book))
    assert {(one.id, one.state, one.why) for one in made.values()} == {(name, "accepted", "") for name in book}
    folder = written(made, tmp_path / "certificates")
    away = tmp_path / "away" / "renamed"
    shutil.copytree(Path(symflow.checker.__file__).parent, away, ignore=shutil.ignore_patterns("__pycache__"))
    call = "import sys; sys.path.insert(0, '.'); from renamed.__main__ import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", call, str(folder)],
        cwd=away.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert f"{len(book)} certificates: {len(book)} accepted, 0 rejected, 0 cannot check" in done.stdout
    verdicts = {line.split()[2].rstrip(":"): line.split()[1] for line in done.stdout.splitlines() if line.startswith("accepted")}
    assert verdicts == {name: claim.expected for name, claim in book.items()}
    assert [name for name, one in made.items() if errors(FORM, parse(one.text.encode()))] == []
