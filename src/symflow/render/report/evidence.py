"""The evidence of a claim: how strong, how far, what came out, in how many cases, by what means, trusting what."""

from __future__ import annotations

from symflow.claim.assumed import ASSUMED
from symflow.evidence.result import Evidence
from symflow.ledger.run import Result
from symflow.render.report.markup import esc, plural

CITED = "cited: "
FACTS = {fact.sentence: fact for fact in ASSUMED.values()}


def evidence(result: Result, deciding: Evidence | None) -> str:
    """Every piece of evidence; what decides the verdict is marked."""
    if not result.evidence:
        return '<h4>Evidence</h4><p class="none">None.</p>'
    items = "".join(_piece(e, e is deciding or e == deciding) for e in result.evidence)
    unchecked = (
        f'<p class="small">Not kernel-checked: {esc(result.unchecked)}.</p>' if result.unchecked else ""
    )
    return f'<h4>Evidence</h4><ul class="evidence">{items}</ul>{unchecked}'


def axes(found: Evidence) -> str:
    """``exact × universal``."""
    return f"{esc(found.strength)} × {esc(found.coverage)}"


def _piece(found: Evidence, decides: bool) -> str:
    mark = ' <span class="decides">decides</span>' if decides else ""
    trusts = "".join(f"<li>{_trust(text)}</li>" for text in found.trusts)
    trusting = f'<div class="small">Trusts:<ul>{trusts}</ul></div>' if trusts else ""
    return (
        f"<li><strong>{axes(found)}</strong>: {esc(found.outcome.value)}, {plural(found.cases, 'case')}{mark}"
        f'<div class="small">{esc(found.method)}</div>'
        f'<div class="small">Covers: {esc(found.covers)}</div>{trusting}</li>'
    )


def _trust(text: str) -> str:
    """What is trusted; a textbook fact is a link to its line above."""
    fact = FACTS.get(text.removeprefix(CITED)) if text.startswith(CITED) else None
    if fact is None:
        return esc(text)
    return f'textbook fact <a href="#fact-{esc(fact.name)}">{esc(fact.name)}</a>: {esc(fact.sentence)}'
