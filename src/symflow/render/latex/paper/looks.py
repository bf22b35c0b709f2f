r"""What a reader tells symbols apart by: their letters, accents and indices, and not the font in which they are set.

    look     z for \mathit{z}, \mathrm{z}, \boldsymbol{z} and {z}; a bar over z for \bar{z} and \overline{z}
    clash    a symbol whose look stands elsewhere in the claim (as another symbol, also with its index; as a letter
             of the export: the K of a remark, the U of U(1), an index), or that is the name of a function

Only symbols to which the paper gives its own look are examined; another font for what an export prints does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from symflow.render.latex.paper.vocabulary import FONTS, names
from symflow.render.latex.symbols import STRUCTURE

ALPHABETS = frozenset([r"\mathcal", r"\mathfrak", r"\mathbb", r"\mathscr"])
WRAPPERS = (FONTS - ALPHABETS) | frozenset(
    rf"\{name}"
    for name in names("""
mathnormal pmb text textnormal textrm textit textsf texttt textbf textup textsl textmd mbox hbox mathord mathop
""")
)
FUNCTIONS = frozenset(
    names("""
log ln lg exp max min mod sup inf lim arg det gcd lcm hcf tr rank sin cos tan cot sec csc sinh cosh tanh coth sech
asin acos atan ker dim deg hom Hom Pr sgn sign sg abs div rot curl grad Ei Re Im id diag conj span supp sum prod pf
and or xor if then else iff for all any with true
""")
)
EULER = ("e",)
ALIKE = {
    r"\overline": r"\bar",
    r"\widehat": r"\hat",
    r"\widetilde": r"\tilde",
    r"\breve": r"\check",
    r"\imath": "i",
    r"\jmath": "j",
    r"\prime": "'",
    r"\ast": "*",
    **{rf"\{name}": name for name in FUNCTIONS},
}
DISPLAYS = ("gather", "equation", "align", "split", "multline", "aligned", "gathered")
UNPRINTED = frozenset(
    rf"\{name}" for name in names("label eqref ref tag begin end sfpart sfid text mbox textsc emph")
)
NOTHING = frozenset([r"\,", r"\!", r"\/", r"\;", r"\:", r"\left", r"\right", r"\allowbreak"])
UNITS = ("pt", "em", "ex", "mu")
SCRIPT, LONGEST = 60, 60


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of a claim: its look, the macro that prints it ("": the export does), whether it has a font of its own."""

    look: tuple[str, ...]
    macro: str = ""
    styled: bool = False


BARRIER = Sign(("",))


def look(tokens: Sequence[str]) -> tuple[str, ...]:
    """What a reader sees, letter by letter: without braces and fonts, an index below before one above."""
    out: list[str] = []
    for text in _ordered(tokens):
        seen = ALIKE.get(text, text)
        if seen in ("{", "}") or seen in WRAPPERS or seen in NOTHING:
            continue
        if seen in ("'", "*") and out[-1:] == ["^"]:
            out.pop()
        out += [seen] if seen.startswith("\\") else list(seen)
    return tuple(out)


def function(seen: tuple[str, ...]) -> bool:
    """Whether this is the look of Euler's e, of a function, an operator or a word of logic."""
    held = "".join(seen)
    return seen == EULER or (len(held) > 1 and (held in FUNCTIONS or held.lower() in FUNCTIONS))


def signs(texts: Sequence[str], spelled: Callable[[str], Sequence[str]]) -> list[Sign]:
    r"""The formulas of a claim sign by sign; ``spelled``: what a macro \sf... stands for. Words are barriers."""
    out: list[Sign] = []
    inline, display, styled = False, 0, False
    listed = list(_ordered(texts))
    for at, (text, quiet) in enumerate(zip(listed, _quiet(listed), strict=True)):
        if text == "$":
            inline = not inline
        elif text in (r"\begin", r"\end") and listed[at + 2 : at + 3] and listed[at + 2] in DISPLAYS:
            display += 1 if text == r"\begin" else -1
        if text in FONTS:
            out += [Sign((text,))] if text in ALPHABETS else []
            styled = True
            continue
        if text == "{" and styled:
            continue
        if text.startswith("\\"):
            out += _command(text, spelled)
        elif text.isalpha() and (not (inline or display) or (quiet and len(text) > 1)):
            out.append(BARRIER)
        elif text in UNITS and listed[at - 1].isdecimal():
            out.append(BARRIER)  # the space of \\[2pt]
        elif text not in ("{", "}"):
            held = look((text,))
            out += [Sign(held, "", True)] if styled else [Sign((c,)) for c in held]
        styled = False
    return out


