r"""What a run of the corpus has found: counts by mode, field, kind of edit and reason; survivors; and what is wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from symflow.errors import InputError
from symflow.testing.tamper.run import SCHEMA, wrong
from symflow.testing.tamper.survivors import SAME_PROOF

Record = dict[str, Any]
COUNTED = ("modes", "states", "areas", "changes", "reasons", "survivors", "known", "places")
EXAMPLES = 3
MEANING = "changes meaning: "


def begun(file: Path, fixed: Mapping[str, Any]) -> Record:
    """The record of a file, or a new one; InputError if the file belongs to another run."""
    fixed = {"schema": SCHEMA, **fixed}
    if not file.exists():
        return {
            **fixed,
            "done": 0,
            "longest": 0.0,
            **{key: {} for key in COUNTED},
            "kept": {},
            "wrong": [],
            "twins": {},
        }
    try:
        record: Record = json.loads(file.read_text(encoding="utf-8"))
        fits = {key: record[key] for key in fixed} == fixed and type(record["done"]) is int
    except (OSError, ValueError, KeyError, TypeError):
        fits = False
    if not fits:
        raise InputError.about("--json", str(file), "it is not a file of this corpus and seed; name another")
    return record


def count(record: Record, found: Iterable[Mapping[str, Any]]) -> None:
    """Add the outcomes of some edits."""
    for one in sorted(found, key=lambda item: int(item["number"])):
        what = "nothing" if one["same"] else "meaning"
        area, _, change = str(one["kind"]).partition(": ")
        _add(record, "modes", f"{one['mode']}: changes {what}")
        _add(record, "states", f"changes {what}: {one['state']}")
        if not one["same"]:
            _add(record, "areas", area)
            _add(
                record, "changes", change.rpartition(": ")[2] if area.startswith(("step", "part")) else change
            )
            _add(record, "reasons", one["reason"] or "accepted")
            _add(record, "known", f"with the known statements: {one['known']}")
        if one["survived"] not in ("", SAME_PROOF):
            _survivor(record, one)
        if wrong(one):
            record["wrong"].append({**one, "wrong": wrong(one)})
        record["longest"] = max(record["longest"], one["seconds"])


def _survivor(record: Record, one: Mapping[str, Any]) -> None:
    _add(record, "survivors", one["survived"])
    kept = (
        record["kept"].setdefault(one["survived"], {}).setdefault(one["kind"], {"count": 0, "examples": []})
    )
    kept["count"] += 1
    if len(kept["examples"]) < EXAMPLES:
        kept["examples"].append(f"{one['id']}, {one['mode']}, edit {one['number']}: {one['detail']}")


def _add(record: Record, key: str, what: str) -> None:
    record[key][what] = record[key].get(what, 0) + 1


def refused(record: Record) -> tuple[int, int, int]:
    """Of the edits that change something bound: all, those that are refused, those that are accepted."""
    states = Counter(
        {key.removeprefix(MEANING): n for key, n in record["states"].items() if key.startswith(MEANING)}
    )  # fmt: skip
    total = sum(states.values())
    return total, total - states["accepted"], states["accepted"]


def save(file: Path, record: Record) -> None:
    """Write the record as a whole."""
    draft = file.with_name(file.name + ".part")
    for key in COUNTED:
        record[key] = dict(sorted(record[key].items(), key=lambda item: (-item[1], item[0])))
    try:
        draft.write_text(json.dumps(record, indent=1, sort_keys=False) + "\n", encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise InputError.about("--json", str(file), f"it cannot be written ({error.strerror})") from None
