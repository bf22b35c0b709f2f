r"""Formulas for a Markdown page: LaTeX in ``math`` fences, with every macro of the export written out.

The formulas are set by symflow.render.latex, which writes \sfpi for a quantity ``pi``; a page has no preamble, so that
the macros are replaced by what they stand for. Names that the renderer of a page may refuse (\operatorname) are not
used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from symflow.algebra.expr import Expr
from symflow.algebra.quantities import Flow
from symflow.algebra.rewrite import free_variables
from symflow.algebra.statement import And, Statement
from symflow.claim.claim import Claim
from symflow.render.latex.domains import let
from symflow.render.latex.equations import Tag, display
from symflow.render.latex.formula import formula
from symflow.render.latex.look import Look
from symflow.render.latex.models import definitions, motion
from symflow.render.latex.statements import with_ranges
from symflow.render.model import reached, roots
from symflow.render.names import names_of
from symflow.render.reading.macros import expanded as expanded

_ALONE = re.compile(r"\\begin\{(?:aligned|gathered)\}\n&?([^\n&]*)\n\\end\{(?:aligned|gathered)\}")
_DOLLARS = re.compile(r"\$([^$]*)\$")
NO_TAG = Tag("", 0.0, "")


@dataclass(frozen=True, slots=True)
class Scene:
    """How the formulas of one claim are set: a dot for the rate of change where there is one flow only."""

    claim: Claim
    look: Look
    names: frozenset[str]
    flows: tuple[Flow, ...]

    @classmethod
    def of(cls, claim: Claim) -> Scene:
        """The scene of a claim's statement."""
        model = claim.domain.model
        names, flows = reached(roots(claim), model)
        moving = tuple(flow for flow in model.flows if flow.name in flows)
        return cls(claim, Look({}, dots=len(moving) <= 1), frozenset(names), moving)

    def declared(self) -> str:
        """The sentence "Let ... be", made from what the domain declares; "" if the statement needs nothing."""
        return in_text(let(self.claim, roots(self.claim)))

    def definitions(self) -> str:
        """The definitions that the statement and its hypotheses rest on."""
        text = definitions(self.claim.domain.model, set(self.names), self.look)
        if not text:
            return ""
        head, body = text.split("\n", 1)
        return f"{in_text(head)}\n\n{fence(body)}"

    def motion(self, flow: Flow) -> str:
        """The equations of motion of a flow."""
        return fence(motion(flow, self.look, self.names).split("\n", 1)[1])

    def statement(self, statement: Statement) -> str:
        """A statement, displayed; the members of an "and" stand one below the other."""
        members = statement.parts if isinstance(statement, And) else (statement,)
        pieces = [piece for member in members for piece in with_ranges(member, self.look, NO_TAG.room)]
        return fence("\n".join(display(pieces, NO_TAG).splitlines()[1:-1]))

    def formula(self, node: Expr) -> str:
        """A formula in a line of text."""
        look = self.look.flat().naming(names_of(free_variables(node)))
        return in_text(f"${formula(node, look).tex}$")


def fence(tex: str) -> str:
    """A displayed formula; one line needs no environment."""
    shown = expanded(tex).strip()
    alone = _ALONE.fullmatch(shown)
    return f"```math\n{alone[1].strip() if alone else shown}\n```"


def in_text(text: str) -> str:
    """A line of text whose formulas stand between dollars, as Markdown."""
    return _DOLLARS.sub(lambda found: f"$`{expanded(found[1]).strip()}`$", text)
