"""The notebooks of docs/notebooks run from the first cell to the last, and show what their words promise.

They are stored without outputs, so that nothing that they show can be out of date.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="needs nbclient: pip install 'symflow[notebook]'")
nbclient = pytest.importorskip("nbclient", reason="needs nbclient: pip install 'symflow[notebook]'")
pytest.importorskip("ipykernel", reason="needs ipykernel: pip install 'symflow[notebook]'")

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "notebooks"
NAMES = ("author", "referee")
SECONDS = 300


def stored(name: str) -> Any:
    """A notebook as it is stored."""
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Runs a notebook once, in an empty folder, with this symflow and without a network of its own."""

    @cache
    def run(name: str) -> Any:
        place = tmp_path_factory.mktemp(name)
        settings = {
            "PYTHONPATH": str(ROOT / "src"),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        }
        settings |= {"IPYTHONDIR": str(place / "ipython"), "JUPYTER_RUNTIME_DIR": str(place / "runtime")}
        book = stored(name)
        client = nbclient.NotebookClient(
            book, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(place)}}
        )
        client.km = client.create_kernel_manager()
        client.km.kernel_spec.argv[0] = sys.executable
        client.execute(env={**os.environ, **settings})
        return book

    return run


def outputs(book: Any, kind: str) -> str:
    """Everything of one kind that the cells show."""
    found = [o for cell in book.cells if cell.cell_type == "code" for o in cell.outputs]
    texts = [o.get("data", {}).get(kind, "") for o in found if o.output_type != "stream"]
    return "\n".join([*texts, *(o.text for o in found if o.output_type == "stream" and kind == "text/plain")])


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_stored_without_outputs(name: str) -> None:
    book = stored(name)
    nbformat.validate(book)
    cells = [cell for cell in book.cells if cell.cell_type == "code"]
    assert len(cells) > 5
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


def test_every_notebook_is_listed_here() -> None:
    assert sorted(p.stem for p in FOLDER.glob("*.ipynb")) == sorted(NAMES)


def test_the_author_sees_a_proof_a_refutation_latex_and_a_picture(executed: Any) -> None:
    book = executed("author")
    html, plain = outputs(book, "text/html"), outputs(book, "text/plain")
    assert "<strong>PROVED</strong>, exact" in html
    assert "<strong>REFUTED</strong>" in html
    assert "This step holds." in html
    assert "<math" in html
    assert "('PROVED', 'exact', 'universal')" in plain
    assert r"\begin{sftheorem}" in plain
    assert outputs(book, "image/png")


def test_the_referee_sees_what_was_checked_what_is_false_and_what_is_trusted(executed: Any) -> None:
    book = executed("referee")
    html, plain = outputs(book, "text/html"), outputs(book, "text/plain")
    assert "A statement" in html
    assert re.search("<strong>PROVED</strong>, (kernel|exact)", html)  # kernel where there is a coqc
    assert "<strong>REFUTED</strong>, ball" in html
    assert "('accepted', 'PROVED', True)" in plain
    assert "('rejected'" in plain
    assert "trusts:" in plain
