"""How laws are tried: how many cases, from which seed, within which tolerance, and where failures go."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from symflow.errors import InputError
from symflow.exact import exact
from symflow.testing.law import Law

FOLDER = ".symflow/failures"
MOST_EXAMPLES = 10**6
ULPS = 1000
LEAST_ULPS = 4
FLOW_RTOL = {"float64": 1e-6, "float32": 1e-3}
LEAST_FLOW_RTOL = {"float64": 1e-10, "float32": 1e-5}  # what the comparison itself is good for
Tolerance = float | int | str | Fraction


@dataclass(frozen=True, slots=True)
class Options:
    """Tolerances that are None follow from the dtype; a folder that is None keeps nothing."""

    max_examples: int = 100
    seed: int = 0
    rtol: Tolerance | None = None
    flow_rtol: Tolerance | None = None
    folder: str | os.PathLike[str] | None = FOLDER

    def __post_init__(self) -> None:
        if type(self.max_examples) is not int or not 1 <= self.max_examples <= MOST_EXAMPLES:
            advice = f"give a whole number from 1 to {MOST_EXAMPLES}"
            raise InputError.about("max_examples", self.max_examples, advice)
        if type(self.seed) is not int or not 0 <= self.seed < 2**63:
            raise InputError.about("seed", self.seed, "give a whole number from 0 to 2^63 - 1")
        for name in ("rtol", "flow_rtol"):
            _tolerance(name, getattr(self, name), 0.5, 0.0)

    def tolerance(self, law: Law, dtype: str) -> float:
        """What a residual of the law may be: 1000 units of rounding, or the accuracy asked of flows."""
        if law.tolerance == "flow_rtol":
            return _tolerance("flow_rtol", self.flow_rtol, FLOW_RTOL[dtype], LEAST_FLOW_RTOL[dtype])
        unit = float(np.finfo(dtype).eps)
        return _tolerance("rtol", self.rtol, ULPS * unit, LEAST_ULPS * unit)


def _tolerance(name: str, given: Tolerance | None, usual: float, least: float) -> float:
    if given is None:
        return usual
    try:
        value = given if isinstance(given, float) else float(exact(given, name))
    except OverflowError:
        value = math.inf
    if not least <= value < 1:
        raise InputError.about(name, given, f"give a number from {least:.1e} to less than 1")
    return value
