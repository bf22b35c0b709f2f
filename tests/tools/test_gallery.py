"""The gallery: the stored data are what the scripts compute, and the pictures belong to them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from mpmath import MPContext
from pictures import band, bound, counterexamples, fig2, modes, nearby, portrait, rate, ray
from pictures.measured import NAMES, STARTS, curves, exponents, tabled
from pictures.picture import Picture
from pictures.table import difference, rounded, table
from scripts import ROOT, script

from symflow.experiment.descent import Descent
from symflow.experiment.late import Late, bound_within
from symflow.experiment.model import PAPER, drawn
from symflow.experiment.run import Course, Experiment
from symflow.ledger.run import claims
from symflow.render.plots.table import Table, parsed

FOLDER = ROOT / "docs" / "gallery"
LARGEST = 1_500_000


@pytest.fixture(scope="module")
def gallery() -> ModuleType:
    """The script as a module."""
    return script("gallery")


def stored(name: str) -> Table:
    """The data beside a picture."""
    return parsed((FOLDER / f"{name}.csv").read_text(encoding="utf-8"))


# --- what is stored ---


def test_every_picture_belongs_to_its_data_and_the_page_is_fresh(gallery: ModuleType) -> None:
    assert [gallery.unfit(picture, FOLDER) for picture in gallery.PICTURES] == [""] * len(gallery.PICTURES)
    assert gallery.around(gallery.PICTURES, FOLDER) == []


def test_the_files_are_small_and_carry_no_date() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LARGEST
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")]
    assert len(texts) == 14
    assert not any(re.search(r"<dc:date|20\d\d-\d\d", text) for text in texts)


def test_the_page_says_what_is_proved_with_ids_that_exist(gallery: ModuleType) -> None:
    """Every picture says what was measured, and names claims of the package."""
    book = claims()
    for picture in gallery.PICTURES:
        assert "*Proved" in picture.text
        assert "*Measured:*" in picture.text
        named = re.findall(r"`([a-z0-9-]+)`", picture.text)
        assert named
        assert [name for name in named if name not in book] == []


@pytest.mark.parametrize("compute", [modes.data, portrait.data, bound.data, band.data, counterexamples.data])
def test_the_data_are_computed_again(compute: Callable[[], Table]) -> None:
    name = compute.__module__.rpartition(".")[2]
    assert difference(stored(name), compute()) == ""


def test_the_smallest_case_of_the_rate_is_computed_again() -> None:
    fresh = table(["K", "t", "mean", "V", "error"], rate.samples(4))
    assert difference(stored("rate").where("K", "4"), fresh) == ""


def test_one_random_start_is_computed_again_and_v_rises_there() -> None:
    case = nearby.CASES[-1]
    fresh = table(["start", "t", "difference", "off_diagonal", "V"], nearby.samples(*case[:5]))
    assert difference(stored("nearby").where("start", case[0]), fresh) == ""
    v = fresh.column("V")
    assert max(b / a for a, b in pairwise(v)) > 2


def test_some_digits_of_the_ray_are_computed_again() -> None:
    rows = stored("ray").where("K", "4").rows
    assert rows[0] == ("walsh", "4", "1e3", "10", ray.correct("walsh", 4, "1e3", 10))
    assert all(float(right) > int(asked) - 1 for *_, asked, right in stored("ray").rows)


def begun(experiment: Experiment, points: int) -> Table:
    """The table of the first points of a run."""
    arrays = experiment.start()
    rows = []
    for place in range(points):
        there = False
        while not there:
            arrays, there = experiment.advance(arrays, place)
        rows.append(experiment.measure(arrays))
    return tabled(experiment, Course(arrays, np.array(rows)))


def first_rows(name: str, start: tuple[int, str], points: int) -> Table:
    """What is stored of the first points of one start."""
    seed, scale = start
    found = stored(name).where("scale", scale).where("seed", str(seed))
    return Table(found.columns, found.rows[:points])


@pytest.mark.parametrize("start", [(3, "0.1"), (9, "1")])
def test_one_start_of_the_experiments_is_computed_again(start: tuple[int, str]) -> None:
    """The first 2000 steps, and all of the flow."""
    descent, flow = Descent([start], fig2.STEPS), Late([start])
    early = sum(t <= 2000 for t in descent.points)
    assert difference(first_rows("fig2", start, early), begun(descent, early)) == ""
    points = len(flow.points)
    assert difference(first_rows("late", start, points), begun(flow, points)) == ""


# --- what the captions say ---


def readings(module: ModuleType, window: tuple[float, float]) -> dict[tuple[str, str], str]:
    """What the runs say about p = 1, for each metric and scale."""
    found = exponents(stored(module.PICTURE.name), module.WINDOWS)
    return {(f.metric, f.scale): f.reading for f in found if f.window == window}


def test_what_is_said_of_the_experiment_of_the_paper() -> None:
    """Caption and page: flat (b) and (d) in every run, steep cosines from small entries, nine of twelve not 1."""
    found = readings(fig2, fig2.WINDOWS[0])
    for scale in ("0.1", "1"):
        assert found["within", scale] == found["duality", scale] == "below, in every run"
    assert found["angles-means", "0.1"] == found["angles-classifier", "0.1"] == "above, in every run"
    assert sum(reading.startswith(("below", "above")) for reading in found.values()) == 9
    assert not any(reading.startswith("about 1") for reading in found.values())


def test_what_is_said_of_late_times() -> None:
    """About -1 and -1/2 at the right end."""
    found = exponents(stored("late"), [(100.0, 1000.0)])
    for f in found:
        known = 0.5 if f.metric == "within" else 1.0
        assert f.p.mean == pytest.approx(known, abs=0.2 if f.scale == "1" else 0.04)


def test_the_start_of_the_paper_keeps_its_within_class_part() -> None:
    """The bound of the caption is positive for every start, and the stored curves of (b) never fall to 0."""
    w, h = drawn(PAPER, [(seed, float(scale)) for seed, scale in STARTS])
    assert min(bound_within(one, other) for one, other in zip(w, h, strict=True)) > 0.01
    assert curves(stored("late"))[1][-1, :, NAMES.index("within")].min() > 0.01


def test_the_bound_holds_where_it_is_drawn_and_has_the_constants_of_the_caption() -> None:
    mp = MPContext()
    known = bound.Constants(mp, 4, mp.log(2) - mp.log(6) / 3, mp.mpf(2))
    assert [mp.nstr(x, 3) for x in (known.v0, known.c, known.power)] == ["0.0959", "0.276", "0.112"]
    assert mp.nstr(mp.log10(known.time(known.v0 / 2)), 5) == "15658.0"
    assert mp.nstr(mp.log10(known.time(known.v0 / 10)), 2) == "1.7e+9"
    x = known.passed(mp.mpf(100))
    assert abs(known.clock(x) - known.clock(2) - 2 * 4 * known.c * 100) < 1e-9
    names = ("V", "bound", "bound_by_clock")
    for v, near, far in list(zip(*(stored("bound").column(name) for name in names), strict=True))[1:]:
        assert v < near < far < known.v0


def test_what_rises_rises_at_the_start() -> None:
    for case in ("depth-3", "unequal-imbalance", "max-min-ratio-16"):
        value = stored("counterexamples").where("case", case).column("value")
        assert value[1] > value[0]
    assert value[0] == pytest.approx(2.302585093)


def test_the_integration_in_the_script() -> None:
    """Its rate of V at the start is that of the claim, and half the step gives the same curve."""
    snippet = claims()["depth-3"].reproduce
    run = subprocess.run([sys.executable, "-c", snippet], capture_output=True, text=True, check=True)
    start, h = counterexamples.DEPTH_START, 1e-5
    after, before = (counterexamples.runge_kutta(counterexamples.motion, start, x) for x in (h, -h))
    ends = [counterexamples.lyapunov([x**3 for x in r]) for r in (after, before)]
    assert (ends[0] - ends[1]) / (2 * h) == pytest.approx(float(run.stdout), rel=1e-5)
    half = start
    for _ in range(2 * counterexamples.EVERY):
        half = counterexamples.runge_kutta(
            counterexamples.motion, half, counterexamples.DEPTH_END / counterexamples.DEPTH_STEPS / 2
        )
    v = counterexamples.lyapunov([x**3 for x in half])
    assert f"{v:.8f}" == f"{counterexamples.deep()[1][1]:.8f}"


# --- the check ---


def small(value: str) -> Picture:
    """A picture without drawing."""
    return Picture("small", "t", "a", "x", lambda: table(["x"], [(value,)]), lambda rows: None)


def kept(folder: Path, value: str, mark: str) -> None:
    """The files of such a picture."""
    (folder / "small.csv").write_text(f"x\n{value}\n", encoding="utf-8")
    (folder / "small.svg").write_text(f"data {mark}", encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "fresh", "wrong"),
    [
        ("1.2345678", "1.23456781", ""),
        ("1.2345678", "1.23456789", ""),
        ("1.2345678", "1.23456801", "x: stored 1.2345678, computed 1.2345680"),
        ("1.2345678", "-1.2345678", "x: stored"),
        ("1.2345678e-300", "1.2345678e-299", "x: stored"),
        ("0", "1e-9", "x: stored"),
        ("a", "b", "x: stored a, computed b"),
    ],
)
def test_other_data_are_noticed(
    gallery: ModuleType, tmp_path: Path, value: str, fresh: str, wrong: str
) -> None:
    """More than a unit in the last printed digit is a difference."""
    kept(tmp_path, value, table(["x"], [(value,)]).mark)
    found = gallery.wrong(small(fresh), tmp_path)
    assert found == "" if not wrong else wrong in found


def test_a_picture_of_other_data_is_noticed(gallery: ModuleType, tmp_path: Path) -> None:
    kept(tmp_path, "1", table(["x"], [("2",)]).mark)
    assert gallery.wrong(small("1"), tmp_path) == "small.svg: was not drawn from small.csv"
    (tmp_path / "small.svg").unlink()
    assert "cannot be read" in gallery.wrong(small("1"), tmp_path)


def test_the_page_and_foreign_files_are_checked(
    gallery: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(tmp_path, "1", table(["x"], [("1",)]).mark)
    assert gallery.main(["--check"], tmp_path, [small("1")]) == 1
    assert "README.md: is stale" in capsys.readouterr().err
    (tmp_path / "README.md").write_text(gallery.page([small("1")]), encoding="utf-8")
    (tmp_path / "old.svg").write_text("", encoding="utf-8")
    assert gallery.around([small("1")], tmp_path) == ["old.svg: belongs to no picture"]
    other = replace(small("1"), text="y")
    assert "README.md: is stale" in gallery.around([other], tmp_path)


def test_without_matplotlib(
    gallery: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is drawn, and the check says what it leaves out."""
    monkeypatch.setattr(gallery, "find_spec", lambda name: None)
    assert gallery.main(["small"], tmp_path, [small("1")]) == 3
    assert list(tmp_path.iterdir()) == []
    kept(tmp_path, "1", table(["x"], [("1",)]).mark)
    (tmp_path / "README.md").write_text(gallery.page([small("1")]), encoding="utf-8")
    assert gallery.main(["--check"], tmp_path, [small("1")]) == 0
    assert "not checked: that they can be drawn" in capsys.readouterr().out


def test_numbers_are_rounded_and_exact_ones_stay() -> None:
    found = [rounded(x) for x in ("1e6", "0.1234567891", "1e-400", "walsh", "0", "123456789012")]
    assert found == ["1e6", "0.12345679", "1e-400", "walsh", "0", "1.2345679e+11"]
