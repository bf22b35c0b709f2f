"""One claim in full: statement, verdict, how far it reaches, witness, steps, evidence, what it rests on."""

from __future__ import annotations

from symflow.ledger.run import Result
from symflow.render.advice import next_thing
from symflow.render.outcome import beside
from symflow.render.report import texts
from symflow.render.report.book import AS_PRINTED, CERTIFIED, Book
from symflow.render.report.evidence import axes, evidence
from symflow.render.report.extent import sizes_at
from symflow.render.report.markup import badge, claim_link, esc, fold, outside, plural
from symflow.render.report.witness import values, witness
from symflow.render.steps import used_hypotheses


def section(book: Book) -> str:
    """All claims, chapter by chapter."""
    blocks = []
    for chapter, results in book.chapters().items():
        name = esc(chapter)
        count = f'<span class="count">{plural(len(results), "claim")}</span>'
        articles = "\n".join(article(result, book) for result in results)
        blocks.append(
            f'<section class="chapter" id="chapter-{name}" aria-labelledby="chapter-{name}-title">'
            f'<h2 id="chapter-{name}-title">Chapter {name} {count}</h2>{articles}</section>'
        )
    return "\n".join(blocks)


def article(result: Result, book: Book) -> str:
    """The article of one claim."""
    claim, name = result.claim, esc(result.claim.id)
    body = "".join(
        filter(
            None,
            [
                _facts(result, book),
                f'<h4>Statement</h4><div class="statement">{book.statements[claim.id]}</div>',
                witness(result),
                _steps(result, book),
                evidence(result, book.deciding[claim.id]),
                _twin(result),
                _next(result, book),
                _record(result, book),
            ],
        )
    )
    used = "" if result.requested else ' <span class="decides">used by what was asked for</span>'
    return (
        f'<article id="claim-{name}" class="claim v-{result.verdict.lower()}" aria-labelledby="title-{name}">'
        f'<header><h3 id="title-{name}"><a href="#claim-{name}"><code>{name}</code></a></h3>'
        f'{used}{badge(result.verdict)}<p class="title">{texts.title(claim)}</p></header>{body}'
        f'<p class="back"><a href="#row-{name}">Back to the table</a></p></article>'
    )


def _facts(result: Result, book: Book) -> str:
    """The lines at the top: how far, how strong, from where, on what."""
    claim, deciding = result.claim, book.deciding[result.claim.id]
    reach = "Holds for" if result.verdict == "PROVED" else "Reach"
    rows = [(reach, texts.prose(book.extents[claim.id].long, claim))]
    if not result.as_expected:
        rows.append(("Not as expected", f"its author expects {esc(claim.expected)}"))
    rows.append(("Evidence", axes(deciding) if deciding is not None else "none that decides"))
    rows.append(("Source", outside(claim.source)))
    known = book.results
    rests = [claim_link(used, known, book.verdict(used)) for used in claim.uses]
    rows.append(("Rests on", ", ".join(rests) or "no other claim"))
    users = [claim_link(other, known, book.verdict(other)) for other in book.users_of(claim.id)]
    if users:
        rows.append(("Used by", ", ".join(users)))
    rows += [("See also", claim_link(other, known, book.verdict(other))) for other in _related(result, book)]
    body = "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in rows)
    return f'<dl class="facts">{body}</dl>'


def _related(result: Result, book: Book) -> list[str]:
    """The printed form of a claim, or what is true instead of it."""
    name = result.claim.id
    other = name.removesuffix(AS_PRINTED) if name.endswith(AS_PRINTED) else name + AS_PRINTED
    return [other] if other in book.results else []


def _steps(result: Result, book: Book) -> str:
    """The proof: every step with its reason, as the checker saw it."""
    found = result.examination.steps if result.examination is not None else ()
    if not found:
        return '<h4>Proof</h4><p class="none">There is none here.</p>' if result.refutation is None else ""
    failed = [step for step in found if not step.holds]
    state = "each of them holds" if not failed else f"{len(failed)} of them fail"
    if len(failed) == 1:
        state = f"one of them fails: {esc(failed[0].step.label)}"
    names = used_hypotheses(result)
    used = f'<p class="small">Hypotheses that the steps name: {esc(", ".join(names))}.</p>' if names else ""
    title = "Proof" if result.verdict == "PROVED" and not failed else "Steps"
    body = f'<div class="steps">{texts.steps(result, book.results)}</div>{used}'
    return f"<h4>{title}</h4>" + fold(f"{plural(len(found), 'step')}; {state}", body, "proof")


def _twin(result: Result) -> str:
    """The false neighbour of the claim: told, and not examined here."""
    twin, claim = result.claim.twin, result.claim
    if twin is None:
        return ""
    body = (
        f"<p>A statement that differs from the claim in part ({esc(twin.part)}) alone, which would read</p>"
        f'<div class="statement">{texts.part(twin.statement, claim)}</div>'
        f"<p>Its witness is {sizes_at(twin.witness, claim)}, and</p>{values(twin.witness, claim)}"
        "<p>The proof above must fail on it, and the witness must refute it. That was <strong>not examined for this "
        f"page</strong>; <code>symflow explain {esc(claim.id)}</code> does it.</p>"
    )
    return "<h4>False twin</h4>" + fold(f"part ({esc(twin.part)}), changed in one place", body)


def _next(result: Result, book: Book) -> str:
    """What went wrong, and what to try next."""
    note = beside(result)
    lines = [*([note] if note else []), *result.messages, *next_thing(result, book.results)]
    items = "".join(f"<li>{esc(line)}</li>" for line in dict.fromkeys(lines))
    title = "Notes" if result.verdict in CERTIFIED else "What is missing"
    return f"<h4>{title}</h4><ul>{items}</ul>" if items else ""


def _record(result: Result, book: Book) -> str:
    """Digests: what to cite, and what to compare."""
    claim = result.claim
    certificate = book.certificates.get(claim.id)
    shown = f"<code>{esc(certificate)}</code>" if certificate is not None else "none: none was accepted"
    if certificate is not None and result.verdict not in CERTIFIED:
        shown += f" (it says {result.verdict}; there is no proof in it)"
    lines = [
        f"<dt>Statement digest</dt><dd><code>{esc(claim.digest)}</code></dd>",
        f"<dt>Certificate digest</dt><dd>{shown}</dd>",
    ]
    return f'<dl class="facts digests">{"".join(lines)}</dl>'
