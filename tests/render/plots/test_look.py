"""The colours: seen on white and on a dark page, and told apart with any colour vision. Needs no matplotlib."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from symflow.render.plots.look import COLOURS, GREY, MARKERS, ORANGE, STYLES, mark_of
from symflow.render.plots.scales import ramp, spread, written

Array = NDArray[np.float64]
WHITE, DARK = "#ffffff", "#16181d"
# Machado, Oliveira, Fernandes (2009): full severity, on linear RGB.
VISION = {
    "normal": np.eye(3),
    "no red cones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue cones": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour: str) -> Array:
    """Linear RGB of #rrggbb."""
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    found: Array = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG."""
    low, high = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, vision: str) -> Array:
    """CIE L*a*b*, as somebody with this vision sees it."""
    white = TO_XYZ @ np.ones(3)
    x = TO_XYZ @ np.clip(VISION[vision] @ linear(colour), 0, 1) / white
    f = np.where(x > (6 / 29) ** 3, np.cbrt(x), x / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one: str, other: str, vision: str) -> float:
    """How different two colours look; 2 can just be seen."""
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


@pytest.mark.parametrize("colour", [*COLOURS, GREY, *ramp(9)])
def test_a_line_is_seen_on_a_light_and_on_a_dark_page(colour: str) -> None:
    assert contrast(colour, WHITE) >= 3
    assert contrast(colour, DARK) >= 3


@pytest.mark.parametrize("vision", VISION)
def test_lines_are_told_apart_with_any_colour_vision(vision: str) -> None:
    for one, other in combinations(COLOURS, 2):
        assert apart(one, other, vision) > 15, (one, other)


@pytest.mark.parametrize("vision", VISION)
def test_the_ramp_keeps_its_order_with_any_colour_vision(vision: str) -> None:
    """Each colour is farther from the first than the one before it."""
    colours = ramp(7)
    distances = [apart(colours[0], colour, vision) for colour in colours]
    assert distances == sorted(distances)
    assert distances[-1] > 40


def test_the_measure_would_notice_red_and_green() -> None:
    """A pair that is told apart by normal vision only."""
    assert apart("#c05030", "#708020", "normal") > 40
    assert apart("#c05030", "#708020", "no green cones") < 15


def test_there_is_a_style_and_a_marker_for_each_colour() -> None:
    assert len(set(COLOURS)) == len(set(STYLES)) == len(set(MARKERS)) == 4
    assert ramp(1) == [COLOURS[0]]
    assert ramp(3) == [COLOURS[0], GREY, ORANGE]


def test_names_beside_lines_do_not_overlap() -> None:
    """Neighbours are apart, and nothing moves that need not."""
    found = spread([0.0, 0.1, 0.2, 5.0, 5.9], 1.0)
    assert min(b - a for a, b in pairwise(found)) >= 1 - 1e-12
    assert sum(found[:3]) == pytest.approx(0.3)
    assert spread([1.0, 4.0], 1.0) == [1.0, 4.0]
    assert spread([], 1.0) == []


def test_numbers_in_formulas() -> None:
    assert [written(x) for x in ("0.5", "1e-7", "5e-7")] == ["0.5", "10^{-7}", r"5\cdot 10^{-7}"]


def test_no_mark() -> None:
    assert mark_of("no mark here") == ""
