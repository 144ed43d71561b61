"""The head: multinomial logistic regression with a penalty on large weights, in numpy.

Minimised by accelerated gradient descent with steps that are known to be small enough, from
zero, a fixed number of them: the same material always gives the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
PENALTY = 1e-3
"""Weight of half the sum of squared weights; features are scaled so that their squares add up to
about one. Chosen by cross-validation on two codebooks, between 1e-4 and 1e-2."""
STEPS = 300


@dataclass(frozen=True, slots=True)
class Head:
    """Features are centred, scaled and weighed: ``[features, classes]``; class 0 is none."""

    centre: Array
    scale: Array
    weights: Array
    bias: Array

    def likelihoods(self, features: Array) -> Array:
        """Return how likely each class is of each row of features; rows add up to one."""
        return _softmax((features - self.centre) / self.scale @ self.weights + self.bias)


def fit(features: Array, classes: NDArray[np.int64], count: int) -> Head:
    """Fit a head on rows of features and the class of each; ``count`` is how many there are.

    All classes together but the first weigh as much as the first, which has most rows.
    """
    centre, spread = features.mean(0), features.std(0)
    scale = (spread + 1e-6) * np.sqrt(features.shape[1])
    x = (features - centre) / scale
    weight = np.where(classes > 0, 0.5 / max(1, (classes > 0).sum()), 0.0)
    weight[classes == 0] = 0.5 / max(1, (classes == 0).sum())
    weight /= weight.sum()
    told = np.eye(count)[classes]
    steep = 0.5 * np.linalg.norm(x * np.sqrt(weight)[:, None], 2) ** 2 + 0.5 + PENALTY
    weights, bias = np.zeros((x.shape[1], count)), np.zeros(count)
    ahead, ahead_bias, pace = weights, bias, 1.0
    for _ in range(STEPS):
        error = (_softmax(x @ ahead + ahead_bias) - told) * weight[:, None]
        next_weights = ahead - (x.T @ error + PENALTY * ahead) / steep
        next_bias = ahead_bias - error.sum(0) / steep
        next_pace = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        carry = (pace - 1) / next_pace
        ahead = next_weights + carry * (next_weights - weights)
        ahead_bias = next_bias + carry * (next_bias - bias)
        weights, bias, pace = next_weights, next_bias, next_pace
    return Head(centre, scale, weights, bias)


def _softmax(x: Array) -> Array:
    powers = np.exp(x - x.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))
