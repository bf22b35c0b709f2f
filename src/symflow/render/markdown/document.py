"""Verified claims as one Markdown page: verdict, statement, steps, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symflow.ledger.run import Result
from symflow.render.latex.references import Export
from symflow.render.markdown.writer import Writer, words
from symflow.render.outcome import derivation_title
from symflow.render.reading import sources
from symflow.render.reading.macros import meanings
from symflow.render.reading.read import inlines, read
from symflow.render.reading.titles import legend


def document(results: Sequence[Result], version: str, certificates: Mapping[str, str] | None = None) -> str:
    """The requested results as Markdown, in the order of their ids; formulas as $...$ and in ``math`` fences.

    ``certificates``: the digests of the certificates that are accepted, by id; None if none was made. The same results
    give the same bytes.
    """
    known = {r.claim.id: r for r in sorted(results, key=lambda r: r.claim.id)}
    shown = tuple(r for r in known.values() if r.requested)
    export = Export(shown, known, certificates)
    head = f"# Derivations\n\nChecked and written by symflow {words(version)}.\n\n{legend(shown)}\n"
    return "\n".join([head, *(section(result, export, version) for result in shown)])


def section(result: Result, export: Export, version: str) -> str:
    """One claim."""
    texts = {
        "": sources.outcome(result, export, version),
        "Statement": sources.statement(result),
        derivation_title(result): sources.derivation(result, export),
        "Record": sources.record(result, export, version),
    }
    macros = meanings(texts.values())
    title = Writer(macros).line(inlines(sources.title(result)))
    lines = [f"## `{result.claim.id}`\n\n**{title}**\n"]
    for name, tex in texts.items():
        if tex:
            lines += [f"### {name}\n"] if name else []
            lines.append(Writer(macros).markdown(read(tex)))
    return "\n".join(lines)
