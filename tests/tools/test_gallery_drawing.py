"""The pictures are drawn from the data beside them: needs matplotlib."""

from __future__ import annotations

import pytest
from pictures import bound, counterexamples, depth, fig2, late, many, modes, nearby, rate, ray, tree, waiting
from pictures.picture import Picture
from pictures.style import look, mark_of, svg
from pictures.table import parsed
from scripts import ROOT, script

ORDER = (modes, bound, ray, rate, waiting, nearby, counterexamples, depth, tree, many, fig2, late)
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
    assert all(axes.lines for axes in drawn.axes)
    assert any(axes.get_xlabel() for axes in drawn.axes)
    assert all(axes.get_ylabel() or axes.get_title(loc="left") for axes in drawn.axes)


def test_every_script_is_in_the_gallery() -> None:
    """No picture is left out."""
    assert list(script("gallery").PICTURES) == ALL
    found = {p.stem for p in (ROOT / "tools" / "pictures").glob("*.py")}
    assert found - {"__init__", "measured", "table", "style", "picture"} == {p.name for p in ALL}
