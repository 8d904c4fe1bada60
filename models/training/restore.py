"""Trains the restoration network on normal records alone.

    python3 restore.py --extract ../../../shared/data/ptbxl --out CHECKPOINTS --seed 1
"""
from __future__ import annotations

import argparse
import copy
import json
import os
import time

import numpy as np
import torch
from torch import nn

from averaging import follow
from batches import TYPICAL_SD_MV
from layouts import FULL, SAMPLES, disturb, draw_mask, renormalise, shift
from metrics import auroc
from networks import RestoreNetwork
from records import Records, load

PHASES = 4
PATCH = 10


def phase_masks(patch: int = PATCH, phases: int = PHASES) -> np.ndarray:
    """[phases, 1000] of 1 where hidden: every `phases`-th patch, so that together they hide every sample once."""
    return np.stack([(np.arange(SAMPLES) // patch % phases == j) for j in range(phases)]).astype(np.float32)


def draw_hidden(rng: np.random.Generator, count: int) -> np.ndarray:
    """[count, 12, 1000] of 1 where hidden in training: patches over all leads, one long cut, patches per lead, or whole leads."""
    hidden = np.zeros((count, 12, SAMPLES), dtype=np.float32)
    for row in hidden:
        kind = rng.random()
        patch = int(rng.choice([10, 10, 10, 20, 30]))
        patches = SAMPLES // patch + 1
        if kind < 0.6:
            chosen = rng.random(patches) < rng.uniform(0.2, 0.4)
            row[:] = np.repeat(chosen, patch)[:SAMPLES]
        elif kind < 0.7:
            start = int(rng.integers(0, SAMPLES - 300))
            row[:, start:start + int(rng.integers(50, 300))] = 1
        elif kind < 0.85:
            chosen = rng.random((12, patches)) < 0.35
            row[:] = np.repeat(chosen, patch, 1)[:, :SAMPLES]
        else:
            row[rng.choice(12, int(rng.integers(1, 6)), replace=False)] = 1
    return hidden


def draw_batch(records: Records, rows: np.ndarray, rng: np.random.Generator) -> tuple[torch.Tensor, ...]:
    """What is to be restored, what is seen of it (part of it disturbed), what is held and what of that is hidden, each [n, 12, 1000]."""
    z = torch.from_numpy(records.z[rows].astype(np.float32))
    layout = torch.from_numpy(np.stack([draw_mask(rng) if rng.random() < 0.5 else FULL for _ in rows]))
    z, present = shift(z, torch.ones_like(layout), 150)
    layout = layout * present
    clean, _ = renormalise(z, layout)
    seen = disturb(clean, 0.5) if rng.random() < 0.3 else clean
    return clean, seen, layout, torch.from_numpy(draw_hidden(rng, len(rows))) * layout


def restoration_loss(restored: torch.Tensor, log_variance: torch.Tensor, wanted: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Gaussian log-likelihood with a predicted variance, less constants, over what has weight."""
    return ((torch.exp(-log_variance) * (restored - wanted).square() + log_variance) * weight).sum() / weight.sum().clamp(min=1)


def score_rows(network: nn.Module, records: Records, rows: np.ndarray, layout: np.ndarray, patch: int = PATCH):
    """Masked-samples-only squared error [n, 12, 1000] (NaN where nothing is held), log-variance and latent of each record."""
    network.eval()
    errors, spreads, latents = [], [], []
    device = next(network.parameters()).device
    hidden = torch.from_numpy(phase_masks(patch))[None, :, None, :].to(device)
    held = torch.from_numpy(layout).to(device)
    with torch.no_grad():
        for i in range(0, len(rows), 32):
            z = torch.from_numpy(records.z[rows[i:i + 32]].astype(np.float32)).to(device)
            mask = held.expand(len(z), -1, -1).contiguous()
            z, _ = renormalise(z, mask)
            b = len(z)
            visible = (mask[:, None] * (1 - hidden)).reshape(b * PHASES, 12, SAMPLES)
            repeated = z[:, None].expand(-1, PHASES, -1, -1).reshape(b * PHASES, 12, SAMPLES)
            restored, log_variance, latent, _ = network(repeated, visible)
            error = (restored - repeated).square().reshape(b, PHASES, 12, SAMPLES)
            error = (error * hidden).sum(1)
            spread = (log_variance.reshape(b, PHASES, 12, SAMPLES) * hidden).sum(1)
            errors.append(torch.where(mask > 0, error, torch.full_like(error, float("nan"))))
            spreads.append(spread)
            latents.append(latent.reshape(b, PHASES, -1).mean(1))
    return torch.cat(errors).cpu().numpy(), torch.cat(spreads).cpu().numpy(), torch.cat(latents).cpu().numpy()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--extract", default="../../../shared/data/ptbxl")
    options.add_argument("--ptbxl")
    options.add_argument("--out", required=True)
    options.add_argument("--name", default="restore")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--epochs", type=int, default=100)
    options.add_argument("--lr", type=float, default=2e-3)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--start", help="checkpoint to go on from")
    options.add_argument("--everyone", action="store_true", help="train on all records of folds 1-8: an initialisation, not a detector")
    given = options.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    rng = np.random.default_rng(given.seed)
    records = load(given.extract, given.ptbxl, given.out)
    train = np.flatnonzero((records.fold < 9) & (records.normal | given.everyone))
    held = np.flatnonzero((records.fold == 9) & (records.normal | records.abnormal))
    network = RestoreNetwork()
    if given.start:
        network.load_state_dict(torch.load(given.start, map_location="cpu"))
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network.to(device)
    average = copy.deepcopy(network)
    batch = 48
    steps = given.epochs * (len(train) // batch)
    optimizer = torch.optim.AdamW(network.parameters(), given.lr, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, given.lr, total_steps=steps, pct_start=0.15)
    step, started = 0, time.time()
    for epoch in range(given.epochs):
        network.train()
        order, losses = rng.permutation(train), []
        for i in range(len(train) // batch):
            rows = order[i * batch:(i + 1) * batch]
            clean, seen, layout, hidden = draw_batch(records, rows, rng)
            clean, seen, layout, hidden = clean.to(device), seen.to(device), layout.to(device), hidden.to(device)
            restored, log_variance, _, attributes = network(seen, layout - hidden)
            loss = restoration_loss(restored, log_variance, clean, hidden + 0.1 * (layout - hidden))
            age, female = torch.from_numpy(records.age[rows]).to(device) / 100, torch.from_numpy(records.female[rows]).to(device)
            with np.errstate(divide="ignore"):
                sd = torch.from_numpy(np.log(records.sd_mv[rows, :6] / TYPICAL_SD_MV[:6])).to(device)
            known = torch.isfinite(sd)
            told = (attributes[:, 0] - age)[~age.isnan()].square().mean() * 4
            told = told + 0.1 * nn.functional.binary_cross_entropy_with_logits(attributes[:, 1], female.nan_to_num(0.5))
            told = told + 0.1 * (attributes[:, 2:] - torch.where(known, sd, torch.zeros_like(sd)))[known].square().mean()
            loss = loss + 0.2 * told
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            step += 1
            follow(average, network, step)
            losses.append(float(loss))
        line = {"epoch": epoch + 1, "loss": round(float(np.mean(losses)), 5), "s": round(time.time() - started)}
        if (epoch + 1) % 10 == 0 or epoch + 1 == given.epochs:
            error, _, _ = score_rows(average, records, held, FULL)
            line["masked_error"] = round(float(np.nanmean(error[records.normal[held]])), 4)
            line["detect"] = round(auroc(records.abnormal[held], np.nanmean(error, (1, 2))), 4)
            torch.save(average.state_dict(), os.path.join(given.out, f"{given.name}-{given.seed}.pt"))
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
