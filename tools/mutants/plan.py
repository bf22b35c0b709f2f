"""The mutants of a module: every place of every operator, once; and a uniform sample of them."""

from __future__ import annotations

import ast
import difflib
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
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


def planned(root: Path, modules: Sequence[str]) -> Iterator[Mutant]:
    """Every mutant of the modules that is a program, and another one than the module and than those before it."""
    table = operators()
    for module in modules:
        source = (root / module).read_text(encoding="utf-8")
        seen = {ast.dump(ast.parse(source))}
        for name, operator in table.items():
            for occurrence, line in enumerate(_lines(source, operator)):
                code = mutate_code(source, operator, occurrence)
                mark = _meaning(code)
                if code is None or mark is None or mark in seen:
                    continue
                seen.add(mark)
                before, after = changed(source, code)
                yield Mutant(module, name, occurrence, line, before, after)


def _lines(source: str, operator: Operator) -> list[int]:
    tree = get_ast(source)
    return [start[0] for node in ast_nodes(tree) for start, _ in operator.mutation_positions(node)]


def _meaning(code: str | None) -> str | None:
    """The program that a text is, without its layout; None where it is none."""
    try:
        return None if code is None else ast.dump(ast.parse(code))
    except (SyntaxError, ValueError):
        return None


def mutated(source: str, mutant: Mutant) -> str:
    """The text of the module with the error in it."""
    code = mutate_code(source, operators()[mutant.operator], mutant.occurrence)
    if code is None:
        raise ValueError(f"{mutant.name} is no place of its operator")
    return str(code)


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
