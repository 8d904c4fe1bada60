"""The page network: what stands where on an upright page at 6 px/mm."""
from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

CHANNELS = 4
LEADS = 12
WIDTHS = (12, 24, 40, 64, 96)


def block(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class PageNetwork(nn.Module):
    """
    A U-Net whose first stage sees half the resolution (Ronneberger 2015; sub-pixel output after Shi 2016).

    page [b, 4, h, w] in 0…1, h and w multiples of 32 → logits: trace [b, 1, h, w] (coverage by a trace's stroke),
    print [b, 3, h/2, w/2] (text, bar between columns, calibration pulse), names [b, 13, h/4, w/4] (no lead, or which lead is named there).
    """

    def __init__(self, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        a, b, c, d, e = widths
        self.stem = nn.Sequential(nn.Conv2d(CHANNELS, a, 4, stride=2, padding=1, bias=False), nn.BatchNorm2d(a), nn.ReLU(inplace=True))
        self.down1 = block(a, a)
        self.down2 = nn.Sequential(block(a, b), block(b, b))
        self.down3 = nn.Sequential(block(b, c), block(c, c))
        self.down4 = nn.Sequential(block(c, d), block(d, d))
        self.bottom = nn.Sequential(block(d, e), block(e, e))
        self.up4 = block(e + d, d)
        self.up3 = block(d + c, c)
        self.up2 = block(c + b, b)
        self.up1 = block(b + a, a)
        self.trace = nn.Conv2d(a, 4, 3, padding=1)
        self.print = nn.Conv2d(a, 3, 1)
        self.names = nn.Sequential(block(b, b), nn.Conv2d(b, LEADS + 1, 1))

    def forward(self, page: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        one = self.down1(self.stem(page))
        two = self.down2(F.max_pool2d(one, 2))
        three = self.down3(F.max_pool2d(two, 2))
        four = self.down4(F.max_pool2d(three, 2))
        low = self.bottom(F.max_pool2d(four, 2))
        up = self.up4(torch.cat((F.interpolate(low, scale_factor=2.0), four), 1))
        up = self.up3(torch.cat((F.interpolate(up, scale_factor=2.0), three), 1))
        two = self.up2(torch.cat((F.interpolate(up, scale_factor=2.0), two), 1))
        one = self.up1(torch.cat((F.interpolate(two, scale_factor=2.0), one), 1))
        return F.pixel_shuffle(self.trace(one), 2), self.print(one), self.names(two)
