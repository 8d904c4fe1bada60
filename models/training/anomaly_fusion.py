"""How the signs of an anomaly are joined to one map: a logistic regression on fold-8 normals with synthetic anomalies, which the branch never saw."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from anomaly_batches import AnomalyBatches
from calibrate import logistic
from deploy import TOLD, RestoreDetector
from layouts import FULL, PAGE_3X4_1
from metrics import auroc
from records import Records

POINTS_A_RECORD = 400
BRANCH = {"branch, unlike normal": [0, 2], "branch, unlike own": [1, 3], "branch": [0, 1, 2, 3]}
"""Columns of the branch's signs that are looked at by themselves."""


def variants(detector: RestoreDetector) -> dict[str, list[int]]:
    """Columns of the signs that make a map: each restoration alone, the branch, the branch with each restoration, and all, which is the detector's own."""
    told = len(TOLD)
    each = {name: told + k for k, name in enumerate(detector.restorations)}
    joined = {f"branch and {name}": [*range(told), column] for name, column in each.items()} if len(each) > 1 else {}
    return {**{name: [column] for name, column in each.items()}, **BRANCH, **joined, "restoration and branch": [*range(told + len(each))]}


def two_leads() -> np.ndarray:
    mask = np.zeros_like(FULL)
    mask[[1, 6]] = 1
    return mask


LAYOUTS = {"12x10 s": FULL, "3x4+1": PAGE_3X4_1, "II and V1": two_leads()}


@dataclass
class Seen:
    """Of one layout: signs [n, signs, 12, 1000], whether the place is an anomaly of either sort [n, 12, 1000] (NaN: not asked), only those of odd beats, kinds."""

    signs: np.ndarray
    anomalous: np.ndarray
    odd: np.ndarray
    kinds: list[str]


def look(detector: RestoreDetector, records: Records, rows: np.ndarray, layout: np.ndarray, seed: int) -> Seen:
    batches = AnomalyBatches(records, rows)
    rng = np.random.default_rng(seed)
    pieces, kinds = [], []
    with torch.no_grad():
        for i in range(0, len(rows), 16):
            z, mask, wanted, told = batches.draw(rows[i:i + 16], rng, layout)
            pieces.append((detector.signs(detector.raw(z, mask), detector.branch(z, mask), mask).numpy(), wanted[:, 0].numpy(), wanted[:, 1].numpy()))
            kinds += told
    signs, normal, own = (np.concatenate(part) for part in zip(*pieces))
    return Seen(signs, normal, own, kinds)


def points(seen: Seen, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Points of each record, half of them anomalous where it has an anomaly."""
    features, truth = [], []
    for signs, place in zip(seen.signs, seen.anomalous):
        for value in (0, 1):
            found = np.argwhere(place == value)
            if len(found) == 0:
                continue
            lead, at = found[rng.integers(0, len(found), POINTS_A_RECORD // 2)].T
            features.append(signs[:, lead, at].T)
            truth.append(np.full(POINTS_A_RECORD // 2, float(value)))
    return np.concatenate(features), np.concatenate(truth)


def within(seen: Seen, weight: np.ndarray, place: np.ndarray) -> float:
    """Mean AUROC within the records."""
    areas = [auroc(truth[~np.isnan(truth)], np.tensordot(weight, signs, 1)[~np.isnan(truth)]) for signs, truth in zip(seen.signs, place)]
    return float(np.nanmean(areas))


def fit(detector: RestoreDetector, records: Records) -> list[dict]:
    """Sets the detector's weights from every second record; returns the variants' figures on the others."""
    rows = np.flatnonzero((records.fold == 8) & records.normal)
    # What disturbs the records is drawn by PyTorch.
    torch.manual_seed(3)
    rng = np.random.default_rng(3)
    fitted = [points(look(detector, records, rows[::2], layout, 20 + i), rng) for i, layout in enumerate(LAYOUTS.values())]
    features, truth = (np.concatenate(part) for part in zip(*fitted))
    others = {name: look(detector, records, rows[1::2], layout, 40 + i) for i, (name, layout) in enumerate(LAYOUTS.items())}
    figures = []
    for name, columns in variants(detector).items():
        weight = np.zeros(features.shape[1])
        weight[columns], bias = logistic(features[:, columns], truth)
        for layout, seen in others.items():
            figures.append({"map": name, "layout": layout, "records": len(seen.signs), "all": within(seen, weight, seen.anomalous), "odd": within(seen, weight, seen.odd)})
    detector.sign_weight = torch.from_numpy(weight.astype(np.float32))
    detector.sign_bias = torch.tensor([bias], dtype=torch.float32)
    return figures
