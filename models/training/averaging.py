"""A slow copy of a network in training: the moving average of its weights generalises better than the last step's."""

import torch
from torch import nn


def follow(average: nn.Module, network: nn.Module, step: int) -> None:
    """Moves the average towards the network after optimisation step `step` (from 1): quickly at first, by 0.5 % a step later.

    Counters and other integers are copied. Both must be of the same shape.
    """
    decay = min(0.995, (1 + step) / (10 + step))
    with torch.no_grad():
        for slow, fast in zip(average.state_dict().values(), network.state_dict().values()):
            if slow.dtype.is_floating_point:
                slow.lerp_(fast, 1 - decay)
            else:
                slow.copy_(fast)
