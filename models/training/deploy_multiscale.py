"""Detectors with the companions of the restoration: the trend branch, which runs once, and the beats, whose windows are each hidden once over the mask phases."""
from __future__ import annotations

import torch

from anomaly_network import AnomalyNetwork
from beat_windows import BEATS, WINDOW, cut, put_back
from deploy import PARTS, Restored, RestoreDetector
from multiscale_network import MultiScaleNetwork
from networks import latent_of
from restore import PHASES


def hidden_quarters() -> torch.Tensor:
    """[PHASES, BEATS, WINDOW] of 1 where hidden: beat k hides quarter j + k in phase j, so that its neighbours mostly show what it hides."""
    quarter = torch.arange(WINDOW) * PHASES // WINDOW
    asked = (torch.arange(PHASES).unsqueeze(1) + torch.arange(BEATS)) % PHASES
    return (asked.unsqueeze(-1) == quarter).float()


def errors_beside(restored: Restored) -> torch.Tensor:
    """Log of the mean error of each restoration but the record's own, [b, restorations - 1]."""
    count = restored.asked.sum((2, 3)).clamp(min=1)
    return torch.log((restored.error * restored.asked).sum((2, 3)) / count + 1e-3)[:, 1:]


class TrendDetector(RestoreDetector):
    """As RestoreDetector, of one network with its trend branch, whose error joins the map; in the record's score it has no weight."""

    part_weights = {**PARTS, "error of the trend branch": 0.0}
    restorations = ("restoration error", "error of the trend branch")

    def __init__(self, network: MultiScaleNetwork, branch: AnomalyNetwork):
        super().__init__([network], branch)

    def latent_width(self) -> int:
        return 3 * self.members[0].whole.encoder.width

    def raw(self, signal: torch.Tensor, mask: torch.Tensor) -> Restored:
        network = self.members[0]
        repeated, visible = self.phases(signal, mask)
        tokens = network.whole.tokens(repeated, visible)
        restored, spread = network.whole.decoder(tokens.transpose(1, 2))
        slow, slow_spread = network.trend(signal, mask, self.first_phase(tokens))
        latent = latent_of(tokens)
        return Restored(
            torch.stack((self.of_hidden((restored - repeated).square()), (slow - signal).square()), 1) * mask.unsqueeze(1),
            torch.stack((self.of_hidden(spread), slow_spread), 1) * mask.unsqueeze(1),
            torch.stack((mask, mask), 1), latent.reshape(-1, PHASES, latent.shape[-1]).mean(1))

    def first_phase(self, tokens: torch.Tensor) -> torch.Tensor:
        """The trend branch was trained beside one mask, and once is enough: it is given the slow part of all samples."""
        return tokens.reshape(-1, PHASES, *tokens.shape[1:])[:, 0]

    def parts(self, restored: Restored, told: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return torch.cat((super().parts(restored, told, mask), errors_beside(restored)), 1)


class MultiScaleDetector(TrendDetector):
    """As TrendDetector, of one network with all its companions: three restorations, the record's (with cross-attention), the beats' and the trend's."""

    part_weights = {**PARTS, "error of hidden parts of beats": 1.0, "error of the trend branch": 0.5}
    restorations = ("restoration error", "error of beats", "error of the trend branch")

    def __init__(self, network: MultiScaleNetwork, branch: AnomalyNetwork):
        super().__init__(network, branch)
        self.register_buffer("quarters", hidden_quarters())

    def raw(self, signal: torch.Tensor, mask: torch.Tensor) -> Restored:
        network = self.members[0]
        repeated, visible = self.phases(signal, mask)
        at, there = network.find(signal, mask)
        each_phase = lambda rows: rows.unsqueeze(1).repeat(1, PHASES, 1).flatten(0, 1)
        quarters = (self.quarters * there.reshape(-1, 1, BEATS, 1)).flatten(0, 1)
        (restored, spread), (beats, beat_spread), latent, tokens = network(repeated, visible, each_phase(at), each_phase(there), quarters)
        beat_error, beat_spread, covered = self.of_beats(beats, beat_spread, signal, mask, at, there)
        slow, slow_spread = network.trend(signal, mask, self.first_phase(tokens))
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
