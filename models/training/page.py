"""
Trains the page network:

    node draw-page-patches.ts --out OUT/patches/0.u8 --pages 130 --seed 100 …    (several files, other seeds)
    python3 page.py --patches OUT/patches --out OUT --minutes 50 --seed 1

Writes OUT/page-SEED.pt, the moving average of the weights, whenever it was measured on the patches of the last file, and OUT/page-SEED-last.pt,
the weights themselves, to go on from (--start). CUDA is used when present.
"""
from __future__ import annotations

import argparse
import copy
import os
import time

import numpy as np
import torch
from torch.nn import functional as F

from page_network import PageNetwork
from page_patches import IGNORED, Patches, disturb

BATCH = 8
DECAY = 0.995
NO_NAME_WEIGHT = 0.03


def loss_of(outputs, trace, marks, names) -> torch.Tensor:
    traced, printed, named = outputs
    weight = 1 + 2 * trace
    ink = F.binary_cross_entropy_with_logits(traced, trace, weight=weight)
    share = torch.sigmoid(traced)
    overlap = 1 - (2 * (share * trace).sum((1, 2, 3)) + 20) / ((share + trace).sum((1, 2, 3)) + 20)
    around = F.binary_cross_entropy_with_logits(printed, marks, pos_weight=torch.tensor([3.0, 10.0, 5.0], device=marks.device).view(3, 1, 1))
    classes = torch.ones(13, device=named.device)
    classes[0] = NO_NAME_WEIGHT
    if bool((names != IGNORED).any()):
        lead = F.cross_entropy(named, names, weight=classes, ignore_index=IGNORED)
    else:
        lead = named.sum() * 0
    return 2 * ink + 0.5 * overlap.mean() + around + lead


@torch.no_grad()
def measure(network: PageNetwork, patches: Patches, device: str, count: int = 240) -> dict[str, float]:
    """Soft overlap of the trace, of the marks, and the share of named cells whose lead is right, on the first patches."""
    network.eval()
    sums = np.zeros((4, 3))
    right = seen = false = 0
    for start in range(0, min(count, len(patches)), BATCH):
        page, trace, marks, names = (t.to(device) for t in patches.batch(np.arange(start, min(start + BATCH, len(patches)))))
        traced, printed, named = network(page)
        for k, (found, truth) in enumerate([(traced, trace), *((printed[:, i], marks[:, i]) for i in range(3))]):
            share = torch.sigmoid(found)
            sums[k] += [float((share * truth).sum()), float(share.sum()), float(truth.sum())]
        best = named.argmax(1)
        right += int(((best == names) & (names > 0)).sum())
        seen += int((names > 0).sum())
        false += int(((best > 0) & (names == 0)).sum())
    dice = 2 * sums[:, 0] / np.maximum(1, sums[:, 1] + sums[:, 2])
    return {"trace": dice[0], "text": dice[1], "bar": dice[2], "pulse": dice[3], "named": right / max(1, seen), "misnamed": false / max(1, seen)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patches", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lr", type=float, default=3e-3)
    parser.add_argument("--start", help="weights to go on from")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    rng = np.random.default_rng(given.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    # Channels last: a step takes 0.85 of the time on a CPU.
    network = PageNetwork().to(device, memory_format=torch.channels_last)
    if given.start:
        network.load_state_dict(torch.load(given.start, map_location=device))
    average = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(network.parameters(), lr=given.lr, weight_decay=1e-4)
    validation = Patches(given.patches, validation=True)
    began = last = time.time()
    step = 0
    patches = Patches(given.patches)
    order = rng.permutation(len(patches))
    while (spent := (time.time() - began) / 60 / given.minutes) < 1:
        if len(order) < BATCH:
            patches = Patches(given.patches)
            order = rng.permutation(len(patches))
        rows, order = order[:BATCH], order[BATCH:]
        for group in optimiser.param_groups:
            group["lr"] = given.lr * min(1, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * spent)))
        network.train()
        page, trace, marks, names = (t.to(device) for t in disturb(*patches.batch(rows), rng))
        loss = loss_of(network(page.contiguous(memory_format=torch.channels_last)), trace, marks, names)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        step += 1
        with torch.no_grad():
            decay = min(DECAY, step / (step + 20))
            for kept, new in zip(average.state_dict().values(), network.state_dict().values()):
                if kept.dtype.is_floating_point:
                    kept.mul_(decay).add_(new, alpha=1 - decay)
                else:
                    kept.copy_(new)
        if step % 20 == 0:
            print(f"step {step} loss {loss.item():.4f} {60 * given.minutes * spent / step:.2f} s a step", flush=True)
        if time.time() - last > 300 or step == 50:
            last = time.time()
            print(f"step {step}", {k: round(float(v), 3) for k, v in measure(average, validation, device).items()}, flush=True)
            torch.save(average.state_dict(), os.path.join(given.out, f"page-{given.seed}.pt"))
            torch.save(network.state_dict(), os.path.join(given.out, f"page-{given.seed}-last.pt"))
    print("end", {k: round(float(v), 3) for k, v in measure(average, validation, device, 10_000).items()}, flush=True)
    torch.save(average.state_dict(), os.path.join(given.out, f"page-{given.seed}.pt"))


if __name__ == "__main__":
    main()
