"""The page network as it is shipped: the same function in the form that ONNX Runtime computes fastest on a CPU."""
from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval

from page_network import LEADS, PageNetwork

# exp(30) is far beyond what single precision tells from certainty.
MOST_LOG_ODDS = 30.0


class SplitUp(nn.Module):
    """
    A stage of the way up whose convolution is the sum of one of the coarser stage and one of its neighbour: joining them first would copy the largest
    planes of the network.
    """

    def __init__(self, block: nn.Sequential, coarser: int) -> None:
        super().__init__()
        joined = fuse_conv_bn_eval(block[0], block[1])
        self.below = nn.Conv2d(coarser, joined.out_channels, 3, padding=1)
        self.beside = nn.Conv2d(joined.in_channels - coarser, joined.out_channels, 3, padding=1, bias=False)
        self.below.weight.data, self.beside.weight.data = joined.weight.data.split((coarser, joined.in_channels - coarser), 1)
        self.below.bias.data = joined.bias.data

    def forward(self, low: torch.Tensor, beside: torch.Tensor) -> torch.Tensor:
        return F.relu(self.below(F.interpolate(low, scale_factor=2.0)) + self.beside(beside))


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
