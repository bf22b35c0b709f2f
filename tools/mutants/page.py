"""What mutation testing found, published: docs/mutants.json for programs and docs/mutants.md for readers.

A survivor is explained in tools/mutants/explained.toml: by the module, the line as it was and as it became, and the
reason, which says of what kind it is (equivalent: the same results; stricter: it can only refuse more or be slower; gap).
"""

from __future__ import annotations

import json
import platform
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from math import sqrt
from pathlib import Path
from typing import Any

from mutants.plan import Mutant

EXPLAINED = Path(__file__).with_name("explained.toml")
LIMIT = "the time limit"


@dataclass(slots=True)
class Page:
    """The numbers and the survivors."""

    data: dict[str, Any]
    unexplained: list[dict[str, Any]] = field(default_factory=list)

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


def reasons(file: Path = EXPLAINED) -> dict[tuple[str, str, str], dict[str, str]]:
    """The explanations, by module, line before and line after."""
    entries = tomllib.loads(file.read_text(encoding="utf-8")).get("survivor", []) if file.exists() else []
    return {(e["module"], e["before"], e["after"]): {"kind": e["kind"], "why": e["why"]} for e in entries}


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
        why = known.get((Path(m.module).name, m.before, m.after), {"kind": "unexplained", "why": ""})
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
    data = {
        "tool": f"cosmic-ray {version('cosmic-ray')}",
        "python": platform.python_version(),
        "sources": digest,
        "mutants": len(every),
        "sample": None if len(tried) == len(every) else {"seed": seed, "size": len(tried)},
        "tried": len(tried),
        "killed": len(tried) - len(alive),
        "killed by the time limit": late,
        "survived": len(alive),
        "interval": None if len(tried) == len(every) or not tried else [round(x, 4) for x in interval(len(tried) - len(alive), len(tried))],
        "modules": modules,
        "survivors": survivors,
    }  # fmt: skip
    return Page(data, [s for s in survivors if s["kind"] == "unexplained"])


KINDS = {
    "equivalent": "The results are the same",
    "stricter": "It can only refuse more, or be slower",
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
                  f"are (seed {data['sample']['seed']}); 95 % confidence interval for all of them: {100 * low:.1f} % to {100 * high:.1f} %."]  # fmt: skip
    else:
        lines += [
            f"**{killed} of {tried} mutants are noticed ({percent(killed, tried)})**: all that there are."
        ]
    lines += [f"Of the {data['survived']} that survive, {explained} are explained below, one by one: noticed or explained are "
              f"{percent(killed + explained, tried)}.",
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


def code(text: str) -> str:
    """A line of a program in Markdown, shortened in the middle."""
    short = text if len(text) <= 160 else f"{text[:78]} ... {text[-78:]}"
    return f"`` {short} ``" if "`" in short else f"`{short or ' '}`"
