r"""Samples: random exact points, every part of a claim evaluated there with balls.

Statement.  hypothesis draws points of the domain (``symflow.claim.strategies``); at each point every part
whose hypotheses are confirmed is evaluated in ball arithmetic. A point counts as a case if the domain's
own hypotheses are confirmed there and the conclusion of at least one part was evaluated: hypotheses that
random points never meet leave nothing behind, and fewer than 20 cases are UNKNOWN, never TRUE.

    consistent    an inequality is certain; for == the enclosure of left - right contains 0 and its radius
                  is below 2^-40 (1 + |left| + |right|): an undecided point is not counted
    violated      it excludes the relation: a refutation, shrunk to small numbers

Samples support a claim and never prove it.

Notation.  The points depend on the seed alone: no clock (unless the time limit is reached, which is said),
no database of earlier runs, no profile of the surrounding test session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic

from hypothesis import HealthCheck, Phase, Verbosity, configuration, given, settings
from hypothesis import seed as seeded

from symflow.algebra.statement import Rel, Sequent
from symflow.claim.claim import Claim, Instance
from symflow.claim.strategies import SMALL, Sizes, instances
from symflow.evidence.points.evaluate import Evaluator, Pair, Undecided
from symflow.evidence.points.shrink import refuted, shrink
from symflow.evidence.points.walk import Env, Value
from symflow.evidence.points.witness import ARB, Reading, assignments, examine, free_of, in_domain
from symflow.evidence.result import Evidence, Outcome, issue
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import Sign, ball, compare, precision

LEAST = 20
BITS = 160
TRIES = 12
ENVIRONMENTS = 12
TRUSTS = (ARB, "the random points of hypothesis")


@dataclass
class Tally:
    """What the samples have shown so far."""

    wanted: int
    end: float
    cases: int = 0
    drawn: int = 0
    sizes: set[tuple[str, int]] = field(default_factory=set)
    parts: dict[str, int] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    found: Evidence | None = None
    late: bool = False

    @property
    def done(self) -> bool:
        self.late = self.late or monotonic() > self.end
        return self.found is not None or self.cases >= self.wanted or self.late


def sample(
    claim: Claim, cases: int = 60, seed: int = 0, sizes: Sizes = SMALL, seconds: float = 30.0
) -> Evidence | None:
    """Sampled evidence: TRUE (consistent), FALSE (a confirmed point) or UNKNOWN (too few cases).

    None if no part of the claim has a value at a point.
    """
    sequents = {m: (label, s) for m, (label, s) in claim.goals().items() if isinstance(s.conclusion, Rel)}
    if not sequents:
        return None
    tally = Tally(cases, monotonic() + seconds)

    @seeded(seed)
    @settings(
        max_examples=TRIES * cases,
        deadline=None,
        database=None,
        derandomize=False,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(instances(claim.domain, sizes))
    def run(point: Instance) -> None:
        if not tally.done:
            _case(claim, sequents, point, tally)

    with _no_traces():
        run()
    return worded(claim, tally, seed)


@contextmanager
def _no_traces() -> Iterator[None]:
    """Keep hypothesis from leaving a folder of its own where the user works."""
    former = getattr(configuration, "__hypothesis_home_directory", None)
    with TemporaryDirectory() as folder:
        configuration.set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            configuration.set_hypothesis_home_dir(former)


def _case(claim: Claim, sequents: Mapping[str, tuple[str, Sequent]], point: Instance, tally: Tally) -> None:
    """Examine every part at one point."""
    tally.drawn += 1
    evaluator = Evaluator(claim.domain, point, Ball(BITS))
    if in_domain(evaluator).state != "holds":
        return
    met: set[str] = set()
    for mark, (label, sequent) in sequents.items():
        for env in _some(evaluator, sequent, tally.drawn):
            reading = examine(evaluator, sequent, env)
            if reading.state == "fails":
                tally.found = refuted(claim, point, label)
                if tally.found is not None:
                    return
            elif _evaluated(evaluator, sequent, env, reading):
                met.add(label)
                tally.marks.add(mark)
    for label in met:
        tally.parts[label] = tally.parts.get(label, 0) + 1
    if met:
        tally.cases += 1
        tally.sizes.add((point.scheme, point.K))


def _some(evaluator: Evaluator, sequent: Sequent, number: int) -> list[Env]:
    """All values of the free indices if they are few, else a choice that depends on the case's number."""
    found: list[Env] = list(islice(assignments(evaluator, free_of(sequent)), 4096))
    return found if len(found) <= ENVIRONMENTS else Random(number).sample(found, ENVIRONMENTS)


def _evaluated(evaluator: Evaluator, sequent: Sequent, env: Env, reading: Reading) -> bool:
    """Whether the conclusion was evaluated, and sharply enough to mean something."""
    relation = sequent.conclusion
    if not isinstance(relation, Rel) or reading.state not in ("holds", "open") or reading.difference is None:
        return False
    if relation.op != "==" or reading.exact:
        return reading.state == "holds"
    try:
        sides = [evaluator.value(side, env) for side in (relation.left, relation.right)]
    except Undecided:
        return False
    return all(_sharp(part, sides) for part in _parts(reading.difference))


def _parts(value: Value) -> list[Value]:
    return [value.re, value.im] if isinstance(value, Pair) else [value]


def _sharp(difference: Value, sides: list[Value]) -> bool:
    """Whether |difference| is certainly below 2^-40 (1 + |left| + |right|)."""
    with precision(BITS):
        size = ball(1)
        for side in sides:
            for part in _parts(side):
                size += abs(ball(part) if isinstance(part, Fraction) else part)
        number = ball(difference) if isinstance(difference, Fraction) else difference
        return compare(abs(number) * 2**40, size) is Sign.NEGATIVE


def worded(claim: Claim, tally: Tally, seed: int) -> Evidence | None:
    """The evidence that follows from what the samples have shown: all of its words are made here."""
    if tally.found is not None:
        return shrink(claim, tally.found)
    late = "; stopped by the time limit" if tally.late else ""
    method = f"random exact points (hypothesis, seed {seed}) in {BITS}-bit balls{late}"
    if tally.cases < LEAST:
        said = f"{tally.cases} of {tally.drawn} points met the hypotheses; {LEAST} are needed"
        return issue("sampled", "instances", Outcome.UNKNOWN, method, tally.drawn, said, TRUSTS)
    names = {"walsh": "Walsh", "cyclic": "cyclic", "none": "plain index sets"}
    schemes = [
        f"K = {', '.join(str(K) for scheme, K in sorted(tally.sizes) if scheme == name)} ({text})"
        for name, text in names.items()
        if any(scheme == name for scheme, _ in tally.sizes)
    ]
    labels = ", ".join(f"{label} at {count}" for label, count in sorted(tally.parts.items()))
    covers = f"{tally.cases} exact points with {'; '.join(schemes)}; parts evaluated: {labels}"
    missing = sorted(set(dict(claim.parts)) - set(tally.parts))
    if any(v.hermitian for v in claim.domain.model.variables):
        covers += "; hermitian variables at their default"
    covers += f"; never met: {', '.join(missing)}" if missing else ""
    marks = tuple(sorted(tally.marks))
    return issue("sampled", "instances", Outcome.TRUE, method, tally.cases, covers, TRUSTS, marks)
