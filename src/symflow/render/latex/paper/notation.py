r"""The notation of a paper: what it makes of the macros of an export, and what of that makes a claim doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from symflow.render.latex.document import COMMANDS
from symflow.render.latex.paper.around import PLAIN
from symflow.render.latex.paper.changes import Definition, defined, definitions
from symflow.render.latex.paper.eaten import before, swallowed
from symflow.render.latex.paper.lexing import Token, lex, name
from symflow.render.latex.paper.looks import BARRIER, LONGEST, Sign, clashes, look, signs
from symflow.render.latex.paper.meanings import shows, spaces, symbol, title
from symflow.render.latex.paper.places import Place
from symflow.render.latex.paper.surroundings import dangers
from symflow.render.latex.paper.vocabulary import SAME
from symflow.render.latex.symbols import ENVIRONMENTS, STRUCTURE, provided

DEEPEST = 40
LAYOUT = (r"\sftight", r"\sfcounter", "sfstatement", r"\thesfstatement")
FIXED = (r"\sfdot", r"\sfddt", r"\sfddtup")
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


@dataclass(slots=True)
class Notation:
    """What a paper defines, what it means by the macros of an export, and what makes everything doubtful.

    ``plain``: what the symbols of its claims stand for where the paper does not say; ``first``: where its claims begin.
    """

    defined: dict[str, list[Definition]]
    first: int
    troubles: list[str]
    plain: dict[str, tuple[str, ...]]
    taken: dict[int, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    spelled: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def meaning(self, name: str) -> Definition | None:
        """The definition that holds: the strong one, else the first weak one."""
        found = self.defined.get(name, [])
        return next((d for d in found if not d.weak), found[0] if found else None)

    def doubts(self, place: Place) -> list[str]:
        """Why the commands that a claim uses may not mean what they mean in an export."""
        used = _names(t for b in place.blocks for t in b.tokens)
        out = [
            *self.troubles,
            *(f"its {b.kind} stands {self.taken[b.at]}" for b in place.blocks if b.at in self.taken),
        ]
        used_too = used | {n for n in ARGUMENTS if n in self.defined}
        waiting, seen = sorted(used_too), set(used_too)
        while waiting:
            held = waiting.pop(0)
            out += self._about(held)
            found = self.meaning(held)
            more = [
                t for t in (found.meaning if found and held.startswith(r"\sf") else ()) if t.startswith("\\")
            ]
            waiting += [t for t in dict.fromkeys(more) if t not in seen]
            seen |= set(more)
        return list(dict.fromkeys([*out, *self._alike(used, place)]))

    def _about(self, held: str) -> list[str]:
        ours = held.startswith((r"\sf", "sf"))
        found = [d for d in self.defined.get(held, []) if not (d.weak and not ours)]
        if not found:
            return []
        last = self.meaning(held) or found[-1]
        if held in LAYOUT:
            plain = all(
                t.isascii() and t.isalpha() for t in last.meaning
            ) or last.meaning == self._own_meaning(held)
            return [] if plain else [f"{held} is defined anew at {last.where}"]
        late = [d for d in found if not d.weak and d.at > self.first]
        if late:
            return [f"{held} is defined at {late[0].where}, behind the first claim"]
        if not ours:
            if (
                last.kind == r"\renewcommand"
                and len(found) == 1
                and last.meaning in {(o,) for o in SAME.get(held, ())}
            ):
                self.told[held] = last.said
                return []
            return [f"{held} is defined anew at {last.where}"]
        twice = self._twice(held, found)
        if twice or (last.meaning, last.arity) == (self._own_meaning(held), _own().get(held, ((), ""))[1]):
            return twice
        trouble = _trouble(held, last)
        if trouble:
            return [f'{held} is "{last.said}" ({last.where}): {trouble}']
        if last.theorem or not held.startswith(r"\sf") or not last.kind.endswith("environment"):
            self.told[held] = last.said or "(nothing)"
        return []

    def _own_meaning(self, held: str) -> tuple[str, ...] | None:
        return _own()[held][0] if held in _own() else self.plain.get(held)

    def _twice(self, held: str, found: Sequence[Definition]) -> list[str]:
        """Definitions that do not say the same, or of which TeX would refuse one."""
        strong, weak = [d for d in found if not d.weak], [d for d in found if d.weak]
        if len(strong) > 1:
            return [f"{held} is defined at {strong[0].where} and at {strong[1].where}"]
        if strong and weak and strong[0].kind == r"\newcommand" and strong[0].at > weak[0].at:
            return [f"{held} is defined at {weak[0].where} and at {strong[0].where}"]
        if not strong and len({(d.meaning, d.arity) for d in weak}) > 1:
            return [f"{held} is provided in two ways, at {weak[0].where} and later"]
        return []

    def _spelled(self, held: str, depth: int = 0) -> tuple[str, ...]:
        """What a macro stands for, with the macros in it spelled out, no further than a symbol goes."""
        if held not in self.spelled:
            self.spelled[held] = (held,)
            found = self.meaning(held)
            meaning = found.meaning if found is not None else self._own_meaning(held) or (held,)
            out: list[str] = []
            for t in meaning[: 2 * LONGEST]:
                more = t != held and (t.startswith(r"\sf") or t in SAME) and depth < DEEPEST
                out += self._spelled(t, depth + 1) if more else (t,)
            self.spelled[held] = tuple(out[: 2 * LONGEST])
        return self.spelled[held]

    def _alike(self, used: Iterable[str], place: Place) -> list[str]:
        """Symbols that the paper writes like another one, an index or another sign of the claim, whatever the font."""
        symbols = [
            n for n in sorted(used) if n.startswith(r"\sf") and n.removeprefix(r"\sf") not in STRUCTURE
        ]
        looks = {n: look(self._spelled(n)) for n in symbols}
        own = {n: look(self._own_meaning(n) or ()) for n in symbols}
        changed = {n: seen for n, seen in looks.items() if self._changed(n, seen, own[n])}
        seen = signs([t.text for b in place.blocks for t in b.tokens], self._spelled)
        if any(b.K for b in place.blocks):
            seen += [BARRIER, Sign(("K",))]  # the heading of an instance
        at = {n: f" ({d.where})" if (d := self.meaning(n)) else "" for n in changed}
        return [f"{n} looks like {other}{at[n]}" for n, other in clashes(seen, changed, own)]

    def _changed(self, held: str, seen: tuple[str, ...], own: tuple[str, ...]) -> bool:
        """Whether a symbol is not printed as it is in an export."""
        found = self.meaning(held)
        return seen != own or (found is not None and found.meaning != self.plain.get(held))


def notation(
    tokens: Sequence[Token], places: Sequence[Place], troubles: Sequence[str], packages: Sequence[str]
) -> Notation:
    """What a paper defines, and what in it may change what its claims print."""
    known = defined(tokens)
    found: dict[str, list[Definition]] = {}
    for definition in known.found:
        found.setdefault(definition.name, []).append(definition)
    anew = [d for held in PLAIN for d in found.get(held, []) if not d.weak]
    more = [f"{d.name} is defined anew at {d.where}" for d in anew]
    used = [t.text for place in places for b in place.blocks for t in b.tokens]
    symbols = [t for t in used if t.startswith(r"\sf") and t.removeprefix(r"\sf") not in STRUCTURE]
    plain = {d.name: d.meaning for d in definitions(lex("\n".join(provided(symbols))))}
    first = min((place.start for place in places), default=len(tokens))
    more += [*known.troubles, *dangers(tokens, places, known.found, packages)]
    takes = {d.name: d.arguments for d in known.found if d.name.startswith("\\")}
    starts = [place.blocks[0].at for place in places if place.blocks]
    taken = {at: f"where {why}" for at in starts if (why := before(tokens, at, takes))}
    taken |= swallowed(tokens, [b.at for place in places for b in place.blocks], takes)
    return Notation(found, first, [*troubles, *more], plain, taken)


def _trouble(held: str, d: Definition) -> str:
    """Why a macro of an export so defined may turn what it stands in; "" if it does not."""
    if not held.startswith("\\") or held.removeprefix(r"\sf") in ENVIRONMENTS:
        return _environment(held.removeprefix("\\"), d)
    count = ARGUMENTS.get(held)
    if count is None:
        if d.arity not in ("", "0") or "#" in d.meaning:
            return "a symbol takes no argument"
        return "" if held not in FIXED and symbol(d.meaning) else "this is more than a symbol"
    if d.arity != str(count):
        return f"it takes {count} argument{'s' * (count > 1)}"
    return "" if shows(held, d.meaning, count) else "it says something of its own"


def _environment(held: str, d: Definition) -> str:
    """The environments of an export: what is not proved must not be called a theorem."""
    if d.theorem or d.kind == r"\newtheorem":
        return "" if title(held, d.meaning) else "it is called otherwise"
    if d.kind == r"\newenvironment" and held in ("sfoutcome", "sfrecord") and not d.arity:
        return "" if spaces(d.meaning) and spaces(d.closing or ()) else "it says something of its own"
    return "its beginning or its end is not known"


@cache
def _own() -> dict[str, tuple[tuple[str, ...], str]]:
    """What the commands of an export are where the paper does not say."""
    return {d.name: (d.meaning, d.arity) for d in definitions(lex(COMMANDS)) if d.kind == r"\providecommand"}


def _names(tokens: Iterable[Token]) -> set[str]:
    """The commands and environments that some tokens use."""
    listed = list(tokens)
    commands = {t.text for t in listed if t.text.startswith("\\")}
    held = {name(listed, at + 1) for at, t in enumerate(listed) if t.text in (r"\begin", r"\end")}
    return commands | held | {rf"\{n}" for n in held} | {rf"\end{n}" for n in held}
