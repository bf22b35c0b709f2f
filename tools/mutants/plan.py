"""The mutants of a module: every place of every operator, once; and a uniform sample of them."""

from __future__ import annotations

import ast
import difflib
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.operators.operator import Operator

from mutants.operators import operators


@dataclass(frozen=True, slots=True)
class Mutant:
    """One planted error: the module (as its path below src), the operator, which of its places, the line."""

    module: str
    operator: str
    occurrence: int
    line: int
    before: str
    after: str

    @property
    def name(self) -> str:
        """What it is called in the records."""
        return f"{self.module}:{self.operator}:{self.occurrence}"

    @property
    def key(self) -> tuple[str, str, str]:
        """By what it is explained, wherever the line has moved: the name of the module, the line before and after."""
        return Path(self.module).name, self.before, self.after


def planned(root: Path, modules: Sequence[str]) -> Iterator[Mutant]:
    """Every mutant of the modules that is a program, and another one than the module and than those before it."""
    table = operators()
    for module in modules:
        source = (root / module).read_text(encoding="utf-8")
        tree, seen = get_ast(source), {ast.dump(ast.parse(source))}
        nodes = list(ast_nodes(tree))
        for name, operator in table.items():
            for occurrence, (node, index, line) in enumerate(_places(nodes, operator)):
                code = _applied(tree, node, operator, index)
                mark = _meaning(code)
                if mark is not None and mark not in seen:
                    seen.add(mark)
                    yield Mutant(module, name, occurrence, line, *changed(source, code))


def _places(nodes: Sequence[Any], operator: Operator) -> Iterator[tuple[Any, int, int]]:
    """Each place of an operator: the node, which of its changes, the line."""
    for node in nodes:
        for index, (start, _) in enumerate(operator.mutation_positions(node)):
            yield node, index, start[0]


def _applied(tree: Any, node: Any, operator: Operator, index: int) -> str:
    """The text with one change ("" where the operator cannot do it); the tree is as before afterwards."""
    parent = node.parent
    kept = [(n, list(n.children) if hasattr(n, "children") else n.value) for n in (*ast_nodes(node), parent)]
    try:
        new = operator.mutate(node, index)
        changed_to = [new if child is node else child for child in parent.children]
        parent.children = [child for child in changed_to if child is not None]
        return str(tree.get_code())
    except AttributeError:  # as an exception with a dotted name, in cosmic-ray's operator for them
        return ""
    finally:
        for n, value in kept:
            setattr(n, "children" if hasattr(n, "children") else "value", value)


def _meaning(code: str) -> str | None:
    """The program that a text is, without its layout; None where it is none."""
    try:
        return ast.dump(ast.parse(code))
    except (SyntaxError, ValueError):
        return None


def mutated(source: str, mutant: Mutant) -> str:
    """The text of the module with the error in it."""
    tree, operator = get_ast(source), operators()[mutant.operator]
    for occurrence, (node, index, _) in enumerate(_places(list(ast_nodes(tree)), operator)):
        if occurrence == mutant.occurrence:
            return _applied(tree, node, operator, index)
    raise ValueError(f"{mutant.name} is no place of its operator")


def changed(source: str, code: str) -> tuple[str, str]:
    """The lines that are gone and those that came, each as one text without its indentation."""
    lines = list(difflib.unified_diff(source.splitlines(), code.splitlines(), lineterm="", n=0))[2:]
    gone, came = ([" ".join(x[1:].split()) for x in lines if x[0] == sign] for sign in "-+")
    return " / ".join(gone), " / ".join(came)


def sampled(mutants: Sequence[Mutant], count: int | None, seed: int) -> list[Mutant]:
    """``count`` of them, each set of that size being as likely; a larger sample of one seed holds the smaller ones."""
    ordered = sorted(mutants, key=lambda m: m.name)
    random.Random(seed).shuffle(ordered)
    return ordered if count is None else ordered[:count]


def digest(root: Path, modules: Sequence[str]) -> str:
    """What the sources are, in 16 letters."""
    total = hashlib.sha256()
    for module in sorted(modules):
        total.update(module.encode() + b"\0" + (root / module).read_bytes() + b"\0")
    return total.hexdigest()[:16]
