"""Writes the model repository: ONNX with a parity test, config.pbtxt, checksums."""
from __future__ import annotations

import hashlib
import inspect
import os

import numpy as np
import torch
from torch import nn

from two_dimensional import rewrite

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
OPSET = 17
FURTHEST_APART = 1e-4
DIMENSIONS = {"signal": [12, 1000], "mask": [12, 1000], "context": [28]}


def export(module: nn.Module, name: str, inputs: list[str], outputs: dict[str, list[int]], version: int = 1) -> float:
    """Writes models/<name>/<version>/model.onnx and config.pbtxt; returns the largest difference from PyTorch at batches of 1 and 5."""
    module.eval()
    folder = os.path.join(MODELS, name, str(version))
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "model.onnx")
    # The exporter that traces: newer releases of PyTorch take another one unless told.
    tracing = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(
        module, tuple(sample(inputs, 2)), path, opset_version=OPSET, input_names=inputs, output_names=list(outputs),
        dynamic_axes={key: {0: "batch"} for key in [*inputs, *outputs]}, do_constant_folding=True, **tracing)
    rewrite(path)
    with open(os.path.join(MODELS, name, "config.pbtxt"), "w") as file:
        file.write(configuration(name, inputs, outputs))
    return parity(module, path, inputs)


def sample(inputs: list[str], batch: int) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(batch)
    made = {name: torch.randn(batch, *DIMENSIONS[name], generator=generator) for name in inputs}
    if "mask" in made:
        made["mask"] = (torch.rand(batch, *DIMENSIONS["mask"], generator=generator) > 0.3).float()
        made["signal"] = made["signal"] * made["mask"]
    return [made[name] for name in inputs]


def parity(module: nn.Module, path: str, inputs: list[str]) -> float:
    import onnxruntime
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    worst = 0.0
    for batch in (1, 5):
        given = sample(inputs, batch)
        with torch.no_grad():
            expected = module(*given)
        found = session.run(None, {name: value.numpy() for name, value in zip(inputs, given)})
        worst = max(worst, *(float(np.abs(a.numpy() - b).max()) for a, b in zip(expected, found)))
    if worst > FURTHEST_APART:
        raise SystemExit(f"{path}: PyTorch and ONNX Runtime differ by {worst}")
    return worst


def configuration(name: str, inputs: list[str], outputs: dict[str, list[int]]) -> str:
    def tensors(kind: str, shapes: dict[str, list[int]]) -> str:
        rows = [f'  {{ name: "{key}" data_type: TYPE_FP32 dims: [ {", ".join(map(str, dims))} ] }}' for key, dims in shapes.items()]
        return f"{kind} [\n" + ",\n".join(rows) + "\n]\n"

    return (f'name: "{name}"\nbackend: "onnxruntime"\nmax_batch_size: 64\n' + tensors("input", {key: DIMENSIONS[key] for key in inputs})
            + tensors("output", outputs) + "dynamic_batching { max_queue_delay_microseconds: 2000 }\n")


def write_checksums() -> None:
    """models/SHA256SUMS of every graph and label file, as sha256sum writes it."""
    lines = []
    for folder, _, files in sorted(os.walk(MODELS)):
        for file in sorted(files):
            name = os.path.relpath(os.path.join(folder, file), MODELS)
            if name.startswith("training") or not (file == "model.onnx" or file == "labels.json"):
                continue
            with open(os.path.join(folder, file), "rb") as held:
                lines.append(f"{hashlib.sha256(held.read()).hexdigest()}  {name}\n")
    with open(os.path.join(MODELS, "SHA256SUMS"), "w") as file:
        file.writelines(lines)
