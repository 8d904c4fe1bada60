"""Reads PTB-XL, either the project's extract (raw500.npz, z100.npz) or the whole database as WFDB, once into a cache."""
from __future__ import annotations

import ast
import csv
import json
import os
from dataclasses import dataclass

import numpy as np

from preprocess import filter_lead, normalise

SAMPLES = 1000
OLDEST_YEARS = 90
SUPERCLASSES = ["NORM", "MI", "STTC", "CD", "HYP"]


@dataclass
class Records:
    """Signals z-scored [n, 12, 1000] (float16), SD per lead in mV (NaN unknown), age (NaN unknown), sex (1 female, NaN unknown), labels."""

    ecg_id: np.ndarray
    z: np.ndarray
    sd_mv: np.ndarray
    age: np.ndarray
    female: np.ndarray
    fold: np.ndarray
    labels: np.ndarray
    superclasses: np.ndarray
    codes: list[str]

    @property
    def normal(self) -> np.ndarray:
        """Diagnostic superclasses exactly {NORM}."""
        return (self.superclasses[:, 0] == 1) & (self.superclasses[:, 1:].sum(1) == 0)

    @property
    def abnormal(self) -> np.ndarray:
        """At least one of MI, STTC, CD, HYP and no NORM."""
        return (self.superclasses[:, 0] == 0) & (self.superclasses[:, 1:].sum(1) > 0)

    def take(self, rows: np.ndarray) -> "Records":
        pick = lambda a: a[rows]
        return Records(pick(self.ecg_id), pick(self.z), pick(self.sd_mv), pick(self.age), pick(self.female), pick(self.fold),
                       pick(self.labels), pick(self.superclasses), self.codes)


def twelve_from_eight(eight: np.ndarray) -> np.ndarray:
    """[8, n] of I II V1-V6 -> [12, n]: III = II - I, aVR = -(I + II) / 2, aVL = I - II / 2, aVF = II - I / 2."""
    one, two = eight[0], eight[1]
    return np.concatenate((np.stack((one, two, two - one, -(one + two) / 2, one - two / 2, two - one / 2)), eight[2:]))


def read_counts(path: str) -> list[tuple[str, int, str]]:
    with open(path) as file:
        return [(row["code"], int(row["records_folds_1_8"]), row["group"]) for row in csv.DictReader(file)]


def _years(text: str) -> float:
    return min(float(text), OLDEST_YEARS) if text else np.nan


def _female(text: str) -> float:
    return float(text) if text else np.nan


def read_extract(folder: str, codes: list[str]) -> Records:
    """The project's extract: 491 records in microvolts at 500 Hz, the rest z-scored at 100 Hz."""
    with open(os.path.join(folder, "index.csv")) as file:
        rows = list(csv.DictReader(file))
    raw = np.load(os.path.join(folder, "raw500.npz"))["uv"]
    scaled = np.load(os.path.join(folder, "z100.npz"))["z512"]
    limb_sd: dict[int, list[float]] = {}
    with open(os.path.join(folder, "z100_limb_sd_uv.csv")) as file:
        for row in csv.DictReader(file):
            limb_sd[int(row["ecg_id"])] = [float(row[f"sd_{lead}"]) / 1000 for lead in ("I", "II", "III", "aVR", "aVL", "aVF")]
    z, sds = [], []
    for row in rows:
        if row["array"] == "raw500":
            leads = twelve_from_eight(raw[int(row["row"])].astype(np.float64) / 1000)
            values, _, sd = normalise(np.stack([filter_lead(lead, 500, SAMPLES) for lead in leads]))
        else:
            leads = scaled[int(row["row"])].astype(np.float64) / 512
            values, _, _ = normalise(np.stack([filter_lead(lead, 100, SAMPLES) for lead in leads]))
            sd = np.array(limb_sd.get(int(row["ecg_id"]), [np.nan] * 6) + [np.nan] * 6, dtype=np.float32)
        z.append(values)
        sds.append(sd)
    return _assemble(rows, z, sds, [set(row["scp_codes"].split("|")) for row in rows],
                     [set(row["superclasses"].split("|")) for row in rows], codes)


def read_wfdb16(path: str) -> np.ndarray:
    """A WFDB format-16 record of PTB-XL as [12, n] mV."""
    with open(path + ".hea") as file:
        lines = file.read().splitlines()
    count = int(lines[0].split()[1])
    gains = [float(line.split()[2].split("(")[0].split("/")[0]) for line in lines[1:1 + count]]
    samples = np.fromfile(path + ".dat", dtype="<i2").reshape(-1, count).T.astype(np.float64)
    return samples / np.array(gains)[:, None]


