"""Time and error of symflow beside those of others.

python -m benchmarks                 a few minutes; writes out/benchmarks.md and out/benchmarks/
python -m benchmarks --profile page  a quarter of an hour; writes docs/benchmarks.md and docs/benchmarks/
python -m benchmarks --profile full  every K at all digits, an hour or two
python -m benchmarks --page          measures nothing; writes page and pictures of the stored data anew
python -m benchmarks --check         changes nothing; says whether page and pictures belong to the stored data
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy is imported

import argparse
import sys
from pathlib import Path

from benchmarks.outcome import Data, read
from benchmarks.profiles import PROFILES
from benchmarks.run import measured
from benchmarks.store import stale, write, write_data

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = ("page", "full")
DOCS, OUT = ROOT / "docs", ROOT / "out"


def main(arguments: list[str] | None = None) -> int:
    """0 if all is well, 1 if the page is stale, 130 after an interrupt, which keeps what is measured by then."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure time and error.")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="quick")
    parser.add_argument("--page", action="store_true", help="write page and pictures of the stored data anew")
    parser.add_argument("--check", action="store_true", help="see that page and pictures belong to the data")
    parser.add_argument("--folder", type=Path, help="where to write (docs for page and full, else out)")
    options = parser.parse_args(arguments)
    if options.check:
        return checked(options.folder or DOCS)
    if options.page:
        folder = options.folder or DOCS
        write(read((folder / "benchmarks" / "data.json").read_text(encoding="utf-8")), folder)
        return 0
    return measure(options.profile, options.folder or (DOCS if options.profile in WRITTEN else OUT))


def checked(folder: Path) -> int:
    """Says what is stale."""
    troubles = stale(folder)
    for trouble in troubles:
        print(f"benchmarks: {trouble}; run python -m benchmarks --page", file=sys.stderr)
    if not troubles:
        print(f"{folder.name}/benchmarks.md: page and pictures belong to the data")
    return int(bool(troubles))


def measure(profile: str, folder: Path) -> int:
    """Runs a profile, and keeps the data after each problem."""
    data: Data | None = None
    stopped = False
    try:
        for data in measured(PROFILES[profile], lambda line: print(line, flush=True)):
            write_data(data, folder)
    except KeyboardInterrupt:
        stopped = True
    if data is not None:
        write(data, folder)
        print(f"written: {folder / 'benchmarks.md'}")
    return 130 if stopped else 0


if __name__ == "__main__":
    sys.exit(main())
