"""Somebody's program: mypy --strict reads it against the package, and it runs.

A comment "type is ..." after ``reveal_type`` is what mypy must find there.
"""

from __future__ import annotations

from fractions import Fraction
from typing import reveal_type

import symflow
from symflow import Answer, Claim, InputError, Result, Step, Trajectory, eq, identity, modes_on, state
from symflow import notation as _


def titles(chapter: str) -> list[str]:
    """The titles of a chapter."""
    known = reveal_type(symflow.claims())  # type is dict[str, symflow.claim.claim.Claim]
    return [claim.title for claim in known.values() if claim.chapter == chapter]


def verdicts(ids: list[str]) -> dict[str, str]:
    """Verdicts by id."""
    results: list[Result] = symflow.verify(ids, jobs=1)
    one = reveal_type(results[0].evidence)  # type is tuple[symflow.evidence.result.Evidence, ...]
    strengths: list[str] = [evidence.strength for evidence in one]
    assert strengths
    return {result.claim.id: result.verdict for result in results}


def last(modes: list[object]) -> list[Fraction]:
    """The modes at t = 1."""
    run: Trajectory = symflow.integrate(modes, t_end=1, samples=2)
    row = reveal_type(run.modes[-1])  # type is tuple[str, ...]
    return [Fraction(value) for value in row]


def enclosed(modes: list[object]) -> list[tuple[str, str]]:
    """Both ends of every mode at t = 1/2."""
    flow = reveal_type(symflow.enclose(modes, t_end=1))  # type is symflow.flow.enclose.enclosure.Enclosure
    return list(flow.at("1/2").modes)


def examined(text: str) -> str:
    """The verdict on a candidate."""
    answers: tuple[Answer, ...] = symflow.lyapunov(text, K=4)
    return reveal_type(answers[0].verdict)  # type is str


def own() -> Claim:
    """A claim of one's own, as data."""
    return state("twice", modes_on("cyclic", 10), {"twice": eq(_.sbar + _.sbar, 2 * _.sbar)})


def proof(claim: Claim) -> list[Step]:
    """Its proof."""
    return [identity("twice", claim["twice"], "add")]


def refused() -> str:
    """What is said about a float."""
    try:
        symflow.integrate([0.5, 0.5, 0.5])
    except InputError as error:
        return reveal_type(str(error))  # type is str
    return ""


if __name__ == "__main__":
    print(len(titles("hadamard")) > 5, verdicts(["exp-tangent"]), len(last(["1", "2", "3"])))
    print(enclosed([1, 2, 3])[0], examined("log(mean(s)) - mean(log(s))"), own().id, len(proof(own())))
    print(refused())
