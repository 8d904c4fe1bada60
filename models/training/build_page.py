"""
Exports the trained page network as models/page:

    python3 build_page.py --patches OUT/patches OUT/page-1.pt

The graph answers probabilities. Compares PyTorch with ONNX Runtime, measures the patches of the last file, writes config.pbtxt, card.md and
../SHA256SUMS.
"""
from __future__ import annotations

import argparse
import os

import numpy as np
import torch

from deployed_page import DeployedPage
from page import measure
from page_network import PageNetwork
from page_patches import Patches
from repository import FURTHEST_APART, MODELS, OPSET, write_checksums

FOLDER = os.path.join(MODELS, "page")
CONFIGURATION = """name: "page"
backend: "onnxruntime"
max_batch_size: 8
input [
  { name: "page" data_type: TYPE_UINT8 dims: [ -1, -1, 4 ] }
]
output [
  { name: "trace" data_type: TYPE_FP32 dims: [ 1, -1, -1 ] },
  { name: "print" data_type: TYPE_FP32 dims: [ 3, -1, -1 ] },
  { name: "named" data_type: TYPE_FP32 dims: [ 1, -1, -1 ] }
]
"""


def export(network: PageNetwork) -> float:
    """Writes the graph for any batch, height and width; returns the largest difference from PyTorch at two sizes."""
    import onnxruntime

    module = DeployedPage(network).eval()
    os.makedirs(os.path.join(FOLDER, "1"), exist_ok=True)
    path = os.path.join(FOLDER, "1", "model.onnx")
    names = ["trace", "print", "named"]
    axes = {0: "batch", 2: "height", 3: "width"}
    torch.onnx.export(module, (torch.rand(1, 4, 128, 192),), path, opset_version=OPSET, input_names=["page"], output_names=names,
                      dynamic_axes={name: axes for name in ["page", *names]}, do_constant_folding=True, dynamo=False)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    worst = 0.0
    for size in ((2, 4, 96, 160), (1, 4, 320, 256)):
        given = torch.rand(*size, generator=torch.Generator().manual_seed(size[0]))
        with torch.no_grad():
            expected = answers(network, given)
        found = session.run(None, {"page": given.numpy()})
        worst = max(worst, *(float(np.abs(a.numpy() - b).max()) for a, b in zip(expected, found)))
    if worst > FURTHEST_APART:
        raise SystemExit(f"{path}: PyTorch and ONNX Runtime differ by {worst}")
    return worst


def answers(network: PageNetwork, page: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """What the trained network says, in the terms of the shipped one."""
    trace, marks, names = network.eval()(page)
    return torch.sigmoid(trace), torch.sigmoid(marks), 1 - torch.softmax(names, 1)[:, :1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patches", required=True)
    parser.add_argument("weights")
    given = parser.parse_args()
    network = PageNetwork()
    network.load_state_dict(torch.load(given.weights, map_location="cpu"))
    apart = export(network)
    validation = Patches(given.patches, validation=True)
    figures = measure(network, validation, "cpu", 10_000)
    write_card(figures, len(validation), len(Patches(given.patches)), sum(p.numel() for p in network.parameters()), apart)
    with open(os.path.join(FOLDER, "config.pbtxt"), "w") as file:
        file.write(CONFIGURATION)
    write_checksums()


def write_card(figures: dict[str, float], validated: int, trained: int, parameters: int, apart: float) -> None:
    with open(os.path.join(FOLDER, "card.md"), "w") as file:
        file.write(f"""# page: what stands where on an ECG page

**Intended use.** Parts the ink of an upright report page into traces, text, bars between columns and calibration pulses, and finds the
lead names that are printed, so that `functions/digitize` can trace the leads. It measures nothing by itself. Without it pages are read by
classical means.

**Input.** `page` [batch, h, w, 4], bytes, 6 px a mm, h and w multiples of 32: red, green and blue as deviation from the blank paper around (0 paper,
255 black), and the ink that colour tells from grid. **Output.** `trace` [batch, 1, h, w] coverage by a trace's stroke; `print`
[batch, 3, h/2, w/2] text, bar, pulse; `named` [batch, 1, h/4, w/4] the name of a lead, whichever; all probabilities.

**Network.** U-Net of {parameters:,} parameters with a half-resolution first stage (Ronneberger 2015). PyTorch and ONNX Runtime differ by {apart:.1e} at most.

**Data.** {trained:,} patches of pages that `synth/` drew with exact truth; half of the pages show synthesised recordings, half PTB-XL
recordings of folds 1–8 (Wagner 2020, CC BY 4.0). Families that are held out in `synth/scene/families.ts` were not used, nor any real page.

| on {validated:,} patches of pages not trained on | |
|---|---|
| trace, soft overlap (Dice) with its coverage | {figures['trace']:.3f} |
| text, Dice by area | {figures['text']:.3f} |
| bars between columns, Dice | {figures['bar']:.3f} |
| calibration pulses, Dice by area | {figures['pulse']:.3f} |
| cells of lead names whose lead is right | {100 * figures['named']:.1f} % |
| cells taken for a name where none is, as a share of those of names | {100 * figures['misnamed']:.1f} % |

Accuracy of digitizing with and without it is in `docs/accuracy.md`.

**Limits.** Trained on drawn pages alone; handwriting that crosses a trace, and pens as faint as the grid, may be mistaken.
""")


if __name__ == "__main__":
    main()
