"""What detection loses on its way over paper: fold-9 records drawn as 3x4+1 reports, digitized and inferred, against the signals themselves.

    python3 bench/models/through-digitizer.py --data ../shared/data [--records 120] [--keep DIR]

Every second page is lightly scanned, the others are clean. Records stored z-scored get their limb leads' SD back and a typical one in the chest leads;
age and sex are told to nobody. All three ways are measured on the records that all three answered.
"""
from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
from scipy.signal import resample_poly

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path[:0] = [HERE, os.path.join(ROOT, "models", "training")]

from batches import TYPICAL_SD_MV  # noqa: E402
from edan import ecgraph  # noqa: E402
from metrics import auroc, interval  # noqa: E402
from run import LEADS, on_page, twelve, write_wfdb  # noqa: E402

GROUP = 20
STORED = [LEADS.index(lead) for lead in ("I", "II", "V1", "V2", "V3", "V4", "V5", "V6")]


def choose(extract: str, count: int) -> list[dict]:
    """Normal and abnormal records of fold 9, those with voltage first."""
    with open(os.path.join(extract, "index.csv")) as file:
        rows = [row for row in csv.DictReader(file) if row["strat_fold"] == "9"]
    labelled = [(row, set(row["superclasses"].split("|")) - {""}) for row in rows]
    usable = [row | {"abnormal": "NORM" not in found} for row, found in labelled if found == {"NORM"} or found and "NORM" not in found]
    return sorted(usable, key=lambda row: row["array"] != "raw500")[:count]


def microvolts(rows: list[dict], extract: str) -> np.ndarray:
    """[n, 8, 5000] at 500 Hz."""
    raw, scaled = np.load(os.path.join(extract, "raw500.npz"))["uv"], np.load(os.path.join(extract, "z100.npz"))["z512"]
    with open(os.path.join(extract, "z100_limb_sd_uv.csv")) as file:
        limb = {row["ecg_id"]: [float(row["sd_I"]), float(row["sd_II"])] for row in csv.DictReader(file)}
    drawn = []
    for row in rows:
        if row["array"] == "raw500":
            drawn.append(raw[int(row["row"])])
            continue
        sd = 1000 * TYPICAL_SD_MV[STORED]
        sd[:2] = limb.get(row["ecg_id"], sd[:2])
        drawn.append(resample_poly(scaled[int(row["row"])][STORED] / 512.0, 5, 1, axis=-1) * sd[:, None])
    return np.clip(np.round(np.stack(drawn)), -32000, 32000).astype("<i2")


def detected(lines: list[str]) -> dict[str, float]:
    """Score by the first five letters of the file's name."""
    answers = map(json.loads, lines)
    return {os.path.basename(answer["file"])[:5]: answer["detection"]["score"] for answer in answers if answer["ok"]}


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data"))
    options.add_argument("--records", type=int, default=120)
    options.add_argument("--keep", help="folder where pages and lines stay; lines found there are taken as they are")
    given = options.parse_args()
    extract = os.path.join(given.data, "ptbxl")
    rows = choose(extract, given.records)
    uv = microvolts(rows, extract)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or scratch
        os.makedirs(folder, exist_ok=True)
        digitized = os.path.join(folder, "digitized.jsonl")
        if not os.path.exists(digitized):
            recordings = os.path.join(scratch, "recordings.i16")
            uv.tofile(recordings)
            node = os.path.join(ROOT, "node_modules", ".bin", "node")
            subprocess.run([node, os.path.join(HERE, "draw-reports.ts"), "--recordings", recordings, "--out", folder], check=True)
            pages = [os.path.join(folder, f"{i:05d}.png") for i in range(len(rows))]
            lines = [line for i in range(0, len(pages), GROUP) for line in ecgraph("digitize", "--jsonl", *pages[i:i + GROUP])]
            with open(digitized, "w") as file:
                file.write("\n".join(lines) + "\n")
        with open(digitized) as file:
            lines = file.read().splitlines()
        paths = []
        for line in lines:
            answer = json.loads(line)
            if answer["ok"]:
                paths.append(os.path.join(scratch, os.path.basename(answer["file"])[:5] + ".json"))
                with open(paths[-1], "w") as file:
                    file.write(line)
        ways = {"through the digitizer": detected(ecgraph("infer", "--jsonl", *paths))}
        for name, layout in (("its 3x4+1 cut", "3x4+1"), ("whole signal", "12x10")):
            inside = os.path.join(scratch, layout)
            os.makedirs(inside)
            headers = [write_wfdb(inside, {"ecg_id": i, "age": "", "sex": ""}, on_page(twelve(uv[i].astype(float) / 1000), layout), 500) for i in range(len(rows))]
            ways[name] = detected(ecgraph("infer", "--jsonl", *headers))
    common = sorted(set.intersection(*(set(scores) for scores in ways.values())))
    truth = np.array([rows[int(key)]["abnormal"] for key in common])
    scanned = np.array([int(key) % 2 == 1 for key in common])
    print(f"records={len(rows)} digitized={len(paths)} compared={len(common)} normal={int((~truth).sum())} abnormal={int(truth.sum())}")
    scores = {name: np.array([found[key] for key in common]) for name, found in ways.items()}
    for name, score in scores.items():
        low, high = interval(lambda drawn: auroc(truth[drawn], score[drawn]), len(truth))
        print(f"{name:22s} AUROC={auroc(truth, score):.3f} ({low:.3f}-{high:.3f}) clean {auroc(truth[~scanned], score[~scanned]):.3f} scanned {auroc(truth[scanned], score[scanned]):.3f}")
    paper = scores["through the digitizer"]
    for name in ("its 3x4+1 cut", "whole signal"):
        difference = lambda drawn: auroc(truth[drawn], scores[name][drawn]) - auroc(truth[drawn], paper[drawn])
        low, high = interval(difference, len(truth))
        print(f"loss against {name}: {difference(np.arange(len(truth))):.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
