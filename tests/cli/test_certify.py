"""``symflow certify`` as a user sees it: files, classes, the certificate, refusals, exit codes."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from symflow.cli import main

PAIRS = [[1, -1, 0, 0], [-1, 1, 0, 0], [0, 0, 1, -1], [0, 0, -1, 1]]
FLAT = [[1, 1], [1, -1], [-1, -1], [-1, 1]]
STAR = [[1, 0], ["-1/2", "sqrt(3)/2"], ["-1/2", "-sqrt(3)/2"]]
GOOD = {"W": [["1/2"], ["-1/2"]], "H": [["1/2", "-1/2"]]}


def written(place: Path, data: object, name: str = "point.json") -> str:
    """A file."""
    file = place / name
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return str(file)


def certificate(place: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the certificate."""
    file = place / "certificate.json"
    code = main(["certify", *arguments, "--quiet", "--json", str(file)])
    return code, json.loads(file.read_text(encoding="utf-8"))


def transposed(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows and columns exchanged."""
    return [list(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("W", "H", "kind", "code"),
    [
        (PAIRS, PAIRS, "saddle on its sphere", 0),
        (STAR, transposed(STAR), "global optimum on its sphere", 0),
        ([[1, 2]] * 3, [[1] * 3, ["0.5"] * 3], "rank-one finite critical point", 0),
        ([[1, 2], [3, 4]], [[1, "1e-3"], ["2/3", 0]], "not critical on its sphere", 0),
        (FLAT, transposed(FLAT), "undecided", 4),
    ],
)
def test_classes(
    W: Any, H: Any, kind: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The class, in the certificate and on the screen."""
    file = written(tmp_path, {"W": W, "H": H, "n": 1})
    assert main(["certify", file]) == code
    assert capsys.readouterr().out.splitlines()[1].startswith(kind)
    again, found = certificate(tmp_path, file)
    assert again == code
    assert (found["schema"], found["class"]) == ("symflow.certificate-point/1", kind)
    assert found["decided"] is (code == 0)
    assert found["read_as"] == "exact numbers"


def test_a_certificate_is_a_point_again(tmp_path: Path) -> None:
    """Certifying the certificate gives the same, and holds no float but the seconds."""
    floats: list[str] = []
    _, first = certificate(tmp_path, written(tmp_path, {"W": STAR, "H": transposed(STAR)}))
    text = json.dumps(first)
    _, second = certificate(tmp_path, written(tmp_path, text, "again.json"))
    del first["volatile"], second["volatile"]
    assert first == second
    json.loads(json.dumps(second), parse_float=lambda text: floats.append(text))
    assert floats == []


def test_a_long_entry_is_read_again(tmp_path: Path) -> None:
    """1/(sqrt(2) + ...) has 64 terms in the certificate, and is the same number again."""
    long = "+".join(f"sqrt({p})" for p in (2, 3, 5, 7, 11, 13, 17))
    _, first = certificate(tmp_path, written(tmp_path, {"W": [[f"1/({long})"], [0]], "H": [[1, 2]]}))
    assert first["W"][0][0].count("sqrt") == 64
    code, second = certificate(tmp_path, written(tmp_path, json.dumps(first), "again.json"))
    assert (code, second["W"]) == (0, first["W"])


def test_floats_are_binary(tmp_path: Path) -> None:
    """In JSON, in .npz and in two .npy files: the same point, and it is said."""
    W, H = np.array([[0.1, 2.0], [0.3, 1.0]]), np.array([[1.0, 0.7], [0.2, 0.5]])
    np.savez(tmp_path / "both.npz", W=W, H=H, n=1)
    np.save(tmp_path / "W.npy", W)
    np.save(tmp_path / "H.npy", H)
    file = written(tmp_path, {"W": W.tolist(), "H": H.tolist()})
    found = [
        certificate(tmp_path, *files)[1]
        for files in (
            [file],
            [str(tmp_path / "both.npz")],
            [str(tmp_path / "W.npy"), str(tmp_path / "H.npy")],
        )
    ]
    for data in found:
        del data["volatile"]
    assert found[0] == found[1] == found[2]
    assert found[0]["read_as"] == "the exact binary numbers that the floats hold"
    assert found[0]["W"][0][0] == "3602879701896397/36028797018963968"


def test_whole_arrays_are_exact(tmp_path: Path) -> None:
    """An array of whole numbers."""
    np.savez_compressed(tmp_path / "both.npz", W=np.array(PAIRS), H=np.array(PAIRS, dtype=np.int8))
    code, found = certificate(tmp_path, str(tmp_path / "both.npz"))
    assert (code, found["class"], found["read_as"]) == (0, "saddle on its sphere", "exact numbers")


def test_near(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A rounded optimum: the certificate keeps the two points apart."""
    W = [[1.0, 0], [-0.5, 0.8660254], [-0.5, -0.8660254]]
    file = written(tmp_path, {"W": W, "H": transposed(W)})
    code, found = certificate(tmp_path, file, "--near", "1e-6")
    assert (code, found["class"]) == (0, "not critical on its sphere")
    assert found["near"]["class"] == "global optimum on its sphere"
    assert (
        found["near"]["speaks_of"]
        == "a critical point within 1/1000000 of the given point, on the same sphere"
    )
    assert len(found["near"]["W"]) == 3
    assert main(["certify", file, "--near", "1e-6"]) == 0
    out = capsys.readouterr().out
    assert (
        out.index("not critical")
        < out.index("within 1/1000000 of the given one")
        < out.index("global optimum")
    )
    assert certificate(tmp_path, file, "--near", "1e-12")[0] == 4


def test_digits_and_quiet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Enclosures of three digits; nothing on the screen."""
    code, found = certificate(tmp_path, written(tmp_path, GOOD), "--digits", "3")
    assert (code, found["digits"]) == (0, 3)
    assert all(len(end.lstrip("-0.")) <= 3 for end in found["multiplier"])
    assert capsys.readouterr().out == ""


def test_the_certificate_on_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Then the rest goes to standard error."""
    assert main(["certify", written(tmp_path, GOOD), "--json", "-"]) == 0
    streams = capsys.readouterr()
    assert json.loads(streams.out)["class"] == "global optimum on its sphere"
    assert "global optimum on its sphere" in streams.err


REFUSED: dict[str, tuple[Any, str]] = {
    "no JSON": ("{", "it is not read as JSON"),
    "empty": ("", "it is not read as JSON"),
    "a list": ([], 'give {"W": [[...], ...], "H": [[...], ...]}'),
    "no H": ({"W": [[1], [2]]}, 'give {"W"'),
    "NaN": ('{"W": [[NaN], [1]], "H": [[1, 2]]}', "NaN is not a number"),
    "Infinity": ('{"W": [[-Infinity], [1]], "H": [[1, 2]]}', "-Infinity is not a number"),
    "a float too large": ('{"W": [[1e999], [1]], "H": [[1, 2]]}', "W[0][0]: inf cannot be used"),
    "text nan": ({"W": [["nan"], [1]], "H": [[1, 2]]}, "W[0][0]: 'nan' cannot be used"),
    "code": (
        {"W": [[1], ["__import__('os')"]], "H": [[1, 2]]},
        "W[1][0]: \"__import__('os')\" cannot be used",
    ),
    "null": ({"W": [[1], [None]], "H": [[1, 2]]}, "W[1][0]: None cannot be used"),
    "true": ({"W": [[1], [True]], "H": [[1, 2]]}, "W[1][0]: True cannot be used"),
    "deeper": ({"W": [[1], [[1]]], "H": [[1, 2]]}, "W[1][0]: [1] cannot be used"),
    "ragged": ({"W": [[1, 2], [1]], "H": [[1, 2]]}, "W: its rows differ in length"),
    "flat": ({"W": [1, 2], "H": [[1, 2]]}, "W: its rows differ in length or are empty"),
    "no rows": ({"W": [], "H": [[1, 2]]}, "W: [] cannot be used"),
    "empty rows": ({"W": [[], []], "H": [[1, 2]]}, "W: its rows differ in length or are empty"),
    "K = 1": ({"W": [[1]], "H": [[1]]}, "W: has 1 row; give K >= 2"),
    "d differs": ({"W": [[1, 2], [3, 4]], "H": [[1, 2]]}, "H: has 1 rows, but W has 2 columns"),
    "nK differs": ({"W": [[1], [2]], "H": [[1, 2, 3]]}, "H: has 3 columns, not a multiple of K = 2"),
    "n differs": ({"W": [[1], [2]], "H": [[1, 2]], "n": 2}, "n: 2 cannot be used"),
    "n a float": ({"W": [[1], [2]], "H": [[1, 2]], "n": 1.0}, "n: 1.0 cannot be used"),
    "text for W": ({"W": "12", "H": [[1, 2]]}, "W: '12' cannot be used"),
    "a root too long": ({"W": [["sqrt(1e9999)"], [2]], "H": [[1, 2]]}, "more than 8192 bits"),
    "a product too long": ({"W": [["1e2000*1e2000"], [2]], "H": [[1, 2]]}, "more than 8192 bits"),
    "a number too long": ({"W": [[10**700], [2]], "H": [[1, 2]]}, "more than 2048 bits"),
    "digits without end": ('{"W": [[' + "1" * 5000 + '], [2]], "H": [[1, 2]]}', "it is not read as JSON"),
    "nested without end": ("[" * 100_000, "it is not read as JSON"),
    "bytes": ("\udcff", "it is not read as JSON"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 2."""
    data, message = REFUSED[name]
    file = tmp_path / "point.json"
    file.write_bytes((data if isinstance(data, str) else json.dumps(data)).encode(errors="surrogateescape"))
    assert main(["certify", str(file)]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def archive(**members: bytes) -> bytes:
    """An .npz file of given bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(f"{name}.npy", content)
    return stream.getvalue()


def saved(array: Any, allow: bool = False) -> bytes:
    """The bytes of an .npy file."""
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=allow)
    return stream.getvalue()


def headed(header: str) -> bytes:
    """An .npy file with a header of one's own."""
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header.encode() + bytes(64)


def damaged(content: bytes, method: int, place: int) -> bytes:
    """An .npz file packed by a method, with a byte changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name in ("W", "H"):
            file.writestr(f"{name}.npy", content)
    found = bytearray(stream.getvalue())
    found[place] ^= 255
    return bytes(found)


ONE = saved(np.eye(2))
HEADER = "{'descr': '%s', 'fortran_order': False, 'shape': (%s"
ARRAYS = {
    "no zip": (b"PK", "it is not read as .npz"),
    "no H": (archive(W=ONE), "it lacks W or H"),
    "objects": (
        archive(W=saved(np.array([[1, "x"], [2, None]], dtype=object), True), H=ONE),
        "not read as an array",
    ),
    "complex": (archive(W=saved(np.eye(2) * 1j), H=ONE), "W: holds entries of type complex128"),
    "text": (archive(W=saved(np.array([["1", "2"]] * 2)), H=ONE), "W: holds entries of type <U1"),
    "three axes": (archive(W=saved(np.ones((2, 2, 2))), H=ONE), "W: has the shape (2, 2, 2)"),
    "empty": (archive(W=saved(np.ones((0, 2))), H=ONE), "W: has the shape (0, 2)"),
    "nan": (archive(W=saved(np.array([[np.nan, 1], [1, 2]])), H=ONE), "W[0][0]: nan cannot be used"),
    "inf": (archive(W=ONE, H=saved(np.array([[1, 1], [1, np.inf]]))), "H[1][1]: inf cannot be used"),
    "cut off": (archive(W=ONE[:-3], H=ONE), "not read as an array"),
    "a header that lies": (
        archive(W=ONE.replace(b"(2, 2)", b"(9, 9)"), H=ONE),
        "not read as an array",
    ),
    "too many entries": (archive(W=saved(np.zeros((300, 300))), H=ONE), "more than 20000 entries"),
    "a packed giant": (archive(W=bytes(1 << 25), H=ONE), "has more than"),
    "a byte lost": (archive(W=ONE, H=ONE)[1:], "it is not read as .npz: "),
    "a damaged stream": (damaged(ONE, zipfile.ZIP_DEFLATED, 41), "it is not read as .npz: Error -3"),
    "another packer": (damaged(ONE, zipfile.ZIP_LZMA, 60), "packed in another way than by numpy.savez"),
    "a header that does not end": (
        archive(W=headed(HEADER % ("<f8", "2,\n")), H=ONE),
        "not read as an array",
    ),
    "a header without end": (archive(W=headed("-" * 9000 + "1"), H=ONE), "not read as an array"),
    "giant entries": (
        archive(W=headed(HEADER % ("<U90000000", "100, 100), }\n")), H=ONE),
        "it has more than 16777216 bytes",
    ),
    "n a vector": (archive(W=ONE, H=ONE, n=saved(np.array([1, 1]))), "n is not a whole number"),
}


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_that_are_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 2."""
    content, message = ARRAYS[name]
    (tmp_path / "point.npz").write_bytes(content)
    assert main(["certify", str(tmp_path / "point.npz")]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.json"], "FILE: 'missing.json' cannot be used; No such file or directory"),
        (["."], "FILE: '.' cannot be used"),
        (["a\0b"], "FILE: "),
        (["one.npy"], "or two files W.npy and H.npy"),
        (["one.json", "two.json"], "or two files W.npy and H.npy"),
        (["point.json", "--near", "0"], "--near: '0' cannot be used"),
        (["point.json", "--near", "-1"], "--near: '-1' cannot be used"),
        (["point.json", "--near", "x"], "--near: 'x' cannot be used"),
        (["point.json", "--digits", "0"], "--digits: '0' cannot be used"),
        (["point.json", "--digits", "201"], "--digits: '201' cannot be used"),
        (["point.json", "--json", "/nowhere/x.json"], "--json: '/nowhere/x.json' cannot be used"),
        ([], "Missing argument 'FILE...'"),
    ],
)
def test_usage(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line, exit code 2."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, GOOD)
    np.save("one.npy", np.eye(2))
    assert main(["certify", *arguments]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_a_point_too_large(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 4, and the size that is too large."""
    file = written(tmp_path, {"W": [[1] * 300] * 100, "H": [[1] * 100] * 300})
    assert main(["certify", file]) == 4
    assert "W: has 30000 entries, more than 20000" in capsys.readouterr().err


def test_a_file_too_large(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """More bytes than are read."""
    file = written(tmp_path, " " * ((1 << 24) + 1))
    assert main(["certify", file]) == 2
    assert "it has more than 16777216 bytes" in capsys.readouterr().err
