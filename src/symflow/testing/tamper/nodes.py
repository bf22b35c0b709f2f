r"""Edits of what has parts: formulas, relations, statements, indices, uses, steps, and lists of any of these.

``pool`` holds what else stands in the same certificate, by sort: another name, another formula, another fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from symflow.testing.tamper.leaves import Change, leaf, retyped
from symflow.testing.tamper.places import KINDS, TUPLES

Pool = Mapping[str, Sequence[Any]]
ONE, ZERO, TWO = ["Num", ["q", "1"]], ["Num", ["q", "0"]], ["q", "2"]
FEW = 3


def edits(sort: str, value: Any, pool: Pool, rng: Random) -> list[Change]:
    """The edits of a node of a sort; each differs from the value."""
    out = [*_structural(sort, value, rng)]
    others = [other for other in pool.get(sort, ()) if other != value]
    out += [("another of its sort", other) for other in rng.sample(others, min(FEW, len(others)))]
    return [(name, new) for name, new in out if not _same(new, value)]


def _same(a: Any, b: Any) -> bool:
    return type(a) is type(b) and bool(a == b)


def _structural(sort: str, value: Any, rng: Random) -> Iterator[Change]:
    if sort[-1] in "*+":
        yield from listed(value, rng)
    elif sort in KINDS:
        yield from _node(sort, value, rng)
        yield from _misshapen(value, rng)
    elif sort in TUPLES:
        yield from _misshapen(value, rng)
    else:
        yield from leaf(sort, value, rng)


def listed(value: list[Any], rng: Random) -> Iterator[Change]:
    """A list with an item left out, doubled or moved."""
    items = value[1:]
    if items:
        n = rng.randrange(len(items))
        yield ("list: an item left out", ["", *items[:n], *items[n + 1 :]])
        yield ("list: an item doubled", ["", *items[: n + 1], *items[n:]])
        yield ("list: emptied", [""])
        yield ("list: without its mark", items)
        yield ("list: an item null", ["", *items[:n], None, *items[n + 1 :]])
    if len(items) > 1:
        n = rng.randrange(len(items) - 1)
        yield ("list: two items swapped", ["", *items[:n], items[n + 1], items[n], *items[n + 2 :]])
        yield ("list: turned round", ["", *reversed(items)])
    yield ("list: a text added", [*value, "x"])
    yield from retyped(value)


def _misshapen(value: list[Any], rng: Random) -> Iterator[Change]:
    """A node with a part too many or too few, or of an unknown kind."""
    n = rng.randrange(1, len(value)) if len(value) > 1 else 0
    yield ("node: a part left out", value[:n] + value[n + 1 :])
    yield ("node: a part doubled", value[: n + 1] + value[n:])
    if len(value) > 2 and n > 1:
        yield ("node: two parts swapped", [*value[: n - 1], value[n], value[n - 1], *value[n + 1 :]])
    yield ("node: kind unknown", ["Axiom", *value[1:]])
    yield ("node: kind null", [None, *value[1:]])
    yield from retyped(value)


def _node(sort: str, value: list[Any], rng: Random) -> Iterator[Change]:
    kind = value[0]
    for other, fields in KINDS[sort].items():
        if other != kind and fields == KINDS[sort][kind]:
            yield (f"kind: {kind} -> {other}", [other, *value[1:]])
    if sort == "expr":
        yield from _formula(value, rng)
    elif kind == "Rel":
        yield ("sides swapped", [kind, value[1], value[3], value[2]])
        yield ("one side for both", [kind, value[1], value[2], value[2]])
    elif kind in ("Implies", "Iff"):
        yield ("implication turned round", [kind, value[2], value[1]])
        yield ("only its conclusion", value[2])
        yield ("other connective", ["Iff" if kind == "Implies" else "Implies", *value[1:]])
    elif kind in ("And", "All"):
        yield ("only one of it", value[1][1] if kind == "And" else value[2])
    elif sort == "index":
        yield from _index(value)
    if sort == "statement":
        false = ["Rel", "==", ZERO, ONE]
        yield ("a false premise added", ["Implies", false, value])
        yield ("a false conclusion", ["Implies", value, false])
        yield ("and something false", ["And", ["", value, false]])


def _formula(value: list[Any], rng: Random) -> Iterator[Change]:
    kind = value[0]
    formulas: dict[str, Any] = KINDS["expr"]
    inner = [part for part in value[1:] if isinstance(part, list) and part and part[0] in formulas]
    if kind in ("Add", "Mul"):
        inner = value[1][1:]
    yield ("formula: 0", ZERO)
    yield ("formula: 1", ONE)
    yield ("formula: negated", ["Neg", value])
    yield ("formula: + 1", ["Add", ["", value, ONE]])
    yield ("formula: doubled", ["Mul", ["", ["Num", TWO], value]])
    yield ("formula: squared", ["Pow", value, TWO])
    yield ("formula: exp of it", ["Fun", "exp", value])
    yield ("formula: times 1", ["Mul", ["", value, ONE]])
    yield ("formula: divided by itself", ["Mul", ["", value, ["Pow", value, ["q", "-1"]]]])
    if inner:
        yield ("formula: a part of it", rng.choice(inner))
    deep = value
    for _ in range(200):
        deep = ["Neg", deep]
    yield ("formula: nested 200 deep", deep)
    wide = value
    for _ in range(12):
        wide = ["Pow", ["Add", ["", wide, ONE]], ["q", "64"]]
    yield ("formula: a tower of powers", wide)


def _index(value: list[Any]) -> Iterator[Change]:
    terms = value[1][1:]
    yield ("index: 0", ["Index", [""]])
    yield ("index: negated", ["Index", ["", *(["", v, -c] for _, v, c in terms)]])
    yield ("index: doubled", ["Index", ["", *(["", v, 2 * c] for _, v, c in terms)]])
    yield ("index: a variable added", ["Index", ["", *terms, ["", ["Var", "g", "G"], 1]]])
