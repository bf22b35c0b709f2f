"""A reader of JSON Schema, as much of it as the schema of certificates needs; any other keyword is an error."""

from __future__ import annotations

import json
import re
from typing import Any

SILENT = {"description", "title", "$schema", "$id", "$defs", "if", "then"}
TYPES: dict[str, tuple[type, ...]] = {
    "array": (list,),
    "object": (dict,),
    "string": (str,),
    "integer": (int,),
    "null": (type(None),),
}


def errors(
    schema: dict[str, Any], data: Any, whole: dict[str, Any] | None = None, at: str = "$"
) -> list[str]:
    """Where the data are not as the schema says, as far as the first level that says so."""
    whole = whole or schema
    found: list[str] = []
    for word, rule in schema.items():
        if word not in SILENT:
            found += RULES[word](rule, data, whole, at, schema)
    if "if" in schema and not errors(schema["if"], data, whole, at):
        found += errors(schema["then"], data, whole, at)
    return found


def _same(a: Any, b: Any) -> bool:
    return json.dumps(a, sort_keys=True) == json.dumps(b, sort_keys=True)


def _type(rule: Any, data: Any, _: Any, at: str, __: Any) -> list[str]:
    good = isinstance(data, TYPES[rule]) and not (rule == "integer" and isinstance(data, bool))
    return [] if good else [f"{at}: no {rule}"]


def _ref(rule: Any, data: Any, whole: Any, at: str, _: Any) -> list[str]:
    return errors(whole["$defs"][rule.removeprefix("#/$defs/")], data, whole, at)


def _all(rule: Any, data: Any, whole: Any, at: str, _: Any) -> list[str]:
    return [e for one in rule for e in errors(one, data, whole, at)]


def _any(rule: Any, data: Any, whole: Any, at: str, _: Any) -> list[str]:
    return [] if any(not errors(one, data, whole, at) for one in rule) else [f"{at}: fits nothing"]


def _prefix(rule: Any, data: Any, whole: Any, at: str, _: Any) -> list[str]:
    pairs = zip(rule, data, strict=False) if isinstance(data, list) else ()
    return [e for n, (one, item) in enumerate(pairs) for e in errors(one, item, whole, f"{at}[{n}]")]


def _items(rule: Any, data: Any, whole: Any, at: str, schema: Any) -> list[str]:
    rest = data[len(schema.get("prefixItems", ())) :] if isinstance(data, list) else []
    if rule is False:
        return [f"{at}: too long"] if rest else []
    return [e for n, item in enumerate(rest) for e in errors(rule, item, whole, f"{at}[+{n}]")]


def _least(rule: Any, data: Any, _: Any, at: str, __: Any) -> list[str]:
    return [f"{at}: too short"] if isinstance(data, list) and len(data) < rule else []


def _properties(rule: Any, data: Any, whole: Any, at: str, _: Any) -> list[str]:
    known = {k: data[k] for k in rule if k in data} if isinstance(data, dict) else {}
    return [e for key, value in known.items() for e in errors(rule[key], value, whole, f"{at}.{key}")]


def _required(rule: Any, data: Any, _: Any, at: str, __: Any) -> list[str]:
    return [f"{at}: lacks {key}" for key in rule if isinstance(data, dict) and key not in data]


def _additional(rule: Any, data: Any, whole: Any, at: str, schema: Any) -> list[str]:
    more = [k for k in data if k not in schema.get("properties", {})] if isinstance(data, dict) else []
    if rule is False:
        return [f"{at}: unknown {key}" for key in more]
    return [e for key in more for e in errors(rule, data[key], whole, f"{at}.{key}")]


def _pattern(rule: Any, data: Any, _: Any, at: str, __: Any) -> list[str]:
    return [f"{at}: not {rule}"] if isinstance(data, str) and not re.search(rule, data) else []


RULES = {
    "type": _type,
    "$ref": _ref,
    "allOf": _all,
    "anyOf": _any,
    "prefixItems": _prefix,
    "items": _items,
    "minItems": _least,
    "properties": _properties,
    "required": _required,
    "additionalProperties": _additional,
    "pattern": _pattern,
    "const": lambda rule, data, _, at, __: [] if _same(rule, data) else [f"{at}: not {rule!r}"],
    "enum": lambda rule, data, _, at, __: (
        [] if any(_same(r, data) for r in rule) else [f"{at}: not in {rule}"]
    ),
    "minimum": lambda rule, data, _, at, __: (
        [f"{at}: below {rule}"] if isinstance(data, int) and data < rule else []
    ),
    "maximum": lambda rule, data, _, at, __: (
        [f"{at}: above {rule}"] if isinstance(data, int) and data > rule else []
    ),
    "maxLength": lambda rule, data, _, at, __: (
        [f"{at}: too long"] if isinstance(data, str) and len(data) > rule else []
    ),
}
