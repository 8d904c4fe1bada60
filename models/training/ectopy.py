"""Premature beats drawn into normal records: what moves, what is new, and where. Signals [12, 1000] z-scored at 100 Hz.

Each returns an Ectopic, or None where the record has no room for it.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SAMPLES = 1000

# Dower's transform: what a dipole (left, down, back) of unit length shows in I, II and V1-V6.
_SEEN_BY_EIGHT = np.array([
    [0.632, -0.235, 0.059], [0.235, 1.066, -0.132], [-0.515, 0.157, -0.917], [0.044, 0.164, -1.387],
    [0.882, 0.098, -1.277], [1.213, 0.127, -0.601], [1.125, 0.127, -0.086], [0.831, 0.076, 0.230]])
_ONE, _TWO = _SEEN_BY_EIGHT[:2]
LEAD_VECTORS = np.concatenate((np.stack((_ONE, _TWO, _TWO - _ONE, -(_ONE + _TWO) / 2, _ONE - _TWO / 2, _TWO - _ONE / 2)), _SEEN_BY_EIGHT[2:]))


@dataclass
class Ectopic:
    """Changed signals (NaN where nothing is left); [1000] where the odd beat is: from the P wave's onset to the QRS's end of a supraventricular one,
    from the QRS's onset to the T wave's end of a ventricular one; the stretch whose beat is not there any more; from where on all came `back` samples earlier."""

    z: np.ndarray
    place: np.ndarray
    emptied: slice
    moved_from: int = SAMPLES
    back: int = 0


def direction(rng: np.random.Generator) -> np.ndarray:
    """[12] what a dipole of random direction shows."""
    dipole = rng.normal(size=3)
    return LEAD_VECTORS @ (dipole / np.linalg.norm(dipole))


def soft(length: int, edge: int) -> np.ndarray:
    """[length] of 1 with raised-cosine ends."""
    at = np.arange(length)
    return 0.5 - 0.5 * np.cos(np.pi * np.clip((np.minimum(at, length - 1 - at) + 0.5) / max(1, edge), 0, 1))


def without_beat(z: np.ndarray, low: int, high: int) -> np.ndarray:
    """The signals with [low, high) drawn straight."""
    out = z.copy()
    out[:, low:high] = np.linspace(z[:, low], z[:, high - 1], high - low, axis=-1)
    return out


def ventricular(z, peaks, scale, rng):
    """A broad beat of its own vector in the place of beat k or between two: early, on time or late; the T wave against it."""
    k = int(rng.integers(1, len(peaks) - 1))
    rr = peaks[k] - peaks[k - 1]
    if rr < 40:
        return None
    at = peaks[k - 1] + int(rr * rng.uniform(0.45, 1.05))
    out, emptied = z, slice(0, 0)
    if rng.random() < 0.85:
        low, high = peaks[k] - int(0.33 * rr), min(SAMPLES, peaks[k] + int(0.55 * min(rr, 80)))
        if low < 0 or high - low < 20:
            return None
        out, emptied = without_beat(z, low, high), slice(low, high)
    if at + 45 > SAMPLES or at < 12:
        return None
    t = np.arange(SAMPLES) - at
    width = rng.uniform(3.0, 6.5)
    size = rng.uniform(0.5, 2.2) * rng.choice([1, 1, 1.6])
    first, second = direction(rng), direction(rng)
    beat = size * first[:, None] * np.exp(-0.5 * (t / width) ** 2)
    beat += rng.uniform(0.2, 0.8) * size * second[:, None] * np.exp(-0.5 * ((t - rng.uniform(0.6, 1.6) * width) / (width * rng.uniform(0.7, 1.2))) ** 2)
    beat -= rng.uniform(0.1, 0.6) * size * first[:, None] * np.exp(-0.5 * ((t - rng.uniform(22, 32)) / rng.uniform(5, 9)) ** 2)
    keep = 1 - 0.9 * np.exp(-0.5 * (t / (2.5 * width)) ** 2) if rng.random() < 0.5 else 1.0
    place = np.zeros(SAMPLES, bool)
    place[at - 11:at + 40] = True
    return Ectopic(out * keep + beat / scale[:, None], place, emptied)


def supraventricular(z, peaks, scale, rng):
    """Beat k comes early, its P wave changed, gone or in the T wave before; what follows keeps its time or resets."""
    if len(peaks) < 4:
        return None
    k = int(rng.integers(1, len(peaks) - 1))
    rr = peaks[k] - peaks[k - 1]
    early = int(rr * rng.uniform(0.14, 0.5))
    before, after = int(min(0.3 * rr, 26)), int(min(0.55 * rr, 45))
    low, high = peaks[k] - before, min(SAMPLES, peaks[k] + after)
    at = peaks[k] - early
    if early < 6 or low - early < 0 or at - peaks[k - 1] < 25 or high - low < 20:
        return None
    line = np.linspace(z[:, low], z[:, high - 1], high - low, axis=-1)
    beat = (z[:, low:high] - line) * soft(high - low, 4)
    p = slice(0, max(4, before - 7))
    fate = rng.random()
    if fate < 0.35:
        beat[:, p] *= rng.uniform(-1.3, 0.2)
    elif fate < 0.7:
        t = np.arange(p.stop)
        beat[:, p] = beat[:, p] * rng.uniform(0, 0.4) + (rng.uniform(0.05, 0.18) * direction(rng) / scale)[:, None] * np.exp(-0.5 * ((t - rng.uniform(0.3, 0.8) * p.stop) / 3.5) ** 2)
    if rng.random() < 0.25:
        beat = beat * (1 + 0.5 * rng.normal() * np.tanh(direction(rng))[:, None])
    out = without_beat(z, low, high)
    out[:, low - early:high - early] += beat
    place = np.zeros(SAMPLES, bool)
    place[max(0, at - 27):at + 12] = True
    if rng.random() < 0.5:
        return Ectopic(out, place, slice(low, high))
    back = int(rng.uniform(0.5, 1.0) * early)
    return Ectopic(earlier(out, high, back), place, slice(low, high), high, back)


def earlier(rows: np.ndarray, start: int, back: int) -> np.ndarray:
    """[12, 1000] with all from `start` on moved `back` samples ahead; NaN in the end."""
    out = rows.copy()
    out[:, start:SAMPLES - back] = rows[:, start + back:]
    out[:, SAMPLES - back:] = np.nan
    return out


def dropped(z, peaks, scale, rng):
    """A beat that does not come; with or without its P wave."""
    k = int(rng.integers(1, len(peaks) - 1))
    rr = peaks[k] - peaks[k - 1]
    low = peaks[k] - (int(0.3 * rr) if rng.random() < 0.5 else 6)
    high = min(SAMPLES, peaks[k] + int(0.55 * min(rr, 80)))
    if low < 0 or high - low < 20:
        return None
    place = np.zeros(SAMPLES, bool)
    place[low:high] = True
    return Ectopic(without_beat(z, low, high), place, slice(low, high))


ECTOPIC = {"ventricular": ventricular, "supraventricular": supraventricular, "dropped": dropped}
