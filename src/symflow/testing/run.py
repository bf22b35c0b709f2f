"""Aiming laws at an implementation: `check` reports, `assert_laws` raises, `parametrize` is for pytest.

Cases are drawn from a number made of the seed, the law and the family, so that a result does not depend on which other
laws run, and is the same on every run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from symflow import __version__
from symflow.testing.failure import usable
from symflow.testing.implementation import implementation_of
from symflow.testing.law import Law
from symflow.testing.laws import select
from symflow.testing.options import FOLDER, Options, Tolerance
from symflow.testing.report import BROKEN, NOT_CHECKED, TOO_FEW, LawBroken, Report, TooFewCases
from symflow.testing.trial import try_law

if TYPE_CHECKING:
    import pytest


def check(
    implementation: object,
    laws: Iterable[str | Law] | str | None = None,
    *,
    families: Iterable[str] | None = None,
    max_examples: int = 100,
    seed: int = 0,
    rtol: Tolerance | None = None,
    flow_rtol: Tolerance | None = None,
    folder: str | os.PathLike[str] | None = FOLDER,
) -> Report:
    """Try laws (names or globs; all by default) on an implementation; broken cases are stored in the folder."""
    mine = implementation_of(implementation)
    if families is not None:
        mine = replace(mine, families=(families,) if isinstance(families, str) else tuple(families))
    options = Options(max_examples, seed, rtol, flow_rtol, folder)
    chosen = select(laws)
    for law in select(None):
        options.tolerance(law, mine.dtype)
    if folder is not None:
        usable(folder)
    pairs = [(law, family) for law in chosen for family in mine.families]
    return Report(tuple(try_law(mine, law, family, options) for law, family in pairs), seed, __version__)


def assert_laws(
    implementation: object,
    laws: Iterable[str | Law] | str | None = None,
    *,
    families: Iterable[str] | None = None,
    max_examples: int = 100,
    seed: int = 0,
    rtol: Tolerance | None = None,
    flow_rtol: Tolerance | None = None,
    folder: str | os.PathLike[str] | None = FOLDER,
) -> Report:
    """Like `check`, but raise LawBroken, or TooFewCases where a law asked for could not be tried enough.

    A name or glob of laws none of which can be checked, because functions are missing, counts as too few.
    """
    wanted = [laws] if isinstance(laws, str) else [str(law) for law in laws] if laws is not None else ["*"]
    report = check(
        implementation,
        wanted,
        families=families,
        max_examples=max_examples,
        seed=seed,
        rtol=rtol,
        flow_rtol=flow_rtol,
        folder=folder,
    )
    if broken := report.of(BROKEN):
        raise LawBroken(broken)
    lacking = [f"{r.law} ({r.family}): {r.cases} of {r.asked} cases" for r in report.of(TOO_FEW)]
    for pattern in wanted:
        matching = [r for r in report.results if fnmatchcase(r.law, pattern)]
        if all(r.outcome == NOT_CHECKED for r in matching):
            lacking += [f"{r.law} ({r.family}): not checked, {r.about}" for r in matching]
    if lacking:
        raise TooFewCases("\n".join(lacking))
    return report


def parametrize(
    implementation: object, laws: Iterable[str | Law] | str | None = None
) -> pytest.MarkDecorator:
    """A pytest mark: one test for each law that can be checked and each family, named ``law`` and ``family``."""
    import pytest

    mine = implementation_of(implementation)
    able = [law.name for law in select(laws) if all(mine.has(name) for name in law.needs)]
    return pytest.mark.parametrize(("law", "family"), [(law, kind) for law in able for kind in mine.families])
