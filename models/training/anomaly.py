"""Trains the anomaly branch on normal records of folds 1-7 with synthetic anomalies; fold 8 says how it goes.

    python3 anomaly.py --extract ../../../shared/data/ptbxl --out CHECKPOINTS --minutes 45
"""
from __future__ import annotations

import argparse
import copy
import json
import os
import time

import numpy as np
import torch

from anomaly_batches import AnomalyBatches
from anomaly_network import AnomalyNetwork
from averaging import follow
from layouts import FULL
from metrics import auroc
from records import load

POSITIVE_WEIGHT = 2.0
BATCH = 32


def loss_of(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross-entropy over what is asked."""
    asked = ~wanted.isnan()
    target = torch.nan_to_num(wanted)
    weight = asked.float() * (1 + (POSITIVE_WEIGHT - 1) * target)
    each = torch.nn.functional.binary_cross_entropy_with_logits(logits, target, weight=weight, reduction="sum")
    return each / asked.sum().clamp(min=1)


def within(network: torch.nn.Module, batch) -> list[float]:
    """Mean AUROC within the records, of each output against what it is asked."""
    z, mask, wanted, _ = batch
    network.eval()
    with torch.no_grad():
        logits = network(z, mask)
    areas = []
    for k in range(2):
        each = []
        for value, truth in zip(logits[:, k], wanted[:, k]):
            asked = ~truth.isnan()
            each.append(auroc(truth[asked].numpy(), value[asked].numpy()))
        areas.append(round(float(np.nanmean(each)), 4))
    return areas


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--extract", default="../../../shared/data/ptbxl")
    options.add_argument("--ptbxl")
    options.add_argument("--out", required=True)
    options.add_argument("--name", default="anomaly")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--minutes", type=float, default=45)
    options.add_argument("--lr", type=float, default=3e-3)
    options.add_argument("--start", help="checkpoint to go on from")
    given = options.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(given.seed)
    records = load(given.extract, given.ptbxl, given.out)
    train = np.flatnonzero((records.fold < 8) & records.normal)
    held = np.flatnonzero((records.fold == 8) & records.normal)[:64]
    batches = AnomalyBatches(records, np.concatenate((train, held)))
    checked = batches.draw(held, np.random.default_rng(11), FULL, disturbed=False)
    network = AnomalyNetwork()
    if given.start:
        network.load_state_dict(torch.load(given.start, map_location="cpu"))
    average = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(network.parameters(), given.lr, weight_decay=0.02)
    started, step, losses = time.time(), 0, []
    while (gone := (time.time() - started) / 60 / given.minutes) < 1:
        rate = given.lr * min(1.0, (step + 1) / 60) * (0.5 + 0.5 * np.cos(np.pi * gone))
        for group in optimizer.param_groups:
            group["lr"] = rate
        network.train()
        z, mask, wanted, _ = batches.draw(rng.choice(train, BATCH, replace=False), rng)
        loss = loss_of(network(z, mask), wanted)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        step += 1
        follow(average, network, step)
        losses.append(float(loss.detach()))
        if step % 100 == 0:
            torch.save(average.state_dict(), os.path.join(given.out, f"{given.name}-{given.seed}.pt"))
            print(json.dumps({"step": step, "loss": round(float(np.mean(losses[-100:])), 5), "within": within(average, checked),
                              "s": round(time.time() - started), "cpu_s": round(time.process_time())}), flush=True)
    torch.save(average.state_dict(), os.path.join(given.out, f"{given.name}-{given.seed}.pt"))
    print(json.dumps({"steps": step, "within": within(average, checked)}))


if __name__ == "__main__":
    main()
