r"""The judging of certificates: accepted, rejected (with the place), or impossible to check (with what is missing).

What a certificate rests on is looked for among all that are given, by the digest of its statement.
"""

import json
import sys
import threading
from pathlib import Path

from .certificate import Answer, Claim, examine, parse
from .factors import forget
from .limits import Budget, Incomplete, Rejected
from .trees import free

NAMES = Path(__file__).with_name("names.json")
STACK, DEEPEST = 512 * 2**20, 12_000
FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)


def answers(files, names=None, told=None):
    """An answer for each (place, bytes); ``names``: the digest of the statement that an id stands for.

    ``told(place, answer)`` is called as each is ready. Formulas are read by recursion, so the work is done in a thread
    that has room for the deepest that may be nested.
    """
    found, limit = {}, sys.getrecursionlimit()
    size = threading.stack_size(STACK)
    try:
        sys.setrecursionlimit(max(limit, DEEPEST))
        work = threading.Thread(target=_answer, args=(files, names or {}, found, told or _quiet), daemon=True)
        work.start()
        work.join()
    finally:
        threading.stack_size(size)
        sys.setrecursionlimit(limit)
    if len(found) < len({place for place, _ in files}):
        raise RuntimeError("the checker failed; this is an error of its own, and nothing is accepted")
    return found


def _quiet(place, answer):
    """Tell nobody."""


def _answer(files, names, out, told):
    claims, copies = {}, {}
    for place, raw in files:
        try:
            claim = Claim(parse(raw))
            first, known = claims.get(claim.digest, (place, claim))
            if known.data["certificate"] != claim.data["certificate"]:
                raise Rejected("another certificate here has the same statement")
            if names.get(claim.id, claim.digest) != claim.digest:
                raise Rejected(f"statement: it is not the one that is known as {claim.id}")
            claims[claim.digest] = (first, known)
            if first != place:
                copies[place] = first
        except (Rejected, Incomplete, *FAULTS) as error:
            out[place] = Answer("", "rejected", why=str(error)[:200] or "it cannot be read")
            told(place, out[place])
    for mark, (place, _) in claims.items():
        _visit(mark, claims, out, ())
        told(place, out[place])
    for place, first in copies.items():
        out[place] = out[first]
        told(place, out[place])


def _visit(mark, claims, out, path):
    """Check one certificate after those that it uses."""
    place, claim = claims[mark]
    if place in out:
        return
    answer = Answer(claim.id, "rejected", text=claim.data["text"], parts=len(claim.parts))
    try:
        if mark in path:
            raise Rejected("uses: it rests on itself")
        used, verdicts = {}, {}
        for name, other in claim.uses():
            if other not in claims:
                raise Incomplete(f"uses: the certificate of {name[:60]} ({other[:12]})")
            _visit(other, claims, out, (*path, mark))
            place_of, used[name] = claims[other]
            if used[name].id != name:
                raise Rejected(f"uses: {other[:12]} is {used[name].id}, not {name[:60]}")
            if place_of not in out or out[place_of].state != "accepted":
                raise Incomplete(f"uses: the certificate of {name}, which is not accepted")
            verdicts[name] = out[place_of].verdict
            if verdicts[name] == "REFUTED":
                raise Rejected(f"uses: {name} is refuted, and anything follows from it")
        Budget.spent = 0
        forget()
        free.cache_clear()
        entailed, cited = examine(claim, used, verdicts)
        said = claim.data["verdict"]
        if entailed == "UNDECIDED" and said in ("SUPPORTED", "SUSPECT"):
            raise Incomplete(f"verdict: {said} rests on evidence that is not checked here")
        if entailed != said:
            raise Rejected(f"verdict: it says {str(said)[:20]}, and the evidence entails {entailed}")
        if claim.data["facts"] != cited:
            raise Rejected("facts: not the textbook facts that the steps cite")
        answer.state, answer.verdict, answer.facts = "accepted", entailed, cited
        answer.steps = len(claim.data["steps"])
    except Rejected as error:
        answer.why = str(error)
    except Incomplete as error:
        answer.state, answer.why = "cannot check", str(error)
    except FAULTS as error:
        answer.why = f"it cannot be followed: {type(error).__name__} {str(error)[:60]}"
    answer.not_checked = _reported(claim.data["volatile"])
    out[place] = answer


def _reported(volatile):
    """Evidence that the file tells of and that is not checked here, a line each."""
    found = volatile.get("reported", []) if isinstance(volatile, dict) else []
    return (
        [ascii(item)[1:-1][:200] for item in found if isinstance(item, str)]
        if isinstance(found, list)
        else []
    )


def plain(text):
    """A text of a file as one line of printable ASCII."""
    return "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in text)


def files_of(places):
    """The files named, and those that end in .json of the folders named."""
    for place in map(Path, places):
        for path in sorted(place.glob("*.json")) if place.is_dir() else [place]:
            if path.exists() and not path.is_file():
                raise OSError(0, "it is no file", str(path))
            yield str(path), path.read_bytes()


def main(arguments):
    full = "--statements" in arguments
    places = [a for a in arguments if a != "--statements"]
    try:
        files = list(files_of(places))
        names = json.loads(NAMES.read_text()) if NAMES.exists() else {}
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    if not files:
        print("give certificates, or folders that hold some (*.json)", file=sys.stderr)
        return 2
    found = answers(files, names)
    for place, answer in sorted(found.items()):
        told = (
            f"{answer.verdict} {answer.id}: {answer.parts} parts, {answer.steps} steps"
            if answer.verdict
            else place
        )
        own = ", an id that is not known here" if answer.verdict and names and answer.id not in names else ""
        print(plain(f"{answer.state:12} {told}{own}" + (f": {answer.why}" if answer.why else "")))
        for line in answer.text if full and answer.verdict else []:
            print(plain(f"    {line}"))
        for line in answer.not_checked:
            print(plain(f"    not re-checked: {line}"))
    states = [answer.state for answer in found.values()]
    counts = ", ".join(f"{states.count(s)} {s}" for s in ("accepted", "rejected", "cannot check"))
    print(f"{len(states)} certificates: {counts}")
    return 1 if "rejected" in states else 4 if "cannot check" in states else 0
