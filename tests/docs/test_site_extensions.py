"""How the site reads pages that are written for GitHub: formulas in a line, pages that show a file from elsewhere."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from symflow.ledger.run import claims

ROOT = Path(__file__).resolve().parents[2]
if find_spec("sphinx") is None:
    pytest.skip("needs the extra site", allow_module_level=True)
sys.path.append(str(ROOT / "docs" / "_ext"))
# Without bytecode beside them: test_site.py sees that docs/ stays as it was.
with pytest.MonkeyPatch.context() as patch:
    patch.setattr(sys, "dont_write_bytecode", True)
    github = import_module("github_pages")
    graph = import_module("claim_graph")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a $`x`$ b", "a {math}`x` b"),
        (r"| $`\frac{1}{2}`$ | $`y`$ |", r"| {math}`\frac{1}{2}` | {math}`y` |"),
        ("`$ x` and $5 and `a`$", "`$ x` and $5 and `a`$"),
        ("```text\n$`x`$\n```\n$`y`$\n", "```text\n$`x`$\n```\n{math}`y`\n"),
    ],
)
def test_formulas_in_a_line(text: str, read: str) -> None:
    """They become roles; code stays as it is."""
    assert github.translated(text) == read


def test_a_page_moves_with_its_links() -> None:
    """Relative links lead to the same files; anchors and addresses stay."""
    text = (
        "[a](docs/flow.md#x) [b](CHANGELOG.md) [c](#here) [d](https://arxiv.org/abs/1)\n```\n[e](x.md)\n```\n"
    )
    moved = github.moved(text, ROOT, ROOT / "docs")
    assert "(flow.md#x)" in moved
    assert "(../CHANGELOG.md)" in moved
    assert "(#here)" in moved
    assert "(https://arxiv.org/abs/1)" in moved
    assert "[e](x.md)" in moved


def test_stand_ins_are_found(tmp_path: Path) -> None:
    """The page that shows a file, by the file."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("# It\n", encoding="utf-8")
    page = tmp_path / "docs" / "it.md"
    page.write_text("# Stub\n\n<!-- shows: ../README.md -->\n", encoding="utf-8")
    assert github.stand_ins(tmp_path / "docs") == {(tmp_path / "README.md").resolve(): page.resolve()}


def test_no_id_is_cut_off_in_the_graph() -> None:
    """On one line or two, every id stands there whole."""
    text = graph.picture(claims())
    boxes = re.findall(r'<a href="[^"#]*#([^"]+)"(.*?)</a>', text)
    assert all("".join(re.findall(r"<text[^>]*>([^<]*)</text>", box)) == name for name, box in boxes)
    assert any(len(name) > graph.LONGEST for name, _ in boxes)
