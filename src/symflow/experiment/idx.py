"""Files of the IDX format, which FashionMNIST comes in, plain or compressed (.gz): arrays of bytes behind a header.

Format.  Two zero bytes, the type (8: unsigned bytes; nothing else is read), the number of axes, their lengths as
32-bit big-endian numbers, and then exactly as many bytes as these call for.
"""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from symflow.errors import InputError

BYTES, MOST_AXES, LARGEST = 8, 4, 10**9


def read(path: str, argument: str = "--data") -> NDArray[np.uint8]:
    """The array in a file; whatever is not such a file is refused in one line."""
    try:
        with gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb") as file:
            return _array(file)  # type: ignore[arg-type]
    except (OSError, EOFError, zlib.error, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError.about(argument, path, f"{reason}; give a folder with the four IDX files") from None


def _array(file: BinaryIO) -> NDArray[np.uint8]:
    """Header and bytes; the header says how many, and no more are read than one to see that there are no more."""
    head = _exactly(file, 4)
    zeros, kind, axes = head[:2], head[2], head[3]
    if zeros != b"\0\0" or kind != BYTES or not 1 <= axes <= MOST_AXES:
        raise ValueError("it is no IDX file of bytes")
    shape = struct.unpack(f">{axes}I", _exactly(file, 4 * axes))
    size = math.prod(shape)
    if not 1 <= size <= LARGEST:
        raise ValueError(f"an array of {size} bytes is not read")
    content = _exactly(file, size)
    if file.read(1):
        raise ValueError("it is longer than its header says")
    return np.frombuffer(content, dtype=np.uint8).reshape(shape)


def _exactly(file: BinaryIO, count: int) -> bytes:
    content = file.read(count)
    if len(content) != count:
        raise ValueError("it is shorter than its header says")
    return content
