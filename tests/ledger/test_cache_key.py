"""Whatever an examination depends on changes its key."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from symflow.claim.claim import Claim
from symflow.ledger import cache_key, examination
from symflow.ledger.cache_key import key, program

Book = dict[str, Claim]


def test_the_same_is_the_same(book: Book, script: Any) -> None:
    """Two keys of one claim agree."""
    path = script("user")
    assert key(book["user"], book, path, "quick", "p") == key(book["user"], dict(book), path, "quick", "p")


def test_every_change_is_seen(book: Book, script: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement, proof, what it uses, level, its effort, and the program."""
    path = script("user")
    user = book["user"]
    first = key(user, book, path, "quick", "p")
    keys = [first, key(user, book, path, "full", "p"), key(user, book, path, "quick", "q")]
    keys.append(key(user, book, None, "quick", "p"))
    keys.append(key(replace(user, id="other"), book, path, "quick", "p"))
    keys.append(key(replace(user, parts=book["triple"].parts), book, path, "quick", "p"))
    keys.append(key(replace(user, uses=()), book, path, "quick", "p"))
    other = book | {"double": replace(book["double"], parts=book["triple"].parts)}
    keys.append(key(user, other, path, "quick", "p"))
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    keys.append(key(user, book, path, "quick", "p"))
    quick = replace(examination.LEVELS["quick"], cases=7)
    monkeypatch.setitem(examination.LEVELS, "quick", quick)
    keys.append(key(user, book, path, "quick", "p"))
    assert len(set(keys)) == len(keys)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package."""
    for name in ("a.py", "sub/b.json", "sub/_proofs/c.py", "__pycache__/d.py", "e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_the_program_is_its_files(package: Path) -> None:
    """A changed, moved, added or removed file counts; compiled files and proof scripts do not."""
    later = time.time() + 60
    marks = [program(package, later)]
    for name in ("sub/_proofs/c.py", "__pycache__/d.py", "e.txt"):
        (package / name).write_text("changed", encoding="utf-8")
    assert program(package, later) == marks[0]
    (package / "a.py").write_text("a.pz", encoding="utf-8")
    marks.append(program(package, later))
    (package / "sub" / "b.json").rename(package / "sub" / "bb.json")
    marks.append(program(package, later))
    (package / "new.py").touch()
    marks.append(program(package, later))
    (package / "new.py").unlink()
    (package / "a.py").unlink()
    marks.append(program(package, later))
    assert None not in marks
    assert len(set(marks)) == len(marks)


def test_versions_count(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of Python, of the packages that compute, and the machine; a missing package is no error."""
    later, marks = time.time() + 60, []
    for name, value in (("PACKAGES", ("mpmath",)), ("PACKAGES", ("no-such-package",)), ("FORMAT", "other/1")):
        marks.append(program(package, later))
        monkeypatch.setattr(cache_key, name, value)
    marks.append(program(package, later))
    monkeypatch.setattr(cache_key.platform, "machine", lambda: "another")
    marks.append(program(package, later))
    monkeypatch.setattr(cache_key.sys, "version", "4.0")
    marks.append(program(package, later))
    assert len(set(marks)) == len(marks)


def test_a_process_older_than_its_files(package: Path) -> None:
    """It has other code in memory than the files say: there is no program to name."""
    assert program(package, time.time() - 60) is None
    assert program(package / "gone", time.time()) is not None
    for file in package.rglob("*.*"):  # put there with the time of an archive, as installers do
        os.utime(file, (0, 0))
    assert program(package, time.time() - 60) is None
    assert program(package, time.time() + 60) is not None


def test_the_installed_package() -> None:
    """Every module that could decide counts, the proof scripts do not."""
    names = {name for name, _ in cache_key._files(cache_key.PACKAGE)}
    assert {"evidence/verdict.py", "checker/names.json", "algebra/normal.py"} <= names
    assert not [name for name in names if "_proofs" in name or "__pycache__" in name]