def _command(text: str, spelled: Callable[[str], Sequence[str]]) -> list[Sign]:
    """A command as it is printed: a symbol as one sign; what the page is made of, as a barrier."""
    if text == r"\sfset":
        return [Sign((t,), "", True) for t in look(spelled(text)) if t.isalpha() or t.startswith("\\")]
    if not text.startswith(r"\sf"):
        return [Sign(held)] if (held := look((text,))) else []
    if text.removeprefix(r"\sf") in STRUCTURE:
        return [BARRIER]
    held = look(spelled(text))
    inner = [Sign((t,), "", True) for t in held] if r"\frac" in held else []
    return [*inner, Sign(held, text)] if held else []


def clashes(
    signs: Sequence[Sign], changed: Mapping[str, tuple[str, ...]], own: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """The symbols that look like something else of the claim, and like what; ``own``: as an export prints them."""
    holders: dict[tuple[str, ...], list[str]] = {}
    for name, seen in changed.items():
        if len(seen) > LONGEST or any(t.startswith(r"\sf") for t in seen):
            yield name, "more than a symbol"
        elif seen:
            holders.setdefault(seen, []).append(name)
            if function(seen) and (seen == EULER or seen != own.get(name)):
                yield name, "".join(seen)
    longest = max(map(len, holders), default=0)
    for start in range(len(signs)):
        met: tuple[str, ...] = ()
        for end in range(start, len(signs)):
            met += signs[end].look
            if len(met) > longest or BARRIER in signs[end : end + 1]:
                break
            part = signs[start : end + 1]
            for name in holders.get(met, ()):
                itself = end == start and part[0].macro == name
                plain = not any(s.macro or s.styled for s in part) and met == own.get(name) != EULER
                if not (itself or plain):
                    yield name, part[0].macro if end == start and part[0].macro else _said(met)


def _said(seen: tuple[str, ...]) -> str:
    return "".join(f"{t} " if t.startswith("\\") else t for t in seen).strip()


def _ordered(tokens: Sequence[str]) -> list[str]:
    """The same with what is raised behind what is lowered: z^{*}_{0} is printed as z_{0}^{*} is."""
    out: list[str] = []
    tokens, at = list(tokens), 0
    while at < len(tokens):
        end = _script(tokens, at) if tokens[at] in ("^", "'") else at
        if end > at and tokens[end : end + 1] == ["_"] and (stop := _script(tokens, end)) > end:
            out += [*tokens[end:stop], *tokens[at:end]]
            at = stop
        else:
            out.append(tokens[at])
            at += 1
    return out


def _script(tokens: Sequence[str], at: int) -> int:
    """Where the index that begins here ends; the start itself if it is too long to be one."""
    if tokens[at] == "'" or tokens[at + 1 : at + 2] != ["{"]:
        return min(len(tokens), at + 1 + (tokens[at] != "'"))
    depth = 0
    for end in range(at + 1, min(len(tokens), at + SCRIPT)):
        depth += (tokens[end] == "{") - (tokens[end] == "}")
        if not depth:
            return end + 1
    return at


def _quiet(tokens: Sequence[str]) -> list[bool]:
    """For each token whether it stands in the name of a label, or in words."""
    out: list[bool] = []
    depth, within, opening = 0, 0, False
    for text in tokens:
        if text == "{":
            depth += 1
            within = within or (depth if opening else 0)
        out.append(bool(within))
        if text == "}":
            within = 0 if within == depth else within
            depth -= 1
        opening = text in UNPRINTED
    return out
