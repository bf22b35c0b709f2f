"""What CAPD encloses is what symflow encloses, and the page says of both what was stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.capd import FILE, Comparison, meet, part, radius, read, section
from benchmarks.capd_run import PROBLEM, WAYS, ours
from benchmarks.store import page_in, stale
from benchmarks.store import read as read_data

DOCS = Path(__file__).resolve().parents[2] / "docs"


def stored() -> Comparison:
    return read((DOCS / "benchmarks" / FILE).read_text(encoding="utf-8"))


def test_the_enclosures_have_points_in_common_with_those_of_today() -> None:
    now = ours()
    assert len(now) == PROBLEM.K - 1
    assert float(radius(now)) < 1e-30
    for row in stored().rows:
        assert meet(row.modes, now)
        assert float(radius(row.modes)) < 1e-25


def test_every_way_is_there() -> None:
    data = stored()
    assert [(r.form, str(r.order), r.tolerance, str(r.bits)) for r in data.rows] == WAYS
    assert all(row.seconds > 0 for row in data.rows)
    assert data.versions["CAPD"]


def test_a_radius_and_a_common_point() -> None:
    assert radius([("1", "1"), ("0.5", "1.5")]) == "5.000e-01"
    assert meet([("1", "2")], [("2", "3")])
    assert not meet([("1", "2")], [("2.000000000000000000000000000000000001", "3")])


def test_enclosures_that_exclude_each_other_are_not_printed() -> None:
    data = stored()
    moved = replace(data.rows[0], modes=(("1", "2"), *data.rows[0].modes[1:]))
    with pytest.raises(ValueError, match="no point in common"):
        part(replace(data, rows=(moved, *data.rows[1:])))


def test_data_are_read_as_written() -> None:
    data = stored()
    assert read(data.text()) == data
    assert (DOCS / "benchmarks" / FILE).read_text(encoding="utf-8") == data.text()


def test_the_page_has_the_part_that_is_stored(tmp_path: Path) -> None:
    assert section(tmp_path) == ""
    folder = tmp_path / "docs"
    (folder / "benchmarks").mkdir(parents=True)
    for file in (DOCS / "benchmarks").iterdir():
        (folder / "benchmarks" / file.name).write_bytes(file.read_bytes())
    data = read_data((folder / "benchmarks" / "data.json").read_text(encoding="utf-8"))
    (folder / "benchmarks.md").write_text(page_in(folder, data), encoding="utf-8")
    assert stale(folder) == []
    slower = replace(stored(), seconds=1000.0)
    (folder / "benchmarks" / FILE).write_text(slower.text(), encoding="utf-8")
    assert stale(folder) == ["benchmarks.md is stale"]
