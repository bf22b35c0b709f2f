r"""The question about a candidate V: does it decrease, at every point, along one flow, for one K?

Statement.  With D+ the upper right derivative along the flow, s_0 = 0,

    D+ V(s) <= 0   for every s in (0, inf)^{K-1}   and every value of V's parameters in their ranges.

It becomes an ordinary claim, with part "decrease", about Z_2^m for K = 2^m and about Z_K for every other K, where
s_k = s_{K-k}.

Notation.  A box gives each mode its closed range; with a box the question is about its points only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from symflow.algebra.expr import Ddt, Num, atom
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Rel, Statement, ge, le, lt
from symflow.claim.claim import Claim, Instance
from symflow.claim.domain import Domain
from symflow.claim.layout import Coordinate, Layout, assemble, coordinates, layout_of, numbers_of
from symflow.errors import InputError
from symflow.flow.families import Motion
from symflow.lab.language import Candidate, Range
from symflow.lab.language_formula import quantity
from symflow.lab.language_terms import Term

Box = tuple[Range, ...]
LARGEST_K = 64
MOST_CASES = 4100


@dataclass(frozen=True)
class Question:
    """A candidate, a motion, K, and the box of the modes (one closed range for each; None: the whole orthant)."""

    candidate: Candidate
    motion: Motion
    K: int
    box: Box | None = None

    def __post_init__(self) -> None:
        if type(self.K) is not int or not 2 <= self.K <= LARGEST_K:
            raise InputError.about("K", self.K, f"give a whole number from 2 to {LARGEST_K}")
        for place in self.candidate.places:
            if max(place + 1, -place) > self.K - 1:
                text = f"sorted(...)[{place}]"
                raise InputError.about("expression", text, f"K = {self.K} has {self.K - 1} modes")
        if cases(self.candidate.term, self.K)[1] > MOST_CASES:
            advice = (
                "sorted, max, min, abs have too many cases; ask for a smaller K, or count from the nearer end"
            )
            raise InputError.about(f"expression, for K = {self.K}", self.candidate.text, advice)
        if self.box is not None:
            self._check_box(self.box)

    @property
    def scheme(self) -> str:
        """walsh for K = 2^m, else cyclic."""
        return "cyclic" if self.K & (self.K - 1) else "walsh"

    @property
    def layout(self) -> Layout:
        """Where the entries of a point stand."""
        return Layout(self.scheme, self.K)

    @cached_property
    def domain(self) -> Domain:
        """Modes and parameters, with the ranges of the parameters as hypotheses."""
        known = self.candidate.parameters
        variables = tuple(Variable(quantity(name), (), _sign(low)) for name, (low, _) in known)
        model = self.motion.model | Model(variables)
        hypotheses = tuple((f"range of {name}", _between(name, ends)) for name, ends in known)
        group = "boolean" if self.scheme == "walsh" else "cyclic"
        let = f"Let K = {self.K}, s_k > 0 for k != 0, s_0 = 0, along {self.motion.law}."
        return Domain(let, model, group, self.K, hypotheses=hypotheses)

    @cached_property
    def claim(self) -> Claim:
        """The question as a claim with the one part "decrease"."""
        return self.asking("decrease", le(self.rate, 0))

    @property
    def rate(self) -> Ddt:
        """D+ V along the flow."""
        return Ddt(self.candidate.value, self.motion.flow)

    @cached_property
    def strictly(self) -> Claim:
        """D+ V < 0, which no candidate meets at collapse: asked at single points elsewhere."""
        return self.asking("strict", lt(self.rate, 0))

    @cached_property
    def nonnegative(self) -> Claim:
        """V >= 0"""
        return self.asking("nonnegative", ge(self.candidate.value, 0))

    def asking(self, part: str, statement: Statement) -> Claim:
        """A claim of one part about the same points."""
        title = f"{self.candidate.text}, K = {self.K}, {self.motion.text}"
        return Claim(f"lyapunov-{part}", "lab", title, "symflow lyapunov", self.domain, ((part, statement),))

    @property
    def coordinates(self) -> tuple[Coordinate, ...]:
        """The free numbers of a point: parameters and modes, those that evenness ties counted once."""
        return coordinates(self.domain, self.layout)

    @cached_property
    def ranges(self) -> tuple[tuple[Fraction | None, Fraction | None], ...]:
        """The closed range of each free number; a mode without a box has no ends and is positive."""
        known = {quantity(name): ends for name, ends in self.candidate.parameters}
        out: list[tuple[Fraction | None, Fraction | None]] = []
        for coordinate in self.coordinates:
            if coordinate.name != "s":
                out.append(known[coordinate.name])
            else:
                out.append((None, None) if self.box is None else self.box[coordinate.positions[0] - 1])
        return tuple(out)

    def instance(self, numbers: Iterable[Fraction]) -> Instance:
        """The point with these free numbers."""
        return assemble(self.domain, self.layout, numbers)

    def point(self, modes: Iterable[Fraction], parameters: Mapping[str, Fraction] | None = None) -> Instance:
        """The point with s_1, ..., s_{K-1} and the values of the parameters."""
        values: dict[str, tuple[Fraction, ...]] = {
            quantity(name): (value,) for name, value in (parameters or {}).items()
        }
        values["s"] = (Fraction(0), *modes)
        return Instance(self.scheme, self.K, tuple(sorted(values.items())))

    def asks_about(self, instance: Instance) -> bool:
        """Whether the point is one of those that the question is about: in the box and in the ranges."""
        if layout_of(instance) != self.layout:
            return False
        numbers = numbers_of(self.domain, instance)
        ends = zip(numbers, self.ranges, self.coordinates, strict=True)
        return all(
            (low is None or low <= x) and (high is None or x <= high) and (c.name != "s" or x > 0)
            for x, (low, high), c in ends
        )

    @property
    def about(self) -> str:
        """The set of points that the question is about, in words."""
        known = "".join(f", every {n} in [{low}, {high}]" for n, (low, high) in self.candidate.parameters)
        if self.box is None:
            even = "" if self.scheme == "walsh" else " with s_k = s_(K-k)"
            return f"every s in (0, inf)^{self.K - 1}{even}{known}"
        if len(set(self.box)) == 1:
            return f"every s in [{self.box[0][0]}, {self.box[0][1]}]^{self.K - 1}{known}"
        return f"every s in {' x '.join(f'[{low}, {high}]' for low, high in self.box)}{known}"

    def _check_box(self, box: Box) -> None:
        if len(box) != self.K - 1:
            raise InputError.about("box", f"{len(box)} ranges", f"K = {self.K} needs one, or {self.K - 1}")
        for k, (low, high) in enumerate(box, start=1):
            if not 0 < low <= high:
                raise InputError.about("box", f"{low}..{high}", "give 0 < lower end <= upper end")
            if self.scheme == "cyclic" and box[self.K - k - 1] != (low, high):
                advice = f"modes {k} and {self.K - k} are equal on Z_{self.K}; give both the same range"
                raise InputError.about("box", f"{low}..{high}", advice)


def _sign(low: Fraction) -> str:
    return "positive" if low > 0 else "nonnegative" if low == 0 else "real"


def _between(name: str, ends: Range) -> And:
    """low <= name <= high"""
    value = atom(quantity(name))()
    parts: tuple[Rel, ...] = (ge(value, Num(ends[0])), le(value, Num(ends[1])))
    return And(parts)


def cases(term: Term, K: int) -> tuple[int, int]:
    """How often the entry of a vector is looked at for one of its values, and in all reductions together.

    Kinks count: |x| looks K times, sorted(x)[i] looks (K - 1)^(i + 1) times.
    """
    inner = [cases(arg, K) for arg in term.args]
    once, together = max(1, sum(own for own, _ in inner)), sum(whole for _, whole in inner)
    if term.op in ("abs", "largest", "smallest"):
        return K * once, together
    if term.op not in ("mean", "sum", "max", "min", "sorted"):
        return once, together
    place = int(term.number or 0)
    rank = 1 if term.op != "sorted" else max(place + 1, -place)
    weight = 2 ** (rank - 1)
    return 1, together + weight * (K - 1) ** rank * once
