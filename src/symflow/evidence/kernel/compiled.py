r"""An instance file, compiled against the library: which of its theorems Coq accepts, and on which axioms they rest.

One theorem that fails does not take the others with it: it is left out, and the file is compiled again. The result is
kept in the folder of the compiled library, under the digest of the text.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from symflow.errors import LimitReached
from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.build import Built
from symflow.evidence.kernel.instances import Instance
from symflow.evidence.kernel.library import AXIOMS

_ERROR_AT = re.compile(r'File "[^"]*", line (\d+), characters')
_THEOREM = re.compile(
    r"(?:Definition goal|Theorem part|Proof\. exact Symflow\.claims\.\w+\.part|Print Assumptions part)_(\w+)"
)
_NAME = re.compile(r"([A-Za-z_][\w']*(?:\.[A-Za-z_][\w']*)*)(?: :.*)?")
CLOSED = "Closed under the global context"


@dataclass(frozen=True, slots=True)
class Compiled:
    """``axioms``: for each accepted label, what its theorem assumes. ``failed``: why another is not accepted."""

    axioms: dict[str, tuple[str, ...]]
    failed: dict[str, str]


def compile_instance(instance: Instance, built: Built, seconds: float) -> Compiled:
    """Compile an instance file, or read what came of it before; LimitReached if it takes too long or too much.

    What is read is as good as the folder, which is the user's own: axioms that are named, and that there are no others.
    ``built.fresh``: nothing is read.
    """
    text = instance.text()
    bound = hashlib.sha256(f"{built.digest} {text}".encode()).hexdigest()
    kept = built.folder / "instances" / f"{bound[:32]}.json"
    record = None if built.fresh else _kept(kept, bound)
    if record is None:
        record = {"bound": bound, **_compile(instance, built, seconds)}
        if not record["failed"]:  # what failed may have failed by accident: it is tried again
            _keep(kept, record)
    failed = dict(record["failed"])
    labels = [label for label in instance.labels if label not in failed]
    axioms, trouble = assumptions(record["said"], labels)
    return Compiled(axioms, {**failed, **trouble})


def _keep(file: Path, record: dict[str, Any]) -> None:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as draft:
        json.dump(record, draft)
    Path(draft.name).replace(file)


def _kept(file: Path, bound: str) -> dict[str, Any] | None:
    """What is kept about this very text, library and coqc."""
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    known = isinstance(record, dict) and record.get("bound") == bound
    return (
        record
        if known and isinstance(record.get("failed"), dict) and isinstance(record.get("said"), str)
        else None
    )


def _compile(instance: Instance, built: Built, seconds: float) -> dict[str, Any]:
    """Compile, leaving out one failing theorem after the other."""
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="run-", dir=built.folder) as folder:
        while len(failed) < len(instance.goals):
            text = instance.text(frozenset(failed))
            ran = run_text(text, built, Path(folder), seconds)
            if ran.limit or ran.code < 0 or ran.code > 128:
                raise LimitReached(f"coqc {ran.limit or 'was ended from outside'}")
            if ran.code == 0:
                return {"failed": failed, "said": ran.said}
            label, why = _blame(text, ran.said), coqc.error_of(ran.said)
            failed.update({label: why} if label else dict.fromkeys(set(instance.labels) - set(failed), why))
    return {"failed": failed, "said": ""}


def run_text(text: str, built: Built, folder: Path, seconds: float) -> coqc.Ran:
    """Compile one file against the library, in a folder of its own."""
    (folder / "instance.v").write_text(text, encoding="utf-8")
    command = [built.coqc.path, *coqc.OPTIONS, "-Q", str(built.folder), "Symflow", "instance.v"]
    return coqc.run(command, folder, seconds)


def _blame(text: str, said: str) -> str:
    """The label of the goal or theorem in which the error is; "" if it is elsewhere."""
    found = _ERROR_AT.findall(said)
    if not found:
        return ""
    for line in reversed(text.splitlines()[: int(found[-1])]):
        if line.startswith(("From ", "Local ")):
            return ""
        match = _THEOREM.match(line)
        if match:
            return match[1]
    return ""


def assumptions(said: str, labels: list[str]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """What each theorem assumes, from the answers to Print Assumptions; and why a theorem does not count.

    A line that is neither an allowed axiom nor the continuation of one refuses the theorem; answers that do not belong
    to the theorems one by one refuse all of them.
    """
    blocks: list[list[str]] = []
    for line in said.splitlines():
        if line in (CLOSED, "Axioms:"):
            blocks.append([])
        elif line.strip() and not blocks:
            return {}, dict.fromkeys(labels, f"coqc said something unexpected: {line.strip()[:100]}")
        elif line.strip() and not line.startswith(" "):
            blocks[-1].append(line)
    if len(blocks) != len(labels):
        return {}, dict.fromkeys(labels, "coqc did not tell what each theorem assumes")
    axioms: dict[str, tuple[str, ...]] = {}
    failed: dict[str, str] = {}
    for label, lines in zip(labels, blocks, strict=True):
        names = [m[1] if (m := _NAME.fullmatch(line)) else line for line in lines]
        strange = [name for name in names if name not in AXIOMS]
        if strange:
            failed[label] = f"assumes {strange[0]}"
        else:
            axioms[label] = tuple(sorted(names))
    return axioms, failed
