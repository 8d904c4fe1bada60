"""Turns leads in mV at any rate into what the networks read: 100 Hz, 0.5-40 Hz, z-scored per lead, with masks.

functions/infer/ does the same in TypeScript; models/preprocess.golden.json holds vectors that both must give to 1e-4.
"""
from __future__ import annotations

import numpy as np
from scipy.signal import sosfiltfilt

RATE_HZ = 100
BRIDGED_GAP_S = 0.05
SHORTEST_RUN_S = 0.5
FILTER_PAD = 150
SINC_HALF_WIDTH_S = 0.15
SINC_CUTOFF_HZ = 50.0
FLAT_SD_MV = 0.003
CLIP = 20.0

# scipy.signal.butter(2, [0.5, 40], 'bandpass', fs=100, output='sos'): two poles at each edge.
BANDPASS_SOS = np.array([
    [0.6244476715487451, 1.2488953430974903, 0.6244476715487451, 1.0, 1.1408534076762136, 0.413249359615477],
    [1.0, -2.0, 1.0, 1.0, -1.9555729802568478, 0.9565482701146634],
])


def valid_runs(values: np.ndarray, rate_hz: float) -> list[tuple[int, int]]:
    """Stretches [from, to) of samples, gaps up to BRIDGED_GAP_S included, of at least SHORTEST_RUN_S."""
    good = np.flatnonzero(~np.isnan(values))
    if len(good) == 0:
        return []
    breaks = np.flatnonzero(np.diff(good) - 1 > BRIDGED_GAP_S * rate_hz)
    starts = np.concatenate(([good[0]], good[breaks + 1]))
    ends = np.concatenate((good[breaks], [good[-1]])) + 1
    return [(int(a), int(b)) for a, b in zip(starts, ends) if b - a >= SHORTEST_RUN_S * rate_hz]


def bridge(run: np.ndarray) -> np.ndarray:
    """The run with its short gaps drawn straight."""
    missing = np.isnan(run)
    if not missing.any():
        return run
    at = np.arange(len(run))
    return np.where(missing, np.interp(at, at[~missing], run[~missing]), run)


def odd_extension(run: np.ndarray, pad: int) -> np.ndarray:
    """The run mirrored through its end points, `pad` samples (at most its length less one) on either side."""
    pad = min(pad, len(run) - 1)
    return np.concatenate((2 * run[0] - run[pad:0:-1], run, 2 * run[-1] - run[-2:-pad - 2:-1]))


def resample(run: np.ndarray, rate_hz: float, first_sample: int) -> tuple[np.ndarray, int]:
    """The run on the grid k / 100 s by a Hamming-windowed sinc below 50 Hz (45 % of slower rates), and its first k."""
    if rate_hz == RATE_HZ:
        return run, first_sample
    from_k = int(np.ceil(first_sample / rate_hz * RATE_HZ - 1e-6))
    to_k = int(np.floor((first_sample + len(run) - 1) / rate_hz * RATE_HZ + 1e-6))
    cutoff = min(SINC_CUTOFF_HZ, 0.45 * rate_hz)
    reach = int(np.ceil(SINC_HALF_WIDTH_S * rate_hz))
    extended = odd_extension(run, reach + 1)
    pad = (len(extended) - len(run)) // 2
    position = np.arange(from_k, to_k + 1) / RATE_HZ * rate_hz - first_sample
    nearest = np.floor(position + 0.5).astype(int)
    taps = nearest[:, None] + np.arange(-reach, reach + 1)[None, :]
    inside = (taps >= -pad) & (taps < len(run) + pad)
    t = (taps - position[:, None]) / rate_hz
    window = 0.54 + 0.46 * np.cos(np.pi * np.clip(t / SINC_HALF_WIDTH_S, -1, 1))
    weight = np.where(inside & (np.abs(t) <= SINC_HALF_WIDTH_S), window * np.sinc(2 * cutoff * t), 0.0)
    values = extended[np.clip(taps + pad, 0, len(extended) - 1)]
    return (values * weight).sum(1) / weight.sum(1), from_k


def bandpass(run: np.ndarray) -> np.ndarray:
    """Zero-phase 0.5-40 Hz, forwards and backwards over the run's odd extension."""
    return sosfiltfilt(BANDPASS_SOS, run, padtype="odd", padlen=min(FILTER_PAD, len(run) - 1))


def filter_lead(values: np.ndarray, rate_hz: float, samples: int) -> np.ndarray:
    """A lead at 100 Hz, band-passed, NaN where nothing is held; `samples` long from the recording's start."""
    out = np.full(samples, np.nan)
    for a, b in valid_runs(values, rate_hz):
        run, k = resample(bridge(values[a:b].astype(np.float64)), rate_hz, a)
        if len(run) < 2:
            continue
        run = bandpass(run)[: max(0, samples - k)]
        out[k:k + len(run)] = run
    return out


def normalise(filtered: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """[12, n] filtered mV -> z-scored (0 where missing), mask (1 where held), SD in mV per lead (0 where flat or missing)."""
    z = np.zeros_like(filtered, dtype=np.float32)
    mask = np.zeros_like(filtered, dtype=np.float32)
    sd = np.zeros(len(filtered), dtype=np.float32)
    for lead, row in enumerate(filtered):
        held = ~np.isnan(row)
        if not held.any():
            continue
        mean, spread = row[held].mean(), row[held].std()
        if spread < FLAT_SD_MV:
            continue
        z[lead, held] = np.clip((row[held] - mean) / spread, -CLIP, CLIP)
        mask[lead, held] = 1
        sd[lead] = spread
    return z, mask, sd
