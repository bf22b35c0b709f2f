"""What a row depends on besides its parameters: the version of symflow, and a digest of what computes it.

The digest is the SHA-256 of the sources of the parts that a case runs through (``PARTS``) and of the versions of NumPy
and python-flint. A file that was begun with another digest is refused, and so is a worker that has another one.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from symflow import __version__

PARTS = ("errors.py", "exact.py", "algebra", "numeric", "flow", "testing")
LIBRARIES = ("numpy", "python-flint")


@cache
def fingerprint() -> tuple[str, str]:
    """The version of symflow, and the digest."""
    root, seen = Path(__file__).resolve().parents[2], sha256()
    for part in PARTS:
        place = root / part
        files = [place] if place.is_file() else sorted(place.rglob("*.py"))
        for file in files:
            seen.update(file.relative_to(root).as_posix().encode() + b"\0")
            seen.update(sha256(file.read_bytes()).digest())
    for name in LIBRARIES:
        seen.update(f"{name} {_version(name)}\0".encode())
    return __version__, seen.hexdigest()


def _version(name: str) -> str:
    try:
        return installed(name)
    except PackageNotFoundError:
        return "unknown"
