r"""Trees as JSON and back, and their digest.

A node is a list: its kind, then its fields. An exact number is ["q", "-3/2"], a tuple starts with "".
The digest is SHA-256 of the canonical text (no spaces), so equal trees have equal digests everywhere.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from fractions import Fraction
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from symflow.algebra import expr as tree
from symflow.algebra import indexing, quantities, statement
from symflow.errors import InputError

_MODULES = (indexing, tree, statement, quantities)
_EXACT = re.compile(r"-?[0-9]{1,4000}(/[1-9][0-9]{0,3999})?")
_CLASSES: dict[str, type] = {
    name: cls
    for module in _MODULES
    for name, cls in vars(module).items()
    if dataclasses.is_dataclass(cls) and isinstance(cls, type)
}


def recognise(*classes: type) -> None:
    """Let ``from_json`` build further node kinds (claims, steps); a name that is taken is refused."""
    for cls in classes:
        if _CLASSES.setdefault(cls.__name__, cls) is not cls:
            raise InputError(f"JSON tree: node kind {cls.__name__} is taken")


def to_json(value: Any) -> Any:
    """A tree, statement or model as lists, strings and integers."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [getattr(value, f.name) for f in dataclasses.fields(value) if f.init]
        return [type(value).__name__, *(to_json(f) for f in fields)]
    if isinstance(value, tuple):
        return ["", *(to_json(v) for v in value)]
    if isinstance(value, Fraction):
        return ["q", str(value)]
    if isinstance(value, bool | int | str) or value is None:
        return value
    raise InputError(f"{type(value).__name__} has no JSON form")


def from_json(data: Any) -> Any:
    """The tree that ``to_json`` wrote; anything else is refused with the place."""
    if not isinstance(data, list):
        return data
    if not data or not isinstance(data[0], str):
        raise InputError(f"JSON tree: {str(data)[:60]} does not start with a node kind")
    kind, *rest = data
    if kind == "q":
        return _number(rest)
    if kind == "":
        return tuple(from_json(v) for v in rest)
    cls = _CLASSES.get(kind)
    if cls is None:
        raise InputError(f"JSON tree: node kind {kind[:40]!r} is unknown")
    names = [f.name for f in dataclasses.fields(cls) if f.init]
    if len(rest) != len(names):
        raise InputError(f"JSON tree: {kind} takes {len(names)} fields, not {len(rest)}")
    hints = get_type_hints(cls)
    return cls(*(_field(kind, name, hints[name], from_json(v)) for name, v in zip(names, rest, strict=True)))


def _number(rest: list[Any]) -> Fraction:
    if len(rest) == 1 and isinstance(rest[0], str) and _EXACT.fullmatch(rest[0]):
        return Fraction(rest[0])
    raise InputError(f"JSON tree: {str(rest)[:40]} is not an exact number")


def _field(kind: str, name: str, hint: Any, value: Any) -> Any:
    allowed = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    kinds = tuple(get_origin(h) or h for h in allowed)
    if not isinstance(value, kinds):
        raise InputError(f"JSON tree: {kind}.{name}: {str(value)[:40]!r} is of the wrong kind")
    return value


def canonical(value: Any) -> str:
    """The canonical text of a tree."""
    return json.dumps(to_json(value), separators=(",", ":"), ensure_ascii=True)


def digest(value: Any) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
