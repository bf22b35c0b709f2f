"""Reading FashionMNIST: whole files only, and one line for everything else."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest
from data_sets import data_set, idx

from symflow.errors import InputError, MissingPart
from symflow.experiment import fashion
from symflow.experiment.fashion import PARTS, Images, K, first, train_and_test
from symflow.experiment.idx import read

ARRAY = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
GOOD = idx(ARRAY)
BAD = {
    "empty": (b"", "shorter than its header says"),
    "half a header": (GOOD[:6], "shorter than its header says"),
    "too short": (GOOD[:-1], "shorter than its header says"),
    "too long": (GOOD + b"\0", "longer than its header says"),
    "another magic": (b"\1" + GOOD[1:], "no IDX file of bytes"),
    "floats": (GOOD[:2] + b"\x0d" + GOOD[3:], "no IDX file of bytes"),
    "no axes": (b"\0\0\x08\0", "no IDX file of bytes"),
    "many axes": (b"\0\0\x08\x09" + b"\0\0\0\1" * 9, "no IDX file of bytes"),
    "huge": (b"\0\0\x08\x03" + struct.pack(">3I", 2**31, 2**31, 2**31), "is not read"),
    "nothing in it": (b"\0\0\x08\x01" + struct.pack(">I", 0), "is not read"),
}


def test_a_file_plain_and_compressed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(GOOD)
    (tmp_path / "a.gz").write_bytes(gzip.compress(GOOD))
    for name in ("a", "a.gz"):
        found = read(str(tmp_path / name))
        assert found.tolist() == ARRAY.tolist()
        assert found.dtype == np.uint8


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused(case: str, compressed: bool, tmp_path: Path) -> None:
    content, reason = BAD[case]
    file = tmp_path / ("a.gz" if compressed else "a")
    file.write_bytes(gzip.compress(content) if compressed else content)
    with pytest.raises(InputError, match=f"--data: .*{reason}; give a folder"):
        read(str(file))


@pytest.mark.parametrize(
    "content",
    [b"", GOOD, gzip.compress(GOOD)[:-6], gzip.compress(GOOD)[:15] + b"x" * 40],
    ids=["empty", "plain", "short", "spoiled"],
)
def test_a_broken_compression_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(content)
    with pytest.raises(InputError, match=r"--data: .*give a folder"):
        read(str(tmp_path / "a.gz"))


@pytest.mark.parametrize("compressed", [False, True])
def test_the_data_set(compressed: bool, tmp_path: Path) -> None:
    known = data_set(tmp_path, compressed=compressed)
    train, test = train_and_test(str(tmp_path))
    for images, names in ((train, PARTS[:2]), (test, PARTS[2:])):
        assert images.pixels.tolist() == known[names[0]].tolist()
        assert images.labels.tolist() == known[names[1]].tolist()


def test_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's folder is a part that is missing; a folder that was named is an input."""
    monkeypatch.setattr(fashion, "DEBIAN", str(tmp_path / "none"))
    with pytest.raises(MissingPart, match="apt-get install dataset-fashion-mnist"):
        train_and_test()
    with pytest.raises(InputError, match=r"--data: .*train-images-idx3-ubyte\(.gz\) is not there"):
        train_and_test(str(tmp_path))


def test_labels_and_images_must_belong_together(tmp_path: Path) -> None:
    known = data_set(tmp_path, compressed=False)
    images, labels = PARTS[:2]
    for name, array, reason in (
        (labels, known[labels][:-1], "do not belong together"),
        (images, known[images][:, :20], "do not belong together"),
        (labels, np.minimum(known[labels], 8), "are not 0 to 9"),
        (labels, known[labels] + np.uint8(1), "are not 0 to 9"),
    ):
        (tmp_path / name).write_bytes(idx(array))
        with pytest.raises(InputError, match=reason):
            train_and_test(str(tmp_path))
        (tmp_path / name).write_bytes(idx(known[name]))


def test_the_first_images_of_each_class(tmp_path: Path) -> None:
    data_set(tmp_path, each=4)
    train, _ = train_and_test(str(tmp_path))
    found = first(train, 3)
    assert np.bincount(found.labels).tolist() == [3] * K
    assert isinstance(found, Images)
    places = [i for i in range(4 * K) if (train.labels[:i] == train.labels[i]).sum() < 3]
    assert found.pixels.tolist() == train.pixels[places].tolist()
    assert first(train, 99).labels.tolist() == train.labels.tolist()
