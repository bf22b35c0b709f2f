r"""What a kept examination depends on, as one digest: whatever changes in it, the claim is examined anew.

    the statement of the claim, the text of its proof script, the statements that it uses, the level
    every file of the installed package, the versions of Python and of the packages that compute, the kind of machine

The files are read once per run. A process that started before one of them was changed has the old code in memory and
sees the new file; that is told by the time at which the file came there or changed (which no program sets, as one that
installs may set the time of its content), and then nothing is kept and nothing reused.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from symflow.claim.claim import Claim
from symflow.ledger.examination import LEVELS

FORMAT = "symflow.kept/2"
PACKAGES = ("gmpy2", "hypothesis", "mpmath", "numpy", "python-flint", "sympy")
PACKAGE = Path(__file__).resolve().parent.parent
ENDINGS = frozenset({".py", ".json"})
APART = frozenset({"__pycache__", "_proofs"})  # a proof script counts for its own claim only
_BEGAN = time.time()


def program(package: Path = PACKAGE, began: float = _BEGAN) -> str | None:
    """The digest of the program that examines; None if its files may not be those that are in memory."""
    mark = hashlib.sha256(json.dumps([FORMAT, *_versions()]).encode())
    try:
        for name, path in _files(package):
            if path.stat().st_ctime > began:
                return None
            mark.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    except OSError:
        return None
    return mark.hexdigest()


def key(claim: Claim, book: Mapping[str, Claim], script: Path | None, level: str, of: str) -> str:
    """What the examination of a claim depends on; ``of``: the program. OSError if the script cannot be read."""
    proof = hashlib.sha256(script.read_bytes()).hexdigest() if script is not None else None
    uses = sorted((name, book[name].digest) for name in claim.uses)
    said = json.dumps([of, claim.id, claim.digest, proof, uses, level, repr(LEVELS[level])])
    return hashlib.sha256(said.encode()).hexdigest()


def _files(package: Path) -> Iterator[tuple[str, Path]]:
    """The files of the package that a verdict could depend on, by name."""
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.suffix in ENDINGS and APART.isdisjoint(inside.parts):
            yield inside.as_posix(), path


def _versions() -> Iterator[str]:
    yield sys.version
    yield from (platform.system(), platform.machine(), str(sys.flags.optimize))
    for name in PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is not here"
