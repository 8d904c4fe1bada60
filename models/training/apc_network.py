"""The premature-beat classifier: waveform enhancement after DANet (arXiv 2407.18033) before a multinomial logistic regression."""
from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from apc_beats import TRAINED, WINDOW, batch, thinned

CENTRE = 40
# As reference-scale.ts: features count in spreads of the patient's usual beats, no further than this.
FURTHEST = 12.0
LEAST_SPREAD = 0.05
RIDGE = 1.1e-3
IMPOSSIBLE_PENALTY = 10.0
RULE_STEPS = 100
JOINT_STEPS = 12
# Share of S among early beats that are S or N, the beats it counts as, and the lean towards S while it is counted (patient-share.ts).
PATIENT_SHARE = {"usual": 0.2, "beats": 20, "lean": 0.5}


class Enhancer(nn.Module):
    """Usual beat, beat and residual (root mean square over the leads) and time -> weight 0..2 of every sample, a row a rule."""

    def __init__(self, rules: int) -> None:
        super().__init__()
        self.a, self.b = nn.Conv1d(4, 6, 9, padding=4), nn.Conv1d(6, rules, 9, padding=4)

    def forward(self, dev: torch.Tensor) -> torch.Tensor:
        xm, xx, mm = dev[:, 0], dev[:, 1], dev[:, 2]
        ramp = ((torch.arange(WINDOW) - CENTRE) / 40).expand_as(xm)

        def rms(power: torch.Tensor) -> torch.Tensor:
            return torch.tanh(3 * torch.sqrt(power.clamp(min=0) + 1e-6))

        shown = torch.stack([rms(mm), rms(xx), rms(xx - 2 * xm + mm), ramp], 1)
        return 2 * torch.sigmoid(self.b(torch.relu(self.a(shown))))


def rule_taught(b: dict) -> Enhancer:
    """An enhancer that reproduces the rules: self-supervised, no label is seen."""
    net = Enhancer(b["rule"].shape[1])
    optimiser = torch.optim.Adam(net.parameters(), 3e-2)
    for _ in range(RULE_STEPS):
        part = torch.randperm(len(b["rule"]))[:300]
        loss = F.mse_loss(net(b["dev"][part]), b["rule"][part])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return net


