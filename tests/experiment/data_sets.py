"""Makes small data sets in the format of FashionMNIST."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np

from symflow.experiment.fashion import PARTS, SIDE, K


def idx(array: np.ndarray) -> bytes:
    """The bytes of an IDX file."""
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def data_set(folder: Path, each: int = 3, compressed: bool = True) -> dict[str, np.ndarray]:
    """The four files, with `each` images of each class; every class has its own pattern, and noise."""
    generator = np.random.default_rng(0)
    patterns = generator.integers(0, 200, (K, SIDE, SIDE))
    arrays = {}
    for images, labels in (PARTS[:2], PARTS[2:]):
        classes = generator.permutation(np.repeat(np.arange(K), each))
        noise = generator.integers(0, 56, (K * each, SIDE, SIDE))
        arrays[images] = (patterns[classes] + noise).astype(np.uint8)
        arrays[labels] = classes.astype(np.uint8)
    folder.mkdir(exist_ok=True)
    for name, array in arrays.items():
        content = idx(array)
        (folder / (f"{name}.gz" if compressed else name)).write_bytes(
            gzip.compress(content) if compressed else content
        )
    return arrays
