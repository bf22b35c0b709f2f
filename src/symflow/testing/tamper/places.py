r"""Every node of a certificate with its sort, so that each of them can be edited.

A place is a path of keys and positions into the JSON data, the sort that the checker's grammar expects there, and an
area: what it is a part of, in words (``step Sign: use.given``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from symflow.checker import grammar

Path = tuple[int | str, ...]
KINDS: dict[str, Any] = grammar.KINDS
TUPLES: dict[str, Any] = grammar.TUPLES
RELATION = ("relation",)
FIELDS: dict[str, tuple[str, ...]] = {
    "Variable": ("name", "spaces", "sign", "even", "vanishing", "hermitian"),
    "Definition": ("name", "places", "formula", "even"),
    "Flow": ("label", "rate", "words"),
    "Identity": ("label", *RELATION, "context"),
    "Derive": ("label", *RELATION, "context"),
    "Sign": ("label", *RELATION, "by", "facts", "context"),
    "Strict": ("label", *RELATION, "weak", "absurd"),
    "ZeroSet": ("label", "vanishing", "by", "conclusion", "facts", "context"),
    "Induct": ("label", *RELATION),
    "Cases": ("label", *RELATION, "variable", "zero", "other"),
    "Cite": ("label", "fact", "premises", "conclusion"),
    "Context": ("unfold", "using", "assume"),
    "Use": ("use.label", "use.factor", "use.place", "use.let", "use.over", "use.given"),
    "Instance": ("scheme", "K", "values", "n", "d", "indices"),
}
STATED: dict[Path, str] = {
    (1, 1, 1): "variable",
    (1, 1, 2): "definition",
    (1, 1, 3): "flow",
    (1, 2): "domain: group",
    (1, 3): "domain: order",
    (1, 4): "domain: least",
    (1, 5): "hypothesis",
    (1,): "domain",
    (2,): "part",
    (3,): "choice",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A node: what it belongs to, its sort, and where it is."""

    area: str
    sort: str
    path: Path


def nodes(sort: str, data: Any, path: Path, area: str) -> Iterator[Place]:
    """The place of a node and of everything inside; data that are not of the sort have no inner places."""
    yield Place(area, sort, path)
    if sort[-1] in "*+":
        for n, item in enumerate(data[1:], 1):
            yield from nodes(sort[:-1], item, (*path, n), area)
    elif sort in KINDS:
        names = FIELDS.get(data[0], ())
        base = area.partition(":")[0]
        for n, field in enumerate(KINDS[sort][data[0]], 1):
            inner = f"{base}: {names[n - 1]}" if names else area
            yield from nodes(field, data[n], (*path, n), inner)
    elif sort in TUPLES:
        for n, field in enumerate(TUPLES[sort], 1):
            yield from nodes(field, data[n], (*path, n), area)


def places(data: dict[str, Any]) -> Iterator[Place]:
    """Every place of an honest certificate."""
    said = data["statement"]
    for place in nodes("chosen" if len(said) == 4 else "claim", said, ("statement",), "statement"):
        found = [STATED[place.path[1 : n + 1]] for n in (3, 2, 1) if place.path[1 : n + 1] in STATED]
        base, _, field = place.area.partition(": ")
        yield Place(
            f"{found[0]}: {field}" if found and field else found[0] if found else base, place.sort, place.path
        )
    for n, step in enumerate(data["steps"]):
        yield from nodes("step", step, ("steps", n), f"step {step[0]}")
    if data["point"] is not None:
        yield from nodes("instance", data["point"], ("point",), "point")
    if data["witness"] is not None:
        yield from nodes("instance", data["witness"]["instance"], ("witness", "instance"), "witness")
    for n, cover in enumerate(data["covers"]):
        for key in ("lower", "upper"):
            yield from nodes("number+", cover[key], ("covers", n, key), f"cover: {key}")
        for m, box in enumerate(cover["boxes"]):
            yield from nodes("side+", box, ("covers", n, "boxes", m), "cover: boxes")


def at(data: Any, path: Path) -> Any:
    """What stands at a path."""
    for key in path:
        data = data[key]
    return data


def put(data: Any, path: Path, value: Any) -> Any:
    """The data with another value at a path; the rest is shared."""
    if not path:
        return value
    out: Any = dict(data) if isinstance(data, dict) else list(data)
    out[path[0]] = put(data[path[0]], path[1:], value)
    return out
