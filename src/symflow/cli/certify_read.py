"""Reading the point of ``symflow certify``: JSON, .npz, or W.npy and H.npy; refusals are one line."""

from __future__ import annotations

import io
import json
import math
import os
import tokenize
import zipfile
import zlib
from collections.abc import Sequence
from typing import IO, Any, NoReturn

from numpy.lib import format as npy

from symflow.errors import InputError
from symflow.flow.certify.point import MOST_ENTRIES, Point, point

LARGEST_FILE = 1 << 24
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
# What an archive that is cut off or damaged makes zipfile raise.
DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError, OverflowError)
# What NumPy raises over an array file that is damaged: its header is parsed as Python text.
UNREADABLE = (
    ValueError,
    EOFError,
    OSError,
    SyntaxError,
    TypeError,
    OverflowError,
    RecursionError,
    MemoryError,
    tokenize.TokenError,
)
FORMS = "give a JSON file, an .npz file with W and H, or two files W.npy and H.npy"


def read(files: Sequence[str]) -> Point:
    """The point in one file, or in two .npy files."""
    endings = [os.path.splitext(file)[1].lower() for file in files]
    if endings == [".npy", ".npy"]:
        classifier, features = (_array(io.BytesIO(_content(file)), file) for file in files)
        return point(classifier, features)
    if len(files) != 1 or endings == [".npy"]:
        raise InputError.about("FILE", " ".join(files), FORMS)
    content = _content(files[0])
    return _zipped(content, files[0]) if endings == [".npz"] else _json(content, files[0])


def _content(file: str) -> bytes:
    """The bytes of a file of bounded size."""
    try:
        with open(file, "rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise InputError.about("FILE", file, getattr(error, "strerror", None) or str(error)) from None
    if len(content) > LARGEST_FILE:
        raise InputError.about("FILE", file, f"it has more than {LARGEST_FILE} bytes")
    return content


def _json(content: bytes, file: str) -> Point:
    """{"W": [[...]], "H": [[...]], "n": 1}; other keys are not read."""

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not a number that can be used")

    try:
        data = json.loads(content, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise InputError.about("FILE", file, f"it is not read as JSON: {error}; {FORMS}") from None
    if not isinstance(data, dict) or not {"W", "H"} <= data.keys():
        raise InputError.about("FILE", file, 'give {"W": [[...], ...], "H": [[...], ...]}')
    return point(data["W"], data["H"], data.get("n"), floats=True)


def _zipped(content: bytes, file: str) -> Point:
    """The arrays W and H of an .npz file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if not {"W.npy", "H.npy"} <= names:
                raise InputError.about(
                    "FILE", file, "it lacks W or H; write it by numpy.savez(FILE, W=W, H=H)"
                )
            classifier, features = (_member(archive, name, file) for name in ("W", "H"))
            n = _member(archive, "n", file) if "n.npy" in names else None
    except DAMAGED as error:
        raise InputError.about("FILE", file, f"it is not read as .npz: {error}") from None
    return point(classifier, features, _whole(n, file))


def _member(archive: zipfile.ZipFile, name: str, file: str) -> Any:
    """One array, whose packed size is bounded."""
    info = archive.getinfo(f"{name}.npy")
    if info.file_size > LARGEST_FILE:
        raise InputError.about("FILE", file, f"{name} has more than {LARGEST_FILE} bytes")
    if info.compress_type not in PACKED:
        raise InputError.about("FILE", file, "it is packed in another way than by numpy.savez")
    with archive.open(info) as stream:
        return _array(io.BytesIO(stream.read(LARGEST_FILE + 1)), f"{file}: {name}")


def _array(stream: IO[bytes], name: str) -> Any:
    """An array; its header is read first, so that nothing larger than announced is ever made."""
    try:
        header = HEADERS.get(npy.read_magic(stream))
        if header is None:
            raise ValueError("unknown version of the format")
        shape, _, kind = header(stream)
        if math.prod(shape) > MOST_ENTRIES:
            raise ValueError(f"it has the shape {shape}, more than {MOST_ENTRIES} entries")
        if math.prod(shape) * kind.itemsize > LARGEST_FILE:
            raise ValueError(f"it has more than {LARGEST_FILE} bytes")
        stream.seek(0)
        return npy.read_array(stream, allow_pickle=False)
    except UNREADABLE as error:
        raise InputError.about(
            "FILE", name, f"it is not read as an array: {str(error) or 'its header is damaged'}"
        ) from None


def _whole(n: Any, file: str) -> int | None:
    """n, where the file gives it."""
    if n is None:
        return None
    if n.size != 1 or n.dtype.kind not in "iu":
        raise InputError.about("FILE", file, "n is not a whole number")
    return int(n.reshape(-1)[0])
