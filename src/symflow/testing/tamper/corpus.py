r"""The corpus: numbered edits of honest certificates. A seed and a number determine an edit.

Half of the edits leave everything else as it was. The others are sealed: all digests, the text and the cited facts
are computed again, so that only mathematics can reject them; of these a third is also carried through the proof, where
the edited relation stands again, and a third is made everywhere, where the same thing of the same sort stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from symflow.checker.certificate import canonical
from symflow.testing.tamper.fields import ABSENT, field_edits
from symflow.testing.tamper.files import HARMLESS, HOSTILE
from symflow.testing.tamper.nodes import edits
from symflow.testing.tamper.places import Place, at, places, put
from symflow.testing.tamper.seal import resealed

PLAIN, SEALED, CARRIED, EVERYWHERE, BYTES, HARMLESS_BYTES = (
    "plain",
    "sealed",
    "carried",
    "everywhere",
    "bytes",
    "harmless",
)
SHARES = ((PLAIN, 36), (SEALED, 18), (CARRIED, 18), (EVERYWHERE, 18), (BYTES, 7), (HARMLESS_BYTES, 3))
ILL_FORMED = ("type:", "number written:", "unseen:", "look-alike", "very long", "node:", "list: a text",
              "list: an item null", "list: without", "integer: as", "formula: nested", "capitals")  # fmt: skip
WELL_FORMED = 0.9


@dataclass(frozen=True, slots=True)
class Edit:
    """An edited certificate: the honest one that it was, what was done where, and the bytes of the file."""

    number: int
    id: str
    mode: str
    area: str
    change: str
    detail: str
    raw: bytes

    @property
    def kind(self) -> str:
        """What was edited and how, in words."""
        return f"{self.area}: {self.change}"


class Source:
    """An honest certificate, with its places by area and sort."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.data: dict[str, Any] = json.loads(raw)

    @cached_property
    def spots(self) -> dict[str, dict[str, list[Place]]]:
        """Its places, by area and sort."""
        out: dict[str, dict[str, list[Place]]] = {}
        for place in places(self.data):
            out.setdefault(place.area, {}).setdefault(place.sort, []).append(place)
        return out

    @cached_property
    def pool(self) -> dict[str, list[Any]]:
        """What stands in it, by sort, each once."""
        out: dict[str, dict[str, Any]] = {}
        for some in self.spots.values():
            for sort, found in some.items():
                for place in found:
                    value = at(self.data, place.path)
                    out.setdefault(sort, {}).setdefault(canonical(value), value)
        return {sort: list(values.values()) for sort, values in out.items()}


class Corpus:
    """Edits of some honest certificates; ``edit(number)`` is always the same; small ones are drawn more often."""

    def __init__(self, honest: Mapping[str, bytes], seed: int = 0) -> None:
        self.seed = seed
        self.sources = {name: Source(honest[name]) for name in sorted(honest)}
        self.books = {name: source.data for name, source in self.sources.items()}
        self.weights = [1 / (1500 + len(source.raw)) for source in self.sources.values()]

    def edit(self, number: int) -> Edit:
        """The edit of a number."""
        rng = Random(f"tamper:{self.seed}:{number}")
        (name,) = rng.choices(list(self.sources), self.weights)
        (mode,) = rng.choices(*zip(*SHARES, strict=True))
        source = self.sources[name]
        if mode in (BYTES, HARMLESS_BYTES):
            table = HOSTILE if mode == BYTES else HARMLESS
            change = rng.choice(sorted(table))
            return Edit(number, name, mode, "file", change, "", table[change](source.raw, source.data, rng))
        if mode in (PLAIN, SEALED) and rng.random() < 0.3:
            return self._field(number, name, mode, rng)
        return self._place(number, name, mode, rng)

    def _field(self, number: int, name: str, mode: str, rng: Random) -> Edit:
        data = self.books[name]
        by_field: dict[str, list[tuple[str, str, Any]]] = {}
        for found in field_edits(data, self.books, rng):
            by_field.setdefault(found[0] if found[0] in data else "", []).append(found)
        field, change, new = rng.choice(by_field[rng.choice(sorted(by_field))])
        out = {key: value for key, value in data.items() if key != field}
        out |= {} if new is ABSENT else {field: new}
        out = resealed(out, {field}) if mode == SEALED else out
        detail = f"{_short(data.get(field))} -> {'nothing' if new is ABSENT else _short(new)}"
        return Edit(number, name, mode, f"field {field[:20]!a}", change, detail, canonical(out).encode())

    def _place(self, number: int, name: str, mode: str, rng: Random) -> Edit:
        source = self.sources[name]
        areas = sorted(source.spots)
        if mode == CARRIED:
            areas = [area for area in areas if area.startswith("part")]
        sorts = source.spots[rng.choice(areas)]
        place = rng.choice(sorts[rng.choice(sorted(sorts))])
        old = at(source.data, place.path)
        found = edits(place.sort, old, source.pool, rng)
        good = [pair for pair in found if not pair[0].startswith(ILL_FORMED)]
        change, new = rng.choice(good if mode != PLAIN and good and rng.random() < WELL_FORMED else found)
        out = self._made(source, place, mode, new)
        if mode != PLAIN:
            top = place.path[0] if place.path[0] != "witness" else "witness.instance"
            out = resealed(out, {str(top)} | ({"statement"} if mode == EVERYWHERE else set()))
        detail = f"{'.'.join(map(str, place.path))}: {_short(old)} -> {_short(new)}"
        return Edit(number, name, mode, place.area, change, detail, canonical(out).encode())

    def _made(self, source: Source, place: Place, mode: str, new: Any) -> dict[str, Any]:
        out: dict[str, Any] = put(source.data, place.path, new)
        if mode == CARRIED:
            return _carried(source, place, out)
        if mode == EVERYWHERE:
            old = canonical(at(source.data, place.path))
            for other in source.spots.values():
                for found in other.get(place.sort, ()):
                    inside = any(found.path[:n] == place.path for n in range(len(found.path) + 1))
                    if not inside and canonical(at(source.data, found.path)) == old:
                        out = put(out, found.path, new)
        return out


def _carried(source: Source, place: Place, out: dict[str, Any]) -> dict[str, Any]:
    """The edit made again wherever the edited relation or predicate stands in the proof."""
    for n in range(len(place.path), 0, -1):
        old = at(source.data, place.path[:n])
        if isinstance(old, list) and old and old[0] in ("Rel", "Pred"):
            return _replaced(out, old, at(out, place.path[:n]), "steps")
    return out


def _replaced(data: dict[str, Any], old: Any, new: Any, field: str) -> dict[str, Any]:
    def change(value: Any) -> Any:
        if value == old:
            return new
        return [change(item) for item in value] if isinstance(value, list) else value

    return {**data, field: change(data[field])}


def _short(value: Any) -> str:
    try:
        text = str(canonical(value))
    except (TypeError, ValueError, RecursionError):
        text = repr(type(value))
    return text if len(text) <= 90 else text[:87] + "..."
