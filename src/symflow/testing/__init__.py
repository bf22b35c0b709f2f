"""Hypothesis strategies for exact points, and laws to aim at one's own implementation.

    >>> import numpy as np
    >>> from symflow.testing import assert_laws
    >>> def softmax(Z):
    ...     weights = np.exp(Z - Z.max(axis=0))
    ...     return weights / weights.sum(axis=0)
    >>> report = assert_laws({"softmax": softmax}, "softmax-shift")
    >>> [result.outcome for result in report.results]
    ['held', 'held']

The names are imported when they are asked for: the strategies need no numerical library. hypothesis comes first,
because it loads ``symflow.testing.plugin`` while it is imported, and that must not meet a module half read.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import hypothesis  # noqa: F401

if TYPE_CHECKING:
    from symflow.testing.implementation import Implementation as Implementation
    from symflow.testing.law import Case as Case
    from symflow.testing.law import Law as Law
    from symflow.testing.laws import LAWS as LAWS
    from symflow.testing.points import Factors as Factors
    from symflow.testing.points import Frame as Frame
    from symflow.testing.points import Logits as Logits
    from symflow.testing.points import Network as Network
    from symflow.testing.points import Spectrum as Spectrum
    from symflow.testing.reference import REFERENCE as REFERENCE
    from symflow.testing.report import Failure as Failure
    from symflow.testing.report import LawBroken as LawBroken
    from symflow.testing.report import LawResult as LawResult
    from symflow.testing.report import Report as Report
    from symflow.testing.report import TooFewCases as TooFewCases
    from symflow.testing.run import assert_laws as assert_laws
    from symflow.testing.run import check as check
    from symflow.testing.run import parametrize as parametrize
    from symflow.testing.strategies import critical_networks as critical_networks
    from symflow.testing.strategies import factors as factors
    from symflow.testing.strategies import frames as frames
    from symflow.testing.strategies import logits as logits
    from symflow.testing.strategies import near_optimal_networks as near_optimal_networks
    from symflow.testing.strategies import networks as networks
    from symflow.testing.strategies import permutations as permutations
    from symflow.testing.strategies import schemes as schemes
    from symflow.testing.strategies import spectra as spectra
    from symflow.testing.strategies import times as times
    from symflow.testing.strategies import translations as translations

_HOMES = {
    "implementation": ("Implementation",),
    "law": ("Case", "Law"),
    "laws": ("LAWS",),
    "points": ("Factors", "Frame", "Logits", "Network", "Spectrum"),
    "reference": ("REFERENCE",),
    "report": ("Failure", "LawBroken", "LawResult", "Report", "TooFewCases"),
    "run": ("assert_laws", "check", "parametrize"),
    "strategies": (
        "critical_networks",
        "factors",
        "frames",
        "logits",
        "near_optimal_networks",
        "networks",
        "permutations",
        "schemes",
        "spectra",
        "times",
        "translations",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return list(__all__)
