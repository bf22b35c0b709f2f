"""``symflow verify --certificates`` and ``symflow check``: files, answers, exit codes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from symflow.checker.certificate import digest
from symflow.cli import commands, main
from symflow.cli.certificates import CHANGED
from symflow.errors import InputError
from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.checked import Checked
from symflow.evidence.result import Outcome, issue
from symflow.ledger import formal, recheck_kernel
from symflow.ledger.certificates import OTHER, Made

IDS = ("exp-tangent", "mode-growth-walsh", "unequal-imbalance", "walsh-characters")
NO_COQ = (None, "coqc was not found (Debian: apt-get install coq)")
Say = pytest.CaptureFixture[str]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificates of a run without Coq: proved, refuted, and one that uses another."""
    folder = tmp_path_factory.mktemp("run") / "certificates"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coqc, "find", lambda: NO_COQ)
        asked = [name for name in IDS if name != "walsh-characters"]
        assert main(["verify", *asked, "--certificates", str(folder)]) == 0
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A copy of the certificates, to be changed."""
    return Path(shutil.copytree(written, tmp_path / "c"))


@pytest.fixture
def no_coq(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Coq."""
    monkeypatch.setattr(coqc, "find", lambda: NO_COQ)


def changed(file: Path, sealed: bool = True, **fields: Any) -> None:
    """Edit a certificate; ``sealed``: with its digest computed again."""
    data = json.loads(file.read_text(encoding="utf-8"))
    data.update(fields)
    rest = {k: v for k, v in data.items() if k not in ("certificate", "volatile")}
    data["certificate"] = digest(rest) if sealed else data["certificate"]
    file.write_text(json.dumps(data), encoding="utf-8")


# -- writing ----------------------------------------------------------------------------------------


def test_a_file_for_every_claim(written: Path, capsys: Say, no_coq: None) -> None:
    """Used ones too, and it is said; nothing else is left in the folder."""
    assert sorted(p.name for p in written.iterdir()) == [f"{name}.json" for name in IDS]
    assert main(["verify", "exp-tangent", "--certificates", str(written)]) == 0
    assert f"1 certificate in {written}: 1 accepted by the checker" in capsys.readouterr().out


