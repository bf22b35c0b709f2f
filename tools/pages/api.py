"""The page of the Python interface: every public name with its signature and its docstring, by topic."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import symflow
from pages.prose import markdown
from pages.topics import DATA, TOPICS
from symflow import facade, testing

HEAD = """\
# Python

Every name that `import symflow` offers, by topic. Nothing else is public; what starts with an underscore, and what
is imported from deeper modules, may change at any time ([what is promised](stability.md)). The package is typed
(`py.typed`). Results are frozen and have no truth value. Numbers that are given are exact: `int`, `Fraction`, or a
decimal string; a float is refused where it would pass for an exact number.
"""
LITERAL = re.compile(r"``([^`]+)``|`([^`]+)`")


def api() -> str:
    """The whole page. LookupError: a name without a topic, twice, gone, or without a word about it."""
    placed = [name for names in TOPICS.values() for name in names]
    public = set(facade.__all__)
    wrong = sorted(public ^ set(placed)) + sorted({name for name in placed if placed.count(name) > 1})
    if wrong:
        raise LookupError(f"tools/pages/topics.py: no topic, no such name, or twice: {', '.join(wrong)}")
    blocks = [HEAD]
    for topic, names in TOPICS.items():
        blocks.append(f"## {topic}")
        for name in names:
            blocks += entry(name, getattr(symflow, name), DATA.get(name, ""))
    blocks += ["## symflow.testing", *paragraphs(inspect.getdoc(testing) or "", "symflow.testing")]
    for name in sorted(testing.__all__, key=str.lower):
        blocks += entry(name, getattr(testing, name), TESTING.get(name, ""), "testing.")
    return "\n\n".join(blocks)


TESTING = {
    "LAWS": "All laws by name, in the order in which they are tried.",
    "REFERENCE": "symflow's own implementation, on NumPy: what the laws are tried on by `make soak`.",
}


def entry(name: str, thing: Any, words: str, prefix: str = "") -> list[str]:
    """The heading of a name, how it is called, and what it says of itself."""
    head = f"### {prefix}{name}"
    if words:
        return [head, words]
    text = inspect.getdoc(thing)
    if not text or "PEP 604" in text:
        raise LookupError(f"{prefix}{name} has no docstring")
    if inspect.ismodule(thing):
        return [head, *paragraphs(text, name), *contents(thing)]
    if inspect.isclass(thing):
        return [head, *paragraphs(text, name), *members(thing)]
    return [head, f"```text\n{signature(name, thing)}\n```", *paragraphs(text, name)]


def signature(name: str, thing: Any) -> str:
    """How it is called; one argument a line where that is long."""
    try:
        found = inspect.signature(thing)
    except (TypeError, ValueError) as error:
        raise LookupError(f"{name} has no signature: {error}") from error
    parts, starred = [], False
    for place in found.parameters.values():
        if place.kind is place.KEYWORD_ONLY and not starred:
            parts.append("*")
            starred = True
        marks = {place.VAR_POSITIONAL: "*", place.VAR_KEYWORD: "**"}.get(place.kind, "")
        starred = starred or place.kind is place.VAR_POSITIONAL
        kind = "" if place.annotation is place.empty else f": {typed(place.annotation)}"
        default = "" if place.default is place.empty else f" = {shown(place.default)}"
        parts.append(f"{marks}{place.name}{kind}{default}")
    back = found.return_annotation
    end = "" if back is found.empty else f" -> {typed(back)}"
    line = f"{name}({', '.join(parts)}){end}"
    return line if len(line) <= 100 else f"{name}(\n" + "".join(f"    {p},\n" for p in parts) + f"){end}"


def typed(annotation: Any) -> str:
    """A type as it is written."""
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def shown(value: Any) -> str:
    """A default; what has no short, stable form is "..."."""
    text = repr(value)
    return text if len(text) <= 40 and " at 0x" not in text and "<" not in text else "..."


def members(thing: type) -> Iterator[str]:
    """The public fields, properties and methods of a class, each with the first sentence about it."""
    rows = []
    fields = getattr(thing, "__dataclass_fields__", {})
    kept = [name for name in fields if not name.startswith("_")]
    if kept:
        yield f"Fields: {', '.join(f'`{name}`' for name in kept)}."
    for name, member in sorted(vars(thing).items()):
        if (
            name.startswith("_")
            or name in fields
            or not (callable(member) or isinstance(member, DESCRIPTORS))
        ):
            continue
        bare = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        text = inspect.getdoc(bare) or inspect.getdoc(member)
        if text:
            call = "" if isinstance(member, property) else "()"
            rows.append(f"| `{name}{call}` | {inline(first(text))} |")
    if rows:
        yield "\n".join(["| | |", "|---|---|", *rows])


DESCRIPTORS = (property, classmethod, staticmethod)


def contents(module: Any) -> Iterator[str]:
    """The functions and classes that a module offers."""
    names = getattr(module, "__all__", None) or [n for n in vars(module) if not n.startswith("_")]
    rows = []
    for name in sorted(names, key=str.lower):
        thing = getattr(module, name)
        named = inspect.isfunction(thing) or inspect.isclass(thing)
        if not named or (not hasattr(module, "__all__") and thing.__module__ != module.__name__):
            continue
        text = inspect.getdoc(thing)
        if not text:
            raise LookupError(f"{module.__name__}.{name} has no docstring")
        rows.append(f"| `{name}` | {inline(first(text))} |")
    if rows:
        yield "\n".join(["| | |", "|---|---|", *rows])


def first(text: str) -> str:
    """The first paragraph."""
    return " ".join(text.split("\n\n")[0].split())


def paragraphs(text: str, name: str) -> Iterator[str]:
    """A docstring as Markdown: examples and indented blocks as they stand, the rest as prose."""
    for block in filter(None, re.split(r"\n\s*\n", text.strip("\n"))):
        lines = block.splitlines()
        bare = inspect.cleandoc("\n" + block) if all(line.startswith("    ") for line in lines) else ""
        if bare.startswith(">>>") or block.startswith(">>>"):
            yield f"```pycon\n{bare or block}\n```"
        elif bare:
            yield f"```text\n{bare}\n```"
        elif any(line.startswith("    ") for line in lines):
            yield f"```text\n{block}\n```"
        else:
            yield inline(" ".join(block.split()))


def inline(text: str) -> str:
    """A line of prose; what stands between backticks is code, and stays as it is."""
    out, end = [], 0
    for found in LITERAL.finditer(text):
        code = found[1] or found[2]
        out += [markdown(text[end : found.start()]), _edge(text, found.start()), f"`{code}`"]
        end = found.end()
        out.append(" " if text[end : end + 1] == " " else "")
    return "".join([*out, markdown(text[end:])]).strip()


def _edge(text: str, place: int) -> str:
    """A blank before code, where there was one: prose is stripped."""
    return " " if place and text[place - 1] == " " else ""
