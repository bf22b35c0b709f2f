r"""The notation of a paper: what it makes of the macros of an export, and what of that makes a claim doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from symflow.render.latex.document import COMMANDS
from symflow.render.latex.paper.changes import Definition, definitions, harmless, wild, wraps
from symflow.render.latex.paper.lexing import Token, lex, word
from symflow.render.latex.paper.places import PLAIN, Place
from symflow.render.latex.paper.vocabulary import SAME, TITLES
from symflow.render.latex.symbols import STRUCTURE, provided

LAYOUT = (r"\sftight", r"\sfcounter", "sfstatement")
ARGUMENTS = {
    r"\sfpart": 1,
    r"\sfid": 1,
    r"\sfverdict": 1,
    r"\sfset": 1,
    r"\sfcite": 2,
    r"\sfstep": 3,
    r"\sfalong": 1,
    r"\sfnote": 1,
}
FREE = (r"\sfset", r"\sfcite", r"\sfalong")


@dataclass(slots=True)
class Notation:
    """What a paper defines, what it means by the macros of an export, and what makes everything doubtful.

    ``plain``: what the symbols of its claims stand for where the paper does not say; ``first``: where its claims begin.
    """

    defined: dict[str, list[Definition]]
    first: int
    troubles: list[str]
    plain: dict[str, tuple[str, ...]]
    told: dict[str, str] = field(default_factory=dict)

    def meaning(self, name: str) -> Definition | None:
        """The definition that holds: the last strong one, else the first weak one."""
        found = self.defined.get(name, [])
        strong = [d for d in found if not d.weak]
        return strong[-1] if strong else found[0] if found else None

    def doubts(self, place: Place) -> list[str]:
        """Why the commands that a claim uses may not mean what they mean in an export."""
        used = _names(t for b in place.blocks for t in b.tokens)
        out = list(self.troubles)
        waiting, seen = sorted(used), set(used)
        while waiting:
            name = waiting.pop(0)
            out += self._about(name)
            held = self.meaning(name)
            more = [
                t for t in (held.meaning if held and name.startswith(r"\sf") else ()) if t.startswith("\\")
            ]
            waiting += [t for t in dict.fromkeys(more) if t not in seen]
            seen |= set(more)
        return list(dict.fromkeys([*out, *self._alike(used), *self._like_index(used, place)]))

    def _about(self, name: str) -> list[str]:
        found = [d for d in self.defined.get(name, []) if not (d.weak and not name.startswith(r"\sf"))]
        if not found or name in LAYOUT:
            return []
        late = [d for d in found if not d.weak and d.at > self.first]
        if late:
            return [f"{name} is defined at {late[0].where}, behind the first claim"]
        held = self.meaning(name) or found[-1]
        if not name.startswith((r"\sf", "sf")):
            if tuple(held.meaning) in {(other,) for other in SAME.get(name, ())}:
                self.told[name] = held.said
                return []
            return [f"{name} is defined anew at {held.where}"]
        if (held.meaning, held.arity) == _own().get(name, (self.plain.get(name), "")):
            return []
        trouble = _trouble(name, held)
        if trouble:
            return [f'{name} is "{held.said}" ({held.where}): {trouble}']
        self.told[name] = held.said or "(nothing)"
        return []

    def _alike(self, used: Iterable[str]) -> list[str]:
        """Two symbols that look the same."""
        looks: dict[tuple[str, ...], str] = {}
        out: list[str] = []
        for name in sorted(used):
            if name.startswith(r"\sf") and name.removeprefix(r"\sf") not in STRUCTURE:
                held = self.meaning(name)
                look = held.meaning if held is not None else self.plain.get(name, ())
                other = looks.setdefault(look, name)
                out += [f"{other} and {name} look the same"] if other != name and look else []
        return out

    def _like_index(self, used: Iterable[str], place: Place) -> list[str]:
        """Symbols that the paper writes like an index, or like another sign of the claim."""
        texts = [t.text for b in place.blocks for t in b.tokens]
        letters = {t for a, t in pairwise(texts) if a in "_{,(+-" and len(t) == 1 and t.isalpha()}
        plain = letters | {t for t in texts if t.startswith("\\")}
        held = [(name, self.meaning(name)) for name in sorted(used) if name not in ARGUMENTS]
        return [
            f"{name} looks like {d.meaning[0]} ({d.where})"
            for name, d in held
            if d is not None and name.startswith(r"\sf") and d.meaning != self.plain.get(name)
            if len(d.meaning) == 1 and d.meaning[0] in plain
        ]


def notation(tokens: Sequence[Token], places: Sequence[Place], troubles: Sequence[str]) -> Notation:
    """What a paper defines."""
    defined: dict[str, list[Definition]] = {}
    for definition in definitions(tokens):
        defined.setdefault(definition.name, []).append(definition)
    first = min((place.start for place in places), default=len(tokens))
    kept = (
        *PLAIN,
        r"\begin",
        r"\end",
        r"\input",
        r"\include",
        r"\par",
        r"\relax",
        r"\begingroup",
        r"\endgroup",
    )
    anew = [d for name in kept for d in defined.get(name, []) if not d.weak]
    troubles = [*troubles, *(f"{d.name} is defined anew at {d.where}" for d in anew)]
    used = [t.text for place in places for b in place.blocks for t in b.tokens]
    symbols = [t for t in used if t.startswith(r"\sf") and t.removeprefix(r"\sf") not in STRUCTURE]
    plain = {d.name: d.meaning for d in definitions(lex("\n".join(provided(symbols))))}
    return Notation(defined, first, [*troubles, *wild(tokens)], plain)


def _trouble(name: str, held: Definition) -> str:
    """Why a macro of an export so defined may turn what it stands in; "" if it does not."""
    if not name.startswith("\\"):
        return _environment(name, held)
    count = ARGUMENTS.get(name)
    if count is None:
        if held.arity not in ("", "0") or "#" in held.meaning:
            return "a symbol takes no argument"
        return "" if harmless(held.meaning) else "this is more than a symbol"
    marks = [b for a, b in zip(held.meaning, held.meaning[1:], strict=False) if a == "#"]
    if held.arity != str(count):
        return f"it takes {count} arguments"
    if name in (*FREE, r"\sfnote"):
        return "" if (name in FREE and marks) or wraps(held.meaning) else "it says something of its own"
    if sorted(marks) != [str(n) for n in range(1, count + 1)]:
        return "it does not show its argument once"
    return "" if wraps(held.meaning) else "it says something of its own"


def _environment(name: str, held: Definition) -> str:
    """The environments of an export: what is not proved must not be called a theorem."""
    title = " ".join(held.meaning)
    if held.theorem:
        allowed = TITLES.get(name)
        return (
            ""
            if name == "sftheorem" or (allowed and title in allowed)
            else "it calls a claim that is not proved otherwise"
        )
    return "" if wraps(held.meaning) else "its beginning is not known"


@cache
def _own() -> dict[str, tuple[tuple[str, ...], str]]:
    """What the commands of an export are where the paper does not say."""
    return {d.name: (d.meaning, d.arity) for d in definitions(lex(COMMANDS))}


def _names(tokens: Iterable[Token]) -> set[str]:
    """The commands and environments that some tokens use."""
    listed = list(tokens)
    commands = {t.text for t in listed if t.text.startswith("\\")}
    places = [at for at, t in enumerate(listed) if t.text in (r"\begin", r"\end")]
    return commands | {word(listed, at + 1)[0] for at in places}
