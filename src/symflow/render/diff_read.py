r"""Two reports of ``symflow verify --json``, read from files that anybody may have written.

A file is bounded in size and depth, a key stands once in an object, and every field that is compared has its type.
Nothing of it is run, and nothing of it is believed: a difference of reports says what they say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from symflow.errors import InputError

SCHEMA = "symflow.report/1"
LARGEST = 64 * 2**20
VERDICTS = ("PROVED", "CONDITIONAL", "SUPPORTED", "UNDECIDED", "SUSPECT", "REFUTED", "VACUOUS")
STRENGTHS = ("kernel", "exact", "ball", "highprec", "sampled")
COVERAGES = ("universal", "boxes", "instances")
OUTCOMES = ("TRUE", "FALSE", "UNKNOWN")
_ID = re.compile(r"[a-z0-9-]{1,100}")
_PROSE = ("chapter", "title", "source")
_MAY_BE_NONE = ("strength", "coverage", "covers", "witness")


@dataclass(frozen=True, slots=True)
class Report:
    """A report: the version of symflow that wrote it, its records by id, and its level ("" if it names none)."""

    version: str
    records: Mapping[str, Mapping[str, Any]]
    level: str = ""


def read(argument: str, path: str) -> Report:
    """The report in a file; InputError, in one line, if it is none."""
    try:
        with open(path, "rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError.about(argument, path, f"{why}; give a report of symflow verify --json") from None
    try:
        return parse(raw)
    except InputError as error:
        raise InputError.about(argument, path, f"{error}; give a report of symflow verify --json") from None


def parse(raw: bytes) -> Report:
    """The report in some bytes."""
    if len(raw) > LARGEST:
        raise InputError(f"it has more than {LARGEST} bytes")
    try:
        data = json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InputError(f"it is no JSON ({str(error)[:80]})") from None
    _require(isinstance(data, dict), "it is no object")
    _require(data.get("schema") == SCHEMA, f"its schema is not {SCHEMA}")
    version, results, level = data.get("version"), data.get("results"), data.get("level", "")
    _require(isinstance(version, str) and isinstance(results, list), "version or results are missing")
    _require(isinstance(level, str), "its level is no text")
    records: dict[str, Mapping[str, Any]] = {}
    for number, record in enumerate(results):
        _require(isinstance(record, dict), f"result {number} is no object")
        name = record.get("id")
        _require(isinstance(name, str) and _ID.fullmatch(name) is not None, f"result {number} has no id")
        _require(name not in records, f"{name} stands twice")
        _check(name, record)
        records[name] = record
    return Report(version, records, level)


def _check(name: str, record: Mapping[str, Any]) -> None:
    """The fields that are compared."""
    for field in (*_PROSE, "digest"):
        _require(isinstance(record.get(field), str), f"{name}: {field} is no text")
    for field in _MAY_BE_NONE:
        _require(field in record, f"{name}: {field} is missing")
    for field in ("verdict", "expected"):
        _require(record.get(field) in VERDICTS, f"{name}: {field} is no verdict")
    _require(record.get("strength") in (None, *STRENGTHS), f"{name}: strength is unknown")
    _require(record.get("coverage") in (None, *COVERAGES), f"{name}: coverage is unknown")
    _require(isinstance(record.get("covers"), str | None), f"{name}: covers is no text")
    _require(_texts(record.get("uses")), f"{name}: uses is no list of ids")
    _require(isinstance(record.get("witness"), dict | None), f"{name}: witness is no object")
    pieces = record.get("evidence")
    _require(isinstance(pieces, list) and all(map(_evidence, pieces)), f"{name}: evidence cannot be read")
    steps = record.get("steps", [])
    _require(
        isinstance(steps, list) and all(isinstance(s, dict) for s in steps), f"{name}: steps are no list"
    )


def _evidence(piece: Any) -> bool:
    known = isinstance(piece, dict) and piece.get("strength") in STRENGTHS
    known = known and piece.get("coverage") in COVERAGES and piece.get("outcome") in OUTCOMES
    return known and _texts(piece.get("trusts")) and _texts(piece.get("established", []))


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return out


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _require(good: bool, trouble: str) -> None:
    if not good:
        raise InputError(trouble)
