"""What is drawn is what stands in the CSV, and the files are the same each time. Needs matplotlib."""

from __future__ import annotations

import math
import re
import sys
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import symflow
from symflow.errors import InputError, MissingPart
from symflow.render.plots import NAMES, Drawn, bound, draw, fig2, look, measures, rate, waiting
from symflow.render.plots.portrait import place_of
from symflow.render.plots.table import Table, log10, parsed

SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 150_000


@cache
def drawn(name: str) -> Drawn:
    """A picture as it stands in a report, computed once."""
    return draw(name)


@cache
def inside(name: str) -> str:
    """Its inline SVG."""
    return drawn(name).svg()


def lines(name: str) -> list[list[tuple[float, float]]]:
    """The points of every line of a picture, panel by panel, read back from its axes."""
    page = drawn(name).figure()
    return [list(map(tuple, line.get_xydata().tolist())) for axes in page.axes for line in axes.lines]


def close(one: Any, other: Any) -> bool:
    """The same points."""
    a, b = np.array(one, dtype=float), np.array(other, dtype=float)
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=1e-12, atol=0, equal_nan=True))


def pairs(x: list[float], y: list[float]) -> list[tuple[float, float]]:
    return list(zip(x, y, strict=True))


def stored(name: str) -> Table:
    """The data as they are written."""
    return parsed(drawn(name).csv)


# --- what is drawn ---


@pytest.mark.parametrize(
    ("name", "y", "first"),
    [
        ("measures", [measures.SPREAD, measures.ANGLES, measures.V, measures.LOSS], measures.TIME),
        ("bound", [bound.BOUND, bound.V], bound.TIME),
    ],
)
def test_lines_on_doubly_logarithmic_axes(name: str, y: list[str], first: str) -> None:
    rows = stored(name).after(1)
    expected = [pairs(rows.logarithms(first), rows.logarithms(column)) for column in y]
    found = lines(name)
    assert len(found) == len(expected)
    assert all(close(a, b) for a, b in zip(found, expected, strict=True))


def test_the_modes() -> None:
    rows = stored("modes").after(1)
    expected = [pairs(rows.logarithms("t [1]"), rows.column(f"s{k} [1]")) for k in range(1, 8)]
    found = lines("modes")
    assert len(found) == 7
    assert all(any(close(a, b) for b in found) for a in expected)


def test_the_late_modes_and_their_law() -> None:
    rows = stored("late")
    x = [math.log10(t) for t in rows.logarithms("t [1]")]
    names = [*(f"s{k} [1]" for k in range(1, 8)), "log(2Kt) [1]"]
    found = lines("late")
    assert len(found) == 8
    assert all(any(close(pairs(x, rows.logarithms(name)), b) for b in found) for name in names)


def test_the_band() -> None:
    rows = stored("rate")
    expected = [pairs(rows.column(rate.MEAN), rows.logarithms(y)) for y in (rate.UPPER, rate.LOWER, rate.V)]
    assert all(close(a, b) for a, b in zip(lines("rate"), expected, strict=True))


def test_the_portrait() -> None:
    """Every curve, and nothing but the triangle, starting points and the star besides."""
    rows, found = stored("portrait"), lines("portrait")
    names = list(dict.fromkeys(row[0] for row in rows.rows))
    for name in names:
        here = rows.where("curve", name)
        parts = zip(*(here.column(f"s{k} [1]") for k in (1, 2, 3)), strict=True)
        places = [place_of(three) for three in parts]
        assert any(close(places, line) for line in found)
    count = sum(name.startswith("trajectory") for name in names)
    assert len(found) == len(names) + count + 2


def test_the_marks_of_the_waiting_times() -> None:
    rows, found = stored("waiting"), lines("waiting")
    for goal in waiting.GOALS:
        here = rows.where(waiting.GOAL, goal)
        assert any(
            close(pairs(here.column(waiting.K_COLUMN), here.logarithms(waiting.TIME)), b) for b in found
        )


def test_figure_2() -> None:
    rows, found = stored("fig2"), lines("fig2")
    for _, metric, _ in fig2.DRAWN:
        for scale in fig2.SCALES:
            here = rows.where(fig2.SCALE, scale)
            kept = [row for row in here.rows if float(row[1]) > 1]
            place = rows.columns.index(fig2.column(metric, "median"))
            expected = [(math.log(float(row[1])), float(row[place])) for row in kept]
            assert any(close(expected, line) for line in found)


