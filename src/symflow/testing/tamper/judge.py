r"""What the checker answers to an edited certificate, and for what kind of reason.

The checker is asked as a stranger asks it: the bytes of the edited file together with the honest certificates that
the original rests on, with and without the list of known statements. Honest certificates are examined once; what the
checker found of them is kept, by digest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from symflow.checker import certificate as certificates
from symflow.checker import judge as entry
from symflow.checker.certificate import canonical, parse
from symflow.testing.tamper.corpus import Corpus, Edit

checker: Any = entry
ACCEPTED = "accepted"
KNOWN = "the one that is known as"
Examined = Mapping[str, Any]
PLACES = ("step", "part", "point", "witness", "covers", "statement", "uses", "goals", "verdict", "facts", "text",
          "digest", "certificate", "fields", "schema", "id", "no JSON")  # fmt: skip
SEALS = ("digest", "certificate", "text")
SPECIFIC = (
    (r"^.* (is no|is not a list of|is not a reduced|is not an) ", r"it \1 "),
    (
        r"^.*? (supplies no|is not in the|is not of the|is not an eq|is used at|is not decl|is missing)",
        r"... \1",
    ),
    (r"^(the step|the value for|definition of|flow|no fact is called) \S+", r"\1 ..."),
    (r"^(there is no flow|the assumption|the rate of) \S+", r"\1 ..."),
    (r"left - right is .* there", "left - right is ... there"),
    (r"^.* is missing or unknown", "... is missing or unknown"),
    (r"-?\d[\d.e/-]*", "#"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an edit: the state, with the list of known statements too, and the reason that is printed.

    ``same``: the edit changed nothing that is bound. ``verdict``: what the checker says where it accepts.
    """

    state: str
    known: str
    why: str
    same: bool
    verdict: str = ""


def content(raw: bytes) -> str:
    """All of a file that is bound, as one text; "" where the checker does not read it."""
    try:
        data = parse(raw)
        if "volatile" not in data:
            return ""
        return str(canonical({key: data[key] for key in data if key != "volatile"}))
    except Exception:  # noqa: BLE001 - the checker refuses it too, and its answer is what counts
        return ""


class Judge:
    """Asks the checker about edits of the certificates of a corpus."""

    def __init__(self, corpus: Corpus, examined: Examined) -> None:
        self.corpus, self.examined = corpus, examined
        self.names = {name: data["digest"] for name, data in corpus.books.items()}
        self._examine: Any = certificates.examine
        self._parse: Any = certificates.parse
        self._claim: Any = certificates.Claim
        self._honest = {source.raw for source in corpus.sources.values()}
        self._read: dict[bytes, Any] = {}
        self._claims: dict[int, Any] = {}

    def needed(self, name: str, more: Iterable[str] = ()) -> list[str]:
        """The honest certificates that one rests on."""
        out: dict[str, None] = {}
        queue = [*self.corpus.books[name]["uses"], *more]
        while queue:
            used = queue.pop()
            if used not in out and used != name and used in self.corpus.books:
                out[used] = None
                queue += self.corpus.books[used]["uses"]
        return list(out)

    def ask(self, edit: Edit) -> Answer:
        """The checker's answer; an exception of the checker passes through, and is a failure."""
        more = _used(edit.raw) & set(self.corpus.books)
        files = [("edited", edit.raw)]
        files += [(name, self.corpus.sources[name].raw) for name in self.needed(edit.id, sorted(more))]
        same = content(edit.raw) == content(self.corpus.sources[edit.id].raw)
        with_names = self._answer(files, self.names)
        free = self._answer(files, None) if KNOWN in with_names.why else with_names
        return Answer(free.state, with_names.state, free.why, same, free.verdict)

    def _answer(self, files: list[tuple[str, bytes]], names: Mapping[str, str] | None) -> Any:
        checker.examine, checker.parse, checker.Claim = self._remembered, self._parsed, self._stated
        try:
            return checker.answers(files, names)["edited"]
        finally:
            checker.examine, checker.parse, checker.Claim = self._examine, self._parse, self._claim

    def _parsed(self, raw: bytes) -> Any:
        """The data of a file; of an honest one, once."""
        if raw in self._read:
            return self._read[raw]
        data = self._parse(raw)
        if raw in self._honest:
            self._read[raw] = data
        return data

    def _stated(self, data: Any) -> Any:
        """The statement of a file; of an honest one, once."""
        if not any(data is kept for kept in self._read.values()):
            return self._claim(data)
        if id(data) not in self._claims:
            self._claims[id(data)] = self._claim(data)
        return self._claims[id(data)]

    def _remembered(self, claim: Any, used: Any, verdicts: Any) -> Any:
        """What is known of an honest certificate; its digest, which was checked, binds its whole content."""
        kept = self.examined.get(claim.data["certificate"])
        return self._examine(claim, used, verdicts) if kept is None else (kept[0], list(kept[1]))


def _used(raw: bytes) -> set[str]:
    try:
        uses = json.loads(raw)["uses"]
        return {name for name in uses if isinstance(name, str)}
    except Exception:  # noqa: BLE001 - then there is nothing that it uses
        return set()


def examine_honest(honest: Mapping[str, bytes]) -> tuple[dict[str, Any], list[str]]:
    """What the checker finds of honest certificates, by their digest; and those that it does not accept."""
    found = checker.answers(list(honest.items()), None)
    examined, refused = {}, []
    for name, answer in found.items():
        if answer.state == ACCEPTED:
            examined[json.loads(honest[name])["certificate"]] = (answer.verdict, answer.facts)
        else:
            refused.append(f"{name}: {answer.why}")
    return examined, refused


def reason(why: str) -> str:
    """The kind of a reason: its place and what is wrong, without numbers, labels and names."""
    place = next((word for word in PLACES if why.startswith(word)), "")
    said = " ".join((why.rpartition(": ")[2] if place else why).split())
    for pattern, instead in SPECIFIC:
        said = re.sub(pattern, instead, said)
    return f"{place}: {said[:100]}" if place else said[:100]


def is_seal(why: str) -> bool:
    """Whether a reason is about a digest or the words of a statement, which a forger computes again."""
    return any(why.startswith(f"{word}:") for word in SEALS)
