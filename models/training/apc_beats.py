"""Beats for the premature-beat classifier, as `bench/beats/dump-features.ts` wrote them, and which of them teach."""
from __future__ import annotations

import json
import os

import numpy as np
import torch

WINDOW = 90
CLASSES = ("N", "S", "V")
# The fourth class is what the detector took for a beat and is none: it becomes Q.
TRAINED = 4
# A record of SVDB that only trains.
TRAINS_ONLY = 800
# N beats a recording that are enough, and the beats of one recording's S or V from which on they are damped.
N_KEPT = 220
DAMPED_FROM = 60
CLASS_WEIGHT = (1.0, 4.0, 2.0, 1.5)
# Aberrant S beats look like V beats: they teach nothing about atrial ones.
WIDE_S = 1.6


def load(folder: str) -> dict:
    """All beats that were found, a row each, and in `missed` those that the detector missed."""
    with open(os.path.join(folder, "features.json")) as file:
        meta = json.load(file)
    with open(os.path.join(folder, "beats.jsonl")) as file:
        lines = [json.loads(line) for line in file]
    names = meta["features"]
    found = [beat for beat in lines if beat["found"]]

    def read(name: str, *shape: int) -> np.ndarray:
        return np.fromfile(os.path.join(folder, name), np.float32).reshape(len(found), *shape)

    def told(name: str) -> np.ndarray:
        return np.array([beat[name] for beat in found])

    x = read("features.f32", len(names))

    def column(name: str) -> np.ndarray:
        return x[:, names.index(name)]

    label, record, view = told("label"), told("record"), told("view")
    return {
        "names": names,
        "rules": meta["rules"],
        "x": x,
        "dev": read("deviations.f32", 3, WINDOW),
        "rule": read("rules.f32", len(meta["rules"]), WINDOW),
        "record": record,
        "view": view,
        "label": label,
        "group": record * 10 + np.unique(view, return_inverse=True)[1],
        "y": np.array([CLASSES.index(one) if one in CLASSES else 3 if one == "none" else -1 for one in label]),
        "counted": ~np.isin(label, ("F", "Q", "flutter")),
        "reference": (column("usualShape") == 1) & (column("runLength") == 0) & (abs(column("localPause")) < 0.2),
        "unlike": column("qrsUnlike"),
        "impossible": column("cannotBePremature"),
        "missed": [beat for beat in lines if not beat["found"]],
    }


def batch(d: dict, pick: np.ndarray) -> dict:
    """The picked beats as the model takes them."""
    tensors = {key: torch.from_numpy(d[key][pick]) for key in ("x", "dev", "rule")}
    return {**tensors, "group": d["group"][pick], "reference": d["reference"][pick]}


def thinned(d: dict, pick: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """All S, V and false beats and some N beats a recording, with their weights; N keeps its weight, one recording's S or V is damped."""
    keep, weight = [], []
    is_wide_s = (d["y"] == 1) & ((d["unlike"] > WIDE_S) | (d["impossible"] == 1))
    for group in np.unique(d["group"][pick]):
        for c in range(TRAINED):
            own = pick[(d["group"][pick] == group) & (d["y"][pick] == c) & ~is_wide_s[pick]]
            if len(own) == 0:
                continue
            some = own if c else rng.permutation(own)[:N_KEPT]
            total = len(own) if c in (0, 3) else len(own) * min(1, (DAMPED_FROM / len(own)) ** 0.5)
            keep.append(some)
            weight.append(np.full(len(some), CLASS_WEIGHT[c] * total / len(some)))
    kept, weights = np.concatenate(keep), np.concatenate(weight)
    order = np.argsort(kept)
    return kept[order], weights[order]
