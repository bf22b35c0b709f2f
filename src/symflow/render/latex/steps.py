r"""The steps of a proof as numbered paragraphs: what each shows, why, and from what.

A step is shown as it was checked: its relation unevaluated, under the hypotheses that the fact carries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from symflow.algebra.statement import All, Hypothesis, Implies, Statement
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.steps import Cite, Context, Cover, Step, Witness, ZeroSet
from symflow.render.latex import reasons
from symflow.render.latex.equations import Tag, display, inline
from symflow.render.latex.escape import escape
from symflow.render.latex.facts import Facts, listed
from symflow.render.latex.look import Look
from symflow.render.latex.prose import prose, sentence
from symflow.render.latex.references import own_part, step_label
from symflow.render.latex.statements import names_in, statement_piece, with_ranges
from symflow.render.latex.witnesses import box, point

INLINE_ASSUMPTION = 15.0
NUMBER_WIDTH = 2.8


@dataclass(slots=True)
class Derivation:
    """Writes the steps of one proof; remembers the long assumptions that already have a number."""

    environment: str
    facts: Facts
    look: Look
    quantities: frozenset[str]
    numbered: dict[str, str] = field(default_factory=dict)

    def paragraph(self, number: int, result: StepResult) -> str:
        """One step."""
        step = result.step
        lines = [rf"\sfstep{{{number}}}{{{step.kind.lower()}}}{{{self._name(result)}}}"]
        lines += [sentence(step.reason, self.quantities)] if step.reason.strip() else []
        lines += self._assumptions(step, result)
        lines += reasons.before(step, self.facts)
        lines += self._shown(number, step)
        lines += reasons.after(step, self.facts)
        if not result.holds:
            lines.append(rf"\textbf{{This step does not hold:}} {escape(result.message)}.")
        return "\n".join(lines)

    def _shown(self, number: int, step: Step) -> list[str]:
        """What the step establishes."""
        match step:
            case Witness():
                return point(step.instance, self.facts.claim)
            case Cover():
                return box(step, self.facts.claim)
            case ZeroSet():
                shown: Statement = Implies(step.vanishing, step.conclusion)
            case Cite():
                shown = step.conclusion
            case _:
                shown = step.relation
        return [display([*reasons.equations(step, shown, self.look)], self._tag(str(number)))]

    def _tag(self, mark: str) -> Tag:
        return Tag(rf"\the{self.environment}.{mark}", NUMBER_WIDTH, step_label(self.facts.claim, mark))

    def _name(self, result: StepResult) -> str:
        """The label of a step, and the parts of the claim that it shows; their names say it where they are the same."""
        step, claim = result.step, self.facts.claim
        parts = self._proves(result)
        references = [own_part(claim, part) for part in parts]
        if not parts:
            return prose(step.label, self.quantities)
        if _plain(step.label) in map(_plain, parts):
            return f"part {listed(references)}"
        return f"{prose(step.label, self.quantities)}; part {listed(references)}"

    def _proves(self, result: StepResult) -> list[str]:
        """The parts of the claim that a step shows, or shows one direction of."""
        step, claim = result.step, self.facts.claim
        if isinstance(step, Witness | Cover):
            return [part for part, _ in claim.parts if part == step.part]
        fact = result.fact
        goals = [
            (part, goal) for part, goal in claim.sequents() if fact and goal.conclusion == fact.conclusion
        ]
        same = [part for part, goal in goals if fact and set(goal.hypotheses) >= set(fact.hypotheses)]
        return list(dict.fromkeys(same))

    # -- under which hypotheses ---------------------------------------------------------------

    def _assumptions(self, step: Step, result: StepResult) -> Iterator[str]:
        """The hypotheses that the fact carries: short ones in the text, long ones with a number, once."""
        own = getattr(step, "context", Context()).assume
        skip = step.vanishing if isinstance(step, ZeroSet) else None
        if result.fact is not None:
            statements = [_as_statement(h) for h in result.fact.hypotheses if h.relation != skip]
        else:
            statements = [statement for _, statement in own]
        shown = [self._assumption(s) for s in {self._flat(s): s for s in statements}.values()]
        self.facts.assumed.clear()
        for label, statement in own:
            text = self._flat(statement)
            self.facts.assumed[label] = self.numbered.get(text, text if len(own) > 1 else "the assumption")
        short = [text for text in shown if not text.startswith("\\begin")]
        if short:
            yield f"Assume {listed(short)}."
        yield from (f"Assume\n{text}" for text in shown if text.startswith("\\begin"))

    def _assumption(self, statement: Statement) -> str:
        """The assumption as a formula in the text, by its number, or displayed with a new number."""
        text = self._flat(statement)
        if text in self.numbered:
            return self.numbered[text]
        pieces = with_ranges(statement, self.look)
        if sum(piece.width for piece in pieces) <= INLINE_ASSUMPTION:
            return text
        count = len(self.numbered)
        mark = chr(ord("A") + count % 26) * (1 + count // 26)
        tag = self._tag(mark)
        self.numbered[text] = rf"\eqref{{{tag.label}}}"
        return display(pieces, tag)

    def _flat(self, statement: Statement) -> str:
        return inline(statement_piece(statement, self.look.flat().naming(names_in(statement))))


def _as_statement(hypothesis: Hypothesis) -> Statement:
    return All(hypothesis.vars, hypothesis.relation) if hypothesis.vars else hypothesis.relation


def _plain(text: str) -> str:
    """A label without the signs in which labels of steps and names of parts differ."""
    return "".join(c for c in text.lower() if c.isalnum())
