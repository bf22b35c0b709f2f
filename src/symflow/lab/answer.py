r"""The answer to a question about a candidate: a verdict, what it covers, and what it rests on.

    PROVED       D+ V <= 0 at every point that ``covers`` names: the whole open orthant, or the box that was given
    REFUTED      D+ V > 0 at the witness, an exact point; ``derivative`` encloses D+ V there
    UNDECIDED    neither; ``covers`` says where it was shown, ``left`` what is missing, ``tried`` what was done

``strict``: "yes" if D+ V < 0 was shown at every point except collapse (all modes equal), "no" if it fails at some
other point. ``nonnegative``: "yes" if V >= 0 was shown everywhere, "no" if V < 0 somewhere. Both are "unknown"
otherwise, and say nothing about the verdict. Every field is computed from evidence; none is set by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import NoReturn

from symflow.evidence.result import Evidence, Refutation
from symflow.lab.language_formula import quantity
from symflow.lab.question import Question

VERDICTS = ("PROVED", "REFUTED", "UNDECIDED")
YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True, slots=True)
class Witness:
    """A point where D+ V > 0: s_1, ..., s_{K-1} as exact strings, the parameters, and an enclosure of D+ V."""

    modes: tuple[str, ...]
    derivative: tuple[str, str]
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, for one K; it has no truth value."""

    candidate: str
    K: int
    flow: str
    verdict: str
    strength: str | None
    coverage: str | None
    covers: str
    left: str | None
    strict: str
    nonnegative: str
    witness: Witness | None
    tried: tuple[str, ...]
    rule: str | None = None
    reproduce: str | None = None
    evidence: Evidence | None = None

    def _repr_html_(self) -> str:
        """For notebooks: verdict, candidate, and what it covers."""
        known = f"<b>{self.verdict}</b> {escape(self.candidate)}, K = {self.K}, {escape(self.flow)}"
        point = "" if self.witness is None else f" at s = ({', '.join(self.witness.modes)})"
        return f"{known}: {escape(self.left or self.covers)}{point}"

    def _repr_latex_(self) -> str:
        """For notebooks and papers: the question, and the verdict."""
        sign = {"PROVED": r"\le 0", "REFUTED": r"\not\le 0", "UNDECIDED": r"\overset{?}{\le} 0"}[self.verdict]
        return rf"$D^+ V {sign}$ ($K = {self.K}$, {self.verdict})"

    def __bool__(self) -> NoReturn:
        raise TypeError("an answer has no truth value; read its verdict")


def witness(question: Question, found: Refutation) -> Witness:
    """The witness of a refutation."""
    values = dict(found.instance.values)
    known = tuple((name, str(values[quantity(name)][0])) for name, _ in question.candidate.parameters)
    return Witness(tuple(str(x) for x in values["s"][1:]), (found.lower, found.upper), known)


def unanswered(
    candidate: str, K: int, flow: str, why: str, tried: tuple[str, ...] = (), shown: str = ""
) -> Answer:
    """The answer where nothing was decided; ``shown``: a set that was covered, and that nobody had asked about."""
    strength, coverage = ("ball", "boxes") if shown else (None, None)
    unknown = UNKNOWN, UNKNOWN
    return Answer(
        candidate, K, flow, "UNDECIDED", strength, coverage, shown or "nothing", why, *unknown, None, tried
    )


def exit_code(answers: tuple[Answer, ...] | list[Answer]) -> int:
    """0 if all are PROVED, 1 if some is REFUTED, else 4."""
    verdicts = {answer.verdict for answer in answers}
    return 1 if "REFUTED" in verdicts else 0 if verdicts == {"PROVED"} else 4
