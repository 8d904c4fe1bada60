"""Fits the combined detector on fold 9 and writes models/restore/labels.json, its card and the checksums. After build_statements.py and build_restore.py.

    python3 combine.py --extract ../../../shared/data/ptbxl --out CHECKPOINTS
"""
from __future__ import annotations

import argparse
import json
import os

import numpy as np

from calibrate import logistic
from card import restore_card
from deploy import PARTS
from metrics import auroc, average_precision, interval
from records import load
from repository import MODELS, write_checksums

VERSION = "1.2.0"
SPAN_THRESHOLD = 0.8
"""One in a hundred points of normal records of fold 8 reaches it, on 12x10 s and on 3x4+1 alike."""
KEYS = {"12x10 s": "full", "3x4+1": "page", "6x2": "half"}


def specificity_at(truth: np.ndarray, score: np.ndarray, sensitivity: float = 0.9) -> float:
    cut = np.quantile(score[truth], 1 - sensitivity)
    return float((score[~truth] < cut).mean())


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--extract", default="../../../shared/data/ptbxl")
    options.add_argument("--ptbxl")
    options.add_argument("--out", required=True)
    given = options.parse_args()
    records = load(given.extract, given.ptbxl, given.out)
    restored, stated = (np.load(os.path.join(given.out, name)) for name in ("restore-fold9.npz", "statements-fold9.npz"))
    rows, layouts = restored["rows"], [str(name) for name in restored["layouts"]]
    truth = records.abnormal[rows]
    place = {int(row): i for i, row in enumerate(stated["rows"])}
    order = [place[int(row)] for row in rows]
    n = len(records.codes)
    score = dict(zip(layouts, restored["score"]))
    supervised = {}
    for name in layouts:
        logits = stated[KEYS[name]][order]
        supervised[name] = np.logaddexp.reduce(logits[:, n + 1:n + 5], 1) - logits[:, n]
    features = np.concatenate([np.stack((supervised[name], score[name]), 1) for name in layouts])
    labels = np.concatenate([truth] * len(layouts))
    weights, bias = logistic(features, labels.astype(float))
    odds = {name: weights[0] * supervised[name] + weights[1] * score[name] + bias for name in layouts}
    pooled = 1 / (1 + np.exp(-np.concatenate(list(odds.values()))))
    cuts = np.round(np.arange(0.1, 0.9, 0.01), 2)
    threshold = float(max(cuts, key=lambda cut: (pooled[labels] >= cut).mean() + (pooled[~labels] < cut).mean()))
    with open(os.path.join(MODELS, "restore", "labels.json"), "w") as file:
        json.dump({"version": VERSION,
                   "detection": {"supervisedWeight": round(float(weights[0]), 5), "selfSupervisedWeight": round(float(weights[1]), 5),
                                 "bias": round(bias, 5), "threshold": threshold},
                   "localization": {"spanThreshold": SPAN_THRESHOLD}}, file, indent=1)
        file.write("\n")
    figures = []
    for name in layouts:
        for label, value in (("self-supervised", score[name]), ("statements alone", supervised[name]), ("combined", odds[name])):
            figures.append({"layout": name, "score": label, "normal": int((~truth).sum()), "abnormal": int(truth.sum()), "auroc": auroc(truth, value),
                            "auroc_interval": interval(lambda drawn: auroc(truth[drawn], value[drawn]), len(truth)),
                            "ap": average_precision(truth, value), "specificity": specificity_at(truth, value)})
    columns = {str(label): restored["parts"][:, :, k] for k, label in enumerate(restored["names"])}
    columns["shipped: their mean, weights " + ", ".join(map(str, restored["weights"]))] = restored["score"]
    variants = [(label, *(auroc(truth, value[layouts.index(name)]) for name in KEYS)) for label, value in columns.items()]
    with open(os.path.join(given.out, "restore-maps.json")) as file:
        maps = json.load(file)
    ablation = os.path.join(given.out, "restore-ablation.json")
    told = json.load(open(ablation)) if os.path.exists(ablation) else None
    restore_card(records, [str(name) for name in restored["members"]], figures, variants, float(restored["parity"]), maps, told, len(restored["names"]) > len(PARTS))
    write_checksums()
    for figure in figures:
        print(figure["layout"], figure["score"], round(figure["auroc"], 4))
    print("weights", weights, bias, threshold)


if __name__ == "__main__":
    main()
