"""Batches of records as the networks read them, in training (drawn layouts, noise) and in measuring (one layout for all)."""
from __future__ import annotations

import numpy as np
import torch

from layouts import disturb, draw_mask, renormalise, shift
from records import Records

TYPICAL_SD_MV = np.array([0.119, 0.123, 0.086, 0.116, 0.082, 0.088, 0.147, 0.261, 0.233, 0.222, 0.204, 0.169], dtype=np.float32)


def context_rows(age: torch.Tensor, female: torch.Tensor, log_sd: torch.Tensor) -> torch.Tensor:
    """[b, 28]: age / 100, age known, male 1 (unknown 0.5), sex known, log(SD / typical SD) of the leads, their known flags. NaN is unknown."""
    age_known, sex_known, sd_known = ~age.isnan(), ~female.isnan(), ~log_sd.isnan()
    return torch.cat((
        torch.stack((torch.where(age_known, age / 100, torch.zeros_like(age)), age_known.float(),
                     torch.where(sex_known, 1 - female, torch.full_like(female, 0.5)), sex_known.float()), 1),
        torch.where(sd_known, log_sd.clamp(-2, 2), torch.zeros_like(log_sd)), sd_known.float()), 1)


def _log_sd(records: Records, rows: np.ndarray) -> torch.Tensor:
    with np.errstate(divide="ignore"):
        value = np.log(records.sd_mv[rows] / TYPICAL_SD_MV)
    return torch.from_numpy(np.where(np.isfinite(value), value, np.nan).astype(np.float32))


def training_batch(records: Records, rows: np.ndarray, rng: np.random.Generator):
    """Signals, masks and context of the rows under layouts, noise, shifts and forgotten facts drawn at random."""
    z = torch.from_numpy(records.z[rows].astype(np.float32))
    mask = torch.from_numpy(np.stack([draw_mask(rng) for _ in rows]))
    z = disturb(z)
    if rng.random() < 0.5:
        z, moved = shift(z, torch.ones_like(mask))
        mask = mask * moved
    z, log_ratio = renormalise(z, mask)
    log_sd = _log_sd(records, rows) + log_ratio + 0.05 * torch.randn(len(rows), 12)
    log_sd[(mask.sum(-1) == 0)] = float("nan")
    log_sd[torch.rand(len(rows)) < 0.3] = float("nan")
    log_sd[(torch.rand(len(rows)) < 0.15)[:, None] & (torch.arange(12) >= 6)] = float("nan")
    age = torch.from_numpy(records.age[rows].copy()) + torch.randn(len(rows))
    female = torch.from_numpy(records.female[rows].copy())
    age[torch.rand(len(rows)) < 0.25] = float("nan")
    female[torch.rand(len(rows)) < 0.25] = float("nan")
    return z, mask, context_rows(age, female, log_sd)


def measuring_batch(records: Records, rows: np.ndarray, layout: np.ndarray, facts: bool = True, voltage: bool = True):
    """The same without chance: one layout, and the facts known or not."""
    z = torch.from_numpy(records.z[rows].astype(np.float32))
    mask = torch.from_numpy(layout).expand(len(rows), -1, -1).contiguous()
    z, log_ratio = renormalise(z, mask)
    log_sd = _log_sd(records, rows) + log_ratio
    log_sd[(mask.sum(-1) == 0)] = float("nan")
    if not voltage:
        log_sd[:] = float("nan")
    age = torch.from_numpy(records.age[rows].copy())
    female = torch.from_numpy(records.female[rows].copy())
    if not facts:
        age[:], female[:] = float("nan"), float("nan")
    return z, mask, context_rows(age, female, log_sd)
