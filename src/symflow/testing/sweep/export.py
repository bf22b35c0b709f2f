"""A sweep as Parquet (pyarrow) and as a picture (matplotlib): both optional, both refused before any work is done."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from symflow.errors import InputError, MissingPart
from symflow.testing.sweep.grid import NO_FLOW, Plan
from symflow.testing.sweep.judge import BROKEN, HELD, NOT_APPLICABLE, UNDECIDED
from symflow.testing.sweep.store import Store
from symflow.testing.sweep.table import columns

GROUP = 50_000
COLOURS = {HELD: "#0072b2", BROKEN: "#d55e00", UNDECIDED: "#e6c229", NOT_APPLICABLE: "#c8c8c8"}
HATCHES = {HELD: "", BROKEN: "///", UNDECIDED: "...", NOT_APPLICABLE: ""}


def require_parquet() -> None:
    """Refuse Parquet where pyarrow is missing."""
    try:
        import pyarrow.parquet  # noqa: F401 - only whether it is there
    except ImportError:
        raise MissingPart(
            "--parquet: pyarrow is missing; pip install 'symflow[sweep]', or use --json"
        ) from None


def parquet(store: Store, plan: Plan, path: str) -> None:
    """Every row, with its volatile columns: written whole or not at all, a group of rows at a time."""
    import pyarrow as pa
    from pyarrow import parquet as files

    kinds: dict[str, Any] = dict.fromkeys(("K", "seed", "digits"), pa.int64()) | {"seconds": pa.float64()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in columns([])])
    place = os.path.realpath(path)
    try:
        descriptor, draft = tempfile.mkstemp(prefix=".symflow-", dir=os.path.dirname(place))
        os.close(descriptor)
        try:
            with files.ParquetWriter(draft, schema.with_metadata({"symflow.plan": plan.text()})) as writer:
                for group in _groups(store, plan):
                    writer.write_table(pa.table(group, schema=schema))
            os.chmod(draft, 0o666 & ~_mask())
            os.replace(draft, place)
        except BaseException:
            os.unlink(draft)
            raise
    except OSError as error:
        raise InputError.about("--parquet", path, f"writing failed: {error.strerror or error}") from None


def _groups(store: Store, plan: Plan) -> Iterator[dict[str, list[Any]]]:
    rows = store.rows(plan, "key")
    while chunk := list(islice(rows, GROUP)):
        yield columns(chunk)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def picture(store: Store, plan: Plan, kind: str) -> bytes:
    """How the cases of each law and flow came out: one bar each, as parts of all its cases; and what is missing."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    found: dict[tuple[str, str], dict[str, int]] = {pair: {} for pair in plan.pairs}
    for law, flow, outcome, count in store.counts():
        found[law, flow][outcome] = count
    each = len(plan) // len(plan.pairs)
    labels = [law if flow == NO_FLOW else f"{law}, {flow}" for law, flow in found]
    with mpl.rc_context({"svg.hashsalt": "symflow", "axes.spines.top": False, "axes.spines.right": False}):
        figure = Figure(figsize=(8.0, 1.6 + 0.3 * len(labels)), layout="constrained")
        axes = figure.subplots()
        starts = [0.0] * len(labels)
        for outcome, colour in COLOURS.items():
            widths = [100 * counts.get(outcome, 0) / each for counts in found.values()]
            look: dict[str, Any] = {
                "color": colour,
                "hatch": HATCHES[outcome],
                "edgecolor": "white",
                "linewidth": 0.4,
            }
            axes.barh(labels, widths, left=starts, label=outcome, **look)
            starts = [start + width for start, width in zip(starts, widths, strict=True)]
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xlabel(f"per cent of {each} cases each; white: not run")
        figure.legend(loc="outside upper center", ncols=4, frameon=False, fontsize="small")
        stream = io.BytesIO()
        about = {"Date": None} if kind == "svg" else None
        figure.savefig(stream, format=kind, dpi=150, metadata=about)
    return stream.getvalue()
