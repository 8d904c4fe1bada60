"""
Trains and exports the network that corrects traced lines:

    python3 lines.py --records OUT/lines/0 OUT/lines/1 --minutes 25 --seed 1

Writes models/lines (graph, config.pbtxt, card.md) and ../SHA256SUMS. Pages whose seed ends in 3 only validate. --start: weights to go on from.
"""
from __future__ import annotations

import argparse
import inspect
import os
import time

import numpy as np
import torch

from line_network import CHANNELS, LineNetwork
from line_records import Line, read
from repository import FURTHEST_APART, MODELS, OPSET, write_checksums
from two_dimensional import rewrite

FOLDER = os.path.join(MODELS, "lines")
# As functions/digitize/trace/line-network/line-windows.ts has them.
BATCH, WINDOW = 4, 1408
CONFIGURATION = f"""name: "lines"
backend: "onnxruntime"
max_batch_size: 64
input [
  {{ name: "lines" data_type: TYPE_FP32 dims: [ {CHANNELS}, {WINDOW} ] }}
]
output [
  {{ name: "moves" data_type: TYPE_FP32 dims: [ {WINDOW} ] }}
]
"""
CROP = 768
CROPS = 24
# No line is known better, px.
EXACT_PX = 0.02
# Channels that change their sign, and those that change places, where a line is turned upside down.
SIGNED, EDGES, INK = (0, 1), (2, 3), slice(7, 24)
BEYOND = (5, 6)


def crop(line: Line, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A part of a line, now and then upside down or backwards."""
    first = rng.integers(0, max(1, line.away.size - CROP + 1))
    part = slice(first, first + CROP)
    seen, away, known = line.seen[:, part].astype(np.float32), line.away[part], line.known[part]
    if rng.random() < 0.5:
        turned = seen.copy()
        turned[list(SIGNED)] *= -1
        turned[list(EDGES)] = -seen[list(reversed(EDGES))]
        turned[list(BEYOND)] = seen[list(reversed(BEYOND))]
        turned[INK] = seen[INK][::-1]
        seen, away = turned, -away
    if rng.random() < 0.3:
        seen, away, known = seen[:, ::-1], away[::-1], known[::-1]
    missing = CROP - away.size
    return np.pad(seen, ((0, 0), (0, missing))), np.pad(away, (0, missing)), np.pad(known, (0, missing))


def power(misses: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """Mean square about the mean of what is known, line by line."""
    count = known.sum(1).clamp(min=1)
    middle = (misses * known).sum(1) / count
    return (((misses - middle[:, None]) ** 2) * known).sum(1) / count


def train(network: LineNetwork, lines: list[Line], minutes: float, seed: int, rate: float, report) -> LineNetwork:
    """Brings down the logarithm of each line's error, so that a decibel counts alike on good and on bad pages."""
    rng = np.random.default_rng(seed)
    _, page, count = np.unique([line.seed for line in lines], return_inverse=True, return_counts=True)
    chance = 1 / np.sqrt(count[page])
    chance /= chance.sum()
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-3)
    started, step, told = time.time(), 0, 0.0
    while (spent := (time.time() - started) / (60 * minutes)) < 1:
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, step / 200) * (0.5 * (1 + np.cos(np.pi * spent)) + 0.01)
        crops = [crop(lines[i], rng) for i in rng.choice(len(lines), CROPS, p=chance)]
        seen, away, known = (torch.from_numpy(np.stack(part).astype(np.float32)) for part in zip(*crops))
        left = power(away - network(seen), known) + EXACT_PX ** 2
        before = power(away, known) + EXACT_PX ** 2
        enough = (known.sum(1) > 100).float()
        loss = (enough * torch.log(left / before)).sum() / enough.sum()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        step += 1
        if spent - told > 0.1:
            told = spent
            report(network, step, spent)
    return network.eval()


def measure(network: LineNetwork, lines: list[Line]) -> dict[str, np.ndarray]:
    """Signal-to-noise ratios in dB before and after, line by line, by family."""
    network.eval()
    found: dict[str, list[tuple[float, float]]] = {}
    with torch.no_grad():
        for line in lines:
            known = torch.from_numpy(line.known)[None]
            away = torch.from_numpy(line.away)[None]
            moves = network(torch.from_numpy(line.seen.astype(np.float32))[None])
            signal = power(torch.from_numpy(line.height)[None] + away, known)
            pair = [float(10 * torch.log10(signal / power(left, known))) for left in (away, away - moves)]
            found.setdefault(line.family, []).append((pair[0], pair[1]))
    network.train()
    return {family: np.array(pairs) for family, pairs in sorted(found.items())}


