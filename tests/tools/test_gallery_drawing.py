"""The pictures are drawn from the data beside them: needs matplotlib."""

from __future__ import annotations

import pytest
from pictures import (
    band,
    bound,
    counterexamples,
    depth,
    fig2,
    late,
    many,
    modes,
    nearby,
    portrait,
    rate,
    ray,
    tree,
    waiting,
)
from pictures.picture import Picture
from scripts import ROOT, script

from symflow.render.plots.look import look, mark_of, svg
from symflow.render.plots.table import parsed

ORDER = (
    modes,
    portrait,
    bound,
    band,
    ray,
    rate,
    waiting,
    nearby,
    counterexamples,
    depth,
    tree,
    many,
    fig2,
    late,
)
ALL = [module.PICTURE for module in ORDER]


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
    """No picture is left out."""
    assert list(script("gallery").PICTURES) == ALL
    found = {p.stem for p in (ROOT / "tools" / "pictures").glob("*.py")}
    assert found - {"__init__", "measured", "table", "style", "picture"} == {p.name for p in ALL}
