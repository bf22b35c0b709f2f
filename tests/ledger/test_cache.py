"""Kept entries: what is read is what was written under that key, or nothing."""

from __future__ import annotations

import json
import multiprocessing
import os
import time
from pathlib import Path

import pytest

from symflow.ledger import cache

BODY = {"steps": [["a", 1]], "text": "zweifellos \u2264"}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv("SYMFLOW_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "verdicts"


def test_what_was_kept_is_found(place: Path) -> None:
    """Under its key, and under no other; a later entry takes the place of an earlier one."""
    assert cache.folder() == place
    assert cache.load("a", "quick", "k1") is None
    assert cache.save("a", "quick", "k1", BODY)
    assert cache.load("a", "quick", "k1") == BODY
    assert cache.load("a", "quick", "k2") is None
    assert cache.load("a", "full", "k1") is None
    assert cache.load("b", "quick", "k1") is None
    assert cache.save("a", "quick", "k2", {})
    assert cache.load("a", "quick", "k1") is None
    assert [p.name for p in place.iterdir()] == ["a.quick.json"]


def test_nobody_else_may_read_or_write_it(place: Path) -> None:
    """The folder and the files are the user's own; what others may write is not read."""
    cache.save("a", "quick", "k", BODY)
    file = place / "a.quick.json"
    assert place.stat().st_mode & 0o077 == 0
    assert file.stat().st_mode & 0o077 == 0
    file.chmod(0o620)
    assert cache.load("a", "quick", "k") is None
    file.chmod(0o600)
    assert cache.load("a", "quick", "k") == BODY
    place.chmod(0o777)
    assert cache.load("a", "quick", "k") is None


DAMAGED = {
    "cut short": lambda text: text[:-5],
    "one word of the body": lambda text: text.replace("zweifellos", "zweifelhaft"),
    "empty": lambda text: "",
    "no object": lambda text: "[1, 2]",
    "another schema": lambda text: text.replace("symflow.kept/2", "symflow.kept/1"),
    "a field more": lambda text: text[:-1] + ', "more": 1}',
    "no JSON": lambda text: "\x00\xff" + text,
    "nested too deeply": lambda text: "[" * 100_000,
    "too large": lambda text: text + " " * cache.LARGEST,
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_damage_is_found(damage: str, place: Path) -> None:
    """Such an entry is none, and the next one takes its place."""
    cache.save("a", "quick", "k", BODY)
    file = place / "a.quick.json"
    file.write_bytes(DAMAGED[damage](file.read_text(encoding="ascii")).encode("latin-1"))
    assert cache.load("a", "quick", "k") is None
    assert cache.save("a", "quick", "k", BODY)
    assert cache.load("a", "quick", "k") == BODY


@pytest.mark.parametrize("where", ["/dev/null", "/proc/nowhere"])
def test_a_folder_that_cannot_be_used(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept, and nothing fails."""
    monkeypatch.setenv("SYMFLOW_CACHE", where)
    assert not cache.save("a", "quick", "k", BODY)
    assert cache.load("a", "quick", "k") is None
    cache.tidy()


def test_what_is_too_large_is_not_kept(place: Path) -> None:
    """The limit of reading is that of writing."""
    assert not cache.save("a", "quick", "k", "x" * cache.LARGEST)
    assert not place.exists()


def test_old_entries_go(place: Path) -> None:
    """What was not used for long, what a killed process left, and the oldest while there is too much."""
    for number, name in enumerate(("old", "used", "new")):
        cache.save(name, "quick", "k", "x" * 1000)
        os.utime(place / f"{name}.quick.json", (time.time() - 100 + number,) * 2)
    draft = place / f"{cache.DRAFT}abc"
    draft.write_text("half", encoding="ascii")
    cache.tidy()
    assert len(list(place.iterdir())) == 4
    os.utime(draft, (0, time.time() - 2 * cache.ABANDONED))
    cache.load("old", "quick", "k")
    cache.tidy(2500)
    assert {p.name for p in place.iterdir()} == {"old.quick.json", "new.quick.json"}
    os.utime(place / "new.quick.json", (0, time.time() - 2 * cache.KEPT))
    cache.tidy()
    assert {p.name for p in place.iterdir()} == {"old.quick.json"}


def _writer(number: int) -> None:
    for turn in range(60):
        cache.save("a", "quick", "k", {"writer": number, "turn": turn, "filling": "x" * 5000})


def test_several_processes_at_once(place: Path) -> None:
    """A reader finds a whole entry at any time."""
    cache.save("a", "quick", "k", {"filling": ""})
    writers = [multiprocessing.get_context("fork").Process(target=_writer, args=(n,)) for n in range(3)]
    for writer in writers:
        writer.start()
    found = 0
    while any(w.is_alive() for w in writers):
        assert cache.load("a", "quick", "k") is not None
        found += 1
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert found > 10
    assert [p.name for p in place.iterdir()] == ["a.quick.json"]
    assert json.loads((place / "a.quick.json").read_text(encoding="ascii"))["body"]["turn"] == 59
