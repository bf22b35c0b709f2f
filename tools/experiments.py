"""The table of fitted exponents in docs/experiments.md, from the data of the gallery.

    python tools/experiments.py             write the table
    python tools/experiments.py --check     change nothing; fail if it is stale

Nothing is run: the fits are made to the numbers in docs/gallery/fig2.csv and late.csv, as they are stored.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from pictures import fig2, late  # noqa: E402 - the tools stand beside this file
from pictures.measured import exponents  # noqa: E402

from symflow.experiment.fit import Fit, Spread  # noqa: E402
from symflow.experiment.metrics import METRICS  # noqa: E402
from symflow.render.plots.table import Table, parsed  # noqa: E402

PAGE = ROOT / "docs" / "experiments.md"
FOLDER = ROOT / "docs" / "gallery"
BEGIN, END = "<!-- The exponents: written by tools/experiments.py; edits are lost. -->", "<!-- until here -->"
HEAD = (
    "| run | log t | scale | (a) means | (a) classifier | (b) within | (c) means | (c) classifier | (d) duality |",
    "|---|---|---|---|---|---|---|---|---|",
)


def table() -> list[str]:
    """One line for each run, window and scale; bold where p is not about 1 in any run."""
    lines = list(HEAD)
    for module in (fig2, late):
        name = module.PICTURE.name
        found = exponents(stored(name), module.WINDOWS)
        for window in module.WINDOWS:
            for scale in dict.fromkeys(f.scale for f in found):
                row = [f for f in found if (f.window, f.scale) == (window, scale)]
                by_name = {f.metric: cell(f) for f in row}
                cells = [
                    name,
                    f"{window[0]:.4g} to {window[1]:.4g}",
                    scale,
                    *(by_name[m.name] for m in METRICS),
                ]
                lines.append(f"| {' | '.join(cells)} |")
    return lines


def cell(found: Fit) -> str:
    """p, its standard deviation and its range."""
    text = f"{found.p.mean:.2f} ± {found.p.deviation:.2f}"
    text = f"**{text}**" if found.reading.startswith(("below", "above")) else text
    return f"{text} ({spread(found.p)})"


def spread(found: Spread) -> str:
    """From the least to the most."""
    return f"{found.least:.2f} to {found.most:.2f}"


def stored(name: str) -> Table:
    """The data beside a picture."""
    return parsed((FOLDER / f"{name}.csv").read_text(encoding="utf-8"))


def page(text: str) -> str:
    """The page with the table of today."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return "\n\n".join([f"{before}{BEGIN}", "\n".join(table()), f"{END}{after}"])


def main(arguments: list[str] | None = None, file: Path = PAGE) -> int:
    """Write or check: 0 if all is well, 1 if the table is stale."""
    parser = argparse.ArgumentParser(description="Write the table of docs/experiments.md, or check it.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if the table is stale")
    options = parser.parse_args(arguments)
    text = file.read_text(encoding="utf-8")
    fresh = page(text)
    if not options.check:
        file.write_text(fresh, encoding="utf-8")
    elif fresh != text:
        print("docs/experiments.md: the table is stale; run python tools/experiments.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
