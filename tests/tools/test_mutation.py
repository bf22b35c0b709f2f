"""Mutation testing: what is planted, which sample is taken, what a worker notices, and what is published."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mutants.operators import operators
from mutants.page import Page, interval, markdown, percent, published, reasons, stale
from mutants.plan import Mutant, changed, digest, mutated, planned, sampled
from mutants.session import Broken, Session, Worker, baseline, tried
from scripts import ROOT, script

SOURCE = '''"""A module."""

def f(x, y):
    """Say "x"."""
    if x in (1, 2) and y != "k" or not x:
        raise ValueError("not so")
    check(x)
    for i in range(3):
        x += i
    return x if y == "k" else -x
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree with one module and its test."""
    for folder in ("src/symflow/checker", "tests/checker", "proofs"):
        (tmp_path / folder).mkdir(parents=True)
    for package in ("src/symflow", "src/symflow/checker"):
        (tmp_path / package / "__init__.py").write_text("")
    (tmp_path / "src/symflow/checker/half.py").write_text(
        "def half(x):\n    while x > 9:\n        x = x - 1\n    return x / 2\n"
    )
    test = "from symflow.checker.half import half\n\n\ndef test_half():\n    assert half(4) == 2\n    assert half(11) == 4.5\n"
    (tmp_path / "tests/checker/test_half.py").write_text(test)
    (tmp_path / "pyproject.toml").write_text("")
    return tmp_path


def mutants(tmp_path: Path, source: str = SOURCE) -> list[tuple[Mutant, str]]:
    """Every mutant of a source, with its text."""
    (tmp_path / "m.py").write_text(source)
    return [(m, mutated(source, m)) for m in planned(tmp_path, ["m.py"])]


def test_every_mutant_is_another_program(tmp_path: Path) -> None:
    """It can be parsed, differs in meaning from the source and from every other one, and in one statement only."""
    found = mutants(tmp_path)
    programs = [ast.dump(ast.parse(text)) for _, text in found]
    assert len(programs) == len(set(programs)) > 25
    assert ast.dump(ast.parse(SOURCE)) not in programs
    for mutant, text in found:
        assert (mutant.before, mutant.after) == changed(SOURCE, text)
        assert mutant.before


@pytest.mark.parametrize(
    ("operator", "after"),
    [
        ("drop-statement", 'pass'),
        ("drop-operand", 'if (y != "k") or not x:'),
        ("drop-operand", 'if (x in (1, 2)) or not x:'),
        ("drop-operand", 'if (x in (1, 2) and y != "k"):'),
        ("membership", 'if x not in (1, 2) and y != "k" or not x:'),
        ("word", 'if x in (1, 2) and y != "~k" or not x:'),
        ("ReplaceAndWithOr", 'if x in (1, 2) or y != "k" or not x:'),
        ("ReplaceUnaryOperator_Delete_Not", 'if x in (1, 2) and y != "k" or x:'),
        ("ReplaceComparisonOperator_NotEq_Eq", 'if x in (1, 2) and y == "k" or not x:'),
        ("NumberReplacer", "for i in range( 4):"),
    ],
)  # fmt: skip
def test_what_is_planted(tmp_path: Path, operator: str, after: str) -> None:
    """Each operator finds its place."""
    found = [m.after.replace("  ", " ") for m, _ in mutants(tmp_path) if m.operator == operator]
    assert after in found


def test_what_is_left_alone(tmp_path: Path) -> None:
    """Messages and docstrings, and what an operator cannot do."""
    words = [m.before for m, _ in mutants(tmp_path) if m.operator == "word"]
    assert len(words) == 2
    assert all('"k"' in line for line in words)
    dotted = "try:\n    pass\nexcept json.Error:\n    x = 1\n"
    assert mutants(tmp_path, dotted)
    assert len(operators()) > 50


def test_a_sample_is_part_of_a_larger_one(tmp_path: Path) -> None:
    """For one seed; another seed chooses others."""
    every = [m for m, _ in mutants(tmp_path)]
    assert sampled(every, 5, 1) == sampled(every[::-1], 9, 1)[:5]
    assert sampled(every, 9, 1) != sampled(every, 9, 2)
    assert set(sampled(every, None, 1)) == set(every)


def test_digests(tree: Path) -> None:
    """They change with the sources."""
    module = "src/symflow/checker/half.py"
    before = digest(tree, [module])
    assert before == digest(tree, [module])
    (tree / module).write_text("x = 1\n")
    assert before != digest(tree, [module])


