r"""Enclosures of Z F' on a box of the modes, with derivatives by u = log s.

Statement.  ``Descending`` evaluates the formula (*) of ``symflow.evidence.points.descent`` at one scheme and K. The
modes range over a box of their free coordinates (s_k and s_{-k} are one coordinate), given by balls for u = log s
or for s; parameters range over balls as well. The result is a jet in u.

Notation.  ``order`` 0: the value; 1: with gradient; 2: with Hessian.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from flint import arb, fmpq

from symflow.claim.claim import Claim
from symflow.claim.layout import Coordinate, Layout, coordinates
from symflow.evidence.points.descent import MODE, Descent
from symflow.evidence.points.evaluate import derivatives_of
from symflow.evidence.points.grid import SchemeGrid
from symflow.evidence.points.jets import Jet, exponential
from symflow.evidence.points.tape import Line, Recorder, Value, bound, run
from symflow.evidence.points.values import Undecided
from symflow.evidence.points.walk import Walker
from symflow.numeric.ball import Sign, ball, sign

MOST_CHOICES = 400
Choice: TypeAlias = tuple[int, ...]


class Descending:
    """Z F' at one scheme and K."""

    def __init__(self, claim: Claim, descent: Descent, grid: SchemeGrid) -> None:
        self.claim, self.descent, self.grid = claim, descent, grid
        self.layout: Layout = grid.layout
        found = coordinates(claim.domain, self.layout)
        self.modes: tuple[Coordinate, ...] = tuple(c for c in found if c.name == "s")
        self.others: tuple[Coordinate, ...] = tuple(c for c in found if c.name != "s")
        self._tapes: dict[tuple[str | int, ...], tuple[list[Line], list[Value]]] = {}

    @property
    def multiplicities(self) -> list[int]:
        """How many modes each coordinate stands for."""
        return [len(c.positions) for c in self.modes]

    def jets(
        self, modes: Sequence[arb], others: Sequence[arb], order: int, level: arb | None = None
    ) -> list[tuple[Choice, Jet]]:
        """Z F' where the modes and parameters are in these balls, for every choice of entries that may be active there.

        ``level``: the number to be taken off M_k + alpha Z, where that is allowed. Raises Undecided where F may have no
        value.
        """
        given = self._given(modes, others, order, level)
        for choice in self._choices(given):
            self._require_value(choice, given)
        return [(choice, self._jet(choice, given)) for choice in self._choices(given)]

    def _require_value(self, choice: Choice, given: Sequence[Jet]) -> None:
        """Undecided unless F itself has a value on all of the box: its simplified derivative may have one elsewhere."""
        env = dict(zip((kink.var for kink in self.descent.kinks), choice, strict=True))
        value = self.descent.value
        lines, _ = self._recorded(("value", *choice), lambda tape, walker: [walker.value(value, env)])
        run(lines, [Jet(x.value) for x in given])

    def jet(
        self,
        choice: Choice,
        modes: Sequence[arb],
        others: Sequence[arb],
        order: int,
        level: arb | None = None,
    ) -> Jet:
        """Z F' with these entries in place of the extrema, active or not."""
        return self._jet(choice, self._given(modes, others, order, level))

    def _given(self, modes: Sequence[arb], others: Sequence[arb], order: int, level: arb | None) -> list[Jet]:
        given = [exponential(s, i, len(modes), order) for i, s in enumerate(modes)]
        given += [Jet(x) for x in others]
        return [*given, Jet(arb(0) if level is None else level)]

    def _jet(self, choice: Choice, given: Sequence[Jet]) -> Jet:
        lines, (place,) = self._tape(choice)
        return _at(place, run(lines, given))

    def level(self, modes: Sequence[arb], others: Sequence[arb]) -> arb | None:
        """A number near M_k + alpha Z at a point, if one may be taken off."""
        if not self.descent.neutral:
            return None
        lines, places = self._recorded(("levels",), self._levels)
        found = run(lines, [*(Jet(x) for x in (*modes, *others)), Jet(arb(0))])
        values = [_at(place, found).value for place in places]
        return arb((sum(values, arb(0)) / len(values)).mid())

    # -- tapes ---------------------------------------------------------------------------------

    def _tape(self, choice: Choice) -> tuple[list[Line], list[Value]]:
        """The tape of Z F' for one choice of active entries."""
        return self._recorded(
            ("descent", *choice), lambda tape, walker: [self._descent(tape, walker, choice)]
        )

    def _recorded(
        self, name: tuple[str | int, ...], write: Callable[[Recorder, Walker], list[Value]]
    ) -> tuple[list[Line], list[Value]]:
        if name not in self._tapes:
            tape = Recorder()
            walker = Walker(derivatives_of(self.claim.domain.model), self.grid, tape, self._entries(tape))
            places = write(tape, walker)
            self._tapes[name] = (bound(tape.lines), places)
        return self._tapes[name]

    def _entries(self, tape: Recorder) -> dict[str, list[Value]]:
        values: dict[str, list[Value]] = {"s": [Fraction(0)] * self.layout.K}
        for number, mode in enumerate(self.modes):
            for position in mode.positions:
                values["s"][position] = tape.given(number)
        for number, other in enumerate(self.others, start=len(self.modes)):
            values[other.name] = [tape.given(number)]
        return values

    def _growth(self, tape: Recorder) -> tuple[list[Value], Value]:
        """M_k = Z (1 - pi_k) for every k, and Z."""
        K, tempered = self.layout.K, Fraction(-1, self.layout.K) / self.descent.temperature
        turns = [[self._turn(tape, self.grid.phase(k, g) % 1) for g in range(K)] for k in range(K)]
        s = self._entries(tape)["s"]
        powers: list[Value] = [Fraction(1)]
        for g in range(1, K):
            depth = tape.add([tape.multiply([turns[k][g], s[k]]) for k in range(1, K)])
            powers.append(tape.function("exp", tape.multiply([tempered, depth])))
        weights = [
            tape.add([tape.multiply([turns[k][g], powers[g]]) for g in range(1, K)]) for k in range(1, K)
        ]
        return [Fraction(0), *weights], tape.add(powers)

    def _turn(self, tape: Recorder, turn: Fraction) -> Value:
        """1 - cos(2 pi turn)"""
        if turn in (0, Fraction(1, 2)):
            return Fraction(0) if turn == 0 else Fraction(2)
        return tape.held(Jet(1 - arb.cos_pi_fmpq(fmpq(2 * turn.numerator, turn.denominator))))

    def _levels(self, tape: Recorder, walker: Walker) -> list[Value]:
        """M_k + alpha Z for every k."""
        weights, partition = self._growth(tape)
        share = tape.multiply([self.descent.share or Fraction(0), partition])
        return [tape.add([weight, share]) for weight in weights[1:]]

    def _descent(self, tape: Recorder, walker: Walker, choice: Choice) -> Value:
        """The formula (*)."""
        form = self.descent
        env = dict(zip((kink.var for kink in form.kinks), choice, strict=True))
        modes = range(1, self.layout.K)
        fixed = [walker.value(form.fixed, {**env, MODE: k}) for k in modes]
        grown = [walker.value(form.grown, {**env, MODE: k}) for k in modes]
        if all(x == 0 for x in grown):
            return tape.add(fixed)
        weights, partition = self._growth(tape)
        if form.share is None:
            pulls = [tape.multiply([q, m]) for q, m in zip(grown, weights[1:], strict=True)]
            return tape.add([*pulls, tape.multiply([tape.add(fixed), partition])])
        level = tape.given(len(self.modes) + len(self.others))
        taken = tape.multiply([Fraction(-1), level]) if form.neutral else Fraction(0)
        speeds = [tape.add([m, taken]) for m in self._levels(tape, walker)]
        return tape.add([tape.multiply([q, v]) for q, v in zip(grown, speeds, strict=True)])

    # -- entries that may be the largest or smallest ----------------------------------------------

    def _choices(self, given: Sequence[Jet]) -> Iterator[Choice]:
        """The entries that may attain each max and min on the box."""
        kinks = self.descent.kinks
        ranges = [self.grid.elements(kink.var.space) for kink in kinks]
        if math.prod(len(places) for places in ranges) > MOST_CHOICES:
            raise Undecided("too many cases of max and min")
        for choice in product(*ranges):
            if all(self._may_attain(number, choice, given) for number in range(len(kinks))):
                yield choice

    def _may_attain(self, number: int, choice: Choice, given: Sequence[Jet]) -> bool:
        """Whether an entry is not certainly beaten by another one, the other choices held."""
        kink = self.descent.kinks[number]
        mine = self._body(number, choice, given)
        for place in self.grid.elements(kink.var.space):
            other = self._body(number, (*choice[:number], place, *choice[number + 1 :]), given)
            gap = other - mine if kink.kind == "max" else mine - other
            if place != choice[number] and sign(gap) is Sign.POSITIVE:
                return False
        return True

    def _body(self, number: int, choice: Choice, given: Sequence[Jet]) -> arb:
        """The entry of a max or min at a choice."""
        form = self.descent
        env = dict(zip((kink.var for kink in form.kinks), choice, strict=True))
        body = form.kinks[number].body
        lines, (place,) = self._recorded(
            ("entry", number, *choice), lambda tape, walker: [walker.value(body, env)]
        )
        return _at(place, run(lines, [Jet(x.value) for x in given])).value


def _at(place: Value, found: Sequence[Jet]) -> Jet:
    return Jet(ball(place)) if isinstance(place, Fraction) else found[place.number]
