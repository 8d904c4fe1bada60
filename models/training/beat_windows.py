"""Finds the beats of a record inside a graph and cuts windows around them, so that a branch can look at one heartbeat at a time.

Everything is made of operations that export: a beat is where the leads held at the moment are steep together and steeper than their surroundings.
"""
from __future__ import annotations

import torch
from torch import nn

from layouts import SAMPLES

BEATS = 16
"""Beats looked at, the steepest ones: all of them up to 96 a minute."""
BEFORE, AFTER = 36, 60
WINDOW = BEFORE + AFTER
APART = 16
"""Samples to either side within which only the steepest place is a beat."""
STEEP_SHARE = 0.25
STEEPEST = 15
"""The reference is the fifteenth steepest sample, the 98.5 % quantile of ten seconds."""
STEEPNESS_SD = 3


class BeatFinder(nn.Module):
    """(signal, mask) -> samples of the beats [b, BEATS], and 1 where there is one, in order of steepness."""

    def __init__(self):
        super().__init__()
        at = torch.arange(-3 * STEEPNESS_SD, 3 * STEEPNESS_SD + 1).float()
        weight = torch.exp(-(at / STEEPNESS_SD).square() / 2)
        self.register_buffer("kernel", (weight / weight.sum()).reshape(1, 1, -1))

    def forward(self, signal: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        step = (signal[..., 1:] - signal[..., :-1]) * mask[..., 1:] * mask[..., :-1]
        steep = step.square().sum(1, keepdim=True) / mask[..., 1:].sum(1, keepdim=True).clamp(min=1)
        steep = nn.functional.conv1d(nn.functional.pad(steep, (1, 0)), self.kernel, padding=3 * STEEPNESS_SD)
        highest = nn.functional.max_pool1d(steep, 2 * APART + 1, 1, APART)
        least = STEEP_SHARE * steep.topk(STEEPEST, -1).values[..., -1:]
        found = torch.where((steep >= highest) & (steep > least), steep, torch.zeros_like(steep))
        strength, at = found.squeeze(1).topk(BEATS, -1)
        return at, (strength > 0).float()


def window_samples(at: torch.Tensor) -> torch.Tensor:
    """[b, BEATS * WINDOW] samples of the windows, counted from `WINDOW` samples before the record."""
    offsets = torch.arange(-BEFORE, AFTER, device=at.device) + WINDOW
    return (at.unsqueeze(-1) + offsets).flatten(1)


def cut(rows: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
    """Windows of [b, c, 1000] around the beats: [b, BEATS, c, WINDOW], 0 outside of the record."""
    channels = rows.shape[1]
    index = window_samples(at).unsqueeze(1).expand(-1, channels, -1)
    found = torch.gather(nn.functional.pad(rows, (WINDOW, WINDOW)), 2, index)
    return found.reshape(-1, channels, BEATS, WINDOW).transpose(1, 2)


def put_back(windows: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
    """Sum of the windows [b, BEATS, c, WINDOW] at their places on the record, [b, c, 1000]."""
    channels = windows.shape[2]
    flat = windows.transpose(1, 2).reshape(-1, channels, BEATS * WINDOW)
    index = window_samples(at).unsqueeze(1).expand(-1, channels, -1)
    record = torch.zeros_like(flat[..., :1]).expand(-1, -1, SAMPLES + 2 * WINDOW)
    return record.scatter_add(2, index, flat)[..., WINDOW:WINDOW + SAMPLES]
