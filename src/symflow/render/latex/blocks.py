r"""An exported claim in parts with names: what a paper may keep or leave out, and what can be compared with it.

A block is what an author keeps or leaves out as a whole: the statement, its outcome (verdict and evidence), an
instance at one K, the derivation, the record. A passage is a piece of it with a name: "hypothesis positive", "step 3".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_K, MOST_SIZES = 32, 8  # of instances: the largest K, and how many
STATEMENT, OUTCOME, INSTANCE, DERIVATION, RECORD = "statement", "outcome", "instance", "derivation", "record"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of TeX with a name."""

    name: str
    tex: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an exported claim: passages one after the other."""

    kind: str
    passages: tuple[Passage, ...]

    @property
    def tex(self) -> str:
        """The block as TeX."""
        return "\n".join(passage.tex for passage in self.passages)


def block(kind: str, passages: Iterable[Passage]) -> Block:
    """A block; passages without text are left out."""
    return Block(kind, tuple(p for p in passages if p.tex))


def named(name: str, lines: Iterable[str]) -> Passage:
    """Lines as one passage."""
    return Passage(name, "\n".join(line for line in lines if line))
