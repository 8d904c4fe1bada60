"""Makes the graph of models/restore from trained members and the anomaly branch, referred to normals of fold 9; combine.py makes its labels and card.

    python3 build_restore.py --extract ../../../shared/data/ptbxl --out CHECKPOINTS restore-1.pt --branch anomaly-1.pt
"""
from __future__ import annotations

import argparse
import json
import os

import numpy as np
import torch

from anomaly_fusion import fit
from anomaly_network import AnomalyNetwork
from deploy import LATENT_AXES, RestoreDetector
from deploy_multiscale import MultiScaleDetector, TrendDetector
from layouts import FULL, PAGE_3X4_1, PAGE_6X2, renormalise
from metrics import auroc
from multiscale import open_network
from networks import RestoreNetwork
from records import Records, load
from repository import export, write_checksums

REFERENCE_RECORDS = 400
LAYOUTS = {"12x10 s": FULL, "3x4+1": PAGE_3X4_1, "6x2": PAGE_6X2}


def outputs(detector: RestoreDetector, records, rows: np.ndarray, layout: np.ndarray) -> dict[str, torch.Tensor]:
    """Latent, parts before they are z-scored, and surprises (NaN where nothing was asked) of the rows under a layout."""
    pieces: list[tuple[torch.Tensor, ...]] = []
    with torch.no_grad():
        for i in range(0, len(rows), 16):
            z = torch.from_numpy(records.z[rows[i:i + 16]].astype(np.float32))
            mask = torch.from_numpy(layout).expand(len(z), -1, -1).contiguous()
            z, _ = renormalise(z, mask)
            restored = detector.raw(z, mask)
            parts = detector.parts(restored, detector.branch(z, mask), mask)
            surprises = torch.where(restored.asked > 0, detector.surprises(restored), torch.full_like(restored.asked, float("nan")))
            pieces.append((restored.latent, parts, surprises))
    return dict(zip(("latent", "parts", "surprises"), (torch.cat(part) for part in zip(*pieces))))


def whitening(latent: np.ndarray, axes: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and the matrix that turns latents into `axes` uncorrelated numbers of unit variance."""
    mean, sd = latent.mean(0), latent.std(0) + 1e-6
    _, values, directions = np.linalg.svd((latent - mean) / sd, full_matrices=False)
    return mean, (directions[:axes].T / values[:axes] * np.sqrt(len(latent))) / sd[:, None]


def against_share(value: np.ndarray, share: np.ndarray) -> tuple[np.ndarray, float]:
    """Intercept and slope over the held share, and the SD around that line."""
    design = np.stack((np.ones_like(share), share), 1)
    line, *_ = np.linalg.lstsq(design, value, rcond=None)
    return line, float((value - design @ line).std())


def refer(detector: RestoreDetector, records: Records) -> dict[str, np.ndarray]:
    """Sets what the detector holds against normals: whitening of the latent, parts and maps; returns the z-scored parts of fold 9 per layout."""
    normals = np.flatnonzero((records.fold < 9) & records.normal)
    reference = np.random.default_rng(5).choice(normals, min(REFERENCE_RECORDS, len(normals)), replace=False)
    held = held_rows(records)
    truth = records.abnormal[held]
    seen = torch.cat([outputs(detector, records, reference, layout)["latent"] for layout in (FULL, PAGE_3X4_1)]).numpy()
    mean, matrix = whitening(seen, LATENT_AXES)
    detector.latent_mean = torch.from_numpy(mean.astype(np.float32))
    detector.whiten = torch.from_numpy(matrix.astype(np.float32))
    found = {name: outputs(detector, records, held, layout) for name, layout in LAYOUTS.items()}
    parts = {name: part["parts"].numpy() for name, part in found.items()}
    share = np.concatenate([np.full(int((~truth).sum()), layout.mean()) for layout in LAYOUTS.values()])
    lines = [against_share(np.concatenate([value[~truth][:, k] for value in parts.values()]), share) for k in range(len(detector.part_weights))]
    detector.part_mean = torch.tensor([line[0] for line, _ in lines], dtype=torch.float32)
    detector.part_per_share = torch.tensor([line[1] for line, _ in lines], dtype=torch.float32)
    detector.part_sd = torch.tensor([sd for _, sd in lines], dtype=torch.float32)
    maps = np.concatenate([part["surprises"].numpy()[~truth] for name, part in found.items() if name != "6x2"])
    detector.map_mean = torch.from_numpy(np.nanmean(maps, (0, 3)).astype(np.float32)).unsqueeze(-1)
    detector.map_sd = torch.from_numpy(np.nanstd(maps, (0, 3)).astype(np.float32)).unsqueeze(-1)
    return {name: np.stack([(value[:, k] - line[0] - line[1] * LAYOUTS[name].mean()) / sd for k, (line, sd) in enumerate(lines)], 1)
            for name, value in parts.items()}


def held_rows(records: Records) -> np.ndarray:
    return np.flatnonzero((records.fold == 9) & (records.normal | records.abnormal))


def open_branch(path: str) -> AnomalyNetwork:
    branch = AnomalyNetwork()
    branch.load_state_dict(torch.load(path, map_location="cpu"))
    return branch.eval()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("members", nargs="+")
    options.add_argument("--branch", required=True)
    options.add_argument("--extract", default="../../../shared/data/ptbxl")
    options.add_argument("--ptbxl")
    options.add_argument("--out", required=True)
    options.add_argument("--companions", help="checkpoint of multiscale.py beside the one member")
    options.add_argument("--beats", action="store_true", help="with the companions' beats and cross-attention, not the trend branch alone")
    given = options.parse_args()
    torch.set_num_threads(1)
    records = load(given.extract, given.ptbxl, given.out)
    branch = open_branch(os.path.join(given.out, given.branch))
    if given.companions:
        kind = MultiScaleDetector if given.beats else TrendDetector
        detector = kind(open_network(given.out, given.members[0], given.companions).eval(), branch).eval()
    else:
        members = []
        for name in given.members:
            network = RestoreNetwork()
            network.load_state_dict(torch.load(os.path.join(given.out, name), map_location="cpu"))
            members.append(network.eval())
        detector = RestoreDetector(members, branch).eval()
    scaled = refer(detector, records)
    shipped = {name: value @ detector.part_weight.numpy() for name, value in scaled.items()}
    maps = fit(detector, records)
    with open(os.path.join(given.out, "restore-maps.json"), "w") as file:
        json.dump(maps, file, indent=1)
    worst = export(detector, "restore", ["signal", "mask"], {"anomaly": [12, 1000], "score": [1]})
    write_checksums()
    held = held_rows(records)
    np.savez(os.path.join(given.out, "restore-fold9.npz"), rows=held, parity=worst, members=given.members, layouts=list(LAYOUTS),
             parts=np.stack(list(scaled.values())), names=list(detector.part_weights), weights=list(detector.part_weights.values()),
             score=np.stack(list(shipped.values())))
    for figure in maps:
        print(figure)
    truth = records.abnormal[held]
    print("parity", worst, {name: round(auroc(truth, value), 4) for name, value in shipped.items()})


if __name__ == "__main__":
    main()
