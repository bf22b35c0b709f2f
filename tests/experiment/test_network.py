"""The network, in small; collected only where torch is installed."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from data_sets import data_set

from symflow.cli import main
from symflow.experiment.fashion import train_and_test
from symflow.experiment.network import STAGES, Network
from symflow.experiment.run import Course, Runner
from symflow.experiment.state import Folder
from symflow.experiment.train import Training, loaded


def small(folder: Path, each: int, epochs: int) -> Training:
    """An experiment with some images of each class."""
    data_set(folder, each=each)
    return Training(*loaded(*train_and_test(str(folder)), "cpu"), 0, epochs, True)


def test_it_is_vgg_13() -> None:
    """Ten convolutions; with the three linear layers of the original replaced by one."""
    network = Network.new(0, 1, "cpu")
    layers = [layer for layer in network.body if isinstance(layer, torch.nn.Conv2d)]
    assert [layer.out_channels for layer in layers] == [c for stage in STAGES for c in stage]
    assert (network.head.in_features, network.head.out_features, network.head.bias) == (512, 10, None)
    assert network.descent.defaults["weight_decay"] == 0


def test_it_learns(tmp_path: Path) -> None:
    """Patterns with noise."""
    training = small(tmp_path, 40, 8)
    rows = dict(zip(training.columns, Runner(training).go().rows[:, 0].T, strict=True))
    assert all(np.isfinite(values).all() for values in rows.values())
    assert rows["accuracy"][-1] > 0.5
    assert rows["log-loss"][-1] < np.log(np.log(10))


def test_a_run_that_was_stopped_goes_on_to_the_same_bits(tmp_path: Path) -> None:
    """After one epoch, through the file."""
    training = small(tmp_path, 12, 3)
    whole, folder = Runner(training).go(), Folder(str(tmp_path))
    arrays, there = training.advance(training.start(), 0)
    assert there
    folder.save(training, Course(arrays, training.measure(arrays)[None]))
    resumed = Runner(training, folder).go()
    assert resumed.rows.tobytes() == whole.rows.tobytes()
    assert {n: a.tobytes() for n, a in resumed.arrays.items()} == {
        n: a.tobytes() for n, a in whole.arrays.items()
    }
    assert any(name.startswith("momentum.") for name in whole.arrays)


def test_the_command(tmp_path: Path) -> None:
    data_set(tmp_path / "data", each=12)
    file = tmp_path / "x.json"
    command = [
        "experiment",
        "train",
        "--small",
        "--epochs",
        "2",
        "--data",
        str(tmp_path / "data"),
        "--device",
        "cpu",
    ]
    assert main([*command, "--quiet", "--json", str(file)]) == 0
    record = json.loads(file.read_text())
    assert record["epoch"] == ["1.0", "2.0"]
    assert set(record["runs"][0]["curves"]) >= {"within", "accuracy", "test-accuracy"}
    assert record["settings"]["weight_decay"] == "0"
