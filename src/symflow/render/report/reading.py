"""How to read the page, in plain words: verdicts, strength, reach, what is trusted, and what was not checked."""

from __future__ import annotations

from collections.abc import Iterator

from symflow.claim.assumed import ASSUMED
from symflow.claim.claim import VERDICTS
from symflow.ledger.formal import NO_FILE
from symflow.ledger.run import Result
from symflow.render.latex.literature import PAPERS, WORKS
from symflow.render.report.book import CERTIFIED, Book
from symflow.render.report.evidence import CITED
from symflow.render.report.extent import sizes_of
from symflow.render.report.markup import badge, claim_link, esc, fold, listed, outside, plural, scrolling

MEANING = {
    "PROVED": "every part is established on the whole domain that is stated, step by step, and so is everything that "
    "it uses.",
    "CONDITIONAL": "its own proof is complete, but it rests on a claim that is not proved. Read it as open.",
    "SUPPORTED": "no proof; it was seen to hold in some cases. Read it as open.",
    "UNDECIDED": "neither proved nor refuted. Read it as open.",
    "SUSPECT": "a counterexample that is not confirmed, or evidence that disagrees. Read it as open.",
    "REFUTED": "exact numbers are given at which it fails, and the failure is enclosed, not estimated.",
    "VACUOUS": "true, and says nothing: it only says that something exists, and 0 will do.",
}
STRENGTH = (
    ("kernel", "Coq's kernel closed the goal, from a formal library; the smallest thing to trust."),
    ("exact", "every step was decided by exact algebra with symbolic sizes; no numbers are rounded."),
    ("ball", "interval arithmetic with outward rounding: an enclosure, never an estimate."),
    ("highprec, sampled", "numbers, however many: they never prove, and refute only once enclosed."),
)
COVERAGE = (
    (
        "universal",
        "the whole domain that the claim states. If it says “every K”, then for every K, not for examples.",
    ),
    ("boxes", "every point of the boxes that are named, and of nothing else."),
    ("instances", "the named points or sizes only. “K = 2, 4, 8 expanded exactly” is no proof for K = 16."),
)
AXES = "A verdict is computed from evidence, which has a strength and a coverage; the two are never mixed."
WORDS = (
    "“Expected” is what the author of a claim expected. It is shown beside the verdict, which never reads it. Formulas "
    "are printed from the trees that were checked; titles, sources and reasons are their authors' words. A statement "
    "is only worth what it says: read the formulas."
)
HEADS = ("fact", "it says", "textbook", "cited by")


def section(book: Book) -> str:
    """The whole explanation; the page is understood from this section alone."""
    occurring = {r.verdict for r in book.results.values()}
    verdicts = "".join(
        f"<dt>{badge(v)}</dt><dd>{MEANING[v]}</dd>" for v in VERDICTS if v in occurring or v == "PROVED"
    )
    return "\n".join(
        [
            '<section id="reading" aria-labelledby="reading-title">',
            '<h2 id="reading-title">How to read this page</h2>',
            f'<div class="columns"><div><h3>The verdict</h3><dl class="terms">{verdicts}</dl></div>',
            f"<div><h3>How sure, and how far</h3><p>{AXES}</p>",
            f'<dl class="terms">{_terms(STRENGTH)}{_terms(COVERAGE)}</dl></div></div>',
            f'<p class="prose">{WORDS}</p>',
            _papers(book),
            _trusted(book),
            _unchecked(book),
            "</section>",
        ]
    )


def _terms(pairs: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"<dt><b>{word}</b></dt><dd>{meaning}</dd>" for word, meaning in pairs)


def _papers(book: Book) -> str:
    """The papers that the sources name by a letter."""
    sources = " ".join(result.claim.source for result in book.results.values())
    found = [(mark, WORKS[key]) for mark, key in PAPERS.items() if mark in sources]
    items = [f"<b>{esc(m)}</b> {outside(f'{w.authors}, {w.title}, {w.place}, {w.year}.')}" for m, w in found]
    return f"<p>Sources are named by letters:</p>{listed(items)}" if items else ""


def _trusted(book: Book) -> str:
    """Textbook facts, programs, and the statements themselves."""
    trusts: dict[str, list[str]] = {}
    for name, result in book.results.items():
        for text in dict.fromkeys(t for e in result.evidence for t in e.trusts):
            trusts.setdefault(text, []).append(name)
    facts = "".join(
        f'<tr id="fact-{esc(fact.name)}"><th scope="row">{esc(fact.name)}</th><td>{esc(fact.sentence)}</td>'
        f"<td>{_work(fact.cites)}</td><td>{_whose(trusts[CITED + fact.sentence], book)}</td></tr>"
        for fact in ASSUMED.values()
        if CITED + fact.sentence in trusts
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    head = f"<tr>{heads}</tr>"
    table = f'<table class="facts-table"><thead>{head}</thead><tbody>{facts}</tbody></table>'
    programs = [
        f"{esc(t)} ({plural(len(who), 'claim')})"
        for t, who in sorted(trusts.items())
        if not t.startswith(CITED)
    ]
    cited = (
        "<p>Textbook facts, from a closed list; the proofs cite these and no others:</p>"
        + scrolling(table, "Textbook facts that are trusted")
        if facts
        else "<p>No textbook fact is cited.</p>"
    )
    return (
        '<h3 id="trusted">What is trusted</h3>'
        + cited
        + "<p>Programs and rules that the evidence names:</p>"
        + listed(programs, "compact")
        + "<p>And under all of these: that the statements say what they should, CPython, and the machine.</p>"
    )


def _work(key: str) -> str:
    work = WORKS.get(key)
    return esc(f"{work.authors}, {work.title}, {work.year}") if work is not None else esc(key)


def _whose(names: list[str], book: Book) -> str:
    links = ", ".join(claim_link(name, book.results) for name in names)
    return fold(plural(len(names), "claim"), links)


def _unchecked(book: Book) -> str:
    """What nobody looked at."""
    return '<h3 id="unchecked">What was not checked</h3>' + listed(_gaps(book))


def _gaps(book: Book) -> Iterator[str]:
    results = list(book.results.values())
    why: dict[str, list[Result]] = {}
    for result in results:
        if result.unchecked:
            why.setdefault(result.unchecked, []).append(result)
    for reason, found in why.items():
        why_not = "the formal library has no file about them" if reason == NO_FILE else reason
        yield f"Coq's kernel was not asked about {plural(len(found), 'claim')}: {esc(why_not)}."
    troubled = [r for r in results if any(m.startswith("not kernel-checked") for m in r.messages)]
    if troubled:
        yield f"Coq's kernel could not confirm what it was asked about {_links(troubled, book)}; see there."
    bare = [r for r in results if r.verdict in CERTIFIED and r.claim.id not in book.certificates]
    if bare:
        yield f"No certificate that the second program accepts: {_links(bare, book)}."
    twins = [r for r in results if r.claim.twin is not None]
    if twins:
        yield (
            f"{plural(len(twins), 'claim')} came with a false twin, a wrong neighbour on which the same proof must "
            "fail. They are shown, and were not examined for this page (<code>symflow explain ID</code> examines one)."
        )
    yield (
        "Whether the “if” inside a statement “if A then B” can ever be met. (The hypotheses of a domain can: a claim "
        "is PROVED only if some exact point meets them.)"
    )
    if any("K" in sizes_of(r.claim) for r in results):
        yield "Anything about networks that the statements do not mention: each is about the model that it defines."
    yield "Pictures prove nothing, and no verdict reads them."


def _links(results: list[Result], book: Book) -> str:
    return ", ".join(claim_link(r.claim.id, book.results) for r in results)
