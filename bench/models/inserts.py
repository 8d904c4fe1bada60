"""Synthetic lesions on normal ECGs with the exact place of each: leads in mV at 500 Hz in, changed leads and mask out."""
from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, find_peaks, sosfiltfilt

RATE = 500
TERRITORIES = [[1, 2, 5], [6, 7, 8, 9], [0, 4, 10, 11]]


def r_peaks(leads: np.ndarray) -> np.ndarray:
    """Samples of the R peaks, from the energy of 5-25 Hz over all leads."""
    band = sosfiltfilt(butter(2, [5, 25], "bandpass", fs=RATE, output="sos"), leads, axis=-1)
    energy = gaussian_filter1d((band ** 2).sum(0), 15)
    peaks, _ = find_peaks(energy, distance=150, height=0.25 * np.quantile(energy, 0.99))
    return peaks


def span(at: int, from_s: float, to_s: float, length: int) -> slice:
    return slice(max(0, at + int(from_s * RATE)), min(length, at + int(to_s * RATE)))


def ramp(length: int) -> np.ndarray:
    """One, with soft ends of a tenth."""
    edge = max(1, length // 10)
    return np.minimum(1, np.minimum(np.arange(length), np.arange(length)[::-1]) / edge)


def st_shift(leads, peaks, rng):
    size = rng.choice([-0.2, -0.15, -0.1, 0.1, 0.15, 0.2])
    return _in_territory(leads, peaks, rng, 0.05, 0.28, lambda part: part + size * ramp(part.shape[-1]))


def t_inversion(leads, peaks, rng):
    def invert(part):
        base = np.linspace(part[..., 0], part[..., -1], part.shape[-1], axis=-1)
        return base - (part - base)
    return _in_territory(leads, peaks, rng, 0.14, 0.45, invert)


def p_removal(leads, peaks, rng):
    flat = lambda part: np.linspace(part[..., 0], part[..., -1], part.shape[-1], axis=-1)
    return _in_leads(leads, peaks, list(range(12)), -0.22, -0.05, flat)


def qrs_widening(leads, peaks, rng):
    factor = rng.uniform(1.6, 2.2)

    def widen(part):
        n = part.shape[-1]
        at = (n - 1) / 2 + (np.arange(n) - (n - 1) / 2) / factor
        wide = np.stack([np.interp(at, np.arange(n), row) for row in part])
        blend = ramp(n)
        return blend * wide + (1 - blend) * part
    return _in_leads(leads, peaks, list(range(12)), -0.12, 0.14, widen)


def early_beat(leads, peaks, rng):
    """One beat, P wave and all, a third of a cycle early; the mask is around where it comes and where it was due."""
    changed, mask = leads.copy(), np.zeros(leads.shape, bool)
    if len(peaks) < 5:
        return changed, mask
    k = int(rng.integers(2, len(peaks) - 2))
    early = int(0.33 * (peaks[k] - peaks[k - 1]))
    whole = span(peaks[k], -0.25, 0.40, leads.shape[1])
    length = whole.stop - whole.start
    beat = leads[:, whole] - np.linspace(leads[:, whole.start], leads[:, whole.stop - 1], length, axis=-1)
    changed[:, whole] -= beat * ramp(length)
    changed[:, whole.start - early:whole.stop - early] += beat * ramp(length)
    mask[:, span(peaks[k] - early, -0.28, 0.12, leads.shape[1])] = True
    return changed, mask


INSERTS = {"ST shift": st_shift, "QRS widening": qrs_widening, "P removal": p_removal, "early beat": early_beat, "T inversion": t_inversion}


def _in_territory(leads, peaks, rng, from_s, to_s, change):
    return _in_leads(leads, peaks, TERRITORIES[int(rng.integers(3))], from_s, to_s, change)


def _in_leads(leads, peaks, chosen, from_s, to_s, change):
    changed, mask = leads.copy(), np.zeros(leads.shape, bool)
    for peak in peaks:
        part = span(peak, from_s, to_s, leads.shape[1])
        if part.stop - part.start < int((to_s - from_s) * RATE):
            continue
        changed[np.ix_(chosen, range(part.start, part.stop))] = change(leads[np.ix_(chosen, range(part.start, part.stop))])
        mask[np.ix_(chosen, range(part.start, part.stop))] = True
    return changed, mask
