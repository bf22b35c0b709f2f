"""The formal library from clean: ``make coq``.

    1. every file of proofs/coq is compiled, in a fresh folder under build/coq
    2. every claim that the library has a file about is printed as goals, and these are closed by its theorems;
       the files are kept in build/coq/goals, for whoever wants to read them
    3. one claim is derived at K = 2, 4, 8 with every sum written out; these files are kept there too
    4. coqchk, Coq's second checker, reads all compiled files again
    5. what needs the Mathematical Components is compiled where they are installed

Exit codes: 0, every goal is closed within the allowed axioms; 1, something is not; 3, coqc is missing; 4, interrupted.
(GNU make ends with 2 whatever its recipe ends with, and prints that in "Error 3".)
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from symflow.claim.claim import Claim
from symflow.errors import SymflowError
from symflow.evidence.kernel import coqc, explicit
from symflow.evidence.kernel.build import Built, build
from symflow.evidence.kernel.checked import check
from symflow.evidence.kernel.instances import instance, label
from symflow.evidence.kernel.library import AXIOMS, UNPROVED, Library, read, stripped
from symflow.ledger.run import claims

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "proofs" / "coq"
PLACE = ROOT / "build" / "coq"
SECONDS = 600.0
EXPLICIT = (1, 2, 3)  # K = 2^m
EXTRA = SOURCES / "mathcomp"
_SECTION = re.compile(r"^\* (.*?):(.*)$")


class Failed(Exception):
    """Something is not as it should be; the message says what."""


def compiled(library: Library, program: coqc.Coqc, place: Path, jobs: int) -> Built:
    """Every file of the library, compiled; Failed if one is not."""

    def told(done: int, of: int, name: str) -> None:
        if name:
            print(f"  {done + 1:>3} of {of}  {name}.v", flush=True)

    built = build(library, program, library.names, place, jobs, told)
    if built.failed:
        name, why = next(iter(built.failed.items()))
        raise Failed(f"proofs/coq/{name}.v {why}")
    return built


def closed(book: dict[str, Claim], built: Built, place: Path, jobs: int) -> Iterator[tuple[str, str]]:
    """A line of the table for each claim that the library is about, and what is wrong with it, or ""."""
    by_file = {f"claims/{label(name)}": claim for name, claim in book.items()}
    files = [name for name in built.library.names if name.startswith("claims/")]

    def row(file: str) -> tuple[str, str]:
        claim = by_file.get(file)
        return _row(claim, book, built, place) if claim else (f"{file:<26}", "there is no claim of this name")

    with ThreadPoolExecutor(max(1, jobs)) as pool:
        yield from pool.map(row, files)


def _row(claim: Claim, book: dict[str, Claim], built: Built, place: Path) -> tuple[str, str]:
    printed = instance(claim)
    (place / f"{label(claim.id)}.v").write_text(printed.text(), encoding="utf-8")
    found = check(claim, book, built, SECONDS)
    shown = set(found.evidence.established) if found.evidence is not None else set()
    open_ = sorted({part for mark, (part, _) in claim.goals().items() if mark not in shown})
    trusts = found.evidence.trusts if found.evidence is not None else ()
    axioms = [t.rpartition(": ")[2].rpartition(".")[2] for t in trusts if t.startswith("axiom")]
    done = len(claim.parts) - len(open_)
    reality = len(printed.goals) - len(printed.parts)
    line = f"{claim.id:<22} {done} of {len(claim.parts)} parts, {reality} real  {', '.join(axioms)}"
    return line, "; ".join(found.messages) or (f"open: {', '.join(open_)}" if open_ else "")


def written_out(claim: Claim, built: Built, place: Path) -> Iterator[tuple[str, str]]:
    """A line for each K at which the claim is derived with every sum written out, and what is wrong with it, or ""."""
    printed = instance(claim)
    for m in EXPLICIT:
        name = f"{label(claim.id)}_K{2**m}"
        source = explicit.text(printed, m)
        (place / f"{name}.v").write_text(source, encoding="utf-8")
        yield f"{name}.v", explicit.refused(source, built, SECONDS)


def checked_again(built: Built) -> str:
    """What coqchk says about all files of the library, or that it is missing; Failed if it refuses one."""
    program = shutil.which("coqchk")
    if program is None:
        return "coqchk was not found: the compiled files were not read a second time"
    names = [f"Symflow.{name.replace('/', '.')}" for name in built.library.names]
    modules = [word for name in names for word in ("-norec", name)]
    ran = coqc.run([program, "-silent", "-o", "-Q", ".", "Symflow", *modules], built.folder, SECONDS)
    if ran.limit or ran.code != 0:
        raise Failed(f"coqchk {ran.limit or 'refuses the library: ' + ' '.join(ran.said.split())[-200:]}")
    wrong = strange(ran.said)
    if wrong:
        raise Failed(f"coqchk finds {wrong[0]}")
    return f"coqchk accepts {len(names)} files; no axiom is theirs"


def strange(summary: str) -> list[str]:
    """What the summary of coqchk contains and should not: an axiom outside of Coq's own library, a check left out.

    coqchk lists every axiom and sealed module of Coq's library that is loaded; which ones a theorem rests on is what
    Print Assumptions tells of each.
    """
    found: list[str] = []
    section = ""
    for line in summary.splitlines():
        head = _SECTION.match(line)
        if head:
            section, rest = head[1], head[2].strip()
            if section not in ("Theory", "Axioms") and rest != "<none>":
                found.append(f"{section}: {rest}")
        elif (
            line.strip()
            and section == "Axioms"
            and not line.strip().startswith(("Coq.", "Stdlib.", "Corelib."))
        ):
            found.append(f"the axiom {line.strip()}")
        elif line.strip() and section not in ("", "Theory", "Axioms"):
            found.append(f"{section}: {line.strip()}")
    return found if "Axioms" in summary else ["no summary"]


def extra(program: coqc.Coqc) -> str:
    """What came of the files that need the Mathematical Components; Failed if one is wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "probe.v").write_text("From mathcomp Require Import all_character.\n", encoding="utf-8")
        probe = [program.path, *coqc.OPTIONS, "probe.v"]
        files = sorted(EXTRA.glob("*.v"))
        if coqc.run(probe, folder, SECONDS).code != 0:
            how = "Debian: apt-get install libcoq-mathcomp-character"
            return f"left out: the Mathematical Components were not found ({how})"
        for file in files:
            source = file.read_text(encoding="utf-8")
            unproved = UNPROVED.findall(stripped(source))
            if unproved:
                raise Failed(f"proofs/coq/mathcomp/{file.name} contains {unproved[0]}")
            (folder / file.name).write_text(source, encoding="utf-8")
            ran = coqc.run(
                [program.path, *coqc.OPTIONS, "-Q", ".", "SymflowExtra", file.name], folder, SECONDS
            )
            if ran.limit or ran.code != 0:
                raise Failed(f"proofs/coq/mathcomp/{file.name}: {ran.limit or coqc.error_of(ran.said)}")
    return f"compiled: {', '.join(f.name for f in files)}"


