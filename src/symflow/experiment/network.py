"""VGG-13 for small grey images, in torch (the extra ``train``), whose state is plain arrays.

The ten convolutions of VGG-13 with batch normalisation, then one linear layer without bias: the features of [J] are
what enters it, and the classifier is its matrix. Images of 28 x 28 are padded to 32 x 32, so that five halvings leave
one pixel. `width` divides the number of channels: 1 is VGG-13, 4 the network of ``--small``.

[J] says VGG-13, FashionMNIST and "without weight decay"; normalisation, learning rate, momentum and batches are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symflow.errors import MissingPart
from symflow.experiment.fashion import Images, K

STAGES = ((64, 64), (128, 128), (256, 256), (512, 512), (512, 512))
RATE, MOMENTUM = 0.05, 0.9
AT_ONCE = 1000
NETWORK, MOMENTS = "network.", "momentum."
Arrays = Mapping[str, NDArray[Any]]


def require() -> None:
    """Refuse the experiment before any work is done, if torch is missing."""
    try:
        import torch  # noqa: F401 - only whether it is there
    except ImportError:
        raise MissingPart("experiment train: torch is missing; pip install 'symflow[train]'") from None


@dataclass(frozen=True, slots=True)
class Network:
    """The body, the classifier, and what descends; `device` is cpu or cuda."""

    body: Any
    head: Any
    descent: Any
    device: str

    @classmethod
    def new(cls, seed: int, width: int, device: str) -> Network:
        """With random weights."""
        import torch
        from torch import nn

        torch.manual_seed(seed)
        layers: list[Any] = []
        before = 1
        for stage in STAGES:
            for channels in stage:
                after = channels // width
                layers += [nn.Conv2d(before, after, 3, padding=1), nn.BatchNorm2d(after), nn.ReLU()]
                before = after
            layers.append(nn.MaxPool2d(2))
        body, head = (
            nn.Sequential(*layers, nn.Flatten()).to(device),
            nn.Linear(before, K, bias=False).to(device),
        )
        descent = torch.optim.SGD([*body.parameters(), *head.parameters()], lr=RATE, momentum=MOMENTUM)
        return cls(body, head, descent, device)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Weights, statistics and momenta."""
        found = {f"{NETWORK}{name}": _plain(value) for name, value in self._named().items()}
        for place, weights in enumerate(self.descent.param_groups[0]["params"]):
            moment = self.descent.state[weights].get("momentum_buffer")
            if moment is not None:
                found[f"{MOMENTS}{place}"] = _plain(moment)
        return found

    def load(self, arrays: Arrays) -> None:
        """The same, put back."""
        import torch

        with torch.no_grad():
            for name, value in self._named().items():
                value.copy_(torch.from_numpy(arrays[f"{NETWORK}{name}"]))
        for place, weights in enumerate(self.descent.param_groups[0]["params"]):
            moment = arrays.get(f"{MOMENTS}{place}")
            if moment is not None:
                buffer = torch.from_numpy(np.array(moment)).to(self.device)
                self.descent.state[weights]["momentum_buffer"] = buffer

    def _named(self) -> dict[str, Any]:
        parts = (("body", self.body), ("head", self.head))
        return {
            f"{part}.{name}": value for part, layer in parts for name, value in layer.state_dict().items()
        }

    def learn(self, pixels: Any, labels: Any, order: NDArray[np.int64], batch: int) -> None:
        """One epoch of descent on the mean cross-entropy of each batch; a last one that is short is left out."""
        import torch

        self.body.train()
        places = torch.from_numpy(order).to(self.device)
        for begin in range(0, len(order) - len(order) % batch, batch):
            here = places[begin : begin + batch]
            self.descent.zero_grad(set_to_none=True)
            scores = self.head(self.body(pixels[here]))
            torch.nn.functional.cross_entropy(scores, labels[here]).backward()
            self.descent.step()

    def features(self, pixels: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """What enters the classifier, with the collected statistics of the normalisation; and the classifier."""
        import torch

        self.body.train(False)
        with torch.no_grad():
            pieces = [_plain(self.body(piece)) for piece in pixels.split(AT_ONCE)]
        return np.concatenate(pieces).astype(np.float64), _plain(self.head.weight).astype(np.float64)


def tensors(images: Images, centre: tuple[float, float], device: str) -> tuple[Any, Any]:
    """Normalised pixels, padded, and labels, on the device."""
    import torch

    mean, deviation = centre
    scaled = ((images.pixels / 255.0 - mean) / deviation).astype(np.float32)
    padded = np.pad(scaled, ((0, 0), (2, 2), (2, 2)), constant_values=np.float32(-mean / deviation))
    return torch.from_numpy(padded[:, None]).to(device), torch.from_numpy(images.labels).to(device)


def device_of(asked: str) -> str:
    """cpu or cuda; auto takes what there is."""
    import torch

    there = torch.cuda.is_available()
    if asked == "cuda" and not there:
        raise MissingPart("--device: torch finds no GPU here; give cpu or auto")
    return ("cuda" if there else "cpu") if asked == "auto" else asked


def _plain(tensor: Any) -> NDArray[Any]:
    found: NDArray[Any] = np.array(tensor.detach().cpu().numpy())
    return found
