"""Figures of the premature-beat classifier: each patient is told by what the others taught."""
from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from apc_beats import CLASSES, TRAINED, TRAINS_ONLY
from apc_network import Model

# Per record and class N, S, V: hits, false alarms, misses.
Counts = dict[int, list[list[int]]]

# Added to the log-probabilities before the largest decides.
OFFSETS = [(0.0, float(s), float(v), 0.0) for s in np.arange(-1.5, 3.1, 0.25) for v in np.arange(-1, 1.1, 0.5)]


def leave_one_patient_out(d: dict, mode: str) -> np.ndarray:
    p = np.full((len(d["y"]), TRAINED), np.nan)
    for record in np.unique(d["record"][d["record"] != TRAINS_ONLY]):
        own = d["record"] == record
        model = Model(mode).fit(d, np.flatnonzero(~own & (d["y"] >= 0)))
        p[own] = model.predict(d, np.flatnonzero(own))
    return p


def counts(d: dict, p: np.ndarray, offsets: tuple[float, ...], view: str) -> Counts:
    """Beats that the detector missed count as missed; F, Q and flutter are left out, as EC57 has it."""
    rows = {}
    for record in np.unique(d["record"][d["record"] != TRAINS_ONLY]):
        own = (d["record"] == record) & (d["view"] == view) & d["counted"]
        c, y = (np.log(p[own] + 1e-9) + np.array(offsets)).argmax(1), d["y"][own]
        missed = [beat["label"] for beat in d["missed"] if beat["record"] == record and beat["view"] == view]
        rows[int(record)] = [
            [int(((c == k) & (y == k)).sum()), int(((c == k) & (y != k)).sum()), int(((c != k) & (y == k)).sum()) + missed.count(CLASSES[k])]
            for k in range(len(CLASSES))]
    return rows


def scores(rows: Counts, k: int, records: Iterable[int] | None = None) -> dict:
    tp, fp, fn = (int(v) for v in np.sum([rows[record][k] for record in (records if records is not None else rows)], 0))
    return {"n": tp + fn, "sensitivity": tp / max(1, tp + fn), "precision": tp / max(1, tp + fp), "f1": 2 * tp / max(1, 2 * tp + fp + fn)}


def interval(rows: Counts, k: int) -> list[float]:
    """95 % of F1 by bootstrap over the patients."""
    rng = np.random.default_rng(0)
    names = list(rows)
    drawn = [scores(rows, k, rng.choice(names, len(names)))["f1"] for _ in range(1000)]
    return [float(v) for v in np.percentile(drawn, (2.5, 97.5))]


def offset_choices(d: dict, p: np.ndarray, view: str) -> tuple[list[Counts], Callable[[Iterable[int] | None], int]]:
    """Per pair of offsets (S, V) the counts of every record, and the choice by the sum of F1 of S and V over some records."""
    tables = [counts(d, p, offsets, view) for offsets in OFFSETS]

    def choose(records: Iterable[int] | None) -> int:
        return int(np.argmax([scores(rows, 1, records)["f1"] + scores(rows, 2, records)["f1"] for rows in tables]))

    return tables, choose


def nested(tables: list[Counts], choose: Callable[[Iterable[int] | None], int]) -> Counts:
    """Every record counted under the offsets that the other records' held-out predictions choose."""
    names = list(tables[0])
    return {record: tables[choose([other for other in names if other != record])][record] for record in names}


def calibration(d: dict, p: np.ndarray) -> dict[str, float]:
    """Platt's line for S on the held-out predictions."""
    told = (d["y"] >= 0) & (d["record"] != TRAINS_ONLY) & ~np.isnan(p[:, 1])
    x = np.clip(np.log((p[told, 1] + 1e-9) / (1 - p[told, 1] + 1e-9)), -8, 8)
    y = (d["y"][told] == 1).astype(float)
    w = np.array([1.0, 0.0])
    a = np.stack([x, np.ones_like(x)], 1)
    for _ in range(80):
        q = 1 / (1 + np.exp(-np.clip(a @ w, -30, 30)))
        w = w - 0.5 * np.linalg.solve((a * (q * (1 - q))[:, None]).T @ a + 1e-6 * np.eye(2), a.T @ (q - y))
    return {"slope": float(w[0]), "offset": float(w[1])}
