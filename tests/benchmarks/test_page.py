"""The page of the benchmarks belongs to its data, which hold the whole grid, each time with its error."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.__main__ import main
from benchmarks.outcome import Check, Data, Entry, RayEntry, read
from benchmarks.profiles import PROFILES
from benchmarks.store import stale, write_data
from benchmarks.tables import grid

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The page, its data and pictures, where they can be spoiled."""
    (tmp_path / "docs").mkdir()
    shutil.copytree(DOCS / "benchmarks", tmp_path / "docs" / "benchmarks")
    text = (DOCS / "benchmarks.md").read_text(encoding="utf-8")
    (tmp_path / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    return tmp_path / "docs"


def stored() -> Data:
    return read((DOCS / "benchmarks" / "data.json").read_text(encoding="utf-8"))


def test_the_page_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert stale(DOCS) == []
    assert main(["--check"]) == 0
    assert "belong to the data" in capsys.readouterr().out


def test_other_data_make_page_and_pictures_stale(copy: Path) -> None:
    data = stored()
    changed = replace(data.entries[0], seconds=123.456, status="measured", error="3e-51")
    write_data(replace(data, entries=(changed, *data.entries[1:])), copy)
    found = stale(copy)
    assert "benchmarks.md is stale" in found
    assert "time-by-K.svg was not drawn from data.json" in found
    assert main(["--check", "--folder", str(copy)]) == 1


def test_a_missing_file_is_said(copy: Path) -> None:
    (copy / "benchmarks" / "time-by-t.svg").unlink()
    assert "cannot be read" in stale(copy)[0]


def test_data_are_read_as_written() -> None:
    entries = (
        Entry(4, 15, "10", "ours", "measured", 0.5, 3, 0.7, None, "3e-16"),
        Entry(4, 15, "10", "odefun", "extrapolated", 1e99, measured=3.0, needed=2e100),
        Entry(4, 15, "10", "heyoka-real", "absent", reason="not installed"),
    )
    checks = (Check(4, "10", 30, "symflow", "nobody", None),)
    data = Data(
        "planted", 1.0, {"processor": "none"}, entries, checks, (RayEntry(4, 15, "10", 0.0, "1e-16"),)
    )
    assert read(data.text()) == data
    assert "not installed" in grid(data, double=False)


def test_no_time_stands_without_its_error() -> None:
    measured = [e for e in stored().entries if e.status == "measured"]
    assert measured
    assert all(re.fullmatch(r"\d\S*|unknown", e.error) for e in measured)
    assert all(e.needed and e.measured for e in stored().entries if e.status == "extrapolated")
    assert all(e.reason for e in stored().entries if e.status in {"late", "absent"})


def test_the_profile_is_complete() -> None:
    """Every problem of the profile and everybody who takes part."""
    data = stored()
    wanted = {(p.K, p.digits, p.end, c.name) for p, who in PROFILES[data.profile].tasks() for c in who}
    assert {(e.K, e.digits, e.end, e.name) for e in data.entries} == wanted
    assert len(data.entries) == len(wanted)


def test_the_page_names_machine_and_versions_and_no_date() -> None:
    text = (DOCS / "benchmarks.md").read_text(encoding="utf-8")
    for name in ("processor", "Python", "mpmath", "heyoka", "scipy", "python-flint", "gmpy2"):
        assert f"| {name} |" in text
    assert not re.search(r"20\d\d-\d\d-\d\d", text)


def test_the_profiles() -> None:
    """Tasks come with rising ends, so that whoever is late once is not asked again for a later end."""
    for profile in PROFILES.values():
        tasks = profile.tasks()
        assert len({p for p, _ in tasks}) == len(tasks)
        assert all(c.takes(p) for p, who in tasks for c in who)
    grid_of_full = PROFILES["full"].grid
    assert {p.K for p in grid_of_full} == {4, 16, 64, 256}
    assert {p.digits for p in grid_of_full} == {15, 30, 50, 100}
    assert {p.end for p in grid_of_full} == {"10", "1000", "1e100"}
    assert len(grid_of_full) == 48
