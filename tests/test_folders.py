"""Where symflow keeps its files: $SYMFLOW_CACHE first, then the user's cache, and only absolute paths are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from symflow.folders import cache


def test_the_cache_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG_CACHE_HOME, where it is an absolute path, else ~/.cache."""
    monkeypatch.delenv("SYMFLOW_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache() == tmp_path / "symflow"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache() == tmp_path / ".cache" / "symflow"


def test_a_folder_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """SYMFLOW_CACHE is the folder itself, where it is an absolute path."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("SYMFLOW_CACHE", str(tmp_path / "mine"))
    assert cache() == tmp_path / "mine"
    monkeypatch.setenv("SYMFLOW_CACHE", "mine")
    assert cache() == tmp_path / "other" / "symflow"
