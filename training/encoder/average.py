"""The mean of a model's weights over the last steps, which reads better than the last weights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

SHARE = 5
"""The mean is over about one step in so many of a run."""


class Average:
    """A moving mean of the weights that are learnt; ``steps`` is how long the run is."""

    def __init__(self, model: nn.Module, steps: int) -> None:
        self._learnt = [p for p in model.parameters() if p.requires_grad]
        self._mean = [p.detach().clone() for p in self._learnt]
        self._part = min(1.0, SHARE / max(1, steps))

    @torch.no_grad()
    def update(self) -> None:
        """Take in the weights of a step."""
        for mean, weights in zip(self._mean, self._learnt, strict=True):
            mean.lerp_(weights, self._part)

    @torch.no_grad()
    def swap(self) -> None:
        """Put the mean in the place of the weights, and the weights in that of the mean."""
        for mean, weights in zip(self._mean, self._learnt, strict=True):
            kept = weights.clone()
            weights.copy_(mean)
            mean.copy_(kept)

    @contextmanager
    def used(self) -> Iterator[None]:
        """Have the model use the mean for a while."""
        self.swap()
        yield
        self.swap()

    def state(self) -> list[Tensor]:
        """Return what ``load`` takes."""
        return self._mean

    @torch.no_grad()
    def load(self, state: list[Tensor]) -> None:
        """Go on from a state."""
        for mean, kept in zip(self._mean, state, strict=True):
            mean.copy_(kept)
