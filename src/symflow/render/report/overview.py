"""The top of the page: what was verified by what, how it came out, and how far the statements reach."""

from __future__ import annotations

from collections import Counter

from symflow.claim.claim import VERDICTS
from symflow.render.outcome import held_back, interrupted, surprises
from symflow.render.report.book import Book
from symflow.render.report.extent import ASKS, EVERY, FIXED, LIMITED, NO_SIZE
from symflow.render.report.markup import badge, esc, listed, plural


def section(book: Book) -> str:
    """Counts, and whatever is not as expected."""
    results = list(book.results.values())
    number = Counter(r.verdict for r in results)
    chips = "".join(f"<li>{badge(v)} <strong>{number[v]}</strong></li>" for v in VERDICTS if number[v])
    asked = sum(r.requested for r in results)
    also = f" ({asked} asked for, the others because those rest on them)" if asked < len(results) else ""
    expected = sum(r.as_expected for r in results)
    lead = (
        f"{plural(len(results), 'claim')}{also}, verified by symflow {esc(book.version)} at level quick. "
        f"{_agreement(expected, len(results))}"
    )
    return "\n".join(
        [
            '<section id="overview" aria-labelledby="overview-title">',
            '<h2 id="overview-title" class="away">Overview</h2>',
            f'<p class="lead">{lead}</p>',
            f'<ul class="chips">{chips}</ul>',
            _unexpected(book),
            _numbers(book),
            "</section>",
        ]
    )


def _agreement(expected: int, of: int) -> str:
    if expected == of:
        return "Every verdict is the one that the author of the claim expected."
    return f"{expected} of {of} verdicts are those that the authors of the claims expected."


def _unexpected(book: Book) -> str:
    """The claims that did not come out as expected, and that a limit was reached."""
    results = list(book.results.values())
    lines = surprises(results)
    if interrupted(results):
        lines.append("The run was interrupted; this page shows what was done by then.")
    elif held_back(results):
        lines.append("A limit of time or memory left claims open; more time may settle them (--timeout).")
    if not lines:
        return ""
    return f'<div class="warning" role="note"><h3>Not as expected</h3>{listed(map(esc, lines))}</div>'


def _numbers(book: Book) -> str:
    """How many proofs reach how far, and who looked at them beside the prover."""
    results = list(book.results.values())
    proved = [r for r in results if r.verdict == "PROVED"]
    reach = Counter(book.extents[r.claim.id].kind for r in proved)
    steps = sum(s.holds for r in results if r.examination is not None for s in r.examination.steps)
    whole = sum(
        e is not None and e.strength == "kernel" for e in map(book.deciding.get, (r.claim.id for r in proved))
    )
    some = sum(any(e.strength == "kernel" for e in r.evidence) for r in results)
    rows = [
        (reach[EVERY], "proved, some part at least, for every K (or every size) in their domain"),
        (reach[ASKS], "proved under conditions that may exclude some K: read them"),
        (
            reach[FIXED] + reach[LIMITED],
            "proved for one fixed K, or for those within a stated bound, and for no other",
        ),
        (reach[NO_SIZE], "proved about functions of one or more numbers, where no K occurs"),
        (len(results) - len(proved), "not proved: refuted, empty or open"),
        (steps, "steps of proofs that were checked, one by one, and hold"),
        (len(book.certified()), "certificates accepted by the checker, a second program"),
        (some, f"claims of which Coq's kernel checked a part; {whole} of them whole"),
    ]
    items = "".join(f"<div><dt>{label}</dt><dd>{count}</dd></div>" for count, label in rows)
    return f'<dl class="numbers">{items}</dl>'
