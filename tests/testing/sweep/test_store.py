"""The file: rows once, checked as they are read; files that are refused are left as they are."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from symflow.errors import InputError, LimitReached
from symflow.testing.sweep import table
from symflow.testing.sweep.grid import Plan, planned
from symflow.testing.sweep.judge import BROKEN, row
from symflow.testing.sweep.store import Store

PLAN = planned((("V-falls", "balanced"),), (4,), ("1",), (0, 6), 15, "4")
ROWS = [row(PLAN, number, 60) for number in range(6)]
FAILURE = '{"damaged":0}'


def _filled(path: Path, count: int = 6) -> str:
    with Store(str(path)) as store:
        store.begin(PLAN)
        store.add(ROWS[:count])
    return str(path)


def test_rows_come_back(tmp_path: Path) -> None:
    """In any order of insertion the table is the same; what is missing is known."""
    one, two = str(tmp_path / "1"), str(tmp_path / "2")
    for path, rows in ((one, ROWS), (two, ROWS[::-1])):
        with Store(path) as store:
            store.begin(PLAN)
            for each in rows:
                store.add([each])
            assert list(store.done(PLAN)) == [1] * 6
    with Store(one) as left, Store(two) as right:
        assert list(table.lines(left, left.opened())) == list(table.lines(right, right.opened()))
        assert table.digest(left, PLAN) == table.digest(right, PLAN)
        assert table.counts(left)["held"] == 6
    with Store(_filled(tmp_path / "3", 2)) as store:
        store.begin(PLAN)
        assert list(store.done(PLAN)) == [1, 1, 0, 0, 0, 0]


def test_a_row_is_inserted_once(tmp_path: Path) -> None:
    """The same again changes nothing; another outcome for the same case is refused, and the whole batch with it."""
    with Store(_filled(tmp_path / "run", 2)) as store:
        store.begin(PLAN)
        store.add([replace(ROWS[0], seconds=9.0, worker="another")])
        with pytest.raises(InputError, match="came out in two ways"):
            store.add([ROWS[3], replace(ROWS[0], outcome=BROKEN)])
        assert sum(store.done(PLAN)) == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE cases SET outcome = 'broken' WHERE number = 3",
        "UPDATE cases SET reason = 'x' WHERE number = 3",
        "UPDATE cases SET seed = 9 WHERE number = 3",
        "UPDATE cases SET K = 8 WHERE number = 3",
        "UPDATE cases SET digest = 'x' WHERE number = 3",
        "UPDATE cases SET key = 'x' WHERE number = 3",
        "UPDATE cases SET number = 77 WHERE number = 3",
        "UPDATE plan SET text = replace(text, '\"K\":[4]', '\"K\":[8]')",
        "UPDATE plan SET text = 'x'",
        "DELETE FROM plan",
        "DROP TABLE cases",
    ],
)
def test_a_tampered_file_is_refused(tmp_path: Path, change: str) -> None:
    """Whatever was changed, one line says so."""
    path = _filled(tmp_path / "run")
    link = sqlite3.connect(path)
    link.execute(change)
    link.commit()
    link.close()

    def read() -> None:
        with Store(path) as store:
            store.begin(PLAN)
            store.done(PLAN)

    with pytest.raises(InputError, match="-o: "):
        read()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"walsh", b"w\xfflsh"),  # no UTF-8
        (b"softmax-value-", b"../x/../value-"),
        (b'{"damaged":0}', b'{"damaged":1}'),
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    """Bytes that changed on the disk, wherever they are found out: one line, when it is read and when it goes on."""
    file = tmp_path / "run"
    path = _filled(file)
    with Store(path) as store:
        store.begin(PLAN)
        store.keep(f"softmax-value-{sha256(FAILURE.encode()).hexdigest()[:16]}.json", "k", FAILURE)
        assert len(store.failures()) == 1
    before = file.read_bytes()
    assert old in before
    file.write_bytes(before.replace(old, new))

    def read(store: Store, plan: Plan) -> None:
        store.done(plan)
        store.failures()

    with Store(path) as store:
        store.begin(PLAN)
        with pytest.raises(InputError, match="-o: "):
            read(store, PLAN)
    with Store(path, "--table", create=False) as store, pytest.raises(InputError, match="--table: "):
        read(store, store.opened())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("../../x-{}.json", "{}"),
        ("/tmp/x-{}.json", "{}"),
        ("x\x1b[2J-{}.json", "{}"),
        ("x-{}.py", "{}"),
        ("x-0123456789abcdef.json", "{}"),
        ("x-{}.json", "{"),
        ("x-{}.json", "[" * 100_000),
        ("x-{}.json", b"{}"),
    ],
)
def test_a_broken_case_is_no_path(tmp_path: Path, name: str, content: str | bytes) -> None:
    """The name of a stored case is plain and of its content, which is JSON; nothing else is written anywhere."""
    data = content if isinstance(content, bytes) else content.encode()
    with Store(_filled(tmp_path / "run")) as store:
        store.begin(PLAN)
        store.keep(name.format(sha256(data).hexdigest()[:16]), "k", content)  # type: ignore[arg-type]
        with pytest.raises(InputError, match=r"its broken case .* was changed"):
            store.failures()


def test_a_row_steers_no_terminal(tmp_path: Path) -> None:
    """A reason that holds more than what is printed is refused, though its digest fits."""
    with Store(_filled(tmp_path / "run", 2)) as store:
        store.begin(PLAN)
        store.add([replace(ROWS[3], reason="\x1b[2J")])
        with pytest.raises(InputError, match=r"its row 3 .* was changed"):
            list(store.rows(PLAN))


def test_a_commit_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it counts as kept, and the next one can be made."""
    do = Store._do

    def full(store: Store, text: str, *values: object) -> object:
        if text == "COMMIT":
            raise LimitReached("full")
        return do(store, text, *values)  # type: ignore[arg-type]

    with Store(_filled(tmp_path / "run", 2)) as store:
        store.begin(PLAN)
        with monkeypatch.context() as patch:
            patch.setattr(Store, "_do", full)
            with pytest.raises(LimitReached):
                store.add(ROWS[2:4])
        assert sum(store.done(PLAN)) == 2
        store.add(ROWS[4:5])
        assert list(store.done(PLAN)) == [1, 1, 0, 0, 1, 0]


