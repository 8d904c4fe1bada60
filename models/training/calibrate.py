"""Calibration and operating points, from fold 9 alone."""
from __future__ import annotations

import numpy as np
from scipy.optimize import minimize


def platt(logit: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Slope and shift of calibrated log-odds (Platt 1999), held near 1 and 0 by normal priors so that a class of few positives stays sane."""

    def cost(parameters: np.ndarray) -> float:
        slope, shift = np.exp(parameters[0]), parameters[1]
        value = slope * logit + shift
        return float(np.logaddexp(0, value).sum() - (truth * value).sum() + parameters[0] ** 2 / (2 * 0.25 ** 2) + shift ** 2 / 2)

    found = minimize(cost, np.zeros(2), method="Nelder-Mead", options={"maxiter": 400})
    return float(np.exp(found.x[0])), float(found.x[1])


def expected_f1_threshold(probability: np.ndarray) -> float:
    """The threshold with the highest F1 that calibrated probabilities promise: 2 sum(p above) / (sum(p) + count above), within 0.1 and 0.6."""
    ordered = np.sort(probability)[::-1]
    gain = 2 * np.cumsum(ordered) / (ordered.sum() + np.arange(1, len(ordered) + 1))
    return float(np.clip(ordered[int(gain.argmax())], 0.1, 0.6))


def logistic(features: np.ndarray, truth: np.ndarray, ridge: float = 1.0) -> tuple[np.ndarray, float]:
    """Weights, none negative, and bias of a logistic regression with a ridge on the weights."""

    def cost(parameters: np.ndarray) -> float:
        value = features @ parameters[:-1] + parameters[-1]
        return float(np.logaddexp(0, value).sum() - (truth * value).sum() + ridge * np.square(parameters[:-1]).sum() / 2)

    bounds = [(0, None)] * features.shape[1] + [(None, None)]
    found = minimize(cost, np.zeros(features.shape[1] + 1), method="L-BFGS-B", bounds=bounds)
    return found.x[:-1], float(found.x[-1])


def expected_calibration_error(probability: np.ndarray, truth: np.ndarray, bins: int = 10) -> float:
    """Mean gap between probability and frequency over bins of equal width, weighted by their counts."""
    place = np.minimum((probability * bins).astype(int), bins - 1)
    gap = 0.0
    for i in range(bins):
        chosen = place == i
        if chosen.any():
            gap += chosen.mean() * abs(probability[chosen].mean() - truth[chosen].mean())
    return float(gap)
