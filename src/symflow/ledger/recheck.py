r"""Certificates checked again, without the provers: the answers of ``symflow.checker`` for files and folders.

Nothing here decides anything. Files are found and read, handed to the checker as bytes, and its answers are handed on,
together with whether an id is that of a claim of this version (``names.json`` beside the checker).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, NoReturn

from symflow.checker import certificate as reading
from symflow.checker import judge as checker
from symflow.errors import InputError

ACCEPTED, REJECTED, CANNOT_CHECK = "accepted", "rejected", "cannot check"
STATES = (ACCEPTED, REJECTED, CANNOT_CHECK)
Place = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Recheck:
    """What the checker answers about one certificate.

    ``state``: accepted, rejected or cannot check; ``why``: the place and what is wrong or missing. ``verdict`` and
    ``statement`` are what was checked, and are empty unless it is accepted. ``not_rechecked``: evidence that the file
    reports and that nobody looked at here; nothing rests on it. ``known``: whether this version has a claim of that
    id, which then states the same.
    """

    file: str
    id: str
    state: str
    verdict: str
    why: str
    digest: str
    certificate: str
    statement: tuple[str, ...]
    parts: int
    steps: int
    facts: tuple[str, ...]
    not_rechecked: tuple[str, ...]
    known: bool

    def __bool__(self) -> NoReturn:
        raise TypeError("an answer about a certificate has no truth value: read .state")

    def __str__(self) -> str:
        told = f"{self.id}: {self.state}, {self.verdict}" if self.verdict else f"{self.file}: {self.state}"
        return f"{told}: {self.why}" if self.why else told

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>"

    def _repr_latex_(self) -> str:
        told = f"{self.id or self.file}: {self.state}" + (f", {self.verdict}" if self.verdict else "")
        return "".join("\\" + c if c in "_%&#${}" else c for c in told)


def check(places: Place | Sequence[Place]) -> tuple[Recheck, ...]:
    """Check certificates again with ``symflow.checker``, which shares nothing with the provers.

    ``places``: files, or folders that hold some (``*.json``), as ``symflow verify --certificates`` writes them. What a
    certificate uses is looked for among all that are given. InputError if nothing is found or cannot be read.
    """
    given = [places] if isinstance(places, str | os.PathLike) else list(places)
    return answers(read([str(place) for place in given]))


def read(places: Sequence[str]) -> list[tuple[str, bytes]]:
    """The certificates of files and folders, each once; of an enormous file only as much as shows that it is one."""
    found: dict[str, tuple[str, bytes]] = {}
    for file in _files(places):
        try:
            place = os.path.realpath(file)
            if place not in found:
                if os.path.exists(file) and not os.path.isfile(file):
                    raise OSError(0, "it is no file")
                with open(file, "rb") as opened:
                    found[place] = (file, opened.read(reading.LARGEST_FILE + 1))
        except (OSError, ValueError) as error:
            raise _unreadable(file, error) from None
    if not found:
        shown = places[0] if places else ""
        raise InputError.about("certificate", shown, "give certificates, or folders that hold some (*.json)")
    return list(found.values())


def _files(places: Iterable[str]) -> Iterator[str]:
    for place in places:
        if not place:
            raise InputError.about("certificate", place, "give a file or a folder")
        try:
            folder = Path(place).is_dir()
            names = sorted(p.name for p in Path(place).iterdir() if p.suffix == ".json") if folder else []
        except (OSError, ValueError) as error:
            raise _unreadable(place, error) from None
        if not folder:
            yield place
        yield from (str(Path(place) / name) for name in names if not (Path(place) / name).is_dir())


def _unreadable(place: str, error: Exception) -> InputError:
    why = getattr(error, "strerror", None) or str(error)
    return InputError.about("certificate", place, f"{why}; give a certificate, or a folder that holds some")


def answers(files: Sequence[tuple[str, bytes]]) -> tuple[Recheck, ...]:
    """The checker's answers, sorted by id and file."""
    names = known_names()
    found = checker.answers(list(files), names)
    raw = dict(files)
    rechecks = (_recheck(file, answer, raw[file], names) for file, answer in found.items())
    return tuple(sorted(rechecks, key=lambda r: (r.id, r.file)))


def _recheck(file: str, answer: Any, raw: bytes, names: dict[str, str]) -> Recheck:
    accepted = answer.state == ACCEPTED
    data = reading.parse(raw) if accepted else {}
    return Recheck(
        file=file,
        id=str(answer.id),
        state=str(answer.state),
        verdict=str(answer.verdict) if accepted else "",
        why=str(answer.why),
        digest=str(data.get("digest", "")),
        certificate=str(data.get("certificate", "")),
        statement=tuple(map(str, answer.text)) if accepted else (),
        parts=int(answer.parts) if accepted else 0,
        steps=int(answer.steps) if accepted else 0,
        facts=tuple(map(str, answer.facts)) if accepted else (),
        not_rechecked=tuple(map(str, answer.not_checked)),
        known=accepted and answer.id in names,
    )


def known_names() -> dict[str, str]:
    """The digest of the statement of each claim of this version, by id."""
    try:
        return dict(json.loads(checker.NAMES.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(f"{checker.NAMES}: {error.strerror}; install symflow again") from None
