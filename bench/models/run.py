"""The models' figures through the product: PTB-XL records as WFDB files, `ecgraph infer --jsonl` over them, the official scorer.

    python3 bench/models/run.py --data ../shared/data --scorer ../shared/bench/score_models.py [--layout 3x4+1] [--fold 9] [--limit N] [--array raw500]

Records of z100 have no voltage: they are written as if their unit were a millivolt, and the product has to notice.
"""
from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time

import numpy as np

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
MISSING = -32768
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def twelve(eight: np.ndarray) -> np.ndarray:
    one, two = eight[0], eight[1]
    return np.concatenate((np.stack((one, two, two - one, -(one + two) / 2, one - two / 2, two - one / 2)), eight[2:]))


def on_page(leads: np.ndarray, layout: str) -> np.ndarray:
    """What the layout prints of the leads, NaN elsewhere."""
    if layout == "12x10":
        return leads
    columns = int(layout.split("x")[1].split("+")[0])
    width = leads.shape[1] // columns
    kept = np.full_like(leads, np.nan)
    for lead in range(12):
        block = lead * columns // 12
        kept[lead, block * width:(block + 1) * width] = leads[lead, block * width:(block + 1) * width]
    if layout.endswith("+1"):
        kept[1] = leads[1]
    return kept


def write_wfdb(folder: str, row: dict, leads_mv: np.ndarray, rate_hz: int) -> str:
    name = f"{int(row['ecg_id']):05d}"
    units = np.where(np.isnan(leads_mv), MISSING, np.clip(np.round(np.nan_to_num(leads_mv) * 1000), -32767, 32767)).astype("<i2")
    units.T.tofile(os.path.join(folder, f"{name}.dat"))
    path = os.path.join(folder, f"{name}.hea")
    with open(path, "w") as file:
        file.write(f"{name} 12 {rate_hz} {units.shape[1]}\n")
        file.writelines(f"{name}.dat 16 1000/mV 16 0 {units[k, 0]} 0 0 {lead}\n" for k, lead in enumerate(LEADS))
        if row["age"] and float(row["age"]) < 200:
            file.write(f"#Age: {float(row['age']):.0f}\n")
        elif row["age"]:
            file.write("#Age: 90\n")
        if row["sex"]:
            file.write(f"#Sex: {'F' if row['sex'].startswith('1') else 'M'}\n")
    return path


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data"))
    options.add_argument("--scorer", default=os.path.join(ROOT, "..", "shared", "bench", "score_models.py"))
    options.add_argument("--layout", default="12x10")
    options.add_argument("--fold", default="9")
    options.add_argument("--limit", type=int)
    options.add_argument("--array", choices=["raw500", "z100"])
    options.add_argument("--keep", help="file to keep the JSON lines in")
    given = options.parse_args()
    extract = os.path.join(given.data, "ptbxl")
    with open(os.path.join(extract, "index.csv")) as file:
        rows = [row for row in csv.DictReader(file) if row["strat_fold"] == given.fold and given.array in (None, row["array"])][:given.limit]
    raw, scaled = np.load(os.path.join(extract, "raw500.npz"))["uv"], np.load(os.path.join(extract, "z100.npz"))["z512"]
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for row in rows:
            at = int(row["row"])
            leads, rate = (twelve(raw[at].astype(float) / 1000), 500) if row["array"] == "raw500" else (scaled[at] / 512, 100)
            paths.append(write_wfdb(folder, row, on_page(leads, given.layout), rate))
        result = given.keep or os.path.join(folder, "result.jsonl")
        started = time.time()
        with open(result, "w") as out:
            node = os.path.join(ROOT, "node_modules", ".bin", "node")
            subprocess.run([node, os.path.join(ROOT, "functions", "cli.ts"), "infer", "--jsonl", *paths], stdout=out, check=True)
        print(f"layout={given.layout} {len(rows)} records in {time.time() - started:.1f} s", flush=True)
        scored = subprocess.run([sys.executable, given.scorer, result, os.path.join(extract, "index.csv"), os.path.join(extract, "statement_counts.csv")])
        sys.exit(scored.returncode)


if __name__ == "__main__":
    main()
