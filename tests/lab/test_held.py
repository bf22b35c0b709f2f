"""No wrong verdict on the held list, with small budgets; and how much of it is decided."""

from __future__ import annotations

from functools import cache

import pytest
from held import HELD, Held

from symflow.lab.answer import Answer
from symflow.lab.examine import lyapunov

BOXES = 300
SECONDS = {True: 2.0, False: 30.0}  # whoever is false is found out long before
LEAST_REFUTED, LEAST_PROVED = 1.0, 0.3


@cache
def _answer(number: int) -> Answer:
    held = HELD[number]
    (answer,) = lyapunov(
        held.text,
        held.K,
        held.flow,
        timeout=SECONDS[held.truth],
        boxes=BOXES,
        parameters=dict(held.parameters),
    )
    return answer


@pytest.mark.parametrize("number", range(len(HELD)), ids=[held.name for held in HELD])
def test_verdict_is_not_wrong(number: int) -> None:
    wrong = "REFUTED" if HELD[number].truth else "PROVED"
    assert _answer(number).verdict != wrong, HELD[number].why


def test_most_of_it_is_decided() -> None:
    def share(truth: bool, verdict: str) -> float:
        places = [i for i, held in enumerate(HELD) if held.truth is truth]
        return sum(_answer(i).verdict == verdict for i in places) / len(places)

    assert share(False, "REFUTED") >= LEAST_REFUTED
    assert share(True, "PROVED") >= LEAST_PROVED


def test_the_list_is_long_and_mixed() -> None:
    texts: set[tuple[str, int, str]] = {(h.text, h.K, h.flow) for h in HELD}
    assert len(texts) >= 40
    assert sum(h.truth for h in HELD) >= 20
    assert sum(not h.truth for h in HELD) >= 20
    assert all(isinstance(h, Held) and h.why for h in HELD)
