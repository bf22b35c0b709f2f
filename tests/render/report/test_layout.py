"""The graph: what is used stands to the left, nothing overlaps, every arrow says something, the same again."""

from __future__ import annotations

from itertools import combinations

import pytest

from symflow.ledger import claims
from symflow.render.report.layout import HEIGHT, WIDTH, Layout, arrows, curve, depths, layout, lines

USES = {name: claim.uses for name, claim in claims().items()}
CHAPTERS: dict[str, list[str]] = {}
for name, claim in claims().items():
    CHAPTERS.setdefault(claim.chapter, []).append(name)


@pytest.fixture(scope="module")
def whole() -> Layout:
    """The graph of every claim of the package."""
    return layout(USES, CHAPTERS)


def below(name: str) -> set[str]:
    """Everything that a claim rests on."""
    return {other for used in USES[name] for other in (used, *below(used))}


def test_every_claim_has_a_place_of_its_own(whole: Layout) -> None:
    """Boxes do not overlap, and none leaves the picture."""
    assert set(whole.places) == set(USES)
    for (x, y), (u, v) in combinations(whole.places.values(), 2):
        assert abs(x - u) >= WIDTH or abs(y - v) >= HEIGHT
    assert all(
        0 <= x <= whole.width - WIDTH and 0 <= y <= whole.height - HEIGHT for x, y in whole.places.values()
    )


def test_what_is_used_stands_to_the_left(whole: Layout) -> None:
    """So every arrow leads to the right."""
    assert [e for e in whole.arrows if whole.places[e[0]][0] + WIDTH >= whole.places[e[1]][0]] == []


def test_arrows_lose_nothing(whole: Layout) -> None:
    """What a claim rests on is what the arrows lead to it from, and no arrow repeats a longer way."""
    into: dict[str, list[str]] = {name: [] for name in USES}
    for left, right in whole.arrows:
        into[right].append(left)

    def reached(name: str) -> set[str]:
        return {other for used in into[name] for other in (used, *reached(used))}

    for name in USES:
        assert reached(name) == below(name)
        assert not any(used in below(other) for used in into[name] for other in into[name])


def test_claims_stand_in_the_band_of_their_chapter(whole: Layout) -> None:
    """And bands do not overlap."""
    for band in whole.bands:
        assert all(band.top <= whole.places[n][1] <= band.bottom - HEIGHT for n in CHAPTERS[band.name])
    tops = [edge for band in whole.bands for edge in (band.top, band.bottom)]
    assert tops == sorted(tops)


def test_the_same_graph_again(whole: Layout) -> None:
    """Whatever the order in which uses are listed."""
    turned = {name: tuple(reversed(used)) for name, used in USES.items()}
    assert layout(turned, CHAPTERS).places == whole.places


def test_small_graphs() -> None:
    """One claim, none, a claim that uses one that is not on the page."""
    assert layout({}, {}).places == {}
    assert layout({"a": ("elsewhere",)}, {"c": ["a"]}).arrows == ()
    assert depths({"a": (), "b": ("a",), "c": ("a", "b")}) == {"a": 0, "b": 1, "c": 2}
    assert list(arrows({"a": (), "b": ("a",), "c": ("a", "b")})) == [("a", "b"), ("b", "c")]


def test_an_arrow_leads_from_the_right_side_to_the_left_side(whole: Layout) -> None:
    """At half the height of both boxes, a pixel before the second."""
    arrow = whole.arrows[0]
    (x, y), (u, v) = (whole.places[name] for name in arrow)
    path = curve(whole, arrow)
    assert path.startswith(f"M{x + WIDTH} {y + HEIGHT // 2}C")
    assert path.endswith(f" {u - 1} {v + HEIGHT // 2}")


def test_a_long_id_takes_two_lines() -> None:
    """Broken behind a hyphen where there is one; what does not fit into the second line is cut off, visibly."""
    assert lines("chebyshev", 16) == ["chebyshev"]
    assert lines("lyapunov-decrease-twice", 16) == ["lyapunov-", "decrease-twice"]
    assert lines("a" * 20, 16) == ["a" * 16, "a" * 4]
    assert lines("a" * 40, 16) == ["a" * 16, "a" * 15 + "…"]
