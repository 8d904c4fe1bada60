"""Makes models/statements from trained members: calibration, thresholds, ONNX, labels, card.

    python3 build_statements.py --extract ../../../shared/data/ptbxl --out CHECKPOINTS statements-1.pt statements-2.pt
"""
from __future__ import annotations

import argparse
import json
import os

import numpy as np
import torch

from calibrate import expected_calibration_error, expected_f1_threshold, platt
from card import statements_card
from deploy import StatementEnsemble
from layouts import FULL, PAGE_3X4_1, PAGE_6X2
from batches import measuring_batch
from metrics import auroc, average_precision, interval, per_class
from networks import StatementNetwork
from records import load, read_counts
from statements import summary
from repository import MODELS, export, write_checksums
from statement_names import NAMES, SNOMED

VERSION = "1.0.0"


def ensemble_logits(ensemble, records, rows, layout, **known) -> np.ndarray:
    ensemble.eval()
    with torch.no_grad():
        return torch.cat([ensemble.logits(*measuring_batch(records, rows[i:i + 64], layout, **known)) for i in range(0, len(rows), 64)]).numpy()


def member(path: str, outputs: int) -> StatementNetwork:
    state = torch.load(path, map_location="cpu")
    stages = sorted({int(key.split(".")[2]) for key in state if key.startswith("encoder.stages.")})
    widths = [state["encoder.stem.0.weight"].shape[0]] + [state[f"encoder.stages.{i}.0.first.weight"].shape[0] for i in stages]
    network = StatementNetwork(outputs, tuple(widths))
    network.load_state_dict(state)
    return network.eval()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("members", nargs="+")
    options.add_argument("--extract", default="../../../shared/data/ptbxl")
    options.add_argument("--ptbxl")
    options.add_argument("--out", required=True)
    options.add_argument("--compare", nargs="*", default=[], help="NAME=CHECKPOINT of single networks for the card's table")
    given = options.parse_args()
    torch.set_num_threads(1)
    records = load(given.extract, given.ptbxl, given.out)
    counts = read_counts(os.path.join(given.extract, "statement_counts.csv"))
    groups = [group for _, _, group in counts]
    n = len(records.codes)
    ensemble = StatementEnsemble([member(os.path.join(given.out, name), n + 5) for name in given.members], n)
    held = np.flatnonzero(records.fold == 9)
    truth = records.labels[held]
    logits = {
        "12x10 s": ensemble_logits(ensemble, records, held, FULL),
        "3x4+1": ensemble_logits(ensemble, records, held, PAGE_3X4_1),
        "6x2": ensemble_logits(ensemble, records, held, PAGE_6X2),
        "12x10 s, age, sex and voltage unknown": ensemble_logits(ensemble, records, held, FULL, facts=False, voltage=False),
    }
    both = np.concatenate((logits["12x10 s"], logits["3x4+1"]))
    fitted = [platt(both[:, c], np.concatenate((truth, truth))[:, c]) for c in range(n)]
    ensemble.slope[:] = torch.tensor([slope for slope, _ in fitted])
    ensemble.shift[:] = torch.tensor([shift for _, shift in fitted])
    calibrated = lambda l: 1 / (1 + np.exp(-(ensemble.slope.numpy() * l[:, :n] + ensemble.shift.numpy())))
    probabilities = calibrated(logits["12x10 s"])
    labels = []
    for c, code in enumerate(records.codes):
        label = {"code": code, "name": NAMES[code], "group": groups[c]}
        if code in SNOMED:
            label["snomed"] = SNOMED[code]
        labels.append({**label, "threshold": round(expected_f1_threshold(probabilities[:, c]), 4),
                       "trainingRecords": int(records.labels[records.fold < 9, c].sum()), "validationRecords": int(truth[:, c].sum())})
    worst = export(ensemble, "statements", ["signal", "mask", "context"], {"probabilities": [n], "abnormal": [1]})
    with open(os.path.join(MODELS, "statements", "labels.json"), "w") as file:
        json.dump({"version": VERSION, "statements": labels}, file, indent=1)
        file.write("\n")
    figures = []
    for name, value in logits.items():
        p = calibrated(value)
        for group in ("all", "head", "medium", "tail"):
            chosen = np.array([group in ("all", g) for g in groups]) & (truth.sum(0) > 0)
            area = lambda rows: float(np.nanmean(per_class(truth[rows][:, chosen], p[rows][:, chosen])))
            precision = lambda rows: float(np.nanmean(per_class(truth[rows][:, chosen], p[rows][:, chosen], average_precision)))
            rows = np.arange(len(held))
            figures.append({"layout": name, "group": group, "classes": int(chosen.sum()), "auroc": area(rows), "auroc_interval": interval(area, len(held), 200),
                            "ap": precision(rows), "ap_interval": interval(precision, len(held), 200)})
    single = []
    for c, code in enumerate(records.codes):
        if truth[:, c].sum() >= 5:
            p = probabilities[:, c]
            single.append((code, int(truth[:, c].sum()), auroc(truth[:, c], p), average_precision(truth[:, c], p), expected_calibration_error(p, truth[:, c])))
    compared = []
    for pair in given.compare:
        name, _, file = pair.partition("=")
        network = StatementEnsemble([member(os.path.join(given.out, file), n + 5)], n)
        for layout_name, layout in (("12x10 s", FULL), ("3x4+1", PAGE_3X4_1)):
            compared.append((name, layout_name, summary(records, held, ensemble_logits(network, records, held, layout))))
    statements_card(records, given.members, figures, single, worst, compared)
    write_checksums()
    np.savez(os.path.join(given.out, "statements-fold9.npz"), full=logits["12x10 s"], page=logits["3x4+1"], half=logits["6x2"], rows=held)
    for figure in figures:
        print(figure["layout"], figure["group"], round(figure["auroc"], 4), round(figure["ap"], 4))
    print("parity", worst)


if __name__ == "__main__":
    main()
