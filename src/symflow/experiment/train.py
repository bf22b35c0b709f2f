r"""Figure 3 of [J]: VGG-13 on FashionMNIST without weight decay, and the same metrics after every epoch.

The state after an epoch is plain arrays, the order of the images in an epoch is drawn from (seed, epoch), and the
network is made anew from them for every epoch: so a run that was stopped goes on as if it had not been; on a processor
to the same bits, on a GPU as far as torch repeats itself there.

Notation.  log t is the logarithm of the epoch; "log-loss" is that of the mean cross-entropy on the training images.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symflow.experiment.fashion import Images
from symflow.experiment.metrics import COLUMNS, of_labels
from symflow.experiment.model import Array
from symflow.experiment.network import MOMENTUM, RATE, Network, tensors
from symflow.experiment.run import Arrays, Trial

ACCURACY = ("accuracy", "test-accuracy")
SIZES = {
    True: (4, 64, 100, 12),
    False: (1, 128, 6000, 200),
}  # small?: width, batch, images of each class, epochs


@dataclass(frozen=True, slots=True)
class Loaded:
    """Images as the network reads them, and a digest of them."""

    images: Images
    pixels: Any
    labels: Any
    digest: str


def loaded(train: Images, test: Images, device: str) -> tuple[Loaded, Loaded]:
    """Both are scaled by the mean and deviation of the training images."""
    known = train.pixels / 255.0
    centre = float(known.mean()), float(known.std())
    return _loaded(train, centre, device), _loaded(test, centre, device)


def _loaded(images: Images, centre: tuple[float, float], device: str) -> Loaded:
    content = hashlib.sha256(images.pixels.tobytes() + images.labels.tobytes())
    return Loaded(images, *tensors(images, centre, device), content.hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Training:
    """The experiment. `device` is not among the settings: a run may go on elsewhere."""

    train: Loaded
    test: Loaded
    seed: int
    epochs: int
    small: bool
    device: str = "cpu"

    @property
    def name(self) -> str:
        """As in ``symflow experiment NAME``."""
        return "train"

    @property
    def settings(self) -> Mapping[str, object]:
        """Everything that the numbers depend on, but the machine."""
        width, batch, *_ = SIZES[self.small]
        return {
            "network": "VGG-13 with batch normalisation, classifier without bias",
            "width": f"1/{width}",
            "arithmetic": "float32, metrics in float64",
            "images": len(self.train.images.labels),
            "data": [self.train.digest, self.test.digest],
            "batch": batch,
            "learning_rate": repr(RATE),
            "momentum": repr(MOMENTUM),
            "weight_decay": "0",
            "epochs": self.epochs,
            "seed": self.seed,
        }

    @property
    def axis(self) -> str:
        """Time is counted in epochs."""
        return "epoch"

    @property
    def columns(self) -> Sequence[str]:
        """The metrics, log loss, and the part of the images that are classified rightly."""
        return (*COLUMNS, *ACCURACY)

    @property
    def points(self) -> Sequence[float]:
        """Every epoch."""
        return [float(epoch) for epoch in range(1, self.epochs + 1)]

    @property
    def log_times(self) -> Sequence[float]:
        """log of the epoch."""
        return [math.log(epoch) for epoch in self.points]

    @property
    def windows(self) -> Sequence[tuple[float, float]]:
        """From epoch 10 on, and from epoch 100 on."""
        return [(math.log(t), math.log(self.epochs)) for t in (10, 100) if 2 * t <= self.epochs]

    def trials(self, arrays: Arrays) -> Sequence[Trial]:
        """One."""
        return [Trial(self.seed, "")]

    def fraction(self, arrays: Arrays) -> float:
        """Of the epochs."""
        return float(arrays["epoch"]) / self.epochs

    def start(self) -> Arrays:
        """A network with random weights."""
        return {**self._network().arrays(), "epoch": np.array(0)}

    def advance(self, arrays: Arrays, place: int) -> tuple[Arrays, bool]:
        """One epoch."""
        network, epoch = self._network(), place + 1
        network.load(arrays)
        order = np.random.default_rng([self.seed, epoch]).permutation(len(self.train.images.labels))
        network.learn(self.train.pixels, self.train.labels, order, SIZES[self.small][1])
        return {**network.arrays(), "epoch": np.array(epoch)}, True

    def measure(self, arrays: Arrays) -> Array:
        """The metrics on the training images, and the accuracies."""
        network = self._network()
        network.load(arrays)
        features, classifier = network.features(self.train.pixels)
        labels, scores = self.train.images.labels, features @ classifier.T
        others, _ = network.features(self.test.pixels)
        numbers = [
            *of_labels(classifier, features, labels),
            _log_loss(scores, labels),
            _right(scores, labels),
            _right(others @ classifier.T, self.test.images.labels),
        ]
        return np.array([numbers])

    def _network(self) -> Network:
        return Network.new(self.seed, SIZES[self.small][0], self.device)


def _log_loss(scores: Array, labels: NDArray[np.int64]) -> float:
    """log of the mean cross-entropy."""
    shifted = scores - scores[np.arange(len(scores)), labels][:, None]
    shifted[np.arange(len(scores)), labels] = -np.inf
    return float(np.log(np.log1p(np.exp(shifted).sum(axis=1)).mean()))


def _right(scores: Array, labels: NDArray[np.int64]) -> float:
    return float((scores.argmax(axis=1) == labels).mean())
