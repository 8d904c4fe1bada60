"""Batches for the anomaly branch: normal records with synthetic anomalies, under the layouts, shifts and disturbances that are no anomaly."""
from __future__ import annotations

import numpy as np
import torch

from anomalies import draw_anomalies, r_peaks
from batches import TYPICAL_SD_MV
from layouts import FULL, SAMPLES, disturb, draw_mask, renormalise
from records import Records

PAIRS = [(1, 6), (1, 10), (1, 9), (0, 1), (1, 7)]
"""Leads that two-lead recorders hold: II with V1, V5, V4, I or V2."""


def draw_layout(rng: np.random.Generator) -> np.ndarray:
    kind = rng.random()
    if kind < 0.35:
        return FULL
    if kind < 0.55:
        mask = np.zeros_like(FULL)
        pair = PAIRS[int(rng.integers(len(PAIRS)))] if rng.random() < 0.7 else rng.choice(12, 2, replace=False)
        mask[list(pair)] = 1
        return mask
    return draw_mask(rng)


def bursts(z: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Short muscle noise and steps of the baseline in some leads: seen in healthy records too."""
    out = z
    for _ in range(int(rng.integers(0, 3))):
        length, lead = int(rng.integers(20, 150)), rng.choice(12, int(rng.integers(1, 5)), replace=False)
        start = int(rng.integers(0, SAMPLES - length))
        out = out.copy() if out is z else out
        at = np.ix_(lead, range(start, start + length))
        if rng.random() < 0.7:
            out[at] += rng.uniform(0.1, 0.5) * rng.normal(size=(len(lead), length)) * np.hanning(length)
        else:
            out[at] += rng.uniform(-0.6, 0.6) * np.hanning(length)
    return out


class AnomalyBatches:
    """Draws batches of the given rows; R peaks are found once."""

    def __init__(self, records: Records, rows: np.ndarray):
        self.records = records
        self.peaks = {int(row): r_peaks(records.z[row].astype(np.float64)) for row in rows}

    def one(self, row: int, rng: np.random.Generator):
        """A record with anomalies (Drawn), NaN where nothing is left."""
        sd = self.records.sd_mv[row]
        scale = np.where(np.isfinite(sd) & (sd > 0.01), sd, TYPICAL_SD_MV)
        return draw_anomalies(self.records.z[row].astype(np.float64), self.peaks[int(row)], scale, rng)

    def draw(self, rows: np.ndarray, rng: np.random.Generator, layout: np.ndarray | None = None, disturbed: bool = True):
        """Signals and masks [n, 12, 1000], log-odds wanted [n, 2, 12, 1000] (NaN: not asked), kinds."""
        drawn = [self.one(row, rng) for row in rows]
        z = torch.from_numpy(np.stack([bursts(each.z, rng) if disturbed else each.z for each in drawn]).astype(np.float32))
        mask = torch.from_numpy(np.stack([draw_layout(rng) if layout is None else layout for _ in rows])) * (~z.isnan()).float()
        z = torch.nan_to_num(z)
        if disturbed:
            z = disturb(z, 1.2)
        z, _ = renormalise(z, mask)
        wanted = torch.from_numpy(np.stack([(each.unlike_normal, each.unlike_own) for each in drawn]))
        return z, mask, torch.where(mask.unsqueeze(1) > 0, wanted, torch.full_like(wanted, float("nan"))), [each.kind for each in drawn]
