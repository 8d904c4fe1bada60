"""The graphs as they are shipped: calibrated ensembles with all that belongs to a model inside."""
from __future__ import annotations

from typing import NamedTuple

import torch
from torch import nn

from anomaly_network import AnomalyNetwork
from networks import StatementNetwork
from restore import PATCH, PHASES, phase_masks

SMOOTHING_SD = 6
SHARE_OF_OTHER_LEADS = 0.25


class StatementEnsemble(nn.Module):
    """Members' mean logits, calibrated: (signal, mask, context) -> probabilities [b, 71], abnormal log-odds [b, 1]."""

    def __init__(self, members: list[StatementNetwork], statements: int):
        super().__init__()
        self.members = nn.ModuleList(members)
        self.statements = statements
        self.register_buffer("slope", torch.ones(statements))
        self.register_buffer("shift", torch.zeros(statements))

    def logits(self, signal: torch.Tensor, mask: torch.Tensor, context: torch.Tensor) -> torch.Tensor:
        total = self.members[0](signal, mask, context)
        for member in self.members[1:]:
            total = total + member(signal, mask, context)
        return total / len(self.members)

    def forward(self, signal: torch.Tensor, mask: torch.Tensor, context: torch.Tensor):
        logits = self.logits(signal, mask, context)
        n = self.statements
        abnormal = torch.logsumexp(logits[:, n + 1:n + 5], 1, keepdim=True) - logits[:, n:n + 1]
        return torch.sigmoid(self.slope * logits[:, :n] + self.shift), abnormal


def gaussian_kernel(sd: int) -> torch.Tensor:
    at = torch.arange(-3 * sd, 3 * sd + 1).float()
    weight = torch.exp(-(at / sd).square() / 2)
    return (weight / weight.sum()).reshape(1, 1, -1)


PARTS = {
    "error of hidden samples": 1.0, "predicted log-variance of hidden samples": 1.0, "error over predicted variance": 0.0,
    "Mahalanobis distance of the latent": 0.0, "mean log-odds of the anomaly branch": 2.0,
}
"""Weights in the record's score; those of no weight are there to be compared."""
ODDS_WITHIN = 3
"""Log-odds beyond which a sample is as sure as it needs to be: one place of an artefact must not outweigh a record."""
LATENT_AXES = 64
TOLD = ("unlike normal", "unlike the own other beats", "unlike normal, mean of the leads", "unlike own, mean of the leads")
"""What the anomaly branch gives to the map, per lead and sample; the restorations' errors follow."""


