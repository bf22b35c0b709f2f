"""Files of broken cases: what is written is read back, and nothing else is accepted."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings

from symflow.errors import InputError
from symflow.testing import LAWS
from symflow.testing.failure import KEPT, Record, digest, store
from symflow.testing.law import Case
from symflow.testing.reading import LARGEST_FILE, read

COLUMNS = (Fraction(1, 3), Fraction(0)), (Fraction(-2), Fraction(1))
CASE = Case("walsh", 2, (("c", (Fraction(1000), Fraction(0))), ("Z", COLUMNS)))
RECORD = Record("softmax-shift", CASE, "float64", 2.5e-13, float("inf"), "softmax returned nan", 7)
MODES = (Fraction(0), Fraction(1, 2), Fraction(1, 2))
FLOWN = Case("cyclic", 3, (("s", MODES), ("t", Fraction(1))))
FLOW = Record("reduced-flow", FLOWN, "float64", 1e-6, 0.5, "", 0)
ORDER = Record(
    "softmax-permutation",
    Case("cyclic", 3, (("order", (2, 0, 1)), ("Z", ((Fraction(1),), (Fraction(2),), (Fraction(3),))))),
    "float32",
    1e-4,
    1.0,
    "",
    0,
)


@pytest.mark.parametrize("family", ["walsh", "cyclic"])
@pytest.mark.parametrize("name", LAWS)
def test_every_case_that_is_drawn_can_be_read_back(name: str, family: str, tmp_path: Path) -> None:
    """So every drawn case obeys the rules that the law declares for its inputs."""

    @seed(1)
    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(LAWS[name].cases(family))
    def check(case: Case) -> None:
        record = Record(name, case, "float64", 1e-6, 2e-6, "why", 3)
        assert read(store(record, tmp_path)) == record

    check()


def test_the_name_is_made_of_the_content(tmp_path: Path) -> None:
    """The same content is the same file, and a file that is there stays as it is."""
    first = store(RECORD, tmp_path)
    before = Path(first).read_bytes()
    assert store(RECORD, tmp_path) == first
    assert Path(first).read_bytes() == before
    content = json.loads(before)
    assert Path(first).name == f"softmax-shift-{content['digest'][:16]}.json"
    assert content["schema"] == "symflow.failure/1"
    assert content["inputs"] == {"Z": [["1/3", "0"], ["-2", "1"]], "c": ["1000", "0"]}
    assert (content["tolerance"], content["residual"]) == ("2.5e-13", "inf")
    assert set(content["volatile"]) == {"time", "python", "numpy"}
    assert store(FLOW, tmp_path) != first
    assert len(list(tmp_path.iterdir())) == 2


def test_writing_into_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="folder: "):
        store(RECORD, tmp_path / "file" / "under")


def test_a_long_reason_is_cut(tmp_path: Path) -> None:
    """Whatever a function says, the file can be read back."""
    record = Record(RECORD.law, CASE, "float64", 1e-6, 1.0, "x" * (2 * LARGEST_FILE), 0)
    assert read(store(record, tmp_path)).reason == "x" * KEPT


def written(tmp_path: Path, record: Record = RECORD, **changes: object) -> Path:
    """A file in which some entries are changed, or left out (None), with a digest that fits again."""
    content = json.loads(Path(store(record, tmp_path)).read_text(encoding="utf-8"))
    for key, value in changes.items():
        if value is None:
            del content[key]
        else:
            content[key] = value
    if "digest" not in changes:
        content["digest"] = digest({k: v for k, v in content.items() if k not in ("digest", "volatile")})
    file = tmp_path / "changed.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


Z, C = [["1/3", "0"], ["-2", "1"]], ["1000", "0"]
EDITS = {
    "schema": ({"schema": "symflow.failure/2"}, "its schema is not symflow.failure/1"),
    "no schema": ({"schema": None}, "its schema is not"),
    "unknown law": ({"law": "softmax-shifted"}, "no law is called 'softmax-shifted'"),
    "law of another shape": ({"law": "softmax-value"}, "its inputs are not Z, as softmax-value needs"),
    "law is no text": ({"law": ["softmax-shift"]}, "law is not a string"),
    "extra key": ({"code": "import os"}, "the key 'code' is unknown"),
    "missing key": ({"seed": None}, "the key 'seed' is missing"),
    "extra input": ({"inputs": {"Z": Z, "c": C, "d": "1"}}, "its inputs are not c, Z"),
    "missing input": ({"inputs": {"Z": Z}}, "its inputs are not c, Z"),
    "inputs are no object": ({"inputs": [Z, C]}, "its inputs are not c, Z"),
    "a number": ({"inputs": {"Z": Z, "c": [1000, "0"]}}, "not an exact number"),
    "a decimal": ({"inputs": {"Z": Z, "c": ["0.5", "0"]}}, "not an exact number"),
    "an exponent": ({"inputs": {"Z": Z, "c": ["1e999999999", "0"]}}, "not an exact number"),
    "a zero denominator": ({"inputs": {"Z": Z, "c": ["1/0", "0"]}}, "not an exact number"),
    "a long number": ({"inputs": {"Z": Z, "c": ["1" * 201, "0"]}}, "not an exact number"),
    "a foreign digit": ({"inputs": {"Z": Z, "c": ["٣", "0"]}}, "not an exact number"),
    "a huge number": ({"inputs": {"Z": Z, "c": ["10001", "0"]}}, "input c is not at most 10000 in modulus"),
    "a scalar": ({"inputs": {"Z": Z, "c": "1"}}, "input c is not of the shape (N)"),
    "too few": ({"inputs": {"Z": Z, "c": ["1"]}}, "input Z has 2 entries where N = 1"),
    "ragged": ({"inputs": {"Z": [["1", "0"], ["1"]], "c": C}}, "input Z has 1 entries where N = 2"),
    "too deep": ({"inputs": {"Z": [[["1"], "0"], ["1", "0"]], "c": C}}, "not an exact number"),
    "empty": ({"inputs": {"Z": [], "c": C}}, "input Z is not of the shape (K, N)"),
    "too long": ({"inputs": {"Z": [["0"] * 257] * 2, "c": C}}, "input Z is not of the shape (K, N)"),
    "another K": ({"K": 4}, "input Z has 2 entries where K = 4"),
    "K is 1": ({"K": 1}, "K is not a whole number from 2 to 64"),
    "K is 65": ({"K": 65}, "K is not a whole number from 2 to 64"),
    "K is huge": ({"K": 10**18}, "K is not a whole number from 2 to 64"),
    "K is true": ({"K": True}, "K is not a whole number from 2 to 64"),
    "K is a text": ({"K": "2"}, "K is not a whole number from 2 to 64"),
    "K does not fit": ({"K": 3}, "K = 3 is not a power of two"),
    "scheme": ({"scheme": "fourier"}, "scheme is neither of walsh, cyclic"),
    "dtype": ({"dtype": "float16"}, "dtype is neither of float64, float32"),
    "tolerance": ({"tolerance": "1"}, "its tolerance is not between 0 and 1"),
    "tolerance nan": ({"tolerance": "nan"}, "tolerance is not a number >= 0"),
    "tolerance text": ({"tolerance": "small"}, "tolerance is not a number"),
    "residual": ({"residual": "-1"}, "residual is not a number >= 0"),
    "seed": ({"seed": -1}, "seed is not a whole number"),
    "seed is a text": ({"seed": "0"}, "seed is not a whole number"),
    "volatile": ({"volatile": []}, "volatile is not an object"),
    "digest": ({"digest": "0" * 64}, "it was edited: its digest does not fit"),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_file_is_refused(name: str, tmp_path: Path) -> None:
    """In one line that says what is wrong."""
    changes, said = EDITS[name]
    refused(written(tmp_path, **changes), said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "inputs", "said"),
    [
        (FLOW, {"s": ["0", "1/2", "1/3"], "t": "1"}, "input s is not even"),
        (FLOW, {"s": ["1", "1/2", "1/2"], "t": "1"}, "input s is not 0 at mode 0"),
        (FLOW, {"s": ["0", "-1/2", "-1/2"], "t": "1"}, "input s is not not negative"),
        (FLOW, {"s": ["0", "1/2", "1/2"], "t": "-1"}, "input t is not not negative"),
        (FLOW, {"s": ["0", "1/2", "1/2"], "t": "17"}, "input t is not at most 16 in modulus"),
        (ORDER, {"Z": [["1"], ["2"], ["3"]], "order": ["0", "0", "1"]}, "order is not an arrangement"),
        (
            ORDER,
            {"Z": [["1"], ["2"], ["3"]], "order": ["0", "1/2", "1"]},
            "order has an entry that is not whole",
        ),
    ],
)
def test_inputs_outside_of_the_law_are_refused(
    record: Record, inputs: dict[str, object], said: str, tmp_path: Path
) -> None:
    refused(written(tmp_path, record, inputs=inputs), said)


def refused(file: Path | str, said: str) -> None:
    with pytest.raises(InputError) as refusal:
        read(str(file))
    line = str(refusal.value)
    assert said in line
    assert "\n" not in line
    assert len(line) < 400


GOOD = '{"schema": "symflow.failure/1", '
RAW = {
    "empty": (b"", "it is not JSON"),
    "text": (b"hello", "it is not JSON"),
    "binary": (bytes(range(256)), "it is not UTF-8 text"),
    "a list": (b"[]", "its schema is not"),
    "another schema": (b'{"schema": "symflow.flow/1"}', "its schema is not symflow.failure/1"),
    "a float": (GOOD.encode() + b'"K": 2.0}', "it holds the float 2.0"),
    "a nan": (GOOD.encode() + b'"K": NaN}', "it holds the float NaN"),
    "a long integer": (GOOD.encode() + b'"K": ' + b"9" * 5000 + b"}", "it holds a number that is too long"),
    "the same key twice": (GOOD.encode() + b'"K": 2, "K": 2}', "it has the same key twice"),
    "nested lists": (b"[" * 100_000, "it is nested too deeply"),
    "nested objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "it is nested too deeply"),
    "cut short": (GOOD.encode() + b'"law": "soft', "it is not JSON"),
}


@pytest.mark.parametrize("name", RAW)
def test_a_foreign_file_is_refused(name: str, tmp_path: Path) -> None:
    content, said = RAW[name]
    file = tmp_path / "foreign.json"
    file.write_bytes(content)
    refused(file, said)


def test_what_is_not_a_small_regular_file_is_refused(tmp_path: Path) -> None:
    """A hundred megabytes, a folder, a pipe, a device, nothing at all."""
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(100 * 2**20)
    refused(large, "it has 104857600 bytes, more than 1000000")
    refused(tmp_path, "it is not a regular file")
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", "it is not a regular file")
    refused("/dev/zero", "it is not a regular file")
    refused(tmp_path / "missing", "No such file")
    refused("", "No such file")
    refused("a\0b", "null")
