"""The trust model names every module: nothing that a verdict could rest on goes unmentioned."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "symflow"
TEXT = (ROOT / "docs" / "trust-model.md").read_text(encoding="utf-8")
MODULES = sorted(
    p.relative_to(SOURCE).with_suffix("").as_posix()
    for p in SOURCE.rglob("*.py")
    if not p.name.startswith("__")
)


def named(module: str) -> bool:
    """Whether the page names the module, or its whole room."""
    return f"`{module}`" in TEXT or f"`{module.split('/')[0]}/*`" in TEXT


@pytest.mark.parametrize("module", MODULES)
def test_every_module_is_named(module):
    """As trusted, or as not trusted with the reason."""
    assert named(module), f"docs/trust-model.md does not name {module}"


def test_a_new_module_would_be_missed():
    """The check can fail."""
    assert not named("algebra/simplify")


def test_every_module_that_the_page_names_exists():
    """No line about a part that is gone."""
    words = {
        w for w in TEXT.split("`")[1::2] if "/" in w and w.split("/")[0] in {m.split("/")[0] for m in MODULES}
    }
    gone = {w for w in words if not w.endswith("*") and w not in MODULES and not w.endswith(".py")}
    assert gone == set()
