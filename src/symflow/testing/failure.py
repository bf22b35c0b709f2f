"""Broken cases as files: the case in exact numbers, what was measured, and nothing that could be run.

Schema "symflow.failure/1": {"schema", "version", "law", "scheme", "K", "inputs": {name: exact number as a string,
or lists of them}, "dtype", "tolerance", "residual", "reason", "seed", "digest", "volatile": {...}}. `digest` is the
SHA-256 of the rest without "volatile", in canonical form; the name of the file is the law and its beginning.
A file with the same content is the same file.
"""

from __future__ import annotations

import json
import os
import platform
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import numpy as np

from symflow import __version__
from symflow.errors import InputError
from symflow.testing.law import Case, Value

SCHEMA = "symflow.failure/1"
KEPT = 1000  # characters of a reason


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says: a law, a case, and how they were measured."""

    law: str
    case: Case
    dtype: str
    tolerance: float
    residual: float
    reason: str
    seed: int

    def document(self) -> dict[str, Any]:
        """The content without what differs from run to run."""
        content = {
            "schema": SCHEMA,
            "version": __version__,
            "law": self.law,
            "scheme": self.case.family,
            "K": self.case.K,
            "inputs": {name: written(value) for name, value in self.case.inputs},
            "dtype": self.dtype,
            "tolerance": repr(self.tolerance),
            "residual": repr(self.residual),
            "reason": self.reason[:KEPT],
            "seed": self.seed,
        }
        return {**content, "digest": digest(content)}


def digest(content: dict[str, Any]) -> str:
    """The SHA-256 of a content, whatever its order."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8")).hexdigest()


def written(value: Value) -> Any:
    """An exact value as strings."""
    return [written(part) for part in value] if isinstance(value, tuple) else str(value)


def store(record: Record, folder: str | os.PathLike[str]) -> str:
    """Write the file, whole or not at all, and return its path."""
    content = record.document()
    path = os.path.join(os.fspath(folder), f"{record.law}-{content['digest'][:16]}.json")
    when = datetime.now(UTC).isoformat(timespec="seconds")
    machine = {"time": when, "python": platform.python_version(), "numpy": np.__version__}
    text = json.dumps({**content, "volatile": machine}, indent=1) + "\n"
    try:
        os.makedirs(folder, exist_ok=True)
        if not os.path.exists(path):
            _write(path, text)
    except (OSError, ValueError) as error:
        raise _unusable(folder, getattr(error, "strerror", None) or str(error)) from None
    return path


def usable(folder: str | os.PathLike[str]) -> None:
    """Refuse, before work starts, a folder that cannot be written or made."""
    place = os.path.abspath(os.fspath(folder))
    try:
        while not _there(place):
            place = os.path.dirname(place)
        os.rmdir(tempfile.mkdtemp(prefix=".symflow-", dir=place))
    except (OSError, ValueError) as error:
        raise _unusable(folder, getattr(error, "strerror", None) or str(error)) from None


def _there(place: str) -> bool:
    """Whether something has that name, be it a file; a name that cannot be is an error."""
    try:
        os.lstat(place)
    except FileNotFoundError:
        return False
    return True


def _unusable(folder: object, trouble: str) -> InputError:
    return InputError.about("folder", str(folder), f"{trouble}; give a folder that can be written, or None")


def _write(path: str, text: str) -> None:
    descriptor, draft = tempfile.mkstemp(prefix=".symflow-", dir=os.path.dirname(path) or ".")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
