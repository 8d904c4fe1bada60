"""Trains one member of the statements ensemble.

    python3 statements.py --extract ../../../shared/data/ptbxl --out CHECKPOINTS --seed 1
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
from batches import measuring_batch, training_batch
from layouts import FULL, PAGE_3X4_1
from metrics import auroc, average_precision, per_class
from networks import StatementNetwork
from records import KNOWN_OF_SYNTHETIC, Records, joined, load, load_synthetic


def asymmetric_loss(logits: torch.Tensor, truth: torch.Tensor, gamma_minus: float, clip: float = 0.05) -> torch.Tensor:
    """Ben-Baruch et al., ICCV 2021 (gamma plus 0), on soft labels."""
    p = torch.sigmoid(logits)
    absent = (1 - p + clip).clamp(max=1)
    positive = truth * torch.log(p.clamp(min=1e-7))
    negative = (1 - truth) * torch.log(absent.clamp(min=1e-7)) * (1 - absent).pow(gamma_minus)
    return -(positive + negative).mean()


def moved(network: nn.Module, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """The tensors on the network's device."""
    device = next(network.parameters()).device
    return tuple(tensor.to(device) for tensor in tensors)


def predict(network: nn.Module, records: Records, rows: np.ndarray, layout: np.ndarray, **known) -> np.ndarray:
    """Logits of the rows under one layout."""
    network.eval()
    with torch.no_grad():
        parts = [network(*moved(network, *measuring_batch(records, rows[i:i + 128], layout, **known))) for i in range(0, len(rows), 128)]
    return torch.cat(parts).cpu().numpy()


def summary(records: Records, rows: np.ndarray, logits: np.ndarray) -> dict[str, float]:
    """Macro AUROC and AP over the statements with a positive, detection by the superclass outputs."""
    truth, statements = records.labels[rows], len(records.codes)
    use = records.normal[rows] | records.abnormal[rows]
    abnormal = logits[:, statements + 1:statements + 5].max(1) - logits[:, statements]
    stable = truth.sum(0) >= 5
    areas = per_class(truth, logits[:, :statements])
    return {
        "macro": float(np.nanmean(areas)), "macro5": float(np.nanmean(areas[stable])),
        "tail": float(np.nanmean(areas[46:])), "tail_ap": float(np.nanmean(per_class(truth, logits[:, :statements], average_precision)[46:])),
        "ap": float(np.nanmean(per_class(truth, logits[:, :statements], average_precision))),
        "detect": auroc(records.abnormal[rows][use], abnormal[use]),
    }


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--extract", default="../../../shared/data/ptbxl")
    options.add_argument("--ptbxl")
    options.add_argument("--out", required=True)
    options.add_argument("--name", default="statements")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--epochs", type=int, default=40)
    options.add_argument("--lr", type=float, default=2e-3)
    options.add_argument("--hold", type=int, nargs="*", default=[9])
    options.add_argument("--widths", type=int, nargs="*", default=[32, 48, 64, 96, 128])
    options.add_argument("--loss", choices=["bce", "asl"], default="bce")
    options.add_argument("--mixup", type=float, default=0.2)
    options.add_argument("--dropout", type=float, default=0.35)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--synthetic", type=float, default=0.0, help="share of synthetic records (draw-synthetic.ts into --out) in each batch")
    options.add_argument("--start", help="checkpoint to go on from")
    given = options.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    rng = np.random.default_rng(given.seed)
    records = load(given.extract, given.ptbxl, given.out)
    train = np.flatnonzero(~np.isin(records.fold, given.hold + [9]))
    held = np.flatnonzero(np.isin(records.fold, given.hold))
    drawn = np.array([], dtype=int)
    if given.synthetic:
        real = len(records.fold)
        records = joined(records, load_synthetic(given.out, records.codes))
        drawn = np.arange(real, len(records.fold))
    told = torch.tensor([code in KNOWN_OF_SYNTHETIC for code in records.codes] + [False] * 5).float()
    targets = np.concatenate((records.labels, records.superclasses), 1)
    network = StatementNetwork(targets.shape[1], tuple(given.widths), given.dropout)
    if given.start:
        network.load_state_dict(torch.load(given.start, map_location="cpu"))
    prior = targets[train].mean(0).clip(1e-4, 1 - 1e-4)
    if not given.start:
        network.head[-1].bias.data = torch.from_numpy(np.log(prior / (1 - prior))).float()
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    average = copy.deepcopy(network)
    batch = 64
    steps = given.epochs * (len(train) // batch)
    optimizer = torch.optim.AdamW(network.parameters(), given.lr, weight_decay=0.03)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, given.lr, total_steps=steps, pct_start=0.2)
    step, started = 0, time.time()
    for epoch in range(given.epochs):
        network.train()
        losses = []
        order = rng.permutation(train)
        for i in range(len(train) // batch):
            rows = order[i * batch:(i + 1) * batch]
            extra = int(round(given.synthetic * batch))
            weight = torch.ones(batch + extra, targets.shape[1])
            if extra:
                rows = np.concatenate((rows, rng.choice(drawn, extra, replace=False)))
                weight[batch:] = told
            signal, mask, context = training_batch(records, rows, rng)
            truth = torch.from_numpy(targets[rows])
            if given.mixup and rng.random() < 0.5:
                share = float(rng.beta(given.mixup, given.mixup))
                other = torch.randperm(len(rows))
                signal, mask = share * signal + (1 - share) * signal[other], torch.maximum(mask, mask[other])
                weight = weight * weight[other]
                context, truth = share * context + (1 - share) * context[other], share * truth + (1 - share) * truth[other]
            signal, mask, context, truth, weight = moved(network, signal, mask, context, truth, weight)
            logits = network(signal, mask, context)
            if given.loss == "bce":
                loss = nn.functional.binary_cross_entropy_with_logits(logits, truth * 0.99 + 0.002, weight)
            else:
                loss = asymmetric_loss(logits, truth, 2.0)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            step += 1
            follow(average, network, step)
            losses.append(float(loss))
        line = {"epoch": epoch + 1, "loss": round(float(np.mean(losses)), 5), "s": round(time.time() - started)}
        if (epoch + 1) % 5 == 0 or epoch + 1 == given.epochs:
            for name, layout in (("full", FULL), ("page", PAGE_3X4_1)):
                figures = summary(records, held, predict(average, records, held, layout))
                line[name] = {key: round(value, 4) for key, value in figures.items()}
            torch.save(average.state_dict(), os.path.join(given.out, f"{given.name}-{given.seed}.pt"))
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