def test_other_plans(tmp_path: Path) -> None:
    """Another grid or another symflow is refused once there are rows; before, the plan is replaced."""
    path = _filled(tmp_path / "run")
    with Store(path) as store, pytest.raises(InputError, match=r"another grid \(K differ\)"):
        store.begin(replace(PLAN, K=(8,)))
    with Store(path) as store, pytest.raises(InputError, match=r"begun with symflow .* name another file"):
        store.begin(replace(PLAN, source="0" * 64))
    with Store(_filled(tmp_path / "new", 0)) as store:
        store.begin(replace(PLAN, K=(8,)))
        assert store.plan().K == (8,)


def test_files_of_others(tmp_path: Path) -> None:
    """No database, another program's database: refused, and not a byte is changed."""
    text, other = tmp_path / "text", tmp_path / "other"
    text.write_text("hello\n" * 100)
    link = sqlite3.connect(other)
    link.execute("CREATE TABLE t (a)")
    link.commit()
    link.close()
    for file in (text, other):
        before = file.read_bytes()
        with Store(str(file)) as store, pytest.raises(InputError, match="name another"):
            store.begin(PLAN)
        assert file.read_bytes() == before
    with pytest.raises(InputError, match="unable to open"):
        Store(str(tmp_path / "none" / "x"))
    empty = tmp_path / "empty"
    empty.touch()
    with Store(str(empty), create=False) as store, pytest.raises(InputError, match="it is empty"):
        store.opened()
    assert not empty.read_bytes()


def test_one_at_a_time(tmp_path: Path) -> None:
    """A second one is refused while the first has the file, reading included."""
    path = str(tmp_path / "run")
    with Store(path) as first:
        first.begin(PLAN)
        with Store(path) as second:
            with pytest.raises(InputError, match="another symflow sweep has it open"):
                second.begin(PLAN)
            with pytest.raises(InputError, match="another symflow sweep has it open"):
                second.opened()
    with Store(path) as third:
        third.begin(PLAN)
