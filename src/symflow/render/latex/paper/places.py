r"""Where the claims of an export stand in a paper, in blocks, and whether such a place is typeset at all."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from symflow.errors import InputError
from symflow.render.latex.blocks import DERIVATION, INSTANCE, OUTCOME, RECORD, STATEMENT
from symflow.render.latex.paper.around import Around
from symflow.render.latex.paper.lexing import UNSEEN, Token, group, name, shown, texts
from symflow.render.latex.paper.vocabulary import SPACING
from symflow.render.latex.symbols import ENVIRONMENTS

LABEL = re.compile(r"sf:([A-Za-z0-9.-]+)")
OWN = tuple(f"sf{name}" for name in ENVIRONMENTS)
MOST_LABELS = 1000
HIDDEN = re.compile(r"\\label\s*\{sf:([A-Za-z0-9.-]+)\}")
KINDS = {
    "sfoutcome": OUTCOME,
    "sfinstance": INSTANCE,
    "proof": DERIVATION,
    "sfderivation": DERIVATION,
    "sfrecord": RECORD,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A block of a claim: its kind, its tokens, why it may not be typeset; ``K`` of an instance; where it is."""

    kind: str
    tokens: tuple[Token, ...]
    doubt: str = ""
    K: int = 0
    at: int = 0

    @property
    def where(self) -> str:
        """Where it begins."""
        return self.tokens[0].where


@dataclass(slots=True)
class Place:
    """A claim of the paper: its id, its blocks, what makes them doubtful, and what stands between them."""

    id: str
    where: str
    start: int
    blocks: list[Found] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    between: list[tuple[str, str, str]] = field(default_factory=list)


def places(tokens: Sequence[Token]) -> list[Place]:
    """The claims in the order of the paper; a label that occurs twice makes both doubtful."""
    starts = list(_starts(tokens))
    begins = [at for at, token in enumerate(tokens) if token.text == r"\begin"]
    doubts = _surroundings(tokens, set(begins))
    ends = _closings(tokens)
    steps = [at for at, token in enumerate(tokens) if token.text == r"\sfstep"]
    out: list[Place] = []
    for number, (held, start, label) in enumerate(starts):
        end = next((s for _, s, _ in starts[number + 1 :]), len(tokens))
        place = Place(held, tokens[label].where, start)
        if start == label:
            place.doubts.append("its label stands without a statement")
        else:
            place.blocks = list(_blocks(tokens, (start, end), doubts, ends, steps))
            place.doubts += _doubts(place.blocks)
            place.between = list(_between(tokens, place.blocks))
        out.append(place)
    out += [
        Place(held, token.where, at, [], ["it stands in a verbatim or comment environment"])
        for at, token in enumerate(tokens)
        if token.text == UNSEEN
        for held in HIDDEN.findall(token.raw)
    ]
    names = Counter(place.id for place in out)
    for place in out:
        if names[place.id] > 1:
            place.doubts.append("its label occurs twice")
    return out


def stray(tokens: Sequence[Token], found: Sequence[Place]) -> list[tuple[str, str]]:
    r"""The environments of an export that belong to no claim with a label: what they say, and where.

    Such a one has no label (any more), so that nothing tells which claim it should be.
    """
    owned = {block.at for place in found for block in place.blocks}
    inside = [(b.at, b.at + len(b.tokens)) for place in found for b in place.blocks]
    inside.sort()
    out, number = list[tuple[str, str]](), 0
    for at, token in enumerate(tokens):
        if token.text == r"\begin" and at not in owned and name(tokens, at + 1) in OWN:
            while number < len(inside) and inside[number][1] <= at:
                number += 1
            if not (number < len(inside) and inside[number][0] < at):
                out.append((shown(texts(tokens[at : at + 24])), token.where))
    return out


def _starts(tokens: Sequence[Token]) -> list[tuple[str, int, int]]:
    r"""For each label of a claim: its id, where its \begin stands (or the label itself if there is none), the label."""
    out: list[tuple[str, int, int]] = []
    for at, token in enumerate(tokens):
        if token.text != r"\label":
            continue
        found = LABEL.fullmatch(name(tokens, at + 1))
        if found is None:
            continue
        begin = next((i for i in range(at - 1, max(-1, at - 400), -1) if tokens[i].text == r"\begin"), at)
        if begin < at and KINDS.get(name(tokens, begin + 1)):
            begin = at
        out.append((found[1], begin, at))
        if len(out) > MOST_LABELS:
            raise InputError(f"--check: the paper has more than {MOST_LABELS} claims")
    return out


def _blocks(
    tokens: Sequence[Token],
    span: tuple[int, int],
    doubts: dict[int, str],
    ends: dict[int, int],
    steps: Sequence[int],
) -> Iterator[Found]:
    """The statement at the start of the span, and what follows it up to its end."""
    start, end = span
    at, number = start, 0
    while at < end:
        if tokens[at].text == r"\begin":
            environment = name(tokens, at + 1)
            kind = STATEMENT if at == start else KINDS.get(environment, "")
            stop = ends.get(at, len(tokens))
            while number < len(steps) and steps[number] < at:
                number += 1
            ours = environment != "proof" or (number < len(steps) and steps[number] < stop)
            if kind and ours:
                block = tuple(tokens[at:stop])
                yield Found(kind, block, doubts.get(at, ""), _size(block) if kind == INSTANCE else 0, at)
                at = stop
                continue
        at += 1


def _between(tokens: Sequence[Token], blocks: Sequence[Found]) -> Iterator[tuple[str, str, str]]:
    """What stands between the blocks of a claim, and is more than space: between which, what, where."""
    for first, second in itertools.pairwise(blocks):
        held = tokens[first.at + len(first.tokens) : second.at]
        if any(token.text not in SPACING for token in held):
            yield f"{first.kind} and {second.kind}", shown(texts(held[:200])), held[0].where


def _size(block: Sequence[Token]) -> int:
    """The K of an instance."""
    text = name(block, group(block, 1))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def _closings(tokens: Sequence[Token]) -> dict[int, int]:
    r"""For each \begin that is ended: what follows its \end."""
    waiting: dict[str, list[int]] = {}
    out: dict[int, int] = {}
    for at, token in enumerate(tokens):
        if token.text == r"\begin":
            waiting.setdefault(name(tokens, at + 1), []).append(at)
        elif token.text == r"\end":
            begun = waiting.get(name(tokens, at + 1))
            if begun:
                out[begun.pop()] = group(tokens, at + 1)
    return out


def _doubts(blocks: Sequence[Found]) -> list[str]:
    """Why the blocks may not be what is typeset."""
    out = [f"its {b.kind} stands {b.doubt} ({b.where})" for b in blocks if b.doubt]
    odd = [(b.kind, next((t for t in b.tokens if not t.text.isascii()), None)) for b in blocks]
    out += [f"its {kind} has a character that is not ASCII ({t.where})" for kind, t in odd if t is not None]
    kinds = Counter((b.kind, b.K) for b in blocks)
    return out + [f"its {kind} stands there twice" for (kind, _), count in kinds.items() if count > 1]


def _surroundings(tokens: Sequence[Token], wanted: set[int]) -> dict[int, str]:
    r"""Why some places may not be typeset: inside \if, braces, an unknown environment, behind the end."""
    around, out = Around(), dict[int, str]()
    for at in range(len(tokens)):
        if at in wanted:
            out[at] = around.doubt()
        around.pass_by(tokens, at)
    return out
