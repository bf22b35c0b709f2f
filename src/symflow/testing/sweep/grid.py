"""The plan of a sweep: every pair (law, flow), with every K, scale and seed; its cases by number.

A plan is data, and as JSON it is what a file of a sweep begins with. No list of cases exists anywhere: a case is made
from its number, so that a plan of a million cases is as small as one of ten. The key of a case is the SHA-256 of its
parameters and of the version and sources of symflow (``source.fingerprint``), cut to 32 hexadecimal digits.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any

from symflow.testing.sweep.source import fingerprint

SCHEMA = "symflow.sweep-plan/1"
MOST_CASES = 10**7
NO_FLOW = "-"
NUMBER = re.compile(r"\d+(?:/[1-9]\d*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """One case of a plan: which law is tried, along which flow, from which start."""

    law: str
    flow: str
    K: int
    scale: str
    seed: int
    digits: int
    end: str

    @property
    def family(self) -> str:
        """Z_2^m for K = 2^m, else Z_K."""
        return "cyclic" if self.K & (self.K - 1) else "walsh"

    @property
    def size(self) -> Fraction:
        """The scale as a number."""
        return Fraction(self.scale)

    def __str__(self) -> str:
        along = "" if self.flow == NO_FLOW else f", {self.flow}"
        return f"{self.law}{along}, {self.family}, K = {self.K}, scale {self.scale}, seed {self.seed}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A grid. `pairs`: laws with the flows they are tried on ("-" where a law knows of no flow); `seeds`: from, until.

    `scales` and `end` are exact numbers as text, `digits` and `end` are for the laws that enclose a trajectory.
    """

    pairs: tuple[tuple[str, str], ...]
    K: tuple[int, ...]
    scales: tuple[str, ...]
    seeds: tuple[int, int]
    digits: int
    end: str
    version: str
    source: str

    def __len__(self) -> int:
        return len(self.pairs) * len(self.K) * len(self.scales) * (self.seeds[1] - self.seeds[0])

    def place(self, number: int) -> Place:
        """The case of a number from 0 to len - 1; the seed changes fastest."""
        rest, seed = divmod(number, self.seeds[1] - self.seeds[0])
        rest, scale = divmod(rest, len(self.scales))
        pair, K = divmod(rest, len(self.K))
        law, flow = self.pairs[pair]
        first = self.seeds[0]
        return Place(law, flow, self.K[K], self.scales[scale], first + seed, self.digits, self.end)

    def key(self, number: int) -> str:
        """The key of a case."""
        content = {**asdict(self.place(number)), "version": self.version, "source": self.source}
        return sha256(canonical(content).encode()).hexdigest()[:32]

    def text(self) -> str:
        """The plan as canonical JSON."""
        return canonical({"schema": SCHEMA, **asdict(self)})

    @property
    def digest(self) -> str:
        """The SHA-256 of the plan."""
        return sha256(self.text().encode()).hexdigest()


def read(text: str) -> Plan:
    """A plan from its JSON; ValueError for anything else, a text that is not canonical included."""
    try:
        found = json.loads(text)
        pairs = tuple((str(law), str(flow)) for law, flow in found["pairs"])
        first, end = (int(seed) for seed in found["seeds"])
        plan = Plan(
            pairs,
            tuple(int(K) for K in found["K"]),
            tuple(map(_number, found["scales"])),
            (first, end),
            int(found["digits"]),
            _number(found["end"]),
            str(found["version"]),
            str(found["source"]),
        )
        good = plan.text() == text and "\\" not in text and 1 <= len(plan) <= MOST_CASES
    except (KeyError, TypeError, ArithmeticError, RecursionError) as error:
        raise ValueError(f"not a plan: {error}") from None
    if not good:
        raise ValueError("not a plan in canonical form, with plain names")
    return plan


def _number(text: str) -> str:
    """An exact number in its one form."""
    if not NUMBER.fullmatch(text):
        raise ValueError(f"not a number: {text}")
    return str(Fraction(text))


def planned(
    pairs: tuple[tuple[str, str], ...],
    K: tuple[int, ...],
    scales: tuple[str, ...],
    seeds: tuple[int, int],
    digits: int,
    end: str,
) -> Plan:
    """The plan of this symflow."""
    return Plan(pairs, K, scales, seeds, digits, end, *fingerprint())


def canonical(content: Any) -> str:
    """JSON with sorted keys and no spaces."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
