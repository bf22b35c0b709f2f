"""Pictures of experiments. Needs matplotlib, so it is collected only where that is installed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from symflow.cli import main
from symflow.experiment.descent import Descent
from symflow.experiment.result import Result, result
from symflow.experiment.run import Runner
from symflow.render.experiment_plot import PANELS, draw


def found(steps: int = 200, loss: str = "mean") -> Result:
    """A short run."""
    experiment = Descent([(0, "0.1"), (1, "0.1"), (0, "1")], steps, loss)
    return result(experiment, Runner(experiment).go())


@pytest.mark.parametrize("loss", ["mean", "sum"])
def test_four_panels_the_same_each_time(loss: str) -> None:
    picture = draw(found(loss=loss), "svg")
    assert picture == draw(found(loss=loss), "svg")
    text = picture.decode()
    groups = [e.get("id", "") for e in ET.fromstring(text).iter("{http://www.w3.org/2000/svg}g")]
    assert {f"axes_{i}" for i in range(1, 5)} <= set(groups)
    assert all(f"({panel}) {title}" in text for panel, title in PANELS.items())
    assert ("no run has numbers here" in text) == (loss == "sum")
    assert ("c/log t" in text) == (loss == "mean")


def test_nothing_is_drawn_where_nothing_was_reached() -> None:
    """log log t has a value only for t > e."""
    experiment = Descent([(0, "0.1")], 10)
    course = Runner(experiment).go()
    part = result(experiment, type(course)(course.arrays, course.rows[:1]))
    assert "no run has numbers here" in draw(part, "svg").decode()


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_command_draws(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"x.{kind}"
    assert main(["experiment", "fig2", "--seeds", "1", "--steps", "50", "--quiet", "--plot", str(file)]) == 0
    assert file.read_bytes()[1:4] == (b"PNG" if kind == "png" else b"?xm")
    assert main(["experiment", "fig2", "--seeds", "1", "--json", str(file), "--plot", str(file)]) == 2
