r"""The formal library proofs/coq as data: its files, what each requires, and what no file of it may contain.

    proofs/coq/*.v            the theory: sums, groups, the Lyapunov function, flows ...
    proofs/coq/claims/*.v     one file for each claim that is proved in Coq; theorem part_<label> for each part

A library file may be wrong without harm: the goals are stated without it, and Coq's kernel checks that its theorems are
what the goals say. Only the words of the goals must be right (WORDS, pinned by digest), and no file may assume a thing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from symflow.evidence.kernel.instances import label

# The files that give the words of the goals their meaning. Whoever changes one reads the goals again, and this table.
WORDS = {
    "Prelude": "5fe305b90d4b0bd6f62357821bbafc9e5c691cc43e951d82ce3249ccf4052351",
    "Sums": "718d8df64f090f963e28b69b36f14f43a454d1ce090764d9fae1532542abdf12",
    "Complex": "f90e262fb575433f806ea32dc239624dbe5fbab80eb3fec7a090868e2fbe474c",
    "Walsh": "c7f1cceffbec6fe5b934be205fa236bce2019dc6c6b33468d541cfcbcc043160",
}
AXIOMS = frozenset(
    {
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
    }
)
# The commands that a file may give; every other one is refused, so that none assumes, switches a check off, or writes.
COMMANDS = frozenset(
    (
        *(
            "Proof",
            "Qed",
            "Defined",
            "Lemma",
            "Theorem",
            "Corollary",
            "Remark",
            "Fact",
            "Example",
            "Definition",
        ),
        *("Fixpoint", "Record", "Let", "Notation", "Ltac", "Hint", "From", "Section", "End"),
        *("Variable", "Variables", "Hypothesis", "Hypotheses", "Context"),
    )
)
ASIDE = ("Local Open Scope ", "Local Notation ", "Add Ring ", "#[global] Instance ", "#[local] Instance ")
UNPROVED = re.compile(r"\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjectures?|bypass_check)\b")
ASSUMING = ("Variable", "Variables", "Hypothesis", "Hypotheses", "Context")
_PLACED = re.compile(r"\b(Section|End|Variables?|Hypothes[ei]s|Context)\b")
_NAMED = re.compile(r"(Section|End)\s+[A-Za-z]\w*")
# Modules of the allowed axioms: another file of such a name could pass one of its own for an axiom of that name.
RESERVED = frozenset(axiom.partition(".")[0] for axiom in AXIOMS)
_SENTENCE = re.compile(r"From\s+Symflow(\.claims)?\s+Require\s+(?:Import\s+|Export\s+)?([\w\s.]*?)\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Library:
    """The sources, by name: "Sums", "claims/chebyshev"."""

    sources: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """The digest of all sources."""
        return hashlib.sha256(repr(self.sources).encode()).hexdigest()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files."""
        return tuple(name for name, _ in self.sources)

    def source(self, name: str) -> str:
        """The text of a file."""
        return dict(self.sources)[name]

    def file_of(self, claim: str) -> str | None:
        """The file about a claim, if there is one."""
        name = f"claims/{label(claim)}"
        return name if name in self.names else None

    def requires(self, name: str) -> list[str]:
        """The files of the library that a file requires; one that does not exist is left to coqc to refuse."""
        return [r for r in required(self.source(name)) if r in self.names]

    def closure(self, names: Iterable[str]) -> list[str]:
        """The files and all that they require, each after what it requires."""
        order: list[str] = []

        def place(name: str, above: tuple[str, ...]) -> None:
            if name in order or name in above:  # a circle is left to coqc to refuse
                return
            for needed in self.requires(name):
                place(needed, (*above, name))
            order.append(name)

        for name in names:
            place(name, ())
        return order

    def altered(self, words: tuple[str, ...]) -> list[str]:
        """The files, among those that the words of a goal come from, that are not the ones which symflow knows."""
        return [
            name
            for name in self.closure([w for w in words if w in self.names])
            if hashlib.sha256(self.source(name).encode()).hexdigest() != WORDS.get(name)
        ] + [w for w in words if w not in self.names]


def read(folder: Path) -> Library | None:
    """The library in a folder, or None."""
    files = sorted([*folder.glob("*.v"), *folder.glob("claims/*.v")])
    if not files:
        return None
    named = ((f.relative_to(folder).with_suffix("").as_posix(), f.read_text(encoding="utf-8")) for f in files)
    return Library(tuple(sorted(named)))


def required(source: str) -> list[str]:
    """What a source requires from this library."""
    found: list[str] = []
    for part, names in _SENTENCE.findall(stripped(source)):
        found += [f"claims/{name}" if part else name.replace("claims.", "claims/") for name in names.split()]
    return list(dict.fromkeys(found))


def stripped(source: str) -> str:
    """A source without comments (they nest) and without the contents of strings."""
    out: list[str] = []
    depth, place = 0, 0
    while place < len(source):
        two, one = source[place : place + 2], source[place]
        if one == '"':
            end = source.find('"', place + 1)
            place = len(source) if end < 0 else end + 1
            out += ['""'] * (depth == 0)
        elif two == "(*":
            depth, place = depth + 1, place + 2
        elif two == "*)" and depth:
            depth, place = depth - 1, place + 2
            out.append(" ")
        else:
            out += [one] * (depth == 0)
            place += 1
    return "".join(out)


def complaints(source: str) -> list[str]:
    """What a source contains that no file of the library may: one line each."""
    text = stripped(source)
    found = [f"contains {word}" for word in UNPROVED.findall(text)]
    depth = 0
    for sentence in re.split(r"\.(?=\s|$)", text):
        said = " ".join(re.sub(r"^[\s\-+*{}]+", "", sentence).split())
        head = re.split(r"[\s:]", said)[0]
        if head[:1].isupper() or head.startswith("#"):
            known = head in COMMANDS or f"{said} ".startswith(ASIDE)
            found += [] if known else [f"contains the command {head}"]
        if head in ("Section", "End") and _NAMED.fullmatch(said):
            depth += 1 if head == "Section" else -1
        elif head in ASSUMING and depth > 0:
            found += [f"contains {w} inside a sentence" for w in _PLACED.findall(said[len(head) :])]
        else:
            found += [f"contains {word} outside of a section" for word in _PLACED.findall(said)]
    return list(dict.fromkeys(found))


def misnamed(name: str) -> str:
    """Why a file may not have its name; "" if it may."""
    last = name.rpartition("/")[2]
    return f"{last} is the name of a module with an allowed axiom" if last in RESERVED else ""
