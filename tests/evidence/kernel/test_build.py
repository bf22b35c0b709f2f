"""The library compiled into a cache: once, by one process at a time, and never wrongly."""

from __future__ import annotations

import multiprocessing
import sys
import time
from pathlib import Path

import pytest

from symflow.evidence.kernel import build as building
from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.build import Built, build, compiled, key
from symflow.evidence.kernel.coqc import Coqc, find, run
from symflow.evidence.kernel.library import Library

A = ("A", "Definition a := 0.\n")
B = ("B", "From Symflow Require A.\nDefinition b := A.a.\n")
C = ("C", "Definition c := 1.\n")
GOOD = Library((A, B, C))


def told(into: list[str]) -> building.Told:
    """Remembers which files were compiled."""

    def tell(done: int, of: int, name: str) -> None:
        into.append(name)

    return tell


def test_once(program: Coqc, tmp_path: Path) -> None:
    """Only what is asked for and what it requires; the second time nothing."""
    first: list[str] = []
    second: list[str] = []
    made = build(GOOD, program, ["B"], tmp_path, 2, told(first))
    assert made.failed == {}
    assert [name for name in first if name] == ["A", "B"]
    assert not compiled(made.folder, "C")
    build(GOOD, program, ["B"], tmp_path, 2, told(second))
    assert second == []
    assert made.digest == key(GOOD, program)


def test_a_damaged_product_is_made_again(program: Coqc, tmp_path: Path) -> None:
    """And so is what requires it."""
    made = build(GOOD, program, ["B", "C"], tmp_path)
    (made.folder / "A.vo").write_bytes(b"no product")
    again: list[str] = []
    assert build(GOOD, program, ["B", "C"], tmp_path, 2, told(again)).failed == {}
    assert [name for name in again if name] == ["A", "B"]


def test_a_changed_source_is_another_folder(program: Coqc, tmp_path: Path) -> None:
    """What was built from other sources is never read."""
    changed = Library((A, B, ("C", "Definition c := 2.\n")))
    assert build(GOOD, program, ["C"], tmp_path).folder != build(changed, program, ["C"], tmp_path).folder


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("Definition a := b.\n", "does not compile: The reference b was not found"),
        ("Axiom a : nat.\n", "contains Axiom"),
        ("From Symflow Require B.\n", "requires itself"),
        ("From Symflow Require Gone.\n", "does not compile"),
    ],
)
def test_a_wrong_file_is_named(source: str, why: str, program: Coqc, tmp_path: Path) -> None:
    """With what requires it; the others are compiled."""
    made = build(Library((("A", source), B, C)), program, ["B", "C"], tmp_path)
    assert set(made.failed) == {"A", "B"}
    assert made.failed["A"].startswith(why)
    assert compiled(made.folder, "C")
    assert "A.v" in made.trouble(["B"])
    assert made.trouble(["C"]) == ""


def test_a_limit_of_time_is_said(program: Coqc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that does not end is given up, and not taken for wrong the next time."""
    monkeypatch.setattr(building, "SECONDS", 3.0)
    slow = "Fixpoint f (n : nat) := match n with O => O | S m => f m + f m end.\n"
    slow += "Lemma long : f 60 = f 60. Proof. vm_compute. reflexivity. Qed.\n"
    made = build(Library((("Slow", slow),)), program, ["Slow"], tmp_path)
    assert made.failed == {"Slow": "did not finish within 3 s"}


def _build(place: str, program: Coqc) -> None:
    made = build(GOOD, program, ["B", "C"], Path(place))
    sys.exit(0 if made.failed == {} and all(compiled(made.folder, n) for n in "ABC") else 1)


def test_two_processes_at_once(program: Coqc, tmp_path: Path) -> None:
    """One waits for the other; both have the whole library."""
    fork = multiprocessing.get_context("fork")
    both = [fork.Process(target=_build, args=(str(tmp_path), program)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]


def test_an_interrupt_ends_the_compilers(program: Coqc, tmp_path: Path) -> None:
    """Nothing half-made counts, and the next run goes on."""

    def stop(done: int, of: int, name: str) -> None:
        if name == "B":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(GOOD, program, ["B"], tmp_path, 1, stop)
    made = build(GOOD, program, ["B"], tmp_path)
    assert made.failed == {}


def test_old_folders_go(program: Coqc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has not been used for a month."""
    old = build(Library((A,)), program, ["A"], tmp_path).folder
    now = time.time()
    monkeypatch.setattr(building.time, "time", lambda: now + 40 * 24 * 3600)
    build(GOOD, program, ["A"], tmp_path)
    assert not old.exists()


def test_without_coqc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """How to get it is said; one that is too old, or broken, is no coqc."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find() == (None, "coqc was not found (Debian: apt-get install coq; elsewhere: opam install coq)")
    fake = tmp_path / "coqc"
    for said, why in (
        ("echo 8.9.1 4.0", "too old"),
        ("exit 1", "does not tell"),
        ("echo hello", "does not tell"),
    ):
        fake.write_text(f"#!/bin/sh\n{said}\n", encoding="utf-8")
        fake.chmod(0o755)
        found, reason = find()
        assert found is None
        assert why in reason


def test_a_limit_of_memory_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the program's own words."""
    monkeypatch.setattr("symflow.evidence.kernel.coqc.MEMORY", 64 * 1024**2)
    ran = run([sys.executable, "-c", "raise SystemExit('Out of memory')"], tmp_path, 60.0)
    assert ran.code != 0
    assert "ran out of memory" in ran.limit or "annot" in ran.said


def test_what_is_missing_is_trouble(program: Coqc, tmp_path: Path) -> None:
    """A file that failed, or one that requires it."""
    made = Built(program, GOOD, tmp_path, {"A": "does not compile: no"})
    assert made.trouble(["B"]) == "A.v does not compile: no"


def test_no_folder_of_the_user_replaces_coqs_own_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coq looks for files under HOME and XDG_DATA_HOME too, and OCaml for plugins under OCAMLPATH."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "COQPATH", "COQLIB", "COQCORELIB", "OCAMLPATH"):
        monkeypatch.setenv(name, "/somewhere")
    assert "/somewhere" not in coqc.environment().values()
    assert coqc.environment()["PATH"]


def test_built_files_are_bound_to_coqs_own_library(tmp_path: Path) -> None:
    """Another coqc, another version, another library, or one that was changed."""
    reals = tmp_path / "theories" / "Reals" / "Reals.vo"
    reals.parent.mkdir(parents=True)
    reals.write_text("one")
    first = coqc.Coqc("/bin/sh", "8.16.1", str(tmp_path))
    others = [coqc.Coqc("/bin/ls", "8.16.1", str(tmp_path)), coqc.Coqc("/bin/sh", "8.17.0", str(tmp_path))]
    others += [coqc.Coqc("/bin/sh", "8.16.1", str(tmp_path / "theories"))]
    before = first.digest
    assert before not in {other.digest for other in others}
    reals.write_text("two of them")
    assert first.digest != before
