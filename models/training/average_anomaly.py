"""An anomaly branch between an early and a late checkpoint of the same training (Wortsman et al. 2022, doi 10.1109/CVPR52688.2022.00780): the late
one places best what was drawn, the early one is less sure that everything unlike the drawing is normal.

    python3 average_anomaly.py --extract ../../../shared/data/ptbxl --out CHECKPOINTS anomaly-1.pt anomaly-2.pt --late-share 0.75 --name anomaly-between.pt
"""
from __future__ import annotations

import argparse
import os

import numpy as np
import torch

from anomaly import BATCH
from anomaly_batches import AnomalyBatches
from anomaly_network import AnomalyNetwork
from records import load

STATISTICS_FROM = 20
"""Batches that the normalising layers' means and variances are counted on again: averages of those of two networks are not those of their average."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("early")
    options.add_argument("late")
    options.add_argument("--late-share", type=float, default=0.75)
    options.add_argument("--name", default="anomaly-between.pt")
    options.add_argument("--extract", default="../../../shared/data/ptbxl")
    options.add_argument("--ptbxl")
    options.add_argument("--out", required=True)
    given = options.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    rng = np.random.default_rng(1)
    records = load(given.extract, given.ptbxl, given.out)
    rows = rng.choice(np.flatnonzero((records.fold < 8) & records.normal), STATISTICS_FROM * BATCH, replace=False)
    batches = AnomalyBatches(records, rows)
    early, late = (torch.load(os.path.join(given.out, name), map_location="cpu") for name in (given.early, given.late))
    network = AnomalyNetwork()
    network.load_state_dict({key: early[key].lerp(late[key], given.late_share) if late[key].dtype.is_floating_point else late[key] for key in late})
    for layer in network.modules():
        if isinstance(layer, torch.nn.BatchNorm1d):
            layer.reset_running_stats()
            layer.momentum = None
    network.train()
    with torch.no_grad():
        for i in range(0, len(rows), BATCH):
            z, mask, _, _ = batches.draw(rows[i:i + BATCH], rng)
            network(z, mask)
    torch.save(network.state_dict(), os.path.join(given.out, given.name))


if __name__ == "__main__":
    main()
