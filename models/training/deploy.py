"""The graphs as they are shipped: calibrated ensembles with all that belongs to a model inside."""
from __future__ import annotations

import numpy as np
import torch
from torch import nn

from anomaly_network import AnomalyNetwork
from networks import RestoreNetwork, StatementNetwork
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
    "error of hidden samples": 1.0, "predicted log-variance of hidden samples": 1.0, "error over predicted variance": 0.5,
    "Mahalanobis distance of the latent": 0.5, "mean log-odds of the anomaly branch": 2.0,
}
LATENT_AXES = 64
SIGNS = ("unlike normal", "unlike the own other beats", "unlike normal, mean of the leads", "unlike own, mean of the leads", "restoration error")
"""What the map is made of, per lead and sample."""


def over_leads(rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean over the leads held at the moment, [b, 1, 1000]."""
    return (rows * mask).sum(1, keepdim=True) / mask.sum(1, keepdim=True).clamp(min=1)


class RestoreDetector(nn.Module):
    """Every sample hidden once over batched mask phases: (signal, mask) -> anomaly [b, 12, 1000] in 0..1, score [b, 1].

    `score`: the weighted mean of PARTS, each z-scored against normals of fold 9 that hold the same share. `anomaly`: the squared error of the
    hidden samples over their predicted SD, smoothed by a Gaussian of 60 ms, as log against the lead's normal mean and SD, joined with what the
    anomaly branch says by a logistic regression on SIGNS.
    """

    def __init__(self, members: list[RestoreNetwork], branch: AnomalyNetwork):
        super().__init__()
        self.members = nn.ModuleList(members)
        self.branch = branch
        width = 3 * members[0].encoder.width * len(members)
        self.register_buffer("hidden", torch.from_numpy(phase_masks(PATCH, PHASES))[None, :, None, :])
        self.register_buffer("kernel", gaussian_kernel(SMOOTHING_SD))
        self.register_buffer("map_mean", torch.zeros(1, 12, 1))
        self.register_buffer("map_sd", torch.ones(1, 12, 1))
        self.register_buffer("sign_weight", torch.zeros(len(SIGNS)))
        self.register_buffer("sign_bias", torch.zeros(1))
        self.register_buffer("latent_mean", torch.zeros(width))
        self.register_buffer("whiten", torch.zeros(width, LATENT_AXES))
        self.register_buffer("part_mean", torch.zeros(len(PARTS)))
        self.register_buffer("part_per_share", torch.zeros(len(PARTS)))
        self.register_buffer("part_sd", torch.ones(len(PARTS)))
        self.register_buffer("part_weight", torch.tensor(list(PARTS.values())) / sum(PARTS.values()))

    def raw(self, signal: torch.Tensor, mask: torch.Tensor):
        """Squared error and log-variance of the hidden samples, means over the members, each [b, 12, 1000], and latent [b, width]."""
        hidden = self.hidden
        visible = (mask.unsqueeze(1) * (1 - hidden)).flatten(0, 1)
        repeated = signal.unsqueeze(1).repeat(1, PHASES, 1, 1).flatten(0, 1)
        error, spread, latents = 0.0, 0.0, []
        for member in self.members:
            restored, log_variance, latent, _ = member(repeated, visible)
            squared = (restored - repeated).square().reshape(-1, PHASES, 12, 1000)
            error = error + (squared * hidden).sum(1)
            spread = spread + (log_variance.reshape(-1, PHASES, 12, 1000) * hidden).sum(1)
            latents.append(latent.reshape(-1, PHASES, latent.shape[-1]).mean(1))
        n = len(self.members)
        return error / n * mask, spread / n * mask, torch.cat(latents, 1)

    def parts(self, error: torch.Tensor, spread: torch.Tensor, latent: torch.Tensor, told: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """PARTS of each record, [b, 5], before they are z-scored. `told`: what the branch says."""
        count = mask.sum((1, 2)).clamp(min=1)
        away = torch.matmul(latent - self.latent_mean, self.whiten).square().mean(1)
        return torch.stack((
            torch.log(error.sum((1, 2)) / count + 1e-3), spread.sum((1, 2)) / count,
            torch.log((error * torch.exp(-spread)).sum((1, 2)) / count + 1e-3), torch.log(away + 1e-6), (told[:, 0] * mask).sum((1, 2)) / count), 1)

    def surprise(self, error: torch.Tensor, spread: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Log of the smoothed error over the predicted SD, with a quarter of its mean over the leads held at the moment."""
        reach = 3 * SMOOTHING_SD
        blur = lambda t: nn.functional.conv1d(t.flatten(0, 1).unsqueeze(1), self.kernel, padding=reach).reshape(-1, 12, 1000)
        own = torch.log(blur(error * torch.exp(-0.5 * spread)) / blur(mask).clamp(min=1e-3) + 1e-3)
        return own + SHARE_OF_OTHER_LEADS * over_leads(own, mask)

    def signs(self, error: torch.Tensor, spread: torch.Tensor, told: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """SIGNS of every lead and sample, [b, 5, 12, 1000]."""
        normal, own = told.unbind(1)
        leads = (over_leads(normal, mask).expand_as(normal), over_leads(own, mask).expand_as(own))
        return torch.stack((normal, own, *leads, (self.surprise(error, spread, mask) - self.map_mean) / self.map_sd), 1)

    def forward(self, signal: torch.Tensor, mask: torch.Tensor):
        error, spread, latent = self.raw(signal, mask)
        told = self.branch(signal, mask)
        share = mask.mean((1, 2)).unsqueeze(1)
        parts = (self.parts(error, spread, latent, told, mask) - self.part_mean - self.part_per_share * share) / self.part_sd
        joined = (self.signs(error, spread, told, mask) * self.sign_weight.reshape(1, -1, 1, 1)).sum(1) + self.sign_bias
        return torch.sigmoid(joined) * mask, (parts * self.part_weight).sum(1, keepdim=True)
