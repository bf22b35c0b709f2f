"""What mutation testing found, published: docs/mutants.json for programs and docs/mutants.md for readers.

A survivor is explained in tools/mutants/explained.toml: by the module, the line as it was and as it became (so that the
explanation holds wherever the line has moved), and the reason, which says of what kind it is (equivalent: the same results;
stricter: it can only refuse more or be slower; sound: something else is computed, which holds too; message: only words or
a limit of work change). An explanation of what is
no mutant any more, or of one that is noticed, is stale, and an error.
"""

from __future__ import annotations

import json
import platform
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from math import sqrt
from pathlib import Path
from typing import Any

from mutants.plan import Mutant

EXPLAINED = Path(__file__).with_name("explained.toml")
LIMIT = "the time limit"
Key = tuple[str, str, str]


@dataclass(slots=True)
class Page:
    """The numbers and the survivors."""

    data: dict[str, Any]
    unexplained: list[dict[str, Any]] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def summary(self) -> str:
        """One line."""
        d = self.data
        return (f"{d['killed']} of {d['tried']} mutants are noticed ({percent(d['killed'], d['tried'])}), {d['survived']} "
                f"survive, {len(self.unexplained)} of them unexplained; {d['mutants']} mutants in all")  # fmt: skip

    def write(self, folder: Path) -> None:
        """The two files."""
        text = json.dumps(self.data, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / "mutants.json").write_text(text + "\n", encoding="utf-8")
        (folder / "mutants.md").write_text(markdown(self.data), encoding="utf-8")


def percent(part: int, whole: int) -> str:
    """Rounded down, so that nothing is rounded up to 100 %."""
    return f"{1000 * part // whole / 10:.1f} %" if whole else "none"


def interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's interval at 95 % for a proportion that was found in a sample."""
    z, p = 1.959964, part / whole
    middle = (p + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)


def reasons(file: Path = EXPLAINED) -> dict[Key, dict[str, str]]:
    """The explanations, by module, line before and line after."""
    entries = tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", []) if file.exists() else []
    found = {(e["module"], e["before"], e["after"]): {"kind": e["kind"], "why": e["why"]} for e in entries}
    if len(found) < len(entries):
        raise ValueError(f"{file.name}: one mutant is explained twice")
    return found


def stale(known: Iterable[Key], every: Sequence[Mutant], done: Mapping[str, dict[str, Any]]) -> list[str]:
    """Explanations of no mutant, or of mutants that are noticed, a line each."""
    seen: dict[Key, list[str | None]] = {}
    for m in every:
        seen.setdefault(m.key, []).append(done[m.name]["noticed"] if m.name in done else None)
    out = []
    for key in known:
        if key not in seen:
            out.append(f"{key[0]}: there is no mutant {key[1]} -> {key[2]}")
        elif all(seen[key]):
            out.append(f"{key[0]}: {seen[key][0]} notices {key[1]} -> {key[2]}")
    return out


def published(
    every: Sequence[Mutant],
    chosen: Sequence[Mutant],
    done: Mapping[str, dict[str, Any]],
    seed: int,
    digest: str,
    root: Path,
) -> Page:
    """The page of what was tried among the mutants that were chosen."""
    known, tried = reasons(), [m for m in chosen if m.name in done]
    alive = sorted(
        (m for m in tried if not done[m.name]["noticed"]), key=lambda m: (m.module, m.line, m.operator)
    )
    survivors = []
    for m in alive:
        why = known.get(m.key, {"kind": "unexplained", "why": ""})
        survivors.append(
            {
                "module": m.module,
                "line": m.line,
                "operator": m.operator,
                "before": m.before,
                "after": m.after,
                **why,
            }
        )
    by, late = Counter(m.module for m in tried), sum(done[m.name]["noticed"] == LIMIT for m in tried)
    modules = {
        module: {
            "mutants": sum(m.module == module for m in every),
            "tried": count,
            "survived": sum(m.module == module for m in alive),
        }
        for module, count in sorted(by.items())
    }
    later = sum(bool(done[m.name]["noticed"]) and done[m.name].get("again", False) for m in tried)
    data = {
        "tool": f"cosmic-ray {version('cosmic-ray')}",
        "python": platform.python_version(),
        "sources": digest,
        "mutants": len(every),
        "sample": None if len(tried) == len(every) else {"seed": seed, "size": len(tried)},
        "tried": len(tried),
        "killed": len(tried) - len(alive),
        "killed by the time limit": late,
        "killed by tests written for them": later,
        "survived": len(alive),
        "interval": None if len(tried) == len(every) or not tried else [round(x, 4) for x in interval(len(tried) - len(alive) - later, len(tried))],
        "modules": modules,
        "survivors": survivors,
    }  # fmt: skip
    left = [s for s in survivors if s["kind"] == "unexplained"]
    return Page(data, left, stale(known, every, done))