@pytest.mark.parametrize("name", NAMES)
def test_axes_are_named_and_nothing_is_cut_off(name: str) -> None:
    """Axes in words; ticks of one axis differ; every text lies on the page."""
    page = drawn(name).figure()
    page.draw_without_rendering()
    box = page.bbox
    for axes in page.axes:
        if name != "portrait":
            assert axes.get_xlabel() or axes.get_title(loc="left")
        for axis in (axes.xaxis, axes.yaxis):
            texts = [t.get_text() for t in axis.get_ticklabels() if t.get_text() and t.get_visible()]
            assert len(texts) == len(set(texts))
        for text in axes.texts:
            place = text.get_window_extent()
            assert box.x0 - 1 <= place.x0
            assert place.x1 <= box.x1 + 1
            assert box.y0 - 1 <= place.y0
            assert place.y1 <= box.y1 + 1


# --- inside a page ---


@pytest.mark.parametrize("name", NAMES)
def test_the_inline_picture(name: str) -> None:
    """Small, the same each time, alone with its ids, without colour of its own in texts, and without a way out."""
    text = inside(name)
    assert text == drawn(name).svg()
    assert len(text) < LARGEST
    assert text.startswith("<svg ")
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert drawn(name).title in str(root.get("aria-label"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(i).startswith(f"plot-{name}-") for i in ids)
    used = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', text))
    assert {a or b for a, b in used} <= set(ids)
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"<style|<metadata|<script|<!--|<\?xml|20\d\d-\d\d", text)
    assert not any(colour in text for colour in (look.INK, look.FAINT, look.GRID, "#ffffff", "#000000"))
    assert text.count("currentColor") > 10
    assert not list(root.iter(f"{SVG}title"))


def test_no_id_is_shared_by_two_pictures() -> None:
    found = [i for name in NAMES for i in re.findall(r'\bid="([^"]+)"', inside(name))]
    assert len(found) == len(set(found))


def test_a_second_computation_gives_the_same_bytes() -> None:
    again = draw("rate")
    assert again.svg() == drawn("rate").svg()
    assert again.csv == drawn("rate").csv
    assert again.image("svg") == drawn("rate").image("svg")
    assert again.image("pdf") == drawn("rate").image("pdf")


def test_the_settings_of_the_user_change_nothing_and_stay() -> None:
    """As with a matplotlibrc of one's own."""
    import matplotlib as mpl

    with mpl.rc_context({"lines.linewidth": 9.0, "axes.facecolor": "red", "figure.dpi": 33}):
        text = drawn("bound").svg()
        assert mpl.rcParams["lines.linewidth"] == 9.0
    assert text == inside("bound")


def test_in_a_notebook() -> None:
    """The picture and what it says."""
    shown = drawn("bound")._repr_html_()
    assert shown.startswith("<figure><svg ")
    assert "(global-convergence)" in shown


# --- files ---


@pytest.mark.parametrize(("kind", "head"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_file_and_its_data(kind: str, head: bytes, tmp_path: Path) -> None:
    one = drawn("waiting")
    names = one.save(tmp_path / f"w.{kind}")
    assert names == (str(tmp_path / f"w.{kind}"), str(tmp_path / "w.csv"))
    content = (tmp_path / f"w.{kind}").read_bytes()
    assert content.startswith(head)
    assert not re.search(rb"20\d\d-\d\d-\d\d|/CreationDate", content)
    assert (tmp_path / "w.csv").read_text(encoding="utf-8") == one.csv
    if kind == "svg":
        assert look.mark_of(content.decode()) == one.table.mark


def test_files_that_are_not_pictures() -> None:
    with pytest.raises(InputError, match=r"give a file that ends in \.svg"):
        drawn("waiting").save("w.gif")
    with pytest.raises(InputError, match="'gif' cannot be used"):
        drawn("waiting").image("gif")


def test_without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """Said before anything is computed."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(
        MissingPart, match=r"picture late: matplotlib is missing; pip install 'symflow\[plot\]'"
    ):
        draw("late")


# --- options ---


def test_other_starts() -> None:
    """Many modes are not named one by one; lines far outside of the range of floats are drawn."""
    many = draw("modes", K=64, t_end="1e4", digits=4)
    assert len(many.figure().axes[0].texts) == 2
    wide = draw("modes", modes=["1e-400", 1, 900], t_end="1e4", digits=4)
    assert "1e-400" in wide.csv.splitlines()[1] or "1.000e-400" in wide.csv.splitlines()[1]
    assert wide.svg()
    found = draw("late", modes=["1/10", 1, 2], t_end="1e30", digits=6)
    last = symflow.integrate(["1/10", 1, 2], samples=["1e30"], digits=6).modes[-1]
    assert found.table.rows[-1][1:-1] == last
    some = draw("waiting", K=[4, 5])
    assert [row[0] for row in some.table.rows] == ["4"] * 3 + ["5"] * 3
    assert log10(some.table.rows[0][2]) < log10(some.table.rows[2][2])
