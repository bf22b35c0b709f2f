"""What a run comes to: counts of verdicts, limits that were reached, and the exit code.

A claim that is undecided because a limit was reached says so in its messages; whatever rests on it is
held back by the same limit, so it counts as undecided and not as a surprise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from symflow.claim.claim import VERDICTS
from symflow.evidence.verdict import COMPLETE, proved
from symflow.ledger.formal import NO_FILE
from symflow.ledger.run import Result
from symflow.render.console import one_line

INTERRUPTED = ("was interrupted", "was not examined")
UNASKED = "not kernel-checked"
LIMITS = (*INTERRUPTED, "did not finish within", "ran out of memory", "is nested too deeply")
BESIDE = "evidence beside the proof"
SETTLED = ("PROVED", "REFUTED", "SUSPECT", "VACUOUS")
MEANING = (
    "PROVED means: every step of its proof was checked exactly, with enclosures, or by Coq's kernel, for the "
    "claim's whole domain, and every claim that it rests on is PROVED."
)


def held_back(results: Sequence[Result]) -> set[str]:
    """The ids of the claims that a limit of time, memory or size left undecided, or an ancestor of theirs."""
    found = {
        r.claim.id
        for r in results
        if r.verdict not in SETTLED and any(limit in m for m in r.messages for limit in LIMITS)
    }
    while True:
        more = {
            r.claim.id for r in results if r.verdict == "CONDITIONAL" and found.intersection(r.claim.uses)
        }
        if more <= found:
            return found
        found |= more


def interrupted(results: Sequence[Result]) -> bool:
    """Whether the run ended before every claim was examined."""
    return any(m.startswith(INTERRUPTED) for r in results for m in r.messages)


def exit_code(results: Sequence[Result]) -> int:
    """0: all as expected; 1: some verdict is weaker or stronger than expected; 4: a limit left it open."""
    held = held_back(results)
    if interrupted(results):
        return 4
    if any(not r.as_expected and r.claim.id not in held for r in results):
        return 1
    return 4 if held else 0


def reason(result: Result) -> str:
    """Why a verdict is what it is, in one line: the failed step, or the first message."""
    return one_line(result.messages[0]) if result.messages else ""


def counts(results: Sequence[Result]) -> str:
    """``12 claims: 10 PROVED, 2 REFUTED; 12 of 12 as expected``."""
    if not results:
        return "0 claims"
    number = Counter(r.verdict for r in results)
    parts = ", ".join(f"{number[v]} {v}" for v in VERDICTS if number[v])
    expected = sum(r.as_expected for r in results)
    noun = "claim" if len(results) == 1 else "claims"
    return f"{len(results)} {noun}: {parts}; {expected} of {len(results)} as expected"


def summary(results: Sequence[Result]) -> list[str]:
    """The lines under a table: counts, what PROVED means, and what did not come out as expected."""
    lines = [counts(results), MEANING]
    lines += surprises(results)
    lines += carried(results)
    lines += kernel_trouble(results)
    if interrupted(results):
        lines.append("The run was interrupted; what was done by then is shown.")
    return lines


def steps_fail(result: Result) -> bool:
    """Whether some step of the claim's own proof does not hold, whatever else settles the claim."""
    return result.examination is not None and result.examination.failed is not None


def derivation_title(result: Result) -> str:
    """What the steps are: a proof only where the claim is proved, and every step holds."""
    whole = {} if steps_fail(result) else {"PROVED": "Proof", "CONDITIONAL": "Conditional proof"}
    return {**whole, "REFUTED": "Refutation"}.get(result.verdict, "Steps so far")


def carried(results: Sequence[Result]) -> list[str]:
    """One line for each claim that is settled although its own proof fails, or does not reach all of it."""
    return [f"{r.claim.id}: {said}" for r in results if (said := beside(r))]


def beside(result: Result) -> str:
    """What the claim's own proof lacks, and on what its verdict rests instead; "" if the proof is whole."""
    if result.verdict not in COMPLETE:
        return ""
    goals = result.claim.goals()
    kernel = proved(e for e in result.evidence if e.strength == "kernel")
    steps = proved(e for e in result.evidence if e.strength != "kernel")
    open_still = list(dict.fromkeys(one_line(part) for mark, (part, _) in goals.items() if mark not in steps))
    found = result.examination.steps if result.examination is not None else ()
    failed = next(((n, s) for n, s in enumerate(found, 1) if not s.holds), None)
    if failed is not None:
        number, step = failed
        why = f"its own proof fails at step {number} ({one_line(step.step.label)}): {one_line(step.message)}"
    elif kernel and open_still:
        trouble = next((f" ({one_line(m)})" for m in result.messages if not m.startswith(BESIDE)), "")
        why = f"its own proof does not establish {', '.join(open_still)}{trouble}"
    else:
        return ""
    if open_still and kernel.issuperset(goals):
        return f"{why}; the verdict rests on Coq's kernel alone"
    others = "Coq's kernel and the steps that hold" if kernel else "the steps that hold"
    return f"{why}; the verdict rests on {others}"


def kernel_trouble(results: Sequence[Result]) -> list[str]:
    """One line where there is a coqc, and it could not be asked about claims of the formal library."""
    silent = (NO_FILE, "coqc was not found")
    told = [m for r in results for m in r.messages if m.startswith(UNASKED)]
    told += [
        f"{UNASKED}: {r.unchecked}" for r in results if r.unchecked and not r.unchecked.startswith(silent)
    ]
    return [f"{UNASKED} ({len(told)} claims): {told[0].removeprefix(UNASKED + ': ')}"] if told else []


def surprises(results: Sequence[Result]) -> list[str]:
    """One line for each claim that is not as expected."""
    held = held_back(results)
    lines: list[str] = []
    for result in results:
        if result.as_expected and result.claim.id not in held:
            continue
        limit = " (a limit was reached)" if result.claim.id in held else ""
        why = reason(result) or "no further message"
        lines.append(f"{result.claim.id}: {result.verdict}, expected {result.claim.expected}{limit}: {why}")
    return lines
