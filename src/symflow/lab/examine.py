r"""Examine a candidate: refute, then prove, then cover; and say what was done.

Statement.  For each K the question is first asked of a few points (has V a value there?), then a counterexample is
searched, then the rules try a proof on the whole set, then boxes are covered by enclosures, and what time is left
goes into a longer search. The first that decides ends it (``symflow.lab.examine_steps``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from time import monotonic

from symflow.flow.families import motion
from symflow.lab import examine_sign
from symflow.lab.answer import NO, YES, Answer, unanswered
from symflow.lab.examine_steps import (
    BOXES,
    TIMEOUT,
    Budget,
    Progress,
    Work,
    covered,
    proved,
    refuted,
    refuted_later,
    undecided,
)
from symflow.lab.language import Candidate, read
from symflow.lab.question import Question
from symflow.lab.question_input import read_box, read_orders, read_parameters
from symflow.lab.question_value import no_value

__all__ = ["Budget", "answer", "examine", "interrupted", "lyapunov", "questions"]


def lyapunov(
    text: str,
    K: int | Sequence[int] = (4, 8),
    flow: str = "balanced",
    box: object = None,
    timeout: float = TIMEOUT,
    boxes: int = BOXES,
    seed: int = 0,
    parameters: Mapping[str, object] | None = None,
    progress: Progress | None = None,
) -> tuple[Answer, ...]:
    """Examine a candidate Lyapunov function: one answer for each K.

    Args:
        text: the candidate, for instance "log(mean(s)) - mean(log(s))"; see docs/lyapunov.md for the language.
        K: the numbers of classes; K = 2^m means Z_2^m, any other K the cyclic group.
        flow: balanced, imbalance:c, depth:D, temperature:T, smoothing:e, decay:l or squared.
        box: None for the whole open orthant; "1/2..2", or one such range for each mode, separated by commas.
        timeout: seconds for each K. boxes: boxes for each K. seed: of the search.
        parameters: the name of each parameter with its range, "1/2..2", a pair of exact numbers, or one number.
        progress: called with a part of 1 and a text, now and then.

    Raises InputError for whatever cannot be read, and for a candidate that has no value somewhere.
    """
    budget = Budget(float(timeout), boxes, seed)
    asked = questions(read(text, read_parameters(parameters or {})), read_orders(K), flow, box)
    return tuple(examine(asked, budget, progress))


def questions(
    candidate: Candidate, K: Sequence[int], flow: str, box: object, dashes: str = ""
) -> tuple[Question, ...]:
    """One question for each K, all read before any work starts; ``dashes`` stand before names in messages."""
    moving = motion(flow)
    return tuple(Question(candidate, moving, order, read_box(box, order, f"{dashes}box")) for order in K)


def interrupted(question: Question) -> Answer:
    """The answer to a question that was not worked on to its end."""
    return unanswered(
        question.candidate.text, question.K, question.motion.text, "interrupted before it was decided"
    )


def examine(asked: Sequence[Question], budget: Budget, progress: Progress | None = None) -> Iterator[Answer]:
    """The answers, one by one."""
    for question in asked:
        yield answer(question, budget, progress or (lambda part, text: None))


def answer(question: Question, budget: Budget, progress: Progress) -> Answer:
    """The answer to one question."""
    work = Work(question, budget, progress, monotonic() + budget.seconds)
    reason = no_value(question)
    if reason is not None:
        return undecided(work, reason)
    for step in (refuted, proved, covered, refuted_later):
        found = step(work)
        if found is not None:
            return _with_signs(found, work)
    return _with_signs(undecided(work), work)


def _with_signs(found: Answer, work: Work) -> Answer:
    """The answer with its two other fields."""
    question = work.question
    seconds = min(5.0, max(1.0, 0.1 * work.budget.seconds))
    signs = examine_sign.nonnegative(question, seconds, work.budget.seed)
    flat = found.strict if found.strict in (YES, NO) else examine_sign.strict(question, seconds)
    return replace(found, nonnegative=signs, strict=flat)