def _all(program: coqc.Coqc, jobs: int) -> None:
    library = read(SOURCES)
    if library is None:
        raise Failed("proofs/coq has no files")
    shutil.rmtree(PLACE, ignore_errors=True)
    goals = PLACE / "goals"
    goals.mkdir(parents=True)
    print(f"[1/5] the library, from clean, with Coq {program.version}", flush=True)
    built = compiled(library, program, PLACE / "library", jobs)
    print("[2/5] the claims, as printed, closed by its theorems", flush=True)
    wrong: list[str] = []
    for line, trouble in closed(claims(), built, goals, jobs):
        print(f"  {line}{'  FAILS: ' + trouble if trouble else ''}", flush=True)
        wrong += [f"{line.split()[0]}: {trouble}"] if trouble else []
    print(f"  allowed: {', '.join(sorted(AXIOMS))}")
    print("[3/5] one of them with every sum written out", flush=True)
    for line, trouble in written_out(claims()[explicit.CLAIM], built, goals):
        print(f"  {line}{'  FAILS: ' + trouble if trouble else ''}", flush=True)
        wrong += [f"{line}: {trouble}"] if trouble else []
    print("[4/5] a second checker", flush=True)
    print(f"  {checked_again(built)}", flush=True)
    print("[5/5] with the Mathematical Components", flush=True)
    print(f"  {extra(program)}")
    if wrong:
        raise Failed(f"{len(wrong)} of the claims are not closed; {wrong[0]}")
    print("Every goal is closed, within the allowed axioms.")


def main(given: Sequence[str] | None = None) -> int:
    """Build and check the library."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--jobs", type=int, default=2, metavar="N", help="files compiled at once  [default: 2]"
    )
    options = parser.parse_args(given)
    program, why = coqc.find()
    if program is None:
        print(f"make coq: {why}", file=sys.stderr)
        return 3
    try:
        _all(program, options.jobs)
    except Failed as error:
        print(f"make coq: {error}", file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError, SymflowError) as error:
        print(f"make coq: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("make coq: interrupted", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main())
