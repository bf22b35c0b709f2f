"""Runs a profile: for each K and t the correct answer, then the contests, in one process from the first to the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from benchmarks.competitors import TITLES
from benchmarks.competitors.ours import ray_end
from benchmarks.contest import contest
from benchmarks.machine import machine
from benchmarks.outcome import LATE, Check, Data, Entry
from benchmarks.problem import Problem
from benchmarks.profiles import Profile
from benchmarks.ray import on_the_ray
from benchmarks.text import cell, length
from benchmarks.truth import truth

PATIENCE = 5  # budgets, which the correct answer may take
Say = Callable[[str], None]


def measured(profile: Profile, say: Say) -> Iterator[Data]:
    """The data so far, after each problem."""
    data = Data(profile.name, profile.budget, machine())
    known: dict[tuple[int, str], Sequence[str] | None] = {}
    for problem, competitors in profile.tasks():
        place = (problem.K, problem.end)
        if place not in known:
            most = max(p.digits for p, _ in profile.tasks() if (p.K, p.end) == place)
            known[place], check = truth(*place, most, PATIENCE * profile.budget)
            data = replace(data, checks=(*data.checks, check))
            say(_checked(check))
        say(problem.title)
        late = {e.name: e for e in data.entries if e.status == LATE and _earlier(e, problem)}
        for entry in late.values():
            data = replace(data, entries=(*data.entries, replace(entry, end=problem.end)))
        able = [c for c in competitors if c.name not in late]
        for entry in contest(problem, able, known[place], profile.budget):
            data = replace(data, entries=(*data.entries, entry))
            say(f"    {TITLES[entry.name]:26}{cell(entry)}")
        yield data
    for problem in profile.ray:
        row = on_the_ray(problem, lambda p, start: ray_end(p, start, profile.budget))
        data = replace(data, ray=(*data.ray, row))
        say(f"collapse ray, {problem.title}: {length(row.seconds)}, error {row.error}")
        yield data


def _earlier(entry: Entry, problem: Problem) -> bool:
    """Whether an entry is of the same problem with an earlier end: tasks come in the order of their ends."""
    return (entry.K, entry.digits) == (problem.K, problem.digits)


def _checked(check: Check) -> str:
    agreed = f"agree to {check.agreement:.0f} digits" if check.agreement else "not checked"
    return f"correct answer for K = {check.K}, t = {check.end}: {check.by}, {check.checked}: {agreed}"
