r"""The campaign of the rigorous flow: random starts, whose enclosures must contain runs that know nothing of them.

    python -m symflow.testing.containment [--cases N] [--seed N] [--file F]

Each case is enclosed to 20 digits and integrated to 40 without any bound: with another order and precision, and near
collapse in other unknowns. At every sample the printed modes and factors may differ by the radius, and the loss and V
must stand in their enclosures, up to the 38 digits of the second run that are used. The cases mix schemes and sizes,
ties, zeros, scales from 1e-12 to 1e3, unbalanced factors and ends from 1e-3 to 1e20.

The file holds what was done: a run that is started again goes on from there. Exit code 0: no miss, 1: a miss, 2: bad
usage, 4: interrupted.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from symflow import __version__
from symflow.errors import InputError, SymflowError
from symflow.flow.solve.integrate import integrate
from symflow.flow.solve.trajectory import Trajectory
from symflow.render.console import complain, one_line, paper

CASES, DIGITS, FINE, SAMPLES = 10_000, 20, 40, 3
GROUPS = (("walsh", 2), ("walsh", 4), ("walsh", 8), ("cyclic", 3), ("cyclic", 5), ("cyclic", 6))
KINDS = ("spread", "ties", "zeros", "scales", "level", "close")
SAVED = 25
USED = FINE - 2
FILE = "containment.json"
SCHEMA = "symflow.containment/1"


@dataclass(frozen=True, slots=True)
class Case:
    """A start and an end; `b` is empty where the modes are balanced."""

    scheme: str
    K: int
    kind: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    end: str

    def run(self, digits: int, rigorous: bool) -> Trajectory:
        """The trajectory."""
        start: dict[str, Any] = {"a": self.a, "b": self.b} if self.b else {"modes": self.a}
        return integrate(
            **start, scheme=self.scheme, t_end=self.end, digits=digits, samples=SAMPLES, rigorous=rigorous
        )


def case(seed: int, number: int) -> Case:
    """The case with this number."""
    source = random.Random(f"{seed}/{number}")
    scheme, K = source.choice(GROUPS)
    kind, unbalanced = source.choice(KINDS), source.random() < 0.3
    a = _entries(source, scheme, K, kind)
    b = _entries(source, scheme, K, "zeros" if kind == "zeros" else "spread") if unbalanced else ()
    active = [k for k, x in enumerate(a, 1) if x != "0" or (b and b[k - 1] != "0")]
    latest = 20 if separates(scheme, K, active) else 4
    end = f"{source.randrange(100, 1000)}e{source.randrange(-5, latest - 2)}"
    return Case(scheme, K, kind, a, b, end)


def separates(scheme: str, K: int, active: Sequence[int]) -> bool:
    """Whether some active character tells each class from that of 0; else the loss does not tend to 0.

    A flow whose loss does not tend to 0 takes many steps, and is not followed as far.
    """

    def differs(k: int, g: int) -> bool:
        return (k & g).bit_count() % 2 == 1 if scheme == "walsh" else k * g % K != 0

    return all(any(differs(k, g) for k in active) for g in range(1, K))


def _entries(source: random.Random, scheme: str, K: int, kind: str) -> tuple[str, ...]:
    """K - 1 decimals, the same for k and -k in a cyclic scheme."""
    count = K - 1 if scheme == "walsh" else K // 2
    power = source.randrange(-12, 3) if kind != "scales" else 0
    drawn = [f"{source.randrange(1, 10_000)}e{power - 3}" for _ in range(count)]
    if kind == "scales":
        drawn = [f"{source.randrange(1, 1000)}e{source.randrange(-14, 1)}" for _ in range(count)]
    if kind == "ties":
        drawn = [source.choice(drawn[:2]) for _ in range(count)]
    if kind == "level":
        drawn = [drawn[0]] * count
    if kind == "close":
        drawn = [f"1.000000{source.randrange(10)}" for _ in range(count)]
    if kind == "zeros":
        drawn = [x if source.random() < 0.6 else "0" for x in drawn]
    return tuple(drawn if scheme == "walsh" else [drawn[min(k, K - k) - 1] for k in range(1, K)])


def misses(enclosed: Trajectory, fine: Trajectory) -> list[str]:
    """Every place where the enclosure does not contain the finer run."""
    found = []
    for i, t in enumerate(enclosed.t):
        bounds = enclosed.bounds[i]
        vectors = [("s", enclosed.modes[i], fine.modes[i], enclosed.radius[i])]
        if enclosed.a:
            vectors.append(("a", enclosed.a[i], fine.a[i], bounds.left))
            vectors.append(("b", enclosed.b[i], fine.b[i], bounds.right))
        for name, printed, other, radius in vectors:
            for k, (x, y, r) in enumerate(zip(printed, other, radius, strict=True), 1):
                if abs(Fraction(x) - Fraction(y)) > Fraction(r) + _error(y):
                    found.append(f"t = {t}: {name}_{k} = {x} within {r}, but {y}")
        for name, ends, value in (
            ("loss", bounds.loss, fine.loss[i]),
            ("V", bounds.lyapunov, fine.lyapunov[i]),
        ):
            if (ends is None) != (value is None):
                found.append(f"t = {t}: {name} in {ends}, but {value}")
            elif ends is not None and value is not None and not _between(ends, value):
                found.append(f"t = {t}: {name} in [{ends[0]}, {ends[1]}], but {value}")
    return found


def _between(ends: tuple[str, str], value: str) -> bool:
    low, high = map(Fraction, ends)
    return low - _error(value) <= Fraction(value) <= high + _error(value)


def _error(text: str) -> Fraction:
    """How far a number of the finer run may be from the true one."""
    return abs(Fraction(text)) * Fraction(1, 10**USED)


def examine(number: int, seed: int) -> list[str]:
    """The misses of a case."""
    tried = case(seed, number)
    return misses(tried.run(DIGITS, True), tried.run(FINE, False))


def main(given: Sequence[str] | None = None) -> int:
    """Run the campaign, or what is left of it, and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="symflow.testing.containment", description="Enclosures of random starts."
    )
    parser.add_argument("--cases", type=int, default=CASES, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--file", default=FILE, metavar="F", help="what was done, and where to go on from")
    asked = parser.parse_args(given)
    try:
        done, missed = _begun(Path(asked.file), asked.seed)
        interrupted = False
        try:
            for number, found in _cases(done, asked.cases, asked.seed):
                done = number + 1
                missed += (
                    [{"number": number, **asdict(case(asked.seed, number)), "misses": found}] if found else []
                )
                if done % SAVED == 0 or found:
                    _save(Path(asked.file), asked.seed, done, missed)
        except KeyboardInterrupt:
            interrupted = True
        _save(Path(asked.file), asked.seed, done, missed)
    except SymflowError as error:
        complain(one_line(str(error)))
        return error.exit_code
    paper().lines(
        [f"{done} of {asked.cases} cases, {len(missed)} missed, seed {asked.seed}; see {asked.file}"]
    )
    return 1 if missed else 4 if interrupted else 0


def _cases(first: int, last: int, seed: int) -> Iterator[tuple[int, list[str]]]:
    for number in range(first, last):
        yield number, examine(number, seed)


def _begun(file: Path, seed: int) -> tuple[int, list[Any]]:
    """How many cases a file holds, and which of them missed."""
    if not file.exists():
        return 0, []
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
        known = record["schema"], record["seed"], record["digits"]
    except (ValueError, KeyError, TypeError):
        known = None
    if known != (SCHEMA, seed, [DIGITS, FINE]):
        raise InputError.about(
            "--file", str(file), "it is not a file of this campaign and seed; name another"
        )
    return record["done"], record["missed"]


def _save(file: Path, seed: int, done: int, missed: list[Any]) -> None:
    record = {
        "schema": SCHEMA,
        "version": __version__,
        "seed": seed,
        "digits": [DIGITS, FINE],
        "done": done,
        "missed": missed,
    }
    draft = file.with_name(file.name + ".part")
    draft.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    draft.replace(file)


if __name__ == "__main__":
    sys.exit(main())