def export(network: LineNetwork) -> float:
    """Writes the graph for any number of windows; returns the largest difference from PyTorch."""
    import onnxruntime

    os.makedirs(os.path.join(FOLDER, "1"), exist_ok=True)
    path = os.path.join(FOLDER, "1", "model.onnx")
    tracing = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(network, (torch.rand(2, CHANNELS, WINDOW),), path, opset_version=OPSET, input_names=["lines"], output_names=["moves"],
                      dynamic_axes={"lines": {0: "batch"}, "moves": {0: "batch"}}, do_constant_folding=True, **tracing)
    rewrite(path)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    given = torch.rand(BATCH, CHANNELS, WINDOW, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        expected = network(given).numpy()
    worst = float(np.abs(session.run(None, {"lines": given.numpy()})[0] - expected).max())
    if worst > FURTHEST_APART:
        raise SystemExit(f"{path}: PyTorch and ONNX Runtime differ by {worst}")
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", nargs="+", required=True)
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--start")
    given = parser.parse_args()
    lines = read(given.records)
    kept = [line for line in lines if line.seed % 10 == 3]
    trained = [line for line in lines if line.seed % 10 != 3]

    def report(network: LineNetwork, step: int, spent: float) -> None:
        before, after = np.concatenate(list(measure(network, kept).values())).mean(0)
        print(f"{100 * spent:.0f} %, step {step}: {before:.2f} -> {after:.2f} dB", flush=True)

    torch.manual_seed(given.seed)
    network = LineNetwork()
    if given.start is not None:
        network.load_state_dict(torch.load(given.start, map_location="cpu"))
    network = train(network, trained, given.minutes, given.seed, given.rate, report)
    torch.save(network.state_dict(), os.path.join(os.path.dirname(given.records[0]), f"lines-{given.seed}.pt"))
    figures = measure(network, kept)
    apart = export(network)
    write_card(figures, trained, kept, sum(p.numel() for p in network.parameters()), apart)
    with open(os.path.join(FOLDER, "config.pbtxt"), "w") as file:
        file.write(CONFIGURATION)
    write_checksums()


def write_card(figures: dict[str, np.ndarray], trained: list[Line], kept: list[Line], parameters: int, apart: float) -> None:
    pages = [len({line.seed for line in lines}) for lines in (trained, kept)]
    rows = "\n".join(f"| {family} | {len(pairs)} | {pairs[:, 0].mean():.1f} | {pairs[:, 1].mean():.1f} |" for family, pairs in figures.items())
    every = np.concatenate(list(figures.values()))
    with open(os.path.join(FOLDER, "card.md"), "w") as file:
        file.write(f"""# lines: where the pen's centre ran

**Intended use.** Moves the nodes of lines that `functions/digitize` traced to where the pen's centre truly ran: the tips of narrow waves, flanks, and
noise. It finds no line by itself; without it the lines stay as the classical fit believes them.

**Input.** `lines` [batch, {CHANNELS}, {WINDOW}], what `functions/digitize/trace/line-network/line-view.ts` shows of a line, a node each 2 ms, zeros beyond its end.
**Output.** `moves` [batch, {WINDOW}], px of the frame, downwards.

**Network.** Residual dilated convolutions of {parameters:,} parameters (van den Oord 2016). PyTorch and ONNX Runtime differ by {apart:.1e} at most.

**Data.** {len(trained):,} lines of {pages[0]:,} pages that `synth/` drew with exact truth and the digitizer traced; two of three show PTB-XL recordings of folds 1–8
(Wagner 2020, CC BY 4.0), the others synthesised ones. Families that are held out in `synth/scene/families.ts` were not used, nor any real page.

Signal to noise in the frame of the page, dB, mean of the lines; what the page's map or scale gets wrong is not in it:

| {pages[1]:,} pages not trained on | lines | fitted | corrected |
|---|---|---|---|
{rows}
| all | {len(every)} | {every[:, 0].mean():.1f} | {every[:, 1].mean():.1f} |

Accuracy of digitizing with and without it is in `docs/accuracy.md`.

**Limits.** It was trained on drawn pages alone. It knows a line 144 ms to either side and nothing of other leads.
""")


if __name__ == "__main__":
    main()