def likeness(dev: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
    """[n, 3, 90], [n, R, 90] -> [n, 3R]: unlike, residual, gain per rule, as deviation.ts."""
    xm, xx, mm = ((dev[:, k:k + 1] * w).sum(2) for k in range(3))
    floor = 1e-3 * mm + 1e-9
    residual = (xx - 2 * xm + mm).clamp(min=0)
    unlike = 1 - xm / torch.sqrt((xx + floor) * (mm + floor))
    return torch.cat([unlike, torch.log((residual + floor) / (mm + 1e-9)), torch.log((xx + floor) / (mm + floor))], 1)


def against_reference(f: torch.Tensor, group: np.ndarray, reference: np.ndarray) -> torch.Tensor:
    """As reference-scale.ts, per recording."""
    out = torch.empty_like(f)
    for one in np.unique(group):
        own, base = (torch.from_numpy(np.flatnonzero(those)) for those in (group == one, (group == one) & reference))
        usual = f[base if len(base) else own]
        middle = len(usual) // 2
        centre = usual.sort(0).values[middle]
        spread = (1.4826 * (usual - centre).abs().sort(0).values[middle]).clamp(min=LEAST_SPREAD)
        out[own] = ((f[own] - centre) / spread).clamp(-FURTHEST, FURTHEST)
    return out


class Model:
    """Standardised features, own and enhanced, into a multinomial logistic regression. `mode`: weights of 1 (none), the rules' (hard) or a network's (soft)."""

    def __init__(self, mode: str) -> None:
        self.mode = mode

    def weights(self, dev: torch.Tensor, rule: torch.Tensor) -> torch.Tensor:
        if self.mode == "none":
            return torch.ones_like(rule)
        return rule if self.mode == "hard" else self.enhancer(dev)

    def all_features(self, b: dict) -> torch.Tensor:
        enhanced = likeness(b["dev"], self.weights(b["dev"], b["rule"]))
        return torch.cat([b["x"], against_reference(enhanced, b["group"], b["reference"])], 1)

    def scaled(self, f: torch.Tensor) -> torch.Tensor:
        return ((f - self.mean) / self.sd).clamp(-4, 4)

    def fit(self, d: dict, pick: np.ndarray, seed: int = 0) -> Model:
        torch.manual_seed(seed)
        keep, weight = thinned(d, pick, np.random.default_rng(seed))
        b = batch(d, keep)
        y, w = torch.from_numpy(d["y"][keep]), torch.from_numpy(weight / weight.sum()).float()
        if self.mode == "soft":
            self.enhancer = rule_taught(b)
        with torch.no_grad():
            f = self.all_features(b)
            self.mean, self.sd = f.mean(0), f.std(0) + 1e-4
            # What cannot be premature is told by a penalty, not by weight.
            self.sd[d["names"].index("cannotBePremature")] = 1e9
            z = self.scaled(f)
        self.table = nn.Linear(z.shape[1], TRAINED)
        nn.init.zeros_(self.table.weight)
        nn.init.zeros_(self.table.bias)
        self.fit_table(z, y, w)
        if self.mode == "soft":
            self.fit_jointly(b, y, w)
        return self

    def misfit(self, z: torch.Tensor, y: torch.Tensor, w: torch.Tensor) -> torch.Tensor:
        return (F.cross_entropy(self.table(z), y, reduction="none") * w).sum()

    def ridge(self) -> torch.Tensor:
        return RIDGE * (self.table.weight ** 2).sum()

    def fit_table(self, z: torch.Tensor, y: torch.Tensor, w: torch.Tensor) -> None:
        optimiser = torch.optim.LBFGS(self.table.parameters(), max_iter=80, line_search_fn="strong_wolfe")

        def closure() -> torch.Tensor:
            optimiser.zero_grad()
            loss = self.misfit(z, y, w) + self.ridge()
            loss.backward()
            return loss

        optimiser.step(closure)

    def fit_jointly(self, b: dict, y: torch.Tensor, w: torch.Tensor) -> None:
        parts = [dict(params=part.parameters(), lr=2e-3) for part in (self.table, self.enhancer)]
        optimiser = torch.optim.Adam(parts)
        for _ in range(JOINT_STEPS):
            part = torch.randperm(len(y))[:len(y) // 3].sort().values
            some = {key: held[part.numpy() if isinstance(held, np.ndarray) else part] for key, held in b.items()}
            z = self.scaled(self.all_features(some))
            as_ruled = F.mse_loss(self.enhancer(some["dev"]), some["rule"])
            loss = 3 * self.misfit(z, y[part], w[part]) + self.ridge() + 0.3 * as_ruled
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()

    def alone(self, d: dict, pick: np.ndarray) -> np.ndarray:
        """Probabilities of every beat before the patient's own share of S is counted."""
        with torch.no_grad():
            z = self.table(self.scaled(self.all_features(batch(d, pick))))
            z[:, 1] -= IMPOSSIBLE_PENALTY * torch.from_numpy(d["impossible"][pick])
            return torch.softmax(z, 1).numpy()

    def predict(self, d: dict, pick: np.ndarray) -> np.ndarray:
        p = self.alone(d, pick)
        for group in np.unique(d["group"][pick]):
            own = d["group"][pick] == group
            p[own] = at_patient_share(p[own], d["impossible"][pick][own] < 0.5)
        return p


def at_patient_share(p: np.ndarray, possible: np.ndarray) -> np.ndarray:
    """As patient-share.ts: the prior of S becomes the recording's own by expectation maximisation; no label is seen."""
    usual, beats, lean = PATIENT_SHARE["usual"], PATIENT_SHARE["beats"], PATIENT_SHARE["lean"]

    def logit(share: float) -> float:
        return np.log(share / (1 - share))

    shift = 0.0
    c = p[possible].astype(float)
    for _ in range(30):
        s = np.exp(lean + shift) * c[:, 1]
        total = c[:, 0] + s + c[:, 2] + c[:, 3]
        of_s, of_n = (s / total).sum(), (c[:, 0] / total).sum()
        shift = logit((of_s + beats * usual) / (of_s + of_n + beats)) - logit(usual)
    q = p.copy()
    q[:, 1] *= np.exp(shift)
    return q / q.sum(1, keepdims=True)
