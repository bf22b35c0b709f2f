r"""The table of docs/soundness.md, written from what a run has found."""

from __future__ import annotations

from pathlib import Path

from symflow.errors import InputError
from symflow.testing.tamper.record import Record, refused

BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"
SHOWN = 25


def table(record: Record) -> str:
    """The counts as Markdown: the score, edits by mode, survivors, the commonest reasons."""
    total, no, yes = refused(record)
    same = sum(n for key, n in record["states"].items() if key.startswith("changes nothing"))
    kept = record["states"].get("changes nothing: accepted", 0)
    known = record["known"].get("with the known statements: accepted", 0)
    lines = [
        f"{record['done']} edits of {record['certificates']} certificates (seed {record['seed']}):",
        "",
        "| | edits | |",
        "|---|--:|---|",
        f"| change something that is bound | {total} | {no} refused, {yes} accepted |",
        f"| of the accepted: the same statement, another valid proof of it | {known} | |",
        f"| of the accepted: another statement or id, refused where these are known | {yes - known} | |",
        f"| of these: false | {sum(one['counterexample'] is not None for one in record['wrong'])} | |",
        f"| change nothing | {same} | {kept} accepted |",
        f"| certificates of false twins | {record['tried']} | {record['tried'] - _accepted(record)} refused |",
        f"| crashes, answers that take too long, unclear answers | {len(record['wrong'])} | |",
        "",
        f"The longest answer took {record['longest']:.0f} s. By mode:",
        "",
        *_counts(record["modes"]),
        "",
        "Accepted, by class:",
        "",
        *_counts(record["survivors"]),
        "",
        f"The {SHOWN} commonest reasons of {len(record['reasons'])}:",
        "",
        *_counts(dict(list(record["reasons"].items())[:SHOWN])),
    ]
    return "\n".join(lines)


def _accepted(record: Record) -> int:
    return sum(map(len, record["twins"].values()))


def _counts(counts: dict[str, int]) -> list[str]:
    rows = (f"| {' '.join(what.split()).replace('|', '/')} | {n} |" for what, n in counts.items())
    return ["| | edits |", "|---|--:|", *rows]


def rewritten(text: str, record: Record) -> str:
    """The page with its table as the record says; InputError where the page has no place for it."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise InputError.about("--page", "the page", f"it has no lines {BEGIN} and {END}")
    return f"{head}{BEGIN}\n\n{table(record)}\n\n{END}{tail}"


def rewrite(page: Path, record: Record) -> None:
    """Write the table into a page."""
    try:
        text = page.read_text(encoding="utf-8")
        page.write_text(rewritten(text, record), encoding="utf-8")
    except OSError as error:
        raise InputError.about("--page", str(page), f"it cannot be used ({error.strerror})") from None
