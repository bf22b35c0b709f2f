"""The wheel, from outside: built twice, looked into, installed alone, and used by somebody who has nothing else.

    python tools/wheel.py                   with this interpreter
    python tools/wheel.py --python 3.12     with another (may be given more than once)
    python tools/wheel.py --declared        with each that pyproject.toml declares; one that is not here is named
    python tools/wheel.py --wheel F.whl     a wheel that was built before

It needs ``build`` and ``hatchling`` in this interpreter, and a package index for what the wheel asks for. Exit codes:
0, all is as it should be; 1, something is not; 3, this machine lacks a part (with --declared: an interpreter), so that
something could not be tried.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

from wheels.bare import bare, interpreter, version
from wheels.contents import ROOT, built
from wheels.tour import STOPS
from wheels.trouble import Lacking, Trouble

_DECLARED = re.compile(r"Programming Language :: Python :: (3\.\d+)")


def declared(source: Path = ROOT) -> list[str]:
    """The versions of Python that the classifiers declare."""
    text = (source / "pyproject.toml").read_text(encoding="utf-8")
    classifiers = tomllib.loads(text)["project"]["classifiers"]
    return [found[1] for line in classifiers if (found := _DECLARED.fullmatch(line))]


def tour(python: str, wheel: Path) -> None:
    """Install the wheel alone, and make every stop of the tour."""
    with tempfile.TemporaryDirectory(prefix="symflow-wheel-") as folder:
        made = bare(python, wheel, Path(folder))
        for name, stop in STOPS:
            started = time.monotonic()
            said = stop(made)
            print(f"  {name}: {said} ({time.monotonic() - started:.0f} s)", flush=True)


def main(given: Sequence[str] | None = None) -> int:
    """Build, look inside, and tour with each interpreter."""
    parser = argparse.ArgumentParser(description="Try the wheel: built, looked into, installed alone, used.")
    parser.add_argument("--python", action="append", metavar="3.X", default=[], help="with that version")
    parser.add_argument("--declared", action="store_true", help="with each version that is declared")
    parser.add_argument("--wheel", type=Path, metavar="F.whl", help="this wheel, built before")
    options = parser.parse_args(given)
    wanted = declared() if options.declared else options.python or [version(sys.executable)]
    lacking = []
    try:
        with tempfile.TemporaryDirectory(prefix="symflow-wheel-") as scratch:
            wheel = options.wheel.resolve() if options.wheel else built(Path(scratch))
            for one in wanted:
                print(f"Python {one}", flush=True)
                try:
                    tour(interpreter(one), wheel)
                except Lacking as error:
                    lacking.append(one)
                    print(f"  not tried: {error}")
    except Trouble as error:
        print(f"tools/wheel.py: {error}", file=sys.stderr)
        return 1
    if lacking:
        print(f"tools/wheel.py: not tried here: Python {', '.join(lacking)}", file=sys.stderr)
        return 3
    print("the wheel is as it should be")
    return 0


if __name__ == "__main__":
    sys.exit(main())
