"""The point at which a claim fails, as exact numbers, with a script of plain Python that finds the number again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from symflow.claim.claim import Claim, Instance
from symflow.claim.layout import layout_of
from symflow.evidence.result import Refutation
from symflow.ledger.run import Result
from symflow.render.names import symbol
from symflow.render.report.extent import sizes_at
from symflow.render.report.markup import code_block, esc, fold, scrolling
from symflow.render.text import SIGNS

WIDEST_MATRIX = 16
LONGEST_LIST = 64


def witness(result: Result) -> str:
    """The witness of a refuted claim, or the choice that makes a statement say nothing."""
    found, claim = result.refutation, result.claim
    blocks = list(_refutation(found, claim)) if found is not None else []
    if result.verdict == "VACUOUS":
        names = ", ".join(f"<code>{esc(name)} = 0</code>" for name in claim.choice)
        blocks.append(
            f"<p>The statement is met by {names}: it says that something exists, and 0 is enough.</p>"
        )
    if claim.reproduce.strip():
        blocks.append(
            "<p>The same in plain Python, without symflow; it prints a number that should be 0 or of the other "
            "sign if the claim were true:</p>" + code_block(claim.reproduce)
        )
    if not blocks:
        return ""
    return "<h4>Witness</h4>" + "".join(blocks)


def _refutation(found: Refutation, claim: Claim) -> Iterator[str]:
    """Which part fails, where, and by how much."""
    yield f"<p>Part ({esc(found.part)}) fails at {sizes_at(found.instance, claim)}, with these exact numbers:</p>"
    yield values(found.instance, claim)
    at = ", ".join(f"<code>{esc(symbol(name))} = {value}</code>" for name, value in found.indices)
    where = f" at {at} (counted from 0)" if at else ""
    yield (
        f"<p>There{where}, {gap(found)}, enclosed in balls of {found.bits} bits; the claim says "
        f"left {esc(SIGNS[found.relation])} right.</p>"
    )


def gap(found: Refutation) -> str:
    """``left − right lies in [0.1, 0.2]``: what the claim says of it is excluded."""
    what = "the imaginary part of left − right" if found.imaginary else "left − right"
    return f"{what} lies in <code>[{esc(found.lower)}, {esc(found.upper)}]</code>"


def values(point: Instance, claim: Claim) -> str:
    """Every variable with its entries."""
    variables = {v.name: v for v in claim.domain.model.variables}
    rows = []
    for name, entries in point.values:
        spaces = variables[name].spaces if name in variables else ()
        lengths = [layout_of(point).size(space) for space in spaces]
        columns = lengths[1] if len(lengths) == 2 and lengths[0] * lengths[1] == len(entries) else 0
        rows.append(f"<dt><code>{esc(symbol(name))}</code></dt><dd>{_entries(name, entries, columns)}</dd>")
    return f'<dl class="values">{"".join(rows)}</dl>'


def _entries(name: str, entries: Sequence[Fraction], columns: int) -> str:
    if 1 < columns <= WIDEST_MATRIX and len(entries) > columns:
        lines = [entries[i : i + columns] for i in range(0, len(entries), columns)]
        body = "".join("<tr>" + "".join(f"<td>{e}</td>" for e in line) + "</tr>" for line in lines)
        return scrolling(f'<table class="matrix"><tbody>{body}</tbody></table>', f"Matrix {name}")
    if len(entries) == 1:
        return f"<code>{entries[0]}</code>"
    text = f"<code>({', '.join(map(str, entries))})</code>"
    shown = scrolling(text, f"Entries of {name}")
    return fold(f"{len(entries)} entries", shown) if len(entries) > LONGEST_LIST else shown
