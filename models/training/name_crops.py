"""Pictures of single printed words from the patches of draw-page-patches.ts: lead names, and other things that are none."""
from __future__ import annotations

import numpy as np
from scipy import ndimage

from page_patches import HALF, QUARTER, RECORD_BYTES, SIZE, Patches

HEIGHT, WIDTH = 32, 64
"""Pixels at 6 px/mm around the middle of the word."""
REACH = 6
"""Crops are kept this much larger on all sides, so that they can be shifted in training."""


def crops(patches: Patches, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """[n, 4, HEIGHT + 2 REACH, WIDTH + 2 REACH] bytes and the lead of each (1–12; 0 for text or trace that names none)."""
    pictures, leads = [], []
    for k, i in patches.index:
        record = np.asarray(patches.maps[k][i])
        assert len(record) == RECORD_BYTES
        page = record[:4 * SIZE * SIZE].reshape(4, SIZE, SIZE)
        trace = record[4 * SIZE * SIZE:5 * SIZE * SIZE].reshape(SIZE, SIZE)
        text = record[5 * SIZE * SIZE:5 * SIZE * SIZE + HALF * HALF].reshape(HALF, HALF) > 127
        names = record[-QUARTER * QUARTER:].reshape(QUARTER, QUARTER)
        words, _ = ndimage.label(names > 0, structure=np.ones((3, 3)))
        for k_word, place in enumerate(ndimage.find_objects(words)):
            rows, columns = place
            if rows.start == 0 or columns.start == 0 or rows.stop == QUARTER or columns.stop == QUARTER:
                continue
            inside = words[place] == k_word + 1
            lead = int(np.bincount(names[place][inside]).argmax())
            keep(pictures, leads, page, 4 * (rows.start + rows.stop) / 2, 4 * (columns.start + columns.stop) / 2, lead)
        if not names.any() and not text.any() and trace.max() < 64:
            continue
        others, _ = ndimage.label(text & (names.repeat(2, 0).repeat(2, 1) == 0))
        found = ndimage.find_objects(others)
        for place in rng.permutation(len(found))[:2]:
            rows, columns = found[place]
            keep(pictures, leads, page, rows.start + rows.stop, 2 * rng.uniform(columns.start, columns.stop), 0)
        drawn = np.argwhere(trace > 128)
        if len(drawn) > 0 and rng.random() < 0.5:
            y, x = drawn[rng.integers(len(drawn))]
            if names[y // 4, x // 4] == 0:
                keep(pictures, leads, page, y, x, 0)
    return np.stack(pictures), np.array(leads)


def keep(pictures: list, leads: list, page: np.ndarray, y: float, x: float, lead: int) -> None:
    top, left = round(y) - HEIGHT // 2 - REACH, round(x) - WIDTH // 2 - REACH
    picture = np.zeros((4, HEIGHT + 2 * REACH, WIDTH + 2 * REACH), np.uint8)
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(SIZE, top + picture.shape[1]), min(SIZE, left + picture.shape[2])
    if y1 <= y0 or x1 <= x0:
        return
    picture[:, y0 - top:y1 - top, x0 - left:x1 - left] = page[:, y0:y1, x0:x1]
    pictures.append(picture)
    leads.append(lead)