def test_a_session(tree: Path, tmp_path: Path) -> None:
    """Mutants are tried, noted, and remembered; the tree itself stays as it is."""
    module = "src/symflow/checker/half.py"
    source = (tree / module).read_text()
    tests = {module: [["tests/checker/test_half.py"]]}
    session = Session(tree, tmp_path / "build", tests, {module: False}, 20)
    session.recall()
    baseline(session, [module])
    chosen = [
        m
        for m in planned(tree, [module])
        if m.operator in ("ReplaceBinaryOperator_Div_Mul", "NumberReplacer")
    ]
    seen: list[Mutant] = []
    for _ in tried(session, chosen, 1, seen.append):
        pass
    assert sorted(m.name for m in seen) == sorted(m.name for m in chosen)
    noticed = {m.after: session.done[m.name]["noticed"] for m in chosen}
    assert noticed["return x * 2"] == "tests/checker/test_half.py"
    assert (tree / module).read_text() == source
    again = Session(tree, tmp_path / "build", tests, {module: False}, 20)
    again.recall()
    assert again.done == session.done
    again.forget([chosen[0].name])
    assert len(again.done) == len(chosen) - 1
    later = Session(tree, tmp_path / "build", tests, {module: False}, 20)
    later.recall()
    assert (later.done, later.again) == (again.done, {chosen[0].name})
    later.note(chosen[0], {"noticed": "a test", "seconds": 1})
    assert later.done[chosen[0].name]["again"]
    assert not list((tmp_path / "build").glob("copy*"))


def test_an_endless_mutant_and_a_broken_baseline(tree: Path, tmp_path: Path) -> None:
    """The first ends with the time allowed, the second stops the session."""
    module = "src/symflow/checker/half.py"
    tests = {module: [["tests/checker/test_half.py"]]}
    session = Session(tree, tmp_path / "build", tests, {module: False}, 3)
    session.recall()
    (endless,) = [m for m in planned(tree, [module]) if m.operator == "ReplaceBinaryOperator_Sub_Add"]
    for _ in tried(session, [endless], 1, lambda m: None):
        pass
    assert session.done[endless.name]["noticed"] == "the time limit"
    (tree / module).write_text("def half(x):\n    return x\n")
    with pytest.raises(Broken, match="without any error"):
        baseline(session, [module])