def read_database(folder: str, codes: list[str]) -> Records:
    """The whole of PTB-XL 1.0.x as published: ptbxl_database.csv, scp_statements.csv, records500/."""
    with open(os.path.join(folder, "scp_statements.csv")) as file:
        superclass = {row[""]: row["diagnostic_class"] for row in csv.DictReader(file) if row["diagnostic"] == "1.0"}
    with open(os.path.join(folder, "ptbxl_database.csv")) as file:
        rows = [row for row in csv.DictReader(file) if int(row["strat_fold"]) != 10]
    z, sds, statements, classes = [], [], [], []
    for row in rows:
        leads = read_wfdb16(os.path.join(folder, row["filename_hr"]))
        values, _, sd = normalise(np.stack([filter_lead(lead, 500, SAMPLES) for lead in leads]))
        z.append(values)
        sds.append(sd)
        found = set(ast.literal_eval(row["scp_codes"]))
        statements.append(found)
        classes.append({superclass[code] for code in found if code in superclass})
    return _assemble(rows, z, sds, statements, classes, codes)


def _assemble(rows, z, sds, statements, classes, codes) -> Records:
    return Records(
        np.array([int(float(row["ecg_id"])) for row in rows]), np.stack(z).astype(np.float16), np.stack(sds).astype(np.float32),
        np.array([_years(row["age"]) for row in rows], dtype=np.float32),
        np.array([_female(row["sex"]) for row in rows], dtype=np.float32),
        np.array([int(row["strat_fold"]) for row in rows]),
        np.array([[code in found for code in codes] for found in statements], dtype=np.float32),
        np.array([[name in found for name in SUPERCLASSES] for found in classes], dtype=np.float32), codes)


KNOWN_OF_SYNTHETIC = [
    "AFIB", "AFLT", "SVTAC", "1AVB", "2AVB", "3AVB", "PACE", "PAC", "PVC", "BIGU", "TRIGU", "WPW", "CLBBB", "CRBBB", "LNGQT", "LVOLT", "HVOLT", "SBRAD", "STACH", "STE_",
]


def load_synthetic(folder: str, codes: list[str]) -> Records:
    """What draw-synthetic.ts drew, as fold 0 without age, sex or superclasses; only KNOWN_OF_SYNTHETIC columns mean anything."""
    path = os.path.join(folder, "synthetic.npz")
    with open(os.path.join(folder, "synthetic.json")) as file:
        statements = [set(found) for found in json.load(file)]
    if not os.path.exists(path):
        raw = np.fromfile(os.path.join(folder, "synthetic.i16"), dtype="<i2").reshape(len(statements), 8, -1)
        z, sds = [], []
        for eight in raw:
            values, _, sd = normalise(np.stack([filter_lead(lead, 500, SAMPLES) for lead in twelve_from_eight(eight.astype(np.float64) / 1000)]))
            z.append(values.astype(np.float16))
            sds.append(sd)
        np.savez(path, z=np.stack(z), sd_mv=np.stack(sds))
    held = np.load(path)
    n = len(statements)
    return Records(-np.arange(1, n + 1), held["z"], held["sd_mv"], np.full(n, np.nan, np.float32), np.full(n, np.nan, np.float32), np.zeros(n, int),
                   np.array([[code in found for code in codes] for found in statements], dtype=np.float32), np.zeros((n, 5), np.float32), codes)


def joined(first: Records, second: Records) -> Records:
    """Both, one after the other."""
    parts = {key: np.concatenate((value, getattr(second, key))) for key, value in first.__dict__.items() if key != "codes"}
    return Records(**parts, codes=first.codes)


def load(extract: str, ptbxl: str | None, cache: str) -> Records:
    """The records, from the cache when it is there."""
    codes = [code for code, _, _ in read_counts(os.path.join(extract, "statement_counts.csv"))]
    path = os.path.join(cache, "whole.npz" if ptbxl else "extract.npz")
    if not os.path.exists(path):
        os.makedirs(cache, exist_ok=True)
        records = read_database(ptbxl, codes) if ptbxl else read_extract(extract, codes)
        np.savez(path, **{key: value for key, value in records.__dict__.items() if key != "codes"})
    held = np.load(path)
    return Records(**{key: held[key] for key in held.files}, codes=codes)
