"""Trains the companions of a trained restoration network, beats, trend and cross-attention, on normal records alone; the network itself stays as it is.

    python3 multiscale.py --extract ../../../shared/data/ptbxl --out CHECKPOINTS --whole restore-1.pt --minutes 45
"""
from __future__ import annotations

import argparse
import copy
import json
import os
import time

import numpy as np
import torch

from averaging import follow
from beat_windows import BEATS, WINDOW, cut
from multiscale_network import MultiScaleNetwork
from networks import RestoreNetwork
from records import load
from restore import draw_batch, restoration_loss

BATCH = 24
SHORTEST, LONGEST = 20, 32
"""Samples of a window hidden in one piece: 30 % of a beat in the paper."""


def open_network(folder: str, whole: str, companions: str | None = None) -> MultiScaleNetwork:
    """The network with the trained global one inside, its companions new or from their own checkpoint."""
    inner = RestoreNetwork()
    inner.load_state_dict(torch.load(os.path.join(folder, whole), map_location="cpu"))
    network = MultiScaleNetwork(inner)
    if companions:
        network.load_state_dict(torch.load(os.path.join(folder, companions), map_location="cpu"))
    return network


def draw_hidden_in_beats(rng: np.random.Generator, count: int) -> torch.Tensor:
    """[count, BEATS, WINDOW] with one piece of each window hidden."""
    length = rng.integers(SHORTEST, LONGEST + 1, (count, BEATS, 1))
    start = (rng.random((count, BEATS, 1)) * (WINDOW - length + 1)).astype(int)
    at = np.arange(WINDOW)
    return torch.from_numpy(((at >= start) & (at < start + length)).astype(np.float32))


def losses_of(network: MultiScaleNetwork, clean, seen, layout, hidden, in_beats) -> list[torch.Tensor]:
    """Of the record with cross-attention, of the beats, and of the trend branch."""
    at, there = network.find(seen * layout, layout)
    (restored, spread), (beats, beat_spread), _, tokens = network(seen, layout - hidden, at, there, in_beats)
    asked = cut(layout, at) * (in_beats * there.unsqueeze(-1)).unsqueeze(2)
    return [restoration_loss(restored, spread, clean, hidden), restoration_loss(beats, beat_spread, cut(clean, at), asked),
            restoration_loss(*network.trend(seen, layout, tokens), clean, layout)]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--extract", default="../../../shared/data/ptbxl")
    options.add_argument("--ptbxl")
    options.add_argument("--out", required=True)
    options.add_argument("--whole", required=True, help="checkpoint of restore.py in --out")
    options.add_argument("--name", default="multiscale")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--minutes", type=float, default=45)
    options.add_argument("--lr", type=float, default=3e-3)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(given.seed)
    records = load(given.extract, given.ptbxl, given.out)
    train = np.flatnonzero((records.fold < 9) & records.normal)
    network = open_network(given.out, given.whole)
    network.whole.requires_grad_(False)
    average = copy.deepcopy(network)
    optimizer = torch.optim.AdamW([value for value in network.parameters() if value.requires_grad], given.lr, weight_decay=0.02)
    path = os.path.join(given.out, f"{given.name}-{given.seed}.pt")
    started, step, told = time.time(), 0, []
    while (gone := (time.time() - started) / 60 / given.minutes) < 1:
        for group in optimizer.param_groups:
            group["lr"] = given.lr * min(1.0, (step + 1) / 40) * (0.5 + 0.5 * np.cos(np.pi * gone))
        network.train()
        network.whole.eval()
        drawn = draw_batch(records, rng.choice(train, BATCH, replace=False), rng)
        losses = losses_of(network, *drawn, draw_hidden_in_beats(rng, BATCH))
        optimizer.zero_grad()
        sum(losses).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        step += 1
        follow(average, network, step)
        told.append([float(loss.detach()) for loss in losses])
        if step % 50 == 0:
            torch.save(average.state_dict(), path)
            record, beat, trend = np.mean(told[-50:], 0).round(4)
            print(json.dumps({"step": step, "record": record, "beat": beat, "trend": trend, "s": round(time.time() - started), "cpu_s": round(time.process_time())}), flush=True)
    torch.save(average.state_dict(), path)
    print(json.dumps({"steps": step}))


if __name__ == "__main__":
    main()
