"""Scanned reports of one cart, normal against the rest, end to end: `ecgraph digitize` then `ecgraph infer` on its lines.

    python3 bench/models/edan.py --data ../shared/data [--digitized LINES.jsonl]
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

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path.insert(0, os.path.join(ROOT, "models", "training"))

from metrics import auroc, interval  # noqa: E402


def ecgraph(*arguments: str) -> list[str]:
    node = os.path.join(ROOT, "node_modules", ".bin", "node")
    done = subprocess.run([node, os.path.join(ROOT, "functions", "cli.ts"), *arguments], stdout=subprocess.PIPE, check=True, text=True)
    return [line for line in done.stdout.splitlines() if line.strip()]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data"))
    options.add_argument("--digitized", help="lines of an earlier `ecgraph digitize --jsonl` over these pages")
    given = options.parse_args()
    folder = os.path.join(given.data, "pages", "edan")
    with open(os.path.join(folder, "index.csv")) as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    if given.digitized:
        with open(given.digitized) as file:
            lines = file.read().splitlines()
    else:
        lines = ecgraph("digitize", "--jsonl", *[os.path.join(folder, name) for name in rows])
    with tempfile.TemporaryDirectory() as scratch:
        paths = []
        for line in lines:
            answer = json.loads(line)
            if answer["ok"]:
                path = os.path.join(scratch, os.path.basename(answer["file"]) + ".json")
                with open(path, "w") as file:
                    file.write(line)
                paths.append(path)
        answers = [json.loads(line) for line in ecgraph("infer", "--jsonl", *paths)]
    found = [(rows[os.path.basename(answer["file"])[:-5]]["class"], answer["detection"]["score"], answer["detection"]["abnormal"])
             for answer in answers if answer["ok"]]
    truth = np.array([kind != "normal" for kind, _, _ in found])
    score = np.array([value for _, value, _ in found])
    called = np.array([flag for _, _, flag in found])
    low, high = interval(lambda drawn: auroc(truth[drawn], score[drawn]), len(truth))
    print(f"pages={len(rows)} digitized={len(paths)} inferred={len(found)} normal={int((~truth).sum())} others={int(truth.sum())}")
    print(f"AUROC={auroc(truth, score):.3f} ({low:.3f}-{high:.3f}) sensitivity={called[truth].mean():.2f} specificity={(~called[~truth]).mean():.2f}")
    for kind in sorted({kind for kind, _, _ in found} - {"normal"}):
        chosen = np.array([each in (kind, "normal") for each, _, _ in found])
        print(f"  {kind} against normal: n={sum(each == kind for each, _, _ in found)} AUROC={auroc(truth[chosen], score[chosen]):.3f}")


if __name__ == "__main__":
    main()
