"""What ``symflow doctor`` says of the cache and of the parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from symflow.render import parts


def test_the_cache_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is, what is in it, and how to delete that in a shell and nothing else; nothing is made by looking."""
    place = tmp_path / "a folder"
    monkeypatch.setenv("SYMFLOW_CACHE", str(place))
    assert dict(parts.machine())["cache"] == str(place)
    assert parts.kept() == []
    assert not place.exists()
    (place / "verdicts").mkdir(parents=True)
    (place / "verdicts" / "a.quick.json").write_bytes(b"x" * 2**20)
    (place / "unknown").mkdir()
    assert parts.kept() == [
        "verdicts/: examinations of claims, used again by latex and report, 1.0 MiB",
        f"may be deleted: rm -r '{place}/verdicts'",
    ]
    lines = parts.report_lines([], "0.1.0")
    assert any(line.strip() == parts.kept()[0] for line in lines)


def test_a_cache_that_cannot_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, and a name that would draw on the terminal; what is not symflow's own is never named for deletion."""
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("SYMFLOW_CACHE", str(file))
    assert dict(parts.machine())["cache"] == f"{file} (cannot be written: nothing is kept)"
    monkeypatch.setenv("SYMFLOW_CACHE", str(tmp_path / "a\nb\x1b[31m"))
    assert dict(parts.machine())["cache"] == f"{tmp_path}/a b [31m"
    monkeypatch.setenv("SYMFLOW_CACHE", str(tmp_path))
    assert parts.kept() == []


def test_what_is_optional_can_be_missed() -> None:
    """Each optional part says what its lack costs."""
    assert all(cost for _, cost in (*parts.OPTIONAL_PACKAGES, *parts.OPTIONAL_PROGRAMS))
    assert not {name for name, _ in parts.OPTIONAL_PACKAGES} & set(parts.NEEDED)
