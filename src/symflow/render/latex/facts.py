r"""What a step leans on, in words: earlier equations by number, other claims, definitions, assumptions.

unfold z and (5.1);   use -2/(N bar s) times (4a) of Theorem 3, at k = l, summed over g in G
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from symflow.algebra.expr import Expr, Num
from symflow.algebra.rewrite import free_variables
from symflow.claim.claim import Claim
from symflow.evidence.proving.steps import Context, Use
from symflow.render.latex.equations import inline
from symflow.render.latex.escape import escape
from symflow.render.latex.formula import formula
from symflow.render.latex.indexes import index_tex, letter, ranges
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import Piece, tidy
from symflow.render.latex.references import Export, hypothesis_label, part_reference, step_label
from symflow.render.latex.symbols import macro
from symflow.render.names import names_of, symbol

ONE = Num(Fraction(1))


@dataclass(frozen=True, slots=True)
class Facts:
    """The names that the steps of one proof may use, and what each refers to; ``assumed`` is filled step by step."""

    claim: Claim
    export: Export
    steps: Mapping[str, int]
    look: Look
    assumed: dict[str, str] = field(default_factory=dict)

    def reference(self, label: str) -> str:
        """The fact of this name; a number behind the name tells the sequents of one statement apart."""
        stem, _, number = label.rpartition(".")
        for name in (label, stem) if number.isdigit() else (label,):
            found = self._named(name)
            if found:
                return found
        return rf"the fact \emph{{{escape(label)}}}"

    def _named(self, name: str) -> str:
        if name in self.assumed:
            return self.assumed[name]
        if name in self.steps:
            return rf"\eqref{{{step_label(self.claim, self.steps[name])}}}"
        if name in dict(self.claim.domain.hypotheses):
            return rf"\eqref{{{hypothesis_label(self.claim, name)}}}"
        owner, _, part = name.partition(":")
        found = self.export.known.get(owner)
        return (
            part_reference(owner, part, self.export)
            if found is not None and part in dict(found.claim.parts)
            else ""
        )

    def opened(self, context: Context) -> str:
        """What is replaced by its definition, or by the other side of an equation."""
        model = self.claim.domain.model
        names = [name for name in context.unfold if model.definition(name) is not None]
        symbols = ["$" + r",\allowbreak ".join(map(macro, names)) + "$"] if names else []
        return listed([*symbols, *(self.reference(n) for n in context.unfold if n not in names)])

    def used(self, items: Iterable[Use]) -> str:
        """Facts with their factors and places."""
        return listed([self._use(item) for item in items])

    def _use(self, item: Use) -> str:
        text = self.reference(item.fact)
        if item.times != ONE:
            text = f"{inline(self._flat(item.times))} times {text}"
        places = [f"{letter(symbol(var.name))}={index_tex(index, {})}" for var, index in item.at]
        places += [f"{macro(name)}={self._flat(value).tex}" for name, value in item.let]
        text += " at $" + tidy(r",\ ".join(places)) + "$" if places else ""
        if item.over:
            text += f", summed over ${ranges(item.over, names_of(frozenset(item.over)))[0]}$"
        given = [self.reference(label) for label in item.given]
        return f"{text} (its hypotheses by {listed(given)})" if given else text

    def _flat(self, node: Expr) -> Piece:
        return formula(node, self.look.flat().naming(names_of(free_variables(node))))


def listed(items: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; with semicolons where an item has a comma of its own."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    if any(", " in part or " at $" in part for part in parts):
        return "; ".join(parts[:-1]) + "; and " + parts[-1]
    return ", ".join(parts[:-1]) + " and " + parts[-1]
