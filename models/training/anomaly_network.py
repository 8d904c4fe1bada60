"""The anomaly branch: which samples of which leads are unlike normal, and which are unlike the person's other beats."""
from __future__ import annotations

import torch
from torch import nn

from networks import Attention, Block


class Join(nn.Module):
    """Doubles the samples and convolves them with what the same scale knew before."""

    def __init__(self, inside: int, beside: int, width: int):
        super().__init__()
        self.grow = nn.Upsample(scale_factor=2, mode="nearest")
        self.step = nn.Sequential(nn.Conv1d(inside + beside, width, 5, padding=2, bias=False), nn.BatchNorm1d(width), nn.ReLU())

    def forward(self, x: torch.Tensor, beside: torch.Tensor) -> torch.Tensor:
        return self.step(torch.cat((self.grow(x), beside), 1))


class AnomalyNetwork(nn.Module):
    """A U-shaped network with attention between its 64 tokens of 160 ms, so that beats are compared: (signal, mask) -> log-odds [b, 2, 12, 1000]."""

    def __init__(self, widths: tuple[int, ...] = (28, 40, 56, 80), layers: int = 2):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv1d(24, widths[0], 11, 2, 5, bias=False), nn.BatchNorm1d(widths[0]), nn.ReLU())
        self.down = nn.ModuleList([Block(a, b, 2, 5) for a, b in zip(widths, widths[1:])])
        self.place = nn.Parameter(torch.randn(1, 64, widths[-1]) * 0.02)
        self.attention = nn.Sequential(*[Attention(widths[-1]) for _ in range(layers)])
        self.up = nn.ModuleList([Join(b, a, a) for a, b in reversed(list(zip(widths, widths[1:])))])
        self.out = nn.Conv1d(widths[0], 2 * 24, 5, padding=2)

    def forward(self, signal: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.stem(nn.functional.pad(torch.cat((signal, mask), 1), (12, 12)))
        kept = [x]
        for stage in self.down:
            x = stage(x)
            kept.append(x)
        x = self.attention(x.transpose(1, 2) + self.place).transpose(1, 2)
        for join, beside in zip(self.up, reversed(kept[:-1])):
            x = join(x, beside)
        # Each of the 512 places tells two samples.
        told = self.out(x).reshape(-1, 24, 2, 512).transpose(2, 3).reshape(-1, 24, 1024)
        return told[..., 12:1012].reshape(-1, 2, 12, 1000)
