"""Writes ../preprocess.golden.json: made-up signals and what preprocess.py makes of them.

    python3 golden.py
"""
import json
import os

import numpy as np

from batches import context_rows, TYPICAL_SD_MV
from preprocess import filter_lead, normalise
import torch


def pulse_train(rate_hz: float, seconds: float, beat_s: float, lead: int) -> np.ndarray:
    """Sharp and broad bumps with wander and mains: numbers alike to an ECG, from a formula."""
    t = np.arange(int(rate_hz * seconds)) / rate_hz
    phase = (t + 0.11 * lead) % beat_s
    value = 1.1 * np.exp(-((phase - 0.3) / 0.015) ** 2) + 0.25 * np.exp(-((phase - 0.55) / 0.05) ** 2)
    value += 0.12 * np.exp(-((phase - 0.14) / 0.025) ** 2)
    return value * (1 - 0.2 * lead) + 0.3 * np.sin(2 * np.pi * 0.21 * t + lead) + 0.03 * np.sin(2 * np.pi * 50 * t)


CASES = [
    {"name": "500 Hz, 2.5 s", "sampleRateHz": 500, "seconds": 2.5, "beatS": 0.8, "missing": []},
    {"name": "100 Hz, 4 s, a gap of 0.03 s and one of 0.4 s", "sampleRateHz": 100, "seconds": 4, "beatS": 0.7, "missing": [[50, 53], [200, 240]]},
    {"name": "360 Hz, 3 s, first half second missing", "sampleRateHz": 360, "seconds": 3, "beatS": 0.9, "missing": [[0, 180]]},
    {"name": "80 Hz, 3 s", "sampleRateHz": 80, "seconds": 3, "beatS": 1.1, "missing": []},
]


def main() -> None:
    cases = []
    for case in CASES:
        leads = np.stack([pulse_train(case["sampleRateHz"], case["seconds"], case["beatS"], lead) for lead in range(2)]).astype(np.float32)
        for a, b in case["missing"]:
            leads[:, a:b] = np.nan
        length = int(np.floor((leads.shape[1] - 1) / case["sampleRateHz"] * 100 + 1e-6)) + 1
        filtered = np.stack([filter_lead(lead, case["sampleRateHz"], length) for lead in leads])
        z, mask, sd = normalise(filtered)
        listed = lambda a: [[None if np.isnan(v) else round(float(v), 6) for v in row] for row in a]
        cases.append({"name": case["name"], "sampleRateHz": case["sampleRateHz"], "leadsMv": listed(leads), "filteredMv": listed(filtered),
                      "signal": listed(z), "mask": [[int(v) for v in row] for row in mask], "sdMv": [round(float(v), 7) for v in sd]})
    sd = torch.from_numpy(np.log(TYPICAL_SD_MV * np.linspace(0.3, 3, 12).astype(np.float32) / TYPICAL_SD_MV))[None]
    known = context_rows(torch.tensor([63.0]), torch.tensor([1.0]), sd)
    unknown = context_rows(torch.tensor([float("nan")]), torch.tensor([float("nan")]), torch.full((1, 12), float("nan")))
    context = [{"ageYears": 63, "sex": "female", "sdMv": (TYPICAL_SD_MV * np.linspace(0.3, 3, 12)).tolist(), "row": known[0].tolist()},
               {"ageYears": None, "sex": None, "sdMv": [0] * 12, "row": unknown[0].tolist()}]
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "preprocess.golden.json")
    with open(path, "w") as file:
        json.dump({"cases": cases, "context": context}, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
