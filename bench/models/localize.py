"""Localization of synthetic inserts on normal records of fold 9 by the shipped graph, beside a QRS-energy map and the map's own constant.

    python3 bench/models/localize.py --data ../shared/data [--records N] [--model FILE]

Point AUROC: all leads and samples of all changed records flattened, and the mean of the AUROC within each record.
"""
from __future__ import annotations

import argparse
import csv
import os
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path[:0] = [HERE, os.path.join(ROOT, "models", "training")]

from controls import dice, qrs_energy  # noqa: E402
from inserts import INSERTS, r_peaks  # noqa: E402
from metrics import auroc  # noqa: E402
from preprocess import filter_lead, normalise  # noqa: E402
from run import twelve  # noqa: E402


def main() -> None:
    import onnxruntime
    options = argparse.ArgumentParser()
    options.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data"))
    options.add_argument("--records", type=int, default=40)
    options.add_argument("--model", default=os.path.join(ROOT, "models", "restore", "1", "model.onnx"))
    given = options.parse_args()
    extract = os.path.join(given.data, "ptbxl")
    with open(os.path.join(extract, "index.csv")) as file:
        rows = [row for row in csv.DictReader(file) if row["strat_fold"] == "9" and row["array"] == "raw500" and row["norm_only"] == "1"][:given.records]
    raw = np.load(os.path.join(extract, "raw500.npz"))["uv"]
    threads = onnxruntime.SessionOptions()
    threads.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(given.model, threads, providers=["CPUExecutionProvider"])
    print(f"normal records of fold 9 with voltage: n={len(rows)}")
    everything: list[tuple[float, float]] = []
    for name, insert in INSERTS.items():
        rng = np.random.default_rng(3)
        truths, maps, controls, within, within_control = [], [], [], [], []
        for row in rows:
            leads = twelve(raw[int(row["row"])].astype(np.float64) / 1000)
            changed, mask = insert(leads, r_peaks(leads), rng)
            if not mask.any():
                continue
            z, held, _ = normalise(np.stack([filter_lead(lead, 500, 1000) for lead in changed]))
            anomaly = session.run(["anomaly"], {"signal": z[None], "mask": held[None]})[0][0]
            place = mask[:, ::5]
            control = qrs_energy(z)
            truths.append(place.ravel())
            maps.append(anomaly.ravel())
            controls.append(control.ravel())
            within.append(auroc(place.ravel(), anomaly.ravel()))
            within_control.append(auroc(place.ravel(), control.ravel()))
        truth, value, control = map(np.concatenate, (truths, maps, controls))
        everything.append((float(np.mean(within)), float(np.mean(within_control))))
        print(f"{name:13s} n={len(truths)} point AUROC={auroc(truth, value):.3f} within={np.mean(within):.3f} dice={dice(truth, value):.3f} | "
              f"QRS energy {auroc(truth, control):.3f} within={np.mean(within_control):.3f} dice={dice(truth, control):.3f} | constant 0.500", flush=True)
    mean = np.mean(everything, 0)
    print(f"mean within-record AUROC over the kinds: {mean[0]:.3f}, QRS energy {mean[1]:.3f}")


if __name__ == "__main__":
    main()
