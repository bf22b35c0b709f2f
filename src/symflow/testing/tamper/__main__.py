r"""``python -m symflow.testing.tamper FOLDER``: edit the certificates of a folder; the checker must refuse them.

The folder is one that ``symflow verify --certificates FOLDER`` has written. Exit code 0: nothing is wrong with the
checker; 1: something is, and the file says what; 2: bad usage; 4: interrupted, and the same command goes on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from symflow.errors import InputError, SymflowError
from symflow.ledger.processes import run_once
from symflow.render.console import Paper, complain, one_line, paper
from symflow.testing.tamper.corpus import Corpus
from symflow.testing.tamper.page import rewrite
from symflow.testing.tamper.record import Record, begun, count, refused, save
from symflow.testing.tamper.run import honest_answers, run
from symflow.testing.tamper.twins import accepted_twins

CHUNK = 400
HONEST_SECONDS = 1200.0


def main(given: Sequence[str] | None = None) -> int:
    """Run the corpus, or what is left of it, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m symflow.testing.tamper", description="edited certificates"
    )
    parser.add_argument("folder", help="a folder of certificates")
    parser.add_argument("--edits", type=int, default=20_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="how many processes at once")
    parser.add_argument(
        "--limit", type=float, default=240.0, metavar="S", help="seconds that a batch, or one edit, may take"
    )
    parser.add_argument(
        "--json", default="soundness.json", metavar="F", help="the counts, and where to go on from"
    )
    parser.add_argument("--page", metavar="F", help="a page whose table is written anew (docs/soundness.md)")
    asked = parser.parse_args(given)
    told = paper(error=True)
    try:
        honest = _folder(Path(asked.folder))
        if min(asked.edits, asked.jobs) < 1:
            raise InputError.about("--edits, --jobs", (asked.edits, asked.jobs), "give numbers from 1 on")
        corpus = Corpus(honest, asked.seed)
        marks = {name: data["certificate"] for name, data in corpus.books.items()}
        record = begun(Path(asked.json), {"seed": asked.seed, "certificates": len(honest), "digests": marks})
        interrupted = _go_on(corpus, honest, record, asked, told)
        if asked.page and not interrupted:
            rewrite(Path(asked.page), record)
    except SymflowError as error:
        complain(one_line(str(error)))
        return error.exit_code
    total, no, yes = refused(record)
    summary = (
        f"{total} change something, {no} refused, {yes} accepted (see 'kept'), {len(record['wrong'])} wrong"
    )
    paper().lines([f"{record['done']} of {asked.edits} edits: {summary}; see {asked.json}"])
    return 1 if record["wrong"] or any(record["twins"].values()) else 4 if interrupted else 0


def _folder(folder: Path) -> dict[str, bytes]:
    found = (
        {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json"))} if folder.is_dir() else {}
    )
    if len(found) < 2:
        raise InputError.about("FOLDER", str(folder), "give a folder with at least two certificates (*.json)")
    return found


def _go_on(
    corpus: Corpus, honest: Mapping[str, bytes], record: Record, asked: argparse.Namespace, told: Paper
) -> str:
    """Run what is left; a sentence if it was interrupted."""
    told.lines(["the honest certificates ..."])
    examined, refusals = honest_answers(honest, HONEST_SECONDS)
    if refusals:
        raise InputError.about("FOLDER", asked.folder, f"the checker does not accept {one_line(refusals[0])}")
    file = Path(asked.json)
    for start in range(record["done"], asked.edits, CHUNK):
        end = min(start + CHUNK, asked.edits)
        found: list[dict[str, Any]] = []
        stopped = run(corpus, examined, range(start, end), asked.jobs, asked.limit, found.extend)
        if stopped:
            return stopped
        count(record, found)
        record["done"] = end
        save(file, record)
        told.lines([f"{end} of {asked.edits} edits, {len(record['wrong'])} wrong"])
    return _twins(corpus, honest, record, file, told)


def _twins(corpus: Corpus, honest: Mapping[str, bytes], record: Record, file: Path, told: Paper) -> str:
    """The false twins of all claims; those that are accepted are kept by id."""
    if "tried" in record:
        return ""
    tried, wrong = 0, dict[str, list[str]]()
    for name in corpus.books:
        found, trouble = run_once(accepted_twins, (honest, corpus.books, name), HONEST_SECONDS)
        if trouble:
            return trouble
        tried += found[0]  # type: ignore[index]
        wrong |= {name: found[1]} if found[1] else {}  # type: ignore[index]
    record["tried"], record["twins"] = tried, wrong
    save(file, record)
    told.lines([f"{tried} certificates of false twins, {len(wrong)} accepted"])
    return ""


if __name__ == "__main__":
    sys.exit(main())
