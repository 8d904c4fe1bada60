#!/usr/bin/env python3
"""Trains the premature-beat classifier (functions/infer/premature-beats) and writes its figures and card.

What a beat looks like to it is computed once, in TypeScript: `bench/beats/dump-features.ts --out DIR`.
usage: apc.py --dump DIR [--modes none,hard,soft] [--ship soft] [--out models/apc/1/model.json] [--figures FILE] [--card models/apc/card.md]

Waveform enhancement after DANet (arXiv 2407.18033): none (weight 1), hard (the rule table), soft (a small network that
gives every sample a weight: trained first to reproduce the rule, then frozen while the classifier learns, then
jointly). Every figure is leave-one-patient-out over the DS1 records of MIT-BIH; record 800 of SVDB only trains.
"""
from __future__ import annotations

import argparse
import json
import os

import numpy as np
import torch

from apc_beats import load
from apc_card import write_card
from apc_export import export, golden
from apc_figures import OFFSETS, calibration, counts, interval, leave_one_patient_out, nested, offset_choices, scores
from apc_network import Model

torch.set_num_threads(1)
# More than half of the S beats of DS1: the figure is told without them too.
HARDEST = (201, 209)
# Records with more S or V beats than this are told one by one.
MANY_S, MANY_V = 12, 30


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--dump", required=True)
    parser.add_argument("--modes", default="none,hard,soft")
    parser.add_argument("--ship", default="soft")
    parser.add_argument("--out")
    parser.add_argument("--figures", help="figures of modes that were measured before, and of these")
    parser.add_argument("--card")
    given = parser.parse_args()
    d = load(given.dump)
    figures = {}
    if given.figures and os.path.exists(given.figures):
        with open(given.figures) as file:
            figures = json.load(file)
    for mode in given.modes.split(","):
        p = leave_one_patient_out(d, mode)
        figures[mode] = told = figures_of(d, p)
        print(mode, {key: value for key, value in told.items() if key != "records"}, flush=True)
        for record, (_, s, v) in told["records"].items():
            if sum(s) > MANY_S or sum(v) > MANY_V:
                print("  ", record, "S", s, "V", v, flush=True)
        if given.out and mode == given.ship:
            model = Model(mode).fit(d, np.flatnonzero(d["y"] >= 0))
            export(model, d, told["offsets"], calibration(d, p), given.out)
            golden(model, d, os.path.join(os.path.dirname(os.path.dirname(given.out)), "apc.golden.json"))
        if given.figures:
            with open(given.figures, "w") as file:
                json.dump(figures, file, indent=1)
    if given.card:
        write_card(figures, given.ship, d["names"], given.card)


def figures_of(d: dict, p: np.ndarray) -> dict:
    """What held-out probabilities are worth, both leads seen."""
    tables, choose = offset_choices(d, p, "both")
    rows = nested(tables, choose)
    best = choose(None)
    others = [record for record in rows if record not in HARDEST]
    return {
        "S": {**scores(rows, 1), "interval": interval(rows, 1)},
        "V": {**scores(rows, 2), "interval": interval(rows, 2)},
        "N": scores(rows, 0),
        "offsets": OFFSETS[best],
        "plain": scores(counts(d, p, (0, 0, 0, 0), "both"), 1)["f1"],
        "chosen_on_all": scores(tables[best], 1)["f1"],
        "without_hardest": scores(rows, 1, others),
        "records": rows,
    }


if __name__ == "__main__":
    main()
