"""The line network: by how much a traced line misses the pen's centre, node by node."""
from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

CHANNELS = 30
WIDTH = 32
DILATIONS = (1, 2, 4, 8, 16, 1, 2)
# Channels that say how far ink reaches beyond the pen, and their unit in px.
UPWARDS, DOWNWARDS, UNIT_PX = 5, 6, 20.0
# Before training, hardly any of it is followed.
CLOSED = -4.0


class Block(nn.Module):
    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.wide = nn.Conv1d(width, width, 5, padding=2 * dilation, dilation=dilation)
        self.point = nn.Conv1d(width, width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.point(F.relu(self.wide(x)))


class LineNetwork(nn.Module):
    """
    Residual dilated convolutions over the nodes (van den Oord 2016), which see 72 nodes to either side.

    lines [b, 30, n] (functions/digitize/trace/line-network/line-view.ts) → moves [b, n], px down: a part of how far ink reaches beyond the pen upwards
    and downwards, by which the tips of narrow waves are reached, and a rest.
    """

    def __init__(self, width: int = WIDTH, dilations: tuple[int, ...] = DILATIONS) -> None:
        super().__init__()
        self.first = nn.Conv1d(CHANNELS, width, 5, padding=2)
        self.blocks = nn.Sequential(*[Block(width, dilation) for dilation in dilations])
        self.last = nn.Conv1d(width, 3, 5, padding=2)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)

    def forward(self, lines: torch.Tensor) -> torch.Tensor:
        rest, up, down = self.last(self.blocks(F.relu(self.first(lines)))).unbind(1)
        followed = torch.sigmoid(down + CLOSED) * lines[:, DOWNWARDS] - torch.sigmoid(up + CLOSED) * lines[:, UPWARDS]
        return rest + UNIT_PX * followed
