r"""Where the claims of an export stand in a paper, in blocks, and whether such a place is typeset at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from symflow.render.latex.blocks import DERIVATION, INSTANCE, OUTCOME, RECORD, STATEMENT
from symflow.render.latex.paper.lexing import UNSEEN, Token, group, texts, word

LABEL = re.compile(r"sf:([A-Za-z0-9.-]+)")
HIDDEN = re.compile(r"\\label\s*\{sf:([A-Za-z0-9.-]+)\}")
KINDS = {
    "sfoutcome": OUTCOME,
    "sfinstance": INSTANCE,
    "proof": DERIVATION,
    "sfderivation": DERIVATION,
    "sfrecord": RECORD,
}
PLAIN = frozenset(
    [
        "document",
        "appendix",
        "appendices",
        "subappendices",
        "small",
        "footnotesize",
        "scriptsize",
        "normalsize",
        "center",
        "quote",
        "quotation",
        "minipage",
        "multicols",
        "spacing",
        "singlespace",
        "doublespace",
        "onehalfspace",
        "sloppypar",
        "flushleft",
        "raggedright",
        "adjustwidth",
        "landscape",
        "supplement",
    ]
)
NO_CONDITION = frozenset(
    {r"\iff", r"\ifthenelse", r"\iftoggle", r"\ifdefempty", r"\ifstrempty", r"\ifstrequal"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A block of a claim: its kind, its tokens, and why it may not be typeset; ``K`` of an instance."""

    kind: str
    tokens: tuple[Token, ...]
    doubt: str = ""
    K: int = 0

    @property
    def where(self) -> str:
        """Where it begins."""
        return self.tokens[0].where


@dataclass(slots=True)
class Place:
    """A claim of the paper: its id, its blocks, and what makes them doubtful."""

    id: str
    where: str
    start: int
    blocks: list[Found] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def places(tokens: Sequence[Token]) -> list[Place]:
    """The claims in the order of the paper; a label that occurs twice makes both doubtful."""
    doubts = _surroundings(tokens)
    starts = list(_starts(tokens))
    out: list[Place] = []
    for number, (name, start, label) in enumerate(starts):
        end = next((s for _, s, _ in starts[number + 1 :]), len(tokens))
        place = Place(name, tokens[label].where, start)
        if start == label:
            place.doubts.append("its label stands without a statement")
        else:
            place.blocks = list(_blocks(tokens, start, end, name, doubts))
            place.doubts += _doubts(place.blocks)
        out.append(place)
    out += [
        Place(name, token.where, at, [], ["it stands in a verbatim or comment environment"])
        for at, token in enumerate(tokens)
        if token.text == UNSEEN
        for name in map(unslug, HIDDEN.findall(token.raw))
    ]
    names = [place.id for place in out]
    for place in out:
        if names.count(place.id) > 1:
            place.doubts.append("its label occurs twice")
    return out


def unslug(text: str) -> str:
    """The id that a label codes."""
    return re.sub(r"\.([0-9a-f]{1,6})\.", lambda m: chr(min(int(m[1], 16), 0x10FFFF)), text)


def _starts(tokens: Sequence[Token]) -> list[tuple[str, int, int]]:
    r"""For each label of a claim: its id, where its \begin stands (or the label itself if there is none), the label."""
    out: list[tuple[str, int, int]] = []
    for at, token in enumerate(tokens):
        if token.text != r"\label":
            continue
        found = LABEL.fullmatch(word(tokens, at + 1)[0])
        if found is None:
            continue
        begin = next((i for i in range(at - 1, max(-1, at - 400), -1) if tokens[i].text == r"\begin"), at)
        if begin < at and KINDS.get(word(tokens, begin + 1)[0]):
            begin = at
        out.append((unslug(found[1]), begin, at))
    return out


def _blocks(tokens: Sequence[Token], start: int, end: int, name: str, doubts: Sequence[str]) -> list[Found]:
    """The statement at ``start``, and what follows it up to ``end``."""
    kind, out = STATEMENT, list[Found]()
    at = start
    while at < end:
        if tokens[at].text == r"\begin":
            environment, _ = word(tokens, at + 1)
            kind = STATEMENT if at == start else KINDS.get(environment, "")
            stop = _closing(tokens, at, environment)
            if kind and not (environment == "proof" and not _is_ours(tokens[at:stop], name)):
                block = tuple(tokens[at:stop])
                out.append(Found(kind, block, doubts[at], _size(block) if kind == INSTANCE else 0))
                at = stop
                continue
        at += 1
    return out


def _size(block: Sequence[Token]) -> int:
    """The K of an instance."""
    text = word(block, group(block, 1))[0]
    return int(text) if text.isdigit() and len(text) < 4 else 0


def _closing(tokens: Sequence[Token], start: int, environment: str) -> int:
    r"""Behind the \end of an environment."""
    depth = 0
    for at in range(start, len(tokens)):
        if tokens[at].text in (r"\begin", r"\end"):
            name, after = word(tokens, at + 1)
            if name == environment:
                depth += 1 if tokens[at].text == r"\begin" else -1
                if depth == 0:
                    return after
    return len(tokens)


def _is_ours(block: Sequence[Token], name: str) -> bool:
    """Whether a proof is one of an export: it has labels of its steps."""
    joined = "".join(texts(block))
    return f"\\label{{sf:{name}::" in joined or r"\sfstep" in joined


def _doubts(blocks: Sequence[Found]) -> list[str]:
    """Why the blocks may not be what is typeset."""
    out = [f"its {b.kind} stands {b.doubt} ({b.where})" for b in blocks if b.doubt]
    kinds = [(b.kind, b.K) for b in blocks]
    return out + [
        f"its {kind} stands there twice" for kind, _ in dict.fromkeys(k for k in kinds if kinds.count(k) > 1)
    ]


def _surroundings(tokens: Sequence[Token]) -> list[str]:
    r"""For each token why it may not be typeset: inside \if, braces, an unknown environment, or behind the end."""
    around, out = Around(), list[str]()
    for at in range(len(tokens)):
        out.append(around.doubt())
        around.pass_by(tokens, at)
    return out


@dataclass(slots=True)
class Around:
    r"""What is open at a place.

    ``conditions``: of each open \if the number of open braces where it began; ``broken``: one that does not end there,
    or braces that do not match. Nothing is sure then.
    """

    environments: list[str] = field(default_factory=list)
    braces: int = 0
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
        elif text == r"\fi":
            if not self.conditions or self.conditions.pop() != self.braces:
                self._break(token)
        elif text.startswith(r"\if") and text not in NO_CONDITION:
            before = [t.text for t in tokens[max(0, at - 3) : at]]
            if r"\let" in before:
                self._break(token)
            elif before[-1:] != [r"\newif"]:
                self.conditions.append(self.braces)
        elif text in (r"\begin", r"\end"):
            self._environment(text, word(tokens, at + 1)[0])

    def _break(self, token: Token) -> None:
        self.broken = self.broken or f"behind braces and conditions that do not match ({token.where})"

    def _environment(self, text: str, name: str) -> None:
        if text == r"\begin":
            self.environments.append(name)
            return
        self.ended = self.ended or (name == "document" and not self.conditions and not self.braces)
        for place in range(len(self.environments) - 1, -1, -1):
            if self.environments[place] == name:
                del self.environments[place:]
                break

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
        unknown = [name for name in self.environments if name not in PLAIN]
        return f"inside the environment {unknown[0][:40]}" if unknown else ""
