"""A sweep as Parquet (pyarrow) and as a picture (matplotlib): both optional, both refused before any work is done."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from symflow.errors import MissingPart
from symflow.render.plots import look
from symflow.testing.sweep.grid import NO_FLOW, Plan
from symflow.testing.sweep.judge import BROKEN, HELD, NOT_APPLICABLE, UNDECIDED
from symflow.testing.sweep.store import Store
from symflow.testing.sweep.table import by_pair, columns, digest

GROUP = 50_000
COLOURS = {HELD: look.BLUE, BROKEN: look.ORANGE, UNDECIDED: "#e6c229", NOT_APPLICABLE: "#c8c8c8"}
HATCHES = {HELD: "", BROKEN: "///", UNDECIDED: "...", NOT_APPLICABLE: ""}


def require_parquet() -> None:
    """Refuse Parquet where pyarrow is missing."""
    try:
        import pyarrow.parquet  # noqa: F401 - only whether it is there
    except ImportError:
        raise MissingPart(
            "--parquet: pyarrow is missing; pip install 'symflow[sweep]', or use --json"
        ) from None


class _Pieces:
    """A file for pyarrow to write into: what was written since it was last taken."""

    closed = False

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, data: Any) -> int:
        """Hold some bytes."""
        self._held.append(bytes(data))
        return len(self._held[-1])

    def flush(self) -> None:
        """Nothing: they are taken when they are wanted."""

    def taken(self) -> bytes:
        """What is held, which is then held no more."""
        held, self._held = self._held, []
        return b"".join(held)


def parquet(store: Store, plan: Plan) -> Iterator[bytes]:
    """Every row, with its volatile columns, as the bytes of a Parquet file, a group of rows at a time."""
    import pyarrow as pa
    from pyarrow import parquet as files

    kinds: dict[str, Any] = dict.fromkeys(("K", "seed", "digits"), pa.int64()) | {"seconds": pa.float64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in columns([])])
    out = _Pieces()
    with files.ParquetWriter(out, schema.with_metadata({"symflow.plan": plan.text()})) as writer:
        for group in _groups(store, plan):
            writer.write_table(pa.table(group, schema=schema))
            yield out.taken()
    yield out.taken()


def _groups(store: Store, plan: Plan) -> Iterator[dict[str, list[Any]]]:
    rows = store.rows(plan, "key")
    while chunk := list(islice(rows, GROUP)):
        yield columns(chunk)


def picture(store: Store, plan: Plan, kind: str) -> bytes:
    """How the cases of each law and flow came out: one bar each, as parts of all its cases; and what is missing."""
    found, each = by_pair(store, plan), len(plan) // len(plan.pairs)
    labels = [law if flow == NO_FLOW else f"{law}, {flow}" for law, flow in found]
    with look.look():
        figure = look.figure(8.0, 1.6 + 0.3 * len(labels))
        axes = figure.subplots()
        axes.grid(False, axis="y")
        starts = [0.0] * len(labels)
        for outcome, colour in COLOURS.items():
            widths = [100 * counts.get(outcome, 0) / each for counts in found.values()]
            bar: dict[str, Any] = {
                "color": colour,
                "hatch": HATCHES[outcome],
                "edgecolor": "white",
                "linewidth": 0.4,
            }
            axes.barh(labels, widths, left=starts, label=outcome, **bar)
            starts = [start + width for start, width in zip(starts, widths, strict=True)]
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xlabel(f"per cent of {each} cases each; white: not run")
        figure.legend(loc="outside upper center", ncols=4)
        return look.image(figure, kind, f"symflow sweep, {len(plan)} cases", digest(store, plan)[:16])
