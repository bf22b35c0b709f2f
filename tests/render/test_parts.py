"""What ``symflow doctor`` says of the cache and of the parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from symflow.render import parts


def test_the_cache_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is, how to delete it in a shell, and what is in it; nothing is made by looking."""
    place = tmp_path / "a folder"
    monkeypatch.setenv("SYMFLOW_CACHE", str(place))
    assert dict(parts.machine())["cache"] == f"{place} (may be deleted: rm -r '{place}')"
    assert parts.kept() == []
    assert not place.exists()
    (place / "verdicts").mkdir(parents=True)
    (place / "verdicts" / "a.quick.json").write_bytes(b"x" * 2**20)
    (place / "unknown").mkdir()
    assert parts.kept() == ["verdicts/: examinations of claims, used again by latex and report, 1.0 MiB"]
    lines = parts.report_lines([], "0.1.0")
    assert any(line.strip() == parts.kept()[0] for line in lines)


def test_what_is_optional_can_be_missed() -> None:
    """Each optional part says what its lack costs."""
    assert all(cost for _, cost in (*parts.OPTIONAL_PACKAGES, *parts.OPTIONAL_PROGRAMS))
    assert not {name for name, _ in parts.OPTIONAL_PACKAGES} & set(parts.NEEDED)
