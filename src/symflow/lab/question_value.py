r"""Has a candidate a value at all? Asked at a few points before anything else.

Statement.  A candidate must have a real value at every point that the question is about. ``no_value`` evaluates it at
collapse, at points with two and three levels, at small and large modes, at the ends of the box and of the parameters.
Where a divisor, a logarithm or a root is exactly without value, the candidate is refused with that point. Where even
thousands of bits do not show a value (log of a negative irrational number, say), the reason is returned, and the
question stays open. Finding a value at all these points shows nothing about others.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symflow.claim.claim import Instance
from symflow.errors import InputError
from symflow.evidence.points.evaluate import Evaluator, Undecided, Undefined
from symflow.lab.question import Question
from symflow.numeric.arithmetic import Ball

LADDER = (128, 1024, 4096)
_SHAPES = ("1", "2", "1/2", "1 2", "2 1 1", "1 3 2", "1 1/1000", "1000 1 1", "3 5 7 2 11")
_EXTREMES = ("1/1000", "1000", "1/1000000", "1000000", "1/1000000 1000000")


def no_value(question: Question) -> str | None:
    """Why the candidate is not shown to have a value at some point; None if it has one at all points tried.

    Raises InputError if it certainly has none at one of them.
    """
    for instance in probes(question):
        why = _at(question, instance)
        if why is not None:
            return why
    return None


def _at(question: Question, instance: Instance) -> str | None:
    why = ""
    for bits in LADDER:
        try:
            Evaluator(question.domain, instance, Ball(bits)).value(question.candidate.value, {})
        except Undefined as reason:
            advice = f"no value at {place(question, instance)}: {reason}; ask about a candidate that has one, or a box"
            raise InputError.about("expression", question.candidate.text, advice) from None
        except Undecided as reason:
            why = str(reason)
        else:
            return None
    return f"the candidate is not shown to have a value at {place(question, instance)} with {LADDER[-1]} bits ({why})"


def probes(question: Question) -> Iterator[Instance]:
    """Points of the question, the plain ones first."""
    seen: set[tuple[Fraction, ...]] = set()
    for entries in _entries(question):
        if entries not in seen:
            seen.add(entries)
            yield question.instance(entries)


def _entries(question: Question) -> Iterator[tuple[Fraction, ...]]:
    columns = question.coordinates
    for part in (Fraction(1, 2), Fraction(0), Fraction(1)):
        for shape in (*_SHAPES, *_EXTREMES):
            cycle, place, out = [Fraction(x) for x in shape.split()], 0, list[Fraction]()
            for column, (low, high) in zip(columns, question.ranges, strict=True):
                if low is None or high is None:
                    out.append(cycle[place % len(cycle)])
                elif column.name != "s":
                    out.append(low + part * (high - low))
                else:
                    share = cycle[place % len(cycle)] / max(cycle) if len(set(cycle)) > 1 else part
                    out.append(low + share * (high - low))
                place += column.name == "s"
            yield tuple(out)


def place(question: Question, instance: Instance) -> str:
    """``s = (1, 1, 1), c = 2``: a point in words."""
    values = dict(instance.values)
    modes = ", ".join(str(x) for x in values["s"][1:9]) + (", ..." if question.K > 9 else "")
    known = "".join(f", {name[4:]} = {entry[0]}" for name, entry in sorted(values.items()) if name != "s")
    return f"s = ({modes}){known}"
