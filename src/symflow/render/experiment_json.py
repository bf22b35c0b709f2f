"""An experiment as data: schema ``symflow.experiment/1``.

Numbers are strings: floats in the shortest decimal form that gives the same float again, null where a run has none. A
curve of a run has one entry for each point. Nothing here is evidence for a claim: `evidence` is false, always.
"""

from __future__ import annotations

import math
import platform
from collections.abc import Iterable
from typing import Any

from symflow.experiment.fit import Fit, Spread
from symflow.experiment.metrics import METRICS
from symflow.experiment.result import Result
from symflow.render.parts import NEEDED, version_of

SCHEMA = "symflow.experiment/1"
Record = dict[str, Any]


def record(found: Result, version: str, seconds: float) -> Record:
    """The record of ``experiment --json``."""
    return {
        "schema": SCHEMA,
        "version": version,
        "experiment": found.name,
        "evidence": False,
        "settings": dict(found.settings),
        "complete": found.complete,
        "metrics": {m.name: m.title for m in METRICS},
        found.axis: numbers(found.points),
        "log_t": numbers(found.log_times),
        "runs": [_run(found, i) for i in range(len(found.trials))],
        "fits": [fit(f) for f in found.fits],
        "notes": list(found.notes),
        "volatile": {
            "seconds": round(seconds, 3),
            "host": platform.node(),
            "python": platform.python_version(),
            "versions": {name: version_of(name) for name in NEEDED},
        },
    }


def fit(found: Fit) -> Record:
    """A fit; "reading" is about p = 1."""
    return {
        "metric": found.metric,
        "scale": found.scale,
        "log_t": [repr(x) for x in found.window],
        "runs": found.runs,
        "p": _spread(found.p),
        "q": _spread(found.q),
        "p_misfit": repr(found.p_misfit),
        "q_misfit": repr(found.q_misfit),
        "reading": found.reading,
    }


def numbers(values: Iterable[float]) -> list[str | None]:
    """Floats as strings; what is not finite is null."""
    return [repr(float(x)) if math.isfinite(x) else None for x in values]


def _run(found: Result, place: int) -> Record:
    run = found.trials[place]
    curves = {name: numbers(found.values[:, place, i]) for i, name in enumerate(found.columns)}
    return {"seed": run.seed, "scale": run.scale, "not_finite_from": run.lost_at, "curves": curves}


def _spread(found: Spread) -> Record:
    return {
        "mean": repr(found.mean),
        "deviation": repr(found.deviation),
        "least": repr(found.least),
        "most": repr(found.most),
    }
