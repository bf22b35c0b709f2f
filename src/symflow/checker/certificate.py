r"""A certificate: read from a file that may lie, and checked against what it says.

    id, statement, digest     the claim as a tree of domain and parts, and SHA-256 of its canonical text
    text                      the statement in words, as ``text`` prints it
    uses                      what it rests on: id -> digest of the statement
    steps, goals              the proof, and for each sequent of each part the step that establishes it
    facts                     the textbook facts that the steps cite
    point                     values that satisfy the hypotheses of the domain, where it has any
    witness, covers           a point where a part fails, with left - right; boxes on which a part holds
    verdict                   what follows from all this
    certificate               SHA-256 of the canonical text of all the above
    volatile                  titles, reasons, times and evidence that is not checked here: bound by nothing

Nothing that is stored is believed: the statement is read anew, every step is carried out again, and every stored
field must be what comes out."""

import hashlib
import json
import re
from dataclasses import dataclass, field

from . import points
from .domain import Domain
from .grammar import read
from .limits import Incomplete, Rejected
from .sequents import formulas, sequents
from .signs import defined
from .steps import Proof
from .text import lines
from .transfer import transferable
from .trees import unfolded

SCHEMA = "symflow.certificate/1"
BOUND = (
    "id",
    "statement",
    "digest",
    "text",
    "uses",
    "steps",
    "goals",
    "facts",
    "point",
    "witness",
    "covers",
    "verdict",
)
VERDICTS = ("PROVED", "CONDITIONAL", "REFUTED", "VACUOUS", "UNDECIDED", "SUPPORTED", "SUSPECT")
LARGEST_FILE, DEEPEST_FILE = 16 * 2**20, 400


@dataclass
class Answer:
    """What is known of one certificate: ``accepted``, ``rejected`` or ``cannot check``, where and why."""

    id: str
    state: str
    verdict: str = ""
    why: str = ""
    text: list[str] = field(default_factory=list)
    parts: int = 0
    steps: int = 0
    facts: list[str] = field(default_factory=list)
    not_checked: list[str] = field(default_factory=list)


