r"""COVER with a tight set: F' <= 0 on a box of the modes, by enclosures in u = log s.

Statement.  The modes (and parameters) range over a box with exact ends. A box is settled if one of these shows
G = Z F' <= 0 on all of it (``symflow.evidence.points.descent``):

    value        the enclosure of G is not positive
    mean value   G(u) = G(m) + grad G(xi) . (u - m), m the midpoint, is not positive
    collapse     the argument of second order of ``symflow.evidence.points.collapse``, on the convex hull of the box
                 and of its shadow on the ray; only where its conditions (1) and (2) are decided
    symmetry     no point of it has its modes in the order that an automorphism can always bring about

A box that stays open is halved where G varies most, breadth first, until all are settled or the budget is spent; what
is left over is returned with its exact ends. At the centres of boxes the claim may be refuted instead.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from symflow.claim.claim import Claim, Instance
from symflow.claim.layout import assemble, coordinates
from symflow.errors import InputError
from symflow.evidence.points import collapse, descent
from symflow.evidence.points.descent_values import Choice, Descending
from symflow.evidence.points.grid import grid_of
from symflow.evidence.points.jets import Jet
from symflow.evidence.points.tight_steps import Box, between, centre, most, not_positive, text, variation
from symflow.evidence.points.values import Undecided
from symflow.evidence.points.witness import ARB, refute
from symflow.evidence.result import Evidence, Outcome, issue
from symflow.numeric.ball import Sign, ball, precision, sign

BITS = 64
WIDEST = 3


@dataclass(frozen=True, slots=True)
class Settled:
    """What bisection settled: the evidence, how often each way settled a box, and the boxes left over."""

    evidence: Evidence
    ways: tuple[tuple[str, int], ...]
    left: tuple[Box, ...]


def tight_cover(
    claim: Claim,
    part: str,
    scheme: str,
    K: int,
    box: Box,
    boxes: int = 20000,
    seconds: float = 60.0,
    progress: Callable[[int, int], None] | None = None,
) -> Settled:
    """Ball x boxes evidence that the part holds on the box; ``box``: a closed range for each free number of a point.

    TRUE if all of it is covered, FALSE with a witness if a midpoint refutes it, UNKNOWN with the boxes left over if the
    budget (``boxes`` examined, ``seconds``) is spent. ``progress(done, left)`` is told now and then. Raises InputError
    for a claim or a box that does not fit.
    """
    with precision(BITS):
        search = _Search(claim, part, scheme, K, box)
        return search.run(boxes, time.monotonic() + seconds, progress)


class _Search:
    """One bisection."""

    def __init__(self, claim: Claim, part: str, scheme: str, K: int, box: Box) -> None:
        self.claim, self.part, self.start = claim, part, box
        self.grid = grid_of(Instance(scheme, K, ()))
        self.form = descent.read(claim, part)
        self.field = Descending(claim, self.form, self.grid)
        self.count = len(self.field.modes)
        self.where = f"s in {text(box)} at K = {K} ({scheme})"
        self._check(box)
        self.tight = collapse.transitive(scheme, K) and collapse.constant_on_ray(claim, self.form)
        self.flags = self._flags()
        self.ways: dict[str, int] = {}
        self.against: Evidence | None = None

    def run(self, boxes: int, end: float, progress: Callable[[int, int], None] | None) -> Settled:
        """Bisect until all is settled or the budget is spent."""
        queue, spent = deque([self.start]), 0
        while queue and spent < boxes and time.monotonic() < end:
            box = queue.popleft()
            spent += 1
            way, further = self.settle(box)
            if self.against is not None:
                return Settled(self.against, tuple(sorted(self.ways.items())), (box, *queue))
            if way:
                self.ways[way] = self.ways.get(way, 0) + 1
            else:
                queue.extend(further or self.halves(box, ()))
            if progress is not None and spent % 50 == 0:
                progress(spent, len(queue))
        return Settled(self.evidence(list(queue)), tuple(sorted(self.ways.items())), tuple(queue))

    # -- one box -------------------------------------------------------------------------------

    def settle(self, box: Box) -> tuple[str, tuple[Box, ...]]:
        """How a box is settled, "" if it is not, and then its halves."""
        if self.out_of_order(box):
            return "symmetry", ()
        modes, others = self.balls(box)
        try:
            level = self.field.level([ball(x) for x in self.middle(box)[: self.count]], others)
            jets = self.field.jets(modes, others, 1, level)
            if self.tight and self.count == 1:
                return "collapse", ()
            if not jets:
                return "", ()
            if all(not_positive(jet.value) for _, jet in jets):
                return "value", ()
            if not all(jet.gradient for _, jet in jets):
                return "", ()
            bounds = [self.along(box, modes, others, level, choice, jet) for choice, jet in jets]
        except Undecided:
            return "", ()
        if all(map(not_positive, bounds)):
            return "mean value", ()
        if self.against is not None:
            return "", ()
        if self.tight and self.collapsed(box, others):
            return "collapse", ()
        return "", self.halves(box, variation([jet for _, jet in jets], modes))

    def along(
        self, box: Box, modes: list[arb], others: list[arb], level: arb | None, choice: Choice, jet: Jet
    ) -> arb:
        """A bound of G on the box, by the mean value theorem from a centre; a G > 0 there is taken to the witnesses.

        The centre is where that bound is least (Baumann): the upper end of a coordinate in which G increases.
        """
        place = [centre(low, high, g) for (low, high), g in zip(box, jet.gradient, strict=False)]
        bound = self.field.jet(choice, [ball(x) for x in place], others, 0, level).value
        if sign(bound) is Sign.POSITIVE:
            self.refute([*place, *self.middle(box)[self.count :]])
        for s, x, g in zip(modes, place, jet.gradient, strict=True):
            bound += most(g, s.log() - ball(x).log())
        return bound

    def collapsed(self, box: Box, others: list[arb]) -> bool:
        """The argument of second order on the hull of the box and of its shadow on the ray."""
        modes = box[: self.count]
        spread = math.log(max(high for _, high in modes) / min(low for low, _ in modes))
        if spread > WIDEST * max(math.log(high / low) for low, high in modes) or spread > 1:
            return False
        lows, highs = [ball(low).log() for low, _ in modes], [ball(high).log() for _, high in modes]
        shadow = (sum(lows, arb(0)) / len(lows)).union(sum(highs, arb(0)) / len(highs))
        hull = [low.union(high).union(shadow) for low, high in zip(lows, highs, strict=True)]
        middle = [arb(u.mid()) for u in hull]
        steps = [u - m for u, m in zip(hull, middle, strict=True)]
        try:
            centre = [m.exp() for m in middle]
            level = self.field.level(centre, others)
            around = self.field.jet((), [u.exp() for u in hull], others, 3, level)
            at = self.field.jet((), centre, others, 2, level)
        except Undecided:
            return False
        hessian = collapse.curvature(at, around, steps)
        return collapse.definite(hessian, self.count, self.field.multiplicities)

    def out_of_order(self, box: Box) -> bool:
        """Whether some s_flag < s_k on the whole box, for a pair whose order may be chosen."""
        return any(box[a][1] < box[b][0] for a, b in self.flags)

    def balls(self, box: Box) -> tuple[list[arb], list[arb]]:
        """The ranges of modes and parameters."""
        joined = [ball(low).union(ball(high)) for low, high in box]
        return joined[: self.count], joined[self.count :]

    def middle(self, box: Box) -> list[Fraction]:
        """An exact point near the middle: of log s for modes, of the value for parameters."""
        out = [between(low, high) for low, high in box[: self.count]]
        return out + [(low + high) / 2 for low, high in box[self.count :]]

    def halves(self, box: Box, variation: tuple[float, ...]) -> tuple[Box, ...]:
        """Two boxes, cut across the coordinate along which G varies most (else the widest)."""
        widths = [math.log(high / low) if low else math.inf for low, high in box[: self.count]]
        sizes = [v + 1e-3 * w for v, w in zip(variation, widths, strict=True)] if variation else widths
        spans = [float(high - low) for low, high in box[self.count :]]
        cut = max(range(self.count), key=lambda i: sizes[i])
        if spans and max(spans) > widths[cut]:
            cut = self.count + spans.index(max(spans))
        low, high = box[cut]
        if low == high:
            return (box,)
        at = self.middle(box)[cut]
        return ((*box[:cut], (low, at), *box[cut + 1 :]), (*box[:cut], (at, high), *box[cut + 1 :]))

    # -- the whole -----------------------------------------------------------------------------

    def refute(self, numbers: list[Fraction]) -> None:
        """A point where the claim seems to fail, for the checker of witnesses."""
        point = assemble(self.claim.domain, self.grid.layout, self.order(numbers))
        found = refute(self.claim, point, self.part)
        if found.outcome is Outcome.FALSE:
            self.against = found

    def order(self, numbers: list[Fraction]) -> list[Fraction]:
        """The numbers in the order of the domain's coordinates."""
        modes, others = iter(numbers[: self.count]), iter(numbers[self.count :])
        found = coordinates(self.claim.domain, self.grid.layout)
        return [next(modes) if c.name == "s" else next(others) for c in found]

    def evidence(self, left: list[Box]) -> Evidence:
        """The evidence for what was covered."""
        covered = sum(self.ways.values())
        said = ", ".join(f"{count} by {way}" for way, count in sorted(self.ways.items()))
        method = f"bisection in log s, {BITS} bits, {covered} boxes covered ({said}), {len(left)} left over"
        outcome = Outcome.UNKNOWN if left else Outcome.TRUE
        marks = tuple(mark for mark, (label, _) in self.claim.goals().items() if label == self.part)
        trusts: tuple[str, ...] = (ARB, "symflow: jets, and the chain rule at the entries of max and min")
        if self.flags or self.tight:
            trusts += ("symflow: automorphisms of the group permute the modes and keep F'",)
        return issue("ball", "boxes", outcome, method, max(1, covered), self.where, trusts, marks)

    def _flags(self) -> tuple[tuple[int, int], ...]:
        """Pairs (a, b) of coordinates with s_a >= s_b after a suitable automorphism of Z_2^m.

        The largest mode can be moved to 1, the largest of the rest to 2, the largest outside of the group that these
        two generate to 4, and so on; possible only if the box has the same range for every mode.
        """
        modes = self.start[: self.count]
        if self.grid.layout.scheme != "walsh" or len(set(modes)) > 1:
            return ()
        pairs, flag = [], 1
        while flag < self.grid.layout.K:
            pairs += [(flag - 1, k - 1) for k in range(flag + 1, self.grid.layout.K)]
            flag *= 2
        return tuple(pairs)

    def _check(self, box: Box) -> None:
        if len(box) != self.count + len(self.field.others):
            raise InputError(f"cover: the box has {len(box)} ranges, and a point has {self.count} modes")
        for low, high in box[: self.count]:
            if not 0 < low <= high:
                raise InputError(
                    f"cover: the range [{low}, {high}] of a mode needs 0 < lower end <= upper end"
                )
        if any(low > high for low, high in box):
            raise InputError("cover: give the lower end of a range first")
