r"""Instance files: a claim's own parts as Coq goals, each closed by a theorem of the formal library.

The goals are stated first, when nothing of the library is loaded but the words that they are made of; then the claim's
library file is loaded, and each goal is closed by ``exact`` the theorem of that name, so that a theorem about
something else cannot pass. The text depends on the claim alone.

    Definition goal_4b : Prop := forall ...        printed from the statement tree
    From Symflow.claims Require chebyshev.
    Theorem part_4b : goal_4b.
    Proof. exact Symflow.claims.chebyshev.part_4b. Qed.
    Print Assumptions part_4b.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from symflow.claim.claim import Claim
from symflow.errors import SymflowError
from symflow.evidence.kernel.goals import Goal, definitions, goal, reality
from symflow.evidence.kernel.terms import NAME, NotPrinted

HEADER = "(* {id}: the parts of this claim of symflow, printed from its statement, and the theorems that close them. *)"


@dataclass(frozen=True, slots=True)
class Instance:
    """The instance of a claim: its definitions and goals, and what has no printed form.

    ``goals`` by Coq label: "4b" for a part, "real_z" for the reality of a definition; ``parts`` gives the label of each
    printed part. ``refused``: parts without a printed form, and why.
    """

    claim: str
    words: tuple[str, ...]
    definitions: tuple[str, ...]
    goals: tuple[Goal, ...]
    parts: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str], ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the goals, in order."""
        return tuple(label(g.part) for g in self.goals)

    def text(self, without: frozenset[str] = frozenset()) -> str:
        """The file, perhaps without some of the goals."""
        goals = [g for g in self.goals if label(g.part) not in without]
        name = label(self.claim)
        lines = [HEADER.format(id=self.claim), "", "From Coq Require Import Reals."]
        lines += [f"From Symflow Require Import {word}." for word in self.words]
        lines += ["Local Open Scope R_scope.", "", *(f"{text}\n" for text in self.definitions)]
        for g in goals:
            lines += [f"Definition goal_{label(g.part)} : Prop :=\n  {g.proposition}.", ""]
        lines += [f"From Symflow.claims Require {name}.", ""]
        for part in (label(g.part) for g in goals):
            lines += [
                f"Theorem part_{part} : goal_{part}.",
                f"Proof. exact Symflow.claims.{name}.part_{part}. Qed.",
                f"Print Assumptions part_{part}.",
                "",
            ]
        return "\n".join(lines)


def label(name: str) -> str:
    """A name as Coq may read it: letters, digits and _."""
    return re.sub(r"[^A-Za-z0-9]", "_", name)


def instance(claim: Claim) -> Instance:
    """The instance of a claim; NotPrinted if its definitions, or the reality of one, have no form in Coq."""
    model = claim.domain.model
    for name in (*(v.name for v in model.variables), *(d.name for d in model.definitions)):
        if not NAME.fullmatch(name):
            raise NotPrinted(f"{name[:40]!r} is no name of a quantity")
    goals: list[Goal] = []
    parts: list[tuple[str, str]] = []
    refused: list[tuple[str, str]] = []
    for part, _ in claim.parts:
        try:
            goals.append(goal(claim, part))
        except SymflowError as error:
            refused.append((part, str(error)))
        else:
            parts.append((part, label(part)))
    goals += reality(claim)
    defined = tuple(definitions(claim))
    twice = [name for name, number in Counter(label(g.part) for g in goals).items() if number > 1]
    if twice:
        raise NotPrinted(f"two goals would be called {twice[0]} in Coq")
    words = (
        ("Prelude", "Walsh")
        if any("(walsh " in t for t in (*defined, *(g.proposition for g in goals)))
        else ("Prelude",)
    )
    return Instance(claim.id, words, defined, tuple(goals), tuple(parts), tuple(refused))
