r"""Kept examinations: one file for each claim and level, in the user's cache.

    <cache>/verdicts/<id>.<level>.json     {"schema", "key", "content": SHA-256 of the canonical body, "body"}

A file is written whole beside the old one, which it then replaces, so that several processes may read and write at
once. One that was cut short, edited, grown too large, or that others may write, is as good as none. A folder that
cannot be used keeps nothing, and nothing fails because of that.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from symflow.folders import cache
from symflow.ledger.cache_key import FORMAT

LARGEST = 8 * 2**20
LARGEST_FOLDER = 64 * 2**20
KEPT = 90 * 24 * 3600.0
DRAFT, ABANDONED = ".draft-", 3600.0


def folder() -> Path:
    """Where examinations are kept."""
    return cache() / "verdicts"


def load(name: str, level: str, key: str) -> Any:
    """The body that was kept under this key, or None."""
    place = folder() / f"{name}.{level}.json"
    try:
        if not (_own(place.parent) and _own(place)) or place.stat().st_size > LARGEST:
            return None
        entry = json.loads(place.read_text(encoding="ascii"))
        good = set(entry) == {"schema", "key", "content", "body"} and entry["schema"] == FORMAT
        if not good or entry["key"] != key or entry["content"] != _digest(entry["body"]):
            return None
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    with contextlib.suppress(OSError):
        os.utime(place)
    return entry["body"]


def save(name: str, level: str, key: str, body: Any) -> bool:
    """Keep a body under this key, instead of an earlier one; False if that is not possible."""
    text = json.dumps({"schema": FORMAT, "key": key, "content": _digest(body), "body": body})
    if len(text) > LARGEST:
        return False
    draft = ""
    try:
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=DRAFT, dir=place)
        with open(handle, "w", encoding="ascii") as file:
            file.write(text)
        os.replace(draft, place / f"{name}.{level}.json")
    except OSError:
        if draft:
            with contextlib.suppress(OSError):
                os.unlink(draft)
        return False
    return True


def tidy(largest: int = LARGEST_FOLDER) -> None:
    """Remove what was left behind or not used for long, and the oldest while the folder is too large."""
    now, total = time.time(), 0
    with contextlib.suppress(OSError):
        found = sorted(_entries(), key=lambda entry: entry[1], reverse=True)
        for place, used, size in found:
            total += size
            old = now - used > (ABANDONED if place.name.startswith(DRAFT) else KEPT)
            if old or total > largest:
                with contextlib.suppress(OSError):
                    place.unlink()
                total -= size


def _entries() -> Iterator[tuple[Path, float, int]]:
    """The files of the folder: path, time of the last use, bytes."""
    with os.scandir(folder()) as inside:
        for entry in inside:
            with contextlib.suppress(OSError):
                if entry.is_file(follow_symlinks=False):
                    known = entry.stat(follow_symlinks=False)
                    yield Path(entry.path), known.st_mtime, known.st_size


def _own(place: Path) -> bool:
    """Whether nobody else may write here."""
    known = place.stat()
    return known.st_uid == os.geteuid() and not known.st_mode & 0o022


def _digest(body: Any) -> str:
    said = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()
