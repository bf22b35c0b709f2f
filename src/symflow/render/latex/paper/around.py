r"""What is open at a place of a paper: braces, conditions, groups, environments; and whether that place is typeset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from symflow.render.latex.paper.lexing import Token, name
from symflow.render.latex.paper.vocabulary import names

PLAIN = frozenset(
    names(
        """document appendix appendices subappendices small footnotesize scriptsize normalsize center quote
quotation minipage multicols spacing singlespace doublespace onehalfspace sloppypar flushleft
raggedright adjustwidth landscape supplement"""
    )
)
NO_CONDITION = frozenset(
    {r"\iff", r"\ifthenelse", r"\iftoggle", r"\ifdefempty", r"\ifstrempty", r"\ifstrequal"}
)


@dataclass(slots=True)
class Around:
    r"""What is open at a place.

    ``environments``: each with the number of braces and conditions where it began; ``conditions``: of each open \if
    the number of open braces where it began; ``broken``: one that does not end there, or braces that do not match.
    Nothing is sure then.
    """

    environments: list[tuple[str, int, int]] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)
    braces: int = 0
    groups: int = 0
    conditions: list[int] = field(default_factory=list)
    ended: bool = False
    broken: str = ""

    def pass_by(self, tokens: Sequence[Token], at: int) -> None:
        """Go over one token."""
        token, text = tokens[at], tokens[at].text
        if text in ("{", "}"):
            self.braces += 1 if text == "{" else -1
            if self.braces < max([0, *self.conditions[-1:]]):
                self._break(token)
            while text == "}" and self.environments and self.environments[-1][1] > self.braces:
                self._pop()
        elif text == r"\fi":
            if not self.conditions or self.conditions.pop() != self.braces:
                self._break(token)
        elif text.startswith(r"\if") and text not in NO_CONDITION:
            self.conditions.append(self.braces)
        elif text in (r"\begingroup", r"\endgroup"):
            self.groups += 1 if text == r"\begingroup" else -1
            if self.conditions or self.groups < 0:
                self._break(token)
        elif text in (r"\begin", r"\end"):
            self._environment(text, name(tokens, at + 1), token)

    def _break(self, token: Token) -> None:
        self.broken = self.broken or f"behind braces and conditions that do not match ({token.where})"

    def _pop(self) -> str:
        held, _, _ = self.environments.pop()
        self.open[held] -= 1
        if held not in PLAIN:
            self.unknown.pop()
        return held

    def _environment(self, text: str, held: str, token: Token) -> None:
        if text == r"\begin":
            self.environments.append((held, self.braces, len(self.conditions)))
            self.open[held] += 1
            self.unknown += [held] if held not in PLAIN else []
            return
        self.ended = self.ended or (held == "document" and not self.conditions and not self.braces)
        if not self.open[held]:
            return
        if self.environments[-1][0] == held and self.environments[-1][1:] != (
            self.braces,
            len(self.conditions),
        ):
            if self.environments[-1][2] != len(self.conditions) or not self.braces:
                self._break(token)
            return
        if self.braces and not any(n == held and b == self.braces for n, b, _ in self.environments[-50:]):
            return
        while self._pop() != held:
            pass

    def doubt(self) -> str:
        """Why what stands here may not be typeset."""
        if self.broken:
            return self.broken
        if self.ended:
            return r"behind \end{document}"
        if self.conditions:
            return r"inside \if ... \fi"
        if self.braces:
            return "inside braces, an argument or a definition"
        return f"inside the environment {self.unknown[0][:40]}" if self.unknown else ""

    def inside(self, kind: str) -> str:
        r"""Why a definition here may not be obeyed, or only for a while; groups of \begingroup count too."""
        found = self.doubt()
        if found == "inside the environment thebibliography" and kind == r"\providecommand":
            return ""
        local = [held for held, _, _ in self.environments[:2] if held != "document"]
        if found or kind == r"\providecommand":
            return found
        if self.groups > 0:
            return r"inside \begingroup ... \endgroup"
        return f"inside the environment {local[0][:40]}" if local and kind.startswith(r"\renew") else ""
