"""The pictures of growth can be drawn, and carry the mark of their data."""

from __future__ import annotations

import pytest
from benchmarks.outcome import Data, Entry
from benchmarks.pictures import PICTURES, drawn, points

from symflow.render.plots.look import mark_of

ENTRIES = tuple(
    Entry(K, 50, "1000", name, "measured", K / 100, 3, 1.0, None, "1e-51")
    for K in (16, 4)
    for name in ("ours", "heyoka-real")
)
DATA = Data("planted", 1.0, {}, (*ENTRIES, Entry(64, 50, "1000", "ours", "late", reason="over 1 s")))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.name)
def test_a_picture(picture) -> None:
    text = drawn(picture, DATA)
    assert mark_of(text) == DATA.mark
    assert text.count("<use") > 4


def test_only_measured_times_are_points() -> None:
    assert points(PICTURES[0], DATA, "ours", 0) == [(4.0, 0.04), (16.0, 0.16)]
