"""docs/stability.md lists every schema that the code writes and every exit code, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from symflow.cli import app

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "stability.md").read_text(encoding="utf-8")
SCHEMA = re.compile(r"""["'](symflow\.[a-z-]+/[0-9]+)["']""")
NOT_WRITTEN = {"symflow.certificate/2"}  # a version that a forged file claims, in testing/tamper


def in_the_code() -> set[str]:
    """Every schema that stands in a string of the package."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    return {name for text in texts for name in SCHEMA.findall(text)} - NOT_WRITTEN


def test_every_schema_is_on_the_page_and_no_other() -> None:
    """Promised, or said not to be."""
    assert set(re.findall(r"`(symflow\.[a-z-]+/[0-9]+)`", PAGE)) == in_the_code()


def test_the_table_promises_each_schema_once() -> None:
    rows = re.findall(r"^\| `(symflow\.[a-z-]+/[0-9]+)` \|", PAGE, re.MULTILINE)
    unpromised = PAGE.split("Not promised, because")[1].split("\n\n")[0]
    assert len(rows) == len(set(rows))
    assert set(rows) | set(re.findall(r"`(symflow\.[a-z-]+/[0-9]+)`", unpromised)) == in_the_code()
    assert not any(f"`{name}`" in unpromised for name in rows)


def test_the_exit_codes_are_those_of_the_command_line() -> None:
    """The numbers of the help, and no others."""
    section = PAGE.split("\n## Exit codes\n")[1].split("\n## ")[0]
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)}
    assert listed == {int(code) for code in re.findall(r"(?:^|[:;] )(\d+) ", app.EPILOG)}
    assert app.FAULT in listed


def test_there_is_a_version_that_it_speaks_of() -> None:
    """The page says what holds before 1.0, as long as this is before 1.0."""
    from symflow import __version__

    assert __version__.startswith("0.") == ("Version 0.x is before the first promise" in PAGE)
