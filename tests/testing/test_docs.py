"""The page docs/testing.md: every snippet runs, in the order of the page, and the shell lines too."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from symflow.testing import LAWS
from symflow.testing.implementation import FUNCTIONS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "testing.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
SHELL = re.findall(r"^\$ (symflow replay .*)$", PAGE, flags=re.MULTILINE)
OPTION = re.findall(r"`(--implementation mycode:MINE)`", PAGE)
FIRST_LINES = 10


def test_the_snippets_run(tmp_path: Path) -> None:
    """One file made of all of them, run by pytest, which also runs the tests that it defines."""
    (tmp_path / "test_page.py").write_text("\n".join(SNIPPETS), encoding="utf-8")
    tests = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", "test_page.py"]
    run = subprocess.run(tests, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "softmax-rows walsh held 200" in run.stdout
    assert "transform-value" in run.stdout
    assert "6 passed" in run.stdout


def test_the_first_example_is_short() -> None:
    assert len(SNIPPETS[0].strip().splitlines()) <= FIRST_LINES


def test_what_the_page_says_of_the_first_error(tmp_path: Path) -> None:
    """Without the maximum the law is broken as quoted, and the shell line replays it, with the option on that code."""
    broken = (
        SNIPPETS[0].replace(" - Z.max(axis=0)", "").replace("softmax-*", "softmax-value") + "test_softmax()\n"
    )
    assert "Z.max" not in broken
    (tmp_path / "first.py").write_text(broken, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "first.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "softmax-value (walsh) is broken: softmax returned nan" in run.stderr
    assert "K = 2, Z = ((1000), (1000))" in run.stderr
    name = next((tmp_path / ".symflow" / "failures").glob("softmax-value-*")).stem
    wrong = broken.replace("test_softmax()\n", "") + "MINE = {'softmax': softmax}\n"
    (tmp_path / "mycode.py").write_text(
        wrong.rpartition("def test")[0] + "MINE = {'softmax': softmax}\n", "utf-8"
    )
    codes = []
    (line,), (option,) = SHELL, OPTION
    for words in (f"{line} {more}".replace("softmax-value-*", name).split() for more in ("", option)):
        run = subprocess.run(
            [sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        codes.append(run.returncode)
    assert codes == [0, 1]


def test_every_function_and_family_is_named() -> None:
    for name in FUNCTIONS:
        assert f"`{name}(" in PAGE
    for pattern in re.findall(r'"(\w+-[\w*-]+)"', PAGE):
        assert any(re.fullmatch(pattern.replace("*", ".*"), law) for law in LAWS) or pattern == "float32"
