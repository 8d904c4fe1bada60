"""
Trains and exports the network that reads a printed lead name, once the page network has found where one stands:

    python3 lead_names.py --patches OUT/patches --minutes 12 --seed 1

Writes models/lead-names (graph, config.pbtxt, card.md) and ../SHA256SUMS. The patches of the last file only validate.
"""
from __future__ import annotations

import argparse
import os
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from name_crops import HEIGHT, REACH, WIDTH, crops
from page_patches import Patches
from repository import FURTHEST_APART, MODELS, OPSET, write_checksums

FOLDER = os.path.join(MODELS, "lead-names")
LEADS = ("none", "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6")
BATCH = 64
CONFIGURATION = f"""name: "lead-names"
backend: "onnxruntime"
max_batch_size: 64
input [
  {{ name: "words" data_type: TYPE_FP32 dims: [ 4, {HEIGHT}, {WIDTH} ] }}
]
output [
  {{ name: "leads" data_type: TYPE_FP32 dims: [ {len(LEADS)} ] }}
]
"""


class NameNetwork(nn.Module):
    """words [b, 4, 32, 64] in 0…1 as the page network sees them → logits [b, 13]: no lead name, I, II … V6."""

    def __init__(self) -> None:
        super().__init__()

        def stage(inputs: int, outputs: int) -> nn.Sequential:
            return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))

        self.features = nn.Sequential(
            stage(4, 16), stage(16, 16), nn.MaxPool2d(2), stage(16, 32), stage(32, 32), nn.MaxPool2d(2),
            stage(32, 48), stage(48, 48), nn.MaxPool2d(2), stage(48, 64))
        self.head = nn.Sequential(nn.Flatten(), nn.Dropout(0.3), nn.Linear(64 * (HEIGHT // 8) * (WIDTH // 8), 64), nn.ReLU(), nn.Linear(64, len(LEADS)))

    def forward(self, words: torch.Tensor) -> torch.Tensor:
        return self.head(self.features(words))


def middle(pictures: torch.Tensor) -> torch.Tensor:
    return pictures[:, :, REACH:REACH + HEIGHT, REACH:REACH + WIDTH]


def disturbed(pictures: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Shifted, stretched, recoloured, noisy."""
    out = []
    for picture in pictures:
        picture = picture[:, None].transpose(0, 1)
        stretch = np.exp(rng.normal(0, 0.08, 2))
        shift = rng.uniform(-REACH, REACH, 2)
        whole = np.array([picture.shape[3], picture.shape[2]])
        size = np.array([WIDTH, HEIGHT]) / whole * stretch
        shear = rng.normal(0, 0.05)
        grid = F.affine_grid(torch.tensor([[[size[0], shear, 2 * shift[0] / whole[0]], [0, size[1], 2 * shift[1] / whole[1]]]], dtype=torch.float32), [1, 4, HEIGHT, WIDTH], align_corners=False)
        word = F.grid_sample(picture, grid, align_corners=False)[0]
        if rng.random() < 0.3:
            word[:3] = word[:3][torch.from_numpy(rng.permutation(3))]
        if rng.random() < 0.2:
            word[:] = word[:3].mean(0, keepdim=True)
        word = word * rng.uniform(0.6, 1.25)
        if rng.random() < 0.4:
            word = word + torch.randn_like(word) * rng.uniform(0, 0.08)
        if rng.random() < 0.2:
            word = F.avg_pool2d(word[None], 3, stride=1, padding=1)[0]
        out.append(word.clamp(0, 1))
    return torch.stack(out)


@torch.no_grad()
def measure(network: NameNetwork, pictures: np.ndarray, leads: np.ndarray) -> dict[str, float]:
    network.eval()
    chance = torch.cat([torch.softmax(network(middle(torch.from_numpy(pictures[i:i + 256]).float() / 255)), 1) for i in range(0, len(leads), 256)]).numpy()
    best = chance.argmax(1)
    named = leads > 0
    return {"n": int(named.sum()), "others": int((~named).sum()), "right": float((best == leads)[named].mean()),
            "taken": float((best > 0)[~named].mean()), "confidence": float(chance.max(1)[named].mean())}


def train(patches: str, minutes: float, seed: int) -> tuple[NameNetwork, dict[str, float], int]:
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    pictures, leads = crops(Patches(patches), rng)
    validation = crops(Patches(patches, validation=True), np.random.default_rng(0))
    print(f"{len(leads)} words, {int((leads > 0).sum())} of them lead names", flush=True)
    network = NameNetwork()
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=5e-4)
    share = np.where(leads > 0, 1.0, 0.6 * (leads > 0).sum() / max(1, (leads == 0).sum()))
    share = share / share.sum()
    began, step = time.time(), 0
    while (spent := (time.time() - began) / 60 / minutes) < 1:
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * spent)))
        rows = rng.choice(len(leads), BATCH, p=share)
        network.train()
        loss = F.cross_entropy(network(disturbed(torch.from_numpy(pictures[rows]).float() / 255, rng)), torch.from_numpy(leads[rows]), label_smoothing=0.03)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
        if step % 200 == 0:
            print(f"step {step} loss {loss.item():.3f}", measure(network, *validation), flush=True)
    return network, measure(network, *validation), len(leads)


def export(network: NameNetwork) -> float:
    import onnxruntime

    module = nn.Sequential(network, nn.Softmax(1)).eval()
    os.makedirs(os.path.join(FOLDER, "1"), exist_ok=True)
    path = os.path.join(FOLDER, "1", "model.onnx")
    torch.onnx.export(module, (torch.rand(2, 4, HEIGHT, WIDTH),), path, opset_version=OPSET, input_names=["words"], output_names=["leads"],
                      dynamic_axes={"words": {0: "batch"}, "leads": {0: "batch"}}, do_constant_folding=True, dynamo=False)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    given = torch.rand(5, 4, HEIGHT, WIDTH, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        worst = float(np.abs(module(given).numpy() - session.run(None, {"words": given.numpy()})[0]).max())
    if worst > FURTHEST_APART:
        raise SystemExit(f"{path}: PyTorch and ONNX Runtime differ by {worst}")
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patches", required=True)
    parser.add_argument("--minutes", type=float, default=12)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    network, figures, trained = train(given.patches, given.minutes, given.seed)
    apart = export(network)
    with open(os.path.join(FOLDER, "config.pbtxt"), "w") as file:
        file.write(CONFIGURATION)
    parameters = sum(p.numel() for p in network.parameters())
    with open(os.path.join(FOLDER, "card.md"), "w") as file:
        file.write(f"""# lead-names: which lead a printed word names

**Intended use.** Reads the words that the page network (`models/page`) takes for lead names, so that `functions/digitize` knows which lead stands
where. Its answer is evidence among other evidence (order, Einthoven's law), not the last word.

**Input.** `words` [batch, 4, {HEIGHT}, {WIDTH}]: the four channels of `models/page` at 6 px a mm around the middle of the word. **Output.** `leads` [batch, 13]:
probabilities of no lead name, I, II, III, aVR, aVL, aVF, V1–V6.

**Network.** Seven convolutions, {parameters:,} parameters. PyTorch and ONNX Runtime differ by {apart:.1e} at most.

**Data.** {trained:,} words of pages that `synth/` drew (see `models/page/card.md`); no real page.

| on words of pages not trained on | |
|---|---|
| lead names read right (n = {figures['n']:,}) | {100 * figures['right']:.1f} % |
| other words and traces taken for a lead name (n = {figures['others']:,}) | {100 * figures['taken']:.1f} % |

**Limits.** Latin names as carts print them; other fonts than Arimo, Tinos and Cousine were never seen.
""")
    write_checksums()


if __name__ == "__main__":
    main()
