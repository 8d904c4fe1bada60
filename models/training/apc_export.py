"""Writes the trained premature-beat classifier as functions/infer/premature-beats reads it, and values to hold that against."""
from __future__ import annotations

import base64
import hashlib
import json
import os

import numpy as np
import torch

from apc_beats import TRAINED, batch
from apc_network import IMPOSSIBLE_PENALTY, PATIENT_SHARE, Model, at_patient_share

# The record whose beats are the golden ones: it has N, S and V.
GOLDEN_RECORD = 118


def export(model: Model, d: dict, offsets: tuple[float, ...], line: dict[str, float], path: str) -> None:
    layers = {}

    def put(name: str, outputs: int, inputs: int, taps: int, *arrays: torch.Tensor) -> None:
        flat = np.concatenate([array.detach().numpy().reshape(-1) for array in arrays])
        layers[name] = dict(outputs=outputs, inputs=inputs, taps=taps, base64=base64.b64encode(flat.astype("<f4").tobytes()).decode())

    put("mean", 1, len(model.mean), 1, model.mean)
    put("spread", 1, len(model.sd), 1, model.sd)
    put("table", TRAINED, len(model.mean), 1, model.table.weight, model.table.bias)
    if model.mode == "soft":
        for name, conv in (("enhancerA", model.enhancer.a), ("enhancerB", model.enhancer.b)):
            put(name, conv.out_channels, conv.in_channels, conv.kernel_size[0], conv.weight, conv.bias)
    checksum = hashlib.sha256("".join(layer["base64"] for layer in layers.values()).encode()).hexdigest()
    whole = dict(name="apc", version="1.0.0", enhancement=model.mode, sha256=checksum, features=d["names"], rules=d["rules"], decision=offsets,
                 calibration=line, impossiblePenalty=IMPOSSIBLE_PENALTY, patientShare=PATIENT_SHARE, layers=layers)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        json.dump(whole, file, separators=(",", ":"))
        file.write("\n")


def golden(model: Model, d: dict, path: str) -> None:
    """Three beats with every intermediate value, so that the TypeScript side can be held against this one."""
    pick = np.flatnonzero((d["record"] == GOLDEN_RECORD) & (d["y"] >= 0))
    with torch.no_grad():
        b = batch(d, pick)
        f, w = model.all_features(b), model.weights(b["dev"], b["rule"])
    p = model.alone(d, pick)

    def beat(k: int) -> dict:
        xm, xx, mm = (b["dev"][k, row].tolist() for row in range(3))
        return dict(xm=xm, xx=xx, mm=mm, weights=w[k].tolist(), features=f[k].tolist(), probabilities=p[k].tolist())

    beats = [beat(int(np.flatnonzero(d["y"][pick] == c)[0])) for c in range(3)]
    possible = d["impossible"][pick[:400]] < 0.5
    kept = np.r_[np.flatnonzero(possible), np.flatnonzero(~possible)[:5]]
    share = dict(alone=p[kept].tolist(), possible=possible[kept].tolist(), shared=at_patient_share(p[kept], possible[kept]).tolist())
    with open(path, "w") as file:
        json.dump(dict(beats=beats, share=share), file)
