r"""Where the claims of a graph stand: columns by longest path, a band for each chapter, few crossings.

A claim stands in the column behind everything that it uses. Within a band the rows of a column are ordered by the mean
height of their neighbours, in sweeps from left to right and back. Claims without any arrow stand below their band.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 132, 36
GAP, SPACE = 23, 8
HEAD, FOOT, NOTE = 30, 18, 20
SWEEPS = 8
Uses = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Band:
    """A chapter: its name, the height of its first row, and whether claims without arrows stand in it."""

    name: str
    top: int
    bottom: int
    alone: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The left upper corner of each claim, the arrows (used, claim), the bands, and the size of the whole."""

    places: dict[str, tuple[int, int]]
    arrows: tuple[tuple[str, str], ...]
    bands: tuple[Band, ...]
    width: int
    height: int


def layout(uses: Uses, chapters: Mapping[str, Sequence[str]]) -> Layout:
    """Places for every claim; ``chapters``: the ids of each band, in order."""
    known: dict[str, list[str]] = {name: [u for u in used if u in uses] for name, used in uses.items()}
    edges = tuple(arrows(known))
    joined = {name for edge in edges for name in edge}
    depth = depths(known)
    columns = 1 + max((depth[name] for name in joined), default=0)
    if len(joined) < len(known):
        columns = max(columns, min(6, len(known) - len(joined)))
    places: dict[str, tuple[int, int]] = {}
    bands: list[Band] = []
    cells = _ordered(edges, chapters, depth, joined)
    top = 0
    for name, members in chapters.items():
        rows = max((len(column) for column in cells[name].values()), default=0)
        first = top + HEAD
        for column, ids in cells[name].items():
            offset = first + (rows - len(ids)) * (HEIGHT + SPACE) // 2
            for row, own in enumerate(ids):
                places[own] = (column * (WIDTH + GAP), offset + row * (HEIGHT + SPACE))
        bottom = first + rows * (HEIGHT + SPACE)
        alone = [own for own in members if own not in joined]
        note = bottom
        if alone:
            bottom += NOTE if rows else 0
            for place, own in enumerate(alone):
                row, column = divmod(place, columns)
                places[own] = (column * (WIDTH + GAP), bottom + row * (HEIGHT + SPACE))
            bottom += (1 + (len(alone) - 1) // columns) * (HEIGHT + SPACE)
        bands.append(Band(name, top, bottom, note if alone and rows else 0))
        top = bottom + FOOT
    return Layout(places, edges, tuple(bands), columns * (WIDTH + GAP) - GAP, top)


def depths(uses: Uses) -> dict[str, int]:
    """The length of the longest way down from each claim."""
    found: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in found:
            found[name] = 1 + max((depth(used) for used in uses[name]), default=-1)
        return found[name]

    for name in uses:
        depth(name)
    return found


def arrows(uses: Uses) -> Iterator[tuple[str, str]]:
    """(used, claim) for every direct use that is not also an indirect one."""
    for name in sorted(uses):
        for used in uses[name]:
            others = [other for other in uses[name] if other != used]
            if not any(used in _below(other, uses) for other in others):
                yield used, name


def _below(name: str, uses: Uses) -> set[str]:
    found, waiting = set[str](), [name]
    while waiting:
        for used in uses[waiting.pop()]:
            if used not in found:
                found.add(used)
                waiting.append(used)
    return found


def _ordered(
    edges: Sequence[tuple[str, str]],
    chapters: Mapping[str, Sequence[str]],
    depth: Mapping[str, int],
    joined: set[str],
) -> dict[str, dict[int, list[str]]]:
    """The rows of each column of each band, by the mean height of their neighbours."""
    near: dict[str, list[str]] = {name: [] for name in joined}
    for left, right in edges:
        near[left].append(right)
        near[right].append(left)
    cells = {
        chapter: {
            column: [n for n in ids if n in joined and depth[n] == column]
            for column in sorted({depth[n] for n in ids if n in joined})
        }
        for chapter, ids in chapters.items()
    }
    for sweep in range(SWEEPS):
        height = _heights(cells)
        for chapter in cells:
            for column in sorted(cells[chapter], reverse=bool(sweep % 2)):
                cell = cells[chapter][column]
                cell.sort(key=lambda n: (sum(height[m] for m in near[n]) / len(near[n]), height[n], n))
                height.update(_heights(cells))
    return cells


def _heights(cells: Mapping[str, Mapping[int, Sequence[str]]]) -> dict[str, float]:
    """The height of every claim, columns centred in their bands."""
    found: dict[str, float] = {}
    top = 0.0
    for columns in cells.values():
        rows = max((len(ids) for ids in columns.values()), default=0)
        for ids in columns.values():
            found.update({n: top + (rows - len(ids)) / 2 + place for place, n in enumerate(ids)})
        top += rows + 1
    return found


def curve(found: Layout, arrow: tuple[str, str]) -> str:
    """The path of an arrow, as SVG has it: from the right side of the one to the left side of the other."""
    (x, y), (u, v) = (found.places[name] for name in arrow)
    x, y, v = x + WIDTH, y + HEIGHT // 2, v + HEIGHT // 2
    bend = max(14, min(90, (u - x) // 2))
    return f"M{x} {y}C{x + bend} {y} {u - bend} {v} {u - 1} {v}"


def lines(name: str, longest: int) -> list[str]:
    """An id on one line, or on two where it is longer than that; what does not fit into two is cut off."""
    if len(name) <= longest:
        return [name]
    cuts = [place + 1 for place, c in enumerate(name) if c == "-" and place < longest]
    cut = min(cuts, key=lambda place: abs(place - len(name) / 2), default=longest)
    rest = name[cut:]
    return [name[:cut], rest if len(rest) <= longest else rest[: longest - 1] + "…"]
