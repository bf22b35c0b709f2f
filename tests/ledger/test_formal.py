"""Coq beside a run: what it adds, and that it never takes anything away."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from symflow.claim.claim import Claim
from symflow.evidence.kernel import coqc
from symflow.ledger import Progress, Result, formal, verify
from symflow.ledger.settled import settle

Book = dict[str, Claim]
PRELUDE = Path(__file__).parents[2] / "proofs" / "coq" / "Prelude.v"
PROOF = """From Symflow Require Import Prelude.
Local Open Scope R_scope.
Theorem part_double (K : nat) : (2 <= K)%nat -> forall u : nat -> R,
  total (K - 1) (fun g => u g) + total (K - 1) (fun g => u g) = 2 * total (K - 1) (fun g => u g).
Proof. intros; ring. Qed.
"""


@pytest.fixture
def library(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library beside the proof scripts, with the words and one file; the cache is the test's own."""
    place = folder / "coq"
    (place / "claims").mkdir(parents=True)
    shutil.copy(PRELUDE, place)
    (place / "claims" / "double.v").write_text(PROOF, encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return place


@pytest.fixture
def no_coqc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without coqc."""
    monkeypatch.setenv("PATH", str(tmp_path))


def needs_coqc() -> None:
    """Skip where there is none."""
    found, why = coqc.find()
    if found is None:
        pytest.skip(why)


def shown(result: Result) -> str:
    """The strength that a reader is shown."""
    assert result.deciding is not None
    return result.deciding.strength


def test_coq_is_asked(book: Book, script: Any, library: Path) -> None:
    """Its evidence comes first, beside the exact one; a claim without a file says so."""
    needs_coqc()
    script("double")
    script("user")
    told: list[str] = []
    double, user = verify(
        ["user"], progress=Progress(building=lambda done, of, file: told.append(file)), known=book
    )
    assert [e.strength for e in double.evidence][:2] == ["kernel", "exact"]
    assert (double.verdict, shown(double), double.messages) == ("PROVED", "kernel", ())
    assert (user.verdict, shown(user)) == ("PROVED", "exact")
    assert user.unchecked == formal.NO_FILE
    assert told == ["Prelude", "claims/double", ""]


def test_coq_alone_proves(book: Book, library: Path) -> None:
    """Without a script: the kernel accepted every part."""
    needs_coqc()
    (double,) = verify(["double"], known=book)
    assert (double.verdict, shown(double)) == ("PROVED", "kernel")
    assert "has no proof script" in double.messages


def test_without_coqc_nothing_changes(book: Book, script: Any, library: Path, no_coqc: None) -> None:
    """No message, no evidence, the same verdict; the reason is there for whoever asks."""
    script("double")
    (double,) = verify(["double"], known=book)
    assert (double.verdict, shown(double), double.messages) == ("PROVED", "exact", ())
    assert double.unchecked.startswith("coqc was not found (Debian: apt-get install coq")
    assert not (library.parents[1] / "cache").exists()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Qed.", "Admitted.", "contains Admitted"),
        ("ring", "lie", "does not compile"),
        ("= 2 *", "= 1 * 2 *", "part double is not kernel-checked"),
        ("part_double", "part_other", "part double is not kernel-checked"),
    ],
)
def test_a_wrong_library_takes_nothing_away(
    old: str, new: str, why: str, book: Book, script: Any, library: Path
) -> None:
    """The claim keeps its exact evidence, and a message says what is wrong."""
    needs_coqc()
    script("double")
    (library / "claims" / "double.v").write_text(PROOF.replace(old, new), encoding="utf-8")
    (double,) = verify(["double"], known=book)
    assert (double.verdict, shown(double)) == ("PROVED", "exact")
    assert "kernel" not in {e.strength for e in double.evidence}
    assert [m for m in double.messages if why in m]


def test_edited_words_prove_nothing(book: Book, library: Path) -> None:
    """A library in which all sums are 0 is not believed."""
    needs_coqc()
    edited = PRELUDE.read_text(encoding="utf-8").replace("total m f + f m", "total m f")
    (library / "Prelude.v").write_text(edited, encoding="utf-8")
    (double,) = verify(["double"], known=book)
    assert double.verdict != "PROVED"
    assert [m for m in double.messages if "Prelude.v is not the file" in m]


def test_a_false_claim_stays_false(book: Book, script: Any, library: Path) -> None:
    """Its file cannot say more than Coq accepts."""
    needs_coqc()
    text = PROOF.replace("double", "false").replace("ring", "exact (lie _)")
    (library / "claims" / "false.v").write_text(text, encoding="utf-8")
    (false,) = verify(["false"], known=book)
    assert false.verdict not in ("PROVED", "CONDITIONAL")


def records(tmp_path: Path) -> list[Path]:
    """The kept answers of Coq."""
    return list((tmp_path / "cache" / "symflow" / "coq").glob("*/instances/*.json"))


def test_a_record_is_not_read_by_a_fresh_run(book: Book, script: Any, library: Path, tmp_path: Path) -> None:
    """An answer that was edited is that of the folder; a fresh run asks Coq, and what Coq says takes its place."""
    needs_coqc()
    script("double")
    asked = settle(["double"], known=book).results[0].evidence[0]
    assert [t for t in asked.trusts if "axiom" in t]
    (kept,) = records(tmp_path)
    true = kept.read_text(encoding="utf-8")
    record = json.loads(true) | {"said": "Closed under the global context\n"}
    kept.write_text(json.dumps(record), encoding="utf-8")
    found = settle(["double"], known=book).results[0].evidence[0]
    assert not [t for t in found.trusts if "axiom" in t]
    assert settle(["double"], known=book, fresh=True).results[0].evidence[0] == asked
    assert kept.read_text(encoding="utf-8") == true


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o755])
def test_a_folder_that_is_open_to_others(
    mode: int, book: Book, script: Any, library: Path, tmp_path: Path
) -> None:
    """Neither read nor written, and said; the claim keeps its exact evidence."""
    needs_coqc()
    script("double")
    verify(["double"], known=book)
    (kept,) = records(tmp_path)
    kept.parents[1].chmod(mode)
    (double,) = verify(["double"], known=book)
    assert (double.verdict, shown(double)) == ("PROVED", "exact")
    assert "is open to others, so what it holds is not believed; delete it" in double.unchecked
    kept.parents[1].chmod(0o700)
    assert shown(verify(["double"], known=book)[0]) == "kernel"


def test_a_cache_that_cannot_be_written(
    book: Book, script: Any, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is said, and nothing else changes."""
    needs_coqc()
    script("double")
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    (double,) = verify(["double"], known=book)
    assert (double.verdict, shown(double)) == ("PROVED", "exact")
    assert "cannot be compiled into" in double.unchecked


def test_an_interrupt_while_the_library_is_compiled(book: Book, library: Path) -> None:
    """Ends the run; every claim says so."""
    needs_coqc()

    def stop(done: int, of: int, file: str) -> None:
        raise KeyboardInterrupt

    results = verify(["double", "user"], progress=Progress(building=stop), known=book)
    assert [r.messages[0] for r in results] == ["was interrupted", "was interrupted"]


def test_a_limit_for_coq_is_not_one_for_the_claim(
    book: Book, script: Any, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that does not end is given up; the claim is PROVED as without Coq."""
    needs_coqc()
    script("double")
    monkeypatch.setattr(coqc, "limited", _endless)
    monkeypatch.setattr("symflow.evidence.kernel.build.compiled", lambda folder, name: True)
    (double,) = verify(["double"], timeout=8.0, known=book)
    assert (double.verdict, shown(double)) == ("PROVED", "exact")
    assert [m for m in double.messages if "did not finish within 8 s" in m]


def _endless(command: object, folder: Path, out: int) -> Any:
    import subprocess

    return subprocess.Popen(["sleep", "600"])
