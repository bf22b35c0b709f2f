"""src/symflow/checker/certificate.schema.json: the form of certificates as JSON Schema, from the checker's own grammar.

    python tools/schema.py             write it
    python tools/schema.py --check     fail if it is stale

The schema says which files are well-formed. Whether what they say holds is what symflow.checker answers.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[1] / "src" / "symflow" / "checker" / "certificate.schema.json"
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
MOST = 10**6
Schema = dict[str, Any]

FIELDS: dict[str, tuple[str, Any]] = {
    "schema": ("the version of this form", None),
    "id": ("the claim's name", {"type": "string", "pattern": "^[A-Za-z0-9-]*[A-Za-z0-9][A-Za-z0-9-]*$"}),
    "statement": ("domain and parts as a tree", {"anyOf": ["claim", "chosen"]}),
    "digest": ("SHA-256 of the canonical text of the statement", DIGEST),
    "text": ("the statement in words, line by line", ["string"]),
    "uses": (
        "what it rests on: id and digest of the statement",
        {"type": "object", "additionalProperties": DIGEST},
    ),
    "steps": ("the proof", ["step"]),
    "goals": ("for each sequent of each part, the label of the step that establishes it", ["string"]),
    "facts": ("the textbook facts that the steps cite", ["string"]),
    "point": (
        "values that satisfy the hypotheses of the domain, where it has any",
        {"anyOf": ["null", "instance"]},
    ),
    "witness": ("a point where a part fails, with left - right", {"anyOf": ["null", "witness"]}),
    "covers": ("boxes on which a part holds", ["cover"]),
    "verdict": ("what follows from all this", None),
    "certificate": ("SHA-256 of the canonical text of all fields above", DIGEST),
    "volatile": ("prose, times, and evidence that is not re-checked: bound by nothing", {"type": "object"}),
}


def schema() -> Schema:
    """The whole schema."""
    from symflow.checker import certificate, grammar

    choices = {"schema": {"const": certificate.SCHEMA}, "verdict": {"enum": list(certificate.VERDICTS)}}
    properties = {
        name: {"description": about, **(choices.get(name) or _field(form))}
        for name, (about, form) in FIELDS.items()
    }
    kinds = {sort: _kinds(nodes) for sort, nodes in grammar.KINDS.items()}
    tuples = {sort: _list("", fields) for sort, fields in grammar.TUPLES.items()}
    words = {sort: {"enum": list(values)} for sort, values in grammar.WORDS.items()}
    written = {
        sort: {"type": "string", "pattern": f"^(?:{pattern.pattern})$"}
        for sort, pattern in grammar.WRITTEN.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{certificate.SCHEMA.replace('/', ':')}",
        "title": "A certificate of symflow",
        "type": "object",
        "properties": properties,
        "required": list(FIELDS),
        "additionalProperties": False,
        "$defs": {**kinds, **tuples, **words, **written, **_numbers(), **_objects()},
    }


def _field(form: Any) -> Schema:
    """A list of some sort, one of some sorts, or a schema as it stands."""
    if isinstance(form, list):
        return {"type": "array", "items": _ref(form[0])}
    if "anyOf" in form:
        return {"anyOf": [_ref(sort) for sort in form["anyOf"]]}
    return dict(form)


def _ref(sort: str) -> Schema:
    """A sort of the grammar; "*" and "+" mean a sequence, which starts with an empty text."""
    if sort in ("null", "string"):
        return {"type": sort}
    if sort[-1] in "*+":
        least = 2 if sort[-1] == "+" else 1
        return {
            "type": "array",
            "prefixItems": [{"const": ""}],
            "items": _ref(sort[:-1]),
            "minItems": least,
        }
    return {"$ref": f"#/$defs/{sort}"}


def _list(kind: str, fields: tuple[str, ...]) -> Schema:
    """A list: its kind, then its fields."""
    items = [{"const": kind}, *(_ref(field) for field in fields)]
    return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}


def _kinds(nodes: dict[str, tuple[str, ...]]) -> Schema:
    """A node: its kind says which fields follow, so that a reader never tries others."""
    first = {"type": "array", "minItems": 1, "prefixItems": [{"enum": list(nodes)}]}
    if len(nodes) == 1:
        return _list(*next(iter(nodes.items())))
    choice = [
        {"if": {"prefixItems": [{"const": kind}]}, "then": _list(kind, fields)}
        for kind, fields in nodes.items()
    ]
    return {**first, "allOf": choice}


def _numbers() -> dict[str, Schema]:
    exact = {"type": "string", "pattern": "^(0|-?[1-9][0-9]*)(/[1-9][0-9]*)?$", "maxLength": 4000}
    number = {"type": "array", "prefixItems": [{"const": "q"}, exact], "items": False, "minItems": 2}
    whole = {"type": "integer", "minimum": 0, "maximum": MOST}
    return {
        "number": number,
        "exponent": number,
        "integer": {"type": "integer", "minimum": -MOST, "maximum": MOST},
        "whole": whole,
        "order": {"anyOf": [{"type": "null"}, whole]},
    }


def _objects() -> dict[str, Schema]:
    text = {"type": "string"}
    witness = {"part": text, "instance": _ref("instance"), "relation": _ref("relation"), "difference": {}}
    ends = {"lower": _ref("number+"), "upper": _ref("number+")}
    boxes = {"boxes": {"type": "array", "items": _ref("side+")}}
    cover = {"part": text, "variable": _ref("name"), "K": _ref("whole"), **ends, **boxes}
    return {
        name: {
            "type": "object",
            "properties": fields,
            "required": list(fields),
            "additionalProperties": False,
        }
        for name, fields in (("witness", witness), ("cover", cover))
    }


def main(arguments: list[str] | None = None, file: Path = FILE) -> int:
    """Write or check the file; 1 if it is stale."""
    parser = argparse.ArgumentParser(
        description="Write the JSON Schema of certificates, or check that it is fresh."
    )
    parser.add_argument("--check", action="store_true", help="change nothing; fail if the file is stale")
    wanted = json.dumps(schema(), indent=1) + "\n"
    if not parser.parse_args(arguments).check:
        file.write_text(wanted, encoding="utf-8")
        return 0
    if file.exists() and file.read_text(encoding="utf-8") == wanted:
        print(f"{file.name}: it is the grammar of the checker")
        return 0
    print(f"tools/schema.py: {file.name} is stale; run python tools/schema.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
