"""``symflow verify --certificates``: each certificate is written when its claim is settled, whatever happens later."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from symflow.cli.output import Folder
from symflow.errors import InputError
from symflow.ledger.certificates import ACCEPTED, CANNOT_CHECK, NOT_MADE, OTHER, UNCHECKED, Made, make
from symflow.ledger.run import After, Result
from symflow.render.console import one_line

DEFECT = "a defect; please report it"
CHANGED = "the statement that this version knows by that id is in checker/names.json"


class Certificates:
    """The certificates of a run: what was written, what the checker answered, and what is missing."""

    def __init__(self, folder: Folder, version: str) -> None:
        self.folder, self.version = folder, version
        self.accepted = self.unchecked = 0
        self.defects: list[str] = []
        self.missing: list[str] = []
        self.unwritten: list[InputError] = []

    def after(self, told: Callable[[], None]) -> After:
        """What a run does with each result; ``told`` is called when a certificate has been made."""

        def done(result: Result, outcome: object, trouble: str) -> None:
            if isinstance(outcome, Made):
                self._take(result, outcome)
                told()
            else:
                self.missing.append(f"{result.claim.id}: {trouble or 'was not made'}")

        return After(partial(make, version=self.version), done)

    def _take(self, result: Result, made: Made) -> None:
        name, verdict = result.claim.id, result.verdict
        if made.text:
            try:
                self.folder.write(f"{name}.json", made.text)
            except InputError as error:
                self.unwritten.append(error)
                return
        if made.state == ACCEPTED:
            self.accepted += 1
        elif made.state == NOT_MADE:
            self.missing.append(f"{name}: {made.why}")
        elif made.state == CANNOT_CHECK and not made.text:
            self.missing.append(f"{name}: the checker cannot follow it: {made.why}")
        elif made.state == CANNOT_CHECK and verdict in (*UNCHECKED, "UNDECIDED"):
            self.unchecked += 1
        else:
            said = f"{name}: it is {verdict}, and the checker says {made.state}: {made.why}"
            self.defects.append(f"{said} ({CHANGED if made.why.startswith(OTHER) else DEFECT})")

    def troubles(self) -> list[str]:
        """What is not as it should be, one line each."""
        lines = [f"certificate of {text}" for text in self.defects]
        lines += [f"no certificate of {text}" for text in self.missing]
        return [one_line(line) for line in (*lines, *map(str, self.unwritten))]

    def lines(self) -> list[str]:
        """The lines under the table of verdicts."""
        made = self.accepted + self.unchecked + len(self.defects)
        total = made + len(self.missing) + len(self.unwritten)
        of = f" of {total}" if made < total else ""
        counts = [f"{self.accepted} accepted by the checker"]
        if self.unchecked:
            counts.append(f"{self.unchecked} rest on evidence that it does not read")
        if self.defects:
            counts.append(f"{len(self.defects)} not accepted")
        noun = "certificate" if total == 1 else "certificates"
        return [f"{made}{of} {noun} in {self.folder.path}: {', '.join(counts)}", *self.troubles()]

    def code(self, code: int, interrupted: bool) -> int:
        """The exit code of the run: a defect is 1, a file that cannot be written 2, a limit 4."""
        if interrupted:
            return 4
        if self.unwritten:
            return 2
        if self.defects:
            return 1
        return 4 if code == 0 and self.missing else code
