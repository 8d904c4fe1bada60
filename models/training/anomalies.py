"""Synthetic anomalies in normal records, with their place per lead and sample: what the anomaly branch learns from.

Waves of chosen beats and leads are raised, bent, scaled, turned, removed, widened, moved, smoothed, notched or taken from elsewhere; beats come
early, broad or not at all (ectopy.py). A change of every beat is a person's *habit*: unlike normal, yet not unlike the person's other beats.
"""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d, uniform_filter1d
from scipy.signal import find_peaks, sosfiltfilt

from ectopy import ECTOPIC, SAMPLES, direction, earlier, soft
from preprocess import BANDPASS_SOS

SEEN = 0.15
"""Root mean square in SDs that a change must have in a lead to be asked for."""


@dataclass
class Drawn:
    """Signals, where anything is changed, where only some beats are (both 0, 1, or NaN where not to be asked), and samples lost at the end."""

    z: np.ndarray
    unlike_normal: np.ndarray
    unlike_own: np.ndarray
    kind: str


def r_peaks(z: np.ndarray) -> np.ndarray:
    """Samples of the R peaks: where most leads are steep together."""
    steep = gaussian_filter1d((np.diff(z, axis=-1, prepend=z[:, :1]) ** 2).sum(0), 3)
    peaks, _ = find_peaks(steep, distance=32, height=0.25 * np.quantile(steep, 0.985))
    return peaks


@dataclass
class Seen:
    """The leads of a change, with mV per SD of each."""

    leads: np.ndarray
    scale: np.ndarray

    def dipole(self, rng: np.random.Generator) -> np.ndarray:
        """What they show, in SDs, of one mV in a random direction."""
        return direction(rng)[self.leads] / self.scale

    def sizes(self, rng: np.random.Generator) -> np.ndarray:
        """SDs per mV, alike in all leads or of one direction."""
        return 1 / self.scale if rng.random() < 0.6 else self.dipole(rng)


def raised(part, seen, rng):
    size = rng.uniform(0.06, 0.3) * rng.choice([-1, 1]) if rng.random() < 0.8 else rng.uniform(0.3, 0.6) * rng.choice([-1, 1])
    shape = soft(part.shape[-1], int(rng.uniform(0.08, 0.5) * part.shape[-1]))
    return part + size * seen.sizes(rng)[:, None] * shape


