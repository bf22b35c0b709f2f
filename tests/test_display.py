"""The two functions by which objects show themselves: classes ask, and whoever is above them answers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from symflow import display


@dataclass(frozen=True, slots=True)
class Shown(display.Displayed):
    """A small frozen class."""

    name: str


def test_without_an_answer_a_notebook_falls_back() -> None:
    assert Shown("a")._repr_html_() is None
    assert Shown("a")._repr_latex_() is None


def test_an_answer_is_registered_from_above() -> None:
    @dataclass(frozen=True, slots=True)
    class Other(Shown):
        pass

    display.html.register(Other, lambda thing: f"<b>{thing.name}</b>")
    assert Other("x")._repr_html_() == "<b>x</b>"
    assert Shown("x")._repr_html_() is None


def test_what_inherits_it_stays_frozen_and_small() -> None:
    shown = Shown("a")
    with pytest.raises(AttributeError):
        shown.name = "b"  # type: ignore[misc]
    assert not hasattr(shown, "__dict__")
    assert shown == Shown("a")
