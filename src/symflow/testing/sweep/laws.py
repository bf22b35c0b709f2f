"""The laws that a sweep knows, by name: those of symflow.testing, laws of a motion at a point, and enclosed ones.

kind "testing"   a law of symflow.testing on symflow's own NumPy functions: floating point, within its tolerance
kind "point"     decided in balls at the start, for every motion of flow/families.py
kind "enclosed"  decided on a rigorous enclosure of the trajectory, for balanced and imbalance:c
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from symflow.errors import InputError
from symflow.flow.families import FAMILIES
from symflow.testing.laws import LAWS
from symflow.testing.sweep import enclosed, rates
from symflow.testing.sweep.grid import NO_FLOW

TESTING, POINT, ENCLOSED = "testing", "point", "enclosed"
BALANCED = ("balanced",)
TWO_FACTORS = ("balanced", "imbalance")
MOTIONS = tuple(FAMILIES)
_FLOWS_OF = {"reduced_flow": BALANCED, "factor_flow": TWO_FACTORS}


@dataclass(frozen=True, slots=True)
class Swept:
    """A law of a sweep: its kind, what it says, the families of flows that it speaks of ("-": none), how it judges."""

    name: str
    kind: str
    says: str
    families: tuple[str, ...]
    judge: Callable[..., Any] | None = None


def _testing() -> Iterable[Swept]:
    for law in LAWS.values():
        families = next((_FLOWS_OF[need] for need in law.needs if need in _FLOWS_OF), (NO_FLOW,))
        if law.name in ("projected-flow", "frozen-vectors"):
            families = BALANCED
        yield Swept(law.name, TESTING, law.says, families)


def table() -> dict[str, Swept]:
    """Every law, in a fixed order."""
    own = (
        Swept("V-falls", POINT, "V' <= 0 at the start", MOTIONS, rates.v_slope),
        Swept(
            "ratio-falls",
            POINT,
            "the largest over the smallest mode does not grow",
            MOTIONS,
            rates.ratio_slope,
        ),
        Swept("loss-falls", POINT, "the motion's own loss does not grow", MOTIONS, rates.loss_slope),
        Swept("modes-rise", POINT, "no mode falls at the start", MOTIONS, rates.fall_of_modes),
        Swept("enclosed-V", ENCLOSED, "V falls from each time to the next", TWO_FACTORS, enclosed.v_falls),
        Swept(
            "enclosed-loss",
            ENCLOSED,
            "the loss falls from each time to the next",
            TWO_FACTORS,
            enclosed.loss_falls,
        ),
        Swept(
            "enclosed-modes",
            ENCLOSED,
            "no mode falls from a time to the next",
            TWO_FACTORS,
            enclosed.modes_rise,
        ),
    )
    return {law.name: law for law in (*own, *_testing())}


def select(patterns: Sequence[str], enclosing: bool) -> list[Swept]:
    """The laws of these names or globs; an enclosed law only if its pattern begins with "enclosed", or all of them."""
    known = table()
    for pattern in patterns:
        if not any(_means(pattern, law) for law in known.values()):
            raise InputError.about("--laws", pattern, f"give names or globs of {', '.join(known)}")
    return [
        law
        for law in known.values()
        if any(_means(p, law) for p in patterns) or (enclosing and law.kind == ENCLOSED)
    ]


def pairs(laws: Sequence[Swept], flows: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Every law with every flow that it speaks of; and what is left out, in words."""
    found, left = [], []
    for law in laws:
        if NO_FLOW in law.families:
            found.append((law.name, NO_FLOW))
            continue
        fitting = [flow for flow in flows if flow.partition(":")[0] in law.families]
        found += [(law.name, flow) for flow in fitting]
        left += [f"{law.name} does not speak of {flow}" for flow in flows if flow not in fitting]
    return found, left


def _means(pattern: str, law: Swept) -> bool:
    wanted = law.kind != ENCLOSED or pattern.startswith("enclosed")
    return wanted and fnmatchcase(law.name, pattern)
