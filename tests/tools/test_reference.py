"""The reference pages: fresh, complete, and refused where a public name has no word about it."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest
from pages import api, commands, topics
from scripts import script

import symflow
from symflow import facade


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The script as a module."""
    return script("reference")


@pytest.fixture(scope="module")
def texts(reference: ModuleType) -> dict[str, str]:
    """Every page."""
    found: dict[str, str] = reference.pages()
    return found


def test_the_stored_pages_are_fresh(reference: ModuleType, texts: dict[str, str]) -> None:
    assert reference.stale(texts, reference.FOLDER) == []


def test_write_then_check(reference: ModuleType, tmp_path: Path) -> None:
    """An edited page is stale, and --check writes nothing."""
    assert reference.main(["--check"], tmp_path) == 1
    assert list(tmp_path.iterdir()) == []
    assert reference.main([], tmp_path) == 0
    assert reference.main(["--check"], tmp_path) == 0
    (tmp_path / "api.md").write_text("else", encoding="utf-8")
    assert reference.main(["--check"], tmp_path) == 1


@pytest.mark.parametrize("name", sorted(facade.__all__))
def test_every_public_name_has_its_words(name: str, texts: dict[str, str]) -> None:
    """A docstring, or for a value a sentence in the table; and a heading on the page."""
    thing = getattr(symflow, name)
    data = not (inspect.ismodule(thing) or inspect.isclass(thing) or inspect.isfunction(thing))
    assert (name in topics.DATA) >= data
    assert name in topics.DATA or inspect.getdoc(thing)
    assert f"\n### {name}\n" in texts["api.md"]


def test_every_name_of_the_laws_is_there(texts: dict[str, str]) -> None:
    from symflow import testing

    assert all(f"\n### testing.{name}\n" in texts["api.md"] for name in testing.__all__)


def test_a_name_without_a_topic_is_an_error(
    reference: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = {**topics.TOPICS, "Errors": topics.TOPICS["Errors"][1:]}
    monkeypatch.setattr(api, "TOPICS", few)
    assert reference.main([], tmp_path) == 1
    assert "SymflowError" in capsys.readouterr().err


def test_a_function_without_a_docstring_is_an_error() -> None:
    def bare(x: int) -> int:
        return x

    with pytest.raises(LookupError, match="bare has no docstring"):
        api.entry("bare", bare, "")


def test_every_command_is_there_with_its_options(texts: dict[str, str]) -> None:
    """Nothing is shown by --help that the page does not have."""
    import typer

    from symflow.cli.app import app

    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        section = re.split(r"\n## ", texts["commands.md"].split(f"\n## {name}\n")[1])[0]
        options = {flag for p in command.params for flag in p.opts if flag.startswith("--")} - {"--help"}
        assert all(flag in section for flag in options), name


def test_signatures_and_prose() -> None:
    """Types as they are written; code in prose stays code."""

    def sample(x: int, *more: str, deep: bool = False, **rest: object) -> str:
        """A ``sample`` of a_k <= 1."""
        return str((x, more, deep, rest))

    assert api.signature("sample", sample) == (
        "sample(x: int, *more: str, deep: bool = False, **rest: object) -> str"
    )
    assert api.inline("A ``sample`` of a_k <= 1, `x_k`.") == "A `sample` of a_k ≤ 1, `x_k`."
    assert list(api.paragraphs(">>> 1\n1", "x")) == ["```pycon\n>>> 1\n1\n```"]
    assert commands.plain("a_b |x| <y>") == r"a\_b \|x\| \<y>"
