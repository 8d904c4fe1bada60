"""The multi-scale detector: besides the record's hidden samples, every beat's window is hidden once over the same mask phases, and the trend branch runs once."""
from __future__ import annotations

import torch

from anomaly_network import AnomalyNetwork
from beat_windows import BEATS, WINDOW, cut, put_back
from deploy import PARTS, Restored, RestoreDetector
from multiscale_network import MultiScaleNetwork
from restore import PHASES


def hidden_quarters() -> torch.Tensor:
    """[PHASES, BEATS, WINDOW] of 1 where hidden: beat k hides quarter j + k in phase j, so that its neighbours mostly show what it hides."""
    quarter = torch.arange(WINDOW) * PHASES // WINDOW
    asked = (torch.arange(PHASES).unsqueeze(1) + torch.arange(BEATS)) % PHASES
    return (asked.unsqueeze(-1) == quarter).float()


class MultiScaleDetector(RestoreDetector):
    """As RestoreDetector, of one network with its companions: three restorations, the record's (with cross-attention), the beats' and the trend's."""

    part_weights = {**PARTS, "error of hidden parts of beats": 1.0, "error of the trend branch": 0.5}
    restorations = ("restoration error", "error of beats", "error of the trend branch")

    def __init__(self, network: MultiScaleNetwork, branch: AnomalyNetwork):
        super().__init__([network], branch)
        self.register_buffer("quarters", hidden_quarters())

    def latent_width(self) -> int:
        return 3 * self.members[0].whole.encoder.width

    def raw(self, signal: torch.Tensor, mask: torch.Tensor) -> Restored:
        network = self.members[0]
        repeated, visible = self.phases(signal, mask)
        at, there = network.find(signal, mask)
        each_phase = lambda rows: rows.unsqueeze(1).repeat(1, PHASES, 1).flatten(0, 1)
        quarters = (self.quarters * there.reshape(-1, 1, BEATS, 1)).flatten(0, 1)
        (restored, spread), (beats, beat_spread), latent, tokens = network(repeated, visible, each_phase(at), each_phase(there), quarters)
        beat_error, beat_spread, covered = self.of_beats(beats, beat_spread, signal, mask, at, there)
        slow, slow_spread = network.trend(signal, mask, tokens.reshape(-1, PHASES, *tokens.shape[1:])[:, 0])
        return Restored(
            torch.stack((self.of_hidden((restored - repeated).square()), beat_error, (slow - signal).square()), 1) * mask.unsqueeze(1),
            torch.stack((self.of_hidden(spread), beat_spread, slow_spread), 1) * mask.unsqueeze(1),
            torch.stack((mask, covered, mask), 1), latent.reshape(-1, PHASES, latent.shape[-1]).mean(1))

    def of_beats(self, beats, beat_spread, signal, mask, at, there):
        """Squared error and log-variance of the windows at their places on the record, means where windows overlap, and where there is one."""
        phases = lambda rows: (rows.reshape(-1, PHASES, BEATS, 12, WINDOW) * self.quarters.unsqueeze(2)).sum(1)
        held = cut(mask, at) * there.reshape(-1, BEATS, 1, 1)
        count = put_back(held, at)
        error = put_back((phases(beats) - cut(signal, at)).square() * held, at) / count.clamp(min=1)
        return error, put_back(phases(beat_spread) * held, at) / count.clamp(min=1), (count > 0).float()

    def parts(self, restored: Restored, told: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        of_record = super().parts(restored, told, mask)
        count = restored.asked.sum((2, 3)).clamp(min=1)
        errors = torch.log((restored.error * restored.asked).sum((2, 3)) / count + 1e-3)
        return torch.cat((of_record, errors[:, 1:]), 1)
