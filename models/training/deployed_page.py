"""The page network as it is shipped: the same function in the form that ONNX Runtime computes fastest on a CPU."""
from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval

from page_network import LEADS, PageNetwork

# exp(30) is far beyond what single precision tells from certainty.
MOST_LOG_ODDS = 30.0


def of_phases(weight: torch.Tensor) -> torch.Tensor:
    """
    Weights [o, i, 3, 3] of a convolution of a plane enlarged twice, each pixel to four alike, as weights [4 o, i, 3, 3] of one of the plane itself: the four
    pixels (upper left, upper right, lower left, lower right) of each of its own, one after another. Two of three taps fall on the same pixel.
    """
    def along(taps: torch.Tensor, axis: int, phase: int) -> torch.Tensor:
        before, here, after = taps.unbind(axis)
        nothing = torch.zeros_like(here)
        return torch.stack((before, here + after, nothing) if phase == 0 else (nothing, before + here, after), axis)

    return torch.cat([along(along(weight, 2, down), 3, right) for down in (0, 1) for right in (0, 1)])


class SplitUp(nn.Module):
    """
    A stage of the way up whose convolution is the sum of one of the coarser stage and one of its neighbour: joining them first would copy the largest
    planes of the network. The coarser stage is convolved before it is enlarged: a quarter of the pixels, and twelve of 36 products.
    """

    def __init__(self, block: nn.Sequential, coarser: int) -> None:
        super().__init__()
        joined = fuse_conv_bn_eval(block[0], block[1])
        below, beside = joined.weight.data.split((coarser, joined.in_channels - coarser), 1)
        self.below = nn.Conv2d(coarser, 4 * joined.out_channels, 3, padding=1)
        self.beside = nn.Conv2d(joined.in_channels - coarser, joined.out_channels, 3, padding=1, bias=False)
        self.below.weight.data, self.beside.weight.data = of_phases(below), beside
        self.below.bias.data = joined.bias.data.repeat(4)

    def forward(self, low: torch.Tensor, beside: torch.Tensor) -> torch.Tensor:
        beside = self.beside(beside)
        # Channels last, as integers are convolved: whole pixels are moved, and the exporter's own way of enlarging moves single numbers.
        phases = self.below(low).permute(0, 2, 3, 1)
        rows = phases.reshape(*phases.shape[:3], 2, -1).permute(0, 1, 3, 2, 4)
        return F.relu(rows.reshape(beside.permute(0, 2, 3, 1).shape).permute(0, 3, 1, 2) + beside)


class DeployedPage(nn.Module):
    """page → probabilities: trace, print, and named [b, 1, h/4, w/4], that a lead's name stands there, whichever."""

    def __init__(self, network: PageNetwork) -> None:
        super().__init__()
        network = network.eval()
        self.network = network
        self.up4, self.up3, self.up2, self.up1 = (
            SplitUp(up, low[-1][0].out_channels if isinstance(low[-1], nn.Sequential) else low[0].out_channels)
            for up, low in ((network.up4, network.bottom), (network.up3, network.up4), (network.up2, network.up3), (network.up1, network.up2)))
        last = network.names[1]
        # Log-odds of each name against none: the sum of their odds is the odds that any stands there.
        self.odds = nn.Conv2d(last.in_channels, LEADS, 1)
        self.odds.weight.data = last.weight.data[1:] - last.weight.data[:1]
        self.odds.bias.data = last.bias.data[1:] - last.bias.data[:1]

    def forward(self, page: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        own = self.network
        one = own.down1(own.stem(page))
        two = own.down2(F.max_pool2d(one, 2))
        three = own.down3(F.max_pool2d(two, 2))
        four = own.down4(F.max_pool2d(three, 2))
        low = own.bottom(F.max_pool2d(four, 2))
        two = self.up2(self.up3(self.up4(low, four), three), two)
        one = self.up1(two, one)
        odds = torch.exp(torch.clamp(self.odds(own.names[0](two)), max=MOST_LOG_ODDS)).sum(1, keepdim=True)
        return torch.sigmoid(F.pixel_shuffle(own.trace(one), 2)), torch.sigmoid(own.print(one)), odds / (1 + odds)
