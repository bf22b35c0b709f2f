"""Verified claims as one fragment of HTML with MathML: verdict, statement, steps, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from symflow.ledger.run import Result
from symflow.render.latex.references import Export
from symflow.render.mathml import claims
from symflow.render.mathml.fragments import Page
from symflow.render.outcome import derivation_title
from symflow.render.reading import sources
from symflow.render.reading.macros import meanings
from symflow.render.reading.read import read
from symflow.render.reading.titles import legend


def page(results: Sequence[Result], version: str, certificates: Mapping[str, str] | None = None) -> str:
    """The requested results as HTML, in the order of their ids: ``<section class="sf-page">`` with an article for each.

    A fragment for a page of one's own, in ASCII, so that it is right in any encoding: ids and classes, the few rules of
    style that formulas need, no script and no address. ``certificates``: the digests of those that are accepted, by id;
    None if none was made.
    """
    known = {r.claim.id: r for r in sorted(results, key=lambda r: r.claim.id)}
    shown = tuple(r for r in known.values() if r.requested)
    export = Export(shown, known, certificates)
    head = f"<p>Checked and written by symflow {escape(version)}. {escape(legend(shown))}</p>"
    articles = [_article(result, export, version) for result in shown]
    parts = [
        '<section class="sf-page">',
        f"<style>\n{claims.STYLE}</style>",
        head,
        *articles,
        "</section>",
        "",
    ]
    return "\n".join(parts).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _article(result: Result, export: Export, version: str) -> str:
    claim, here = result.claim, {r.claim.id for r in export.shown}
    steps = claims.steps(result, export.known, here)
    return "\n".join(
        [
            f'<article class="sf-claim sf-{result.verdict.lower()}">',
            f"<h2>{claims.line(sources.title(result))}</h2>",
            f"<p><code>{escape(claim.id)}</code></p>",
            _read(sources.outcome(result, export, version), result, here),
            "<h3>Statement</h3>",
            claims.statement(result, here),
            *([f"<h3>{derivation_title(result)}</h3>", steps] if steps else []),
            "<h3>Record</h3>",
            _read(sources.record(result, export, version), result, here),
            "</article>",
        ]
    )


def _read(tex: str, result: Result, here: set[str]) -> str:
    return Page(meanings([sources.statement(result), tex]), here).html(read(tex))
