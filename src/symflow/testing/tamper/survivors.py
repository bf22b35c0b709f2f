r"""Edits that the checker accepts: what they say, compared with what the honest certificate said.

    same proof        nothing that is bound was changed
    another proof     the same statement and verdict: the edit left a valid proof, point or witness of it
    renamed           the same statement up to the names of quantities, indices and labels, and the words about a flow
    same meaning      a statement that follows from the honest one, and from which the honest one follows
    weaker            a statement that follows from the honest one
    refuted too       another statement that is REFUTED: it fails at the witness, which is evaluated
    undecided         another statement about which the certificate claims nothing
    proved again      another statement, PROVED by the steps: the prover, which shares no code with the checker, must
                      find the same, and no random point may refute it

"Follows" is decided by the rules by which one certificate may use another.
"""

from __future__ import annotations

import json
import time
from fractions import Fraction
from random import Random
from typing import Any

from symflow.checker.certificate import canonical
from symflow.checker.domain import Domain
from symflow.checker.grammar import KINDS, WORDS, read
from symflow.checker.limits import Budget
from symflow.checker.points import refutation
from symflow.checker.sequents import moved_sequent, open_sequent, sequents
from symflow.checker.steps import Proof
from symflow.checker.transfer import transferable
from symflow.checker.trees import grouped
from symflow.testing.tamper.seal import stated

SAME_PROOF, ANOTHER_PROOF, RENAMED, SAME, WEAKER = (
    "same proof",
    "another proof",
    "renamed",
    "same meaning",
    "weaker",
)
REFUTED_TOO, UNDECIDED, PROVED_AGAIN = "refuted too", "undecided", "proved again"
TRIES, STEPS, SECONDS = 24, 4_000, 2.0


def classify(original: dict[str, Any], raw: bytes) -> str:
    """The class of an accepted certificate that is not bound to the same content."""
    edited = json.loads(raw)
    old, new, verdict = original["statement"], edited["statement"], edited["verdict"]
    if canonical(old) == canonical(new) and verdict == original["verdict"]:
        return ANOTHER_PROOF
    if verdict == original["verdict"]:
        if renamed(old, new) or renamed(_silent(old), _silent(new)):
            return RENAMED
        a, b = stated(old), stated(new)
        there, back = follows(a, b), follows(b, a)
        if there and back:
            return SAME
        if there and verdict == "PROVED":
            return WEAKER
    return {"REFUTED": REFUTED_TOO, "UNDECIDED": UNDECIDED}.get(verdict, PROVED_AGAIN)


def renamed(old: Any, new: Any) -> bool:
    """Whether two statements differ by a one-to-one change of names, labels and words only."""
    there: dict[str, str] = {}
    back: dict[str, str] = {}
    fixed = {word for words in _words() for word in words if isinstance(word, str)}
    fixed |= {str(kind) for kinds in _kinds() for kind in kinds} | {"", "q"}

    def same(a: Any, b: Any) -> bool:
        if isinstance(a, list) and isinstance(b, list):
            if a[:1] == b[:1] == ["q"]:
                return bool(a == b)
            return len(a) == len(b) and all(map(same, a, b))
        if isinstance(a, str) and isinstance(b, str) and not {a, b} & fixed:
            return there.setdefault(a, b) == b and back.setdefault(b, a) == a
        return type(a) is type(b) and bool(a == b)

    return same(old, new)


def _silent(said: Any) -> Any:
    """A statement without the words about its flows."""
    if isinstance(said, list) and said[:1] == ["Flow"] and len(said) == 4:
        return [*said[:3], ""]
    return [_silent(part) for part in said] if isinstance(said, list) else said


def _words() -> list[tuple[Any, ...]]:
    table: Any = WORDS
    return list(table.values())


def _kinds() -> list[dict[str, Any]]:
    table: Any = KINDS
    return list(table.values())


def follows(a: Any, b: Any) -> bool:
    """Whether every part of b is a part of a, on a domain to which a applies."""
    try:
        Budget.spent = 0
        there, here = Domain(a[0]), Domain(b[0])
        proof = Proof(here)
        known = [s for _, said in a[1] for s in sequents(said) if transferable(s, there, here)]
        goals = [s for _, said in b[1] for s in sequents(said)]
        return all(
            any(fact == goal or proof.entails(fact, turned) for fact in known for turned in _turned(goal))
            for goal in goals
        )
    except Exception:  # noqa: BLE001 - what cannot be compared does not follow
        return False


def _turned(sequent: Any) -> list[Any]:
    """What a sequent says, which holds for all values of its free indices: also with -g for one of these, g in G."""
    free = sorted(v for v in open_sequent(sequent) if grouped(v))
    return [sequent, *(moved_sequent(sequent, {v: ((v, -1),)}) for v in free)]


def refuted(raw: bytes, seed: int) -> dict[str, Any] | None:
    """A random point at which a part of an accepted statement fails, if one is found: then the checker is wrong."""
    data = json.loads(raw)
    if data["verdict"] not in ("PROVED", "VACUOUS"):
        return None
    domain, parts = stated(data["statement"])
    rng, start = Random(seed), time.process_time()
    for _ in range(TRIES):
        if time.process_time() - start > SECONDS:
            return None
        point = _point(domain, data.get("point"), rng)
        if point is None:
            return None
        for label, statement in parts:
            Budget.spent = Budget.steps - STEPS
            try:
                found = refutation(domain, statement, read("instance", point))
            except Exception:  # noqa: BLE001 - it does not fail there, or has no value there
                continue
            return {"part": label, "instance": point, **found}
    return None


def _point(domain: Any, honest: Any, rng: Random) -> Any:
    """A random point of a domain: sizes, and values that are declared as they must be."""
    model, group, order, least, hypotheses = domain
    if group == "recursive":
        return None
    sizes = [k for k in ((2, 4) if group else range(2, 5)) if k >= least]
    K = order or rng.choice(sizes or [1 << least.bit_length() if group else least])
    sizes_of = {"K": K, "N": K - 1, "n": rng.randrange(1, 3), "d": rng.randrange(1, 4)}
    if honest is not None and hypotheses and rng.random() < 0.7:
        return _moved(honest, rng)
    values = []
    for _, name, spaces, sign, _, vanishing, _ in sorted(model[1], key=lambda v: str(v[1])):
        places: list[tuple[int, ...]] = [()]
        for s in spaces:
            places = [(*p, i) for p in places for i in range(sizes_of[s[2]])]
        zero = next((n for n, s in enumerate(spaces) if vanishing and s[1] == "G"), None)
        entries = (Fraction(0) if zero is not None and p[zero] == 0 else _value(sign, rng) for p in places)
        values.append(["", name, ["", *(["q", str(x)] for x in entries)]])
    return ["Instance", "walsh" if group else "none", K, ["", *values], sizes_of["n"], sizes_of["d"], [""]]


def _value(sign: str, rng: Random) -> Fraction:
    x = Fraction(rng.randrange(-6, 7), rng.randrange(1, 4))
    return x if sign == "real" else abs(x) + (Fraction(1, 3) if sign == "positive" else 0)


def _moved(honest: Any, rng: Random) -> Any:
    """The point of the certificate with one entry changed, or none."""
    out = json.loads(json.dumps(honest))
    if out[3][1:] and rng.random() < 0.8:
        entries = rng.choice(out[3][1:])[2]
        n = rng.randrange(1, len(entries))
        entries[n] = ["q", str(Fraction(entries[n][1]) * rng.choice([2, 3, -1, 0]) + rng.choice([0, 0, 1]))]
    return out
