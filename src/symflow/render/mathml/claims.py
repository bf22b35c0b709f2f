"""Claims as HTML fragments: the statement, the steps that were checked, a line of text.

The words and formulas are those of the LaTeX export, read back and written as HTML: one source for both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape

from symflow.claim.claim import Claim
from symflow.ledger.run import Result
from symflow.render.mathml.fragments import Page
from symflow.render.reading import sources
from symflow.render.reading.anchors import anchor
from symflow.render.reading.macros import meanings
from symflow.render.reading.read import inlines, read

# What formulas need of a page: a display may scroll by itself, lines are aligned at the relation, tags stand beside.
STYLE = """.sf-equation { display: flex; align-items: center; gap: 1em; }
.sf-formula { flex: 1; min-width: 0; overflow-x: auto; overflow-y: hidden; padding: 0.2em 0; }
.sf-aligned > mtr > mtd { padding: 0.15em 0; text-align: left; }
.sf-aligned > mtr > mtd:nth-child(odd) { text-align: right; }
.sf-aligned > mtr > mtd:nth-child(even) { text-align: left; }
.sf-gathered > mtr > mtd { padding: 0.2em 0; }
"""


def statement(claim: Claim | Result, here: Collection[str] | None = None, ids: bool = True) -> str:
    """Let ... be; the definitions and flows; what is assumed; what is stated.

    A ``<div class="sf-statement" id="sf-ID">``; parts have the ids sf-ID-part-NAME, hypotheses sf-ID-hyp-NAME.
    Of a result, in the notation of its steps, which may speak of more flows than the statement.
    ``here``: the ids of the claims on the page; references to others are words. None: all references are links.
    ``ids``: False where a page shows the statement a second time, since an id may stand on a page once.
    """
    tex = sources.statement(claim)
    inside = Page(meanings([tex]), here, ids).html(read(tex))
    name = (claim.claim if isinstance(claim, Result) else claim).id
    own = f' id="{escape(anchor(f"sf:{name}"))}"' if ids else ""
    return f'<div class="sf-statement"{own}>\n{inside}\n</div>'


def steps(
    result: Result,
    known: Mapping[str, Result] | None = None,
    here: Collection[str] | None = None,
    ids: bool = True,
) -> str:
    """The numbered steps: kind and label, reason, what each uses, and what it establishes; "" if there are none.

    An ``<ol class="sf-steps">`` in a ``<div class="sf-derivation">``; step N has the id sf-ID-step-N. A step that does
    not hold says so. ``known``: the results of the claims that it uses. ``here``, ``ids``: as for
    ``statement``.
    """
    tex = sources.derivation(result, sources.export(result, known, here))
    if not tex:
        return ""
    page = Page(meanings([sources.statement(result), tex]), here, ids)
    return f'<div class="sf-derivation">\n{page.html(read(tex))}\n</div>'


def line(tex: str) -> str:
    """A line of the LaTeX export."""
    return Page(meanings([tex])).line(inlines(tex))
