r"""Exact points and boxes: the numbers of a witness, and where a part was evaluated with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symflow.algebra.quantities import Variable
from symflow.claim.claim import Claim, Instance
from symflow.claim.layout import layout_of
from symflow.evidence.proving.steps import Cover
from symflow.evidence.result import Refutation
from symflow.render.latex.escape import escape
from symflow.render.latex.references import own_part
from symflow.render.latex.statements import SIGNS
from symflow.render.latex.symbols import macro
from symflow.render.names import GREEK, symbol

SCHEMES = {"walsh": "Walsh characters", "cyclic": r"Fourier characters on $\mathbb{Z}_{\sfK}$"}
WIDEST_MATRIX = 12
LONGEST_ENTRY = 6


def point(instance: Instance, claim: Claim) -> list[str]:
    """An exact point: the sizes, and the entries of every variable."""
    sizes = rf"$\sfK={instance.K}$"
    sizes += f" ({SCHEMES[instance.scheme]})" if instance.scheme in SCHEMES else ""
    used = {space.name for v in claim.domain.model.variables for space in v.spaces}
    sizes += rf", $\sfn={instance.n}$" if "n" in used else ""
    sizes += rf", $\sfd={instance.d}$" if "d" in used else ""
    variables = {v.name: v for v in claim.domain.model.variables}
    values = [_value(name, entries, variables.get(name), instance) for name, entries in instance.values]
    short = [value for value in values if value.startswith("$")]
    matrices = [value for value in values if not value.startswith("$")]
    end = "." if not matrices else ", and" if short else ""
    return [f"At {sizes}, take {', '.join(short)}{end}", *matrices]


def _value(name: str, entries: Sequence[Fraction], variable: Variable | None, instance: Instance) -> str:
    """A quantity with its numbers: a scalar, a list in index order, or a matrix."""
    if variable is not None and not variable.spaces and len(entries) == 1:
        return f"${macro(name)}={_number(entries[0])}$"
    sizes = [layout_of(instance).size(s) for s in variable.spaces] if variable is not None else []
    fits = len(sizes) == 2 and sizes[0] * sizes[1] == len(entries) and 1 < sizes[1] <= WIDEST_MATRIX
    if fits and sizes[0] > 1 and all(len(str(e)) <= LONGEST_ENTRY for e in entries):
        return _matrix(name, entries, sizes[1])
    listed = r",\allowbreak ".join(map(_number, entries))
    return f"${macro(name)}=({listed})$"


def _matrix(name: str, entries: Sequence[Fraction], columns: int) -> str:
    rows = [entries[i : i + columns] for i in range(0, len(entries), columns)]
    body = " \\\\\n".join(" & ".join(map(_number, row)) for row in rows)
    array = f"\\begin{{array}}{{*{{{columns}}}{{c}}}}\n{body}\n\\end{{array}}"
    return (
        "\\begin{equation*}\\setlength{\\arraycolsep}{3pt}\n"
        f"{macro(name)}=\\left(\\,{array}\\,\\right)\n\\end{{equation*}}"
    )


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{value.numerator}/{value.denominator}"


def box(step: Cover, claim: Claim) -> list[str]:
    """A box of one variable on which a part was evaluated."""
    ends = [rf"[{_number(a)},{_number(b)}]" for a, b in zip(step.lower, step.upper, strict=True)]
    scheme = SCHEMES.get(step.scheme, escape(step.scheme))
    place = rf"$\sfK={step.K}$ ({scheme}) and ${macro(step.variable)}\in{{}}$"
    product = r"$\times\allowbreak$".join(f"${end}$" for end in ends)
    part = own_part(claim, step.part)
    return [f"For {place} {product}, part {part} holds by interval evaluation on ever smaller boxes."]


def failure(found: Refutation, claim: Claim) -> list[str]:
    """Which part fails at the point, and by how much."""
    places = ", ".join(f"${_index(name)}={value}$" for name, value in found.indices)
    at = f" with {places} (counted from $0$)" if places else ""
    part = own_part(claim, found.part)
    sign = "" if found.relation == "==" else SIGNS[found.relation]
    lower, upper = _decimal(found.lower), _decimal(found.upper)
    return [
        f"There the left-hand side of {part}{at} minus its right-hand side lies in",
        rf"\begin{{equation*}}[{lower},\;{upper}]\end{{equation*}}",
        rf"(enclosed in {found.bits}-bit balls), but {part} says that it is ${sign}0$.",
    ]


def _decimal(text: str) -> str:
    """A decimal number; a power of ten as such."""
    digits, _, exponent = text.lower().partition("e")
    return digits + (rf"\cdot 10^{{{int(exponent)}}}" if exponent else "")


def _index(name: str) -> str:
    return f"\\{name}" if name in GREEK else escape(symbol(name))