def over_leads(rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean over the leads held at the moment, [b, 1, 1000]."""
    return (rows * mask).sum(1, keepdim=True) / mask.sum(1, keepdim=True).clamp(min=1)


class Restored(NamedTuple):
    """Squared error and log-variance of what was hidden, and where that was asked, each [b, restorations, 12, 1000]; latent [b, width]."""

    error: torch.Tensor
    spread: torch.Tensor
    asked: torch.Tensor
    latent: torch.Tensor


class RestoreDetector(nn.Module):
    """Every sample hidden once over batched mask phases: (signal, mask) -> anomaly [b, 12, 1000] in 0..1, score [b, 1].

    `score`: the weighted mean of `part_weights`, each z-scored against normals of fold 9 that hold the same share. `anomaly`: the squared error of the
    hidden samples over their predicted SD, smoothed by a Gaussian of 60 ms, as log against the lead's normal mean and SD, joined with what the
    anomaly branch says by a logistic regression on `signs`.
    """

    part_weights = PARTS
    restorations = ("restoration error",)

    def __init__(self, members: list[nn.Module], branch: AnomalyNetwork):
        super().__init__()
        self.members = nn.ModuleList(members)
        self.branch = branch
        width = self.latent_width()
        parts, maps = len(self.part_weights), len(self.restorations)
        self.register_buffer("hidden", torch.from_numpy(phase_masks(PATCH, PHASES))[None, :, None, :])
        self.register_buffer("kernel", gaussian_kernel(SMOOTHING_SD))
        self.register_buffer("map_mean", torch.zeros(maps, 12, 1))
        self.register_buffer("map_sd", torch.ones(maps, 12, 1))
        self.register_buffer("sign_weight", torch.zeros(len(TOLD) + maps))
        self.register_buffer("sign_bias", torch.zeros(1))
        self.register_buffer("latent_mean", torch.zeros(width))
        self.register_buffer("whiten", torch.zeros(width, LATENT_AXES))
        self.register_buffer("part_mean", torch.zeros(parts))
        self.register_buffer("part_per_share", torch.zeros(parts))
        self.register_buffer("part_sd", torch.ones(parts))
        weights = torch.tensor(list(self.part_weights.values()))
        self.register_buffer("part_weight", weights / weights.sum())

    def latent_width(self) -> int:
        return sum(3 * member.encoder.width for member in self.members)

    def phases(self, signal: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Signals and what each phase shows of them, [b * PHASES, 12, 1000]."""
        visible = (mask.unsqueeze(1) * (1 - self.hidden)).flatten(0, 1)
        return signal.unsqueeze(1).repeat(1, PHASES, 1, 1).flatten(0, 1), visible

    def of_hidden(self, rows: torch.Tensor) -> torch.Tensor:
        """[b * PHASES, 12, 1000] -> what each phase says of its hidden samples, [b, 12, 1000]."""
        return (rows.reshape(-1, PHASES, 12, 1000) * self.hidden).sum(1)

    def raw(self, signal: torch.Tensor, mask: torch.Tensor) -> Restored:
        """Means over the members."""
        repeated, visible = self.phases(signal, mask)
        error, spread, latents = 0.0, 0.0, []
        for member in self.members:
            restored, log_variance, latent, _ = member(repeated, visible)
            error = error + self.of_hidden((restored - repeated).square())
            spread = spread + self.of_hidden(log_variance)
            latents.append(latent.reshape(-1, PHASES, latent.shape[-1]).mean(1))
        n = len(self.members)
        return Restored((error / n * mask).unsqueeze(1), (spread / n * mask).unsqueeze(1), mask.unsqueeze(1), torch.cat(latents, 1))

    def parts(self, restored: Restored, told: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The parts of each record, [b, parts], before they are z-scored. `told`: what the branch says."""
        count = mask.sum((1, 2)).clamp(min=1)
        error, spread = restored.error[:, 0], restored.spread[:, 0]
        away = torch.matmul(restored.latent - self.latent_mean, self.whiten).square().mean(1)
        return torch.stack((
            torch.log(error.sum((1, 2)) / count + 1e-3), spread.sum((1, 2)) / count,
            torch.log((error * torch.exp(-spread)).sum((1, 2)) / count + 1e-3), torch.log(away + 1e-6), (told[:, 0].clamp(-ODDS_WITHIN, ODDS_WITHIN) * mask).sum((1, 2)) / count), 1)

    def surprises(self, restored: Restored) -> torch.Tensor:
        """Log of the smoothed error over the predicted SD, with a quarter of its mean over the leads asked at the moment, [b, restorations, 12, 1000]."""
        reach = 3 * SMOOTHING_SD
        blur = lambda t: nn.functional.conv1d(t.flatten(0, 1).unsqueeze(1), self.kernel, padding=reach).reshape(-1, 12, 1000)
        rows = []
        for k in range(len(self.restorations)):
            error, spread, asked = restored.error[:, k], restored.spread[:, k], restored.asked[:, k]
            own = torch.log(blur(error * torch.exp(-0.5 * spread)) / blur(asked).clamp(min=1e-3) + 1e-3)
            rows.append(own + SHARE_OF_OTHER_LEADS * over_leads(own, asked))
        return torch.stack(rows, 1)

    def signs(self, restored: Restored, told: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """TOLD and the restorations' surprises of every lead and sample, [b, signs, 12, 1000]; a surprise is 0 where nothing was asked."""
        normal, own = told.unbind(1)
        leads = (over_leads(normal, mask).expand_as(normal), over_leads(own, mask).expand_as(own))
        surprises = (self.surprises(restored) - self.map_mean) / self.map_sd * restored.asked
        return torch.cat((torch.stack((normal, own, *leads), 1), surprises), 1)

    def forward(self, signal: torch.Tensor, mask: torch.Tensor):
        restored = self.raw(signal, mask)
        told = self.branch(signal, mask)
        share = mask.mean((1, 2)).unsqueeze(1)
        parts = (self.parts(restored, told, mask) - self.part_mean - self.part_per_share * share) / self.part_sd
        joined = (self.signs(restored, told, mask) * self.sign_weight.reshape(1, -1, 1, 1)).sum(1) + self.sign_bias
        return torch.sigmoid(joined) * mask, (parts * self.part_weight).sum(1, keepdim=True)
