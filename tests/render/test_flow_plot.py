"""Pictures of trajectories. Needs matplotlib, so it is collected only where that is installed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import symflow
from symflow.cli import main
from symflow.render.flow_plot import draw

STARTS = {
    "few modes": {"modes": ["1/10", 1, 2], "t_end": 5},
    "many modes": {"K": 32, "t_end": 5},
    "late": {"modes": ["1/10", 1, 2], "t_end": "1e20"},
    "beyond every float": {"modes": ["1e-400", 1, 900], "t_end": "1/3"},
    "a zero mode": {"modes": [0, 1, 2], "t_end": 5},
    "the ray": {"modes": [1, 1, 1], "t_end": 5},
    "two classes": {"modes": [1], "t_end": 5},
}


@pytest.mark.parametrize("case", STARTS)
def test_the_text_of_a_picture(case: str) -> None:
    """A well-formed file with three pairs of axes, the same each time."""
    found = symflow.integrate(**STARTS[case], samples=6)
    picture = draw(found, "svg")
    assert picture == draw(found, "svg")
    groups = [e.get("id", "") for e in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}g")]
    assert {"axes_1", "axes_2", "axes_3"} <= set(groups)


def test_what_the_axes_show() -> None:
    """Logarithms of V and of the loss always, of the time where it is late, of the modes where they span much."""

    def shown(case: str) -> str:
        return draw(symflow.integrate(**STARTS[case], samples=6), "svg").decode()

    plain, late, wide, zero = (
        shown(case) for case in ("few modes", "late", "beyond every float", "a zero mode")
    )
    assert "log$_{10}$ t" not in plain
    assert "log$_{10}$ t" in late
    assert "log$_{10}$ s$_k$" not in plain
    assert "log$_{10}$ s$_k$" in wide
    assert all("log$_{10}$ loss" in picture for picture in (plain, late, wide, zero))
    assert "V is infinite" in zero
    assert "V is 0" in shown("the ray")


def test_the_command_writes_a_picture_and_its_data(tmp_path: Path) -> None:
    """Side by side."""
    file = tmp_path / "f.png"
    command = ["flow", "--modes", "1,2,3", "--samples", "5", "--quiet"]
    assert main([*command, "--plot", str(file), "--csv", str(tmp_path / "g.csv")]) == 0
    assert file.read_bytes().startswith(b"\x89PNG")
    beside = (tmp_path / "f.png.csv").read_text(encoding="utf-8")
    assert beside == (tmp_path / "g.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("start", [{"modes": ["1/10", 1, 2]}, {"K": 4, "init": 0}])
def test_full_matrices_from_a_perturbed_start(start: dict[str, object]) -> None:
    """A fourth pair of axes; without a perturbation there are three."""
    options = {"t_end": 5, "samples": 4, "matrices": True, **start}
    picture = draw(symflow.integrate(**options, perturb="1/10"), "svg").decode()  # type: ignore[arg-type]
    assert 'id="axes_4"' in picture
    assert "difference of modes" in picture
    plain = draw(symflow.integrate(["1/10", 1, 2], t_end=5, samples=4, matrices=True), "svg").decode()
    assert 'id="axes_4"' not in plain


def test_a_picture_of_nothing() -> None:
    """A run that ended before its first sample."""
    found = symflow.Trajectory(
        4, "walsh", "balanced", (), (), (), (), (), (), "3", 15, "nothing was reached", 0, 0
    )
    assert draw(found, "png").startswith(b"\x89PNG")
