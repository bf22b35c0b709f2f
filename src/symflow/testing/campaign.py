r"""A campaign: many numbered cases, each examined alone, the results in a file from which it can go on.

A case is determined by the seed and its number, so that a campaign may be stopped at any case and started again. The
file is replaced as a whole: it always holds the cases that were done. Exit code 0: all cases done, no miss, 1: a miss,
2: bad usage, 4: interrupted, or a case reached a limit of time or memory and says nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from symflow import __version__
from symflow.errors import InputError, LimitReached, SymflowError
from symflow.render.console import complain, one_line, paper

SAVED = 25


@dataclass(frozen=True, slots=True)
class Campaign:
    """What is tried.

    `examine(number, seed)`: what is wrong in a case, a line each. `describe(number, seed)`: the case as data, written
    where something is wrong. `settings`: what the file must agree with. `cases`: how many a whole campaign has.
    """

    module: str
    title: str
    schema: str
    cases: int
    examine: Callable[[int, int], list[str]]
    describe: Callable[[int, int], Mapping[str, Any]]
    settings: Mapping[str, Any] = field(default_factory=dict)

    def main(self, given: Sequence[str] | None = None) -> int:
        """Run the campaign, or what is left of it, and return its exit code."""
        parser = argparse.ArgumentParser(prog=self.module, description=self.title)
        parser.add_argument("--cases", type=int, default=self.cases, metavar="N")
        parser.add_argument("--seed", type=int, default=0, metavar="N")
        file = f"{self.module.rpartition('.')[2]}.json"
        parser.add_argument(
            "--file", default=file, metavar="F", help="what was done, and where to go on from"
        )
        asked = parser.parse_args(given)
        try:
            if asked.cases < 1:
                raise InputError.about("--cases", asked.cases, "give a number from 1 on")
            record = self._begun(Path(asked.file), asked.seed)
            _save(Path(asked.file), record)
            interrupted = self._go_on(record, Path(asked.file), asked.cases)
        except SymflowError as error:
            complain(one_line(str(error)))
            return error.exit_code
        missed, unfinished = len(record["missed"]), len(record["unfinished"])
        done = f"{record['done']} of {asked.cases} cases, {missed} missed, {unfinished} unfinished"
        paper().lines([f"{done}, seed {asked.seed}; see {asked.file}"])
        return 1 if missed else 4 if interrupted or unfinished else 0

    def _go_on(self, record: dict[str, Any], file: Path, cases: int) -> bool:
        """Examine what is left; whether that was interrupted."""
        try:
            for number in range(record["done"], cases):
                self._take(record, number)
                record["done"] = number + 1
                if record["done"] % SAVED == 0:
                    _save(file, record)
        except KeyboardInterrupt:
            return True
        finally:
            _save(file, record)
        return False

    def _take(self, record: dict[str, Any], number: int) -> None:
        """Examine one case."""
        seed = record["seed"]
        try:
            wrong = self.examine(number, seed)
        except LimitReached as limit:
            found = {"number": number, **self.describe(number, seed), "limit": one_line(str(limit))}
            record["unfinished"].append(found)
            return
        if wrong:
            record["missed"].append({"number": number, **self.describe(number, seed), "misses": wrong})

    def _begun(self, file: Path, seed: int) -> dict[str, Any]:
        """The record of a file, or a new one."""
        fixed = {"schema": self.schema, "seed": seed, **self.settings}
        if not file.exists():
            return {
                "schema": self.schema,
                "version": __version__,
                **fixed,
                "done": 0,
                "missed": [],
                "unfinished": [],
            }
        try:
            record = json.loads(file.read_text(encoding="utf-8"))
            fits = {key: record[key] for key in fixed} == fixed
            fits = fits and type(record["done"]) is int
            fits = fits and all(isinstance(record[key], list) for key in ("missed", "unfinished"))
        except (OSError, ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            raise InputError.about(
                "--file", str(file), "it is not a file of this campaign and seed; name another"
            )
        return {**record, "version": __version__}


def _save(file: Path, record: Mapping[str, Any]) -> None:
    draft = file.with_name(file.name + ".part")
    try:
        draft.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise InputError.about("--file", str(file), f"it cannot be written ({error.strerror})") from None
