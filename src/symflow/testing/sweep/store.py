"""The file of a sweep: SQLite, the plan first, then a row for each case, each committed before the next is awaited.

Statement.  Rows are inserted once and never changed; a key that is there already is an error unless the row is the
same. Every row carries the SHA-256 of its cells, and rows are read only if it fits and the row is the one that the plan
has under that number; a broken case that was shrunk is read only if its name has the SHA-256 of its content, and is no
path. One process has the file at a time: an exclusive lock of SQLite, which ends with the process,
however that ends. A commit is on the disk when it returns (synchronous = FULL); a torn one is rolled back.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any

from symflow.errors import InputError, LimitReached
from symflow.testing.sweep.grid import Plan, read
from symflow.testing.sweep.judge import OUTCOMES, Row

APPLICATION, SCHEMA = 0x53594D46, 1
COLUMNS = (
    "number INTEGER UNIQUE NOT NULL",
    "key TEXT PRIMARY KEY NOT NULL",
    "law TEXT NOT NULL",
    "flow TEXT NOT NULL",
    "family TEXT NOT NULL",
    "K INTEGER NOT NULL",
    "scale TEXT NOT NULL",
    "seed INTEGER NOT NULL",
    "digits INTEGER NOT NULL",
    "end TEXT NOT NULL",
    "outcome TEXT NOT NULL",
    "reason TEXT NOT NULL",
    "digest TEXT NOT NULL",
    "measured TEXT NOT NULL",
    "seconds REAL NOT NULL",
    "worker TEXT NOT NULL",
)
NAMES = tuple(column.split()[0] for column in COLUMNS)
CELLS = NAMES[1:12]
TABLES = (
    f"CREATE TABLE cases ({', '.join(COLUMNS)}) WITHOUT ROWID",
    "CREATE TABLE plan (text TEXT NOT NULL)",
    "CREATE TABLE failures (name TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL)",
)
AGAIN = "name another file, or repeat the command that began it"
FAILURE = re.compile(r"[A-Za-z0-9_-]{1,200}-([0-9a-f]{16})\.json", re.ASCII)


class Store:
    """An open file; ``with`` closes it."""

    def __init__(self, path: str, argument: str = "-o", create: bool = True) -> None:
        self.path, self._argument, self._writes = path, argument, create
        try:
            name = f"{Path(os.path.abspath(path)).as_uri()}?mode={'rwc' if create else 'rw'}"
            self._link = sqlite3.connect(name, uri=True, timeout=1.0, isolation_level=None)
        except sqlite3.Error as error:
            raise self._trouble(error) from None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._link.close()

    def begin(self, plan: Plan) -> None:
        """Take the file for this plan: one without rows gets it, and any other must have it."""
        self._lock()
        if self._empty():
            commands = (*TABLES, f"PRAGMA application_id = {APPLICATION}", f"PRAGMA user_version = {SCHEMA}")
            with _Commit(self):
                for command in commands:
                    self._do(command)
                self._do("INSERT INTO plan VALUES (?)", (plan.text(),))
            return
        known = self.plan()
        if known == plan:
            return
        if not self._number("SELECT COUNT(*) FROM cases"):  # nothing was done yet
            with _Commit(self):
                self._do("UPDATE plan SET text = ?", (plan.text(),))
            return
        if (known.version, known.source) != (plan.version, plan.source):
            advice = f"it was begun with symflow {known.version}, sources {known.source[:12]}"
            own = f"this is {plan.version}, sources {plan.source[:12]}"
            raise InputError.about(self._argument, self.path, f"{advice}, and {own}; name another file")
        changed = [name for name in plan.__slots__ if getattr(known, name) != getattr(plan, name)]
        raise InputError.about(
            self._argument, self.path, f"it holds another grid ({', '.join(changed)} differ); {AGAIN}"
        )

    def opened(self) -> Plan:
        """The plan of a file that is only read."""
        self._ours()
        return self.plan()

    def plan(self) -> Plan:
        """The plan of the file."""
        if self._empty():
            raise InputError.about(self._argument, self.path, "it is empty; name a file of symflow sweep")
        texts = list(self._each("SELECT text FROM plan"))
        try:
            ((text,),) = texts
            return read(text)
        except ValueError:
            raise InputError.about(
                self._argument, self.path, "its plan was edited; name another file"
            ) from None

    def add(self, rows: Sequence[Row]) -> None:
        """Insert rows and commit; the same row again changes nothing, another one under its key is refused."""
        marks = ", ".join("?" * len(NAMES))
        with _Commit(self):
            for row in rows:
                values = (row.number, *row.cells, row.digest, row.measured, row.seconds, row.worker)
                if self._do(f"INSERT OR IGNORE INTO cases VALUES ({marks})", values).rowcount == 1:
                    continue
                known = list(self._each("SELECT digest FROM cases WHERE key = ?", (row.key,)))
                if known != [(row.digest,)]:
                    raise InputError.about(
                        self._argument, self.path, f"case {row.number} came out in two ways: {row.place}"
                    )

    def done(self, plan: Plan) -> bytearray:
        """Which cases have a row: a byte for each number. Every row is checked."""
        found = bytearray(len(plan))
        for row in self.rows(plan):
            found[row.number] = 1
        return found

    def rows(self, plan: Plan, order: str = "number") -> Iterator[Row]:
        """The rows, by number or by key, each checked against its digest and the plan."""
        for values in self._each(f"SELECT {', '.join(NAMES)} FROM cases ORDER BY {order}"):
            yield self._row(plan, values)

    def counts(self) -> list[tuple[str, str, str, int]]:
        """How many rows of each law and flow came out how."""
        text = "SELECT law, flow, outcome, COUNT(*) FROM cases GROUP BY law, flow, outcome"
        return list(self._each(text))

    def first_broken(self, plan: Plan) -> list[Row]:
        """The broken row of the least number, for each law and flow."""
        chosen = "SELECT MIN(number) FROM cases WHERE outcome = 'broken' GROUP BY law, flow"
        text = f"SELECT {', '.join(NAMES)} FROM cases WHERE number IN ({chosen}) ORDER BY number"
        return [self._row(plan, values) for values in self._each(text)]

    def failures(self) -> dict[str, tuple[str, str]]:
        """The shrunk cases: the key of the case and the content of the file, by name. Every one is checked."""
        found = {}
        for name, key, content in self._each("SELECT name, key, content FROM failures ORDER BY name"):
            if not _sealed(name, content):
                advice = f"its broken case {name!r} was changed; begin again with a new file"
                raise InputError.about(self._argument, self.path, advice)
            found[name] = (key, content)
        return found

    def keep(self, name: str, key: str, content: str) -> None:
        """Keep a shrunk case."""
        with _Commit(self):
            self._do("INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", (name, key, content))

    def _row(self, plan: Plan, values: Sequence[object]) -> Row:
        given = dict(zip(NAMES, values, strict=True))
        number = given["number"]
        if type(number) is not int or not 0 <= number < len(plan) or plan.key(number) != given["key"]:
            raise InputError.about(self._argument, self.path, f"its row {number} is not of its plan; {AGAIN}")
        outcome, reason, measured = (str(given[name]) for name in ("outcome", "reason", "measured"))
        spent = given["seconds"]
        seconds = spent if isinstance(spent, float) else 0.0
        place, worker = plan.place(number), str(given["worker"])
        row = Row(number, plan.key(number), place, outcome, reason, measured, seconds, worker)
        cells = tuple(given[name] for name in CELLS)
        known = row.outcome in OUTCOMES and row.reason.isprintable()
        if cells != row.cells or row.digest != given["digest"] or not known:
            raise InputError.about(
                self._argument,
                self.path,
                f"its row {number} ({row.place}) was changed: its digest does not fit; begin again with a new file",
            )
        return row

    def _lock(self) -> None:
        """One process at a time, until it ends."""
        self._do("PRAGMA locking_mode = EXCLUSIVE")
        self._ours()
        self._do("PRAGMA journal_mode = DELETE")
        self._do("PRAGMA synchronous = FULL")
        self._do("BEGIN EXCLUSIVE")
        self._do("COMMIT")

    def _ours(self) -> None:
        """Refuse the file of another program, as it is."""
        marks = [self._number(f"PRAGMA {name}") for name in ("application_id", "user_version")]
        if marks != [APPLICATION, SCHEMA] and not self._empty():  # somebody else's: it is left as it is
            raise InputError.about(
                self._argument, self.path, "it is not a file of symflow sweep; name another"
            )

    def _empty(self) -> bool:
        marks = [
            self._number(text) for text in ("PRAGMA application_id", "SELECT COUNT(*) FROM sqlite_master")
        ]
        return not any(marks)

    def _do(self, text: str, values: Iterable[object] = ()) -> sqlite3.Cursor:
        try:
            return self._link.execute(text, tuple(values))
        except sqlite3.Error as error:
            raise self._trouble(error) from None

    def _each(self, text: str, values: Iterable[object] = ()) -> Iterator[tuple[Any, ...]]:
        """What a query finds; that the file is damaged may come out at any row."""
        found = self._do(text, values)
        try:
            yield from found
        except sqlite3.Error as error:
            raise self._trouble(error) from None

    def _number(self, text: str) -> int:
        """What a query finds that always finds one number."""
        ((found,),) = self._each(text)
        return int(found)

    def _trouble(self, error: sqlite3.Error) -> InputError | LimitReached:
        text = str(error)
        if "locked" in text or "busy" in text:
            return InputError.about(
                self._argument, self.path, "another symflow sweep has it open; wait, or name another file"
            )
        if "full" in text or "I/O" in text or "too big" in text:
            return LimitReached(
                f"{self._argument}: {self.path}: {text}; what is done is kept, make room and repeat the command"
            )
        if any(sign in text for sign in ("not a database", "malformed", "no such", "not decode")):
            what = text.partition(" with text")[0]
            return InputError.about(self._argument, self.path, f"{what}; name another file")
        advice = "give a file that can be written" if self._writes else "give a file of symflow sweep"
        return InputError.about(self._argument, self.path, f"{text}; {advice}")


def _sealed(name: object, content: object) -> bool:
    """Whether the name of a file is a plain one with the digest of the content, which is JSON."""
    if not isinstance(name, str) or not isinstance(content, str) or not (found := FAILURE.fullmatch(name)):
        return False
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return sha256(content.encode()).hexdigest()[:16] == found[1]


class _Commit:
    """A transaction: all of a block is committed, or none of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> None:
        self._store._do("BEGIN IMMEDIATE")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._store._do("COMMIT")
        finally:
            if self._store._link.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    self._store._link.rollback()