KINDS = {
    "equivalent": "The results are the same",
    "stricter": "It can only refuse more, or be slower",
    "sound": "Something else is computed, which holds as well",
    "message": "Only the words of a message, or a limit of work, change",
    "unexplained": "Not explained",
}


def markdown(data: Mapping[str, Any]) -> str:
    """The page for readers."""
    tried, killed = data["tried"], data["killed"]
    explained = sum(s["kind"] != "unexplained" for s in data["survivors"])
    lines = [
        "# Mutants", "",
        "Errors are planted in the code on which a verdict rests, one at a time, and the tests must notice: the checker of",
        "certificates, and the two modules that seal evidence and compute verdicts from it. `make mutants` runs this;",
        "`python tools/mutation.py --help` says how to go on after an interruption, or to try a sample only.", "",
    ]  # fmt: skip
    if data["sample"]:
        low, high = data["interval"]
        lines += [f"**{killed} of {tried} mutants are noticed ({percent(killed, tried)})**: a uniform sample of the {data['mutants']} that there",
                  f"are (seed {data['sample']['seed']}); 95 % confidence interval for all of them, by what was noticed at first: {100 * low:.1f} % to {100 * high:.1f} %."]  # fmt: skip
    else:
        lines += [
            f"**{killed} of {tried} mutants are noticed ({percent(killed, tried)})**: all that there are."
        ]
    lines += [f"Of the {data['survived']} that survive, {explained} are explained below, one by one, and "
              f"{data['survived'] - explained} are not: noticed or explained are {percent(killed + explained, tried)}.", *_later(data),
              f"{data['killed by the time limit']} were noticed because the work did not end in time.", "",
              f"The sources that were tested have the digest `{data['sources']}`; {data['tool']}, Python {data['python']}. The planted errors:",
              "comparisons, numbers, signs and other operators exchanged, conditions negated, an operand of *and* or *or* left out,",
              "a check left out, a word changed, loops that do not run, exceptions that are not caught.", "",
              "| module | mutants | tried | survive |", "|---|---|---|---|"]  # fmt: skip
    lines += [
        f"| `{m.removeprefix('src/symflow/')}` | {c['mutants']} | {c['tried']} | {c['survived']} |"
        for m, c in data["modules"].items()
    ]
    for kind, title in KINDS.items():
        some = [s for s in data["survivors"] if s["kind"] == kind]
        if some:
            lines += ["", f"## {title}", ""]
        for s in some:
            where = f"{s['module'].removeprefix('src/symflow/')}:{s['line']}"
            lines += [
                f"- `{where}` {s['operator']}: {code(s['before'])} → {code(s['after'])}"
                + (f": {s['why']}" if s["why"] else "")
            ]
    return "\n".join(lines) + "\n"


def _later(data: Mapping[str, Any]) -> list[str]:
    """How many were noticed only after tests had been written for them: what that says of those that were not tried."""
    later, tried = data["killed by tests written for them"], data["tried"]
    bad = later + sum(s["kind"] == "unexplained" for s in data["survivors"])
    if not data["sample"]:
        return []
    low, high = interval(tried - bad, tried)
    return [f"{later} of those noticed survived at first, and tests were written for them and their like; of the mutants that were not",
            f"tried, {100 * low:.1f} % to {100 * high:.1f} % are noticed, or are as harmless as those below (95 % confidence)."]  # fmt: skip


def code(text: str) -> str:
    """A line of a program in Markdown, shortened in the middle."""
    short = text if len(text) <= 160 else f"{text[:78]} ... {text[-78:]}"
    return f"`` {short} ``" if "`" in short else f"`{short or ' '}`"
