"""
Rewrites models/page, as build_page.py exports it, to integers of 8 bits: half the time a pass, a third of the size.

    python3 quantize_page.py --patches OUT/patches/0.u8

Weights by channel, activations by the range that patches of drawn pages show (Jacob 2018). What tells traces and marks apart at full
resolution stays in single precision, and so does all that makes odds into probabilities. Prints how far the answers move on the patches, which
were not trained on if the file is one of another seed. Asks for onnxruntime 1.17 or newer.
"""
from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from page_patches import RECORD_BYTES, SIZE
from repository import MODELS, write_checksums

GRAPH = os.path.join(MODELS, "page", "1", "model.onnx")
# Every so many patches tell the ranges; the others how far the answers move.
EVERY = 2
QUANTIZED = ["Conv", "Relu", "MaxPool", "Add", "Reshape", "Transpose"]
# Heads whose answers the digitizer interpolates between their pixels.
KEPT = ("/trace/", "/print/")


def patches(file: str) -> np.ndarray:
    """[n, 4, 384, 384], 0…1."""
    records = np.memmap(file, dtype=np.uint8, mode="r").reshape(-1, RECORD_BYTES)
    return records[:, :4 * SIZE * SIZE].reshape(-1, 4, SIZE, SIZE).astype(np.float32) / 255


class Shown(CalibrationDataReader):
    def __init__(self, pages: np.ndarray) -> None:
        self.rest: Iterator[np.ndarray] = iter(pages)

    def get_next(self) -> dict[str, np.ndarray] | None:
        page = next(self.rest, None)
        return None if page is None else {"page": page[None]}


def kept(graph: onnx.GraphProto) -> list[str]:
    """Nodes that stay in single precision: the heads, and the sum 1 + odds, of which integers would make anything."""
    divided = {name for node in graph.node if node.op_type == "Div" for name in node.input}
    return [node.name for node in graph.node
            if any(part in node.name for part in KEPT) or (node.op_type == "Add" and node.output[0] in divided)]


def feed_bytes(path: str) -> None:
    """Lets the graph take pixels of four bytes, as its callers hold them, in place of planes of single precision that it made integers of first."""
    model = onnx.load(path)
    graph = model.graph
    at, first = next((i, node) for i, node in enumerate(graph.node) if node.op_type == "QuantizeLinear" and node.input[0] == "page")
    held = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    if abs(held[first.input[1]] * 255 - 1) > 1e-6 or held[first.input[2]] != 0:
        raise SystemExit("the patches do not show the whole range of levels")
    graph.node.remove(first)
    graph.node.insert(at, onnx.helper.make_node("Transpose", ["page"], [first.output[0]], name="page_channels_first", perm=[0, 3, 1, 2]))
    graph.input.remove(next(given for given in graph.input if given.name == "page"))
    graph.input.insert(0, onnx.helper.make_tensor_value_info("page", onnx.TensorProto.UINT8, ["batch", "height", "width", 4]))
    onnx.checker.check_model(model)
    onnx.save(model, path)


def answers(graph: str, pages: np.ndarray) -> list[np.ndarray]:
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    return [np.concatenate(found) for found in zip(*(session.run(None, {"page": page[None]}) for page in pages))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patches", required=True)
    given = parser.parse_args()
    if any(node.op_type == "QuantizeLinear" for node in onnx.load(GRAPH).graph.node):
        raise SystemExit(f"{GRAPH} is one of integers already: run build_page.py first")
    pages = patches(given.patches)
    shown, others = pages[::EVERY], pages[1::EVERY]
    before = answers(GRAPH, others)
    with tempfile.TemporaryDirectory() as folder:
        plain, whole = os.path.join(folder, "plain.onnx"), os.path.join(folder, "whole.onnx")
        quant_pre_process(GRAPH, plain, skip_symbolic_shape=True)
        # Weights of seven bits: processors without the newer dot products add up pairs of products in 16 bits, which eight would overflow.
        quantize_static(plain, whole, Shown(shown), quant_format=QuantFormat.QDQ, op_types_to_quantize=QUANTIZED, per_channel=True, reduce_range=True,
                        activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, nodes_to_exclude=kept(onnx.load(plain).graph))
        after = answers(whole, others)
        feed_bytes(whole)
        shutil.copyfile(whole, GRAPH)
    for name, a, b in zip(("trace", "print", "named"), before, after):
        away = np.abs(a - b)
        print(f"{name}: {away[a > 0.1].mean():.4f} away on the mean where it is above 0.1, {away.max():.3f} at most ({len(others)} patches)")
    write_checksums()


if __name__ == "__main__":
    main()
