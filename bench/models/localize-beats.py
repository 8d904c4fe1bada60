"""Localization of ectopic beats of MIT-BIH by the shipped graph, beside a QRS-energy map.

    python3 bench/models/localize-beats.py --data ../shared/data [--model models/restore/1/model.onnx]

Ten-second windows with a normal and an ectopic beat. Positive: [R - 0.12, R + 0.40 s] of V, [R - 0.28, R + 0.12 s] of S. Where a lead belongs:
MLII stands as II, V1-V5 as themselves; the other leads are missing by the validity mask. The whole recording is filtered, each window z-scored,
as the product does. Point AUROC: all held points of all windows flattened, and the mean of the AUROC within each window and within each record.
"""
from __future__ import annotations

import argparse
import os
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path[:0] = [HERE, os.path.join(ROOT, "models", "training")]

from controls import dice, qrs_energy  # noqa: E402
from metrics import auroc  # noqa: E402
from mitdb import read_beats, read_signals  # noqa: E402
from preprocess import filter_lead, normalise  # noqa: E402
from run import LEADS  # noqa: E402

PLACE = {"MLII": "II"}
REACH_S = {"V": (-0.12, 0.40), "S": (-0.28, 0.12)}


def windows_of(folder: str, record: str):
    """(signal, mask, truth by class, classes) of every window of the record with a normal and an ectopic beat."""
    rate, names, leads = read_signals(folder, record)
    beats = read_beats(folder, record)
    samples = int(leads.shape[1] / rate * 100)
    filtered = [filter_lead(lead, rate, samples) for lead in leads]
    rows = [LEADS.index(PLACE.get(name, name)) for name in names]
    for start in range(0, samples - 999, 1000):
        inside = [(at / rate * 100 - start, kind) for at, kind in beats if start <= at / rate * 100 < start + 1000]
        kinds = {kind for _, kind in inside}
        if "N" not in kinds or not kinds & REACH_S.keys():
            continue
        twelve = np.full((12, 1000), np.nan)
        for row, lead in zip(rows, filtered):
            twelve[row] = lead[start:start + 1000]
        z, held, _ = normalise(twelve)
        truth = {kind: np.zeros(1000, bool) for kind in REACH_S}
        for at, kind in inside:
            if kind in REACH_S:
                low, high = (int(round(at + 100 * edge)) for edge in REACH_S[kind])
                truth[kind][max(0, low):max(0, high)] = True
        yield z, held, truth, kinds


def main() -> None:
    import onnxruntime
    options = argparse.ArgumentParser()
    options.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data"))
    options.add_argument("--model", default=os.path.join(ROOT, "models", "restore", "1", "model.onnx"))
    given = options.parse_args()
    folder = os.path.join(given.data, "mitdb")
    threads = onnxruntime.SessionOptions()
    threads.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(given.model, threads, providers=["CPUExecutionProvider"])
    found: dict[str, list[tuple[str, np.ndarray, np.ndarray, np.ndarray]]] = {"V": [], "S": [], "V or S": []}
    for record in sorted(name[:-4] for name in os.listdir(folder) if name.endswith(".hea")):
        for z, held, truth, kinds in windows_of(folder, record):
            anomaly = session.run(["anomaly"], {"signal": z[None], "mask": held[None]})[0][0]
            control = qrs_energy(z)
            rows = held.any(1)
            for name, places in (("V", ["V"]), ("S", ["S"]), ("V or S", ["V", "S"])):
                other = kinds & REACH_S.keys() - set(places)
                if other or not kinds & set(places):
                    continue
                place = np.broadcast_to(np.any([truth[kind] for kind in places], 0), z.shape)[rows].ravel()
                found[name].append((record, place, anomaly[rows].ravel(), control[rows].ravel()))
    for name, rows in found.items():
        truth, value, control = (np.concatenate([row[k] for row in rows]) for k in (1, 2, 3))
        in_window = np.mean([[auroc(row[1], row[k]) for k in (2, 3)] for row in rows], 0)
        records = sorted({row[0] for row in rows})
        pooled = [[np.concatenate([row[k] for row in rows if row[0] == record]) for k in (1, 2, 3)] for record in records]
        in_record = np.mean([[auroc(place, values[k]) for k in (0, 1)] for place, *values in pooled], 0)
        print(f"{name:6s} windows={len(rows)} records={len(records)} point AUROC={auroc(truth, value):.3f} within window={in_window[0]:.3f} "
              f"within record={in_record[0]:.3f} dice={dice(truth, value):.3f} | QRS energy {auroc(truth, control):.3f} "
              f"{in_window[1]:.3f} {in_record[1]:.3f} dice={dice(truth, control):.3f} | constant 0.500")
        if name == "V or S":
            print("  by record: " + ", ".join(f"{record} {auroc(place, value):.2f}" for record, (place, value, _) in zip(records, pooled)))


if __name__ == "__main__":
    main()
