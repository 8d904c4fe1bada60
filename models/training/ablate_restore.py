"""What each part of the multi-scale restoration brings: record scores on fold 9 and maps on fold 8, with and without it, for the card.

    python3 ablate_restore.py --extract ../../../shared/data/ptbxl --out CHECKPOINTS --whole restore-1.pt --companions multiscale-1.pt --branch anomaly-1.pt
"""
from __future__ import annotations

import argparse
import json
import os

import numpy as np
import torch

from anomaly_fusion import fit
from build_restore import held_rows, open_branch, refer
from deploy import PARTS, RestoreDetector
from deploy_multiscale import MultiScaleDetector
from metrics import auroc
from multiscale import open_network
from records import load

OF_BEATS, OF_TREND = "error of hidden parts of beats", "error of the trend branch"
WITHOUT_BRANCH = [name for name in PARTS if "branch" not in name]
NAMED = {"restoration error": "restoration error, with cross-attention", "branch and restoration error": "branch and restoration error, with cross-attention",
         "restoration and branch": "branch and all restorations"}
PAPER = ["error of hidden samples", OF_BEATS, OF_TREND]


def mean_of(parts: np.ndarray, names: list[str], weights: dict[str, float]) -> np.ndarray:
    """Weighted mean of the named columns of [n, parts]."""
    order = list(weights)
    chosen = np.array([weights[name] if name in names else 0.0 for name in order])
    return parts @ (chosen / chosen.sum())


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--extract", default="../../../shared/data/ptbxl")
    options.add_argument("--ptbxl")
    options.add_argument("--out", required=True)
    options.add_argument("--whole", required=True)
    options.add_argument("--companions", required=True)
    options.add_argument("--branch", required=True)
    given = options.parse_args()
    torch.set_num_threads(1)
    records = load(given.extract, given.ptbxl, given.out)
    truth = records.abnormal[held_rows(records)]
    branch = open_branch(os.path.join(given.out, given.branch))
    network = open_network(given.out, given.whole, given.companions).eval()
    alone, joined = RestoreDetector([network.whole], branch).eval(), MultiScaleDetector(network, branch).eval()
    parts = {"alone": refer(alone, records), "joined": refer(joined, records)}
    all_parts = {"alone": alone.part_weights, "joined": joined.part_weights}
    errors = {name: 1.0 for name in joined.part_weights}
    rows = [
        ("error of the record, no cross-attention", "alone", ["error of hidden samples"], None),
        ("error of the record, with cross-attention", "joined", ["error of hidden samples"], None),
        ("error of beats", "joined", [OF_BEATS], None),
        ("error of the trend branch", "joined", [OF_TREND], None),
        ("the paper's sum: record with cross-attention, beats, trend", "joined", PAPER, errors),
        ("restoration without companions", "alone", WITHOUT_BRANCH, None),
        ("restoration with cross-attention", "joined", WITHOUT_BRANCH, None),
        ("restoration with cross-attention and beats", "joined", [*WITHOUT_BRANCH, OF_BEATS], None),
        ("restoration with all", "joined", [*WITHOUT_BRANCH, OF_BEATS, OF_TREND], None),
        ("anomaly branch and restoration without companions", "alone", list(PARTS), None),
        ("anomaly branch and restoration with cross-attention", "joined", list(PARTS), None),
        ("anomaly branch and restoration with cross-attention and beats", "joined", [*PARTS, OF_BEATS], None),
        ("anomaly branch and restoration with all", "joined", [*PARTS, OF_BEATS, OF_TREND], None),
    ]
    scores = [[label, *(auroc(truth, mean_of(value, names, weights or all_parts[which])) for value in parts[which].values())] for label, which, names, weights in rows]
    kept = ("restoration error", "restoration and branch")
    maps = [{**figure, "map": figure["map"] + ", no companions"} for figure in fit(alone, records) if figure["map"] in kept]
    maps += [{**figure, "map": NAMED.get(figure["map"], figure["map"])} for figure in fit(joined, records)
             if not figure["map"].startswith("branch, ") and figure["map"] != "branch"]
    with open(os.path.join(given.out, "restore-ablation.json"), "w") as file:
        json.dump({"held": len(truth), "scores": scores, "maps": maps}, file, indent=1)
    for row in scores:
        print(*row)
    for figure in maps:
        print(figure)


if __name__ == "__main__":
    main()
