"""Reads what draw-page-patches.ts wrote, and disturbs it for training."""
from __future__ import annotations

import glob
import os

import numpy as np
import torch
from torch.nn import functional as F

SIZE = 384
HALF, QUARTER = SIZE // 2, SIZE // 4
RECORD_BYTES = 5 * SIZE * SIZE + 3 * HALF * HALF + QUARTER * QUARTER
IGNORED = 255


class Patches:
    """Records of all `*.u8` files of a folder; the last file only validates."""

    def __init__(self, folder: str, validation: bool = False) -> None:
        files = sorted(glob.glob(os.path.join(folder, "*.u8")))
        if len(files) < 2:
            raise SystemExit(f"{folder} needs two files of patches at least")
        chosen = files[-1:] if validation else files[:-1]
        self.maps = [np.memmap(file, dtype=np.uint8, mode="r").reshape(-1, RECORD_BYTES) for file in chosen]
        self.index = [(k, i) for k, held in enumerate(self.maps) for i in range(len(held))]

    def __len__(self) -> int:
        return len(self.index)

    def batch(self, rows: np.ndarray):
        """page [b, 4, S, S], trace [b, 1, S, S] in 0…1, print [b, 3, S/2, S/2], names [b, S/4, S/4]."""
        held = torch.from_numpy(np.stack([np.asarray(self.maps[self.index[r][0]][self.index[r][1]]) for r in rows]))
        page, trace, marks, names = held.split([4 * SIZE * SIZE, SIZE * SIZE, 3 * HALF * HALF, QUARTER * QUARTER], 1)
        return (page.view(-1, 4, SIZE, SIZE).float() / 255, trace.view(-1, 1, SIZE, SIZE).float() / 255,
                (marks.view(-1, 3, HALF, HALF) > 127).float(), names.view(-1, QUARTER, QUARTER).long())


def disturb(page, trace, marks, names, rng: np.random.Generator):
    """Other colours, grey pages, noise, blur, contrast; pages mirrored, where lead names mean nothing any more."""
    page = page.clone()
    for i in range(len(page)):
        if rng.random() < 0.3:
            page[i, :3] = page[i, :3][torch.from_numpy(rng.permutation(3))]
        if rng.random() < 0.15:
            page[i, :] = page[i, :3].mean(0, keepdim=True)
        elif rng.random() < 0.2:
            page[i, 3] = page[i, :3].mean(0)
        gain = rng.uniform(0.6, 1.25)
        page[i] = (page[i] * gain + rng.normal() * 0.01).clamp(0, 1)
        if rng.random() < 0.15:
            page[i] = F.avg_pool2d(page[i][None], 3, stride=1, padding=1)[0]
        if rng.random() < 0.4:
            page[i] = (page[i] + torch.randn_like(page[i]) * rng.uniform(0, 0.07)).clamp(0, 1)
    for axis in (-1, -2):
        if rng.random() < 0.25:
            page, trace, marks = page.flip(axis), trace.flip(axis), marks.flip(axis)
            names = torch.full_like(names, IGNORED)
    return page, trace, marks, names
