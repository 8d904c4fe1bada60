"""Reads MIT-BIH records (WFDB format 212) and their beat annotations by AAMI class."""
from __future__ import annotations

import os

import numpy as np

AAMI = {code: "N" for code in (1, 2, 3, 34, 11)} | {code: "S" for code in (4, 7, 8, 9)} | {code: "V" for code in (5, 10)} | {6: "F"} | {12: "Q", 13: "Q", 38: "Q"}
"""PhysioNet's annotation codes (ecgcodes.h) of beats: N L R e j, A a J S, V E, F, / Q f."""

SKIP, NUM, SUB, CHANNEL, AUX = 59, 60, 61, 62, 63


def read_signals(folder: str, record: str) -> tuple[float, list[str], np.ndarray]:
    """Sampling rate, lead names, and millivolts [leads, samples] of a two-lead record in format 212."""
    with open(os.path.join(folder, f"{record}.hea"), encoding="latin-1") as file:
        lines = [line for line in file.read().splitlines() if line and not line.startswith("#")]
    rate = float(lines[0].split()[2])
    specs = [line.split() for line in lines[1:3]]
    raw = np.fromfile(os.path.join(folder, specs[0][0]), np.uint8).reshape(-1, 3).astype(np.int32)
    first, second = raw[:, 0] | (raw[:, 1] & 0x0F) << 8, raw[:, 2] | (raw[:, 1] & 0xF0) << 4
    units = np.stack((first, second))
    units[units > 2047] -= 4096
    zero, gain = (np.array([float(spec[k]) for spec in specs])[:, None] for k in (4, 2))
    return rate, [spec[-1] for spec in specs], (units - zero) / gain


def read_beats(folder: str, record: str) -> list[tuple[int, str]]:
    """Sample and AAMI class of each beat, from the .atr file in MIT format (annot(5))."""
    words = np.fromfile(os.path.join(folder, f"{record}.atr"), "<u2").tolist()
    beats, sample, i = [], 0, 0
    while i < len(words) and words[i] != 0:
        code, value = words[i] >> 10, words[i] & 0x3FF
        i += 1
        if code == SKIP:
            sample += words[i] << 16 | words[i + 1]
            i += 2
        elif code == AUX:
            i += (value + 1) // 2
        elif code not in (NUM, SUB, CHANNEL):
            sample += value
            if code in AAMI:
                beats.append((sample, AAMI[code]))
    return beats
