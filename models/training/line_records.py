"""Lines that `draw-lines.ts` wrote: what the line network sees of them, and where they truly run."""
from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np

from line_network import CHANNELS

# A line further than this from the truth follows something else there, mm.
ASTRAY_MM = 12.0
FEW_NODES = 300
# The unit of the first channel, mm.
HEIGHT_MM = 5.0


@dataclass(frozen=True)
class Line:
    seed: int
    family: str
    # [30, nodes], [nodes], [nodes]: what is seen, the truth less the line in px, where that is known.
    seen: np.ndarray
    away: np.ndarray
    known: np.ndarray
    # The line's own height in px.
    height: np.ndarray


def read(paths: list[str]) -> list[Line]:
    lines: list[Line] = []
    for path in paths:
        values = np.fromfile(path + ".f16", dtype=np.float16)
        at = 0
        for text in open(path + ".jsonl"):
            about = json.loads(text)
            count = (CHANNELS + 1) * about["nodes"]
            record = values[at:at + count].reshape(CHANNELS + 1, -1)
            at += count
            line = line_of(about, record)
            if line.known.sum() >= FEW_NODES:
                lines.append(line)
    return lines


def line_of(about: dict, record: np.ndarray) -> Line:
    away = record[CHANNELS].astype(np.float32)
    known = np.isfinite(away) & (np.abs(np.nan_to_num(away)) < ASTRAY_MM * about["pxPerMm"])
    height = record[0].astype(np.float32) * HEIGHT_MM * about["pxPerMm"]
    return Line(about["seed"], about["family"], record[:CHANNELS], np.where(known, away, 0).astype(np.float32), known.astype(np.float32), height)
