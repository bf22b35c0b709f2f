r"""Domains: for which K, which group and which quantities a claim is made.

The domain is the single source of what a proof may assume (signs, symmetries, definitions,
hypotheses), of the values that are sampled, and of the sentence "Let ... be" that a reader sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Statement
from symflow.algebra.symbols import Symbols
from symflow.errors import InputError

GROUPS = (None, "abelian", "cyclic", "boolean", "recursive")
LARGEST = 1_000_000
PARAMETERS = frozenset({"K", "N", "n", "d"})


@dataclass(frozen=True, slots=True)
class Domain:
    """Where a claim is stated.

    ``group``: None (plain index sets), "abelian" (any finite abelian group of order K with a
    symmetric bicharacter: Walsh for every K = 2^m, Fourier for every K), "cyclic" (Z_K with Fourier's
    characters), "boolean" (Z_2^m, every m) or "recursive" (Z_2^m with chi known only by its recursion over m).
    ``order``: a fixed K (with group "cyclic", where it is the least K as well; or a power of 2, with group "boolean");
    None means every K >= least. ``hypotheses`` are named relations between the quantities.
    """

    let: str
    model: Model
    group: str | None = None
    order: int | None = None
    least: int = 2
    hypotheses: tuple[tuple[str, Statement], ...] = ()

    def __post_init__(self) -> None:
        if self.group not in GROUPS:
            raise InputError(f"domain: group {self.group!r} is unknown; use one of {GROUPS}")
        if self.order is not None and self.group == "cyclic":
            least = max(2, self.least)
            if type(self.order) is not int or not least <= self.order <= LARGEST:
                raise InputError.about("order of the domain", self.order, f"give K from {least} to {LARGEST}")
            object.__setattr__(self, "least", self.order)
        elif self.order is not None and (self.group != "boolean" or self.order & (self.order - 1)):
            raise InputError(
                f"domain: order {self.order!r} needs group 'cyclic', or 'boolean' and a power of 2"
            )

    @property
    def written_out(self) -> int | None:
        """The fixed order of a Boolean group: its sums are written out, entry by entry."""
        return self.order if self.group == "boolean" else None

    @property
    def symbols(self) -> Symbols:
        """The declarations that the normal form uses."""
        variables, definitions = self.model.variables, self.model.definitions
        even = {v.name for v in variables if v.even} | {d.name for d in definitions if d.even}
        return Symbols(
            even=frozenset(even),
            vanishing=frozenset(v.name for v in variables if v.vanishing),
            positive=PARAMETERS | {v.name for v in variables if v.sign == "positive"},
            hermitian=frozenset(v.name for v in variables if v.hermitian),
            boolean=self.group == "boolean",
        )

    def sign(self, name: str) -> str:
        """The declared sign of a parameter or variable; a defined quantity has none."""
        if name in PARAMETERS:
            return "positive"
        return next((v.sign for v in self.model.variables if v.name == name), "real")

    def declared(self) -> str:
        """The domain in words, made from what is declared and not from the sentence ``let``."""
        facts = [self._group(), *(_declared(v) for v in self.model.variables)]
        facts += [f"hypothesis {name}" for name, _ in self.hypotheses]
        return "; ".join(facts)

    def _group(self) -> str:
        least = f"K >= {self.least}"
        return {
            None: f"{least}; n, d >= 1",
            "abelian": f"every finite abelian group G of order {least} with a symmetric bicharacter",
            "cyclic": f"G = Z_K, {least if self.order is None else f'K = {self.order}'}, with Fourier's characters",
            "boolean": f"G = Z_2^m, K = {self.order or '2^m >= ' + str(self.least)}",
            "recursive": "G = Z_2^m, every m >= 0, chi by recursion over m",
        }[self.group]

    def names(self) -> Iterator[str]:
        """All quantities of the domain."""
        yield from (v.name for v in self.model.variables)
        yield from (d.name for d in self.model.definitions)


def _declared(variable: Variable) -> str:
    """``s on G: positive, zero at 0, even``: what is declared about one variable."""
    where = " x ".join(space.name for space in variable.spaces)
    facts = ["complex, hermitian" if variable.hermitian else variable.sign]
    facts += ["zero at 0"] * variable.vanishing + ["even"] * variable.even
    return f"{variable.name}{' on ' + where if where else ''}: {', '.join(facts)}"