def bent(part, seen, rng):
    """A tilt or a hump anywhere in the part, of a dipole's sizes in the leads."""
    n = part.shape[-1]
    t = np.linspace(0, 1, n)
    hump = np.exp(-0.5 * ((t - rng.uniform(0.2, 0.8)) / rng.uniform(0.08, 0.3)) ** 2)
    shape = hump if rng.random() < 0.6 else t * soft(n, n // 5)
    return part + (rng.uniform(0.08, 0.4) * seen.dipole(rng))[:, None] * shape * soft(n, n // 6)


def scaled(part, seen, rng):
    """Taller, flatter, gone or upside down about the line between its ends."""
    factor = rng.choice([rng.uniform(-1.4, -0.5), rng.uniform(-0.1, 0.15), rng.uniform(0.2, 0.5), rng.uniform(1.6, 2.8)])
    line = np.linspace(part[:, 0], part[:, -1], part.shape[-1], axis=-1)
    return line + (part - line) * (1 + (factor - 1) * soft(part.shape[-1], 2))


def gone(part, seen, rng):
    line = np.linspace(part[:, 0], part[:, -1], part.shape[-1], axis=-1)
    return line + rng.uniform(0, 0.12) * (part - line)


def turned(part, seen, rng):
    line = np.linspace(part[:, 0], part[:, -1], part.shape[-1], axis=-1)
    return line - rng.uniform(0.5, 1.3) * (part - line)


def stretched(part, seen, rng):
    """Wider or narrower about a point of its own."""
    n = part.shape[-1]
    at = np.arange(n)
    centre = rng.uniform(0.35, 0.65) * n
    factor = rng.uniform(1.4, 2.5) if rng.random() < 0.8 else rng.uniform(0.5, 0.75)
    blend = soft(n, max(2, n // 6))
    return np.stack([blend * np.interp(centre + (at - centre) / factor, at, row) + (1 - blend) * row for row in part])


def moved(part, seen, rng):
    """Earlier or later within its own bounds."""
    n = part.shape[-1]
    at, by = np.arange(n), rng.uniform(0.12, 0.3) * n * rng.choice([-1, 1])
    warp = at - by * np.sin(np.pi * at / (n - 1)) ** 2
    return np.stack([np.interp(warp, at, row) for row in part])


def smoothed(part, seen, rng):
    return part + (gaussian_filter1d(part, rng.uniform(1.8, 4), axis=-1, mode="nearest") - part) * soft(part.shape[-1], 2)


def notched(part, seen, rng):
    n = part.shape[-1]
    t = np.arange(n) - rng.uniform(0.3, 0.7) * n
    width = rng.uniform(1.2, 2.5)
    return part + (rng.uniform(0.15, 0.6) * seen.dipole(rng))[:, None] * (t / width) * np.exp(-0.5 * (t / width) ** 2)


def slow_end(part, seen, rng):
    """The second half drawn out, as in bundle branch block: a late wave of the dipole's direction."""
    n = part.shape[-1]
    t = np.arange(n) - rng.uniform(0.55, 0.75) * n
    return part + (rng.uniform(0.25, 1.0) * seen.dipole(rng))[:, None] * np.exp(-0.5 * (t / rng.uniform(2, 4)) ** 2) * soft(n, 3)


WAVES = {
    "P": ([scaled, gone, gone, turned, bent, moved, stretched], lambda rr, rng: (-rng.uniform(0.19, 0.27), -rng.uniform(0.045, 0.075))),
    "QRS": ([scaled, stretched, stretched, slow_end, slow_end, notched, smoothed, turned, bent], lambda rr, rng: (-rng.uniform(0.06, 0.14), rng.uniform(0.07, 0.16))),
    "ST": ([raised, raised, raised, bent], lambda rr, rng: (rng.uniform(0.04, 0.09), rng.uniform(0.18, 0.34))),
    "T": ([scaled, turned, turned, gone, bent, moved, stretched, raised], lambda rr, rng: (rng.uniform(0.1, 0.2), rng.uniform(0.36, 0.5))),
    "any": ([bent, raised, scaled, smoothed, notched], lambda rr, rng: (lambda a: (a, a + rng.uniform(0.08, 0.4)))(rng.uniform(-0.3, 0.4))),
}


def draw_leads(rng: np.random.Generator) -> np.ndarray:
    kind = rng.random()
    if kind < 0.45:
        return np.arange(12)
    if kind < 0.75:
        first = int(rng.integers(6))
        return np.arange(6 + first, min(12, 6 + first + int(rng.integers(1, 5)))) if rng.random() < 0.5 else rng.choice(6, int(rng.integers(1, 5)), replace=False)
    return rng.choice(12, int(rng.integers(1, 9)), replace=False)


def change_wave(z, peaks, scale, rng, wave: str, beats: np.ndarray):
    """One change of one wave, the same in all chosen beats but for a little: (signals, [12, 1000] where)."""
    changes, borders = WAVES[wave]
    change = changes[int(rng.integers(len(changes)))]
    rr = float(np.median(np.diff(peaks))) if len(peaks) > 1 else 80.0
    squeeze = float(np.clip(np.sqrt(rr / 80), 0.7, 1.15))
    low_s, high_s = borders(rr, rng)
    leads, seed = np.sort(draw_leads(rng)), int(rng.integers(1 << 31))
    seen = Seen(leads, scale[leads])
    out, place = z.copy(), np.zeros(z.shape, bool)
    for beat in beats:
        stretch = squeeze if wave in ("ST", "T") else 1.0
        low, high = int(round(peaks[beat] + 100 * low_s * stretch)), int(round(peaks[beat] + 100 * high_s * stretch))
        if low < 0 or high > SAMPLES or high - low < 6:
            continue
        at = np.ix_(leads, np.arange(low, high))
        out[at] = change(z[at], seen, np.random.default_rng(seed))
        place[at] = True
    return out, place


def draw_anomalies(z: np.ndarray, peaks: np.ndarray, scale: np.ndarray, rng: np.random.Generator) -> Drawn:
    """Anomalies of random kinds in a normal record ([12, 1000] z-scored, `scale` mV per SD); one in eight is left as it was."""
    out, told = z, []
    habit, odd, unasked = (np.zeros(z.shape, bool) for _ in range(3))
    if len(peaks) < 4 or rng.random() < 0.125:
        return Drawn(z, habit.astype(np.float32), odd.astype(np.float32), "none")
    if rng.random() < 0.6:
        for _ in range(1 if rng.random() < 0.75 else 2):
            wave = str(rng.choice(list(WAVES), p=[0.22, 0.24, 0.2, 0.24, 0.1]))
            out, place = change_wave(out, peaks, scale, rng, wave, np.arange(len(peaks)))
            habit |= place
            told.append("habit " + wave)
    if not told or rng.random() < 0.45:
        for _ in range(1 if rng.random() < 0.6 else 2):
            if rng.random() < 0.35:
                wave = str(rng.choice(list(WAVES), p=[0.1, 0.35, 0.15, 0.25, 0.15]))
                few = rng.choice(len(peaks), int(rng.integers(1, max(2, len(peaks) // 4 + 1))), replace=False)
                out, place = change_wave(out, peaks, scale, rng, wave, few)
                odd |= place
                told.append("odd " + wave)
                continue
            kind = str(rng.choice(list(ECTOPIC), p=[0.45, 0.45, 0.1]))
            found = ECTOPIC[kind](out, peaks, scale, rng)
            if found is None:
                continue
            # A habit's place means nothing where its beat is gone or moved.
            out, unasked[:, found.emptied] = found.z, True
            if found.back > 0:
                habit, odd, unasked = (earlier(rows.astype(float), found.moved_from, found.back) == 1 for rows in (habit, odd, unasked))
            unasked |= found.place
            odd |= found.place
            told.append(kind)
            if found.back > 0:
                break
    lost = np.isnan(out)
    # The recording's 0.5-40 Hz come after the heart: a raised segment also moves what is around it.
    change = sosfiltfilt(BANDPASS_SOS, np.where(lost, z, out) - z, axis=-1, padtype="odd", padlen=150)
    hardly = faint(change, habit | odd)
    unlike_normal = np.where(odd & ~hardly, 1, np.where(hardly | unasked, np.nan, habit))
    unlike_own = np.where(odd & hardly, np.nan, odd)
    return Drawn(np.where(lost, np.nan, z + change), unlike_normal.astype(np.float32), unlike_own.astype(np.float32), " + ".join(told) or "none")


def faint(change: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Where a lead's part of a place is hardly changed."""
    size = np.sqrt(uniform_filter1d(np.where(place, change, 0) ** 2, 21, axis=-1).clip(0) / np.maximum(uniform_filter1d(place.astype(float), 21, axis=-1), 1e-3))
    return place & (size < SEEN)
