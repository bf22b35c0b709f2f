r"""Cover a compact set: the candidate decreases at every point of a box, for one K.

Statement.  The modes range over the question's box (parameters over their ranges). Rigorous enclosures in log s
show D+ V <= 0 on it, box after box, with an exact argument of second order at collapse, where D+ V = 0
(``symflow.evidence.points.tight_cover``). What is not settled within the budget is returned with exact ends. A cover
proves something about its box, and nothing about the rest of the orthant.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from symflow.errors import InputError
from symflow.evidence.points.tight_cover import tight_cover
from symflow.evidence.points.tight_steps import Box
from symflow.evidence.result import Evidence
from symflow.lab.question import Question


@dataclass(frozen=True, slots=True)
class Covered:
    """The evidence (None if a cover does not apply), the boxes left over, and what was tried, in one line.

    A box has one closed range for each free number of a point, in the order of ``Question.coordinates`` with the modes
    first. The evidence is TRUE if nothing is left over, FALSE with a witness, or UNKNOWN.
    """

    evidence: Evidence | None
    left: tuple[Box, ...]
    tried: str
    seconds: float


def cover(
    question: Question,
    box: Box,
    boxes: int = 20000,
    seconds: float = 60.0,
    progress: Callable[[int, int], None] | None = None,
) -> Covered:
    """Cover the box: one closed range for each mode s_1, ..., s_{K-1}.

    ``progress(done, left)``: told now and then. A box that does not fit raises InputError.
    """
    start = time.monotonic()
    asked = Question(question.candidate, question.motion, question.K, box)
    found = [(c.name, ends) for c, ends in zip(asked.coordinates, asked.ranges, strict=True)]
    ranges = [ends for name, ends in found if name == "s"] + [ends for name, ends in found if name != "s"]
    closed: Box = tuple((low, high) for low, high in ranges if low is not None and high is not None)
    try:
        settled = tight_cover(
            asked.claim, "decrease", asked.scheme, asked.K, closed, boxes, seconds, progress
        )
    except InputError as error:
        return Covered(None, (closed,), f"cover: not applicable, {error}", time.monotonic() - start)
    return Covered(settled.evidence, settled.left, settled.evidence.method, time.monotonic() - start)
