"""The pictures are drawn from the data beside them: needs matplotlib."""

from __future__ import annotations

import pytest
from pictures.picture import Picture
from scripts import ROOT, script

from symflow.render.plots.look import look, mark_of, svg
from symflow.render.plots.table import parsed

ALL = list(script("gallery").PICTURES)


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
def test_a_picture_is_drawn_and_carries_its_mark(picture: Picture) -> None:
    """Twice the same bytes, labelled axes, one panel at least."""
    table = parsed((ROOT / "docs" / "gallery" / f"{picture.name}.csv").read_text(encoding="utf-8"))
    with look():
        drawn = picture.draw(table)
        text = svg(drawn, picture.title, table.mark)
        again = svg(picture.draw(table), picture.title, table.mark)
    assert text == again
    assert mark_of(text) == table.mark
    assert drawn.axes
    assert any(axes.lines for axes in drawn.axes)
    seen = [axes for axes in drawn.axes if axes.axison]  # a triangle has its names in its corners
    assert seen or all(axes.texts for axes in drawn.axes)
    assert not seen or any(axes.get_xlabel() for axes in seen)
    assert all(axes.get_ylabel() or axes.get_title(loc="left") or not axes.lines for axes in seen)


def test_every_script_is_in_the_gallery() -> None:
    """No picture is left out, and none is shown twice."""
    found = {p.stem for p in (ROOT / "tools" / "pictures").glob("*.py")}
    assert sorted(p.name for p in ALL) == sorted(found - {"__init__", "measured", "table", "picture"})