@pytest.mark.parametrize("path", ["/dev/null", "/dev/null/d", "", "/no/such/parent/d", "n" * 300, "a\0b"])
def test_a_folder_that_cannot_be_used_is_refused(
    capsys: Say, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """Before any work starts."""
    monkeypatch.setattr(commands, "verify", _never)
    assert main(["verify", "exp-tangent", "--certificates", path]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "--certificates: " in err


def _never(*given: object, **options: object) -> None:
    raise RuntimeError("work started")


def test_a_refused_run_leaves_no_folder(tmp_path: Path) -> None:
    """It is made with the first certificate."""
    assert main(["verify", "no-such-claim", "--certificates", str(tmp_path / "d")]) == 2
    assert list(tmp_path.iterdir()) == []


def _says(answer: Made | None) -> Callable[..., Made]:
    def make(result: Any, verdicts: object, book: object, version: str) -> Made:
        if answer is None:
            raise MemoryError
        return answer

    return make


SAID = "exp-tangent: it is PROVED, and the checker says {} (a defect; please report it)"
ANSWERS = [
    (Made("exp-tangent", "{}", "rejected", "step 3: no"), 1, SAID.format("rejected: step 3: no")),
    (Made("exp-tangent", "{}", "cannot check", "point: no"), 1, SAID.format("cannot check: point: no")),
    (Made("exp-tangent", "", "rejected", "no claim"), 1, SAID.format("rejected: no claim")),
    (Made("exp-tangent", "", "not made", "it uses x"), 4, "no certificate of exp-tangent: it uses x\n"),
    (Made("exp-tangent", "{}", "rejected", OTHER + "exp-tangent"), 1, f"exp-tangent ({CHANGED})\n"),
    (None, 4, "no certificate of exp-tangent: ran out of memory"),
]


@pytest.mark.parametrize(("answer", "code", "said"), ANSWERS)
@pytest.mark.parametrize("quiet", [False, True])
def test_a_certificate_that_is_not_accepted_is_said(
    capsys: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: Made | None, code: int, said: str, quiet: bool
) -> None:  # fmt: skip
    """A claim that is PROVED and that the checker cannot follow is a defect: exit code 1."""
    monkeypatch.setattr("symflow.cli.certificates.make", _says(answer))
    options = ["--quiet"] if quiet else []
    assert main(["verify", "exp-tangent", "--certificates", str(tmp_path / "d"), *options]) == code
    assert said in capsys.readouterr().out


def test_a_disk_that_is_full_is_said(capsys: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After the table, with exit code 2."""

    def full(*_: object) -> None:
        raise InputError.about("--certificates", "d", "writing failed: no space left")

    monkeypatch.setattr("symflow.cli.output.Folder.write", full)
    assert main(["verify", "exp-tangent", "--certificates", str(tmp_path / "d")]) == 2
    out = capsys.readouterr().out
    assert "exp-tangent" in out
    assert "writing failed: no space left" in out


def test_an_interrupt_loses_nothing_that_is_done(tmp_path: Path) -> None:
    """Certificates are written as claims are settled."""
    folder = tmp_path / "d"
    command = [
        sys.executable,
        "-m",
        "symflow",
        "verify",
        "exp-*",
        "l*",
        "u*",
        "--jobs",
        "1",
        "--certificates",
    ]
    process = subprocess.Popen(
        [*command, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )  # fmt: skip
    until = time.monotonic() + 300
    while not (folder.is_dir() and list(folder.glob("*.json"))) and time.monotonic() < until:
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (4, "")
    assert "no certificate of ulpm-theorem-3-1: was interrupted" in out
    files = list(folder.glob("*.json"))
    assert files
    assert not list(folder.glob(".*"))
    assert all(json.loads(file.read_text(encoding="utf-8"))["certificate"] for file in files)


# -- checking ---------------------------------------------------------------------------------------


def test_accepted(capsys: Say, folder: Path, tmp_path: Path) -> None:
    """A table, counts, data; evidence that nobody looked at is listed."""
    file = tmp_path / "answers.json"
    assert main(["check", str(folder), "--json", str(file)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert [line.split()[:3] for line in lines[1:5]] == [
        ["exp-tangent", "accepted", "PROVED"],
        ["mode-growth-walsh", "accepted", "PROVED"],
        ["unequal-imbalance", "accepted", "REFUTED"],
        ["walsh-characters", "accepted", "PROVED"],
    ]
    assert "4 certificates: 4 accepted, 0 rejected, 0 cannot check" in lines
    assert "sampled x instances; --statements lists it" in out
    data = json.loads(file.read_text(encoding="utf-8"))
    assert (data["schema"], data["kernel"]) == ("symflow.check/1", None)
    assert data["counts"] == {"accepted": 4, "rejected": 0, "cannot_check": 0}
    assert [r["id"] for r in data["results"]] == list(IDS)
    first = data["results"][0]
    assert (first["state"], first["why"], first["known"]) == ("accepted", None, True)
    assert first["digest"] == json.loads((folder / "exp-tangent.json").read_text())["digest"]
    assert any("sampled x instances" in line for line in first["not_rechecked"])


def test_statements(capsys: Say, folder: Path) -> None:
    """What was checked is printed, for the one who reads the claim."""
    assert main(["check", str(folder / "exp-tangent.json"), "--statements"]) == 0
    out = capsys.readouterr().out
    assert "  for all x: real" in out
    assert "exp(x)" in out
    assert "  not re-checked: sampled x instances: " in out


def test_rejected_with_the_place(capsys: Say, folder: Path) -> None:
    """Edited with and without its digests; the others are accepted."""
    file = folder / "exp-tangent.json"
    changed(file, sealed=False, verdict="REFUTED")
    assert main(["check", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "certificate: it is not the digest of the rest" in out
    assert "4 certificates: 3 accepted, 1 rejected, 0 cannot check" in out
    changed(file)
    assert main(["check", str(folder)]) == 1
    assert "verdict: it says REFUTED, and the evidence entails PROVED" in capsys.readouterr().out


def test_what_is_missing_is_exit_4(capsys: Say, folder: Path) -> None:
    """A claim whose premise is not among the files."""
    assert main(["check", str(folder / "mode-growth-walsh.json")]) == 4
    assert "cannot check" in (out := capsys.readouterr().out)
    assert "uses: the certificate of walsh-characters" in out


def test_an_id_stands_for_one_statement(capsys: Say, folder: Path) -> None:
    """A good certificate under the id of another claim is rejected; under a new id it is accepted as such."""
    changed(folder / "exp-tangent.json", id="square-root")
    assert main(["check", str(folder)]) == 1
    assert "statement: it is not the one that is known as square-root" in capsys.readouterr().out
    changed(folder / "exp-tangent.json", id="mine")
    assert main(["check", str(folder)]) == 0
    assert "mine (not of this version)" in capsys.readouterr().out


def test_a_file_counts_once(folder: Path, capsys: Say) -> None:
    """Named twice, or named beside its folder."""
    file = folder / "exp-tangent.json"
    assert main(["check", str(folder), str(file), str(folder / ".." / "c" / "exp-tangent.json")]) == 0
    assert "4 certificates: 4 accepted" in capsys.readouterr().out


HOSTILE = {
    "empty": b"",
    "text": b"accepted",
    "deep": b"[" * 100_000,
    "a huge number": b'{"schema": ' + b"9" * 10_000 + b"}",
    "another schema": b'{"schema": "symflow.report/1"}',
    "twice": b'{"schema": 1, "schema": 2}',
    "bytes": bytes(range(256)),
    "control": b'{"schema": "symflow.certificate/1", "\\u001b[31m": 1}',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_rejected(capsys: Say, tmp_path: Path, case: str) -> None:
    """In one line, without control characters."""
    (tmp_path / "x.json").write_bytes(HOSTILE[case])
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "rejected" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    "arguments",
    [[], [""], ["/no/such/file"], ["/no/such/file", "--coq"], ["a\0b"], ["EMPTY"], ["EMPTY", "--json", "/"]],
)
def test_bad_usage(capsys: Say, tmp_path: Path, arguments: list[str]) -> None:
    """One line, exit code 2."""
    assert main(["check", *(str(tmp_path) if a == "EMPTY" else a for a in arguments)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "Traceback" not in err


# -- Coq --------------------------------------------------------------------------------------------


def test_without_coq(capsys: Say, folder: Path, no_coq: None) -> None:
    """Exit code 3, only because Coq was asked for; and never a pass."""
    assert main(["check", str(folder)]) == 0
    capsys.readouterr()
    assert main(["check", str(folder), "--coq", "--json", str(folder / "out")]) == 3
    out = capsys.readouterr().out
    assert "not kernel-checked: coqc was not found (Debian: apt-get install coq)" in out
    assert "Coq's kernel: 0 of the " in out
    data = json.loads((folder / "out").read_text(encoding="utf-8"))
    assert data["kernel"] == {"coqc": None, "complete": 0}
    changed(folder / "exp-tangent.json", verdict="REFUTED")
    assert main(["check", str(folder), "--coq"]) == 1


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """A kernel that answers as it is told, for the one file of the library that is there."""
    monkeypatch.setattr(coqc, "find", lambda: (coqc.Coqc("/bin/coqc", "8.20"), ""))
    ready = formal.Formal(object(), "", frozenset({"walsh-characters"}))  # type: ignore[arg-type]
    monkeypatch.setattr(formal, "prepare", lambda *_: ready)

    def answer(good: bool) -> None:
        def check(claim: Any, book: object, built: object, seconds: float) -> Checked:
            goals = tuple(claim.goals()) if good else tuple(claim.goals())[1:]
            piece = issue("kernel", "universal", Outcome.TRUE, "Coq", 1, "all", ("Coq 8.20",), goals)
            return Checked(piece, () if good else ("part one is not kernel-checked: no",))

        monkeypatch.setattr(recheck_kernel, "kernel_check", check)
        monkeypatch.setattr(recheck_kernel.enclosures, "refused", lambda *_: "")

    return answer


def test_what_coq_accepts(capsys: Say, folder: Path, kernel: Callable[[bool], None]) -> None:
    """The parts of each claim that the library is about; the others are not asked."""
    kernel(True)
    assert main(["check", str(folder), "--coq", "--json", str(folder / "out")]) == 0
    out = capsys.readouterr().out
    assert "4 of 4 parts" in out
    assert "Coq's kernel: 1 of the 1 that the formal library is about" in out
    data = json.loads((folder / "out").read_text(encoding="utf-8"))
    assert data["kernel"] == {"coqc": "8.20", "complete": 1}
    by_id = {r["id"]: r["kernel"] for r in data["results"]}
    assert by_id["walsh-characters"]["complete"] is True
    assert len(by_id["walsh-characters"]["parts"]) == 4
    assert by_id["exp-tangent"]["in_the_library"] is by_id["exp-tangent"]["complete"] is False


def test_what_coq_does_not_accept(capsys: Say, folder: Path, kernel: Callable[[bool], None]) -> None:
    """Exit code 4, and the part is named."""
    kernel(False)
    assert main(["check", str(folder), "--coq"]) == 4
    out = capsys.readouterr().out
    assert "3 of 4 parts" in out
    assert "walsh-characters: part one is not kernel-checked: no" in out
