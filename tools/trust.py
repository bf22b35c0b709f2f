"""docs/trust-model.md: the sizes of what is trusted, and what each claim is proved by.

python tools/trust.py --certificates DIR    fill both tables from the certificates that symflow verify wrote
python tools/trust.py --check               fail if the sizes, the claims or the column of Coq are stale
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "trust-model.md"
LIBRARY = ROOT / "proofs" / "coq"
SIZES = ("<!-- sizes:begin -->", "<!-- sizes:end -->")
CLAIMS = ("<!-- proved-by:begin -->", "<!-- proved-by:end -->")
READING = "__main__ judge certificate grammar domain text names limits"
PARTS = (
    (
        "the prover: trees, normal form, steps, textbook facts",
        "src/symflow",
        ("algebra", "evidence/proving", "claim"),
    ),
    ("the checker of certificates", "src/symflow/checker", (".",)),
    *(
        (f"... {role}", "src/symflow/checker", tuple(f"{name}.py" for name in files.split()))
        for role, files in (
            (
                "equations: trees, derivatives, normal form",
                "trees derivatives normal factors rules functions",
            ),
            ("inequalities, and where a formula is defined", "signs comparing leaning visible transfer"),
            ("steps and textbook facts", "steps sequents citations"),
            ("witnesses and boxes: rational intervals", "points intervals"),
            ("files that may be hostile: grammar, digests, budgets, answers", READING),
        )
    ),
    (
        "the printer of Coq goals",
        "src/symflow/evidence/kernel",
        ("terms.py", "said.py", "given.py", "curves.py", "goals.py", "instances.py"),
    ),
    (
        "the words of the goals, and what Walsh requires",
        "proofs/coq",
        ("Prelude.v", "Walsh.v", "Sums.v", "Complex.v"),
    ),
    ("the formal library (checked by Coq, not trusted)", "proofs/coq", (".",)),
)


class Stale(Exception):
    """The page is not what it should be; the message is one line."""


def files(folder: str, parts: Iterable[str]) -> Iterator[Path]:
    """The source files of some parts of a folder."""
    for part in parts:
        place = ROOT / folder / part
        if place.is_file():
            yield place
        elif place.is_dir():
            yield from (
                p for p in sorted(place.rglob("*")) if p.suffix in (".py", ".v") and "mathcomp" not in p.parts
            )


def sizes() -> str:
    """How many lines there are to read."""
    rows = ["| part | files | lines | of these, code |", "|---|---|---|---|"]
    for title, folder, parts in PARTS:
        found = list(files(folder, parts))
        texts = [p.read_text(encoding="utf-8") for p in found]
        lines = sum(len(t.splitlines()) for t in texts)
        code = sum(_code(p, t) for p, t in zip(found, texts, strict=True))
        rows.append(f"| {title} | {len(found)} | {lines:,} | {code:,} |")
    return "\n".join(rows)


def _code(path: Path, text: str) -> int:
    """Lines that are neither empty nor comment nor docstring."""
    if path.suffix == ".v":
        text = re.sub(r"\(\*.*?\*\)", "", text, flags=re.DOTALL)
    else:
        text = re.sub(r'^\s*r?"""(.*?)"""\s*$', "", text, flags=re.DOTALL | re.MULTILINE)
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in text.splitlines())


def kernel_parts(name: str) -> int:
    """How many parts of a claim the formal library proves."""
    file = LIBRARY / "claims" / f"{re.sub('[^A-Za-z0-9]', '_', name)}.v"
    return (
        len(re.findall(r"^\s*(?:Theorem|Lemma) part_", file.read_text(encoding="utf-8"), re.MULTILINE))
        if file.is_file()
        else 0
    )


def claims(certificates: Iterable[dict[str, Any]]) -> str:
    """One row for each claim."""
    rows = [
        "| claim | verdict | exact proof | Coq | textbook facts | rests on |",
        "|---|---|---|---|---|---|",
    ]
    for data in sorted(certificates, key=lambda c: str(c["id"])):
        shown = f"{len(data['steps'])} steps" if data["steps"] else "a witness" if data["witness"] else "-"
        coq = kernel_parts(data["id"])
        cells = (
            f"`{data['id']}`",
            data["verdict"],
            shown,
            f"{coq} theorems" if coq else "-",
            ", ".join(data["facts"]) or "-",
            ", ".join(data["uses"]) or "-",
        )
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def filled(page: str, marks: tuple[str, str], content: str) -> str:
    """The page with the content between two marks."""
    begin, end = marks
    if page.count(begin) != 1 or page.count(end) != 1:
        raise Stale(f"docs/trust-model.md: write {begin} and {end} once each, where the table belongs")
    return page.split(begin)[0] + f"{begin}\n{content}\n{end}" + page.split(end)[1]


def check(page: str) -> None:
    """Fail if a table is stale, as far as that is seen without a run."""
    if filled(page, SIZES, sizes()) != page:
        raise Stale("docs/trust-model.md: the sizes are stale; run python tools/trust.py")
    from symflow.ledger.run import claims as known

    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| [A-Z]+ \| [^|]+ \| ([^|]+) \|", page, re.MULTILINE))
    wanted = {name: f"{n} theorems" if (n := kernel_parts(name)) else "-" for name in known()}
    wrong = sorted(name for name in {*rows, *wanted} if rows.get(name) != wanted.get(name))
    if wrong:
        raise Stale(
            f"docs/trust-model.md: stale for {wrong[0]}; run python tools/trust.py --certificates DIR"
        )
    print(f"docs/trust-model.md is fresh: {len(wanted)} claims")


def main() -> int:
    """Fill the page, or check it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--certificates", type=Path, help="the folder that symflow verify --certificates wrote"
    )
    parser.add_argument("--check", action="store_true", help="change nothing; fail if something is stale")
    given = parser.parse_args()
    page = PAGE.read_text(encoding="utf-8")
    try:
        if given.check:
            check(page)
            return 0
        page = filled(page, SIZES, sizes())
        if given.certificates is not None:
            found = [
                json.loads(p.read_text(encoding="utf-8")) for p in sorted(given.certificates.glob("*.json"))
            ]
            page = filled(page, CLAIMS, claims(found))
    except Stale as error:
        print(error, file=sys.stderr)
        return 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
