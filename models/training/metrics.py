"""Figures as design/bench.md defines them, with bootstrap intervals."""
from __future__ import annotations

import numpy as np
from scipy.stats import rankdata


def auroc(truth: np.ndarray, score: np.ndarray) -> float:
    truth = np.asarray(truth).astype(bool)
    positives, negatives = int(truth.sum()), int((~truth).sum())
    if positives == 0 or negatives == 0:
        return float("nan")
    return float((rankdata(score)[truth].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def average_precision(truth: np.ndarray, score: np.ndarray) -> float:
    order = np.argsort(-np.asarray(score), kind="mergesort")
    hits = np.asarray(truth).astype(float)[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1) * hits).sum() / max(hits.sum(), 1))


def per_class(truth: np.ndarray, score: np.ndarray, measure=auroc) -> np.ndarray:
    """One figure a column; NaN where a column has no positive or no negative."""
    usable = (truth.sum(0) > 0) & (truth.sum(0) < len(truth))
    return np.array([measure(truth[:, c], score[:, c]) if usable[c] else np.nan for c in range(truth.shape[1])])


def interval(figure, count: int, draws: int = 400, seed: int = 7) -> tuple[float, float]:
    """95 % of `figure(rows)` over bootstrap draws of the records (one record a patient in most of PTB-XL)."""
    rng = np.random.default_rng(seed)
    values = [figure(rng.integers(0, count, count)) for _ in range(draws)]
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)