def canonical(data):
    """The one text of some JSON data."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def digest(data):
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def parse(raw):
    """JSON data from bytes, without floats, repeated keys, enormous numbers or deep nesting; Rejected otherwise."""
    if len(raw) > LARGEST_FILE:
        raise Rejected(f"the file has more than {LARGEST_FILE} bytes")
    deepest = depth = 0
    for byte in raw:
        depth += (byte in b"[{") - (byte in b"]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST_FILE:
        raise Rejected(f"nested more than {DEEPEST_FILE} levels deep")
    try:
        return json.loads(
            raw.decode("ascii"), object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float
        )
    except (ValueError, RecursionError) as error:
        raise Rejected(f"no JSON: {str(error)[:80]}") from None


def _once(pairs):
    out = dict(pairs)
    if len(out) < len(pairs):
        raise Rejected("a key stands twice in one object")
    return out


def _no_float(text):
    raise Rejected(f"{text[:20]} is no exact number")


class Claim:
    """The statement of a certificate, read."""

    def __init__(self, data):
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise Rejected(f"schema: not {SCHEMA}")
        unknown = set(data) ^ {"schema", "certificate", "volatile", *BOUND}
        if unknown:
            raise Rejected(f"fields: {min(map(str, unknown))[:40]} is missing or unknown")
        self.data, self.id = data, data["id"]
        if not isinstance(self.id, str) or not re.fullmatch(r"[a-z0-9-]{1,100}", self.id):
            raise Rejected("id: give small letters, digits and hyphens")
        said = data["statement"]
        chosen = isinstance(said, list) and len(said) == 4
        self.said, self.parts, *rest = _at("statement", lambda: read("chosen" if chosen else "claim", said))
        self.choice = rest[0] if rest else ()
        self.digest = digest(said)
        if self.digest != data["digest"]:
            raise Rejected("digest: it is not that of the statement")
        if digest({key: data[key] for key in ("schema", *BOUND)}) != data["certificate"]:
            raise Rejected("certificate: it is not the digest of the rest")
        if len(dict(self.parts)) < len(self.parts):
            raise Rejected("statement: two parts have one label")
        model, parts, assumed = said[1][1], said[2], said[1][5]
        for unit in (*model[2][1:], *model[3][1:], *assumed[1:], *parts[1:]):
            sets = set(re.findall(r'"Var","(\w+)","([^"*]+)', canonical(unit)))
            if len(dict(sets)) < len(sets):
                raise Rejected(
                    "statement: an index of one name has two sets, which its text cannot tell apart"
                )
        if lines(self.said, self.parts) != data["text"]:
            raise Rejected("text: it is not what the statement says")

    def uses(self):
        """What the claim rests on, as pairs of id and digest."""
        uses = self.data["uses"]
        if not isinstance(uses, dict) or not all(isinstance(d, str) for d in uses.values()):
            raise Rejected("uses: give a digest for each id")
        return sorted(uses.items())


def examine(claim, used, verdicts):
    """(verdict, textbook facts) that the content of a certificate entails; ``used``: the claims it rests on, by id."""
    data = claim.data
    for key in ("steps", "goals", "covers", "facts"):
        if not isinstance(data[key], list):
            raise Rejected(f"{key}: not a list")
    domain = _at("statement", lambda: _domain(claim))
    cited = _proved(claim, domain, used) if data["steps"] else None
    for number, cover in enumerate(data["covers"]):
        _covered(claim, cover, f"covers, {number}")
    if data["witness"] is not None:
        if data["steps"] or data["goals"] or data["covers"] or data["point"] is not None:
            raise Rejected("witness: a refuted claim has no proof")
        return _refuted(claim), []
    if cited is None:
        if data["goals"] or data["point"] is not None or data["covers"]:
            raise Rejected("goals: nothing establishes them")
        return "UNDECIDED", []
    if claim.said[4]:
        if data["point"] is None:
            raise Incomplete("point: values that satisfy the hypotheses of the domain")
        _at("point", lambda: points.inhabited(claim.said, read("instance", data["point"])))
    elif data["point"] is not None:
        raise Rejected("point: the domain has no hypotheses")
    if any(verdicts[name] != "PROVED" for name, _ in claim.uses()):
        return "CONDITIONAL", cited
    chosen = [domain.definitions[n][3] for n in claim.choice]
    if chosen and _at("statement", lambda: all(domain.zero(unfolded(d, domain.rules)) for d in chosen)):
        return "VACUOUS", cited
    return "PROVED", cited


def _domain(claim):
    """The domain, once every formula of the statement is known to be meant in it."""
    domain = Domain(claim.said)
    said = [f for _, statement in claim.parts for f in formulas(statement)]
    domain.meant(said)
    needed, waiting = set(), {name for f in said for name in domain.mentions(f)}
    while waiting:
        needed |= waiting
        bodies = [domain.definitions[name][3] for name in waiting if name in domain.definitions]
        waiting = {name for body in bodies for name in domain.mentions(body)} - needed
    if list(claim.choice) != sorted(set(claim.choice)):
        raise Rejected("what is chosen is sorted, each once")
    for name in claim.choice:
        if name not in domain.definitions or name not in needed:
            raise Rejected(f"the choice {name} is no definition that a part speaks of")
    return domain


def _at(place, work):
    """The result, with the place in front of what is wrong."""
    try:
        return work()
    except Rejected as error:
        raise Rejected(f"{place}: {error}") from None
    except Incomplete as error:
        raise Incomplete(f"{place}: {error}") from None


def _proved(claim, domain, used):
    """Carry out every step and find every sequent of every part established; the textbook facts that were cited."""
    for name, other in used.items():
        _at(f"uses, {name}", lambda name=name, other=other: _lend(domain, name, other))
    proof = Proof(domain)
    for number, step in enumerate(claim.data["steps"]):
        label = step[1] if isinstance(step, list) and len(step) > 1 and isinstance(step[1], str) else "?"
        _at(f"step {number} ({label[:40]})", lambda step=step: proof.read(read("step", step)))
    flat = [(label, _at(f"part {label}", lambda s=s: list(sequents(s)))) for label, s in claim.parts]
    goals = [(label, sequent) for label, found in flat for sequent in found]
    if len(claim.data["goals"]) != len(goals):
        raise Rejected("goals: the statement has another number of sequents")
    for (label, goal), name in zip(goals, claim.data["goals"]):
        _at(f"part {label}", lambda goal=goal, name=name: _established(proof, goal, name))
    return sorted(proof.cited | ({"characters"} if domain.group in ("abelian", "cyclic") else set()))


def _lend(domain, name, other):
    """Let a domain have the facts of another claim that hold in it."""
    there = Domain(other.said)
    for label, statement in other.parts:
        for n, sequent in enumerate(sequents(statement)):
            if transferable(sequent, there, domain):
                domain.facts[f"{name}:{label}.{n}" if n else f"{name}:{label}"] = sequent


def _established(proof, goal, name):
    if not isinstance(name, str) or name not in proof.own:
        raise Rejected("no step of that label establishes it")
    if proof.domain.group == "recursive":
        good = proof.own[name] == goal
    else:
        defined(proof.domain, formulas(goal[1]), goal[0])
        good = proof.entails(proof.own[name], goal)
    if not good:
        raise Rejected(f"the step {name} establishes something else")


def _part(claim, label, place):
    if not isinstance(label, str) or label not in dict(claim.parts):
        raise Rejected(f"{place}: the claim has no such part")
    return dict(claim.parts)[label]


def _refuted(claim):
    witness = claim.data["witness"]
    if not isinstance(witness, dict) or set(witness) != {"part", "instance", "relation", "difference"}:
        raise Rejected("witness: give part, instance, relation and difference")
    statement = _part(claim, witness["part"], "witness")

    def look():
        found = points.refutation(claim.said, statement, read("instance", witness["instance"]))
        if found != {key: witness[key] for key in found}:
            raise Rejected(
                f"left - right is {found['difference']} there, and that {found['relation']} 0 fails"
            )

    _at("witness", look)
    return "REFUTED"


def _covered(claim, cover, place):
    if not isinstance(cover, dict) or set(cover) != {"part", "variable", "K", "lower", "upper", "boxes"}:
        raise Rejected(f"{place}: give part, variable, K, lower, upper and boxes")
    statement = _part(claim, cover["part"], place)

    def look():
        if type(cover["K"]) is not int or not isinstance(cover["boxes"], list):
            raise Rejected("K is a whole number, boxes a list")
        ends = {key: read("number+", cover[key]) for key in ("lower", "upper")}
        boxes = [tuple(read("side+", box)) for box in cover["boxes"]]
        points.covered(claim.said, statement, {**cover, **ends, "boxes": boxes})

    _at(place, look)
