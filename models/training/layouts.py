"""What a recording may hold: whole, on a page of some layout, short, or with leads missing. Draws masks and training noise."""
from __future__ import annotations

import numpy as np
import torch

SAMPLES = 1000
COLUMN_OF_LEAD = np.repeat(np.arange(4), 3)


def page_mask(columns: int, rhythm: tuple[int, ...] = ()) -> np.ndarray:
    """[12, 1000] of a page that prints the twelve leads in `columns` blocks of equal time, with whole rows of the rhythm leads."""
    mask = np.zeros((12, SAMPLES), dtype=np.float32)
    width = SAMPLES // columns
    for lead in range(12):
        block = lead * columns // 12
        mask[lead, block * width:(block + 1) * width] = 1
    for lead in rhythm:
        mask[lead] = 1
    return mask


FULL = page_mask(1)
PAGE_3X4 = page_mask(4)
PAGE_3X4_1 = page_mask(4, (1,))
PAGE_3X4_3 = page_mask(4, (1, 6, 10))
PAGE_6X2 = page_mask(2)
PAGE_6X2_1 = page_mask(2, (1,))


def draw_mask(rng: np.random.Generator) -> np.ndarray:
    """A layout at random: half of them the whole ten seconds, a quarter 3x4+1, the rest other pages, short ones and lead subsets."""
    kind = rng.random()
    if kind < 0.42:
        mask = FULL.copy()
    elif kind < 0.70:
        mask = PAGE_3X4_1.copy()
    elif kind < 0.76:
        mask = page_mask(4, (int(rng.integers(12)),))
    elif kind < 0.80:
        mask = PAGE_3X4.copy()
    elif kind < 0.83:
        mask = PAGE_3X4_3.copy()
    elif kind < 0.90:
        mask = (PAGE_6X2_1 if rng.random() < 0.5 else PAGE_6X2).copy()
    else:
        mask = FULL.copy()
        length = int(rng.integers(250, SAMPLES))
        start = int(rng.integers(0, SAMPLES - length))
        mask[:, :start] = 0
        mask[:, start + length:] = 0
    if rng.random() < 0.25:
        for lead in rng.choice(12, int(rng.integers(1, 7)), replace=False):
            mask[lead] = 0
    if rng.random() < 0.3:
        edge = int(rng.integers(1, 30))
        mask[:, :edge] = 0
        mask[:, SAMPLES - edge:] = 0
    if rng.random() < 0.2:
        lead, start = int(rng.integers(12)), int(rng.integers(0, SAMPLES - 80))
        mask[lead, start:start + int(rng.integers(20, 80))] = 0
    return mask if mask.sum() > 250 else PAGE_3X4_1.copy()


def renormalise(z: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Signals z-scored again over what the mask holds, and the log of the SD that was divided out ([b, 12], 0 where none)."""
    count = mask.sum(-1, keepdim=True).clamp(min=1)
    mean = (z * mask).sum(-1, keepdim=True) / count
    centred = (z - mean) * mask
    sd = (centred.square().sum(-1, keepdim=True) / count).sqrt()
    usable = sd > 1e-3
    sd = torch.where(usable, sd, torch.ones_like(sd))
    return (centred / sd).clamp(-20, 20), sd.squeeze(-1).log()


def disturb(z: torch.Tensor, strength: float = 1.0) -> torch.Tensor:
    """Electrode noise, wander and a digitizer's blur, each in part of the records. [b, 12, 1000]."""
    b = len(z)
    out = z
    blur = (torch.rand(b, 1, 1) < 0.3).float() * torch.rand(b, 1, 1) * 0.25
    padded = torch.nn.functional.pad(out, (1, 1), mode="replicate")
    out = (1 - 2 * blur) * out + blur * (padded[..., :-2] + padded[..., 2:])
    noise = (torch.rand(b, 1, 1) < 0.4).float() * torch.rand(b, 12, 1) * 0.12 * strength
    out = out + noise * torch.randn_like(out)
    wander = (torch.rand(b, 1, 1) < 0.4).float() * torch.rand(b, 12, 1) * 0.25 * strength
    time = torch.arange(SAMPLES) / 100
    rate = 0.15 + 0.6 * torch.rand(b, 12, 1)
    return out + wander * torch.sin(2 * np.pi * (rate * time + torch.rand(b, 12, 1)))


def shift(z: torch.Tensor, mask: torch.Tensor, furthest: int = 125) -> tuple[torch.Tensor, torch.Tensor]:
    """Signals moved in time; what is moved in is missing."""
    by = int(torch.randint(-furthest, furthest + 1, (1,)))
    z, mask = torch.roll(z, by, -1), mask.clone()
    if by > 0:
        mask[..., :by] = 0
    elif by < 0:
        mask[..., by:] = 0
    return z * mask, mask