def test_an_error_as_old_as_what_it_replaces(tree: Path, tmp_path: Path) -> None:
    """An error of the same length and date is not mistaken for what was compiled before."""
    module = "src/symflow/checker/half.py"
    worker = Worker(Session(tree, tmp_path / "build", {module: []}, {module: False}, 3), 0)
    file = worker.copy / module
    then = file.stat().st_mtime_ns
    file.write_text(file.read_text().replace("x - 1", "x + 1").replace("x > 9", "x < 0"))
    os.utime(file, ns=(then, then))
    said = subprocess.run(
        [sys.executable, "-c", "from symflow.checker.half import half; print(half(11))"],
        cwd=worker.copy / "src",
        env={**os.environ, "PYTHONPATH": str(worker.copy / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    worker.close()
    assert said.stdout == "5.5\n"


def page(noticed: dict[str, str]) -> Page:
    """What is published of mutants of one module."""
    every = [Mutant("src/symflow/checker/a.py", "word", n, n, f"x = {n}", f"x = {n + 1}") for n in range(10)]
    done = {m.name: {"noticed": noticed.get(m.before, "tests")} for m in every[:8]}
    return published(every, every, done, 7, "0" * 16, ROOT)


def test_what_is_published() -> None:
    """Counts, the sample, and every survivor with its line."""
    found = page({"x = 2": "", "x = 3": "the time limit"}).data
    assert (found["mutants"], found["tried"], found["killed"], found["survived"]) == (10, 8, 7, 1)
    assert found["killed by the time limit"] == 1
    assert found["sample"] == {"seed": 7, "size": 8}
    assert found["survivors"][0]["line"] == 2
    assert page({"x = 2": ""}).unexplained
    assert not page({}).unexplained
    text = markdown(found)
    assert "7 of 8 mutants are noticed (87.5 %)" in text
    assert "seed 7" in text
    assert "`checker/a.py:2` word: `x = 2` → `x = 3`" in text
    assert "0 are explained below, one by one, and 1 are not: noticed or explained are 87.5 %" in text


def test_what_was_noticed_at_first_is_what_speaks_of_the_rest() -> None:
    """A mutant that is noticed by tests that were written for it counts as noticed, but not for those that were not tried."""
    every = [Mutant("src/symflow/checker/a.py", "word", n, n, f"x = {n}", f"x = {n + 1}") for n in range(10)]
    done = {m.name: {"noticed": "tests", **({"again": True} if m.line == 3 else {})} for m in every[:8]}
    data = published(every, every, done, 7, "0" * 16, ROOT).data
    assert (data["killed"], data["killed by tests written for them"]) == (8, 1)
    assert data["interval"] == [round(x, 4) for x in interval(7, 8)]
    assert "1 of those noticed survived at first" in markdown(data)


def test_numbers() -> None:
    """Percentages are rounded down; the interval holds the proportion and is that of Wilson."""
    assert percent(1999, 2000) == "99.9 %"
    assert percent(10, 10) == "100.0 %"
    assert [round(x, 4) for x in interval(95, 100)] == [0.8882, 0.9785]
    assert interval(10, 10)[1] == pytest.approx(1)


def test_every_explanation_has_a_kind(tmp_path: Path) -> None:
    """And is about a line that became another one."""
    for (module, before, after), why in reasons().items():
        assert module.endswith(".py")
        assert before != after
        assert why["kind"] in ("equivalent", "stricter", "sound", "message")
        assert len(why["why"]) > 10
    assert reasons(tmp_path / "none.toml") == {}
    twice = tmp_path / "twice.toml"
    twice.write_text(
        """[[survivor]]
module = "a.py"
before = "x"
after = "y"
kind = "equivalent"
why = "for a reason"
"""
        * 2
    )
    with pytest.raises(ValueError, match="explained twice"):
        reasons(twice)


def test_every_explanation_is_of_a_line_that_is_there() -> None:
    """In the module as it is now, wherever it stands; to find the mutant itself takes minutes."""
    sources = {
        Path(m).name: (ROOT / m).read_text(encoding="utf-8") for m in script("mutation").modules_of(ROOT)
    }
    lines = {m: {" ".join(line.split()) for line in text.splitlines()} for m, text in sources.items()}
    for module, before, _ in reasons():
        gone = [line for line in before.split(" / ") if line not in lines[module]]
        assert not gone or before in lines[module], f"{module}: {gone} is no line of it"


def test_a_stale_explanation_is_an_error() -> None:
    """Of no mutant, or of one that is noticed; where the line stands does not matter."""
    m = Mutant("src/symflow/checker/a.py", "word", 0, 7, "x = 1", "x = 2")
    moved = Mutant(m.module, m.operator, m.occurrence, 70, m.before, m.after)
    assert m.key == moved.key == ("a.py", "x = 1", "x = 2")
    assert stale([m.key], [moved], {}) == stale([m.key], [moved], {m.name: {"noticed": ""}}) == []
    assert stale([m.key], [moved], {m.name: {"noticed": "test_a.py"}}) == [
        "a.py: test_a.py notices x = 1 -> x = 2"
    ]
    assert stale([("a.py", "x = 0", "x = 2")], [m], {}) == ["a.py: there is no mutant x = 0 -> x = 2"]
    again = Mutant(m.module, m.operator, 1, 9, m.before, m.after)
    assert stale([m.key], [m, again], {m.name: {"noticed": "test_a.py"}, again.name: {"noticed": ""}}) == []


def test_the_tests_of_a_module_come_first() -> None:
    """Its own, then all others; every module of the checker but the empty one is there."""
    tool = script("mutation")
    modules = tool.modules_of(ROOT)
    assert "src/symflow/checker/normal.py" in modules
    assert "src/symflow/evidence/verdict.py" in modules
    own, others = tool.tests_of(ROOT, "src/symflow/checker/normal.py")
    assert own == ["tests/checker/test_normal.py"]
    assert "tests/checker/test_signs.py" in others
    assert others[-1] == "tests/checker/test_main.py"
    assert tool.tests_of(ROOT, "src/symflow/checker/__main__.py")[0] == ["tests/checker/test_main.py"]


def test_the_published_page_is_that_of_its_data() -> None:
    """docs/mutants.md is printed from docs/mutants.json."""
    data = json.loads((ROOT / "docs" / "mutants.json").read_text(encoding="utf-8"))
    assert (ROOT / "docs" / "mutants.md").read_text(encoding="utf-8") == markdown(data)


def test_every_published_survivor_is_explained() -> None:
    """One by one, with the words of tools/mutants/explained.toml."""
    data = json.loads((ROOT / "docs" / "mutants.json").read_text(encoding="utf-8"))
    known = reasons()
    for one in data["survivors"]:
        assert known[Path(one["module"]).name, one["before"], one["after"]] == {
            "kind": one["kind"],
            "why": one["why"],
        }
