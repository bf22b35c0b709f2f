"""FashionMNIST, from the four files of its authors in a folder; Debian's package dataset-fashion-mnist has them."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from symflow.errors import InputError, MissingPart
from symflow.experiment import idx

DEBIAN = "/usr/share/datasets/fashion-mnist"
PARTS = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
K, SIDE = 10, 28


@dataclass(frozen=True, slots=True)
class Images:
    """Grey images (N, 28, 28) and their classes, 0 to 9."""

    pixels: NDArray[np.uint8]
    labels: NDArray[np.int64]


def train_and_test(folder: str | None = None) -> tuple[Images, Images]:
    """Both parts of the data set."""
    place = DEBIAN if folder is None else folder
    files = [_found(place, name) for name in PARTS]
    lost = [name for name, file in zip(PARTS, files, strict=True) if file is None]
    if lost and folder is None:
        raise MissingPart(
            f"experiment train: FashionMNIST is not in {DEBIAN}; "
            "apt-get install dataset-fashion-mnist, or give --data FOLDER"
        )
    if lost:
        raise InputError.about(
            "--data", folder, f"{lost[0]}(.gz) is not there; give a folder with the four files"
        )
    pixels, labels, more_pixels, more_labels = [idx.read(file) for file in files if file is not None]
    return _images(place, pixels, labels), _images(place, more_pixels, more_labels)


def first(images: Images, count: int) -> Images:
    """The first images of each class, `count` of each; the order stays."""
    keep = np.sort(np.concatenate([np.flatnonzero(images.labels == k)[:count] for k in range(K)]))
    return Images(images.pixels[keep], images.labels[keep])


def _found(folder: str, name: str) -> str | None:
    paths = (os.path.join(folder, f"{name}{ending}") for ending in (".gz", ""))
    return next((path for path in paths if os.path.isfile(path)), None)


def _images(folder: str, pixels: NDArray[np.uint8], labels: NDArray[np.uint8]) -> Images:
    if pixels.ndim != 3 or pixels.shape[1:] != (SIDE, SIDE) or labels.shape != pixels.shape[:1]:
        raise InputError.about(
            "--data", folder, "images and labels do not belong together; give FashionMNIST"
        )
    if set(np.unique(labels)) != set(range(K)):
        raise InputError.about("--data", folder, "the labels are not 0 to 9, all of them; give FashionMNIST")
    return Images(pixels, labels.astype(np.int64))
