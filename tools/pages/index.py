"""The index of the theory pages: a table of all claims, and the graph of what rests on what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pages.prose import markdown
from pages.sources import Source

COLOURS = {
    "PROVED": "fill:#e6f1fa,stroke:#0072b2,color:#111",
    "REFUTED": "fill:#fbeadf,stroke:#d55e00,color:#111",
    "UNDECIDED": "fill:#fdf6dc,stroke:#8a6d00,color:#111",
}


def table(order: Sequence[Source], places: Mapping[str, str], numbers: Mapping[str, str]) -> str:
    """Every claim with its number, its title, its expected verdict and what it rests on."""
    rows = ["| claim | no. | statement | expected | rests on |", "|---|---|---|---|---|"]
    for source in order:
        claim = source.claim
        uses = ", ".join(f"[{name}]({places[name]})" for name in claim.uses) or "-"
        rows.append(
            f"| [{claim.id}]({places[claim.id]}) | {numbers[claim.id]} | {markdown(claim.title)} "
            f"| {claim.expected} | {uses} |"
        )
    return "\n".join(rows)


def graph(book: Mapping[str, Source]) -> str:
    """What rests on what, without the arrows that a longer way makes unnecessary."""
    edges = list(arrows({name: source.claim.uses for name, source in book.items()}))
    shown = sorted({name for edge in edges for name in edge})
    lines = ["```mermaid", "graph LR"]
    lines += [f'  {node(name)}["{name}"]:::{book[name].claim.expected}' for name in shown]
    lines += [f"  {node(used)} --> {node(name)}" for used, name in edges]
    lines += [f"  classDef {verdict} {colours}" for verdict, colours in COLOURS.items()]
    return "\n".join([*lines, "```"])


def node(name: str) -> str:
    """A claim as a name that the graph language takes."""
    return name.replace("-", "_")


def arrows(uses: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """(used, claim) for every direct use that is not also an indirect one."""
    for name in sorted(uses):
        for used in uses[name]:
            others = [other for other in uses[name] if other != used]
            if not any(used in below(other, uses) for other in others):
                yield used, name


def below(name: str, uses: Mapping[str, Sequence[str]]) -> set[str]:
    """Everything that a claim rests on."""
    found = set(uses[name])
    for used in uses[name]:
        found |= below(used, uses)
    return found
